// The managed policies of AWS that can be attached, as the facts hold them: AWS wrote them,
// so none has an error, and what is warned of is one of few things that are true of them.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "lint/lint.h"
#include "model/read/read.h"

static const struct {
	const char *id;
	const char *because;
} expected[] = {
	{"IAM041", "AWS's own policies are not held to the quota of everybody else's"},
	{"IAM051", "services that AWS gave up, or that its own list of actions leaves out"},
	{"IAM052", "actions that AWS's list leaves out, or that are gone"},
	{"IAM053", "one key that AWS's list leaves out"},
	{"IAM055", "one action that describes subnets, under a condition on their VPC"},
	{"IAM056", "one key that is compared with the value of another"},
	{"IAM058", "one Allow that also holds without the key"},
	{"IAM068", "ARNs of a kind that no action of the statement acts on"},
	{"IAM100", "ARNs of keys and engagements without the account that they have"},
	{"IAM101", "buckets that stand without themselves beside the objects in them"},
	{"IAM108", "one statement that asks a document of AWS for its tags"},
	{"IAM074", "administrators that may pass every role"},
	{"IAM075", "administrators that may make every service-linked role"},
	{"IAM080", "AdministratorAccess itself"},
};

static bool is_expected(const char *id)
{
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
		if (strcmp(expected[i].id, id) == 0)
			return true;
	return false;
}

// Gives how many findings are not expected.
static size_t lint_one(const struct fact *row, struct str text)
{
	struct arena a = {0};
	struct lint_result result = {.diags = {.arena = &a}};
	struct lint_result *results[] = {&result};
	struct source *source = source_new(&a, "policy.json", text);
	struct doc *doc = doc_read(&a, source, SYNTAX_JSON, template_tags, &result.diags);
	size_t wrong = 0;

	lint_document(&a, doc, POLICY_IDENTITY, &result);
	lint_finish(results, 1, NULL);
	for (size_t i = 0; i < result.findings.count; i++) {
		const struct diag *d = &result.findings.items[i];

		if (d->severity == SEV_INFO ||
		    (d->severity == SEV_WARNING && is_expected(d->rule->id)))
			continue;
		print_error("%.*s: %s %s\n", STR(fact_name(row)), d->rule->id, d->message);
		wrong++;
	}
	arena_free(&a);
	return wrong;
}

static void test_managed_policies(void **state)
{
	size_t count = 0, wrong = 0;

	(void)state;
	fact_each(fact_file("managed"), row) {
		struct str document = fact_value(fact_get(row, "document"));

		if (document.len == 0)
			continue;
		count++;
		wrong += lint_one(row, document);
	}
	print_message("%zu managed policies\n", count);
	assert_true(count > 1000);
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_managed_policies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
