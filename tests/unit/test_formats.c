// The formats of findings, read by parsers that are not ours, on names and messages that
// would forge a line, a tag or a command if they could.
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cjson/cJSON.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/formats/formats.h"

#define EVIL "a\n::error::b\"<x>&|%0A`]]>\xE2\x80\xA8"

static const struct rule rule_one = {
	.id = "TST001", .name = "first", .severity = SEV_ERROR, .summary = "one", .why = "why",
	.source = "https://example.com/one", .bad = "", .good = "",
};
static const struct rule rule_two = {
	.id = "TST002", .name = "second", .severity = SEV_INFO, .summary = "two", .why = "why",
	.source = "docs/two.md", .bad = "", .good = "",
};
static const struct rule *const rules[] = {&rule_one, &rule_two, NULL};

static struct arena arena;

static struct diags findings_in(const char *name, const char *text)
{
	struct diags diags = {.arena = &arena};
	struct source *source = source_new(&arena, name, str_of(text));
	struct edit *edit = arena_new(&arena, struct edit);
	struct fix *fix = arena_new(&arena, struct fix);
	struct diag *d = diag_at(&diags, &rule_two, source, 0, 1, "info %s", EVIL);

	d = diag_at(&diags, &rule_one, source, 6, 9, "error %s", EVIL);
	d->hint = "help " EVIL;
	*edit = (struct edit){6, 9, S("new\n")};
	*fix = (struct fix){"replace", edit, 1};
	d->fix = fix;
	diag_relate(&arena, d, source, 0, 1, "related " EVIL);
	return diags;
}

// What a format makes of a file with two findings and one without.
static char *made(const char *format, const char *name, const char *text)
{
	const struct format *f = format_named(str_of(format));
	struct diags some = findings_in(name, text), none = {.arena = &arena};
	struct report_file files[] = {{"clean.yaml", &none}, {name, &some}};
	struct tally tally = {.files = 2};
	struct report report = {files, 2, &tally, rules, {0}, false};
	char *bytes;
	size_t len;
	FILE *out = open_memstream(&bytes, &len);

	assert_non_null(f);
	tally_add(&tally, &some);
	f->write(&arena, out, &report);
	fclose(out);
	return bytes;
}

static const char *text_at(const cJSON *json, const char *path)
{
	for (const char *end; *path; path = *end ? end + 1 : end) {
		size_t len = (size_t)((end = strchrnul(path, '/')) - path);
		char key[64];
		snprintf(key, sizeof key, "%.*s", (int)len, path);
		json = *key >= '0' && *key <= '9' ? cJSON_GetArrayItem(json, atoi(key))
		                                  : cJSON_GetObjectItem(json, key);
		assert_non_null(json);
	}
	return cJSON_IsNumber(json) ? arena_printf(&arena, "%d", json->valueint)
	                            : cJSON_GetStringValue(json);
}

static void test_sarif(void **state)
{
	char *text = made("sarif", EVIL, "line\n\nabc def\n");
	cJSON *json = cJSON_Parse(text);
	const char *result = "runs/0/results/1/";

	(void)state;
	assert_non_null(json);
#define RESULT(path) text_at(json, arena_printf(&arena, "%s%s", result, path))
	assert_string_equal(RESULT("ruleId"), "TST001");
	assert_string_equal(RESULT("level"), "error");
	assert_string_equal(RESULT("message/text"), "error " EVIL "\nhelp " EVIL);
	assert_string_equal(RESULT("locations/0/physicalLocation/artifactLocation/uri"),
	                    "a%0A%3A%3Aerror%3A%3Ab%22%3Cx%3E&%7C%250A%60%5D%5D%3E%E2%80%A8");
	assert_string_equal(RESULT("locations/0/physicalLocation/region/startLine"), "3");
	assert_string_equal(RESULT("locations/0/physicalLocation/region/endColumn"), "4");
	assert_string_equal(RESULT("relatedLocations/0/message/text"), "related " EVIL);
	assert_string_equal(
		RESULT("fixes/0/artifactChanges/0/replacements/0/insertedContent/text"), "new\n");
	assert_string_equal(text_at(json, "runs/0/tool/driver/rules/0/id"), "TST001");
	assert_string_equal(text_at(json, "runs/0/tool/driver/rules/0/helpUri"),
	                    "https://example.com/one");
	assert_null(cJSON_GetObjectItem(
		cJSON_GetArrayItem(cJSON_GetObjectItem(
			cJSON_GetObjectItem(cJSON_GetObjectItem(
				cJSON_GetArrayItem(cJSON_GetObjectItem(json, "runs"), 0), "tool"),
				"driver"), "rules"), 1), "helpUri"));
	cJSON_Delete(json);
	free(text);
}

