// Every rule trips on its bad example at the marked lines, on nothing in its good one, and
// its fix makes of the bad one just what it says.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "lint/lint.h"
#include "model/edit/edit.h"
#include "model/read/read.h"

// Takes the marks out; sets bit n of `lines` where line n had one.
static struct str unmark(struct arena *a, const char *text, uint64_t *lines)
{
	struct str rest = str_of(text);
	char *clean = arena_alloc(a, rest.len + 1);
	size_t len = 0;
	unsigned line = 1;

	*lines = 0;
	for (size_t i = 0; i < rest.len; i++) {
		if (str_starts(str_slice(rest, i, rest.len), " #!\n")) {
			assert_true(line < 64);
			*lines |= UINT64_C(1) << line;
			while (len > 0 && clean[len - 1] == ' ')
				len--;
			i += 2;
			continue;
		}
		line += rest.at[i] == '\n';
		clean[len++] = rest.at[i];
	}
	return (struct str){clean, len};
}

static struct source *judge(struct arena *a, struct str text, struct lint_result *result)
{
	bool json = text.len && (text.at[0] == '{' || text.at[0] == '[');
	struct source *source = source_new(a, json ? "example.json" : "example.yaml", text);
	struct lint_result *results[] = {result};
	struct doc *doc;

	result->diags.arena = a;
	doc = doc_read(a, source, SYNTAX_GUESS, template_tags, &result->diags);
	lint_judge(a, &(struct document){.doc = doc, .kind = document_kind(doc)}, result);
	lint_finish(results, 1, NULL);
	return source;
}

static void show(struct arena *a, const struct lint_result *r)
{
	for (size_t i = 0; i < r->findings.count; i++) {
		const struct diag *d = &r->findings.items[i];
		print_error("  line %u: %s [%s]\n",
		            d->source ? source_place(a, d->source, d->start).line : 0, d->message,
		            d->rule->id);
	}
}

static void check_bad(struct arena *a, const struct rule *rule)
{
	struct lint_result result = {0};
	uint64_t expected, found = 0;
	struct str text = unmark(a, rule->bad, &expected);
	struct source *source = judge(a, text, &result);

	for (size_t i = 0; i < result.findings.count; i++)
		if (result.findings.items[i].rule == rule)
			found |= UINT64_C(1) << source_place(a, source, result.findings.items[i].start).line;
	if (expected == 0 || found != expected) {
		print_error("%s %s: bad example: marked %llx, found %llx\n", rule->id, rule->name,
		            (unsigned long long)expected, (unsigned long long)found);
		show(a, &result);
	}
	assert_true(expected != 0);
	assert_true(found == expected);
}

static bool is_of_reader(const struct rule *rule)
{
	for (size_t i = 0; read_rules[i]; i++)
		if (read_rules[i] == rule)
			return true;
	return false;
}

static void check_silent(struct arena *a, const struct rule *rule, const char *text)
{
	struct lint_result result = {0};

	size_t count = 0;

	judge(a, str_of(text), &result);
	// What a reader says is shown on pieces of documents, which only readers judge.
	for (size_t i = 0; i < result.findings.count; i++)
		count += !is_of_reader(rule) || is_of_reader(result.findings.items[i].rule);
	if (count) {
		print_error("%s %s: good example:\n", rule->id, rule->name);
		show(a, &result);
	}
	assert_int_equal(count, 0);
}

static void check_fix(struct arena *a, const struct rule *rule)
{
	struct lint_result result = {0};
	uint64_t lines;
	struct str text = unmark(a, rule->bad, &lines), fixed;
	const struct fix *fixes[64];
	size_t count = 0, applied;

	judge(a, text, &result);
	for (size_t i = 0; i < result.findings.count; i++)
		if (result.findings.items[i].rule == rule && result.findings.items[i].fix)
			fixes[count++] = result.findings.items[i].fix;
	if (!rule->fixed) {
		assert_int_equal(count, 0);
		return;
	}
	fixed = edits_apply(a, text, fixes, count, &applied);
	assert_string_equal(arena_cstring(a, fixed), rule->fixed);
	check_silent(a, rule, rule->fixed);
}

// Near misses may have findings of other rules.
static void check_near(struct arena *a, const struct rule *rule)
{
	for (const char *const *text = rule->silent; text && *text; text++) {
		struct lint_result result = {0};
		bool found = false;

		judge(a, str_of(*text), &result);
		for (size_t i = 0; i < result.findings.count; i++)
			found |= result.findings.items[i].rule == rule;
		if (found) {
			print_error("%s %s: near miss %td:\n", rule->id, rule->name,
			            text - rule->silent);
			show(a, &result);
		}
		assert_false(found);
	}
}

static void check_row(const struct rule *rule)
{
	assert_true(rule->id && rule->name && rule->summary && rule->why && rule->bad &&
	            rule->good);
	assert_true(str_starts(str_of(rule->source), "https://"));
	assert_true(str_all_of(str_of(rule->name), "abcdefghijklmnopqrstuvwxyz0123456789-"));
	assert_false(str_ends(str_of(rule->summary), "."));
	assert_true(strlen(rule->summary) <= 90);
	assert_false(str_ends(str_of(rule->why), "\n"));
}

static void check_rule(const struct rule *rule)
{
	struct arena arena = {0};

	check_row(rule);
	check_bad(&arena, rule);
	check_silent(&arena, rule, rule->good);
	check_near(&arena, rule);
	check_fix(&arena, rule);
	arena_free(&arena);
}

static void test_lint_rules(void **state)
{
	(void)state;
	for (const struct lint_rule *const *r = lint_rules; *r; r++) {
		if (r[1])
			assert_true(strcmp((*r)->rule.id, r[1]->rule.id) < 0);
		check_rule(&(*r)->rule);
	}
}

static void test_read_rules(void **state)
{
	(void)state;
	for (const struct rule *const *r = read_rules; *r; r++)
		check_rule(*r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lint_rules),
		cmocka_unit_test(test_read_rules),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
