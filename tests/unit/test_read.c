#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/limits.h"
#include "model/read/read.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const tags[] = {"", "!Ref", "!Sub", "!GetAtt", NULL};

struct reading {
	struct arena arena;
	struct diags diags;
	struct doc *doc;
};

static void read_as(struct reading *r, const char *name, struct str text,
                    enum syntax syntax)
{
	struct arena *a = &r->arena;

	*r = (struct reading){0};
	r->diags.arena = a;
	r->doc = doc_read(a, source_new(a, name, text), syntax, tags, &r->diags);
}

static void read_text(struct reading *r, const char *name, struct str text)
{
	read_as(r, name, text, SYNTAX_GUESS);
}

static void done(struct reading *r)
{
	arena_free(&r->arena);
}

struct page {
	char text[4000];
	size_t len;
};

__attribute__((format(printf, 2, 3)))
static void print(struct page *p, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	p->len += (size_t)vsnprintf(p->text + p->len, sizeof p->text - p->len, format, args);
	va_end(args);
	assert_true(p->len < sizeof p->text);
}

// --- trees ---

// On one line: a scalar between the marks of its style, a collection in its brackets, "-"
// before block ones, each followed by its span; before it its tag, "s" where it is
// shared, "d" where it is decoded.
static void print_node(struct page *p, const struct node *n)
{
	static const char marks[] = {'.', '\'', '"', '|', '>'};

	if (n->tag)
		print(p, "%s ", n->tag == TAG_OTHER ? "!?" : tags[n->tag]);
	if (n->flags & NODE_SHARED)
		print(p, "s");
	if (n->flags & NODE_DECODED)
		print(p, "d");
	if (n->kind == NODE_SCALAR) {
		print(p, "%c", marks[n->style]);
		for (uint32_t i = 0; i < n->len; i++)
			print(p, n->text[i] == '\n' ? "\\n" : "%c", n->text[i]);
		print(p, "%c", marks[n->style]);
	} else {
		bool is_map = n->kind == NODE_MAP;
		const char *before = "";
		print(p, "%s%c", n->style == STYLE_BLOCK ? "-" : "", is_map ? '{' : '[');
		for (const struct node *child = n->first; child; child = child->next) {
			print(p, "%s", before);
			print_node(p, child);
			before = is_map && strcmp(before, ": ") != 0 ? ": " : ", ";
		}
		print(p, "%c", is_map ? '}' : ']');
	}
	print(p, "%u-%u", n->start, n->end);
}

struct tree_case {
	const char *name;
	struct str text;
	const char *tree; // NULL: none
};

