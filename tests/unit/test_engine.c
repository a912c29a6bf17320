// Requests and what AWS says to them, case by case. After each group the page that tells.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "model/write/write.h"
#include "tests/policy_case.h"

struct row {
	const char *yaml;
	// "Allowed by identity-based policy 0.0", "ExplicitlyDenied by service control policy
	// 1:0.2" (level:policy.statement), "Depends on aws:SourceIp, policies".
	const char *says;
};

static void add_place(struct out *o, const struct policy_place *p)
{
	out_text(o, layer_name(p->layer));
	if (p->layer == LAYER_SCP || p->layer == LAYER_RCP)
		out_printf(o, " %zu", p->level);
	if (p->in)
		out_printf(o, "%s%zu", p->layer <= LAYER_RCP ? ":" : " ", p->policy);
	if (p->statement)
		out_printf(o, ".%zu", p->index);
}

static const char *doubt_name(struct arena *a, const struct doubt *d)
{
	switch (d->kind) {
	case DOUBT_KEY:
		return arena_cstring(a, d->key);
	case DOUBT_TEXT:
		return "text";
	case DOUBT_RESOURCE:
		return "resource";
	case DOUBT_CALLER:
		return "caller";
	default:
		return arena_printf(a, "%s", layer_name(d->at.layer));
	}
}

// Each kind of doubt once.
static void add_doubts(struct out *o, const struct answer *answer)
{
	for (size_t i = 0; i < answer->doubt_count; i++) {
		const char *name = doubt_name(o->arena, &answer->doubts[i]);
		if (str_find(out_str(o), 0, name) < 0)
			out_printf(o, "%s%s", i ? ", " : " on ", name);
	}
}

static struct str say(struct arena *a, const char *yaml)
{
	struct policy_case c = case_of(a, case_parse(a, str_of(yaml), SYNTAX_YAML));
	struct answer answer = engine_ask(&c.request, &c.situation, a);
	struct out o = {.arena = a};

	out_text(&o, case_verdict(&answer));
	if (answer.verdict == VERDICT_DEPENDS) {
		add_doubts(&o, &answer);
	} else {
		out_text(&o, " by ");
		add_place(&o, &answer.by);
	}
	return out_str(&o);
}

static void check(const struct row *rows, size_t count)
{
	struct arena a = {0};
	size_t wrong = 0;

	for (size_t i = 0; i < count; i++) {
		struct str got = say(&a, rows[i].yaml);
		if (!str_is(got, rows[i].says)) {
			print_error("%s\ngot      %.*s\nexpected %s\n\n", rows[i].yaml, STR(got),
			            rows[i].says);
			wrong++;
		}
	}
	arena_free(&a);
	assert_int_equal(wrong, 0);
}

#define CHECK(rows) check(rows, sizeof rows / sizeof *rows)

#define FULL "[{Effect: Allow, Action: '*', Resource: '*'}]"
#define FULL_ACCESS "identity: [" FULL "],"

// --- the oracle table of the articles ---

#define EXEC_ROLE                                                                         \
	"caller: arn:aws:sts::222222222222:assumed-role/stacksets-exec-0f1e/6d7c,"        \
	"entity: arn:aws:iam::222222222222:role/stacksets-exec-0f1e,"                     \
	"action: s3:PutBucketPublicAccessBlock, resource: 'arn:aws:s3:::do-not-delete',"  \
	"account: '222222222222', " FULL_ACCESS
#define PAB_SCP(names)                                                                    \
	"scps: [[" FULL "], [" FULL ", [{Sid: DenyPublicAccessBlockChange, Effect: Deny," \
	"Action: [s3:PutBucketPublicAccessBlock, s3:PutAccountPublicAccessBlock],"        \
	"Resource: '*', Condition: {ArnNotLike: {aws:PrincipalARN: ["                     \
	"'arn:aws:iam::*:role/test-role', 'arn:aws:iam::*:user/test-user*'" names         \
	"]}}}]], [" FULL "]]"

static void test_article_scp(void **state)
{
	static const struct row rows[] = {
		{"{" EXEC_ROLE PAB_SCP("") "}",
		 "ExplicitlyDenied by service control policy 1:1.0"},
		{"{" EXEC_ROLE PAB_SCP(", 'arn:aws:iam::222222222222:role/stacksets-exec-*'") "}",
		 "Allowed by identity-based policy 0.0"},
		{"{" EXEC_ROLE PAB_SCP(
			", 'arn:aws:sts::222222222222:assumed-role/stacksets-exec-*/*'") "}",
		 "ExplicitlyDenied by service control policy 1:1.0"},
		{"{caller: 'arn:aws:iam::222222222222:user/test-user7',"
		 "action: S3:putbucketPUBLICaccessblock, resource: 'arn:aws:s3:::b',"
		 "account: '222222222222'," FULL_ACCESS PAB_SCP("") "}",
		 "Allowed by identity-based policy 0.0"},
		// No one is spared who does not sign in as somebody: but SCPs are about principals
		// of the account only.
		{"{caller: anonymous, action: s3:PutBucketPublicAccessBlock,"
		 "resource: 'arn:aws:s3:::b', account: '222222222222'," PAB_SCP("") ","
		 "resourcePolicy: [[{Effect: Allow, Principal: '*', Action: 's3:*',"
		 "Resource: '*'}]]}",
		 "Allowed by resource-based policy 0.0"},
		// The role's path is not in a session's ARN.
		{"{caller: arn:aws:sts::222222222222:assumed-role/stacksets-exec-0f1e/6d7c,"
		 "action: s3:PutBucketPublicAccessBlock, resource: 'arn:aws:s3:::do-not-delete',"
		 "account: '222222222222'," FULL_ACCESS
		 PAB_SCP(", 'arn:aws:iam::222222222222:role/stacksets-exec-*'") "}",
		 "Depends on aws:PrincipalARN"},
	};
	(void)state;
	CHECK(rows);
}

