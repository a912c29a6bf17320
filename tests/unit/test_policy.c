// ARNs, wildcards, principals and statements.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>
#include <time.h>

#include "model/read/read.h"
#include "policies/policy.h"
#include "policies/principal.h"

static void test_arn_split(void **state)
{
	struct arn arn;

	(void)state;
	assert_true(arn_split(S("arn:aws:ssm:eu-west-1:111111111111:document/a:b"), &arn));
	assert_true(str_is(arn.partition, "aws"));
	assert_true(str_is(arn.service, "ssm"));
	assert_true(str_is(arn.region, "eu-west-1"));
	assert_true(str_is(arn.account, "111111111111"));
	assert_true(str_is(arn.resource, "document/a:b"));
	assert_true(arn_split(S("arn:aws:s3:::bucket"), &arn));
	assert_true(str_is(arn.region, "") && str_is(arn.account, ""));
	assert_false(arn_split(S("arn:aws:iam::111111111111"), &arn));
	assert_false(arn_split(S("arm:aws:iam::111111111111:root"), &arn));
	assert_false(arn_split(S(""), &arn));
}

static void test_globs(void **state)
{
	static const struct {
		const char *pattern, *text;
		bool matches;
	} rows[] = {
		{"*", "", true},
		{"", "", true},
		{"", "a", false},
		{"a*", "a", true},
		{"a?", "a", false},
		{"a?c", "abc", true},
		{"*b*", "abc", true},
		{"a*b*c", "axxbyyc", true},
		{"a*b*c", "axxbyy", false},
		{"role/*", "role/a/b", true},
		{"A", "a", false},
		{"*ab", "aab", true},
		{"?*", "", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(glob_match(str_of(rows[i].pattern), str_of(rows[i].text)),
		                 rows[i].matches);
}

// A wildcard must not reach over a colon, and both need six fields.
static void test_arn_like(void **state)
{
	(void)state;
	assert_true(arn_match(S("arn:aws:iam::*:role/stacksets-exec-*"),
	                      S("arn:aws:iam::111111111111:role/stacksets-exec-0a")));
	assert_true(arn_match(S("arn:*:iam::111111111111:role/*"),
	                      S("arn:aws:iam::111111111111:role/path/x")));
	assert_false(arn_match(S("arn:aws:*:role/x"), S("arn:aws:iam::111111111111:role/x")));
	assert_false(arn_match(S("*"), S("arn:aws:iam::111111111111:role/x")));
	assert_false(arn_match(S("arn:aws:i*:111111111111:role/x"),
	                       S("arn:aws:iam::111111111111:role/x")));
}

static void test_hostile_glob_is_quick(void **state)
{
	char pattern[4001], text[20001];
	clock_t start = clock();

	(void)state;
	for (size_t i = 0; i < 4000; i += 2) {
		pattern[i] = 'a';
		pattern[i + 1] = '*';
	}
	pattern[4000] = 'b';
	memset(text, 'a', 20000);
	assert_false(glob_match((struct str){pattern, 4001}, (struct str){text, 20000}));
	// Exponential matching would not come back at all.
	assert_true(clock() - start < 5 * CLOCKS_PER_SEC);
}

static void test_principals(void **state)
{
	static const struct {
		const char *text;
		enum principal_form form;
		bool wildcard;
	} rows[] = {
		{"*", PRINCIPAL_ANYONE, false},
		{"111111111111", PRINCIPAL_ACCOUNT, false},
		{"1212121212122", PRINCIPAL_ACCOUNT, false},
		{"arn:aws:iam::111111111111:root", PRINCIPAL_ROOT, false},
		{"arn:aws-iso:iam::111111111111:root", PRINCIPAL_ROOT, false},
		{"arn:aws:iam::111111111111:rootfoo", PRINCIPAL_MALFORMED, false},
		{"arn:aws:iam::111111111111:role/a/b/c", PRINCIPAL_ROLE, false},
		{"arn:aws:iam::111111111111:role/*", PRINCIPAL_ROLE, true},
		{"arn:aws:iam::111111111111:role/", PRINCIPAL_MALFORMED, false},
		{"arn:aws:iam::111111111111:user/bob", PRINCIPAL_USER, false},
		{"arn:aws:iam::111111111111:group/x", PRINCIPAL_GROUP, false},
		{"arn:aws:iam::*:root", PRINCIPAL_ROOT, true},
		{"arn:aws:iam:us-east-1:111111111111:root", PRINCIPAL_MALFORMED, false},
		{"arn:aws:sts::111111111111:assumed-role/r/s", PRINCIPAL_SESSION, false},
		{"arn:aws:sts::111111111111:assumed-role/r/*", PRINCIPAL_SESSION, true},
		{"arn:aws:sts::111111111111:assumed-role/r", PRINCIPAL_MALFORMED, false},
		{"arn:aws:sts::111111111111:federated-user/bob", PRINCIPAL_FEDERATED_USER, false},
		{"arn:aws:s3:::bucket", PRINCIPAL_MALFORMED, false},
		{"arn:aws:iam::111111111111", PRINCIPAL_MALFORMED, false},
		{"AROAEXAMPLEEXAMPLE12", PRINCIPAL_UNIQUE_ID, false},
		{"bob", PRINCIPAL_MALFORMED, false},
		{"\x1a", PRINCIPAL_UNKNOWN, false},
		{"\x1a:role/*", PRINCIPAL_UNKNOWN, false},
		{"arn:\x1a:iam::\x1a:role/*", PRINCIPAL_ROLE, true},
		{"arn:\x1a:iam::\x1a:role/\x1a", PRINCIPAL_ROLE, false},
		{"arn:aws:iam::\x1a", PRINCIPAL_UNKNOWN, false},
		{"arn:aws:iam::111111111111:\x1a", PRINCIPAL_UNKNOWN, false},
		{"1234\x1a", PRINCIPAL_UNKNOWN, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct principal p = principal_of(str_of(rows[i].text));
		if (p.form != rows[i].form || p.has_wildcard != rows[i].wildcard)
			print_error("principal %s\n", rows[i].text);
		assert_int_equal(p.form, rows[i].form);
		assert_int_equal(p.has_wildcard, rows[i].wildcard);
		assert_int_equal(p.form == PRINCIPAL_MALFORMED, p.wrong != NULL);
	}
}

static struct node *read(struct arena *a, const char *text)
{
	static const char *const no_tags[] = {"", NULL};
	struct diags diags = {.arena = a};
	struct doc *doc = doc_read(a, source_new(a, "policy.json", str_of(text)), SYNTAX_JSON,
	                           no_tags, &diags);

	assert_int_equal(diags.count, 0);
	return doc->root;
}

static void test_kinds(void **state)
{
	struct arena a = {0};

	(void)state;
	assert_int_equal(policy_kind_of(read(&a, "{\"Statement\": [{\"Effect\": \"Allow\","
	                                         "\"Action\": \"s3:*\", \"Resource\": \"*\"}]}")),
	                 POLICY_UNSURE);
	assert_int_equal(policy_kind_of(read(&a, "{\"Statement\": {\"Principal\": \"*\","
	                                         "\"Action\": [\"sts:AssumeRole\"]}}")),
	                 POLICY_TRUST);
	assert_int_equal(policy_kind_of(read(&a, "{\"Statement\": {\"Principal\": \"*\","
	                                         "\"Action\": \"s3:*\", \"Resource\": \"*\"}}")),
	                 POLICY_RESOURCE);
	// A bucket's policy denies, too, but never on every resource there is.
	assert_int_equal(policy_kind_of(read(&a, "{\"Statement\": {\"Effect\": \"Deny\","
	                                         "\"Principal\": \"*\", \"Action\": \"s3:*\","
	                                         "\"Resource\": \"arn:aws:s3:::b/*\"}}")),
	                 POLICY_RESOURCE);
	assert_int_equal(policy_kind_of(read(&a, "{\"Statement\": [{\"Effect\": \"Deny\","
	                                         "\"Principal\": \"*\", \"Resource\": [\"*\"],"
	                                         "\"Action\": [\"sts:AssumeRole\"]}]}")),
	                 POLICY_RCP);
	assert_int_equal(policy_kind_of(read(&a, "{\"Statement\": [{\"Effect\": \"Deny\","
	                                         "\"Principal\": \"*\", \"Action\": \"s3:*\","
	                                         "\"Resource\": \"*\"}, {\"Effect\": \"Allow\","
	                                         "\"Principal\": \"*\", \"Action\": \"s3:*\","
	                                         "\"Resource\": \"*\"}]}")),
	                 POLICY_RESOURCE);
	assert_int_equal(policy_kind_of(read(&a, "{\"Statement\": {\"Effect\": \"Deny\","
	                                         "\"Principal\": {\"AWS\": \"111111111111\"},"
	                                         "\"Action\": [\"s3:*\", \"sts:AssumeRole\"],"
	                                         "\"Resource\": \"*\"}}")),
	                 POLICY_RESOURCE);
	assert_true(policy_is(read(&a, "{\"Statement\": {\"Effect\": \"Deny\"}}")));
	assert_true(policy_is(read(&a, "{\"Version\": \"2012-10-17\", \"Statement\": []}")));
	assert_false(policy_is(read(&a, "{\"Version\": \"2\", \"Statement\": []}")));
	assert_false(policy_is(read(&a, "{\"Statement\": \"SELECT\"}")));
	assert_false(policy_is(read(&a, "[1]")));
	arena_free(&a);
}

static void test_statement(void **state)
{
	static const char *const like[] = {"ArnLike", NULL};
	struct arena a = {0};
	const struct policy *p = policy_of(&a, read(&a,
		"{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
		" \"Principal\": {\"AWS\": [\"111111111111\", \"222222222222\"],"
		"                 \"Service\": \"ssm.amazonaws.com\"},"
		" \"Action\": \"sts:AssumeRole\","
		" \"Condition\": {\"ForAnyValue:ArnLikeIfExists\":"
		"                 {\"aws:PrincipalARN\": [\"x\", \"y\"]}}}]}"), POLICY_TRUST);
	const struct statement *s = &p->statements[0];

	(void)state;
	assert_int_equal(p->count, 1);
	assert_false(p->open);
	assert_true(node_is(p->version, "2012-10-17"));
	assert_true(statement_is(s, "Allow"));
	assert_false(statement_is(s, "Deny"));
	assert_int_equal(s->action.presence, PRESENT);
	assert_int_equal(s->resource.presence, ABSENT);
	assert_int_equal(s->principal_count, 3);
	assert_true(str_is(s->principals[1].type, "AWS"));
	assert_true(node_is(s->principals[1].value, "222222222222"));
	assert_true(str_is(s->principals[2].type, "Service"));
	assert_non_null(statement_condition(s, like, "aws:PrincipalArn"));
	assert_int_equal(statement_condition(s, like, "AWS:principalarn")->count, 2);
	assert_null(statement_condition(s, like, "aws:SourceArn"));
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_arn_split),
		cmocka_unit_test(test_globs),
		cmocka_unit_test(test_arn_like),
		cmocka_unit_test(test_hostile_glob_is_quick),
		cmocka_unit_test(test_principals),
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_statement),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