static const struct tree_case trees[] = {
	// Nothing at all.
	{"a.yaml", S(""), NULL},
	{"a.yaml", S("\n\n# only this\n"), NULL},
	{"a.yaml", S("\xEF\xBB\xBF"), NULL},
	{"a.yaml", S("---\n"), "..3-3"},
	// Maps and lists.
	{"a.yaml", S("a: b\n"), "-{.a.0-1: .b.3-4}0-4"},
	{"a.yaml", S("a:\n- b\n- c: 1\n  d: x y # z\n"),
	 "-{.a.0-1: -[.b.5-6, -{.c.9-10: .1.12-13, .d.16-17: .x y.19-22}9-22]3-22}0-22"},
	{"a.yaml", S("- - a\n  - b\n- c\n"), "-[-[.a.4-5, .b.10-11]2-11, .c.14-15]0-15"},
	{"a.yaml", S("? a\n: b\n? c\n"), "-{.a.2-3: .b.6-7, .c.10-11: ..11-11}0-11"},
	{"a.yaml", S("{a: [1, 2,], 'b': {}}"),
	 "{.a.1-2: [.1.5-6, .2.8-9]4-11, 'b'13-16: {}18-20}0-21"},
	{"a.yaml", S("[a: b , c]"), "[{.a.1-2: .b.4-5}1-5, .c.8-9]0-10"},
	// Values that are not there.
	{"a.yaml", S("a:\nb:\n  - \n  - {c, d: , e: }\n"),
	 "-{.a.0-1: ..2-2, .b.3-4: -[..9-9, {.c.16-17: ..17-17, .d.19-20: ..21-21, "
	 ".e.24-25: ..26-26}15-28]8-28}0-28"},
	{"a.yaml", S("{? a # b:\n : , c # d:\n , e : }"),
	 "{.a.3-4: ..12-12, .c.15-16: ..16-16, .e.25-26: ..28-28}0-30"},
	{"a.yaml", S("a: # c\nb: !Ref\n"), "-{.a.0-1: ..2-2, .b.7-8: !Ref ..10-14}0-14"},
	// Styles, and which texts stand in the file as they are.
	{"a.yaml", S("a: 'x'\nb: \"y\"\nc: z z\n"),
	 "-{.a.0-1: 'x'3-6, .b.7-8: \"y\"10-13, .c.14-15: .z z.17-20}0-20"},
	{"a.yaml", S("a: 'it''s'\nb: ''''\nc: \"\\\\\"\nd: \"\\\"\"\ne: \"\\x61\"\n"),
	 "-{.a.0-1: d'it's'3-10, .b.11-12: d'''14-18, .c.19-20: d\"\\\"22-26, "
	 ".d.27-28: d\"\"\"30-34, .e.35-36: d\"a\"38-44}0-44"},
	{"a.yaml", S("a: x\n  y\nb: \"x\n  y\"\n"),
	 "-{.a.0-1: d.x y.3-8, .b.9-10: d\"x y\"12-19}0-19"},
	{"a.yaml", S("a: |\n  x\n\n  y\n"), "-{.a.0-1: d|x\\n\\ny\\n|3-13}0-13"},
	{"a.yaml", S("a: |-\n  x\nb: >-\n  x\n"),
	 "-{.a.0-1: |x|3-9, .b.10-11: >x>13-19}0-19"},
	// Blank lines after a block scalar are its own only where + keeps them.
	{"a.yaml", S("a: |\n  x\n\n  \nb: >\n  p\n  q\n\n"),
	 "-{.a.0-1: d|x\\n|3-8, .b.13-14: d>p q\\n>16-25}0-25"},
	{"a.yaml", S("a: |+\n  x\n\nb: c\n"),
	 "-{.a.0-1: d|x\\n\\n|3-10, .b.11-12: .c.14-15}0-15"},
	{"a.yaml", S("a: |\n\n\nb: c\n"), "-{.a.0-1: ||3-4, .b.7-8: .c.10-11}0-11"},
	{"a.yaml", S("a: | # c\n  x\n# d\nb: c\n"),
	 "-{.a.0-1: d|x\\n|3-12, .b.17-18: .c.20-21}0-21"},
	{"a.yaml", S("a: |\n  x\n   \nb: c\n"),
	 "-{.a.0-1: d|x\\n \\n|3-12, .b.13-14: .c.16-17}0-17"},
	{"a.yaml", S("a: |\n  x\n  \t\n\nb: c\n"),
	 "-{.a.0-1: d|x\\n\t\\n|3-12, .b.14-15: .c.17-18}0-18"},
	{"a.yaml", S("a: |\n  x \n\nb: c\n"),
	 "-{.a.0-1: d|x \\n|3-9, .b.11-12: .c.14-15}0-15"},
	{"a.yaml", S("a: |\n  x"), "-{.a.0-1: |x|3-8}0-8"},
	// Tags and anchors belong to the span; a standard tag is none.
	{"a.yaml", S("a: !Ref b\nc: !Sub 'd'\ne: !Nope \"f\"\ng: !!str h\ni: ! j\n"),
	 "-{.a.0-1: !Ref .b.3-9, .c.10-11: !Sub 'd'13-21, .e.22-23: !? \"f\"25-34, "
	 ".g.35-36: .h.38-45, .i.46-47: .j.49-52}0-52"},
	{"a.yaml", S("a: !GetAtt\n  - b\n  - c\nd: !Sub [e, {}]\n"),
	 "-{.a.0-1: !GetAtt -[.b.15-16, .c.21-22]3-22, .d.23-24: !Sub [.e.32-33, "
	 "{}35-37]26-38}0-38"},
	{"a.yaml", S("a: &x !Ref b\n&y c: d\n"),
	 "-{.a.0-1: !Ref .b.3-12, .c.13-17: .d.19-20}0-20"},
	// Characters of several bytes, a BOM, CR LF, a lone CR.
	{"a.yaml", S("\xEF\xBB\xBF\xC3\xA9: \xE2\x82\xAC\r\nb: \xF0\x9F\x98\x80 c\r\n"),
	 "-{.\xC3\xA9.3-5: .\xE2\x82\xAC.7-10, .b.12-13: .\xF0\x9F\x98\x80 c.15-21}3-21"},
	{"a.yaml", S("\xEF\xBB\xBF" "a: b\n"), "-{.a.3-4: .b.6-7}3-7"},
	{"a.yaml", S("a: |\r\n  x\r\n\r\nb: c\r\n"),
	 "-{.a.0-1: d|x\\n|3-9, .b.13-14: .c.16-17}0-17"},
	{"a.yaml", S("a: b\rc: d\r"), "-{.a.0-1: .b.3-4, .c.5-6: .d.8-9}0-9"},
	{"a.yaml", S("a: \"\xE2\x80\xA8\"\nb: \xC2\x85\n"),
	 "-{.a.0-1: \"\xE2\x80\xA8\"3-8, .b.9-10: ..11-11}0-11"},
	// Aliases: a copy with its own place; what it stands for is shared from then on.
	{"a.yaml", S("a: &x {b: 1}\nc: *x\n"),
	 "-{.a.0-1: s{s.b.7-8: s.1.10-11}3-12, .c.13-14: s{s.b.7-8: s.1.10-11}16-18}0-18"},
	{"a.yaml", S("- &x 1\n- &x 2\n- *x\n"), "-[.1.2-6, s.2.9-13, s.2.16-18]0-18"},
	{"a.yaml", S("&k a: *k\n"), "-{s.a.0-4: s.a.6-8}0-8"},
	// Merges: explicit keys win, then the earlier map; pairs stand where << stood.
	{"a.yaml", S("- &x {a: 1, b: 2}\n- &y {b: 3, c: 4}\n- {<<: [*x, *y], a: 5}\n"),
	 "-[s{s.a.6-7: s.1.9-10, s.b.12-13: s.2.15-16}2-17, "
	 "s{s.b.24-25: s.3.27-28, s.c.30-31: s.4.33-34}20-35, "
	 "{s.b.12-13: s.2.15-16, s.c.30-31: s.4.33-34, .a.53-54: .5.56-57}38-58]0-58"},
	{"a.yaml", S("<<: {a: 1}\n<<: {b: 2}\n"),
	 "-{s.a.5-6: s.1.8-9, s.b.16-17: s.2.19-20}0-21"},
	{"a.yaml", S("'<<': {a: 1}\n"), "-{'<<'0-4: {.a.7-8: .1.10-11}6-12}0-12"},
	// Of several documents the first.
	{"a.yaml", S("a: b\n---\nc: \"\n"), "-{.a.0-1: .b.3-4}0-4"},
	// JSON.
	{"a.json", S("\xEF\xBB\xBF [ ]\n"), "[]4-7"},
	{"a.json", S("{\"a\": [1, -2.5e3, true, null, \"x\\u00e9\\n\"], \"b\": {}}"),
	 "{\"a\"1-4: [.1.7-8, .-2.5e3.10-16, .true.18-22, .null.24-28, "
	 "d\"x\xC3\xA9\\n\"30-41]6-42, \"b\"44-47: {}49-51}0-52"},
	{"a.json", S("\"\""), "\"\"0-2"},
	{"a.json", S("[0, -0, 0.1, 1E+2, 1e-2, false]"),
	 "[.0.1-2, .-0.4-6, .0.1.8-11, .1E+2.13-17, .1e-2.19-23, .false.25-30]0-31"},
	// JSON that libyaml refuses: pairs of surrogates, U+007F, U+FFFE, a colon on a line
	// of its own.
	{"a.json", S("[\"\\ud83d\\ude00\", \"\x7F\xEF\xBF\xBE\"]"),
	 "[d\"\xF0\x9F\x98\x80\"1-15, \"\x7F\xEF\xBF\xBE\"17-23]0-24"},
	{"a.json", S("{\"a\"\n:\n1}"), "{\"a\"1-4: .1.7-8}0-9"},
};

static void test_trees(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(trees); i++) {
		const struct tree_case *c = &trees[i];
		struct page page = {"", 0};
		struct reading r;
		read_text(&r, c->name, c->text);
		for (size_t k = 0; k < r.diags.count; k++)
			if (!r.diags.items[k].rule->aws_only)
				fail_msg("%s: %s", c->text.at, r.diags.items[k].message);
		if (r.doc->root)
			print_node(&page, r.doc->root);
		if (c->tree)
			assert_string_equal(page.text, c->tree);
		else
			assert_null(r.doc->root);
		done(&r);
	}
}

static void test_json_long_key(void **state)
{
	enum { LONG = 2000 };
	char text[LONG + 10];
	struct reading r;

	(void)state;
	memset(text, 'k', sizeof text);
	memcpy(text, "{\"", 2);
	memcpy(text + LONG + 2, "\":1}", 4);
	read_text(&r, "a.json", (struct str){text, LONG + 6});
	assert_int_equal(r.diags.count, 0);
	assert_int_equal(r.doc->root->first->len, LONG);
	done(&r);
}

static void test_flags(void **state)
{
	struct reading r;

	(void)state;
	read_text(&r, "a.json", S("{\"a\": [1]}"));
	assert_true(r.doc->root->flags & NODE_JSON);
	assert_true(node_item(node_get(r.doc->root, "a"), 0)->flags & NODE_JSON);
	done(&r);
	read_text(&r, "a.yaml", S("{\"a\": [1]}"));
	assert_false(r.doc->root->flags & NODE_JSON);
	done(&r);
	read_text(&r, "a.yaml", S("a: b\n---\nc: d\n---\n"));
	assert_int_equal(r.doc->second, 5);
	assert_int_equal(r.doc->source_count, 1);
	done(&r);
	read_text(&r, "a.yaml", S("a: b\n...\n"));
	assert_int_equal(r.doc->second, 0);
	done(&r);
}

