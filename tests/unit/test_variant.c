#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "model/variant.h"

static struct arena arena;

static struct node *text(const char *s)
{
	return node_scalar(&arena, str_of(s), STYLE_PLAIN);
}

static struct node *hole_of(struct hole hole)
{
	struct hole *h = arena_new(&arena, struct hole);
	struct node *n = arena_new(&arena, struct node);

	*h = hole;
	n->kind = NODE_HOLE;
	n->hole = h;
	return n;
}

static struct node *with(enum node_kind kind, struct node *const *children)
{
	struct node *n = arena_new(&arena, struct node);
	struct node_list list;

	n->kind = kind;
	list = node_list_of(n);
	for (; *children; children++)
		node_list_add(&list, *children);
	return n;
}
#define WITH(kind, ...) with((kind), (struct node *const[]){__VA_ARGS__, NULL})

static struct node *none(void)
{
	struct node *n = arena_new(&arena, struct node);

	n->kind = NODE_NONE;
	return n;
}

// Every pattern on a line of its own, holes as "?", "+" before those that assume.
static const char *lines(struct variants v)
{
	const char *all = "";

	for (size_t i = 0; i < v.count; i++) {
		struct str text = variant_pattern(&arena, &v.items[i]);
		char *pattern = (char *)arena_copy(&arena, text).at;
		for (char *c = pattern; *c; c++)
			*c = *c == HOLE_BYTE ? '?' : *c;
		all = arena_printf(&arena, "%s%s%s\n", all,
		                   v.items[i].assumes_parameter ? "+" : "", pattern);
	}
	return all;
}

static void variants_of_each_kind(void **state)
{
	struct node *open = hole_of((struct hole){.name = S("AWS::Region")});
	struct node *list = node_seq(&arena);

	(void)state;
	node_append(list, text("a"));
	struct {
		const struct node *value;
		const char *expected;
		bool complete, may_be_none;
	} cases[] = {
		{text("a"), "a\n", true, false},
		{text(""), "\n", true, false},
		{open, "?\n", true, false},
		{WITH(NODE_TEXT, text("a-"), open, text("-b")), "a-?-b\n", true, false},
		{WITH(NODE_CHOICE, text("a"), none()), "a\n", true, true},
		{WITH(NODE_CHOICE, text("a"), WITH(NODE_CHOICE, text("b"), text("c"))),
		 "a\nb\nc\n", true, false},
		{WITH(NODE_CHOICE, text("a"), list), "a\n", false, false},
		{WITH(NODE_TEXT, text("a"), list), "", false, false},
		{none(), "", true, true},
		{list, "", false, false},
		{NULL, "", false, false},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct variants v = variants_of(&arena, cases[i].value, false);
		assert_string_equal(lines(v), cases[i].expected);
		assert_int_equal(v.complete, cases[i].complete);
		assert_int_equal(v.may_be_none, cases[i].may_be_none);
	}
}

static void parameters_are_assumed(void **state)
{
	struct node *allowed = WITH(NODE_SEQ, text("dev"), text("prod"));
	struct node *stage = hole_of((struct hole){.fallback = text("dev"), .allowed = allowed});
	struct node *again = node_copy(&arena, stage);
	struct node *items = WITH(NODE_SEQ, text("x"), text("y"));
	struct node *list = hole_of((struct hole){.is_list = true, .fallback = items});

	(void)state;
	assert_string_equal(lines(variants_of(&arena, stage, false)), "?\n");
	// AllowedValues that repeat the Default are not tried twice.
	assert_string_equal(lines(variants_of(&arena, stage, true)), "?\n+dev\n+prod\n");
	// One parameter has one value wherever it stands.
	struct node *twice = WITH(NODE_TEXT, stage, text("/"), again);
	assert_string_equal(lines(variants_of(&arena, twice, true)),
	                    "?/?\n+dev/dev\n+prod/prod\n");
	assert_string_equal(lines(variants_of(&arena, list, true)), "?\n+x\n+y\n");
	// Those that assume nothing come first.
	stage = node_copy(&arena, stage);
	assert_string_equal(
		lines(variants_of(&arena, WITH(NODE_CHOICE, stage, text("z")), true)),
		"?\nz\n+dev\n+prod\n");
}

