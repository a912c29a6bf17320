// Ignores that are written: of the example of every rule, however its lines end, nothing is
// found any more, and the document means what it meant.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "lint/decide/decisions.h"
#include "model/read/read.h"
#include "templates/function.h"

static struct arena arena;

static struct doc *judge(struct str text, struct lint_result *result, const struct rule **rules)
{
	bool json = text.len && strchr("{[", text.at[0]);
	struct source *source = source_new(&arena, json ? "x.json" : "x.yaml", text);
	struct lint_decisions decisions = {.rules = rules, .today = 20261128};
	struct lint_result *results[] = {result};
	struct doc *doc;

	*result = (struct lint_result){.diags.arena = &arena};
	doc = doc_read(&arena, source, SYNTAX_GUESS, template_tags, &result->diags);
	result->said = doc;
	lint_judge(&arena, &(struct document){.doc = doc, .kind = document_kind(doc)}, result);
	lint_finish_with(results, 1, NULL, &decisions);
	return doc;
}

enum ends { ENDS_AS_THEY_ARE, ENDS_WITH_RETURN, STARTS_WITH_MARK, ENDS_COUNT };

// An example without its marks, in another layout of lines.
static struct str laid_out(const char *text, enum ends ends)
{
	char *made = arena_alloc(&arena, 2 * strlen(text) + 4);
	size_t len = 0;

	if (ends == STARTS_WITH_MARK)
		len += (size_t)sprintf(made, "\xEF\xBB\xBF");
	for (const char *c = text; *c; c++) {
		if (strncmp(c, "#!\n", 3) == 0)
			c += 2;
		if (*c == '\n' && ends == ENDS_WITH_RETURN)
			made[len++] = '\r';
		made[len++] = *c;
	}
	return (struct str){made, len};
}

static size_t returns_missing(struct str text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.len; i++)
		count += text.at[i] == '\n' && (i == 0 || text.at[i - 1] != '\r');
	return count;
}

// What stands in a document that no ignore can: it cannot be read.
static bool is_readable(const struct doc *doc, const struct lint_result *r)
{
	for (size_t i = 0; i < r->findings.count; i++)
		if (str_starts(str_of(r->findings.items[i].rule->id), "DOC") &&
		    r->findings.items[i].severity == SEV_ERROR)
			return false;
	return doc->root;
}

static void check(const struct rule *rule, const struct rule **rules, enum ends ends,
                  size_t *taken_count, size_t *left_count)
{
	struct lint_result before, after;
	struct str text = laid_out(rule->bad, ends), added;
	struct doc *doc = judge(text, &before, rules), *now;
	size_t count = before.findings.count, left = 0;
	const struct diag **diags = arena_array(&arena, const struct diag *, count);
	bool *taken = arena_array(&arena, bool, count);

	for (size_t i = 0; i < count; i++)
		diags[i] = &before.findings.items[i];
	added = ignores_add(&arena, doc->sources[0], diags, count, S("it is known"), taken);
	now = judge(added, &after, rules);
	for (size_t i = 0; i < count; i++)
		left += !taken[i];
	if (after.findings.count != left ||
	    (ends == ENDS_WITH_RETURN && returns_missing(added)) ||
	    (ends == STARTS_WITH_MARK && !str_starts(added, "\xEF\xBB\xBF")) ||
	    (left < count && !(now->root->flags & NODE_JSON) && !node_same(doc->root, now->root)))
		fail_msg("%s, layout %d: %zu of %zu are to be left, %zu are:\n%.*s", rule->id, ends,
		         left, count, after.findings.count, STR(added));
	if (is_readable(doc, &before) && doc->root->style == STYLE_BLOCK && left)
		fail_msg("%s, layout %d: %zu of %zu are left:\n%.*s", rule->id, ends, left, count,
		         STR(added));
	*taken_count += count - left;
	*left_count += left;
}

static void test_examples(void **state)
{
	const struct rule *rules[2000];
	size_t count = 0, taken = 0, left = 0;

	(void)state;
	for (; lint_rules[count]; count++)
		rules[count] = &lint_rules[count]->rule;
	rules[count] = NULL;
	for (size_t i = 0; i < count; i++) {
		for (enum ends ends = 0; ends < ENDS_COUNT; ends++)
			check(rules[i], rules, ends, &taken, &left);
		arena_free(&arena);
		arena = (struct arena){0};
	}
	print_message("note: %zu findings are ignored, %zu are for .orgc.yaml\n", taken, left);
	assert_true(taken > 10 * left);
}

// --- where they stand ---

static const struct rule wildcard = {.id = "IAM009", .name = "wildcard"};
static const struct rule partition = {.id = "CFN002", .name = "partition"};

// Ignores for a finding at each X, and for another one at each Y.
static const char *added(const char *text)
{
	struct source *source = source_new(&arena, text[0] == '{' ? "x.json" : "x.yaml", str_of(text));
	const struct diag *diags[20];
	size_t count = 0;
	bool taken[20];

	for (size_t i = 0; text[i]; i++) {
		struct diag *d = arena_new(&arena, struct diag);
		*d = (struct diag){.rule = text[i] == 'X' ? &wildcard : &partition, .source = source,
		                   .start = (uint32_t)i, .end = (uint32_t)i + 1};
		if (text[i] == 'X' || text[i] == 'Y')
			diags[count++] = d;
	}
	return arena_cstring(&arena, ignores_add(&arena, source, diags, count, S("why"), taken));
}