static void test_guess(void **state)
{
	static const struct {
		const char *name;
		struct str text;
		bool is_json;
	} cases[] = {
		{"a.json", S("{}"), true},     {"a.template", S(" \n[]"), true},
		{"a", S("{}"), true},          {"a.json", S("1"), true},
		{"a", S("\xEF\xBB\xBF{}"), true},
		{"a.json", S("a: b"), false},  {"a.json", S("{'a': 1,}"), false},
		{"a.yaml", S("{\"\\ud83d\\ude00\"\n:\t1}"), true},
		{"a.yaml", S("{}"), false},    {"a.yml", S("[]"), false},
		{"<stdin>", S("a"), false},    {"a.template", S("--- {}"), false},
	};
	struct reading r;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		read_text(&r, cases[i].name, cases[i].text);
		assert_non_null(r.doc->root);
		assert_int_equal(!!(r.doc->root->flags & NODE_JSON), cases[i].is_json);
		done(&r);
	}
	read_as(&r, "a.json", S("a: b"), SYNTAX_YAML);
	assert_int_equal(r.diags.count, 0);
	done(&r);
	read_as(&r, "a.yaml", S("{\"a\": 1,}"), SYNTAX_JSON);
	assert_null(r.doc->root);
	assert_int_equal(r.diags.items[0].severity, SEV_ERROR);
	done(&r);
}

// --- mistakes ---

struct mistake_case {
	const char *name;
	struct str text;
	bool has_tree;
	// A line each: place, rule, message, [second place and its text], {hint}.
	const char *said;
};