#define USER                                                                              \
	"caller: 'arn:aws:iam::222222222222:user/bo', account: '222222222222', "

static void test_paths(void **state)
{
	static const struct row rows[] = {
		// A Region deny reaches IAM, which counts as us-east-1.
		{"{" USER FULL_ACCESS "action: iam:CreateRole,"
		 "resource: 'arn:aws:iam::222222222222:role/r',"
		 "keys: {'aws:RequestedRegion': us-east-1}, scps: [[" FULL ",[{Effect: Deny,"
		 "Action: '*', Resource: '*', Condition: {StringNotEquals: "
		 "{'aws:RequestedRegion': [ap-northeast-1]}}}]]]}",
		 "ExplicitlyDenied by service control policy 0:1.0"},
		// A level with a Deny alone lets nothing through.
		{"{" USER FULL_ACCESS "action: ec2:RunInstances, resource: '*', scps: [[" FULL "],"
		 "[[{Effect: Deny, Action: 's3:*', Resource: '*'}]], [" FULL "]]}",
		 "ImplicitlyDenied by service control policy 1"},
		{"{" USER FULL_ACCESS "action: ec2:RunInstances, resource: '*', scps: [[]]}",
		 "ImplicitlyDenied by service control policy 0"},
		// Allows add up within a level and intersect down the path.
		{"{" USER FULL_ACCESS "action: s3:GetObject, resource: '*', scps: ["
		 "[[{Effect: Allow, Action: 'ec2:*', Resource: '*'}],"
		 "[{Effect: Allow, Action: 's3:*', Resource: '*'}]], [" FULL "]]}",
		 "Allowed by identity-based policy 0.0"},
		{"{" USER FULL_ACCESS "action: s3:GetObject, resource: '*', scps: ["
		 "[[{Effect: Allow, Action: 's3:*', Resource: '*'}]],"
		 "[[{Effect: Allow, Action: 'ec2:*', Resource: '*'}]]]}",
		 "ImplicitlyDenied by service control policy 1"},
		// A Deny farther down is named before a missing Allow.
		{"{" USER FULL_ACCESS "action: s3:GetObject, resource: '*', scps: [[],"
		 "[[{Effect: Deny, Action: 's3:get*', Resource: '*'}]]]}",
		 "ExplicitlyDenied by service control policy 1:0.0"},
		{"{" USER FULL_ACCESS "action: s3:GetObject, resource: 'arn:aws:s3:::b/x', scps: [["
		 "[{Effect: Allow, NotAction: ['iam:*'], Resource: '*'},"
		 "{Effect: Deny, Action: 's3:*', NotResource: ['arn:aws:s3:::b/*']}]]]}",
		 "Allowed by identity-based policy 0.0"},
		{"{" USER FULL_ACCESS "action: s3:GetObject, resource: 'arn:aws:s3:::c/x', scps: [["
		 "[{Effect: Allow, NotAction: ['iam:*'], Resource: '*'},"
		 "{Effect: Deny, Action: 's3:*', NotResource: ['arn:aws:s3:::b/*']}]]]}",
		 "ExplicitlyDenied by service control policy 0:0.1"},
		{"{" USER FULL_ACCESS "action: iam:GetRole, resource: '*', scps: [["
		 "[{Effect: Allow, NotAction: ['IAM:*'], Resource: '*'}]]]}",
		 "ImplicitlyDenied by service control policy 0"},
	};
	(void)state;
	CHECK(rows);
}

#define DENY_ALL "[[[{Effect: Deny, Action: '*', Resource: '*'}]]]"

