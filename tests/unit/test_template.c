#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/read/read.h"
#include "model/text/names.h"
#include "templates/template.h"

static struct arena arena;

static const struct doc *read_doc(const char *text)
{
	struct diags diags = {.arena = &arena};
	struct source *source = source_new(&arena, "test.yaml", str_of(text));

	return doc_read(&arena, source, SYNTAX_YAML, template_tags, &diags);
}

static const struct template *read_template(const char *text)
{
	return template_of(&arena, read_doc(text));
}

static void templates_are_recognised(void **state)
{
	(void)state;
	assert_true(template_is(read_doc("AWSTemplateFormatVersion: '2010-09-09'\n")));
	assert_true(template_is(read_doc("Resources: {A: {Type: AWS::SNS::Topic}}\n")));
	assert_true(template_is(read_doc("Resources: {A: 1, B: {Type: !Ref X}}\n")));
	assert_false(template_is(read_doc("Resources: {A: {Kind: b}}\n")));
	assert_false(template_is(read_doc("Resources: [{Type: b}]\n")));
	assert_false(template_is(read_doc("Version: '2012-10-17'\nStatement: []\n")));
	assert_false(template_is(read_doc("[a]\n")));
	assert_false(template_is(read_doc("")));
}

static void sections_are_found(void **state)
{
	const struct template *t = read_template(
		"Parameters: {P: {Type: String}}\n"
		"Mappings: {M: {a: {b: c}}}\n"
		"Conditions: {C: !Equals [a, b]}\n"
		"Resources:\n"
		"  A: {Type: AWS::SNS::Topic}\n"
		"  B: {Type: !Ref P}\n"
		"  A: {Type: AWS::SQS::Queue}\n"
		"Outputs: {O: {Value: a}}\n"
		"Metadata: {orgc: {}}\n"
		"Rules: []\n");
	const struct entry *a = entries_find(&t->resources, S("A"));

	(void)state;
	assert_non_null(entries_find(&t->parameters, S("P")));
	assert_non_null(entries_find(&t->mappings, S("M")));
	assert_non_null(entries_find(&t->conditions, S("C")));
	assert_non_null(entries_find(&t->outputs, S("O")));
	assert_null(entries_find(&t->resources, S("P")));
	assert_non_null(t->metadata);
	assert_null(t->rules);
	assert_null(t->transform);
	assert_false(t->loops || t->has_macro || t->has_language_extensions);

	// The last of two with the same name counts, as for a loader.
	assert_int_equal(t->resources.count, 3);
	assert_true(str_is(template_type(a), "AWS::SQS::Queue"));
	assert_true(str_is(template_type(entries_find(&t->resources, S("B"))), ""));
	assert_ptr_equal(a->key->next, a->value);
}

static void sections_of_the_wrong_kind_are_missing(void **state)
{
	const struct template *t = read_template("Parameters: []\nResources: a\n");

	(void)state;
	assert_int_equal(t->parameters.count + t->resources.count, 0);
	assert_null(entries_find(&t->resources, S("A")));
	assert_int_equal(read_template("")->resources.count, 0);
	assert_int_equal(read_template("- a\n")->resources.count, 0);
}

static void many_names_are_found(void **state)
{
	const char *text = "Resources:\n";
	const struct template *t;

	(void)state;
	for (int i = 0; i < 300; i++)
		text = arena_printf(&arena, "%s  R%d: {Type: T%d}\n", text, i, i);
	t = read_template(text);
	assert_int_equal(t->resources.count, 300);
	for (int i = 0; i < 300; i++) {
		struct str name = str_of(arena_printf(&arena, "R%d", i));
		const struct entry *e = entries_find(&t->resources, name);
		assert_ptr_equal(e, &t->resources.items[i]);
	}
}

static void transforms_are_told_apart(void **state)
{
	const struct {
		const char *text;
		bool has_macro, has_language_extensions, loops;
	} cases[] = {
		{"Transform: AWS::LanguageExtensions", false, true, false},
		{"Transform: [AWS::LanguageExtensions]", false, true, false},
		{"Transform: [AWS::LanguageExtensions, Mine]", true, true, false},
		{"Transform: AWS::Serverless-2016-10-31", true, false, false},
		{"Transform: AWS::SecretsManager-2020-07-23", false, false, false},
		{"Transform: {Name: AWS::Include, Parameters: {}}", true, false, false},
		{"Fn::Transform: {Name: Mine}", true, false, false},
		{"Resources: {Fn::Transform: {Name: Mine}}", true, false, false},
		{"Resources: {'Fn::ForEach::X': [a, [b], {}]}", false, false, true},
		{"Outputs: {'Fn::ForEach::X': [a, [b], {}]}", false, false, true},
		{"Resources: {A: {Fn::Transform: {Name: Mine}}}", false, false, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct template *t = read_template(cases[i].text);
		assert_int_equal(t->has_macro, cases[i].has_macro);
		assert_int_equal(t->has_language_extensions, cases[i].has_language_extensions);
		assert_int_equal(t->loops, cases[i].loops);
		assert_int_equal(t->resources.count, i == 10);
	}
}

static void nearest_names(void **state)
{
	const struct template *t = read_template(
		"Parameters: {AdminAccountId: {Type: String}, Env: {Type: String}}\n"
		"Resources: {ExecutionRole: {Type: AWS::IAM::Role}}\n"
		"Conditions: {AdminAccountIds: !Equals [a, b]}\n");

	(void)state;
	assert_true(str_is(template_nearest(t, S("AdminAcountID")), "AdminAccountId"));
	assert_true(str_is(template_nearest(t, S("ExecutionRoel")), "ExecutionRole"));
	assert_true(str_is(template_nearest(t, S("AWS::Acount")), "AWS::AccountId"));
	assert_true(str_is(template_nearest(t, S("AWS::AccountID")), "AWS::AccountId"));
	assert_true(str_is(template_nearest(t, S("aws::region")), "AWS::Region"));
	assert_true(str_is(template_nearest(t, S("env")), "Env"));
	assert_true(str_is(template_nearest(t, S("Bucket")), ""));
	assert_true(str_is(template_nearest(t, S("")), ""));
}

// One mistake that is made everywhere must not cost all names each time.
static void nearest_names_end(void **state)
{
	const struct template *t = read_template(
		"Parameters: {Env: {Type: String}}\nResources: {Role: {Type: AWS::IAM::Role}}\n");

	(void)state;
	for (int i = 0; i < MOST_GUESSES; i++)
		assert_true(str_is(i % 2 ? template_nearest(t, S("Enf"))
		                         : entries_nearest(&t->parameters, S("Enf")), "Env"));
	assert_true(str_is(template_nearest(t, S("Enf")), ""));
	assert_true(str_is(entries_nearest(&t->resources, S("Rolf")), ""));
}

static void pseudo_parameters(void **state)
{
	(void)state;
	assert_true(pseudo_parameter_is(S("AWS::NoValue")));
	assert_true(pseudo_parameter_is(S("AWS::URLSuffix")));
	assert_false(pseudo_parameter_is(S("AWS::accountId")));
	assert_false(pseudo_parameter_is(S("")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(templates_are_recognised),
		cmocka_unit_test(sections_are_found),
		cmocka_unit_test(sections_of_the_wrong_kind_are_missing),
		cmocka_unit_test(many_names_are_found),
		cmocka_unit_test(transforms_are_told_apart),
		cmocka_unit_test(nearest_names),
		cmocka_unit_test(nearest_names_end),
		cmocka_unit_test(pseudo_parameters),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_free(&arena);
	return failed;
}