static const struct mistake_case mistakes[] = {
	// Bytes.
	{"a.yaml", S("a: \0b\n"), false,
	 "1:4 DOC001 a NUL byte stands in the text (U+0000) {take it out}\n"},
	{"a.yaml", S("a: \x01\nb: \x7F\n"), false,
	 "1:4 DOC001 a control character stands in the text (U+0001) {take it out}\n"
	 "2:4 DOC001 a control character stands in the text (U+007F) {take it out}\n"},
	{"a.yaml", S("a: \xC2\x9F\n"), false,
	 "1:4 DOC001 a control character stands in the text (U+009F) {take it out}\n"},
	{"a.yaml", S("a: \xEF\xBF\xBF\n"), false,
	 "1:4 DOC001 this code is no character (U+FFFF) {take it out}\n"},
	{"a.yaml", S("a: caf\xE9\n"), false,
	 "1:7 DOC001 byte 0xE9 is no part of a UTF-8 character {save the file as UTF-8}\n"},
	{"a.json", S("\"\xC0\x80\""), false,
	 "1:2 DOC001 byte 0xC0 is no part of a UTF-8 character {save the file as UTF-8}\n"
	 "1:3 DOC001 byte 0x80 is no part of a UTF-8 character {save the file as UTF-8}\n"},
	{"a.json", S("\"\0\""), false,
	 "1:2 DOC001 a NUL byte stands in the text (U+0000) {take it out}\n"},
	{"a.yaml", S("a: b\n\xEF\xBB\xBF" "c: d\n"), false,
	 "2:1 DOC001 a byte order mark stands inside of the file (U+FEFF) {take it out}\n"},
	{"a.json", S("\xEF\xBB\xBF\xEF\xBB\xBF{}"), false,
	 "1:1 DOC001 a byte order mark stands inside of the file (U+FEFF) {take it out}\n"},
	{"a.yaml", S("\xFF\xFE" "a\0"), false,
	 "1:1 DOC001 this file is UTF-16, not UTF-8 {save it as UTF-8}\n"},
	{"a.yaml", S("\0a\0:"), false,
	 "1:1 DOC001 this file is UTF-16, not UTF-8 {save it as UTF-8}\n"},
	{"a.yaml", S("\n <!DOCTYPE html>\n"), false,
	 "2:2 DOC016 this is a web page "
	 "{download the raw file, not the page that shows it}\n"},
	{"a.json", S("<HTML lang=en>"), false,
	 "1:1 DOC016 this is a web page "
	 "{download the raw file, not the page that shows it}\n"},

	// YAML: indentation.
	{"a.yaml", S("a:\n\tb: 1\n"), false,
	 "2:1 DOC009 a tab is used for indentation {indent by spaces}\n"},
	{"a.yaml", S("a: 1\n  \tb: 1\n"), false,
	 "2:3 DOC009 a tab is used for indentation {indent by spaces}\n"},
	{"a.yaml", S("a: |\n\tb\n"), false,
	 "2:1 DOC009 a tab is used for indentation {indent by spaces}\n"},
	{"a.yaml", S("-\ta: 1\n"), false,
	 "1:2 DOC009 a tab stands where YAML wants a space\n"},
	{"a.yaml", S("a:\n    b: 1\n   c: 2\n"), false,
	 "3:4 DOC012 this line is indented by 3, its siblings by 4 "
	 "[2:5 the first of them]\n"},
	{"a.yaml", S("x:\n  a: 1\n   b: 2\n"), false,
	 "3:4 DOC012 this line is indented by 3, its siblings by 2 "
	 "[2:6 this text goes on below]\n"},
	{"a.yaml", S("- a: 1\n b: 2\n"), false,
	 "2:2 DOC012 this line is indented by 1, its siblings by 2 "
	 "[1:3 the first of them]\n"},
	{"a.yaml", S("  a: 1\nb: 2\n"), false,
	 "2:1 DOC012 this line is indented by 0, its siblings by 2 "
	 "[1:3 the first of them]\n"},
	{"a.yaml", S("a: b #c\n d: e\n"), false,
	 "2:2 DOC012 this line is indented by 1, its siblings by 0 "
	 "[1:1 the first of them]\n"},
	{"a.yaml", S("a:\n  - b\n - c\n"), false,
	 "3:2 DOC012 this line is indented by 1, its siblings by 2 "
	 "[2:3 the first of them]\n"},
	{"a.yaml", S("a:\n - b\n- c\n"), false,
	 "3:1 DOC012 this line is indented by 0, its siblings by 1 "
	 "[2:2 the first of them]\n"},
	{"a.yaml", S("a: 1\n- b\n"), false,
	 "2:1 DOC012 a list item stands where a key is expected "
	 "{indent it below the key that it belongs to}\n"},
	{"a.yaml", S("a:\n    - b\nc:\n  d: 1\n  - e\n"), false,
	 "5:3 DOC012 a list item stands where a key is expected "
	 "{indent it below the key that it belongs to}\n"},
	{"a.yaml", S("a:\n  - b\n  c: 1\n"), false,
	 "3:3 DOC012 a key stands where a list item is expected "
	 "{put '- ' before it, or indent it as the keys that it belongs to}\n"},
	{"a.yaml", S("- a\n  b: 1\n"), false,
	 "1:3 DOC002 \"a\" is no key: no ':' stands after it "
	 "{where these lines are one text, put it in quotes}\n"},
	{"a.yaml", S("- a:\"x\"\n  b: 1\n"), false,
	 "1:4 DOC002 a space is missing after this ':'\n"},
	{"a.yaml", S("a:\n  -b: 1\n   c: 2\n"), false,
	 "2:3 DOC002 a space is missing after this '-'\n"},
	{"a.yaml", S("a: |\n   x\n  y\nb: 1\n"), false,
	 "3:3 DOC012 this line is indented less than the text above "
	 "[1:4 the text begins here] "
	 "{indent it as that text, or as the key of it}\n"},
	{"a.yaml", S("a: - b\n"), false,
	 "1:4 DOC002 a list cannot begin on the line of its key "
	 "{put each \"- \" on a line of its own; a text that begins with it needs quotes}\n"},

	// YAML: colons.
	{"a.yaml", S("a: b: c\n"), false,
	 "1:5 DOC013 a value that holds \": \" must stand in quotes "
	 "{put the whole value in quotes}\n"},
	{"a.yaml", S("a: \"b\": c\n"), false,
	 "1:7 DOC013 a value that holds \": \" must stand in quotes "
	 "{a map that is a value begins on the line below its key}\n"},
	{"a.yaml", S("a: \xE2\x80\x9C" "b: c\xE2\x80\x9D\n"), false,
	 "1:6 DOC013 a value that holds \": \" must stand in quotes "
	 "{\xE2\x80\x9C \xE2\x80\x9D \xE2\x80\x98 \xE2\x80\x99 are letters here: "
	 "the quotes are \" and '}\n"},
	{"a.yaml", S("a:1\nb: 2\n"), false,
	 "1:2 DOC002 a space is missing after this ':'\n"},
	{"a.yaml", S("x:\n  b: 2\n  a:1\n  c: 3\n"), false,
	 "3:4 DOC002 a space is missing after this ':'\n"},
	{"a.yaml", S("foo\nb: 2\n"), false,
	 "1:1 DOC002 \"foo\" is no key: no ':' stands after it "
	 "{where these lines are one text, put it in quotes}\n"},
	{"a.yaml", S("x:\n  http://y\n  b: 2\n"), false,
	 "2:3 DOC002 \"http://y\" is no key: no ':' stands after it "
	 "{where these lines are one text, put it in quotes}\n"},
	{"a.yaml", S("a: 1\nfoo bar\nb: 2\n"), false,
	 "2:1 DOC002 \"foo bar\" is no key: no ':' stands after it\n"},
	{"a.yaml", S("- a\n-b\n"), false, "2:1 DOC002 a space is missing after this '-'\n"},
	{"a.yaml", S(": a\n"), false, "1:1 DOC006 no key stands before this ':'\n"},
	{"a.yaml", S("[a:,b]"), false,
	 "1:3 DOC013 inside of brackets a value that holds ':' must stand in quotes\n"},

	// YAML: quotes.
	{"a.yaml", S("a: \"x\nb: 2\n"), false, "1:4 DOC010 this quote is never closed\n"},
	{"a.yaml", S("a: 'x\nb: 2\n"), false, "1:4 DOC010 this quote is never closed\n"},
	{"a.yaml", S("a: \"x\n---\nb: \"y\"\n"), false,
	 "1:4 DOC010 this quote is never closed\n"},
	{"a.yaml", S("a: !Sub \"x\nb: \"y\"\n"), false,
	 "1:9 DOC010 this quote is not closed before line 2 "
	 "[2:4 closed here, and text follows]\n"},
	{"a.yaml", S("a: 1\n\"b: c\nd\": e\n"), false,
	 "2:1 DOC010 this quote is not closed on its line {a key stands on one line}\n"},
	{"a.yaml", S("a: 'it's'\n"), false,
	 "1:8 DOC010 text stands after the closing quote "
	 "{inside of single quotes ' is written ''}\n"},
	{"a.yaml", S("a: \"b\" c\n"), false,
	 "1:8 DOC010 text stands after the closing quote "
	 "{inside of double quotes \" is written \\\"}\n"},
	{"a.yaml", S("a: \"\\d\"\n"), false,
	 "1:5 DOC014 \\d is no escape that YAML knows "
	 "{write \\\\ for a backslash, or use single quotes, which know no escapes}\n"},
	{"a.yaml", S("a: \"\\\xC3\xA9\"\n"), false,
	 "1:5 DOC014 \\\xC3\xA9 is no escape that YAML knows "
	 "{write \\\\ for a backslash, or use single quotes, which know no escapes}\n"},
	{"a.yaml", S("a: \"\\x1\"\n"), false,
	 "1:5 DOC014 \\x needs two hexadecimal digits "
	 "{write \\\\ for a backslash, or use single quotes, which know no escapes}\n"},
	{"a.yaml", S("a: \"b\\ud83d\"\n"), false,
	 "1:6 DOC014 \\u needs the four hexadecimal digits of one character "
	 "{write \\\\ for a backslash, or use single quotes, which know no escapes}\n"},

	// YAML: brackets.
	{"a.yaml", S("a: [1, 2\nb: 3\n"), false, "1:4 DOC011 this [ is never closed\n"},
	{"a.yaml", S("a: [1, 2\n"), false, "1:4 DOC011 this [ is never closed\n"},
	{"a.yaml", S("a: !Sub [1,\n"), false, "1:9 DOC011 this [ is never closed\n"},
	{"a.yaml", S("a: {b: 1\nc: 2\n"), false, "1:4 DOC011 this { is never closed\n"},
	{"a.yaml", S("a: [b}\n"), false, "1:6 DOC011 this } closes a [ [1:4 opened here]\n"},
	{"a.yaml", S("a: [b, }\n"), false,
	 "1:8 DOC011 this } closes a [ [1:4 opened here]\n"},
	{"a.yaml", S("a: ]\n"), false,
	 "1:4 DOC011 there is no [ for this ] "
	 "{a value that holds brackets must stand in quotes}\n"},
	{"a.yaml", S("{a: 1}}\n"), false,
	 "1:7 DOC011 there is no { for this } "
	 "{a value that holds brackets must stand in quotes}\n"},
	{"a.yaml", S("a: {\n b: 1\n c: 2\n}\n"), false,
	 "2:6 DOC002 a comma is missing at the end of this line [1:4 opened here]\n"},
	{"a.yaml", S("{a: 'b' c}\n"), false,
	 "1:9 DOC002 a comma or the closing bracket is expected here [1:1 opened here]\n"},
	{"a.yaml", S("[a,,b]"), false, "1:4 DOC002 no value stands before this comma\n"},
	{"a.yaml", S("a: [a-z]+\n"), false,
	 "1:9 DOC013 text stands after the closing bracket "
	 "{put the whole value in quotes}\n"},

	// YAML: what needs quotes.
	{"a.yaml", S("a: @b\n"), false,
	 "1:4 DOC013 a value that begins with @ must stand in quotes\n"},
	{"a.yaml", S("a: `b`\n"), false,
	 "1:4 DOC013 a value that begins with ` must stand in quotes\n"},
	{"a.yaml", S("a: %b\n"), false,
	 "1:4 DOC013 a value that begins with % must stand in quotes\n"},
	{"a.yaml", S("a: *\n"), false,
	 "1:4 DOC013 a value that begins with * must stand in quotes\n"},
	{"a.yaml", S("a: &\n"), false,
	 "1:4 DOC013 a value that begins with & must stand in quotes\n"},
	{"a.yaml", S("a: |b\n"), false,
	 "1:4 DOC013 a value that begins with | must stand in quotes "
	 "{where | or > is meant, the text begins on the line below}\n"},
	{"a.yaml", S("a: |0\n"), false,
	 "1:4 DOC013 a value that begins with | must stand in quotes "
	 "{where | or > is meant, the text begins on the line below}\n"},
	{"a.yaml", S("a: ? b\n"), false,
	 "1:4 DOC013 a value that begins with ? must stand in quotes\n"},
	{"a.yaml", S("a: {{ b }}\n"), true,
	 "1:4 DOC013 a value that begins with {{ must stand in quotes "
	 "{to YAML {{ is a map whose key is a map}\n"},
	{"a.yaml", S("a: {{ b }}-c\n"), false,
	 "1:4 DOC013 a value that begins with {{ must stand in quotes "
	 "{to YAML {{ is a map whose key is a map}\n"},
	{"a.yaml", S("a: {% b %}\n"), false,
	 "1:4 DOC013 {% is no YAML "
	 "{a placeholder of a template language must stand in quotes}\n"},
	{"a.yaml", S("a: !Sub\"b\"\n"), false,
	 "1:8 DOC002 a space is missing after this tag\n"},
	{"a.yaml", S("a: !b!c d\n"), false,
	 "1:4 DOC013 this is no tag {a value that begins with ! must stand in quotes}\n"},
	{"a.yaml", S("%b\n"), false,
	 "1:1 DOC002 a line that begins with % is no YAML here "
	 "{only %YAML 1.1 and %TAG stand so, before the document}\n"},
	{"a.yaml", S("%YAML 2.0\n---\n"), false,
	 "1:1 DOC002 a line that begins with % is no YAML here "
	 "{only %YAML 1.1 and %TAG stand so, before the document}\n"},
	{"a.yaml", S("a: 1\n...\nb\n"), false,
	 "3:1 DOC002 text stands after the end of the document\n"},

	// YAML: what a text says.
	{"a.yaml", S("a: 1\nb: 2\n\"\\x61\": 3\n"), true,
	 "3:1 DOC005 key \"a\" stands in this map already [1:1 first here]\n"},
	{"a.yaml", S("[a]: 1\n"), true, "1:1 DOC006 a list cannot be a key\n"},
	{"a.yaml", S("? {a: 1}\n: 2\n"), true, "1:3 DOC006 a map cannot be a key\n"},
	{"a.yaml", S("!Sub a: 1\n"), true, "1:1 DOC006 a key cannot have a tag\n"},
	{"a.yaml", S("?\n: 1\n"), true, "1:2 DOC006 no key stands before this ':'\n"},
	{"a.yaml", S("a: *b\nc: *d\n"), false,
	 "1:4 DOC007 *b names nothing: there is no &b before it "
	 "{a text that begins with * must stand in quotes}\n"
	 "2:4 DOC007 *d names nothing: there is no &d before it "
	 "{a text that begins with * must stand in quotes}\n"},
	{"a.yaml", S("a: &b\n  - *b\n"), false,
	 "2:5 DOC007 *b stands inside of what it names "
	 "{a text that begins with * must stand in quotes}\n"},
	{"a.yaml", S("<<: a\n"), true,
	 "1:1 DOC102 CloudFormation does not support merging with <<\n"
	 "1:5 DOC008 the value of << must be a map or a list of maps\n"},
	{"a.yaml", S("a: &b 1\nc: *b\n"), true,
	 "2:4 DOC101 CloudFormation does not take aliases such as *b "
	 "{write out what it stands for}\n"},
	{"a.yaml", S("a: !!binary YQ==\nb: !!set {c}\nd: !!int 1\n"), true,
	 "1:4 DOC103 CloudFormation does not support the tag !!binary\n"
	 "2:4 DOC103 CloudFormation does not support the tag !!set\n"},
	{"a.yaml", S("a: 1\n--- b\n"), true,
	 "2:1 DOC104 a second document begins here "
	 "{only the first is read: put each into a file of its own}\n"},
	{"a.yaml", S("a: 1\n<<<<<<< ours\nb: 2\n=======\nc: 3\n>>>>>>> theirs\n"), false,
	 "2:1 DOC015 version control left a mark of a merge conflict here "
	 "{keep one of the two texts, and take the marks out}\n"
	 "4:1 DOC015 version control left a mark of a merge conflict here "
	 "{keep one of the two texts, and take the marks out}\n"
	 "6:1 DOC015 version control left a mark of a merge conflict here "
	 "{keep one of the two texts, and take the marks out}\n"},

	// JSON. Where YAML takes it, the tree is there, and "~" says that it is a warning.
	{"a.json", S(" "), false,
	 "1:1 DOC003 this file is empty {the least that is JSON is {}}\n"},
	{"a.json", S("a"), false, "1:1 DOC003 a text must stand in double quotes\n"},
	{"a.json", S("{\"a\": 1,}"), true,
	 "1:8 DOC003 ~ a comma stands after the last item\n"},
	{"a.json", S("[1,\n2 ,\n]"), true,
	 "2:3 DOC003 ~ a comma stands after the last item\n"},
	{"a.json", S("{'a': 'b, c'}"), true,
	 "1:2 DOC003 ~ a text must stand in double quotes\n"
	 "1:7 DOC003 ~ a text must stand in double quotes\n"},
	{"a.json", S("{\"a\": 1 // b\n}"), true, "1:9 DOC003 ~ JSON has no comments\n"},
	{"a.json", S("# b\n{\"a\": 1 # c\n}"), true,
	 "1:1 DOC003 ~ JSON has no comments\n2:9 DOC003 ~ JSON has no comments\n"},
	{"a.json", S("[1 /* 2 */, \"b\" /]"), false,
	 "1:4 DOC003 JSON has no comments\n"
	 "1:16 DOC003 a comma is missing here\n"
	 "1:17 DOC003 a text must stand in double quotes\n"},
	{"a.json", S("[\n  \"a\"\n  \"b\"\n]"), false,
	 "2:6 DOC003 a comma is missing here\n"},
	{"a.json", S("{\"a\" 1}"), false, "1:5 DOC003 a ':' is missing after this key\n"},
	{"a.json", S("{\"a\" = 1}"), false, "1:5 DOC003 a ':' is missing after this key\n"},
	{"a.json", S("{:1}"), false, "1:2 DOC003 no key stands before this ':'\n"},
	{"a.json", S("{\"a\"::1}"), false, "1:6 DOC003 no key stands before this ':'\n"},
	{"a.json", S("[\"a\": 1, \"b\" 2]"), false,
	 "1:5 DOC003 no key stands before this ':' {keys and values stand in { }}\n"
	 "1:13 DOC003 a comma is missing here\n"},
	{"a.json", S("{\"a\": \"b\n}"), false,
	 "1:7 DOC010 this quote is never closed on its line "
	 "{a line break inside of a text is written \\n}\n"},
	{"a.json", S("{\"a\": \"say \"b\" now\", \"c\" 1}"), false,
	 "1:13 DOC010 text stands after the closing quote "
	 "{inside of a text \" is written \\\"}\n"
	 "1:25 DOC003 a ':' is missing after this key\n"},
	{"a.json", S("[\"\\d\", \"\\u12\", \"\\ud83d\", \"\\ude00a\", \"\\ud83d\\u0061\"]"),
	 false,
	 "1:3 DOC014 \\d is no escape that JSON knows {write \\\\ for a backslash}\n"
	 "1:9 DOC014 \\u needs four hexadecimal digits\n"
	 "1:17 DOC014 \\ud83d is half a character "
	 "{characters past U+FFFF are written by two \\u escapes in a row}\n"
	 "1:27 DOC014 \\ude00 is half a character "
	 "{characters past U+FFFF are written by two \\u escapes in a row}\n"
	 "1:38 DOC014 \\ud83d is half a character "
	 "{characters past U+FFFF are written by two \\u escapes in a row}\n"},
	{"a.json", S("[\"a\tb\", \"c\x01\"]"), false,
	 "1:4 DOC014 a tab inside of a text is written \\t\n"
	 "1:11 DOC014 a control character inside of a text is written by \\u\n"},
	{"a.json", S("[012, 1., +1, -]"), true,
	 "1:2 DOC003 ~ 012 is no number in JSON "
	 "{a number does not begin with 0; an account id is a text, in quotes}\n"
	 "1:7 DOC003 ~ 1. is no number in JSON {put it in double quotes where it is a text}\n"
	 "1:11 DOC003 ~ +1 is no number in JSON "
	 "{put it in double quotes where it is a text}\n"
	 "1:15 DOC003 ~ - is no number in JSON "
	 "{put it in double quotes where it is a text}\n"},
	{"a.json", S("[NaN, True]"), true,
	 "1:2 DOC003 ~ NaN is no value in JSON\n1:7 DOC003 ~ JSON writes true, not True\n"},
	{"a.json", S("{\"a\": !Ref b}"), true,
	 "1:7 DOC003 ~ a text must stand in double quotes "
	 "{tags such as !Ref are YAML: JSON writes {\"Ref\": \xE2\x80\xA6}}\n"},
	{"a.json", S("{a b: c d, 1: 2}"), true,
	 "1:2 DOC003 ~ a text must stand in double quotes\n"
	 "1:7 DOC003 ~ a text must stand in double quotes\n"
	 "1:12 DOC003 ~ a key must stand in double quotes\n"},
	{"a.json", S("{\xE2\x80\x9C" "a\xE2\x80\x9D 1}"), true,
	 "1:2 DOC003 ~ a text must stand in double quotes "
	 "{\xE2\x80\x9C \xE2\x80\x9D \xE2\x80\x98 \xE2\x80\x99 are letters here: "
	 "the quotes are \" and '}\n"
	 "1:5 DOC003 ~ a ':' is missing after this key "
	 "{\xE2\x80\x9C \xE2\x80\x9D \xE2\x80\x98 \xE2\x80\x99 are letters here: "
	 "the quotes are \" and '}\n"},
	{"a.json", S("[1,,2]"), false, "1:4 DOC003 no value stands before this comma\n"},
	{"a.json", S("{\"a\": [1, 2}"), false,
	 "1:7 DOC011 this [ is never closed [1:12 this closes what is around it]\n"},
	{"a.json", S("[1}"), false, "1:3 DOC011 this } closes a [ [1:1 opened here]\n"},
	{"a.json", S("{\"a\": {\"b\": 1}"), false, "1:1 DOC011 this { is never closed\n"},
	{"a.json", S("{}}"), false, "1:3 DOC011 there is no bracket for this }\n"},
	{"a.json", S("]"), false, "1:1 DOC011 there is no bracket for this ]\n"},
	{"a.json", S("{} {}"), false,
	 "1:4 DOC003 text stands after the end of the JSON {a file holds one value}\n"},
	{"a.json", S("{\"a\": 1, \"b\": 2, \"\\u0061\": 3}"), true,
	 "1:18 DOC005 key \"a\" stands in this map already [1:2 first here]\n"},
	{"a.json", S("{\"a\": 1, 'a': 2}"), true,
	 "1:10 DOC003 ~ a text must stand in double quotes\n"
	 "1:10 DOC005 key \"a\" stands in this map already [1:2 first here]\n"},
	{"a.json", S("{\n<<<<<<< ours\n\"a\": 1\n=======\n\"a\": 2\n>>>>>>> theirs\n}"),
	 false,
	 "2:1 DOC015 version control left a mark of a merge conflict here "
	 "{keep one of the two texts, and take the marks out}\n"
	 "4:1 DOC015 version control left a mark of a merge conflict here "
	 "{keep one of the two texts, and take the marks out}\n"
	 "6:1 DOC015 version control left a mark of a merge conflict here "
	 "{keep one of the two texts, and take the marks out}\n"},
};