static void test_exemptions(void **state)
{
	static const struct row rows[] = {
		{"{" USER FULL_ACCESS "action: s3:GetObject, resource: 'arn:aws:s3:::b/x',"
		 "management: '222222222222', scps: " DENY_ALL "}",
		 "Allowed by identity-based policy 0.0"},
		{"{" USER FULL_ACCESS "action: s3:GetObject, resource: 'arn:aws:s3:::b/x',"
		 "management: '111111111111', scps: " DENY_ALL "}",
		 "ExplicitlyDenied by service control policy 0:0.0"},
		{"{caller: 'arn:aws:iam::222222222222:role/aws-service-role/x.amazonaws.com/"
		 "AWSServiceRoleForX', account: '222222222222', " FULL_ACCESS
		 "action: s3:GetObject, resource: '*', scps: " DENY_ALL "}",
		 "Allowed by identity-based policy 0.0"},
		{"{caller: arn:aws:sts::222222222222:assumed-role/AWSServiceRoleForX/s,"
		 "account: '222222222222', " FULL_ACCESS
		 "action: s3:GetObject, resource: '*', scps: " DENY_ALL "}",
		 "Depends on caller"},
		{"{caller: arn:aws:sts::222222222222:assumed-role/MyServiceRole/s,"
		 "account: '222222222222', " FULL_ACCESS
		 "action: s3:GetObject, resource: '*', scps: " DENY_ALL "}",
		 "ExplicitlyDenied by service control policy 0:0.0"},
		{"{caller: 'arn:aws:iam::222222222222:root', account: '222222222222',"
		 "action: s3:GetObject, resource: '*', scps: " DENY_ALL "}",
		 "ExplicitlyDenied by service control policy 0:0.0"},
		{"{caller: 'arn:aws:iam::222222222222:root', account: '222222222222',"
		 "action: s3:GetObject, resource: '*', scps: [[" FULL "]]}",
		 "Allowed by no policy"},
		// RCPs are about the resource: whose it is counts, not who calls.
		{"{" USER FULL_ACCESS "action: s3:GetObject, resource: 'arn:aws:s3:::b/x',"
		 "rcps: [[], [[{Effect: Deny, Principal: '*', Action: 's3:*', Resource: '*'}]]]}",
		 "ExplicitlyDenied by resource control policy 1:0.0"},
		{"{" USER FULL_ACCESS "action: s3:GetObject, resource: 'arn:aws:s3:::b/x',"
		 "management: '222222222222',"
		 "rcps: [[[{Effect: Deny, Principal: '*', Action: 's3:*', Resource: '*'}]]]}",
		 "Allowed by identity-based policy 0.0"},
		{"{" USER FULL_ACCESS "action: kms:RetireGrant, resource: '*',"
		 "rcps: [[[{Effect: Deny, Principal: '*', Action: 'kms:*', Resource: '*'}]]]}",
		 "Allowed by identity-based policy 0.0"},
		{"{" USER FULL_ACCESS "action: ec2:RunInstances, resource: '*',"
		 "rcps: [[[{Effect: Deny, Principal: '*', Action: 'ec2:*', Resource: '*'}]]]}",
		 "Allowed by identity-based policy 0.0"},
		{"{" USER FULL_ACCESS "action: newservice:Do, resource: '*',"
		 "rcps: [[[{Effect: Deny, Principal: '*', Action: 'newservice:*',"
		 "Resource: '*'}]]]}",
		 "Depends on resource"},
		{"{caller: logs.amazonaws.com, account: '222222222222', action: s3:PutObject,"
		 "resource: 'arn:aws:s3:::b/x', resourcePolicy: [[{Effect: Allow,"
		 "Principal: {Service: logs.amazonaws.com}, Action: 's3:*', Resource: '*'}]],"
		 "rcps: [[[{Effect: Deny, Principal: '*', Action: 's3:*', Resource: '*',"
		 "Condition: {Bool: {'aws:PrincipalIsAWSService': 'false'}}}]]]}",
		 "Allowed by resource-based policy 0.0"},
		// Needs no permission and cannot be denied.
		{"{" USER "action: sts:GetCallerIdentity, resource: '*', scps: " DENY_ALL "}",
		 "Allowed by no policy"},
	};
	(void)state;
	CHECK(rows);
}

// --- trust policies ---

#define SSO(path)                                                                         \
	"caller: arn:aws:sts::222222222222:assumed-role/AWSReservedSSO_Ops_0a1b/bo,"      \
	"entity: 'arn:aws:iam::222222222222:role/aws-reserved/sso.amazonaws.com/" path    \
	"AWSReservedSSO_Ops_0a1b', action: sts:AssumeRole,"                               \
	"resource: 'arn:aws:iam::333333333333:role/r', account: '333333333333'," FULL_ACCESS
#define TRUST(pattern)                                                                    \
	"resourcePolicy: [[{Effect: Allow, Action: sts:AssumeRole,"                       \
	"Principal: {AWS: 'arn:aws:iam::222222222222:root'},"                             \
	"Condition: {ArnLike: {'aws:PrincipalArn': '" pattern "'}}}]]"
#define SSO_ROLES "arn:aws:iam::222222222222:role/aws-reserved/sso.amazonaws.com/"

static void test_trust_by_pattern(void **state)
{
	static const char missing[] = "ImplicitlyDenied by resource-based policy";
	static const char allowed[] = "Allowed by resource-based policy 0.0";
	const struct row rows[] = {
		{"{" SSO("") TRUST(SSO_ROLES "*/AWSReservedSSO_Ops_*") "}", missing},
		{"{" SSO("ap-northeast-1/") TRUST(SSO_ROLES "*/AWSReservedSSO_Ops_*") "}", allowed},
		{"{" SSO("") TRUST(SSO_ROLES "*AWSReservedSSO_Ops_*") "}", allowed},
		{"{" SSO("ap-northeast-1/") TRUST(SSO_ROLES "*AWSReservedSSO_Ops_*") "}", allowed},
		{"{" SSO("") TRUST("arn:aws:iam::222222222222:role/*") "}", allowed},
		{"{" SSO("") TRUST("arn:aws:sts::222222222222:assumed-role/*") "}", missing},
		{"{" SSO("") TRUST("arn:aws:iam::222222222222*") "}", missing},
		{"{" SSO("") TRUST("arn:aws:iam::444444444444:role/*") "}", missing},
	};
	(void)state;
	CHECK(rows);
}

#define ASSUME                                                                            \
	"action: sts:AssumeRole, resource: 'arn:aws:iam::333333333333:role/r', "
#define TRUSTS(principal)                                                                 \
	"resourcePolicy: [[{Effect: Allow, Action: sts:AssumeRole, Principal: " principal "}]]"
#define SESSION                                                                           \
	"caller: arn:aws:sts::222222222222:assumed-role/r/s,"                             \
	"entity: 'arn:aws:iam::222222222222:role/team/r', "