static void test_places(void **state)
{
	static const struct {
		const char *before, *after;
	} rows[] = {
		{"a: 1\nb:\n  - X\n", "a: 1\nb:\n  # orgc: ignore IAM009 why\n  - X\n"},
		// Above all content it would count for the file.
		{"a: X\nb: 1\n", "a: X   # orgc: ignore IAM009 why\nb: 1\n"},
		{"# head\na: X   # said\nb: 1\n",
		 "# head\na: X   # said   # orgc: ignore IAM009 why\nb: 1\n"},
		{"a: 1\nb: [X, Y, X]\n", "a: 1\n# orgc: ignore IAM009,CFN002 why\nb: [X, Y, X]\n"},
		// No comment can stand in a text.
		{"a: 1\nb: |\n  l\n  X\nc: 1\n",
		 "a: 1\n# orgc: ignore-block IAM009 why\nb: |\n  l\n  X\nc: 1\n"},
		{"b: |\n  l\n  X\n", "b: |   # orgc: ignore-block IAM009 why\n  l\n  X\n"},
		{"a: 1\nb: 'l\n  X'\n", "a: 1\n# orgc: ignore-block IAM009 why\nb: 'l\n  X'\n"},
		{"b: 'l\n  X'\n", "b: 'l\n  X'\n"},
		{"a: 1\nb: [1,\n  X]\n", "a: 1\nb: [1,\n  # orgc: ignore IAM009 why\n  X]\n"},
		{"{a: 1,\nb: X}\n", "{a: 1,\nb: X}\n"},
		{"a: 1\nb: X", "a: 1\n# orgc: ignore IAM009 why\nb: X"},
		{"{\"Resources\": {\"A\": {\"Type\": \"X\"}}}",
		 "{\"Resources\": {\"A\": {\"Type\": \"X\", \"Metadata\": {\"orgc\": {\"ignore\": "
		 "[\"IAM009 why\"]}}}}}"},
		{"{\"Transform\": \"X\", \"Resources\": {\"A\": {\"Type\": \"T\"}}}",
		 "{\"Transform\": \"X\", \"Resources\": {\"A\": {\"Type\": \"T\"}}, \"Metadata\": {\"orgc\": {\"ignore\": "
		 "[\"IAM009 why\"]}}}"},
		{"{\"Resources\": {\"A\": {\"Type\": \"X\", \"Metadata\": {\"orgc\": {\"ignore\": "
		 "[\"TRU\"]}}}}}",
		 "{\"Resources\": {\"A\": {\"Type\": \"X\", \"Metadata\": {\"orgc\": {\"ignore\": "
		 "[\"TRU\", \"IAM009 why\"]}}}}}"},
		{"{\"Version\": \"X\", \"Statement\": []}", "{\"Version\": \"X\", \"Statement\": []}"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(added(rows[i].before), rows[i].after);
}

static void test_reasons(void **state)
{
	(void)state;
	assert_true(ignore_reason_fits(S("the partner's system, # 7: \"old\"")));
	assert_false(ignore_reason_fits(S("")));
	assert_false(ignore_reason_fits(S("  ")));
	assert_false(ignore_reason_fits(S("two\nlines")));
	assert_false(ignore_reason_fits(S("two\xC2\x85lines")));
	assert_false(ignore_reason_fits(S("two\xE2\x80\xA8lines")));
	assert_false(ignore_reason_fits(S("a \033[2J clear")));
	assert_false(ignore_reason_fits(S("\xFF")));
}

// --- .orgc.yaml ---

static const char *configured(const char *old)
{
	static const char *const files[] = {"a.json", "odd [1]*.json"};
	static const struct rule *const rules[] = {&partition, &wildcard};
	const struct config_off items[] = {{files, 2, rules, 2}, {files, 1, rules, 1}};
	struct source *source = old ? source_new(&arena, ".orgc.yaml", str_of(old)) : NULL;
	struct str text;

	return config_add(&arena, source, items, 2, S("why: so"), &text)
	               ? arena_cstring(&arena, text) : NULL;
}

static void test_config(void **state)
{
	static const struct rule *const rules[] = {&partition, &wildcard, NULL};
	static const char *const olds[] = {
		NULL, "", "# nothing yet\n", "fail-on: error\n", "fail-on: error",
		"paths: []\n", "paths:\n  - {files: b.json, rules: {IAM: info}}\nfail-on: error\n",
		"paths: [{files: '*', rules: {IAM: error}}]\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof olds / sizeof *olds; i++) {
		const char *text = configured(olds[i]);
		struct diags diags = {.arena = &arena};
		struct str none;
		struct config *c;

		assert_non_null(text);
		c = config_read(&arena, source_new(&arena, ".orgc.yaml", str_of(text)), rules, &none,
		                &diags);
		assert_int_equal(diags.count, 0);
		assert_int_equal(config_level(c, S("a.json"), &wildcard, NULL, NULL), LEVEL_OFF);
		assert_int_equal(config_level(c, S("odd [1]*.json"), &wildcard, NULL, NULL), LEVEL_OFF);
		assert_int_not_equal(config_level(c, S("d/a.json"), &wildcard, NULL, NULL), LEVEL_OFF);
		assert_int_not_equal(config_level(c, S("odd 1.json"), &partition, NULL, NULL),
		                     LEVEL_OFF);
		if (olds[i] && strstr(olds[i], "fail-on"))
			assert_non_null(config_value(c, "fail-on"));
	}
	assert_null(configured("fail-on: [error\n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_examples), cmocka_unit_test(test_places),
		cmocka_unit_test(test_reasons), cmocka_unit_test(test_config),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_free(&arena);
	return failed;
}