static void print_diag(struct page *p, struct reading *r, const struct diag *d)
{
	struct place at = source_place(&r->arena, d->source, d->start);

	print(p, "%u:%u %s %s%s", at.line, at.column, d->rule->id,
	      d->severity < d->rule->severity ? "~ " : "", d->message);
	for (const struct related *other = d->related; other; other = other->next) {
		at = source_place(&r->arena, other->source, other->start);
		print(p, " [%u:%u %s]", at.line, at.column, other->text);
	}
	if (d->hint)
		print(p, " {%s}", d->hint);
	print(p, "\n");
}

static void test_mistakes(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(mistakes); i++) {
		const struct mistake_case *c = &mistakes[i];
		struct page page = {"", 0};
		struct reading r;
		read_text(&r, c->name, c->text);
		diags_sort(&r.diags);
		for (size_t k = 0; k < r.diags.count; k++) {
			const struct diag *d = &r.diags.items[k];
			print_diag(&page, &r, d);
			assert_true(d->start <= d->end && d->end <= c->text.len);
		}
		assert_string_equal(page.text, c->said);
		assert_int_equal(r.doc->root != NULL, c->has_tree);
		done(&r);
	}
}

// Wherever it stands in a long text.
static void test_odd_byte(void **state)
{
	static const char odd[] = {'\0', '\x1F', '\x7F', '\xFF'};
	char text[200];
	struct reading r;

	(void)state;
	for (size_t i = 0; i < sizeof text * sizeof odd; i++) {
		size_t at = i / sizeof odd;
		memset(text, 'a', sizeof text);
		text[150] = '\n';
		text[at] = odd[i % sizeof odd];
		read_text(&r, "a.yaml", (struct str){text, sizeof text});
		assert_int_equal(r.diags.count, 1);
		assert_string_equal(r.diags.items[0].rule->id, "DOC001");
		assert_int_equal(r.diags.items[0].start, at);
		done(&r);
	}
}