static void test_trust_principals(void **state)
{
	static const char missing[] = "ImplicitlyDenied by resource-based policy";
	static const char allowed[] = "Allowed by resource-based policy 0.0";
	const struct row rows[] = {
#define ACROSS "account: '333333333333'," ASSUME FULL_ACCESS
		{"{" SESSION ACROSS TRUSTS("'*'") "}", allowed},
		{"{" SESSION ACROSS TRUSTS("{AWS: '*'}") "}", allowed},
		{"{" SESSION ACROSS TRUSTS("{AWS: '222222222222'}") "}", allowed},
		{"{" SESSION ACROSS TRUSTS("{AWS: ['111111111111',"
		                          "'arn:aws:iam::222222222222:root']}") "}", allowed},
		{"{" SESSION ACROSS TRUSTS("{AWS: '111111111111'}") "}", missing},
		{"{" SESSION ACROSS TRUSTS("{AWS: 'arn:aws:iam::222222222222:role/team/r'}") "}",
		 allowed},
		{"{" SESSION ACROSS TRUSTS("{AWS: 'arn:aws:iam::222222222222:role/r'}") "}",
		 missing},
		{"{" SESSION ACROSS TRUSTS("{AWS: 'arn:aws:sts::222222222222:assumed-role/r/s'}")
		 "}", allowed},
		{"{" SESSION ACROSS TRUSTS("{AWS: 'arn:aws:sts::222222222222:assumed-role/r/t'}")
		 "}", missing},
		{"{" SESSION ACROSS TRUSTS("{AWS: 'arn:aws:iam::222222222222:user/r'}") "}",
		 missing},
		{"{" SESSION ACROSS TRUSTS("{Service: ec2.amazonaws.com}") "}", missing},
		{"{" SESSION ACROSS TRUSTS("{Federated: www.amazon.com}") "}", missing},
		// Forms that AWS refuses, or of which no one can tell whom they mean.
		{"{" SESSION ACROSS TRUSTS("{AWS: 'arn:aws:iam::222222222222:role/*'}") "}",
		 "Depends on text"},
		{"{" SESSION ACROSS TRUSTS("{AWS: AROAEXAMPLEEXAMPLE01}") "}", "Depends on text"},
		{"{" SESSION ACROSS TRUSTS("'222222222222'") "}", allowed},
		// Both sides must allow across accounts …
		{"{" SESSION "account: '333333333333'," ASSUME
		 TRUSTS("{AWS: 'arn:aws:iam::222222222222:role/team/r'}") "}",
		 "ImplicitlyDenied by identity-based policy"},
		{"{" SESSION ACROSS "}", missing},
		// … within one the trust policy must, and is enough where it names the caller.
		{"{" SESSION "account: '222222222222'," ASSUME
		 TRUSTS("{AWS: 'arn:aws:iam::222222222222:role/team/r'}") "}", allowed},
		{"{" SESSION "account: '222222222222'," ASSUME TRUSTS("{AWS: '222222222222'}") "}",
		 "ImplicitlyDenied by identity-based policy"},
		{"{" SESSION "account: '222222222222'," ASSUME FULL_ACCESS
		 TRUSTS("{AWS: '222222222222'}") "}", "Allowed by identity-based policy 0.0"},
		{"{" SESSION "account: '222222222222'," ASSUME FULL_ACCESS "}", missing},
		// Services and providers have no policies of their own.
		{"{caller: ec2.amazonaws.com, account: '333333333333'," ASSUME
		 TRUSTS("{Service: [ssm.amazonaws.com, ec2.amazonaws.com]}") "}", allowed},
		{"{caller: ec2.amazonaws.com, account: '333333333333'," ASSUME
		 TRUSTS("{Service: ssm.amazonaws.com}") "}", missing},
		{"{caller: 'arn:aws:iam::333333333333:oidc-provider/token.example', account: "
		 "'333333333333', action: sts:AssumeRoleWithWebIdentity, resource: '*',"
		 "keys: {'token.example:sub': 'repo:x'}, resourcePolicy: [[{Effect: Allow,"
		 "Action: sts:AssumeRoleWithWebIdentity, Principal: {Federated: "
		 "'arn:aws:iam::333333333333:oidc-provider/token.example'},"
		 "Condition: {StringLike: {'token.example:sub': 'repo:*'}}}]]}", allowed},
	};
	(void)state;
	CHECK(rows);
}

// --- within an account ---

#define OBJECT "action: s3:GetObject, resource: 'arn:aws:s3:::b/x', "
#define BUCKET(principal)                                                                 \
	"resourcePolicy: [[{Effect: Allow, Action: 's3:*', Resource: '*',"                \
	"Principal: " principal "}]]"
#define OTHER "[[{Effect: Allow, Action: 'ec2:*', Resource: '*'}]]"

