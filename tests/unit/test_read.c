#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "model/read.h"

static const char *const tags[] = {"", "!Ref", "!Sub", "!GetAtt", NULL};

struct fixture {
	struct arena arena;
	struct diags diags;
	struct doc *doc;
};

static void read_text(struct fixture *f, const char *name, struct str text)
{
	*f = (struct fixture){0};
	f->diags.arena = &f->arena;
	f->doc = doc_read(&f->arena, source_new(&f->arena, name, text), SYNTAX_GUESS, tags,
	                  &f->diags);
}

static void done(struct fixture *f)
{
	arena_free(&f->arena);
}

// --- trees ---

static void print(char **out, char *end, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	*out += vsnprintf(*out, (size_t)(end - *out), format, args);
	va_end(args);
	assert_true(*out < end);
}

// A tree on one line: a scalar as its text between the mark of its style and its span, a
// collection in brackets, with "d" for decoded, "s" for shared, tags by name.
static void print_node(char **out, char *end, const struct node *n)
{
	static const char marks[] = {'.', '\'', '"', '|', '>'};

	if (n->tag)
		print(out, end, "%s ", n->tag == TAG_OTHER ? "!?" : tags[n->tag]);
	if (n->flags & NODE_SHARED)
		print(out, end, "s");
	if (n->flags & NODE_DECODED)
		print(out, end, "d");
	switch (n->kind) {
	case NODE_SCALAR:
		print(out, end, "%c", marks[n->style]);
		for (uint32_t i = 0; i < n->len; i++)
			print(out, end, n->text[i] == '\n' ? "\\n" : "%c", n->text[i]);
		print(out, end, "%c", marks[n->style]);
		break;
	case NODE_SEQ:
		print(out, end, n->style == STYLE_FLOW ? "[" : "-[");
		node_each(n, item) {
			print_node(out, end, item);
			if (item->next)
				print(out, end, ", ");
		}
		print(out, end, "]");
		break;
	case NODE_MAP:
		print(out, end, n->style == STYLE_FLOW ? "{" : "-{");
		node_each_pair(n, key) {
			print_node(out, end, key);
			print(out, end, ": ");
			print_node(out, end, key->next);
			if (key->next->next)
				print(out, end, ", ");
		}
		print(out, end, "}");
		break;
	default:
		fail();
	}
	print(out, end, "%u-%u", n->start, n->end);
}

struct tree_case {
	const char *name;
	struct str text;
	const char *tree;
};

static const struct tree_case trees[] = {
	{"a.yaml", S("a: b\n"), "-{.a.0-1: .b.3-4}0-4"},
	{"a.yaml", S("a:\n- b\n- c: 1\n  d: x y # z\n"),
	 "-{.a.0-1: -[.b.5-6, -{.c.9-10: .1.12-13, .d.16-17: .x y.19-22}9-22]3-22}0-22"},
	{"a.yaml", S("a: !Ref b\nc: !Sub 'it''s'\nd: !Nope \"x\"\n"),
	 "-{.a.0-1: !Ref .b.3-9, .c.10-11: !Sub d'it's'13-25, .d.26-27: !? \"x\"29-38}0-38"},
	{"a.yaml", S("a: |\n  x\n  y\n\nb: >-\n  p\n  q\n"),
	 "-{.a.0-1: d|x\\ny\\n|3-12, .b.14-15: d>p q>17-27}0-27"},
	{"a.yaml", S("\xEF\xBB\xBF\xC3\xA9: \xE2\x82\xAC\r\nb: c\r\n"),
	 "-{.\xC3\xA9.3-5: .\xE2\x82\xAC.7-10, .b.12-13: .c.15-16}3-16"},
	{"a.yaml", S("a:\nb:\n  - \n  - {c, d: , e: [1, 2,]}\n"),
	 "-{.a.0-1: ..2-2, .b.3-4: -[..9-9, {.c.16-17: ..17-17, .d.19-20: ..21-21, "
	 ".e.24-25: [.1.28-29, .2.31-32]27-34}15-35]8-35}0-35"},
	{"a.yaml", S(""), NULL},
	{"a.yaml", S("# nothing\n"), NULL},
	{"a.json", S("{\"a\": [1, -2.5e3, true, null, \"x\\u00e9\\n\"], \"b\": {}}"),
	 "{\"a\"1-4: [.1.7-8, .-2.5e3.10-16, .true.18-22, .null.24-28, "
	 "d\"x\xC3\xA9\\n\"30-41]6-42, \"b\"44-47: {}49-51}0-52"},
	{"a.json", S("\"\\ud83d\\ude00\""), "d\"\xF0\x9F\x98\x80\"0-14"},
	{"a.json", S("\xEF\xBB\xBF [ ]\n"), "[]4-7"},
};

static void test_trees(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof trees / sizeof *trees; i++) {
		const struct tree_case *c = &trees[i];
		char text[1000] = "", *out = text;
		struct fixture f;
		read_text(&f, c->name, c->text);
		if (f.diags.count)
			fail_msg("tree %zu: %s", i, f.diags.items[0].message);
		assert_int_equal(f.doc->root != NULL, c->tree != NULL);
		if (f.doc->root)
			print_node(&out, text + sizeof text, f.doc->root);
		if (c->tree)
			assert_string_equal(text, c->tree);
		done(&f);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_trees),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
