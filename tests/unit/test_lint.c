// What rules ask of guardrails, of trust policies, and of the names of files.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "lint/policy/guardrail.h"
#include "lint/policy/named.h"
#include "lint/policy/size.h"
#include "lint/sites.h"
#include "lint/policy/statement.h"
#include "model/read/read.h"

// What a rule sees of a policy on its own, or of the trust policy of a template's first
// resource.
struct seen {
	struct arena arena, scratch;
	struct diags diags;
	struct lint lint;
	const struct policy *policy;
};

static void see(struct seen *seen, const char *text, enum policy_kind kind)
{
	struct arena *a = &seen->arena;
	struct doc *doc;
	const struct node *value;

	*seen = (struct seen){.diags = {.arena = a}};
	doc = doc_read(a, source_new(a, "seen.yaml", str_of(text)), SYNTAX_YAML,
	               template_tags, &seen->diags);
	assert_int_equal(seen->diags.count, 0);
	seen->lint = (struct lint){.arena = a, .scratch = &seen->scratch, .doc = doc};
	value = doc->root;
	if (template_is(doc)) {
		struct lint *l = &seen->lint;
		l->template = template_of(a, doc);
		l->eval = eval_new(a, l->template, NULL);
		l->resource = &l->template->resources.items[0];
		value = lint_evaluate(l, node_path(l->resource->value,
		                                   "Properties/AssumeRolePolicyDocument"));
	}
	seen->policy = policy_of(a, value, kind);
	seen->lint.policy = seen->policy;
}

static void unsee(struct seen *seen)
{
	arena_free(&seen->arena);
	arena_free(&seen->scratch);
}

// --- names of files ---

