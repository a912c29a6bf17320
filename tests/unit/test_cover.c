// What covers what: cases by hand, then random policies of which the engine is asked.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "policies/condition.h"
#include "policies/engine/cover.h"
#include "policies/engine/prepared.h"
#include "tests/policy_case.h"
#include "tests/unit/random_tree.h"

// --- by hand ---

static const struct prepared *policy(struct arena *a, const char *yaml,
                                     enum policy_kind kind)
{
	const char *whole = strstr(yaml, "Statement:") ? yaml : arena_printf(a, "[%s]", yaml);

	return case_policy(a, case_parse(a, str_of(whole), SYNTAX_YAML), kind);
}

struct row {
	const char *wide, *narrow;
	bool covers;
};

static void check_rows(const struct row *rows, size_t count, enum policy_kind kind,
                       const char *rest)
{
	for (size_t i = 0; i < count; i++) {
		struct arena a = {0};
		bool denies = strstr(rest, "Deny");
		const char *wide = arena_printf(&a, "{%s%s}", rest, rows[i].wide);
		const char *narrow = arena_printf(&a, "{%s%s}", rest, rows[i].narrow);
		const struct prepared *w = policy(&a, wide, kind), *n = policy(&a, narrow, kind);
		struct cover cover = denies ? policy_denies_all(w, n, &a)
		                            : policy_allows_all(w, n, &a);

		if ((cover.all == TRUTH_YES) != rows[i].covers)
			fail_msg("row %zu: %s\n%s", i, wide, narrow);
		assert_int_not_equal(cover.all, TRUTH_NO);
		assert_true((cover.left != NULL) == (cover.all != TRUTH_YES));
		arena_free(&a);
	}
}

#define CHECK(rows, kind, rest) \
	check_rows(rows, sizeof rows / sizeof *rows, kind, rest)

static void actions_and_resources(void **state)
{
	static const struct row rows[] = {
		{"Action: '*', Resource: '*'", "Action: s3:GetObject, Resource: '*'", true},
		{"Action: 's3:*', Resource: '*'", "Action: 'S3:getobject', Resource: '*'", true},
		{"Action: 's3:Get*', Resource: '*'", "Action: 's3:*', Resource: '*'", false},
		{"Action: 's3:a*b*', Resource: '*'", "Action: 's3:a?b', Resource: '*'", true},
		{"Action: 's3:a?b', Resource: '*'", "Action: 's3:a*b', Resource: '*'", false},
		{"Action: 's3:a?b', Resource: '*'", "Action: 's3:a?b', Resource: '*'", true},
		{"Action: 's3:a*?', Resource: '*'", "Action: 's3:a*', Resource: '*'", false},
		{"Action: ['s3:Get*', 's3:Put*'], Resource: '*'",
	         "Action: ['s3:PutObject', 's3:GetObject'], Resource: '*'", true},
		{"Action: ['s3:Get*', 's3:Put*'], Resource: '*'",
	         "Action: ['s3:PutObject', 's3:ListBucket'], Resource: '*'", false},
		{"NotAction: 'iam:*', Resource: '*'", "Action: 's3:*', Resource: '*'", true},
		{"NotAction: 'iam:*', Resource: '*'", "Action: 'iam:Get*', Resource: '*'", false},
		{"NotAction: 'iam:*', Resource: '*'", "Action: 'i*', Resource: '*'", false},
		{"NotAction: 'iam:Get*', Resource: '*'", "NotAction: 'iam:*', Resource: '*'",
	         true},
		{"NotAction: 'iam:*', Resource: '*'", "NotAction: 'iam:Get*', Resource: '*'",
	         false},
		{"Action: '*', Resource: '*'", "NotAction: 'iam:*', Resource: '*'", true},
		{"Action: 's3:*', Resource: '*'", "NotAction: 'iam:*', Resource: '*'", false},
		{"Action: 's3:*', Resource: 'arn:aws:s3:::b/*'",
	         "Action: 's3:*', Resource: 'arn:aws:s3:::b/${aws:username}/*'", true},
		{"Action: 's3:*', Resource: 'arn:aws:s3:::b/${aws:username}/*'",
	         "Action: 's3:*', Resource: 'arn:aws:s3:::b/${AWS:UserName}/x'", true},
		{"Action: 's3:*', Resource: 'arn:aws:s3:::b/${aws:username}/*'",
	         "Action: 's3:*', Resource: 'arn:aws:s3:::b/${aws:userid}/x'", false},
		{"Action: 's3:*', Resource: 'arn:aws:s3:::b/${aws:username, ''x''}'",
	         "Action: 's3:*', Resource: 'arn:aws:s3:::b/${aws:username}'", false},
		{"Action: 's3:*', Resource: 'arn:aws:s3:::b/?'",
	         "Action: 's3:*', Resource: 'arn:aws:s3:::b/${aws:username}'", false},
		{"Action: 's3:*', Resource: 'arn:aws:s3:::b/?'",
	         "Action: 's3:*', Resource: \"arn:aws:s3:::b/\u00e9\"", true},
		{"Action: 's3:*', Resource: 'arn:aws:s3:::b/?" "?'",
	         "Action: 's3:*', Resource: \"arn:aws:s3:::b/\u00e9\"", false},
		{"Action: 's3:*', Resource: 'arn:aws:s3:::b'",
	         "Action: 's3:*', Resource: 'arn:aws:s3:::B'", false},
		// AWS does not say whether this star ends at the colon.
		{"Action: 's3:*', Resource: 'arn:aws:s*3:::b'",
	         "Action: 's3:*', Resource: 'arn:aws:s3:::b'", false},
		{"Action: 's3:*', Resource: 'arn:aws:s*3:::b'",
	         "Action: 's3:*', Resource: 'arn:aws:s*3:::b'", true},
		{"Action: 's3:*', NotResource: 'arn:aws:s3:::b/*'",
	         "Action: 's3:*', Resource: 'arn:aws:s3:::c/*'", true},
		{"Action: 's3:*', NotResource: 'arn:aws:s3:::b/*'",
	         "Action: 's3:*', Resource: 'arn:aws:s3:::?/*'", false},
		{"Action: 's3:*', NotResource: 'arn:aws:s3:::b/*'",
	         "Action: 's3:*', Resource: 'arn:aws:s3:::${aws:username}/*'", false},
		{"Action: 's3:*', NotResource: 'arn:aws:s3:::b/x'",
	         "Action: 's3:*', NotResource: 'arn:aws:s3:::b/*'", true},
		{"Action: 's3:*', NotResource: 'arn:aws:s3:::b/*'",
	         "Action: 's3:*', NotResource: 'arn:aws:s3:::b/x'", false},
		{"Action: 's3:*', Resource: 'arn:aws:s3:::*'", "Action: 's3:*', Resource: '*'",
	         false},
	};

	(void)state;
	CHECK(rows, POLICY_IDENTITY, "Effect: Allow, ");
	CHECK(rows, POLICY_SCP, "Effect: Deny, ");
}

