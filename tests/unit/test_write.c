#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cjson/cJSON.h>
#include <cmocka.h>
#include <string.h>

#include "model/read/read.h"
#include "model/write/second_opinion.h"
#include "model/write/write.h"
#include "tests/unit/random_tree.h"

static struct arena arena;

static int free_arena(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static void assert_text(struct str s, const char *expected)
{
	assert_string_equal(arena_cstring(&arena, s), expected);
}

static struct doc *read_text(const char *text, enum syntax syntax)
{
	struct diags diags = {.arena = &arena};
	struct source *source = source_new(&arena, "test", str_of(text));
	struct doc *d = doc_read(&arena, source, syntax, random_tags, &diags);

	assert_non_null(d->root);
	return d;
}

// --- one text in YAML ---

static void test_scalars(void **state)
{
	static const struct {
		const char *text, *yaml;
	} rows[] = {
		{"Allow", "Allow"},
		{"sts:AssumeRole", "sts:AssumeRole"},
		{"arn:aws:iam::111111111111:root", "arn:aws:iam::111111111111:root"},
		{"AWS::IAM::Role", "AWS::IAM::Role"},
		{"Every account, every region", "Every account, every region"},
		{"${AWS::Partition}", "${AWS::Partition}"},
		{"it's", "it's"},
		{"a#b", "a#b"},
		{"d\xC3\xA9j\xC3\xA0 vu", "d\xC3\xA9j\xC3\xA0 vu"},
		{"yesterday", "yesterday"},
		{"nothing", "nothing"},
		// numbers, or what some reader takes for one
		{"012345678901", "'012345678901'"},
		{"111111111111", "'111111111111'"},
		{"3600", "'3600'"},
		{"0", "'0'"},
		{"-1", "'-1'"},
		{"+1", "'+1'"},
		{"0x1F", "'0x1F'"},
		{"0o17", "'0o17'"},
		{"0b101", "'0b101'"},
		{"1_000", "'1_000'"},
		{"1.5", "'1.5'"},
		{".5", "'.5'"},
		{".inf", "'.inf'"},
		{".NaN", "'.NaN'"},
		{"1e3", "'1e3'"},
		{"190:20:30", "'190:20:30'"},
		// dates
		{"2012-10-17", "'2012-10-17'"},
		{"2010-09-09T10:00:00Z", "'2010-09-09T10:00:00Z'"},
		// booleans and null, of either version
		{"true", "'true'"},
		{"False", "'False'"},
		{"yes", "'yes'"},
		{"NO", "'NO'"},
		{"on", "'on'"},
		{"Off", "'Off'"},
		{"y", "'y'"},
		{"N", "'N'"},
		{"null", "'null'"},
		{"~", "'~'"},
		{"", "''"},
		{"=", "'='"},
		{"<<", "'<<'"},
		// what the syntax takes for something else
		{"*", "'*'"},
		{"&a", "'&a'"},
		{"!Ref", "'!Ref'"},
		{"- a", "'- a'"},
		{"---", "'---'"},
		{"...", "'...'"},
		{"? a", "'? a'"},
		{": a", "': a'"},
		{"a: b", "'a: b'"},
		{"a:", "'a:'"},
		{"a #b", "'a #b'"},
		{"#a", "'#a'"},
		{"[a]", "'[a]'"},
		{"{a}", "'{a}'"},
		{"|", "'|'"},
		{"> a", "'> a'"},
		{"%a", "'%a'"},
		{"@a", "'@a'"},
		{"`a", "'`a'"},
		{"\"a\"", "'\"a\"'"},
		{"'a'", "'''a'''"},
		{" a", "' a'"},
		{"a ", "'a '"},
		{" ", "' '"},
		// what only double quotes can say
		{"a\nb", "\"a\\nb\""},
		{"a\tb", "\"a\\tb\""},
		{"a\r\n", "\"a\\r\\n\""},
		{"\x1b[0m", "\"\\u001B[0m\""},
		{"\x7f", "\"\\u007F\""},
		{"a\xC2\x85", "\"a\\u0085\""},
		{"a\xE2\x80\xA8", "\"a\\u2028\""},
		{"\xEF\xBB\xBFx", "\"\\uFEFFx\""},
		{"\t\"\\", "\"\\t\\\"\\\\\""},
		{"\xFFx", "\"\\uFFFDx\""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str text = str_of(rows[i].text);
		assert_text(write_yaml_scalar(&arena, text), rows[i].yaml);
		assert_int_equal(yaml_plain_is_safe(text),
		                 strcmp(rows[i].text, rows[i].yaml) == 0);
	}
	assert_text(write_yaml_scalar(&arena, S("\0")), "\"\\u0000\"");
}

// --- trees in YAML ---

// What is read and then written, and what that gives.
static const struct {
	const char *yaml, *written;
} layouts[] = {
	{"a: 1\nb: {c: [x, z], d: {}}\n",
	 "a: 1\n"
	 "b:\n"
	 "  c:\n"
	 "    - x\n"
	 "    - z\n"
	 "  d: {}\n"},
	{"Statement:\n- Effect: Allow\n  Action: 's3:*'\n- Effect: Deny\n",
	 "Statement:\n"
	 "  - Effect: Allow\n"
	 "    Action: s3:*\n"
	 "  - Effect: Deny\n"},
	{"[[a, b], [], [[c]], {d: e}]",
	 "- - a\n"
	 "  - b\n"
	 "- []\n"
	 "- - - c\n"
	 "- d: e\n"},
	{"a: !Ref b\nc: !If [x, !Ref e, [z]]\nd: [!Sub '${e}', !If [f, g, h]]\n",
	 "a: !Ref b\n"
	 "c: !If\n"
	 "  - x\n"
	 "  - !Ref e\n"
	 "  - - z\n"
	 "d:\n"
	 "  - !Sub ${e}\n"
	 "  - !If\n"
	 "    - f\n"
	 "    - g\n"
	 "    - h\n"},
	{"[!Sub {a: b}, !If []]",
	 "- !Sub\n"
	 "  a: b\n"
	 "- !If []\n"},
	{"!Sub [a]", "!Sub\n- a\n"},
	{"!Sub {a: b}", "!Sub\na: b\n"},
	{"!Sub a", "!Sub a\n"},
	{"just text", "just text\n"},
	{"{}", "{}\n"},
	{"[]", "[]\n"},
	// Numbers and booleans stay what they were; an id does not become one.
	{"a: 3600\nb: '3600'\nc: true\nd: \"true\"\ne: -1\nf: 0\ng: 111111111111\nh: 007\n"
	 "i: 12345678901\nj: True\nk: 1.5\n",
	 "a: 3600\n"
	 "b: '3600'\n"
	 "c: true\n"
	 "d: 'true'\n"
	 "e: -1\n"
	 "f: 0\n"
	 "g: '111111111111'\n"
	 "h: '007'\n"
	 "i: 12345678901\n"
	 "j: 'True'\n"
	 "k: '1.5'\n"},
	{"012345678901: x\non: x\n1: z\n", "'012345678901': x\n'on': x\n1: z\n"},
	// Lines
	{"a: \"x\\ny\\n\"\nb: \"x\\ny\"\nc: \"x\\n\\n\\n\"\nd: \" x\\n y\\n\"\ne: f\n",
	 "a: |\n"
	 "  x\n"
	 "  y\n"
	 "b: |-\n"
	 "  x\n"
	 "  y\n"
	 "c: |+\n"
	 "  x\n"
	 "\n"
	 "\n"
	 "d: |2\n"
	 "   x\n"
	 "   y\n"
	 "e: f\n"},
	{"a: \"\\n\\nx \\n\\n\\ty\\n\"\n",
	 "a: |\n"
	 "\n"
	 "\n"
	 "  x \n"
	 "\n"
	 "  \ty\n"},
	{"- !Sub \"x\\ny\"\n- [\"x\\ny\"]\n",
	 "- !Sub |-\n"
	 "  x\n"
	 "  y\n"
	 "- - |-\n"
	 "    x\n"
	 "    y\n"},
	// A literal block would lose these.
	{"a: \"\\n\"\nb: \"x\\n  \"\nc: \"\\tx\\ny\"\nd: \"x\\r\\ny\"\n? \"e\\nf\"\n: g\n",
	 "a: \"\\n\"\n"
	 "b: \"x\\n  \"\n"
	 "c: \"\\tx\\ny\"\n"
	 "d: \"x\\r\\ny\"\n"
	 "\"e\\nf\": g\n"},
	// Words that no one quoted: null in YAML, an empty text to us.
	{"a:\nb: ~\nc: null\n", "a: ''\nb: '~'\nc: 'null'\n"},
};

static void test_layouts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) {
		struct doc *d = read_text(layouts[i].yaml, SYNTAX_YAML);
		struct str text = write_yaml(&arena, d);
		assert_text(text, layouts[i].written);
		assert_true(yaml_reads_back(&arena, text, d));
	}
}