static void names_of_files(void **state)
{
	static const struct {
		const char *path;
		enum policy_kind kind;
	} rows[] = {
		{"scps/deny.json", POLICY_SCP},
		{"org/SCP/deny.json", POLICY_SCP},
		{"deny-regions.scp.json", POLICY_SCP},
		{"service-control-policies/deny.json", POLICY_SCP},
		{"Service_Control_Policy.json", POLICY_SCP},
		{"service-control-policy-examples/a/b.json", POLICY_SCP},
		{"rcp/perimeter.json", POLICY_RCP},
		{"resource-control-policies/perimeter.json", POLICY_RCP},
		{"guardrails/deny.json", POLICY_UNSURE},
		{"scp-and-rcp/deny.json", POLICY_UNSURE},
		{"descp/scpx/deny.json", POLICY_UNSURE},
		{"service/control/deny.json", POLICY_UNSURE},
		{"resource-policies/bucket.json", POLICY_UNSURE},
		{"", POLICY_UNSURE},
		{"-", POLICY_UNSURE},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (policy_kind_of_path(str_of(rows[i].path)) != rows[i].kind)
			fail_msg("%s", rows[i].path);
}

// --- guardrails ---

static bool denies(const char *statement, enum policy_kind kind, const char *action)
{
	struct request r = {
		.action = str_of(action),
		.resource = S("arn:aws:s3:::b/x"),
		.resource_account = S("111111111111"),
		.unlisted = KEY_UNKNOWN,
	};
	struct seen seen;
	bool yes;

	see(&seen, statement, kind);
	r.caller = caller_of(&seen.arena, S("arn:aws:iam::111111111111:role/somebody"));
	yes = guardrail_denies(&seen.lint, &seen.policy->statements[0], &r);
	unsee(&seen);
	return yes;
}

#define ONE(rest) "Version: '2012-10-17'\nStatement:\n  - " rest

static void guardrails(void **state)
{
	static const char deny[] = ONE("{Effect: Deny, Action: 's3:*', Resource: '*'}"),
			  allow[] = ONE("{Effect: Allow, Action: 's3:*', Resource: '*'}"),
			  spare[] = ONE("{Effect: Deny, Action: 's3:*', Resource: '*', Condition: "
	                                "{ArnNotLike: {'aws:PrincipalArn': "
	                                "'arn:aws:iam::*:role/some*'}}}"),
			  other[] = ONE("{Effect: Deny, Action: 's3:*', Resource: '*', Condition: "
	                                "{ArnNotLike: {'aws:PrincipalArn': "
	                                "'arn:aws:iam::*:role/x'}}}"),
			  key[] = ONE("{Effect: Deny, Action: 's3:*', Resource: '*', Condition: "
	                              "{Bool: {'aws:SecureTransport': 'false'}}}"),
			  beside[] = ONE("{Effect: Deny, Action: 's3:*', Resource: '*'}\n"
	                                 "  - !Ref More"),
			  rcp[] = ONE("{Effect: Deny, Principal: '*', Action: 's3:*', "
	                              "Resource: '*'}");

	(void)state;
	assert_true(denies(deny, POLICY_SCP, "s3:GetObject"));
	assert_true(denies(deny, POLICY_UNSURE, "s3:GetObject"));
	assert_false(denies(deny, POLICY_SCP, "ec2:RunInstances"));
	assert_false(denies(allow, POLICY_SCP, "s3:GetObject"));
	assert_false(denies(allow, POLICY_SCP, "ec2:RunInstances")); // not by a Deny
	assert_false(denies(spare, POLICY_SCP, "s3:GetObject"));
	assert_true(denies(other, POLICY_SCP, "s3:GetObject"));
	assert_false(denies(key, POLICY_SCP, "s3:GetObject")); // not known the key
	// What else is in the policy is no matter, even where that is not known.
	assert_true(denies(beside, POLICY_SCP, "s3:GetObject"));
	assert_true(denies(rcp, POLICY_RCP, "s3:GetObject"));
	assert_false(denies(rcp, POLICY_SCP, "s3:GetObject")); // SCPs have no Principal
}

// --- names in trust policies ---

static enum truth names_action(const char *text, const char *action)
{
	struct seen seen;
	enum truth t;

	see(&seen, text, POLICY_TRUST);
	t = statement_names_action(&seen.lint, &seen.policy->statements[0], action);
	unsee(&seen);
	return t;
}

static void actions(void **state)
{
	(void)state;
	assert_int_equal(names_action(ONE("{Action: 'STS:assumeRole'}"), "sts:assumerole"),
	                 TRUTH_YES);
	assert_int_equal(names_action(ONE("{Action: ['sts:TagSession', 'sts:*Role']}"),
	                              "sts:assumerole"), TRUTH_YES);
	assert_int_equal(names_action(ONE("{Action: 'sts:TagSession'}"), "sts:assumerole"),
	                 TRUTH_NO);
	assert_int_equal(names_action(ONE("{NotAction: 'sts:TagSession'}"), "sts:assumerole"),
	                 TRUTH_UNKNOWN);
	assert_int_equal(names_action(ONE("{Effect: Allow}"), "sts:assumerole"), TRUTH_NO);
}

#define ROLE(parameters, statement)                                                       \
	parameters "Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n"        \
		   "      AssumeRolePolicyDocument:\n        Statement:\n          - "     \
		   statement "\n"

static void actions_of_templates(void **state)
{
	static const char parameter[] =
		ROLE("Parameters:\n  P: {Type: String}\n", "{Action: !Ref P}"),
			  choice[] = ROLE("Parameters:\n  P: {Type: String}\n"
	                                  "Conditions:\n  C: !Equals [!Ref P, x]\n",
	                                  "{Action: !If [C, 'sts:AssumeRole', 'sts:TagSession']}"),
			  both[] = ROLE("", "{Action: !Sub 'sts:${AWS::Region}'}");

	(void)state;
	assert_int_equal(names_action(parameter, "sts:assumerole"), TRUTH_UNKNOWN);
	assert_int_equal(names_action(choice, "sts:assumerole"), TRUTH_UNKNOWN);
	assert_int_equal(names_action(both, "sts:assumerole"), TRUTH_UNKNOWN);
}

static void texts(void **state)
{
	struct named_text *texts;
	struct seen seen;

	(void)state;
	see(&seen, ONE("{Principal: {Service: [a.amazonaws.com, b.amazonaws.com], AWS: '*'}}"),
	    POLICY_TRUST);
	assert_int_equal(named_texts(&seen.lint, &seen.policy->statements[0], "Service",
	                             &texts), 2);
	assert_true(str_is(texts[0].text, "a.amazonaws.com"));
	assert_true(str_is(texts[1].text, "b.amazonaws.com"));
	assert_int_equal(named_texts(&seen.lint, &seen.policy->statements[0], "Federated",
	                             &texts), 0);
	unsee(&seen);

	// A tag that no one has evaluated, and what only deployment looks up, are no names.
	see(&seen, ONE("{Principal: {Service: !Ref P}}"), POLICY_TRUST);
	assert_int_equal(named_texts(&seen.lint, &seen.policy->statements[0], "Service",
	                             &texts), 0);
	unsee(&seen);
	see(&seen, ROLE("", "{Principal: {Service: ['{{resolve:ssm:p}}', "
	                    "!Sub 's.${AWS::Region}.amazonaws.com']}}"), POLICY_TRUST);
	assert_int_equal(named_texts(&seen.lint, &seen.policy->statements[0], "Service",
	                             &texts), 1);
	assert_true(str_is(texts[0].text, "s.\x1a.amazonaws.com"));
	unsee(&seen);
}

// --- sizes ---

static struct policy_size size_of(struct seen *seen, const char *policy)
{
	struct arena *a = &seen->arena;
	const char *text = arena_printf(
		a, "Parameters: {P: {Type: String}}\nConditions: {C: !Equals [!Ref P, x]}\n"
		   "Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n"
		   "      AssumeRolePolicyDocument: %s\n", policy);
	struct doc *doc = doc_read(a, source_new(a, "size.yaml", str_of(text)), SYNTAX_YAML,
	                           template_tags, &seen->diags);
	const struct template *t = template_of(a, doc);

	return policy_size_of(eval_value_in(
		eval_new(a, t, NULL), a, &t->resources.items[0],
		node_path(t->resources.items[0].value, "Properties/AssumeRolePolicyDocument")));
}

// Counted by hand. What is not known, or may not be there, counts as nothing.
static void sizes(void **state)
{
	static const struct {
		const char *policy;
		size_t minified, unspaced;
	} rows[] = {
		{"{a: b}", 9, 9},                                  // {"a":"b"}
		{"{a: 'b c'}", 11, 10},
		{"{a: [b, c]}", 15, 15},                           // {"a":["b","c"]}
		{"{a: 1, b: true}", 16, 16},                       // {"a":1,"b":true}
		{"{a: \"\\u3042\\u3044\"}", 10, 10},              // characters, not bytes
		{"{a: !Ref P}", 6, 6},                             // {"a":}
		{"{a: !Sub 'x${P}y'}", 10, 10},                    // {"a":"xy"}
		{"{a: b, c: !Ref AWS::NoValue}", 9, 9},
		{"{a: b, c: !If [C, long, d]}", 9, 9},
		{"{a: [!If [C, long, d], e]}", 14, 14},            // the shorter of two branches,
		{"{a: [!If [C, d, long], e]}", 14, 14},            // without a comma
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct seen seen = {.diags = {.arena = &seen.arena}};
		struct policy_size size = size_of(&seen, rows[i].policy);

		if (size.minified != rows[i].minified || size.unspaced != rows[i].unspaced)
			fail_msg("%s has %zu and %zu", rows[i].policy, size.minified,
			         size.unspaced);
		arena_free(&seen.arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_of_files),
		cmocka_unit_test(guardrails),
		cmocka_unit_test(sizes),
		cmocka_unit_test(actions),
		cmocka_unit_test(actions_of_templates),
		cmocka_unit_test(texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