static void principals(void **state)
{
	static const struct row both[] = {
		{"Principal: '*'", "Principal: {AWS: '111111111111'}", true},
		{"Principal: {AWS: '*'}", "Principal: {Service: ssm.amazonaws.com}", true},
		{"Principal: {AWS: '111111111111'}", "Principal: '*'", false},
		{"Principal: {AWS: '111111111111'}",
	         "Principal: {AWS: 'arn:aws:iam::111111111111:root'}", true},
		{"Principal: {AWS: 'arn:aws:iam::111111111111:root'}",
	         "Principal: {AWS: '111111111111'}", true},
		{"Principal: {AWS: '111111111111'}", "Principal: {AWS: '222222222222'}", false},
		{"Principal: {AWS: ['111111111111', '222222222222']}",
	         "Principal: {AWS: '222222222222'}", true},
		{"Principal: {AWS: '111111111111'}",
	         "Principal: {AWS: ['111111111111', '222222222222']}", false},
		{"Principal: {Service: a.amazonaws.com}",
	         "Principal: {Federated: a.amazonaws.com}", false},
		{"Principal: {AWS: 'arn:aws:iam::111111111111:role/a'}",
	         "Principal: {AWS: 'arn:aws:iam::111111111111:root'}", false},
		{"Principal: {AWS: 'arn:aws:iam::111111111111:role/a'}",
	         "Principal: {AWS: 'arn:aws:iam::111111111111:role/A'}", false},
	};
	static const struct row denies[] = {
		{"Principal: {AWS: '111111111111'}",
	         "Principal: {AWS: 'arn:aws:iam::111111111111:role/a'}", true},
		{"Principal: {AWS: '111111111111'}",
	         "Principal: {AWS: 'arn:aws:iam::222222222222:role/a'}", false},
		{"NotPrincipal: {AWS: '111111111111'}",
	         "NotPrincipal: {AWS: ['111111111111', '222222222222']}", true},
		{"NotPrincipal: {AWS: ['111111111111', '222222222222']}",
	         "NotPrincipal: {AWS: '111111111111'}", false},
		{"Principal: '*'", "NotPrincipal: {AWS: '111111111111'}", true},
		{"NotPrincipal: {AWS: '111111111111'}", "Principal: {AWS: '222222222222'}",
	         false},
	};
	// An Allow for the account needs the role's own policy besides.
	static const struct row allows[] = {
		{"Principal: {AWS: '111111111111'}",
	         "Principal: {AWS: 'arn:aws:iam::111111111111:role/a'}", false},
	};

	(void)state;
	CHECK(both, POLICY_TRUST, "Effect: Allow, Action: sts:AssumeRole, ");
	CHECK(both, POLICY_TRUST, "Effect: Deny, Action: sts:AssumeRole, ");
	CHECK(denies, POLICY_RESOURCE, "Effect: Deny, Action: 's3:*', Resource: '*', ");
	CHECK(allows, POLICY_TRUST, "Effect: Allow, Action: sts:AssumeRole, ");
}