static void test_comments(void **state)
{
	static const char before[] =
		"# head\n"
		"a: 1 # of a\n"
		"b: # of b\n"
		"    # above c\n"
		"    #  and more\n"
		"    c: [x, z] # of the list\n"
		"    d:\n"
		"    # above an item\n"
		"    - e # of e\n"
		"    # above a map\n"
		"    - f: | # of the text\n"
		"        text\n"
		"      # above g\n"
		"      g: {} # of nothing\n"
		"h: {i: j} # of j\n";
	static const char after[] =
		"# head\n"
		"a: 1 # of a\n"
		"b: # of b\n"
		"  # above c\n"
		"  #  and more\n"
		"  c:\n"
		"    - x\n"
		"    - z # of the list\n"
		"  d:\n"
		"    # above an item\n"
		"    - e # of e\n"
		"    # above a map\n"
		"    - f: | # of the text\n"
		"        text\n"
		"      # above g\n"
		"      g: {} # of nothing\n"
		"h:\n"
		"  i: j # of j\n";
	struct doc *d = read_text(before, SYNTAX_YAML);

	(void)state;
	assert_text(write_yaml(&arena, d), after);
	assert_true(yaml_reads_back(&arena, write_yaml(&arena, d), d));
}

// What was made stands nowhere, and what was taken out takes its comments along.
static void test_comments_of_others(void **state)
{
	struct doc *d = read_text("# of a\na: 1 # of one\nb: 2\n", SYNTAX_YAML);

	(void)state;
	d->root->first = d->root->first->next->next;
	d->root->len = 1;
	node_set(&arena, d->root, "c", node_scalar(&arena, S("x"), STYLE_PLAIN));
	assert_text(write_yaml(&arena, d), "b: 2\nc: x\n");
}

