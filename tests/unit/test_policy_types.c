// Policies that are not of IAM's language.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "aws/aws.h"
#include "gen/build.h"
#include "model/read/read.h"
#include "model/write/write.h"

#define HEAD                                                                              \
	"version: 1\n"                                                                        \
	"organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"                                    \
	"management: {id: \"111111111111\"}\n"                                                \
	"regions: {home: eu-west-1, all: eu-west-1}\n"                                        \
	"ous: {Work: {id: ou-ab12-22222222}}\n"                                               \
	"accounts: {ops: {id: \"222222222222\", ou: Work}}\n"

struct run {
	struct arena arena;
	struct diags diags;
	struct file_set files;
	const char *file; // what each policy file says
	bool built;
};

static int load(void *context, struct arena *a, const char *path, struct str *text)
{
	(void)a;
	(void)path;
	*text = str_of(((struct run *)context)->file);
	return 0;
}

static void build(struct run *r, const char *text, const char *file)
{
	struct loader loader = {load, r};
	struct doc *doc;

	*r = (struct run){.file = file};
	r->diags.arena = r->files.arena = &r->arena;
	doc = doc_read(&r->arena, source_new(&r->arena, "org.yaml", str_of(text)), SYNTAX_YAML,
	               template_tags, &r->diags);
	r->built = gen_build(org_read(&r->arena, doc, &r->diags), &loader, &r->files, NULL);
	for (size_t i = 0; i < r->diags.count; i++)
		print_message("# %s\n", r->diags.items[i].message);
}

static struct str file(const struct run *r, const char *path)
{
	for (size_t i = 0; i < r->files.count; i++)
		if (strcmp(r->files.items[i].path, path) == 0)
			return r->files.items[i].bytes;
	fail_msg("no file %s", path);
	return (struct str){0};
}

// Each type of CloudFormation's resource has a row, and goes into the template as it is.
static void test_types(void **state)
{
	size_t others = 0;

	(void)state;
	fact_each(fact_file("policy-types"), type) {
		struct arena a = {0};
		struct run r;
		const char *key = arena_cstring(&a, fact_value(fact_get(type, "key")));
		const char *content = arena_printf(
			&a, "{\"%s\": {\"x\": {\"@@assign\": [\"y\"], "
			    "\"@@operators_allowed_for_child_policies\": [\"@@none\"]}}}", key);
		if (!*key) {
			arena_free(&a);
			continue;
		}
		others++;
		build(&r,
		      arena_printf(&a, HEAD "policies: {p: {type: %s, file: p.json, in: [all, "
		                            "management]}}\n",
		                   arena_cstring(&a, fact_name(type))),
		      content);
		assert_true(r.built);
		assert_int_equal(r.diags.count, 0);
		assert_true(str_find(file(&r, "stacks/policies.yaml"), 0,
		                     arena_printf(&a, "Type: %s\n",
		                                  arena_cstring(&a, fact_value(type)))) > 0);
		assert_true(str_find(file(&r, "steps.sh"), 0,
		                     arena_printf(&a, "--policy-type %s",
		                                  arena_cstring(&a, fact_value(type)))) > 0);
		assert_true(str_find(file(&r, "plan.json"), 0,
		                     arena_printf(&a, "\"type\": \"%s\"",
		                                  arena_cstring(&a, fact_name(type)))) > 0);
		arena_free(&r.arena);
		arena_free(&a);
	}
	assert_int_equal(others, 11);
}

static const struct {
	const char *more, *file, *message;
} wrong_cases[] = {
	{"", "{\"Statement\": []}", "policies.p, of the type tag, has to begin with the one key tags"},
	{"", "{\"tags\": {}, \"more\": {}}",
	 "policies.p, of the type tag, has to begin with the one key tags"},
	{"", "[]", "policies.p, of the type tag, has to begin with the one key tags"},
	{"", "{\"tags\": {\"a\": {\"tag_key\": \"A\"}}}",
	 "a value stands below an operator, such as {\"@@assign\": …}"},
	{"", "{\"tags\": {\"a\": {\"tag_key\": {\"@@set\": \"A\"}}}}", "there is no operator @@set"},
	{"", "{\"tags\": {\"a\": {\"@@assign\": {\"b\": 1}}}}",
	 "@@assign takes a value or a list, and is given a map"},
	{"", "{\"tags\": {\"a\": {\"@@operators_allowed_for_child_policies\": \"@@none\"}}}",
	 "@@operators_allowed_for_child_policies takes a list of operators"},
	{"", "{\"tags\": {\"@@operators_allowed_for_child_policies\": [\"@@non\"]}}",
	 "@@operators_allowed_for_child_policies takes a list of operators, and @@non is none"},
	{", exempt: stacksets", "{\"tags\": {}}",
	 "policies.p, of the type tag, has no statements, and takes no exempt"},
	{", replace-full-access: true", "{\"tags\": {}}",
	 "policies.p, of the type tag, has no statements, and takes no replace-full-access"},
};

static void test_wrong(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof wrong_cases / sizeof *wrong_cases; i++) {
		struct arena a = {0};
		struct run r;
		build(&r,
		      arena_printf(&a, HEAD "policies: {p: {type: tag, file: p.json, in: all%s}}\n",
		                   wrong_cases[i].more),
		      wrong_cases[i].file);
		assert_false(r.built);
		assert_int_equal(r.diags.count, 1);
		assert_string_equal(r.diags.items[0].message, wrong_cases[i].message);
		arena_free(&r.arena);
		arena_free(&a);
	}
}

// What one place takes, and what one policy does.
static void test_limits(void **state)
{
	struct arena a = {0};
	struct out o = {.arena = &a};
	struct run r;
	char *long_text = arena_alloc(&a, 2501);

	(void)state;
	out_text(&o, HEAD "policies:\n");
	for (int i = 0; i < 6; i++)
		out_printf(&o, "  p%d: {type: ai-opt-out, file: p.json, in: Work}\n", i);
	build(&r, arena_cstring(&a, out_str(&o)), "{\"services\": {}}");
	assert_int_equal(r.diags.count, 1);
	assert_string_equal(r.diags.items[0].message,
	                    "Work takes 5 policies of the type ai-opt-out, and would have more");
	arena_free(&r.arena);
	memset(long_text, 'x', 2500);
	build(&r, HEAD "policies: {p: {type: ai-opt-out, file: p.json, in: Work}}\n",
	      arena_printf(&a, "{\"services\": {\"a\": {\"@@assign\": \"%s\"}}}", long_text));
	assert_int_equal(r.diags.count, 1);
	assert_string_equal(r.diags.items[0].message,
	                    "policies.p, of the type ai-opt-out, comes to 2534 characters, and "
	                    "AWS takes at most 2500");
	arena_free(&r.arena);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_types),
		cmocka_unit_test(test_wrong),
		cmocka_unit_test(test_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