static void conditions(void **state)
{
	static const struct row rows[] = {
		{"Condition: {}", "Condition: {Bool: {'aws:ViaAWSService': 'true'}}", true},
		{"Condition: {Bool: {'aws:ViaAWSService': 'true'}}", "Condition: {}", false},
		{"Condition: {Bool: {'aws:ViaAWSService': 'true'}}",
	         "Condition: {Bool: {'AWS:viaAWSService': 'TRUE'}}", true},
		{"Condition: {Bool: {'aws:ViaAWSService': 'true'}}",
	         "Condition: {Bool: {'aws:ViaAWSService': 'false'}}", false},
		{"Condition: {StringEquals: {'aws:A': [x, y]}}",
	         "Condition: {StringEquals: {'aws:A': x, 'aws:B': z}}", true},
		{"Condition: {StringEquals: {'aws:A': x, 'aws:B': z}}",
	         "Condition: {StringEquals: {'aws:A': x}}", false},
		{"Condition: {StringEquals: {'aws:A': x}}",
	         "Condition: {StringEquals: {'aws:A': [x, y]}}", false},
		{"Condition: {StringNotEquals: {'aws:A': x}}",
	         "Condition: {StringNotEquals: {'aws:A': [x, y]}}", true},
		{"Condition: {StringNotEquals: {'aws:A': [x, y]}}",
	         "Condition: {StringNotEquals: {'aws:A': x}}", false},
		{"Condition: {StringLike: {'aws:A': 'x*'}}",
	         "Condition: {StringEquals: {'aws:A': [xa, xb]}}", true},
		{"Condition: {StringLike: {'aws:A': 'x*'}}",
	         "Condition: {StringEquals: {'aws:A': [xa, b]}}", false},
		{"Condition: {StringEquals: {'aws:A': 'x*'}}",
	         "Condition: {StringLike: {'aws:A': 'x*'}}", false},
		{"Condition: {StringNotEquals: {'aws:A': xa}}",
	         "Condition: {StringNotLike: {'aws:A': 'x*'}}", true},
		{"Condition: {StringNotLike: {'aws:A': 'x*'}}",
	         "Condition: {StringNotEquals: {'aws:A': xa}}", false},
		{"Condition: {StringEqualsIgnoreCase: {'aws:A': X}}",
	         "Condition: {StringEquals: {'aws:A': x}}", true},
		{"Condition: {StringEquals: {'aws:A': x}}",
	         "Condition: {StringEqualsIgnoreCase: {'aws:A': x}}", false},
		{"Condition: {StringLike: {'aws:A': 'arn:*:role/x'}}",
	         "Condition: {ArnLike: {'aws:A': 'arn:aws:iam::*:role/x'}}", true},
		{"Condition: {ArnLike: {'aws:A': 'arn:aws:iam::*:role/*'}}",
	         "Condition: {ArnEquals: {'aws:A': 'arn:aws:iam::1:role/x'}}", true},
		{"Condition: {ArnLike: {'aws:A': 'arn:aws:*:role/x'}}",
	         "Condition: {ArnLike: {'aws:A': 'arn:aws:iam::1:role/x'}}", false},
		{"Condition: {ArnLike: {'aws:A': 'arn:aws:iam::*:role/x'}}",
	         "Condition: {StringLike: {'aws:A': 'arn:aws:iam::*:role/x'}}", false},
		{"Condition: {ArnLike: {'aws:A': 'arn:aws:*:*:*:role/x'}}",
	         "Condition: {ArnLike: {'aws:A': 'arn:aws:${aws:B}:*:*:role/x'}}", false},
		{"Condition: {ArnLike: {'aws:A': 'arn:aws:iam::1:role/*'}}",
	         "Condition: {ArnLike: {'aws:A': 'arn:aws:iam::1:role/${aws:B}'}}", true},
		{"Condition: {NumericLessThan: {'aws:N': 10}}",
	         "Condition: {NumericLessThan: {'aws:N': 9.5}}", true},
		{"Condition: {NumericLessThan: {'aws:N': 10}}",
	         "Condition: {NumericLessThanEquals: {'aws:N': 10}}", false},
		{"Condition: {NumericLessThanEquals: {'aws:N': 10}}",
	         "Condition: {NumericEquals: {'aws:N': [10, 4]}}", true},
		{"Condition: {NumericGreaterThan: {'aws:N': 10}}",
	         "Condition: {NumericEquals: {'aws:N': 10}}", false},
		{"Condition: {NumericGreaterThan: {'aws:N': 10}}",
	         "Condition: {NumericGreaterThanEquals: {'aws:N': 11}}", true},
		{"Condition: {NumericGreaterThan: {'aws:N': 10}}",
	         "Condition: {NumericLessThan: {'aws:N': 9}}", false},
		{"Condition: {DateLessThan: {'aws:CurrentTime': '2026-01-01T00:00:00Z'}}",
	         "Condition: {DateLessThan: {'aws:CurrentTime': '2025-12-31'}}", true},
		{"Condition: {IpAddress: {'aws:SourceIp': 10.0.0.0/8}}",
	         "Condition: {IpAddress: {'aws:SourceIp': 10.1.0.0/16}}", true},
		{"Condition: {NotIpAddress: {'aws:SourceIp': 10.0.0.0/8}}",
	         "Condition: {NotIpAddress: {'aws:SourceIp': 10.1.0.0/16}}", false},
		{"Condition: {NotIpAddress: {'aws:SourceIp': 10.1.0.0/16}}",
	         "Condition: {NotIpAddress: {'aws:SourceIp': 10.0.0.0/8}}", true},
		{"Condition: {StringEqualsIfExists: {'aws:A': x}}",
	         "Condition: {StringEquals: {'aws:A': x}}", true},
		{"Condition: {StringEquals: {'aws:A': x}}",
	         "Condition: {StringEqualsIfExists: {'aws:A': x}}", false},
		{"Condition: {StringNotEquals: {'aws:A': x}}",
	         "Condition: {StringNotEqualsIfExists: {'aws:A': x}}", true},
		{"Condition: {'ForAnyValue:StringLike': {'aws:A': '*'}}",
	         "Condition: {'ForAnyValue:StringEquals': {'aws:A': x}}", true},
		{"Condition: {'ForAllValues:StringEquals': {'aws:A': [x, y]}}",
	         "Condition: {'ForAllValues:StringEquals': {'aws:A': x}}", true},
		{"Condition: {'ForAnyValue:StringEquals': {'aws:A': x}}",
	         "Condition: {'ForAllValues:StringEquals': {'aws:A': x}}", false},
		{"Condition: {'ForAnyValue:StringEquals': {'aws:A': x}}",
	         "Condition: {StringEquals: {'aws:A': x}}", false},
		{"Condition: {'Null': {'aws:A': 'false'}}",
	         "Condition: {StringEquals: {'aws:A': x}}", true},
		{"Condition: {'Null': {'aws:A': 'false'}}",
	         "Condition: {StringNotEquals: {'aws:A': x}}", false},
		{"Condition: {StringEqualsIfExists: {'aws:A': x}}",
	         "Condition: {'Null': {'aws:A': 'true'}}", true},
		{"Condition: {StringEquals: {'aws:A': x}}",
	         "Condition: {'Null': {'aws:A': 'true'}}", false},
		{"Condition: {'Null': {'aws:A': ['true', 'false']}}",
	         "Condition: {'Null': {'aws:A': 'true'}}", true},
		{"Condition: {'Null': {'aws:A': 'true'}}",
	         "Condition: {'Null': {'aws:A': ['true', 'false']}}", false},
		{"Condition: {StringNever: {'aws:A': x}}",
	         "Condition: {StringNever: {'aws:A': x}}", false},
	};

	(void)state;
	CHECK(rows, POLICY_SCP, "Effect: Deny, Action: '*', Resource: '*', ");
	CHECK(rows, POLICY_IDENTITY, "Effect: Allow, Action: '*', Resource: '*', ");
}