static void test_limits(void **state)
{
	static const struct row rows[] = {
		{"{" USER OBJECT FULL_ACCESS "}", "Allowed by identity-based policy 0.0"},
		{"{" USER OBJECT "}", "ImplicitlyDenied by identity-based policy"},
		{"{" USER OBJECT "identity: " OTHER "}",
		 "ImplicitlyDenied by identity-based policy"},
		{"{" USER OBJECT FULL_ACCESS "boundary: " OTHER "}",
		 "ImplicitlyDenied by permissions boundary"},
		{"{" USER OBJECT FULL_ACCESS
		 "boundary: [[{Effect: Deny, Action: 's3:*', Resource: '*'}]]}",
		 "ExplicitlyDenied by permissions boundary 0.0"},
		// A user that the resource names needs nothing else.
		{"{" USER OBJECT BUCKET("{AWS: 'arn:aws:iam::222222222222:user/bo'}") "}",
		 "Allowed by resource-based policy 0.0"},
		{"{" USER OBJECT "boundary: " OTHER ","
		 BUCKET("{AWS: 'arn:aws:iam::222222222222:user/bo'}") "}",
		 "Allowed by resource-based policy 0.0"},
		{"{" USER OBJECT "boundary: " OTHER "," BUCKET("'*'") "}",
		 "Allowed by resource-based policy 0.0"},
		{"{" USER OBJECT "boundary: " OTHER "," BUCKET("{AWS: '222222222222'}") "}",
		 "ImplicitlyDenied by identity-based policy"},
		{"{" USER OBJECT FULL_ACCESS "resourcePolicy: [[{Effect: Deny, Action: 's3:*',"
		 "Resource: '*', Principal: {AWS: '222222222222'}}]]}",
		 "ExplicitlyDenied by resource-based policy 0.0"},
		// A role stays within its boundary and its session's policy, a session does not.
#define SAME SESSION "account: '222222222222'," OBJECT
		{"{" SAME BUCKET("{AWS: 'arn:aws:iam::222222222222:role/team/r'}") "}",
		 "Allowed by resource-based policy 0.0"},
		{"{" SAME "boundary: " OTHER ","
		 BUCKET("{AWS: 'arn:aws:iam::222222222222:role/team/r'}") "}",
		 "ImplicitlyDenied by identity-based policy"},
		{"{" SAME FULL_ACCESS "session: " OTHER ","
		 BUCKET("{AWS: 'arn:aws:iam::222222222222:role/team/r'}") "}",
		 "ImplicitlyDenied by session policy"},
		{"{" SAME "boundary: " OTHER ", session: " OTHER ","
		 BUCKET("{AWS: 'arn:aws:sts::222222222222:assumed-role/r/s'}") "}",
		 "Allowed by resource-based policy 0.0"},
		{"{" SAME FULL_ACCESS "session: " OTHER "}", "ImplicitlyDenied by session policy"},
		// The user after a federated session limits it, the session itself does not.
#define FEDERATED                                                                         \
	"caller: 'arn:aws:sts::222222222222:federated-user/jo', account: '222222222222',"
		{"{" FEDERATED OBJECT "session: " OTHER ","
		 BUCKET("{AWS: 'arn:aws:sts::222222222222:federated-user/jo'}") "}",
		 "Allowed by resource-based policy 0.0"},
		{"{" FEDERATED "entity: 'arn:aws:iam::222222222222:user/bo'," OBJECT
		 "session: " OTHER "," BUCKET("{AWS: 'arn:aws:iam::222222222222:user/bo'}") "}",
		 "ImplicitlyDenied by identity-based policy"},
		{"{" FEDERATED OBJECT BUCKET("{AWS: 'arn:aws:iam::222222222222:user/bo'}") "}",
		 "Depends on caller"},
		// A key's policy must allow, be it by naming the account.
		{"{" USER FULL_ACCESS "action: kms:Decrypt,"
		 "resource: 'arn:aws:kms:eu-west-1:222222222222:key/k', resourcePolicy: [[{"
		 "Effect: Allow, Principal: {AWS: '111111111111'}, Action: 'kms:*',"
		 "Resource: '*'}]]}",
		 "ImplicitlyDenied by resource-based policy"},
		{"{" USER FULL_ACCESS "action: kms:Decrypt,"
		 "resource: 'arn:aws:kms:eu-west-1:222222222222:key/k', resourcePolicy: [[{"
		 "Effect: Allow, Principal: {AWS: '222222222222'}, Action: 'kms:*',"
		 "Resource: '*'}]]}",
		 "Allowed by identity-based policy 0.0"},
		{"{" USER FULL_ACCESS "action: kms:CreateKey, resource: '*'}",
		 "Allowed by identity-based policy 0.0"},
	};
	(void)state;
	CHECK(rows);
}

// A star at the end of a segment takes what is after it too; of others AWS does not say.
static void test_resources(void **state)
{
	static const struct {
		const char *pattern, *says;
	} rows[] = {
		{"arn:aws:sqs:eu-west-1:222222222222:queue", "Allowed"},
		{"arn:aws:sqs:eu-west-1:222222222222:Queue", "ImplicitlyDenied"},
		{"arn:aws:sqs:eu-west-1:222222222222:q?eue", "Allowed"},
		{"arn:aws:sqs:eu-west-1:222222222222:queue?", "ImplicitlyDenied"},
		{"arn:aws:sqs:*:*:queue", "Allowed"},
		{"arn:aws:sqs:*:queue", "Allowed"},
		{"arn:*:queue", "Allowed"},
		{"arn:aws:sqs:eu-*", "Allowed"},
		{"*", "Allowed"},
		{"arn:aws:sqs:eu-*-1:222222222222:queue", "Allowed"},
		{"arn:aws:sqs:eu-*2:queue", "Depends"},
		{"arn:aws:sqs:eu-west-1?222222222222:queue", "Depends"},
		{"*queue", "Depends"},
		{"arn:aws:sqs:*q", "ImplicitlyDenied"},
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *yaml = arena_printf(
			&a, "{" USER "action: sqs:SendMessage, resource: 'arn:aws:sqs:eu-west-1:"
			    "222222222222:queue', identity: [[{Effect: Allow, Action: '*',"
			    "Resource: '%s'}]]}", rows[i].pattern);
		struct str got = say(&a, yaml);
		if (!str_starts(got, rows[i].says))
			fail_msg("%s: got %.*s, expected %s", rows[i].pattern, STR(got),
			         rows[i].says);
	}
	arena_free(&a);
}