// A line comes without its line break, of whichever kind that is.
static void test_source_line(void **state)
{
	static const char *const lines[] = {"ab", "c d", "", "e", "f"};
	struct arena a = {0};
	struct source *s = source_new(&a, "a", S("\xEF\xBB\xBF" "ab\r\nc d\n\ne\rf"));

	(void)state;
	for (uint32_t i = 0; i < COUNT(lines); i++)
		if (!str_is(source_line(&a, s, i + 1), lines[i]))
			fail_msg("line %u is %.*s", i + 1, STR(source_line(&a, s, i + 1)));
	assert_int_equal(source_line(&a, s, COUNT(lines) + 1).len, 0);
	arena_free(&a);
}

// Long or odd names do not make long or odd messages.
static void test_message_is_one_line(void **state)
{
	struct reading r;

	(void)state;
	read_text(&r, "a.yaml",
	          S("\"a\\nb\": 1\n\"a\\nb\": 2\n"
	            "01234567890123456789012345678901234567890123456789012345678901234567890123456789: 1\n"
	            "0123456789012345678901234567890123456789012345678901234567890123456789012345678\xC3\xA9: 1\n"
	            "0123456789012345678901234567890123456789012345678901234567890123456789012345678\xC3\xA9: 1\n"));
	assert_string_equal(r.diags.items[0].message,
	                    "key \"a b\" stands in this map already");
	assert_string_equal(r.diags.items[1].message,
	                    "key \"0123456789012345678901234567890123456789"
	                    "012345678901234567890123456789012345678"
	                    "\xE2\x80\xA6\" stands in this map already");
	assert_int_equal(r.diags.count, 2);
	done(&r);
}

