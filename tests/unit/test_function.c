#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/read/read.h"
#include "templates/function.h"

static struct arena arena;

static const struct node *read_node(const char *text)
{
	struct diags diags = {.arena = &arena};
	struct source *source = source_new(&arena, "test.yaml", str_of(text));
	struct doc *d = doc_read(&arena, source, SYNTAX_YAML, template_tags, &diags);

	assert_int_equal(diags.count, 0);
	return d->root;
}

static void every_function_has_its_names(void **state)
{
	(void)state;
	for (enum function f = FN_REF; f < FN_COUNT; f++) {
		const char *name = function_name(f), *tag = function_tag(f);
		const char *base = strncmp(name, "Fn::", 4) == 0 ? name + 4 : name;
		assert_true(*name);
		if (f != FN_FOR_EACH)
			assert_string_equal(tag + 1, base);
	}
	assert_null(template_tags[FN_COUNT]);
}

static void functions_are_known_in_both_spellings(void **state)
{
	const struct {
		const char *text;
		enum function f;
		enum node_kind argument;
	} cases[] = {
		{"!Ref A", FN_REF, NODE_SCALAR},
		{"Ref: A", FN_REF, NODE_SCALAR},
		{"!Sub a", FN_SUB, NODE_SCALAR},
		{"!Sub [a, {b: c}]", FN_SUB, NODE_SEQ},
		{"Fn::Sub: a", FN_SUB, NODE_SCALAR},
		{"{\"Fn::Join\": [\"\", []]}", FN_JOIN, NODE_SEQ},
		{"!Condition A", FN_CONDITION, NODE_SCALAR},
		{"Condition: A", FN_CONDITION, NODE_SCALAR},
		{"Condition: {StringEquals: {}}", FN_NONE, NODE_MAP},
		{"Fn::ForEach::Topics: [a, [b], {}]", FN_FOR_EACH, NODE_SEQ},
		{"Fn::ForEach: [a, [b], {}]", FN_UNKNOWN, NODE_SEQ},
		{"Fn::Nothing: a", FN_UNKNOWN, NODE_SCALAR},
		{"!Nothing a", FN_UNKNOWN, NODE_SCALAR},
		{"{Ref: A, Fn::Sub: b}", FN_NONE, NODE_MAP},
		{"{A: b}", FN_NONE, NODE_MAP},
		{"{}", FN_NONE, NODE_MAP},
		{"[a]", FN_NONE, NODE_SEQ},
		{"a", FN_NONE, NODE_SCALAR},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct node *argument, *n = read_node(cases[i].text);
		assert_int_equal(function_of(n, &argument), cases[i].f);
		assert_int_equal(function_of(n, NULL), cases[i].f);
		if (cases[i].f == FN_NONE)
			assert_null(argument);
		else
			assert_int_equal(argument->kind, cases[i].argument);
	}
	assert_int_equal(function_of(NULL, NULL), FN_NONE);
}

static void sub_texts_are_split(void **state)
{
	// Each part as "offset:text", names in <>, all in one line.
	const struct {
		const char *text, *parts;
	} cases[] = {
		{"", ""},
		{"a", " 0:a"},
		{"${A}", " 0<A>"},
		{"a${A.B}b${AWS::Region}", " 0:a 1<A.B> 7:b 8<AWS::Region>"},
		{"${!a}", " 0:${ 3:a}"},
		{"x${!a}y${B}", " 0:x${ 4:a}y 7<B>"},
		{"${!a${B}}", " 0:${ 3:a${B}}"},
		{"${A", " 0:${A"},
		{"${A}${B", " 0<A> 4:${B"},
		{"$${A}", " 0:$ 1<A>"},
		{"${${A}", " 0<${A>"},
		{"${}", " 0<>"},
		{"$", " 0:$"},
		{"a$", " 0:a$"},
		{"${", " 0:${"},
		{"${!", " 0:${!"},
		{"${!}", " 0:${ 3:}"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct sub_part *parts;
		size_t count = sub_parts(&arena, str_of(cases[i].text), &parts);
		const char *all = "";
		for (size_t j = 0; j < count; j++)
			all = arena_printf(&arena, parts[j].is_name ? "%s %zu<%.*s>" : "%s %zu:%.*s",
			                   all, parts[j].offset, STR(parts[j].text));
		assert_string_equal(all, cases[i].parts);
	}
}

static void attributes_are_split(void **state)
{
	const struct {
		const char *text, *id, *attribute;
		bool whole;
	} cases[] = {
		{"!GetAtt A.B", "A", "B", true},
		{"!GetAtt A.Outputs.C", "A", "Outputs.C", true},
		{"Fn::GetAtt: A.B", "A", "B", true},
		{"Fn::GetAtt: [A, B]", "A", "B", true},
		{"!GetAtt [A, Outputs.C]", "A", "Outputs.C", true},
		{"!GetAtt [A, !Ref B]", "A", "", false},
		{"!GetAtt [!Ref B, A]", "", "", false},
		{"!GetAtt [A, B, C]", "A", "", false},
		{"!GetAtt A", "A", "", false},
		{"!GetAtt .A", "", "A", false},
		{"!GetAtt ''", "", "", false},
		{"Fn::GetAtt: !Sub A.B", "", "", false},
		{"Fn::GetAtt: !Split ['.', A]", "", "", false},
		{"Fn::GetAtt: {A: B}", "", "", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct node *argument;
		struct str id, attribute;
		assert_int_equal(function_of(read_node(cases[i].text), &argument), FN_GET_ATT);
		assert_int_equal(get_att_parts(argument, &id, &attribute), cases[i].whole);
		assert_true(str_is(id, cases[i].id));
		assert_true(str_is(attribute, cases[i].attribute));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_function_has_its_names),
		cmocka_unit_test(functions_are_known_in_both_spellings),
		cmocka_unit_test(sub_texts_are_split),
		cmocka_unit_test(attributes_are_split),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_free(&arena);
	return failed;
}