static void too_many_are_cut(void **state)
{
	struct node *whole = arena_new(&arena, struct node);
	struct variants v;

	(void)state;
	whole->kind = NODE_TEXT;
	for (int i = 0; i < 7; i++)
		node_append(whole, hole_of((struct hole){.fallback = text("d")}));
	v = variants_of(&arena, whole, true);
	assert_int_equal(v.count, VARIANTS_MAX);
	assert_false(v.complete);
	assert_false(v.items[0].assumes_parameter);
	v = variants_of(&arena, whole, false);
	assert_int_equal(v.count, 1);
	assert_true(v.complete);
	assert_string_equal(lines(v), "???????\n");
}

static void texts_and_places(void **state)
{
	struct node *head = text("arn:"), *tail = text(":role");
	struct node *hole = hole_of((struct hole){0});
	struct variants known = variants_of(&arena, WITH(NODE_TEXT, head, tail), false);
	struct variants open;
	struct str s;

	(void)state;
	assert_true(variant_text(&arena, &known.items[0], &s));
	assert_true(str_is(s, "arn::role"));
	assert_int_equal(known.items[0].count, 2);
	assert_ptr_equal(variant_piece(&known.items[0], 3)->from, head);
	assert_ptr_equal(variant_piece(&known.items[0], 4)->from, tail);
	assert_ptr_equal(variant_piece(&known.items[0], 99)->from, tail);

	head = text("arn:");
	tail = text(":role");
	open = variants_of(&arena, WITH(NODE_TEXT, head, hole, tail), false);
	assert_false(variant_text(&arena, &open.items[0], &s));
	assert_ptr_equal(variant_piece(&open.items[0], 4)->hole, hole->hole);
	assert_ptr_equal(variant_piece(&open.items[0], 5)->from, tail);
	assert_null(variant_piece(&(struct variant){0}, 0));
}

static void leaves(void **state)
{
	struct node *a = text("a"), *b = text("b"), *c = text("c"), *d = text("d");
	struct node *inner = WITH(NODE_SEQ, c, none());
	struct node *choice = WITH(NODE_CHOICE, inner, d);
	struct node *all = WITH(NODE_SEQ, a, WITH(NODE_SEQ, b), choice);
	const struct node *expected[] = {a, b, c, d};
	struct leaf *found;

	(void)state;
	assert_int_equal(leaves_of(&arena, all, &found), 4);
	for (size_t i = 0; i < 4; i++) {
		assert_ptr_equal(found[i].value, expected[i]);
		assert_int_equal(found[i].sometimes, i >= 2);
	}
	assert_int_equal(leaves_of(&arena, a, &found), 1);
	assert_int_equal(leaves_of(&arena, none(), &found), 0);
	assert_int_equal(leaves_of(&arena, NULL, &found), 0);
}

// A document can hold the byte that stands for a hole, escaped.
static void byte_of_a_hole(void **state)
{
	const struct node *known = text("a\x1a");
	const struct node *both = WITH(NODE_TEXT, text("\x1a"), hole_of((struct hole){0}));

	(void)state;
	assert_string_equal(lines(variants_of(&arena, known, false)), "a\x1b\n");
	assert_string_equal(lines(variants_of(&arena, both, false)), "\x1b?\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(variants_of_each_kind),
		cmocka_unit_test(parameters_are_assumed),
		cmocka_unit_test(too_many_are_cut),
		cmocka_unit_test(texts_and_places),
		cmocka_unit_test(leaves),
		cmocka_unit_test(byte_of_a_hole),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_free(&arena);
	return failed;
}
