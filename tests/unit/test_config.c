// .orgc.yaml: which level holds for a rule in a file, and what is wrong in one.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "lint/decide/config.h"

static const struct rule wildcard = {.id = "IAM009", .name = "arn-wildcard"};
static const struct rule partition = {.id = "CFN002", .name = "hardcoded-partition"};
static const struct rule *const rules[] = {&wildcard, &partition, NULL};

static struct arena arena;
static struct diags diags;

static struct config *config_of(const char *text)
{
	struct source *source = source_new(&arena, ".orgc.yaml", str_of(text));
	struct str extends;

	diags = (struct diags){.arena = &arena};
	return config_read(&arena, source, rules, &extends, &diags);
}

static enum config_level level(const char *text, const char *path, const struct rule *rule)
{
	struct config *c = config_of(text);

	assert_int_equal(diags.count, 0);
	return config_level(c, str_of(path), rule, NULL, NULL);
}

static void test_levels(void **state)
{
	(void)state;
	assert_int_equal(level("rules: {IAM009: off}", "a.yaml", &wildcard), LEVEL_OFF);
	assert_int_equal(level("rules: {arn-wildcard: info}", "a.yaml", &wildcard), LEVEL_INFO);
	assert_int_equal(level("rules: {IAM: error}", "a.yaml", &wildcard), LEVEL_ERROR);
	assert_int_equal(level("rules: {IAM: error}", "a.yaml", &partition), LEVEL_OF_RULE);
	assert_int_equal(level("rules: {IAM009: off, IAM: error}", "a.yaml", &wildcard), LEVEL_OFF);
	assert_int_equal(level("rules: {IAM: error, IAM009: off}", "a.yaml", &wildcard), LEVEL_OFF);
	assert_int_equal(level("", "a.yaml", &wildcard), LEVEL_OF_RULE);
	assert_int_equal(config_level(NULL, S("a"), &wildcard, NULL, NULL), LEVEL_OF_RULE);
}

static void test_paths(void **state)
{
	const char *text = "rules: {IAM: error}\n"
	                   "paths:\n"
	                   "  - {files: [old/, '!old/new.yaml'], rules: {IAM009: off}}\n"
	                   "  - {files: '*.json', rules: {IAM009: info, CFN: off}}\n";

	(void)state;
	assert_int_equal(level(text, "a.yaml", &wildcard), LEVEL_ERROR);
	assert_int_equal(level(text, "old/a.yaml", &wildcard), LEVEL_OFF);
	assert_int_equal(level(text, "old/new.yaml", &wildcard), LEVEL_ERROR);
	assert_int_equal(level(text, "old/a.json", &wildcard), LEVEL_INFO);
	assert_int_equal(level(text, "old/a.yaml", &partition), LEVEL_OF_RULE);
	assert_int_equal(level(text, "b.json", &partition), LEVEL_OFF);
}

static void test_extends(void **state)
{
	struct config *base = config_of("rules: {IAM: off, CFN: info}\nfail-on: error\n"
	                                "exclude: [gen/]\nignore-reasons: required\n");
	struct config *c = config_of("rules: {IAM009: warning}\nexclude: '*.tmp.yaml'\n");
	enum severity s;
	const struct config *of;
	const struct node *where;

	(void)state;
	c->base = base;
	assert_int_equal(config_level(c, S("a"), &wildcard, &where, &of), LEVEL_WARNING);
	assert_ptr_equal(of, c);
	assert_int_equal(config_level(c, S("a"), &partition, &where, &of), LEVEL_INFO);
	assert_ptr_equal(of, base);
	assert_non_null(where);
	assert_true(config_fail_on(c, &s));
	assert_int_equal(s, SEV_ERROR);
	assert_true(config_requires_reasons(c));
	assert_true(config_excludes(c, S("gen/a.yaml")));
	assert_true(config_excludes(c, S("a.tmp.yaml")));
	assert_false(config_excludes(c, S("a.yaml")));
}

static void expect(const char *text, const char *id, const char *part)
{
	config_of(text);
	if (diags.count != 1 || strcmp(diags.items[0].rule->id, id) != 0 ||
	    !strstr(arena_printf(&arena, "%s %s", diags.items[0].message,
	                         diags.items[0].hint ? diags.items[0].hint : ""), part))
		fail_msg("%s: %zu findings, %s: %s", text, diags.count,
		         diags.count ? diags.items[0].rule->id : "",
		         diags.count ? diags.items[0].message : "");
}

static void test_wrong(void **state)
{
	(void)state;
	expect("rule: {IAM009: off}", "ORG002", "rules");
	expect("rules: {IAM009: no}", "ORG005", "off, info, warning or error");
	expect("rules: {IAM09: off}", "CFG001", "IAM009");
	expect("fail-on: errors", "ORG005", "error");
	expect("paths: [{files: a}]", "ORG003", "rules");
	expect("[a]", "ORG001", ".orgc.yaml must be");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_levels), cmocka_unit_test(test_paths),
		cmocka_unit_test(test_extends), cmocka_unit_test(test_wrong),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_free(&arena);
	return failed;
}