#define SPARES(list)                                                                      \
	"resourcePolicy: [[{Effect: Deny, Action: 's3:*', Resource: '*',"                 \
	"NotPrincipal: {AWS: " list "}}]]"

static void test_not_principal(void **state)
{
	static const struct row rows[] = {
		{"{" USER OBJECT FULL_ACCESS
		 SPARES("['222222222222', 'arn:aws:iam::222222222222:user/bo']") "}",
		 "Allowed by identity-based policy 0.0"},
		{"{" USER OBJECT FULL_ACCESS
		 SPARES("['111111111111', 'arn:aws:iam::111111111111:user/bo']") "}",
		 "ExplicitlyDenied by resource-based policy 0.0"},
		{"{" USER OBJECT FULL_ACCESS SPARES("'arn:aws:iam::222222222222:user/bo'") "}",
		 "Depends on text"},
		{"{" USER OBJECT FULL_ACCESS "boundary: [" FULL "],"
		 SPARES("['222222222222', 'arn:aws:iam::222222222222:user/bo']") "}",
		 "ExplicitlyDenied by resource-based policy 0.0"},
		{"{caller: 'arn:aws:iam::222222222222:root', account: '222222222222'," OBJECT
		 SPARES("'222222222222'") "}", "Allowed by no policy"},
		{"{caller: ec2.amazonaws.com, account: '222222222222'," OBJECT
		 SPARES("'222222222222'") "}",
		 "ExplicitlyDenied by resource-based policy 0.0"},
	};
	(void)state;
	CHECK(rows);
}

// --- what is not known ---

static void test_no_data_is_not_allowed(void **state)
{
	static const struct row rows[] = {
		{"{" USER OBJECT FULL_ACCESS "unknown: [identity]}",
		 "Depends on identity-based policy"},
		{"{" USER OBJECT "unknown: [identity]}", "Depends on identity-based policy"},
		{"{" USER OBJECT FULL_ACCESS "unknown: [scps]}", "Depends on service control policy"},
		{"{" USER OBJECT FULL_ACCESS "unknown: [rcps]}",
		 "Depends on resource control policy"},
		{"{" USER OBJECT FULL_ACCESS "unknown: [boundary]}",
		 "Depends on permissions boundary"},
		// Users have no session policies.
		{"{" USER OBJECT FULL_ACCESS "unknown: [session]}",
		 "Allowed by identity-based policy 0.0"},
		{"{" USER OBJECT FULL_ACCESS "unknown: [resourcePolicy]}",
		 "Depends on resource-based policy"},
		{"{" USER OBJECT "unknown: [scps, rcps, identity, boundary, session,"
		 "resourcePolicy], scps: " DENY_ALL "}",
		 "ExplicitlyDenied by service control policy 0:0.0"},
		{"{" USER OBJECT "unknown: [scps], scps: [[" FULL "]]}",
		 "ImplicitlyDenied by identity-based policy"},
		{"{" OBJECT FULL_ACCESS "}", "Depends on caller"},
		{"{caller: who, account: '222222222222'," OBJECT FULL_ACCESS
		 "scps: " DENY_ALL "}", "Depends on caller"},
		{"{caller: 'arn:aws:iam::222222222222:user/bo'," OBJECT FULL_ACCESS "}",
		 "Depends on resource"},
		{"{caller: 'arn:aws:iam::222222222222:user/bo'," OBJECT "}",
		 "ImplicitlyDenied by identity-based policy"},
		{"{caller: 'arn:aws:iam::222222222222:user/bo'," OBJECT FULL_ACCESS
		 BUCKET("{AWS: '222222222222'}") "}",
		 "Allowed by resource-based policy 0.0"},
		// Keys: only those that decide are named.
		{"{" USER OBJECT FULL_ACCESS "unknown: [keys], scps: [[" FULL ", [{Effect: Deny,"
		 "Action: 's3:*', Resource: '*', Condition: {Bool: {aws:SecureTransport: 'false'},"
		 "StringNotEquals: {'aws:SourceVpc': v}}}, {Effect: Deny, Action: 'ec2:*',"
		 "Resource: '*', Condition: {Bool: {aws:MultiFactorAuthPresent: 'false'}}}]]]}",
		 "Depends on aws:SecureTransport, aws:SourceVpc"},
		{"{" USER OBJECT "unknown: [keys], identity: [[{Effect: Allow, Action: 's3:*',"
		 "Resource: '*', Condition: {IpAddress: {'aws:SourceIp': 10.0.0.0/8}}}]]}",
		 "Depends on aws:SourceIp"},
		{"{" USER OBJECT "unknown: [keys], identity: [[{Effect: Allow, Action: 's3:*',"
		 "Resource: '*', Condition: {IpAddress: {'aws:SourceIp': 10.0.0.0/8}}}]," FULL "]}",
		 "Allowed by identity-based policy 1.0"},
		{"{" USER OBJECT "unknown: [keys], identity: [[{Effect: Allow, Action: 's3:*',"
		 "Resource: 'arn:aws:s3:::${aws:PrincipalTag/team}/*'}]]}",
		 "Depends on aws:PrincipalTag/team"},
		{"{" USER OBJECT "unknown: [keys], identity: [[{Effect: Allow, Action: 's3:*',"
		 "Resource: 'arn:aws:s3:::c${aws:PrincipalTag/team}/*'}]]}",
		 "ImplicitlyDenied by identity-based policy"},
		// What follows from the caller is known.
		{"{" USER OBJECT "unknown: [keys], identity: [[{Effect: Allow, Action: 's3:*',"
		 "Resource: '*', Condition: {StringEquals: {'aws:username': bo, 'aws:PrincipalType':"
		 "User, 'aws:PrincipalAccount': '222222222222', 'aws:ResourceAccount':"
		 "'222222222222'}, ArnEquals: {'aws:PrincipalArn':"
		 "'arn:aws:iam::222222222222:user/bo'}}}]]}",
		 "Allowed by identity-based policy 0.0"},
		// Parts of a request.
		{"{" USER "action: s3:GetObject, resource: \"arn:aws:s3:::\\x1a/x\","
		 "identity: [[{Effect: Allow, Action: 's3:*', Resource: 'arn:aws:s3:::b/*'}]]}",
		 "Depends on resource"},
		{"{" USER "action: s3:GetObject, resource: \"arn:aws:s3:::\\x1a/x\","
		 "identity: [[{Effect: Allow, Action: 's3:*', Resource: 'arn:aws:s3:::*'}]]}",
		 "Allowed by identity-based policy 0.0"},
		// Statements that AWS refuses may mean anything.
		{"{" USER OBJECT "identity: [[{Effect: allow, Action: '*', Resource: '*'}]]}",
		 "Depends on text"},
		{"{" USER OBJECT "identity: [[{Effect: Allow, Action: '*'}]]}", "Depends on text"},
		{"{" USER OBJECT "identity: [[{Effect: Allow, Resource: '*'}]]}",
		 "Depends on text"},
		{"{" USER OBJECT FULL_ACCESS "scps: [[" FULL ", [{Effect: Deny, Action: '*',"
		 "Resource: '*', Principal: '*'}]]]}", "Depends on text"},
	};
	(void)state;
	CHECK(rows);
}