static void test_nothing(void **state)
{
	struct doc d = {.arena = &arena};

	(void)state;
	assert_int_equal(write_yaml(&arena, &d).len, 0);
}

static void test_long_lines_stay_whole(void **state)
{
	struct node *map = node_map(&arena), *long_text;
	struct doc d = {.arena = &arena, .root = map, .tags = random_tags};
	struct out words = {.arena = &arena}, expected = {.arena = &arena};

	(void)state;
	for (int i = 0; i < 300; i++)
		out_text(&words, i ? " word" : "word");
	long_text = node_scalar(&arena, out_str(&words), STYLE_PLAIN);
	node_set(&arena, map, "a", long_text);
	out_printf(&expected, "a: %.*s\n", STR(out_str(&words)));
	assert_true(str_eq(write_yaml(&arena, &d), out_str(&expected)));

	// A reader looks for the colon in the first 1024 characters only.
	map = d.root = node_map(&arena);
	node_set(&arena, map, arena_cstring(&arena, out_str(&words)),
	         node_scalar(&arena, S("b"), STYLE_PLAIN));
	expected.len = 0;
	out_printf(&expected, "? %.*s\n: b\n", STR(out_str(&words)));
	assert_true(str_eq(write_yaml(&arena, &d), out_str(&expected)));
	assert_true(yaml_reads_back(&arena, out_str(&expected), &d));
}