static void test_gitlab_and_lines(void **state)
{
	char *text = made("gitlab", EVIL, "line\n\nabc def\n"), *line, *rest;
	cJSON *json = cJSON_Parse(text);

	(void)state;
	assert_int_equal(cJSON_GetArraySize(json), 2);
	assert_string_equal(text_at(json, "1/severity"), "critical");
	assert_string_equal(text_at(json, "1/location/path"), EVIL);
	assert_string_equal(text_at(json, "1/location/lines/begin"), "3");
	assert_string_not_equal(text_at(json, "0/fingerprint"), text_at(json, "1/fingerprint"));
	cJSON_Delete(json);
	free(text);
	text = made("jsonl", EVIL, "line\n\nabc def\n");
	for (line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		json = cJSON_Parse(line);
		assert_non_null(json);
		assert_string_equal(text_at(json, "file"), EVIL);
		cJSON_Delete(json);
	}
	free(text);
}

// Each line is a command, and only the worst come first.
static void test_github(void **state)
{
	char *text = made("github", "x,y:z.yaml", "line\n\nabc def\n");

	(void)state;
	assert_string_equal(text,
		"::error file=x%2Cy%3Az.yaml,line=3,endLine=3,col=1,endColumn=4,title=TST001 first"
		"::error a ::error::b\"<x>&|%250A`]]>?%0Ahelp a ::error::b\"<x>&|%250A`]]>?"
		"%0Asee x,y:z.yaml:1:1: related a ::error::b\"<x>&|%250A`]]>?\n"
		"::notice file=x%2Cy%3Az.yaml,line=1,endLine=1,col=1,endColumn=2,title=TST002 second"
		"::info a ::error::b\"<x>&|%250A`]]>?\n");
	free(text);
}

static size_t times(const char *text, const char *what)
{
	size_t count = 0;

	for (; (text = strstr(text, what)); text += strlen(what))
		count++;
	return count;
}

static void test_xml(void **state)
{
	char *text = made("junit", EVIL, "line\n\nabc def\n");

	(void)state;
	assert_non_null(strstr(text, "<testsuites name=\"orgc\" tests=\"3\" failures=\"1\">"));
	assert_int_equal(times(text, "<testcase"), 3);
	assert_int_equal(times(text, "<failure"), 1);
	assert_int_equal(times(text, "<system-out"), 1);
	assert_int_equal(times(text, "<x>"), 0);
	free(text);
	text = made("checkstyle", EVIL, "line\n\nabc def\n");
	assert_int_equal(times(text, "<error"), 2);
	assert_int_equal(times(text, "<file"), 1);
	assert_int_equal(times(text, "<x>"), 0);
	free(text);
}

static void test_markdown(void **state)
{
	char *text = made("markdown", EVIL, "line\n\nabc def\n");

	(void)state;
	assert_int_equal(times(text, "\n| "), 4);
	assert_int_equal(times(text, "<x>"), 0);
	assert_true(strstr(text, "TST001") < strstr(text, "TST002"));
	free(text);
}

// A comment of GitHub has an end.
static void test_markdown_is_bounded(void **state)
{
	struct diags diags = {.arena = &arena};
	struct source *source = source_new(&arena, "big.yaml", S("a\n"));
	struct report_file file = {"big.yaml", &diags};
	struct tally tally = {.files = 1};
	struct report report = {&file, 1, &tally, rules, {0}, false};
	char *bytes;
	size_t len;
	FILE *out = open_memstream(&bytes, &len);

	(void)state;
	for (int i = 0; i < 3000; i++)
		diag_at(&diags, &rule_one, source, 0, 1, "finding number %d", i);
	report_markdown(&arena, out, &report);
	fclose(out);
	assert_true(len < 65536);
	assert_non_null(strstr(bytes, "more findings do not fit here"));
	free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sarif), cmocka_unit_test(test_gitlab_and_lines),
		cmocka_unit_test(test_github), cmocka_unit_test(test_xml),
		cmocka_unit_test(test_markdown), cmocka_unit_test(test_markdown_is_bounded),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_free(&arena);
	return failed;
}
