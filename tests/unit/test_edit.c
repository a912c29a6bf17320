#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "tests/unit/edit_check.h"
#include "tests/unit/random_layout.h"

static struct arena arena;

static int free_arena(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

// --- by hand ---

static const struct node *find(const struct node *n, const char *path)
{
	while (n && *path) {
		size_t len = strcspn(path, "/");
		struct str part = {path, len};
		n = node_is_seq(n) ? node_item(n, strtoul(path, NULL, 10)) : node_get_str(n, part);
		path += len + (path[len] == '/');
	}
	assert_non_null(n);
	return n;
}

static struct doc *read_text(const char *text, enum syntax syntax)
{
	struct diags diags = {.arena = &arena};

	return doc_read(&arena, source_new(&arena, "test", str_of(text)), syntax, random_tags, &diags);
}

// As if it were made, not read.
static struct node *uproot(struct node *n)
{
	n->start = n->end = 0;
	if (n->kind == NODE_SCALAR)
		return n;
	n->style = STYLE_BLOCK;
	for (struct node *child = n->first; child; child = child->next)
		uproot(child);
	return n;
}

struct row {
	const char *before;
	enum change_kind kind;
	const char *path;  // to what changes: a value, or the collection
	const char *child; // its key or index: of the pair to stand before, or to remove
	const char *key;   // of a new pair
	const char *value; // in YAML; for SCALAR the text itself
	const char *after; // NULL: refused
};

static void check_rows(const struct row *rows, size_t count, enum syntax syntax)
{
	for (const struct row *r = rows; r < rows + count; r++) {
		struct doc *d = read_text(r->before, syntax);
		struct change c = {.kind = r->kind, .at = find(d->root, r->path), .key = r->key};
		struct str after = S("refused");
		enum outcome outcome;
		if (r->child)
			c.child = node_is_map(c.at) ? node_key(c.at, r->child)
			                            : node_item(c.at, strtoul(r->child, NULL, 10));
		if (r->kind == CHANGE_SCALAR)
			c.text = str_of(r->value);
		else if (r->value)
			c.value = uproot(read_text(r->value, SYNTAX_YAML)->root);
		outcome = change_check(d, &arena, syntax, &c, true, &after);
		assert_string_equal(arena_cstring(&arena, after), r->after ? r->after : "refused");
		if (outcome != (r->after ? EDIT_GOOD : EDIT_REFUSED))
			fail_msg("changes more than it should:\n%s", r->before);
	}
}

#define CHECK_ROWS(rows, syntax) check_rows(rows, sizeof rows / sizeof *rows, syntax)

static void test_scalars(void **state)
{
	static const struct row yaml[] = {
		{"a: b # c\n", CHANGE_SCALAR, "a", .value = "x y", .after = "a: x y # c\n"},
		{"a: b\n", CHANGE_SCALAR, "a", .value = "012345678901", .after = "a: '012345678901'\n"},
		{"a: 3600\n", CHANGE_SCALAR, "a", .value = "43200", .after = "a: 43200\n"},
		{"a: '1'\n", CHANGE_SCALAR, "a", .value = "2", .after = "a: '2'\n"},
		{"a: 012345678901\n", CHANGE_SCALAR, "a", .value = "012345678901",
		 .after = "a: '012345678901'\n"},
		{"a: 'b'\n", CHANGE_SCALAR, "a", .value = "it's", .after = "a: 'it''s'\n"},
		{"a: \"b\"\n", CHANGE_SCALAR, "a", .value = "x", .after = "a: \"x\"\n"},
		{"a: b\n", CHANGE_SCALAR, "a", .value = "x\ny", .after = "a: \"x\\ny\"\n"},
		{"a: b\n  c\n# d\n", CHANGE_SCALAR, "a", .value = "x", .after = "a: x\n# d\n"},
		{"a: [b, c]\n", CHANGE_SCALAR, "a/0", .value = "x,y", .after = "a: ['x,y', c]\n"},
		{"a: x,y\n", CHANGE_SCALAR, "a", .value = "${x},y", .after = "a: ${x},y\n"},
		// tags and anchors stay
		{"a: !Sub b\n", CHANGE_SCALAR, "a", .value = "${c}", .after = "a: !Sub ${c}\n"},
		{"a: &x !Sub \"b\"\n", CHANGE_SCALAR, "a", .value = "c", .after = "a: &x !Sub \"c\"\n"},
		{"a: !Sub\n  # d\n  b\n", CHANGE_SCALAR, "a", .value = "c",
		 .after = "a: !Sub\n  # d\n  c\n"},
		// values that are not there
		{"a:\nb: c\n", CHANGE_SCALAR, "a", .value = "x", .after = "a: x\nb: c\n"},
		{"a: # c\n", CHANGE_SCALAR, "a", .value = "1", .after = "a: 1 # c\n"},
		{"- \n- a\n", CHANGE_SCALAR, "0", .value = "x", .after = "- x \n- a\n"},
		{"a: !Ref\n", CHANGE_SCALAR, "a", .value = "x", .after = "a: !Ref x\n"},
		{"{a: , b: c}\n", CHANGE_SCALAR, "a", .value = "x", .after = "{a: x , b: c}\n"},
		{"{\"a\":# c\n}\n", CHANGE_SCALAR, "a", .value = "x", .after = "{\"a\": \"x\" # c\n}\n"},
		{"{a, b: c}\n", CHANGE_SCALAR, "a", .value = "x"},
		// literal blocks stay what they are
		{"a: !Sub |\n   x\n\n   y\nb: c\n", CHANGE_SCALAR, "a", .value = "x\n\n  z\nw\n",
		 .after = "a: !Sub |\n   x\n\n     z\n   w\nb: c\n"},
		{"a: | # c\r\n  x\r\n  y\r\n\r\nb: c\r\n", CHANGE_SCALAR, "a", .value = "z\nw",
		 .after = "a: |- # c\r\n  z\r\n  w\r\n\r\nb: c\r\n"},
		{"a: |+ # c\n  x\n\nb: c\n", CHANGE_SCALAR, "a", .value = "z", .after = "a: z # c\nb: c\n"},
		{"a: |\n  x\n  y", CHANGE_SCALAR, "a", .value = "z\nw\n", .after = "a: \"z\\nw\\n\""},
		{"a: |2\n   x\n  y\n", CHANGE_SCALAR, "a", .value = "z\nw\n",
		 .after = "a: \"z\\nw\\n\"\n"},
		{"a: ># c\n  x\n", CHANGE_SCALAR, "a", .value = "z", .after = "a: z # c\n"},
		{"a: >- # c\n  x\n  y\nb: c\n", CHANGE_SCALAR, "a", .value = "z",
		 .after = "a: z # c\nb: c\n"},
		// a BOM, characters of several bytes
		{"\xEF\xBB\xBF\xC3\xA9: \xE6\x97\xA5 # \xC3\xA9\n", CHANGE_SCALAR, "\xC3\xA9",
		 .value = "\xC3\xA0", .after = "\xEF\xBB\xBF\xC3\xA9: \xC3\xA0 # \xC3\xA9\n"},
		// a blank line with a tab can stand after a plain text only
		{"a: b\n \t\nc: d\n", CHANGE_SCALAR, "a", .value = "on"},
		{"a:\n|\n  x\n", CHANGE_SCALAR, "a", .value = "z"},
		// a name that ends where the text begins
		{"a: &x:b\n", CHANGE_SCALAR, "a", .value = "c"},
		// what an alias names
		{"a: &x b\nc: *x\n", CHANGE_SCALAR, "a", .value = "y"},
		{"a: &x b\nc: *x\n", CHANGE_SCALAR, "c", .value = "y"},
		{"a: &x {b: c}\nd:\n  <<: *x\n", CHANGE_SCALAR, "d/b", .value = "y"},
	};
	static const struct row json[] = {
		{"{\"a\":\"b\"}", CHANGE_SCALAR, "a", .value = "x\n\"", .after = "{\"a\":\"x\\n\\\"\"}"},
		{"{\"a\": 1}", CHANGE_SCALAR, "a", .value = "22", .after = "{\"a\": 22}"},
		{"{\"a\": true}", CHANGE_SCALAR, "a", .value = "x", .after = "{\"a\": \"x\"}"},
		{"{\"a\": \"1\"}", CHANGE_SCALAR, "a", .value = "2", .after = "{\"a\": \"2\"}"},
		{"{\"a\": 111111111111}", CHANGE_SCALAR, "a", .value = "111111111111",
		 .after = "{\"a\": \"111111111111\"}"},
	};

	(void)state;
	CHECK_ROWS(yaml, SYNTAX_YAML);
	CHECK_ROWS(json, SYNTAX_JSON);
}

static void test_keys(void **state)
{
	struct doc *d = read_text("a b: c\n\"d\" : e\n", SYNTAX_YAML);
	struct edit edit;

	(void)state;
	assert_true(edit_scalar(d, &arena, node_key(d->root, "a b"), S("on"), &edit));
	assert_string_equal(arena_cstring(&arena, edited(&arena, d->sources[0]->text, edit)),
	                    "'on': c\n\"d\" : e\n");
	assert_true(edit_scalar(d, &arena, node_key(d->root, "d"), S("f"), &edit));
	assert_string_equal(arena_cstring(&arena, edited(&arena, d->sources[0]->text, edit)),
	                    "a b: c\n\"f\" : e\n");
	d = read_text("? a\n: b\n", SYNTAX_YAML);
	assert_false(edit_scalar(d, &arena, node_key(d->root, "a"), S("c"), &edit));
	d = read_text("[a]: b\n", SYNTAX_YAML);
	assert_false(edit_scalar(d, &arena, d->root->first->first, S("c"), &edit));
}

// What is neither map nor list takes no children.
static void test_no_children(void **state)
{
	struct node *value = node_scalar(&arena, S("v"), STYLE_PLAIN);
	struct doc *word = read_text("notes\n", SYNTAX_YAML);
	struct doc *map = read_text("a: b\n", SYNTAX_YAML), *list = read_text("- a\n", SYNTAX_YAML);
	struct edit edit;

	(void)state;
	assert_false(edit_add_pair(word, &arena, word->root, NULL, "k", value, &edit));
	assert_false(edit_add_item(word, &arena, word->root, value, &edit));
	assert_false(edit_add_pair(list, &arena, list->root, NULL, "k", value, &edit));
	assert_false(edit_add_item(map, &arena, map->root, value, &edit));
}

// A map that was made for one line stays on one line.
static void test_made_in_brackets(void **state)
{
	struct doc *d = read_text("m:\n  a: {b: c} # d\n", SYNTAX_YAML);
	struct node *inner = node_map(&arena), *outer = node_map(&arena);
	struct edit edit;

	(void)state;
	inner->style = STYLE_FLOW;
	node_set(&arena, inner, "id", node_scalar(&arena, S("012345678901"), STYLE_DOUBLE));
	node_set(&arena, inner, "name", node_scalar(&arena, S("a, b"), STYLE_DOUBLE));
	assert_true(edit_add_pair(d, &arena, find(d->root, "m"), NULL, "k", inner, &edit));
	assert_string_equal(arena_cstring(&arena, edited(&arena, d->sources[0]->text, edit)),
	                    "m:\n  a: {b: c} # d\n  k: {id: '012345678901', name: 'a, b'}\n");
	node_set(&arena, outer, "x", inner);
	assert_true(edit_add_pair(d, &arena, d->root, NULL, "p", outer, &edit));
	assert_string_equal(arena_cstring(&arena, edited(&arena, d->sources[0]->text, edit)),
	                    "m:\n  a: {b: c} # d\n"
	                    "p:\n  x: {id: '012345678901', name: 'a, b'}\n");
}

static void test_pairs(void **state)
{
	static const struct row yaml[] = {
		{"a: b # c\n\n# d\n", CHANGE_ADD_PAIR, "", .key = "k", .value = "v",
		 .after = "a: b # c\nk: v\n\n# d\n"},
		{"a: b", CHANGE_ADD_PAIR, "", .key = "k", .value = "v", .after = "a: b\nk: v"},
		{"m:\r\n    a: b\t# c\r\nn: o\r\n", CHANGE_ADD_PAIR, "m", .key = "k", .value = "[x, {y: z}]",
		 .after = "m:\r\n    a: b\t# c\r\n    k:\r\n      - x\r\n      - 'y': z\r\nn: o\r\n"},
		{"- Effect: Allow\n  # deep\n- x\n", CHANGE_ADD_PAIR, "0", .key = "Action",
		 .value = "!Sub x", .after = "- Effect: Allow\n  Action: !Sub x\n  # deep\n- x\n"},
		{"- Effect: Allow\n  Action: x\n", CHANGE_ADD_FIRST_PAIR, "0", "Effect", "Sid", "s",
		 "- Sid: s\n  Effect: Allow\n  Action: x\n"},
		{"- -   a: b\n      c: d\n", CHANGE_ADD_FIRST_PAIR, "0/0", "a", "k", "{x: z}",
		 "- -   k:\n        x: z\n      a: b\n      c: d\n"},
		{"m:\n  # one\n  # two\n  a: b\n", CHANGE_ADD_FIRST_PAIR, "m", "a", "k", "v",
		 "m:\n  k: v\n  # one\n  # two\n  a: b\n"},
		{"l: |\n  # text\n# note\na: b\n", CHANGE_ADD_FIRST_PAIR, "", "a", "k", "v",
		 "l: |\n  # text\nk: v\n# note\na: b\n"},
		{"a: b\n# of c\nc: d\n", CHANGE_ADD_FIRST_PAIR, "", "c", "k", "v",
		 "a: b\nk: v\n# of c\nc: d\n"},
		{"a: |\n  x\n\n\n", CHANGE_ADD_PAIR, "", .key = "k", .value = "v",
		 .after = "a: |\n  x\nk: v\n\n\n"},
		{"a: |+\n  x\n\n\nb: c\n", CHANGE_ADD_FIRST_PAIR, "", "b", "k", "v",
		 "a: |+\n  x\n\n\nk: v\nb: c\n"},
		{"m:\n  a: |+\n    x\n\n\nb: c\n", CHANGE_ADD_PAIR, "m", .key = "k", .value = "v",
		 .after = "m:\n  a: |+\n    x\n\n\n  k: v\nb: c\n"},
		{"a: |\n  x", CHANGE_ADD_PAIR, "", .key = "k", .value = "v"},
		{"a: |-\n  x", CHANGE_ADD_PAIR, "", .key = "k", .value = "v", .after = "a: |-\n  x\nk: v"},
		{"a:\n", CHANGE_ADD_PAIR, "", .key = "k", .value = "''", .after = "a:\nk: ''\n"},
		{"a: b\n...\n", CHANGE_ADD_PAIR, "", .key = "k", .value = "v",
		 .after = "a: b\nk: v\n...\n"},
		{"\xEF\xBB\xBF" "a: b\n", CHANGE_ADD_FIRST_PAIR, "", "a", "k", "v",
		 "\xEF\xBB\xBFk: v\na: b\n"},
		{"? a\n: b\n", CHANGE_ADD_PAIR, "", .key = "k", .value = "v"},
		{"?\n  a\n: b\n", CHANGE_ADD_PAIR, "", .key = "k", .value = "v"},
		{"a: b\n? |\n  x", CHANGE_ADD_PAIR, "", .key = "k", .value = "v"},
		// a line break that only YAML 1.1 knows: nothing is changed, JSON aside
		{"a: b # \xC2\x85\n", CHANGE_ADD_PAIR, "", .key = "k", .value = "v"},
		{"a: {} # \xE2\x80\xA8\n", CHANGE_ADD_PAIR, "a", .key = "k", .value = "v"},
		{"? a\n: b\n", CHANGE_ADD_FIRST_PAIR, "", "a", .key = "k", .value = "v"},
		// brackets
		{"m: {a: b}\n", CHANGE_ADD_PAIR, "m", .key = "k", .value = "[x, {z: '{'}]",
		 .after = "m: {a: b, k: [x, {z: '{'}]}\n"},
		{"m: {a: }\n", CHANGE_ADD_PAIR, "m", .key = "k", .value = "v", .after = "m: {a: , k: v }\n"},
		{"m: {a: b, }\n", CHANGE_ADD_PAIR, "m", .key = "k", .value = "v", .after = "m: {a: b, k: v, }\n"},
		{"m: {\n  a: b, # c\n  d: e # f\n}\n", CHANGE_ADD_PAIR, "m", .key = "k", .value = "v",
		 .after = "m: {\n  a: b, # c\n  d: e, # f\n  k: v\n}\n"},
		{"m: {\n  a: b, # c\n}\n", CHANGE_ADD_PAIR, "m", .key = "k", .value = "v",
		 .after = "m: {\n  a: b, # c\n  k: v,\n}\n"},
		{"m: {\n  a: b,\n  c: d\n}\n", CHANGE_ADD_FIRST_PAIR, "m", "c", "k", "v",
		 "m: {\n  a: b,\n  k: v,\n  c: d\n}\n"},
		{"m: {\n  a: b,\n  # of c\n  c: d\n}\n", CHANGE_ADD_FIRST_PAIR, "m", "c", "k", "v",
		 "m: {\n  a: b,\n  k: v,\n  # of c\n  c: d\n}\n"},
		{"m: {}\n", CHANGE_ADD_PAIR, "m", .key = "k", .value = "v", .after = "m: {k: v}\n"},
		{"m: { # c\n}\n", CHANGE_ADD_PAIR, "m", .key = "k", .value = "v"},
		{"m: !Ref {\"a\": \"b\"}\n", CHANGE_ADD_PAIR, "m", .key = "k", .value = "[!Sub x, 1]",
		 .after = "m: !Ref {\"a\": \"b\", \"k\": [!Sub \"x\", 1]}\n"},
		{"[a: b]\n", CHANGE_ADD_PAIR, "0", .key = "k", .value = "v"},
		{"m: {? a : b}\n", CHANGE_ADD_FIRST_PAIR, "m", "a", .key = "k", .value = "v"},
		// aliases and merges
		{"a: &x {b: c}\nd: *x\n", CHANGE_ADD_PAIR, "a", .key = "k", .value = "v"},
		{"a: &x {b: c}\nd: *x\n", CHANGE_ADD_PAIR, "d", .key = "k", .value = "v"},
		{"a: &x {b: c}\nd: *x\n", CHANGE_ADD_PAIR, "", .key = "k", .value = "v",
		 .after = "a: &x {b: c}\nd: *x\nk: v\n"},
		{"a: &x {b: c}\nd:\n  e: f\n  <<: *x\n", CHANGE_ADD_PAIR, "d", .key = "k", .value = "v",
		 .after = "a: &x {b: c}\nd:\n  e: f\n  <<: *x\n  k: v\n"},
	};
	static const struct row json[] = {
		{"{\"a\":1}", CHANGE_ADD_PAIR, "", .key = "k", .value = "[true, '1', x]",
		 .after = "{\"a\":1,\"k\":[true,\"1\",\"x\"]}"},
		{"{ \"a\": {} }\n", CHANGE_ADD_PAIR, "a", .key = "k", .value = "v",
		 .after = "{ \"a\": {\"k\": \"v\"} }\n"},
		{"{\n\t\"a\": {\n\t\t\"b\": []\n\t}\n}\n", CHANGE_ADD_PAIR, "a", .key = "k",
		 .value = "{x: [1]}",
		 .after = "{\n\t\"a\": {\n\t\t\"b\": [],\n\t\t\"k\": {\n\t\t\t\"x\": [\n\t\t\t\t1\n"
		          "\t\t\t]\n\t\t}\n\t}\n}\n"},
		{"{\r\n  \"a\": {}\r\n}\r\n", CHANGE_ADD_PAIR, "a", .key = "k", .value = "v",
		 .after = "{\r\n  \"a\": {\r\n    \"k\": \"v\"\r\n  }\r\n}\r\n"},
		{"{\n  \"a\": 1\n}", CHANGE_ADD_FIRST_PAIR, "", "a", "k", "v",
		 "{\n  \"k\": \"v\",\n  \"a\": 1\n}"},
		{"{\"a\":\"\xE2\x80\xA8\"}", CHANGE_ADD_PAIR, "", .key = "k", .value = "v",
		 .after = "{\"a\":\"\xE2\x80\xA8\",\"k\":\"v\"}"},
	};

	(void)state;
	CHECK_ROWS(yaml, SYNTAX_YAML);
	CHECK_ROWS(json, SYNTAX_JSON);
}

static void test_items(void **state)
{
	static const struct row yaml[] = {
		{"a:\n  - x # c\nb: c\n", CHANGE_ADD_ITEM, "a", .value = "z",
		 .after = "a:\n  - x # c\n  - z\nb: c\n"},
		{"a:\n- Effect: Allow\n  Action: x\n# end\n", CHANGE_ADD_ITEM, "a",
		 .value = "{Effect: Deny, Action: [z]}",
		 .after = "a:\n- Effect: Allow\n  Action: x\n- Effect: Deny\n  Action:\n    - z\n# end\n"},
		{"a: !If\n  # c\n  - x\n  - !Ref z", CHANGE_ADD_ITEM, "a", .value = "!Ref w",
		 .after = "a: !If\n  # c\n  - x\n  - !Ref z\n  - !Ref w"},
		{"-\n  a: b\n", CHANGE_ADD_ITEM, "", .value = "[c, [d]]", .after = "-\n  a: b\n- - c\n  - - d\n"},
		{"- - a\n- b\n", CHANGE_ADD_ITEM, "0", .value = "x", .after = "- - a\n  - x\n- b\n"},
		{"- a: |\n    x\n\n- b\n", CHANGE_ADD_ITEM, "", .value = "c", .after = "- a: |\n    x\n\n- b\n- c\n"},
		{"a: [x]\n", CHANGE_ADD_ITEM, "a", .value = "'z, w'", .after = "a: [x, 'z, w']\n"},
		{"a: [x,]\n", CHANGE_ADD_ITEM, "a", .value = "z", .after = "a: [x, z,]\n"},
		{"[a: ]\n", CHANGE_ADD_ITEM, "", .value = "z", .after = "[a: , z ]\n"},
		{"a: []\n", CHANGE_ADD_ITEM, "a", .value = "{b: c}", .after = "a: [{b: c}]\n"},
		{"a: [\n    x,\n    b\n  ]\n", CHANGE_ADD_ITEM, "a", .value = "z",
		 .after = "a: [\n    x,\n    b,\n    z\n  ]\n"},
	};
	static const struct row json[] = {
		{"[1,2]", CHANGE_ADD_ITEM, "", .value = "3", .after = "[1,2, 3]"},
		{"{\"a\": []}", CHANGE_ADD_ITEM, "a", .value = "x", .after = "{\"a\": [\"x\"]}"},
		{"{\"a\":[1]}", CHANGE_ADD_ITEM, "a", .value = "2", .after = "{\"a\":[1,2]}"},
	};

	(void)state;
	CHECK_ROWS(yaml, SYNTAX_YAML);
	CHECK_ROWS(json, SYNTAX_JSON);
}

static void test_removing(void **state)
{
	static const struct row yaml[] = {
		{"a: b # c\nd: e\n", CHANGE_REMOVE, "", "a", .after = "d: e\n"},
		{"a: b\n# of d\nd: e # f\n\n# end", CHANGE_REMOVE, "", "d", .after = "a: b\n# of d\n\n# end"},
		{"a: b\nd: e", CHANGE_REMOVE, "", "d", .after = "a: b\n"},
		{"a: b\r\nd:\r\n  - e\r\n  - f\r\ng: h\r\n", CHANGE_REMOVE, "", "d",
		 .after = "a: b\r\ng: h\r\n"},
		{"- a: b # c\n  d: e\n- f\n", CHANGE_REMOVE, "0", "a", .after = "- d: e\n- f\n"},
		{"- a: b # c\n  # of d\n  d: e\n", CHANGE_REMOVE, "0", "a", .after = "- \n  # of d\n  d: e\n"},
		{"- a: b\n  d: e\n", CHANGE_REMOVE, "0", "d", .after = "- a: b\n"},
		{"a:\n  b: c # d\ne: f\n", CHANGE_REMOVE, "a", "b", .after = "a: {} # d\ne: f\n"},
		{"- a: !Ref\n    b: c\n", CHANGE_REMOVE, "0/a", "b", .after = "- a: !Ref {}\n"},
		{"a: b\n", CHANGE_REMOVE, "", .child = "a"},
		{"a: |\n  x\n\nb: c\n", CHANGE_REMOVE, "", "a", .after = "\nb: c\n"},
		{"a: |+\n  x\n\nb: c\n", CHANGE_REMOVE, "", "a", .after = "b: c\n"},
		// What follows would become part of the text above.
		{"a: |\n  x\nb: c\n  # note\nd: e\n", CHANGE_REMOVE, "", .child = "b"},
		{"a: |\n  x\nb: c\n   \nd: e\n", CHANGE_REMOVE, "", .child = "b"},
		{"a: |+\n  x\nb: c\n\nd: e\n", CHANGE_REMOVE, "", .child = "b"},
		{"a: |\n  x\nb: c\n\n# note\nd: e\n", CHANGE_REMOVE, "", "b",
		 .after = "a: |\n  x\n\n# note\nd: e\n"},
		{"x: &x\n  c: d\nz:\n- a: b\n  <<: *x\n", CHANGE_REMOVE, "z/0", .child = "a"},
		{"? a\n: b\nc: d\n", CHANGE_REMOVE, "", .child = "a"},
		// items
		{"- a # b\n- c\n", CHANGE_REMOVE, "", "0", .after = "- c\n"},
		{"a:\n- b: c\n  d: e\n- f\ng: h\n", CHANGE_REMOVE, "a", "0", .after = "a:\n- f\ng: h\n"},
		{"- - a\n  - b\n- c\n", CHANGE_REMOVE, "0", "0", .after = "- - b\n- c\n"},
		{"- - a\n  - b\n- c\n", CHANGE_REMOVE, "0", "1", .after = "- - a\n- c\n"},
		{"- - a\n- c\n", CHANGE_REMOVE, "0", "0", .after = "- []\n- c\n"},
		{"-\n- c\n", CHANGE_REMOVE, "", "0", .after = "- c\n"},
		{"a: # x\n  - b\nc: d\n", CHANGE_REMOVE, "a", "0", .after = "a: [] # x\nc: d\n"},
		{"a:\n  # x\n  - b\n", CHANGE_REMOVE, "a", .child = "0"},
		// brackets
		{"{a: b, c: d, e: f}", CHANGE_REMOVE, "", "a", .after = "{c: d, e: f}"},
		{"{a: b, c: d, e: f}", CHANGE_REMOVE, "", "c", .after = "{a: b, e: f}"},
		{"{a: b, c: d, e: f}", CHANGE_REMOVE, "", "e", .after = "{a: b, c: d}"},
		{"{a: b, c: d, }", CHANGE_REMOVE, "", "c", .after = "{a: b, }"},
		{"[!Ref , c]", CHANGE_REMOVE, "", "1", .after = "[!Ref ]"},
		{"{a: , c: d}", CHANGE_REMOVE, "", "c", .after = "{a: }"},
		{"[ a ]", CHANGE_REMOVE, "", "0", .after = "[]"},
		{"[a, ]", CHANGE_REMOVE, "", "0", .after = "[]"},
		{"{a: b, # of a\n c: d # of c\n}", CHANGE_REMOVE, "", "c", .after = "{a: b, # of a\n}"},
		{"{a: b, # of a\n # of c\n c: d}", CHANGE_REMOVE, "", "a", .after = "{\n # of c\n c: d}"},
		{"{\n  a: b, # of a\n  c: d\n}", CHANGE_REMOVE, "", "a", .after = "{\n  c: d\n}"},
		{"{\n  a: b,\n  c: d, # of c\n}", CHANGE_REMOVE, "", "c", .after = "{\n  a: b\n}"},
		{"{\n  a: b, # of a\n  # on c\n  c: d, # of c\n  e: f\n}", CHANGE_REMOVE, "", "c",
		 .after = "{\n  a: b, # of a\n  # on c\n  e: f\n}"},
		{"?\n  a\n: b\nc: d\n", CHANGE_REMOVE, "", .child = "a"},
		{"{a: b # c\n , }", CHANGE_REMOVE, "", "a", .after = "{}"},
		{"{a: b, ? }", CHANGE_REMOVE, "", .child = "a"},
		{"{? a : b, c: d}", CHANGE_REMOVE, "", .child = "a"},
		{"x: [a: b]\n", CHANGE_REMOVE, "x/0", .child = "a"},
		// aliases
		{"a: &x b\nc: *x\n", CHANGE_REMOVE, "", .child = "a"},
		{"a:\n  b: &x c\nd: *x\n", CHANGE_REMOVE, "", .child = "a"},
	};
	static const struct row json[] = {
		{"{\"a\":1,\"b\":2}", CHANGE_REMOVE, "", "a", .after = "{\"b\":2}"},
		{"{\"a\":1,\"b\":2}", CHANGE_REMOVE, "", "b", .after = "{\"a\":1}"},
		{"{\n  \"a\": 1,\n  \"b\": [\n    2\n  ]\n}\n", CHANGE_REMOVE, "", "b",
		 .after = "{\n  \"a\": 1\n}\n"},
		{"{\n  \"a\": 1,\n  \"b\": [\n    2\n  ]\n}\n", CHANGE_REMOVE, "b", "0",
		 .after = "{\n  \"a\": 1,\n  \"b\": []\n}\n"},
	};

	(void)state;
	CHECK_ROWS(yaml, SYNTAX_YAML);
	CHECK_ROWS(json, SYNTAX_JSON);
}

static void test_values(void **state)
{
	static const struct row yaml[] = {
		{"a: b # c\nd: e\n", CHANGE_VALUE, "a", .value = "[x, z]",
		 .after = "a: # c\n  - x\n  - z\nd: e\n"},
		{"a: b\n", CHANGE_VALUE, "a", .value = "{x: {z: w}}", .after = "a:\n  x:\n    z: w\n"},
		{"a: b", CHANGE_VALUE, "a", .value = "!If [x, !Ref z]", .after = "a: !If\n  - x\n  - !Ref z"},
		{"a: !Sub b # c\n", CHANGE_VALUE, "a", .value = "x", .after = "a: x # c\n"},
		{"a: # c\n    - b\n    - d\ne: f\n", CHANGE_VALUE, "a", .value = "x", .after = "a: x # c\ne: f\n"},
		{"a:\r\n- b\r\n- d # f\r\ne: f\r\n", CHANGE_VALUE, "a", .value = "{x: z}",
		 .after = "a: # f\r\n  x: z\r\ne: f\r\n"},
		{"a: | # c\n  x\n  y\n\nb: c\n", CHANGE_VALUE, "a", .value = "[x]",
		 .after = "a: # c\n  - x\n\nb: c\n"},
		{"- a: b\n  c: d\n- e\n", CHANGE_VALUE, "0", .value = "x", .after = "- x\n- e\n"},
		{"- a # c\n- e\n", CHANGE_VALUE, "0", .value = "{x: z, w: v}",
		 .after = "- x: z # c\n  w: v\n- e\n"},
		{"-   a\n", CHANGE_VALUE, "0", .value = "[x]", .after = "- - x\n"},
		{"a: {b: c}\n", CHANGE_VALUE, "a/b", .value = "{x: [z]}", .after = "a: {b: {x: [z]}}\n"},
		{"a: {\"b\":c}\n", CHANGE_VALUE, "a/b", .value = "x", .after = "a: {\"b\": \"x\"}\n"},
		{"a: \"x\ny\" # c\n", CHANGE_VALUE, "a", .value = "\"p\\nq\"", .after = "a: \"p\\nq\" # c\n"},
		{"a:\nb: c\n", CHANGE_VALUE, "a", .value = "{x: z}", .after = "a:\n  x: z\nb: c\n"},
		{"a: b\n", CHANGE_VALUE, "", .value = "x"},
		{"{a: b}\n", CHANGE_VALUE, "", .value = "[x]", .after = "[x]\n"},
		{"a: &x [b]\nc: *x\n", CHANGE_VALUE, "a", .value = "x"},
	};
	static const struct row json[] = {
		{"{\"a\":1}", CHANGE_VALUE, "a", .value = "{x: z}", .after = "{\"a\":{\"x\":\"z\"}}"},
		{"{\n  \"a\": 1\n}\n", CHANGE_VALUE, "a", .value = "{x: z}",
		 .after = "{\n  \"a\": {\n    \"x\": \"z\"\n  }\n}\n"},
		{"[1]", CHANGE_VALUE, "", .value = "x", .after = "\"x\""},
	};

	(void)state;
	CHECK_ROWS(yaml, SYNTAX_YAML);
	CHECK_ROWS(json, SYNTAX_JSON);
}

// --- any change, any layout ---

// Mostly one in which there is something to change.
static struct node *random_document(struct arena *a, struct dice *dice, bool tags)
{
	struct node *root = random_tree(a, dice, 4, tags);

	while ((root->kind == NODE_SCALAR || root->len < 2) && dice_roll(dice, 20))
		root = random_tree(a, dice, 4, tags);
	return root;
}

static void check_random(bool json)
{
	struct dice dice = dice_from_environment(json ? "edits of JSON" : "edits of YAML");
	enum syntax syntax = json ? SYNTAX_JSON : SYNTAX_YAML;
	size_t tried[CHANGE_KINDS] = {0}, made[CHANGE_KINDS] = {0};

	for (int i = 0; i < 60000; i++) {
		struct arena a = {0};
		struct diags diags = {.arena = &a};
		struct node *root = random_document(&a, &dice, !json);
		struct str text = json ? spell_json(&a, &dice, root) : spell_yaml(&a, &dice, root);
		struct doc *d = doc_read(&a, source_new(&a, "before", text), syntax, random_tags, &diags);
		struct str after = {0};
		struct picks picks = {.arena = &a};
		struct change c;
		enum outcome outcome;
		if (!trees_equal(d->root, root)) {
			fprintf(stderr, "%.*s\n", STR(text));
			fail_msg("tree %d is spelled wrong, or read wrong", i);
		}
		pick_all(&picks, d->root, NULL);
		if (random_change(&dice, &picks, !json, &c)) {
			outcome = change_check(d, &a, syntax, &c, true, &after);
			if (outcome == EDIT_BAD) {
				fprintf(stderr, "%.*s\n--- became\n%.*s\n", STR(text), STR(after));
				fail_msg("tree %d, change %d at %u-%u, child %u", i, c.kind, c.at->start,
				         c.at->end, c.child ? c.child->start : 0);
			}
			tried[c.kind]++;
			made[c.kind] += outcome == EDIT_GOOD;
		}
		arena_free(&a);
	}
	// What is refused is odd: a comment stands in the way, a key is empty.
	for (int kind = 0; kind < CHANGE_KINDS; kind++) {
		printf("change %d: %zu of %zu\n", kind, made[kind], tried[kind]);
		assert_true(tried[kind] > 0 && made[kind] * 20 >= tried[kind] * 19);
	}
}

static void test_random_yaml(void **state)
{
	(void)state;
	check_random(false);
}

static void test_random_json(void **state)
{
	(void)state;
	check_random(true);
}

// Two changes made against one text: applied together they do what each does, or one of
// them is left out.
static void test_random_pairs(void **state)
{
	struct dice dice = dice_from_environment("edits together");
	size_t together = 0;

	(void)state;
	for (int i = 0; i < 60000; i++) {
		struct arena a = {0};
		struct diags diags = {.arena = &a};
		bool json = dice_roll(&dice, 3) == 0;
		enum syntax syntax = json ? SYNTAX_JSON : SYNTAX_YAML;
		struct node *root = random_document(&a, &dice, !json);
		struct str text = json ? spell_json(&a, &dice, root) : spell_yaml(&a, &dice, root), after;
		struct doc *d = doc_read(&a, source_new(&a, "before", text), syntax, random_tags, &diags);
		struct picks picks = {.arena = &a};
		struct change changes[2];
		struct edit edits[2];
		struct fix fixes[2] = {{"one", &edits[0], 1}, {"two", &edits[1], 1}};
		const struct fix *both[] = {&fixes[0], &fixes[1]};
		size_t applied = 0;
		pick_all(&picks, d->root, NULL);
		if (random_change(&dice, &picks, !json, &changes[0]) &&
		    random_change(&dice, &picks, !json, &changes[1]) &&
		    change_text(d, &a, &changes[0], &edits[0]) &&
		    change_text(d, &a, &changes[1], &edits[1]))
			after = edits_apply(&a, text, both, 2, &applied);
		if (applied == 2) {
			d = doc_read(&a, source_new(&a, "after", after), syntax, random_tags, &diags);
			if (!trees_equal(d->root, change_tree(&a, picks.items[0].node, changes, 2))) {
				fprintf(stderr, "%.*s\n--- became\n%.*s\n", STR(text), STR(after));
				fail_msg("tree %d, changes %d at %u-%u and %d at %u-%u", i,
				         changes[0].kind, changes[0].at->start, changes[0].at->end,
				         changes[1].kind, changes[1].at->start, changes[1].at->end);
			}
			together++;
		}
		arena_free(&a);
	}
	printf("together: %zu\n", together);
	assert_true(together > 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_scalars, free_arena),
		cmocka_unit_test_teardown(test_keys, free_arena),
		cmocka_unit_test_teardown(test_no_children, free_arena),
		cmocka_unit_test_teardown(test_made_in_brackets, free_arena),
		cmocka_unit_test_teardown(test_pairs, free_arena),
		cmocka_unit_test_teardown(test_items, free_arena),
		cmocka_unit_test_teardown(test_removing, free_arena),
		cmocka_unit_test_teardown(test_values, free_arena),
		cmocka_unit_test_teardown(test_random_yaml, free_arena),
		cmocka_unit_test_teardown(test_random_json, free_arena),
		cmocka_unit_test_teardown(test_random_pairs, free_arena),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