// A tag that no one listed is written as it stands in its file.
static void test_other_tags(void **state)
{
	struct doc *d = read_text("a: &x !Mystery 1\nb: !Odd [c]\n", SYNTAX_YAML);

	(void)state;
	assert_text(write_yaml(&arena, d), "a: !Mystery 1\nb: !Odd\n  - c\n");
}

static void test_reads_back_notices(void **state)
{
	static const char *const others[] = {
		"a: 1\nb: [x]\n",       // a text
		"a: 2\nb: [x, y]\n",    // an item more
		"b: [x]\na: 2\n",       // another order
		"a: 2\nb: !Ref [x]\n",  // a tag
		"a: 2\nb: {x: y}\n",    // another kind
		"a: 2\nb: [x]\n---\n1", // a second document
		"a: [\n",               // no document
		"",
	};
	struct doc *d = read_text("a: 2\nb: [x]\n", SYNTAX_YAML);

	(void)state;
	assert_true(yaml_reads_back(&arena, S("a: '2'\nb:\n- x\n"), d));
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_false(yaml_reads_back(&arena, str_of(others[i]), d));
	// Only YAML 1.1 takes this character for a line break.
	d = read_text("a: x\nb: y\n", SYNTAX_YAML);
	assert_false(yaml_reads_back(&arena, S("a: x\xE2\x80\xA8" "b: y\n"), d));
}

static void test_deep_trees(void **state)
{
	struct node *root = node_scalar(&arena, S("x"), STYLE_PLAIN);
	struct doc d = {.arena = &arena, .tags = random_tags};

	(void)state;
	for (int i = 0; i < 150; i++) {
		struct node *seq = node_seq(&arena);
		node_append(seq, root);
		root = seq;
	}
	d.root = root;
	assert_true(yaml_reads_back(&arena, write_yaml(&arena, &d), &d));
}

static void test_random_yaml(void **state)
{
	struct dice dice = dice_from_environment("random YAML");

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct arena a = {0};
		struct doc d = {.arena = &a, .tags = random_tags};
		struct str text;
		d.root = random_tree(&a, &dice, 4, true);
		text = write_yaml(&a, &d);
		if (!yaml_reads_back(&a, text, &d))
			fail_msg("tree %d is not read back:\n%.*s", i, STR(text));
		arena_free(&a);
	}
}

// --- JSON ---

static void test_json(void **state)
{
	struct doc *d = read_text("a: 1\nb: ['1', true, 'true', x, null, -0.5e+3, 010]\n"
	                          "c: {}\nd: []\n1: {\"\\\"\\\\\\n\\x01\": e}\n",
	                          SYNTAX_YAML);

	(void)state;
	assert_text(write_json(&arena, d->root),
	            "{\n"
	            "  \"a\": 1,\n"
	            "  \"b\": [\n"
	            "    \"1\",\n"
	            "    true,\n"
	            "    \"true\",\n"
	            "    \"x\",\n"
	            "    null,\n"
	            "    -0.5e+3,\n"
	            "    \"010\"\n"
	            "  ],\n"
	            "  \"c\": {},\n"
	            "  \"d\": [],\n"
	            "  \"1\": {\n"
	            "    \"\\\"\\\\\\n\\u0001\": \"e\"\n"
	            "  }\n"
	            "}\n");
	assert_text(write_json_minified(&arena, d->root),
	            "{\"a\":1,\"b\":[\"1\",true,\"true\",\"x\",null,-0.5e+3,\"010\"],"
	            "\"c\":{},\"d\":[],\"1\":{\"\\\"\\\\\\n\\u0001\":\"e\"}}");
	assert_text(write_json_minified(&arena, node_scalar(&arena, S("\xC3\xA9\xFF\0/"), STYLE_PLAIN)),
	            "\"\xC3\xA9\\uFFFD\\u0000/\"");
}