// --- rules ---

// Takes "#!" and the blanks before it off the lines; bit N of the result: line N had one.
static unsigned long strip_marks(char *text)
{
	unsigned long marked = 0;
	char *out = text;
	int line = 1;

	for (const char *in = text; *in; in++) {
		if (in[0] == '#' && in[1] == '!') {
			while (out > text && out[-1] == ' ')
				out--;
			marked |= 1ul << line;
			in++;
			continue;
		}
		line += *in == '\n';
		*out++ = *in;
	}
	*out = '\0';
	return marked;
}

static void test_rules(void **state)
{
	(void)state;
	for (size_t i = 0; read_rules[i]; i++) {
		const struct rule *rule = read_rules[i];
		unsigned long marked, found = 0;
		char bad[1000];
		struct reading r;

		print_message("%s %s\n", rule->id, rule->name);
		assert_true(i == 0 || strcmp(read_rules[i - 1]->id, rule->id) < 0);
		assert_true(rule->summary && rule->why && rule->source);
		assert_true(strlen(rule->bad) < sizeof bad);
		strcpy(bad, rule->bad);
		marked = strip_marks(bad);
		assert_true(marked != 0);
		read_text(&r, "example", str_of(bad));
		for (size_t k = 0; k < r.diags.count; k++)
			if (r.diags.items[k].rule == rule)
				found |= 1ul << source_place(&r.arena, r.diags.items[k].source,
				                             r.diags.items[k].start).line;
		assert_int_equal(found, marked);
		done(&r);

		read_text(&r, "example", str_of(rule->good));
		assert_int_equal(r.diags.count, 0);
		assert_non_null(r.doc->root);
		done(&r);
	}
}

// --- bounds ---

// `count` times `unit`, and then `count` times `closing`.
static struct str repeat(struct arena *a, const char *unit, size_t count,
                         const char *closing)
{
	size_t len = strlen(unit), closing_len = strlen(closing), at = 0;
	char *text = arena_alloc(a, (len + closing_len) * count);

	for (size_t i = 0; i < count; i++, at += len)
		memcpy(text + at, unit, len);
	for (size_t i = 0; i < count; i++, at += closing_len)
		memcpy(text + at, closing, closing_len);
	return (struct str){text, at};
}

static void expect_only(struct reading *r, const char *message)
{
	assert_null(r->doc->root);
	assert_int_equal(r->diags.count, 1);
	assert_string_equal(r->diags.items[0].rule->id, "DOC004");
	assert_string_equal(r->diags.items[0].message, message);
}

static void test_depth(void **state)
{
	static const char *const names[] = {"a.json", "a.yaml"};
	struct arena arena = {0};
	struct reading r;

	(void)state;
	for (size_t i = 0; i < COUNT(names); i++) {
		read_text(&r, names[i], repeat(&arena, "[", LIMIT_DEPTH, "]"));
		assert_int_equal(r.diags.count, 0);
		done(&r);
		read_text(&r, names[i], repeat(&arena, "[", LIMIT_DEPTH + 1, "]"));
		expect_only(&r, "maps and lists are nested more than 200 deep");
		assert_int_equal(r.diags.items[0].start, LIMIT_DEPTH);
		done(&r);
		read_text(&r, names[i], repeat(&arena, "[", 1000000, ""));
		expect_only(&r, "maps and lists are nested more than 200 deep");
		done(&r);
	}
	arena_free(&arena);
}

// A chain of aliases is as deep as what it stands for; an empty list is a list too.
static void test_alias_depth(void **state)
{
	char text[20 * (LIMIT_DEPTH + 2)];
	struct reading r;
	int len;

	(void)state;
	for (int extra = 0; extra <= 1; extra++) {
		len = snprintf(text, sizeof text, "- &a0 []\n");
		for (int i = 1; i < LIMIT_DEPTH - 1 + extra; i++)
			len += snprintf(text + len, sizeof text - (size_t)len, "- &a%d [*a%d]\n", i,
			                i - 1);
		read_text(&r, "a.yaml", (struct str){text, (size_t)len});
		assert_int_equal(r.doc->root != NULL, !extra);
		if (extra)
			assert_string_equal(r.diags.items[r.diags.count - 1].message,
			                    "maps and lists are nested more than 200 deep");
		done(&r);
	}
}

static void test_alias_bombs(void **state)
{
	// Ten times ten times ten …, as lists, and by merging.
	struct str lists = S("a: &a [x,x,x,x,x,x,x,x,x,x]\n"
	                     "b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
	                     "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
	                     "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
	                     "e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n"
	                     "f: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n"
	                     "g: &g [*f,*f,*f,*f,*f,*f,*f,*f,*f]\n"
	                     "h: &h [*g,*g,*g,*g,*g,*g,*g,*g,*g]\n"
	                     "i: &i [*h,*h,*h,*h,*h,*h,*h,*h,*h]\n");
	struct arena arena = {0};
	struct str keys, merges;
	struct reading r;
	size_t bounds = 0;
	char *text;

	(void)state;
	read_text(&r, "a.yaml", lists);
	assert_null(r.doc->root);
	for (size_t i = 0; i < r.diags.count; i++)
		bounds += strcmp(r.diags.items[i].rule->id, "DOC004") == 0;
	assert_int_equal(bounds, 1);
	done(&r);

	// A map of a thousand keys merged five hundred times, each pair counting twice.
	keys = repeat(&arena, "  k: v\n", 1000, "");
	merges = repeat(&arena, "- {<<: *a}\n", 500, "");
	text = arena_alloc(&arena, 20 + keys.len + merges.len);
	memcpy(text, "- &a\n", 5);
	memcpy(text + 5, keys.at, keys.len);
	for (int i = 0; i < 1000; i++)
		text[5 + 7 * i + 2] = (char)('a' + i % 26);
	memcpy(text + 5 + keys.len, merges.at, merges.len);
	read_text(&r, "a.yaml", (struct str){text, 5 + keys.len + merges.len});
	assert_null(r.doc->root);
	done(&r);
	arena_free(&arena);
}

static void test_large_map(void **state)
{
	enum { KEYS = 200000, EACH = 12 };
	char *text = malloc(EACH * KEYS + 20);
	struct reading r;
	size_t len = 0;

	(void)state;
	assert_non_null(text);
	for (int i = 0; i < KEYS; i++)
		len += (size_t)sprintf(text + len, "k%06d: v\n", i);
	len += (size_t)sprintf(text + len, "k012345: w\n");
	read_text(&r, "a.yaml", (struct str){text, len});
	assert_int_equal(r.diags.count, 1);
	assert_string_equal(r.diags.items[0].message,
	                    "key \"k012345\" stands in this map already");
	assert_int_equal(r.diags.items[0].related->start, 12345 * 11);
	assert_true(node_is(node_get(r.doc->root, "k012345"), "w"));
	done(&r);
	free(text);
}