// --- policies that are known in part ---

static struct node *hole(struct arena *a)
{
	struct node *n = node_scalar(a, S(""), STYLE_PLAIN);
	struct hole *what = arena_new(a, struct hole);

	what->name = S("Param");
	n->kind = NODE_HOLE;
	n->hole = what;
	return n;
}

// {'?': x} stands for a hole, {'..': [a, b]} for a text of pieces, {if: [a, b]} for a
// choice, {none: } for no value.
static struct node *symbolic(struct arena *a, struct node *n)
{
	struct node *special = n->kind == NODE_MAP ? n->first : NULL;

	for (struct node *child = n->kind == NODE_SCALAR ? NULL : n->first; child;) {
		struct node *next = child->next, *made = symbolic(a, child);
		if (made != child)
			*child = *made;
		child->next = next;
		child = next;
	}
	if (!special)
		return n;
	if (node_is(special, "?"))
		return hole(a);
	if (node_is(special, "..") || node_is(special, "if")) {
		struct node *made = node_copy(a, special->next);
		made->kind = node_is(special, "if") ? NODE_CHOICE : NODE_TEXT;
		return made;
	}
	if (node_is(special, "none")) {
		n->kind = NODE_NONE;
		n->first = NULL;
		n->len = 0;
	}
	return n;
}

static const char *say_symbolic(struct arena *a, const char *policy, const char *request)
{
	struct str text = str_of(arena_printf(a, "{%s %s}", request, FULL_ACCESS));
	struct node *statements = symbolic(a, case_parse(a, str_of(policy), SYNTAX_YAML));
	struct policy_case c = case_of(a, case_parse(a, text, SYNTAX_YAML));
	const struct prepared *scp = case_policy(a, statements, POLICY_SCP);
	struct level level = {S("root"), {&scp, 1, true}};
	struct answer answer;

	c.situation.scps = (struct ou_path){&level, 1, true};
	answer = engine_ask_guardrails(&c.request, &c.situation, a);
	return case_verdict(&answer);
}

#define ALLOW_ALL "{Effect: Allow, Action: '*', Resource: '*'}"