static void test_json_numbers(void **state)
{
	static const char *const good[] = {"0", "-0", "1", "10", "1.5", "-1.50", "1e5", "1E-5",
	                                   "0.1e+10", "123456789012345678901234567890"};
	static const char *const bad[] = {"", "-", "01", "+1", ".5", "1.", "1.e5", "1e", "1e+",
	                                  "0x1", "1 ", " 1", "1_0", "NaN", "--1", "1.2.3"};

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_true(json_is_number(str_of(good[i])));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(json_is_number(str_of(bad[i])));
}

// What cJSON reads of it is the tree; `bare` scalars are the words and numbers of JSON.
static bool cjson_same(const cJSON *item, const struct node *n)
{
	struct str text = node_str(n);
	const cJSON *child = item->child;

	if (n->kind == NODE_SCALAR) {
		if (cJSON_IsString(item))
			return str_is(text, item->valuestring);
		if (n->style != STYLE_PLAIN)
			return false;
		if (cJSON_IsNumber(item))
			return item->valuedouble == strtod(arena_cstring(&arena, text), NULL);
		return str_is(text, cJSON_IsTrue(item) ? "true" : cJSON_IsFalse(item) ? "false" : "null");
	}
	if (n->kind == NODE_MAP ? !cJSON_IsObject(item) : !cJSON_IsArray(item))
		return false;
	for (n = n->first; n; n = n->next, child = child->next) {
		if (!child)
			return false;
		if (cJSON_IsObject(item)) {
			if (!str_is(node_str(n), child->string))
				return false;
			n = n->next;
		}
		if (!cjson_same(child, n))
			return false;
	}
	return !child;
}

static void check_json(struct str text, const struct node *root)
{
	cJSON *item = cJSON_ParseWithLength(text.at, text.len);

	if (!item || !cjson_same(item, root))
		fail_msg("cJSON reads something else:\n%.*s", STR(text));
	cJSON_Delete(item);
}

static void test_random_json(void **state)
{
	struct dice dice = dice_from_environment("random JSON");

	(void)state;
	for (int i = 0; i < 10000; i++) {
		struct diags diags = {.arena = &arena};
		struct node *root = random_tree(&arena, &dice, 4, false);
		struct str text = write_json(&arena, root);
		struct doc *d = doc_read(&arena, source_new(&arena, "x.json", text), SYNTAX_JSON,
		                         random_tags, &diags);
		check_json(text, root);
		check_json(write_json_minified(&arena, root), root);
		if (!d->root || !node_same(d->root, root))
			fail_msg("the reader reads something else:\n%.*s", STR(text));
		// Bare words stay bare, texts stay texts.
		assert_true(str_eq(write_json(&arena, d->root), text));
		arena_free(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_scalars, free_arena),
		cmocka_unit_test_teardown(test_layouts, free_arena),
		cmocka_unit_test_teardown(test_comments, free_arena),
		cmocka_unit_test_teardown(test_comments_of_others, free_arena),
		cmocka_unit_test_teardown(test_nothing, free_arena),
		cmocka_unit_test_teardown(test_long_lines_stay_whole, free_arena),
		cmocka_unit_test_teardown(test_other_tags, free_arena),
		cmocka_unit_test_teardown(test_reads_back_notices, free_arena),
		cmocka_unit_test_teardown(test_deep_trees, free_arena),
		cmocka_unit_test_teardown(test_random_yaml, free_arena),
		cmocka_unit_test_teardown(test_json, free_arena),
		cmocka_unit_test_teardown(test_json_numbers, free_arena),
		cmocka_unit_test_teardown(test_random_json, free_arena),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