static void test_other_bounds(void **state)
{
	struct arena arena = {0};
	struct reading r;

	(void)state;
	// Of a file that is too large not one byte is looked at.
	read_text(&r, "a.yaml", (struct str){"", LIMIT_FILE_BYTES + (size_t)1});
	expect_only(&r, "this file is larger than 64 MiB");
	done(&r);
	read_text(&r, "a.yaml", repeat(&arena, "%TAG !a! b\n", 17, ""));
	expect_only(&r, "this file has more than 16 lines that begin with %TAG");
	assert_int_equal(r.diags.items[0].start, 16 * 11);
	done(&r);
	read_text(&r, "a.yaml", repeat(&arena, "- x%TAG\n", 100, ""));
	assert_int_equal(r.diags.count, 0);
	done(&r);
	// What is wrong everywhere is said a few times.
	read_text(&r, "a.json", repeat(&arena, "[\"\\d\",", 50, "1]"));
	assert_int_equal(r.diags.count, 20);
	done(&r);
	read_text(&r, "a.yaml", repeat(&arena, "\x01", 1000, ""));
	assert_int_equal(r.diags.count, 10);
	done(&r);
	arena_free(&arena);
}

// --- comments ---

static const char commented[] =
	"# head\n"
	"\n"
	"# one\n"
	"  # two\n"           // deeper: belongs to what stands above
	"# three\n"
	"# four\n"
	"a: b  # after a\n"
	"c:  # after c\n"
	"  # over d\n"
	"  d: |  # after d\n"
	"    # no comment\n"
	"  e: 'x' #\n"
	"f: [1, 2] # after f\n"
	"g:\n"
	"  # over the item\n"
	"  - h: x#y\n"
	"    # over i\n"
	"    i: \"# z\"\n"
	"j: {k: 1, # after k\n"
	"    l: 2} # after l\n";

static const struct node *comment_key(const struct reading *r, const char *path)
{
	const struct node *map = r->doc->root;
	const char *last = strrchr(path, '/');
	char parent[20];

	if (last) {
		snprintf(parent, sizeof parent, "%.*s", (int)(last - path), path);
		map = node_path(map, parent);
	}
	return node_key(node_is_seq(map) ? node_item(map, 0) : map, last ? last + 1 : path);
}

static void expect_above(const struct reading *r, const struct node *n, const char *lines)
{
	struct page page = {"", 0};

	for (struct comment *c = comment_above(r->doc, n); c; c = c->next)
		print(&page, "%.*s|", STR(c->text));
	assert_string_equal(page.text, lines);
}

static void expect_after(const struct reading *r, const struct node *n, const char *text)
{
	struct page page = {"", 0};
	struct str comment = comment_after(r->doc, n);

	print(&page, "%.*s", STR(comment));
	assert_string_equal(page.text, text);
}

static void check_comments(struct str text)
{
	struct reading r;

	read_text(&r, "a.yaml", text);
	assert_int_equal(r.diags.count, 0);
	expect_above(&r, comment_key(&r, "a"), "# three|# four|");
	expect_above(&r, comment_key(&r, "c"), "");
	expect_above(&r, comment_key(&r, "c/d"), "# over d|");
	expect_above(&r, comment_key(&r, "c/e"), "");
	expect_above(&r, node_item(node_get(r.doc->root, "g"), 0), "# over the item|");
	expect_above(&r, comment_key(&r, "g/i"), "# over i|");
	expect_above(&r, comment_key(&r, "a")->next, "");
	expect_after(&r, comment_key(&r, "a")->next, "# after a");
	expect_after(&r, comment_key(&r, "a"), "");
	expect_after(&r, comment_key(&r, "c"), "# after c");
	expect_after(&r, comment_key(&r, "c")->next, "");
	expect_after(&r, comment_key(&r, "c/d")->next, "# after d");
	expect_after(&r, comment_key(&r, "c/e")->next, "#");
	expect_after(&r, comment_key(&r, "f")->next, "# after f");
	expect_after(&r, comment_key(&r, "g/h")->next, "");
	expect_after(&r, comment_key(&r, "g/i")->next, "");
	expect_after(&r, comment_key(&r, "j/k")->next, "# after k");
	expect_after(&r, comment_key(&r, "j/l")->next, "# after l");
	done(&r);
}

static void test_comments(void **state)
{
	char text[2 * sizeof commented], *out = text;
	struct reading r;

	(void)state;
	check_comments(S(commented));
	// With CR LF, and after a BOM.
	out += sprintf(out, "\xEF\xBB\xBF");
	for (const char *in = commented; *in; in++) {
		if (*in == '\n')
			*out++ = '\r';
		*out++ = *in;
	}
	check_comments((struct str){text, (size_t)(out - text)});

	read_text(&r, "a.yaml", S("\xEF\xBB\xBF# first\n# second\na: b"));
	expect_above(&r, r.doc->root->first, "# first|# second|");
	done(&r);
	read_text(&r, "a.json", S("{\"a\":\n \"# b\"\n}"));
	expect_above(&r, r.doc->root->first, "");
	expect_after(&r, r.doc->root->first, "");
	done(&r);
}

// --- sameness ---

static const struct {
	const char *a, *b;
	bool same;
} same_cases[] = {
	{"{x: 1, y: [2, {z: 3}]}", "{y: [2, {z: '3'}], \"x\": 1}", true},
	{"{x: 1, y: 2}", "{x: 1, y: 3}", false},
	{"{x: 1, y: 2}", "{x: 1, z: 2}", false},
	{"[1, 2]", "[2, 1]", false},
	{"{x: !Ref a}", "{x: a}", false},
	// A key that stands there twice.
	{"{x: 1, x: 2}", "{x: 1, x: 2}", true},
	{"{x: 1, x: 2}", "{x: 2, x: 1}", false},
	{"{x: 1, x: 1}", "{x: 1, y: 1}", false},
	{"{x: 1, x: 1, y: 2}", "{y: 2, x: 1, x: 3}", false},
	{"{x: 1, y: 0, x: 1}", "{x: 1, x: 2, y: 0}", false},
};

static void test_same(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(same_cases); i++) {
		struct reading a, b;
		read_text(&a, "a.yaml", str_of(same_cases[i].a));
		read_text(&b, "b.yaml", str_of(same_cases[i].b));
		print_message("# %s %s\n", same_cases[i].a, same_cases[i].b);
		assert_int_equal(node_same(a.doc->root, b.doc->root), same_cases[i].same);
		assert_int_equal(node_same(b.doc->root, a.doc->root), same_cases[i].same);
		done(&a);
		done(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_trees),
		cmocka_unit_test(test_json_long_key),
		cmocka_unit_test(test_flags),
		cmocka_unit_test(test_guess),
		cmocka_unit_test(test_mistakes),
		cmocka_unit_test(test_odd_byte),
		cmocka_unit_test(test_source_line),
		cmocka_unit_test(test_message_is_one_line),
		cmocka_unit_test(test_rules),
		cmocka_unit_test(test_depth),
		cmocka_unit_test(test_alias_depth),
		cmocka_unit_test(test_alias_bombs),
		cmocka_unit_test(test_large_map),
		cmocka_unit_test(test_other_bounds),
		cmocka_unit_test(test_comments),
		cmocka_unit_test(test_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