// What the old and the new policy allow is also a matter of their Denies.
static void whole_policies(void **state)
{
	static const char all[] = "{Effect: Allow, Action: '*', Resource: '*'}",
			  no_iam[] = "{Effect: Deny, Action: 'iam:*', Resource: '*'}",
			  no_role[] = "{Effect: Deny, Action: 'iam:CreateRole', Resource: '*'}";
	struct arena a = {0};
	const struct prepared *open = policy(&a, all, POLICY_SCP);
	const struct prepared *shut = policy(
		&a, arena_printf(&a, "%s, %s", no_iam, all), POLICY_SCP);
	const struct prepared *half = policy(
		&a, arena_printf(&a, "%s, %s", all, no_role), POLICY_SCP);
	const struct prepared *identity = policy(&a, all, POLICY_IDENTITY);
	struct cover cover;

	(void)state;
	assert_int_equal(policy_allows_all(open, shut, &a).all, TRUTH_YES);
	assert_int_equal(policy_allows_all(half, shut, &a).all, TRUTH_YES);
	cover = policy_allows_all(shut, half, &a);
	assert_int_equal(cover.all, TRUTH_UNKNOWN);
	assert_ptr_equal(cover.left, shut->policy->statements);
	assert_int_equal(policy_denies_all(shut, half, &a).all, TRUTH_YES);
	cover = policy_denies_all(open, half, &a);
	assert_int_equal(cover.all, TRUTH_UNKNOWN);
	assert_ptr_equal(cover.left, &half->policy->statements[1]);
	cover = policy_allows_all(open, identity, &a);
	assert_int_equal(cover.all, TRUTH_UNKNOWN);
	assert_null(cover.left);
	arena_free(&a);
}