static void test_symbolic(void **state)
{
	static const struct {
		const char *policy, *says;
	} rows[] = {
		{"[" ALLOW_ALL "]", "Allowed"},
		{"[" ALLOW_ALL ", {Effect: Deny, Action: {'?': x}, Resource: '*'}]", "Depends"},
		{"[" ALLOW_ALL ", {Effect: Deny, Action: {'..': ['ec2:', {'?': x}]},"
		 "Resource: '*'}]", "Allowed"},
		{"[" ALLOW_ALL ", {Effect: Deny, Action: {'..': ['s3:', {'?': x}]},"
		 "Resource: '*'}]", "Depends"},
		{"[" ALLOW_ALL ", {Effect: Deny, Action: {if: ['s3:*', 's3:Get*']},"
		 "Resource: '*'}]", "ExplicitlyDenied"},
		{"[" ALLOW_ALL ", {Effect: Deny, Action: {if: ['s3:*', 'ec2:*']},"
		 "Resource: '*'}]", "Depends"},
		{"[" ALLOW_ALL ", {Effect: Deny, Action: ['s3:*', {if: ['ec2:*', {none: }]}],"
		 "Resource: '*'}]", "ExplicitlyDenied"},
		{"[" ALLOW_ALL ", {Effect: Deny, Action: [{if: ['s3:*', {none: }]}],"
		 "Resource: '*'}]", "Depends"},
		{"[" ALLOW_ALL ", {if: [{Effect: Deny, Action: '*', Resource: '*'}, {none: }]}]",
		 "Depends"},
		{"[" ALLOW_ALL ", {if: [{Effect: Deny, Action: 'ec2:*', Resource: '*'}, {none: }]}]",
		 "Allowed"},
		{"[" ALLOW_ALL ", {Effect: {if: [Allow, Deny]}, Action: '*', Resource: '*'}]",
		 "Depends"},
		{"[{Effect: {if: [Allow, Deny]}, Action: 'ec2:*', Resource: '*'}]",
		 "ImplicitlyDenied"},
		{"[" ALLOW_ALL ", {'?': x}]", "Depends"},
		{"[" ALLOW_ALL ", {Effect: Deny, Action: '*', Resource: {'..': ["
		 "'arn:aws:s3:::', {'?': x}]}}]", "Depends"},
		{"[" ALLOW_ALL ", {Effect: Deny, Action: '*', Resource: {'..': ["
		 "'arn:aws:sqs:', {'?': x}, ':q']}}]", "Allowed"},
		{"[" ALLOW_ALL ", {Effect: Deny, Action: '*', Resource: '*', Condition: {'?': x}}]",
		 "Depends"},
		{"[" ALLOW_ALL ", {Effect: Deny, Action: '*', Resource: '*',"
		 "Condition: {StringEquals: {'?': x}}}]", "Depends"},
		{"[" ALLOW_ALL ", {Effect: Deny, Action: '*', Resource: '*', Condition: "
		 "{if: [{StringEquals: {'aws:username': jo}}, {StringEquals: {'aws:username': al}}]}"
		 "}]", "Depends"},
		{"[" ALLOW_ALL ", {Effect: Deny, Action: '*', Resource: '*', Condition: "
		 "{ArnLike: {'aws:PrincipalArn': {'..': ['arn:aws:iam::', {'?': x}, ':user/*']}}}}]",
		 "Depends"},
		{"[" ALLOW_ALL ", {Effect: Deny, Action: '*', Resource: '*', Condition: "
		 "{ArnLike: {'aws:PrincipalArn': {'..': ['arn:aws:iam::', {'?': x}, ':role/*']}}}}]",
		 "Allowed"},
	};
	struct arena a = {0};
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *got = say_symbolic(&a, rows[i].policy, USER OBJECT);
		if (strcmp(got, rows[i].says) != 0) {
			print_error("%s\ngot %s, expected %s\n", rows[i].policy, got, rows[i].says);
			wrong++;
		}
	}
	arena_free(&a);
	assert_int_equal(wrong, 0);
}

// --- callers ---

// aws:PrincipalType of each kind of caller.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
static void test_principal_types(void **state)
{
	static const struct row rows[] = {
#define TYPE(caller, type)                                                                \
	{"{caller: " caller ", action: s3:GetObject, resource: 'arn:aws:s3:::b/o',"       \
	 "account: '111111111111', resourcePolicy: [{Effect: Allow, Principal: '*',"          \
	 "Action: 's3:*', Resource: '*', Condition: {StringEquals: {aws:PrincipalType: "  \
	 type "}}}]}", "Allowed by resource-based policy 0.0"}
		TYPE("anonymous", "Anonymous"),
		TYPE("'arn:aws:iam::111111111111:root'", "Account"),
		TYPE("'arn:aws:iam::111111111111:user/u'", "User"),
		TYPE("'arn:aws:iam::111111111111:role/r'", "AssumedRole"),
		TYPE("'arn:aws:sts::111111111111:federated-user/f'", "FederatedUser"),
	};

	(void)state;
	CHECK(rows);
}

static void test_callers(void **state)
{
	static const struct {
		const char *text;
		enum caller_kind kind;
		const char *account, *after;
	} rows[] = {
		{"arn:aws:iam::222222222222:user/a/bo", CALLER_USER, "222222222222", ""},
		{"arn:aws:iam::222222222222:root", CALLER_ROOT, "222222222222", ""},
		{"arn:aws-cn:iam::222222222222:role/p/r", CALLER_ROLE, "222222222222",
		 "arn:aws-cn:iam::222222222222:role/p/r"},
		{"arn:aws:sts::222222222222:assumed-role/r/s", CALLER_ROLE, "222222222222",
		 "arn:aws:iam::222222222222:role/\x1ar"},
		{"arn:aws:sts::222222222222:federated-user/x", CALLER_FEDERATED_USER,
		 "222222222222", ""},
		{"ssm.amazonaws.com", CALLER_SERVICE, "", ""},
		{"cognito-identity.amazonaws.com", CALLER_IDENTITY, "", ""},
		{"arn:aws:iam::222222222222:saml-provider/x", CALLER_IDENTITY, "", ""},
		{"arn:aws:s3:::b", CALLER_UNKNOWN, "", ""},
		{"", CALLER_UNKNOWN, "", ""},
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct caller caller = caller_of(&a, str_of(rows[i].text));
		assert_int_equal(caller.kind, rows[i].kind);
		assert_true(str_is(caller.account, rows[i].account));
		assert_true(str_is(caller.entity, rows[i].after));
	}
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_article_scp),
		cmocka_unit_test(test_paths),
		cmocka_unit_test(test_exemptions),
		cmocka_unit_test(test_trust_by_pattern),
		cmocka_unit_test(test_trust_principals),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_resources),
		cmocka_unit_test(test_not_principal),
		cmocka_unit_test(test_no_data_is_not_allowed),
		cmocka_unit_test(test_symbolic),
		cmocka_unit_test(test_principal_types),
		cmocka_unit_test(test_callers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