static void covered_statements(void **state)
{
	struct arena a = {0};
	const struct prepared *p = policy(
		&a,
		"{Effect: Allow, Action: 's3:Get*', Resource: '*'},"
		"{Effect: Deny, Action: 's3:GetObject', Resource: '*'},"
		"{Effect: Allow, Action: 's3:GetObject', Resource: '*'},"
		"{Effect: Allow, Action: 'ec2:*', Resource: '*'},"
		"{Effect: Allow, Action: 'EC2:*', Resource: '*'},"
		"{Effect: Allow, Action: 'ec2:*', Resource: '*'}",
		POLICY_IDENTITY);
	size_t *by = policy_covered(&a, p);

	(void)state;
	assert_int_equal(by[0], SIZE_MAX);
	assert_int_equal(by[1], SIZE_MAX);
	assert_int_equal(by[2], 0);
	assert_int_equal(by[3], SIZE_MAX);
	assert_int_equal(by[4], 3);
	assert_int_equal(by[5], 3);
	arena_free(&a);
}

static void contradictions(void **state)
{
	static const struct row rows[] = {
		{"StringEquals: {'aws:A': x}", "StringEquals: {'AWS:a': y}", true},
		{"StringEquals: {'aws:A': [x, y]}", "StringLike: {'aws:A': [z, 'y?']}", true},
		{"StringEquals: {'aws:A': x}", "StringLike: {'aws:A': '?'}", false},
		{"StringEquals: {'aws:A': x}", "StringEquals: {'aws:B': y}", false},
		{"StringEquals: {'aws:A': x}", "StringNotEquals: {'aws:A': [x, y]}", true},
		{"StringEquals: {'aws:A': [x, z]}", "StringNotEquals: {'aws:A': [x, y]}", false},
		{"StringNotLike: {'aws:A': 'x*'}", "StringEquals: {'aws:A': [xa, xb]}", true},
		{"StringNotEquals: {'aws:A': x}", "StringNotEquals: {'aws:A': y}", false},
		{"StringEqualsIfExists: {'aws:A': x}", "StringEqualsIfExists: {'aws:A': y}", false},
		{"StringEqualsIfExists: {'aws:A': x}", "StringEquals: {'aws:A': y}", true},
		{"StringEquals: {'aws:A': x}", "StringEqualsIgnoreCase: {'aws:A': X}", false},
		{"StringEquals: {'aws:A': x}", "StringEqualsIgnoreCase: {'aws:A': Y}", true},
		{"StringEquals: {'aws:A': '${aws:B}'}", "StringEquals: {'aws:A': y}", false},
		{"'ForAnyValue:StringEquals': {'aws:A': x}",
	         "'ForAnyValue:StringLike': {'aws:A': y}", false},
		{"'Null': {'aws:A': 'true'}", "StringLike: {'aws:A': '*'}", true},
		{"'Null': {'aws:A': 'true'}", "StringNotLike: {'aws:A': x}", false},
		{"'Null': {'aws:A': 'false'}", "StringLike: {'aws:A': x}", false},
		{"Bool: {'aws:A': 'true'}", "BoolIfExists: {'aws:A': 'false'}", true},
		{"Bool: {'aws:A': 'true'}", "StringEquals: {'aws:A': 'false'}", false},
		{"NumericLessThan: {'aws:N': 5}", "NumericGreaterThanEquals: {'aws:N': 5}", true},
		{"NumericLessThanEquals: {'aws:N': 5}", "NumericEquals: {'aws:N': 5}", false},
		{"NumericLessThan: {'aws:N': 5}", "NumericEquals: {'aws:N': 5}", true},
		{"NumericLessThan: {'aws:N': 5}", "NumericGreaterThan: {'aws:N': 4}", false},
		{"NumericLessThan: {'aws:N': 5}", "NumericLessThan: {'aws:N': 50}", false},
		{"DateLessThan: {'aws:D': '2026-01-01'}",
	         "DateGreaterThan: {'aws:D': '2026-06-01T00:00:00Z'}", true},
		{"IpAddress: {'aws:S': 10.0.0.0/8}", "IpAddress: {'aws:S': 192.168.0.0/16}", true},
		{"IpAddress: {'aws:S': 10.0.0.0/8}", "IpAddress: {'aws:S': 10.1.0.0/16}", false},
		{"IpAddress: {'aws:S': 10.1.0.0/16}", "NotIpAddress: {'aws:S': 10.0.0.0/8}", true},
		{"ArnLike: {'aws:A': 'arn:aws:iam::1:role/x'}",
	         "ArnLike: {'aws:A': 'arn:aws:iam::1:user/*'}", true},
		{"ArnLike: {'aws:A': 'arn:aws:iam::1:role/x'}", "ArnLike: {'aws:A': '*'}", false},
		{"StringNever: {'aws:A': x}", "StringEquals: {'aws:A': y}", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena a = {0};
		const struct prepared *p = policy(
			&a, arena_printf(&a, "{Effect: Deny, Action: '*', Resource: '*', "
			                     "Condition: {%s, %s}}", rows[i].wide, rows[i].narrow),
			POLICY_SCP);
		const struct test *tests = p->clauses[0].tests;

		assert_int_equal(p->clauses[0].test_count, 2);
		if (conditions_exclude(&a, &tests[0], &tests[1]) != rows[i].covers ||
		    conditions_exclude(&a, &tests[1], &tests[0]) != rows[i].covers)
			fail_msg("row %zu: %s, %s", i, rows[i].wide, rows[i].narrow);
		arena_free(&a);
	}
}

// Ten thousand statements that have nothing to do with one another end, and those that
// stand in the same order in both are found.
static void large_policies(void **state)
{
	struct arena a = {0};
	struct out o = {.arena = &a};
	const struct prepared *p;

	(void)state;
	for (int i = 0; i < 10000; i++)
		out_printf(&o, "{Effect: Deny, Action: 's3:*', Resource: 'arn:aws:s3:::b%d/*'},",
		           i);
	p = policy(&a, arena_cstring(&a, out_str(&o)), POLICY_SCP);
	assert_int_equal(policy_denies_all(p, p, &a).all, TRUTH_YES);
	assert_int_equal(policy_covered(&a, p)[0], SIZE_MAX);
	arena_free(&a);
}

// --- at random ---

#define ANY_OF(dice, list) ((list)[dice_roll(dice, sizeof(list) / sizeof *(list))])

static void add_list(struct out *o, struct dice *d, const char *const *texts, size_t count)
{
	size_t n = dice_roll(d, 4) ? 1 : dice_roll(d, 3);

	out_text(o, "[");
	for (size_t i = 0; i < n; i++)
		out_printf(o, "%s\"%s\"", i ? "," : "", texts[dice_roll(d, count)]);
	out_text(o, "]");
}
#define ADD_LIST(o, d, list) add_list(o, d, list, sizeof(list) / sizeof *(list))

static const char *const some_actions[] = {
	"*", "s3:*", "s3:Get*", "s3:GetObject", "s3:Get?bject", "S3:getobject", "s3:*Object",
	"s*", "iam:*", "iam:GetRole", "*:Get*", "s3:?etObject*",
};
static const char *const some_resources[] = {
	"*", "arn:aws:s3:::b/*", "arn:aws:s3:::b/x", "arn:aws:s3:::b/${aws:username}",
	"arn:aws:s3:::b/${aws:username}/*", "arn:aws:s3:::?/x", "arn:aws:*:::b/x",
	"arn:aws:s3:::*", "arn:aws:s?:::b/x", "arn:*:x", "arn:aws:s3:::b/${aws:K, 'x'}",
	"arn:aws:s3:::${aws:K}/x", "arn:aws:s3:::b/??",
};
static const char *const some_principals[] = {
	"*", "111111111111", "arn:aws:iam::111111111111:root", "222222222222",
	"arn:aws:iam::111111111111:role/a", "arn:aws:iam::111111111111:user/u",
	"arn:aws:sts::111111111111:assumed-role/a/s",
};
static const char *const some_keys[] = {"aws:A", "aws:A", "aws:K", "AWS:a"};

// Operators and values that go together, so that conditions have to do with one another.
static const struct group {
	const char *operators[9], *values[9];
} groups[] = {
	{{"StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringLike",
	  "StringNotEqualsIgnoreCase", "StringNotLike", "BinaryEquals", "ArnLike"},
	 {"x", "X", "xa", "x*", "*", "?a", "y", "${aws:K}"}},
	{{"ArnLike", "ArnEquals", "ArnNotLike", "StringEquals", "StringLike", "StringNotLike"},
	 {"arn:aws:iam::1:role/x", "arn:aws:iam::*:role/*", "arn:*:role/x", "*",
	  "arn:aws:${aws:K}::1:role/x", "arn:aws:*:*:1:role/x", "arn:*:*:*:*:*",
	  "arn:aws:iam::1:role/${aws:K}"}},
	{{"NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals",
	  "NumericGreaterThan", "NumericGreaterThanEquals"},
	 {"10", "9.5", "-1", "10.0", "11"}},
	{{"DateLessThan", "DateGreaterThanEquals", "DateEquals", "DateNotEquals"},
	 {"2026-01-01", "2026-01-01T00:00:00Z", "2025-06-01", "1767225600"}},
	{{"IpAddress", "NotIpAddress"}, {"10.0.0.0/8", "10.1.0.0/16", "10.1.2.3", "::/0"}},
	{{"Bool", "Null", "StringEquals", "StringNotEquals"}, {"true", "false", "TRUE"}},
};

static size_t count_of(const char *const *texts)
{
	size_t n = 0;

	while (n < 9 && texts[n])
		n++;
	return n;
}

static void add_condition(struct out *o, struct dice *d, const struct group *group)
{
	static const char *const sets[] = {"", "", "", "ForAllValues:", "ForAnyValue:"};
	const char *operator = group->operators[dice_roll(d, count_of(group->operators))];
	bool if_exists = dice_roll(d, 4) == 0 && strcmp(operator, "Null") != 0;

	out_printf(o, "\"%s%s%s\":{\"%s\":", ANY_OF(d, sets), operator,
	           if_exists ? "IfExists" : "", ANY_OF(d, some_keys));
	add_list(o, d, group->values, count_of(group->values));
	out_text(o, "}");
}

enum { PARTS = 5 };

static struct str random_part(struct arena *a, struct dice *d, enum policy_kind kind,
                              int part, const struct group *group)
{
	struct out o = {.arena = a};

	if (part == 0) {
		bool denies = kind == POLICY_RCP || dice_roll(d, 2);
		out_printf(&o, "\"Effect\":\"%s\"", denies ? "Deny" : "Allow");
	} else if (part == 1) {
		out_printf(&o, ",\"%s\":", dice_roll(d, 4) ? "Action" : "NotAction");
		ADD_LIST(&o, d, some_actions);
	} else if (part == 2) {
		out_printf(&o, ",\"%s\":", dice_roll(d, 4) ? "Resource" : "NotResource");
		ADD_LIST(&o, d, some_resources);
	} else if (part == 3 && kind == POLICY_RESOURCE) {
		out_printf(&o, ",\"%s\":{\"AWS\":",
		           dice_roll(d, 5) ? "Principal" : "NotPrincipal");
		ADD_LIST(&o, d, some_principals);
		out_text(&o, "}");
	} else if (part == 4) {
		out_text(&o, ",\"Condition\":{");
		for (size_t i = 0, n = dice_roll(d, 3); i < n; i++) {
			out_text(&o, i ? "," : "");
			add_condition(&o, d, group);
		}
		out_text(&o, "}");
	}
	return out_str(&o);
}

// Two statements that differ in one part, mostly.
static void random_statements(struct arena *a, struct dice *d, enum policy_kind kind,
                              struct out *wide, struct out *narrow)
{
	const struct group *group = &ANY_OF(d, groups);
	int other = (int)dice_roll(d, PARTS + 2);

	out_text(wide, "{");
	out_text(narrow, "{");
	for (int part = 0; part < PARTS; part++) {
		struct str text = random_part(a, d, kind, part, group);
		out_bytes(wide, text);
		if (part == other || (other > PARTS - 2 && part == PARTS - 1))
			text = random_part(a, d, kind, part, group);
		out_bytes(narrow, text);
	}
	out_text(wide, "}");
	out_text(narrow, "}");
}

static void random_pair(struct arena *a, struct dice *d, enum policy_kind kind,
                        const struct prepared *pair[2])
{
	struct out wide = {.arena = a}, narrow = {.arena = a};

	for (size_t i = 0, n = 1 + dice_roll(d, 2); i < n; i++) {
		out_text(&wide, i ? "," : "");
		out_text(&narrow, i ? "," : "");
		random_statements(a, d, kind, &wide, &narrow);
	}
	pair[0] = policy(a, arena_cstring(a, out_str(&wide)), kind);
	pair[1] = policy(a, arena_cstring(a, out_str(&narrow)), kind);
}

static struct request random_request(struct arena *a, struct dice *d)
{
	static const char *const actions[] = {"s3:GetObject", "s3:PutObject", "iam:GetRole"};
	static const char *const resources[] = {
		"arn:aws:s3:::b/x", "arn:aws:s3:::b/u", "arn:aws:s3:::b/u/1", "arn:aws:s3:::c/x",
		"arn:aws:iam::1:role/x", "*", "arn:aws:s3:::b/\u00e9", "arn:aws:s:::b/x:x",
	};
	static const char *const callers[] = {
		"arn:aws:iam::111111111111:role/a", "arn:aws:iam::111111111111:user/u",
		"arn:aws:iam::222222222222:role/a", "arn:aws:iam::111111111111:root",
		"arn:aws:sts::111111111111:assumed-role/a/s", "ssm.amazonaws.com",
	};
	static const char *const values[] = {
		"x", "X", "xa", "y", "", "iam:a", "arn:aws:iam::1:role/x", "arn:aws:iam:a:1:role/x",
		"10", "9.5", "11", "10.5", "2025-06-01", "2026-01-01T00:00:00Z", "true", "false",
		"10.1.2.3", "10.9.9.9", "192.0.2.1", "x*", "arn:aws:iam:a::1:role/x",
	};
	struct context_key *keys = arena_array(a, struct context_key, 2);
	struct request r = {
		.caller = caller_of(a, str_of(ANY_OF(d, callers))),
		.action = str_of(ANY_OF(d, actions)),
		.resource = str_of(ANY_OF(d, resources)),
		.resource_account = S("111111111111"),
		.keys = keys,
		.key_count = 2,
		.unlisted = KEY_ABSENT,
	};

	for (int i = 0; i < 2; i++) {
		struct str *list = arena_array(a, struct str, 2);
		keys[i] = (struct context_key){i ? S("aws:K") : S("aws:A"), KEY_PRESENT, list, 1,
		                               dice_roll(d, 5) == 0};
		list[0] = str_of(ANY_OF(d, values));
		list[1] = str_of(ANY_OF(d, values));
		if (keys[i].is_list)
			keys[i].count = dice_roll(d, 3);
		if (dice_roll(d, 5) == 0)
			keys[i].state = KEY_ABSENT;
	}
	return r;
}

static struct answer ask(struct arena *a, const struct request *r, const struct prepared *p,
                         enum policy_kind kind, const struct prepared *all)
{
	struct situation s = {.scps = {.known = true}, .rcps = {.known = true},
	                      .identity = {&all, 1, true}, .boundary = {.known = true},
	                      .session = {.known = true}, .resource = {.known = true}};
	struct level level = {S("root"), {&p, 1, true}};

	if (kind == POLICY_SCP)
		s.scps = (struct ou_path){&level, 1, true};
	else if (kind == POLICY_RCP)
		s.rcps = (struct ou_path){&level, 1, true};
	else if (kind == POLICY_RESOURCE)
		s.resource = (struct policies){&p, 1, true};
	else
		s.identity.items = &p;
	// With and without what the caller's own policies say.
	if (kind == POLICY_RESOURCE && !all)
		s.identity.count = 0;
	return engine_ask(r, &s, a);
}

struct tally {
	size_t allows, denies, asked, allowed, denied;
};

static void check_pair(struct arena *a, struct dice *d, enum policy_kind kind,
                       struct tally *tally)
{
	const struct prepared *pair[2], *all = NULL;
	bool allows, denies;

	random_pair(a, d, kind, pair);
	allows = policy_allows_all(pair[0], pair[1], a).all == TRUTH_YES;
	denies = policy_denies_all(pair[0], pair[1], a).all == TRUTH_YES;
	tally->allows += allows;
	tally->denies += denies;
	if (kind != POLICY_RESOURCE || dice_roll(d, 2))
		all = policy(a, "{Effect: Allow, Action: '*', Resource: '*'}", POLICY_IDENTITY);
	for (int i = 0; i < 30 && (allows || denies); i++) {
		struct request r = random_request(a, d);
		struct answer wide = ask(a, &r, pair[0], kind, all);
		struct answer narrow = ask(a, &r, pair[1], kind, all);

		tally->asked++;
		tally->allowed += allows && narrow.verdict == VERDICT_ALLOWED;
		tally->denied += denies && narrow.is_explicit;
		assert_false(allows && narrow.verdict == VERDICT_ALLOWED &&
		             wide.verdict == VERDICT_DENIED);
		assert_false(denies && narrow.verdict == VERDICT_DENIED && narrow.is_explicit &&
		             (wide.verdict == VERDICT_ALLOWED ||
		              (wide.verdict == VERDICT_DENIED && !wide.is_explicit)));
	}
}

static void no_request_contradicts(void **state)
{
	static const enum policy_kind kinds[] = {POLICY_IDENTITY, POLICY_SCP, POLICY_RCP,
	                                         POLICY_RESOURCE};
	struct dice dice = dice_from_environment("cover");
	struct tally tally = {0};
	struct arena a = {0};

	(void)state;
	for (int i = 0; i < 20000; i++) {
		check_pair(&a, &dice, ANY_OF(&dice, kinds), &tally);
		arena_reset(&a);
	}
	arena_free(&a);
	printf("covered: %zu by Allows, %zu by Denies; %zu requests, %zu allowed, %zu denied\n",
	       tally.allows, tally.denies, tally.asked, tally.allowed, tally.denied);
	assert_true(tally.allows > 1000 && tally.denies > 1000);
	assert_true(tally.allowed > 1000 && tally.denied > 1000);
}

// A statement of which two conditions exclude each other applies to no request.
static void no_request_meets_both(void **state)
{
	struct dice dice = dice_from_environment("exclude");
	struct arena a = {0};
	size_t found = 0;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		const struct group *group = &ANY_OF(&dice, groups);
		struct out o = {.arena = &a};
		const struct prepared *p, *all;

		out_text(&o, "{Effect: Deny, Action: '*', Resource: '*', Condition: {");
		add_condition(&o, &dice, group);
		out_text(&o, ", ");
		add_condition(&o, &dice, group);
		out_text(&o, "}}");
		p = policy(&a, arena_cstring(&a, out_str(&o)), POLICY_SCP);
		all = policy(&a, "{Effect: Allow, Action: '*', Resource: '*'}", POLICY_IDENTITY);
		if (p->clauses[0].test_count == 2 &&
		    conditions_exclude(&a, &p->clauses[0].tests[0], &p->clauses[0].tests[1])) {
			found++;
			for (int j = 0; j < 60; j++) {
				struct request r = random_request(&a, &dice);
				assert_false(ask(&a, &r, p, POLICY_SCP, all).is_explicit);
			}
		}
		arena_reset(&a);
	}
	arena_free(&a);
	assert_true(found > 500);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(actions_and_resources),
		cmocka_unit_test(principals),
		cmocka_unit_test(conditions),
		cmocka_unit_test(whole_policies),
		cmocka_unit_test(covered_statements),
		cmocka_unit_test(contradictions),
		cmocka_unit_test(large_policies),
		cmocka_unit_test(no_request_contradicts),
		cmocka_unit_test(no_request_meets_both),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
