// What two builds differ in. A wrong "narrowed" is a break-in, so most of what stands here
// is about who may do what.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "gen/build.h"
#include "gen/compare/compare.h"
#include "gen/plan/plan_read.h"
#include "gen/plan/plan_text.h"
#include "model/read/read.h"
#include "model/write/write.h"
#include "policies/engine/engine.h"
#include "tests/unit/random_tree.h"

static struct doc *parse(struct arena *a, const char *text)
{
	struct diags diags = {.arena = a};
	struct doc *doc = doc_read(a, source_new(a, "text", str_of(text)), SYNTAX_YAML,
	                           template_tags, &diags);

	if (!doc->root)
		fail_msg("cannot read %s", text);
	return doc;
}

// --- policies ---

#define ALLOW "Effect: Allow, Action: 'sts:AssumeRole', Principal: "
#define A "{AWS: 'arn:aws:iam::111111111111:role/a'}"
#define B "{AWS: 'arn:aws:iam::222222222222:role/b'}"
#define AB "{AWS: ['arn:aws:iam::111111111111:role/a', 'arn:aws:iam::222222222222:role/b']}"
#define DENY "Effect: Deny, Resource: '*', Action: "

static const struct {
	enum policy_kind kind;
	const char *old, *now; // of Statement
	enum reach reach;
} reach_cases[] = {
	// The same in other words.
	{POLICY_TRUST, "[{" ALLOW A "}]", "{" ALLOW A "}", REACH_SAME},
	{POLICY_TRUST, "[{Sid: One, " ALLOW A "}]", "[{Sid: Two, " ALLOW A "}]", REACH_SAME},
	{POLICY_TRUST, "[{" ALLOW A "}, {" ALLOW B "}]", "[{" ALLOW AB "}]", REACH_SAME},
	{POLICY_TRUST, "[{" ALLOW AB "}]", "[{" ALLOW B "}, {" ALLOW A "}]", REACH_SAME},
	{POLICY_SCP, "[{" DENY "['s3:*', 'ec2:*']}]", "[{" DENY "'ec2:*'}, {" DENY "'s3:*'}]",
	 REACH_SAME},
	{POLICY_TRUST,
	 "[{" ALLOW "{AWS: 'arn:aws:iam::111111111111:role/a', Service: ssm.amazonaws.com}}]",
	 "[{" ALLOW "{Service: ssm.amazonaws.com}}, {" ALLOW A "}]", REACH_SAME},
	// Who is trusted.
	{POLICY_TRUST, "[{" ALLOW A "}]", "[{" ALLOW A "}, {" ALLOW B "}]", REACH_WIDER},
	{POLICY_TRUST, "[{" ALLOW A "}]", "[{" ALLOW AB "}]", REACH_WIDER},
	{POLICY_TRUST, "[{" ALLOW AB "}]", "[{" ALLOW A "}]", REACH_NARROWER},
	{POLICY_TRUST, "[{Sid: A, " ALLOW A "}]", "[{Sid: B, " ALLOW B "}]", REACH_BOTH},
	{POLICY_TRUST, "[]", "[{" ALLOW A "}]", REACH_WIDER},
	{POLICY_TRUST, "[{" ALLOW A "}]", "[]", REACH_NARROWER},
	{POLICY_TRUST, "[{" ALLOW A "}]", "[{" ALLOW "'*'}]", REACH_WIDER},
	// Conditions of an Allow.
	{POLICY_TRUST, "[{" ALLOW A "}]",
	 "[{" ALLOW A ", Condition: {StringEquals: {'aws:PrincipalOrgID': o-a1b2c3d4e5}}}]",
	 REACH_NARROWER},
	{POLICY_TRUST,
	 "[{" ALLOW A ", Condition: {StringEquals: {'aws:PrincipalOrgID': o-a1b2c3d4e5}}}]",
	 "[{" ALLOW A "}]", REACH_WIDER},
	{POLICY_TRUST,
	 "[{" ALLOW A ", Condition: {StringEquals: {'aws:PrincipalOrgID': o-a1b2c3d4e5}}}]",
	 "[{" ALLOW A ", Condition: {StringEquals: {'aws:PrincipalOrgID': [o-a1b2c3d4e5, "
	 "o-1111111111]}}}]",
	 REACH_WIDER},
	// Denies go the other way.
	{POLICY_SCP, "[{" DENY "'s3:*'}]", "[{" DENY "'s3:*'}, {" DENY "'ec2:*'}]",
	 REACH_NARROWER},
	{POLICY_SCP, "[{" DENY "'s3:*'}, {" DENY "'ec2:*'}]", "[{" DENY "'s3:*'}]", REACH_WIDER},
	{POLICY_SCP, "[{" DENY "'s3:*'}]", "[{" DENY "'s3:Put*'}]", REACH_WIDER},
	{POLICY_SCP, "[{" DENY "'s3:Put*'}]", "[{" DENY "'*'}]", REACH_NARROWER},
	{POLICY_SCP, "[{Effect: Deny, Resource: '*', NotAction: 'iam:*'}]",
	 "[{Effect: Deny, Resource: '*', NotAction: ['iam:*', 'sts:*']}]", REACH_WIDER},
	{POLICY_SCP,
	 "[{" DENY "'*', Condition: {ArnNotLike: {'aws:PrincipalArn': 'arn:aws:iam::*:role/a'}}}]",
	 "[{" DENY "'*', Condition: {ArnNotLike: {'aws:PrincipalArn': ['arn:aws:iam::*:role/a', "
	 "'arn:aws:iam::*:role/b']}}}]",
	 REACH_WIDER},
	{POLICY_SCP,
	 "[{Sid: A, " DENY "'s3:*'}, {Sid: B, " DENY "'ec2:*'}]",
	 "[{Sid: A, " DENY "['s3:*', 'sqs:*']}, {Sid: B, " DENY "'ec2:Run*'}]", REACH_BOTH},
	// In a policy of both kinds, a Deny that goes opens what other policies allow.
	{POLICY_IDENTITY, "[{Effect: Allow, Action: 's3:*', Resource: '*'}, {" DENY "'ec2:*'}]",
	 "[{Effect: Allow, Action: 's3:*', Resource: '*'}]", REACH_WIDER},
	{POLICY_IDENTITY, "[{Effect: Allow, Action: 's3:*', Resource: '*'}]",
	 "[{Effect: Allow, Action: 's3:Get*', Resource: '*'}, {" DENY "'ec2:*'}]",
	 REACH_NARROWER},
	{POLICY_IDENTITY, "[{Effect: Allow, Action: 's3:*', Resource: '*'}, {" DENY "'ec2:*'}]",
	 "[{Effect: Allow, Action: 's3:Get*', Resource: '*'}]", REACH_BOTH},
	{POLICY_IDENTITY, "[{Sid: S, Effect: Allow, Action: 's3:*', Resource: '*'}]",
	 "[{Sid: S, Effect: Deny, Action: 's3:*', Resource: '*'}]", REACH_NARROWER},
	// What cannot be told.
	{POLICY_TRUST, "[{Sid: S, " ALLOW "{AWS: 'arn:aws:iam::111111111111:root'}}]",
	 "[{Sid: S, " ALLOW A "}]", REACH_UNKNOWN},
	{POLICY_SCP, "[{Sid: A, " DENY "'*', Condition: {StringLike: {'aws:PrincipalTag/x': a}}}]",
	 "[{Sid: A, " DENY "'*', Condition: {StringLike: {'aws:PrincipalTag/y': a}}}]",
	 REACH_UNKNOWN},
};

static void test_reach(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof reach_cases / sizeof *reach_cases; i++) {
		struct arena a = {0};
		const char *form = "{Version: '2012-10-17', Statement: %s}";
		struct doc *old = parse(&a, arena_printf(&a, form, reach_cases[i].old));
		struct doc *now = parse(&a, arena_printf(&a, form, reach_cases[i].now));
		struct reach_change r = reach_of(&a, old->root, now->root, reach_cases[i].kind);
		if (r.reach != reach_cases[i].reach)
			fail_msg("%s -> %s is %s, not %s", reach_cases[i].old, reach_cases[i].now,
			         reach_word(r.reach), reach_word(reach_cases[i].reach));
		arena_free(&a);
	}
}

static void test_reach_names(void **state)
{
	struct arena a = {0};
	struct doc *old = parse(&a, "{Version: '2012-10-17', Statement: [{Sid: Own, " ALLOW A
	                            "}, {" ALLOW B "}]}");
	struct doc *now = parse(&a, "{Version: '2012-10-17', Statement: [{Sid: All, " ALLOW
	                            "'*'}]}");
	struct doc *older = parse(&a, "{Statement: [{Sid: Own, " ALLOW A "}]}");
	struct reach_change r = reach_of(&a, old->root, now->root, POLICY_TRUST);

	(void)state;
	assert_string_equal(r.wider_by, "All");
	r = reach_of(&a, now->root, old->root, POLICY_TRUST);
	assert_string_equal(r.narrower_by, "All");
	r = reach_of(&a, old->root, parse(&a, "{Version: '2012-10-17', Statement: [{Sid: Own, "
	                                      ALLOW A "}]}")->root, POLICY_TRUST);
	assert_int_equal(r.reach, REACH_NARROWER);
	assert_string_equal(r.narrower_by, "statement 2");
	// Texts that hold variables mean something else in the older language.
	assert_int_equal(reach_of(&a, older->root, old->root, POLICY_TRUST).reach, REACH_UNKNOWN);
	arena_free(&a);
}

// --- policies at random ---

#define ANY_OF(dice, list) ((list)[dice_roll(dice, sizeof(list) / sizeof *(list))])

static void random_list(struct out *o, struct dice *d, const char *const *texts, size_t count)
{
	out_text(o, "[");
	for (size_t i = 0, n = 1 + dice_roll(d, 2); i < n; i++)
		out_printf(o, "%s'%s'", i ? ", " : "", texts[dice_roll(d, count)]);
	out_text(o, "]");
}

static const char *random_statement(struct arena *a, struct dice *d)
{
	static const char *const actions[] = {"s3:*", "s3:Get*", "s3:GetObject", "s3:PutObject",
	                                      "iam:*"};
	static const char *const resources[] = {"*", "arn:aws:s3:::b/*", "arn:aws:s3:::b/x"};
	static const char *const conditions[] = {
		"", "", "", ", Condition: {StringEquals: {'aws:A': x}}",
		", Condition: {StringEquals: {'aws:A': [x, y]}}",
		", Condition: {StringNotEquals: {'aws:A': x}}"};
	static const char *const sids[] = {"", "Sid: A, ", "Sid: B, "};
	struct out o = {.arena = a};

	out_printf(&o, "{%sEffect: %s, %s: ", ANY_OF(d, sids), dice_roll(d, 3) ? "Allow" : "Deny",
	           dice_roll(d, 6) ? "Action" : "NotAction");
	random_list(&o, d, actions, 5);
	out_text(&o, ", Resource: ");
	random_list(&o, d, resources, 3);
	out_printf(&o, "%s}", ANY_OF(d, conditions));
	return arena_cstring(a, out_str(&o));
}

// Two policies that share some of their statements.
static void random_policies(struct arena *a, struct dice *d, const char *texts[2])
{
	struct out o[2] = {{.arena = a}, {.arena = a}};

	for (size_t i = 0, n = 1 + dice_roll(d, 3); i < n; i++) {
		const char *statement = random_statement(a, d);
		size_t fate = dice_roll(d, 5);
		for (size_t j = 0; j < 2; j++) {
			const char *one = fate == 4 && j ? random_statement(a, d) : statement;
			if (fate != j)
				out_printf(&o[j], "%s%s", o[j].len ? ", " : "", one);
		}
	}
	for (size_t j = 0; j < 2; j++)
		texts[j] = arena_printf(a, "{Version: '2012-10-17', Statement: [%.*s]}",
		                        STR(out_str(&o[j])));
}

// Whether a policy lets a request pass: alone, or beside one that allows everything.
static bool passes(struct arena *a, const struct request *r, const struct node *policy,
                   bool beside)
{
	const struct node *all = parse(a, "{Version: '2012-10-17', Statement: "
	                                  "[{Effect: Allow, Action: '*', Resource: '*'}]}")->root;
	const struct prepared *both[] = {policy_prepare(a, policy_of(a, policy, POLICY_IDENTITY)),
	                                 policy_prepare(a, policy_of(a, all, POLICY_IDENTITY))};
	struct situation s = {.scps = {.known = true}, .rcps = {.known = true},
	                      .identity = {both, beside ? 2 : 1, true},
	                      .boundary = {.known = true}, .session = {.known = true},
	                      .resource = {.known = true}};
	struct answer answer = engine_ask(r, &s, a);

	assert_int_not_equal(answer.verdict, VERDICT_DEPENDS);
	return answer.verdict == VERDICT_ALLOWED;
}

// Every request that there is, among those that the policies can tell apart.
static bool reach_holds(struct arena *a, enum reach reach, const struct node *old,
                        const struct node *now, size_t *opened)
{
	static const char *const actions[] = {"s3:GetObject", "s3:GetBucketAcl", "s3:PutObject",
	                                      "iam:GetRole", "sqs:SendMessage"};
	static const char *const resources[] = {"arn:aws:s3:::b/x", "arn:aws:s3:::b/y",
	                                        "arn:aws:s3:::c/x"};
	static const char *const values[] = {"x", "y", "z", NULL};
	struct caller caller = caller_of(a, S("arn:aws:iam::111111111111:user/u"));

	for (size_t i = 0; i < 5 * 3 * 4 * 2; i++) {
		struct str value = str_of(values[i / 15 % 4]);
		struct context_key key = {S("aws:A"), value.len ? KEY_PRESENT : KEY_ABSENT, &value, 1,
		                          false};
		struct request r = {.caller = caller, .action = str_of(actions[i % 5]),
		                    .resource = str_of(resources[i / 5 % 3]),
		                    .resource_account = S("111111111111"), .keys = &key,
		                    .key_count = 1, .unlisted = KEY_ABSENT};
		bool before = passes(a, &r, old, i >= 60), after = passes(a, &r, now, i >= 60);
		*opened += after && !before;
		if (after && !before && (reach == REACH_NARROWER || reach == REACH_SAME))
			return false;
		if (before && !after && (reach == REACH_WIDER || reach == REACH_SAME))
			return false;
	}
	return true;
}

static void test_reach_random(void **state)
{
	struct dice dice = dice_from_environment("reach");
	size_t counts[REACH_UNKNOWN + 1] = {0}, opened = 0;
	struct arena a = {0};

	(void)state;
	for (int i = 0; i < 600; i++) {
		const char *texts[2];
		struct doc *old, *now;
		struct reach_change r;
		random_policies(&a, &dice, texts);
		old = parse(&a, texts[0]);
		now = parse(&a, texts[1]);
		r = reach_of(&a, old->root, now->root, POLICY_IDENTITY);
		counts[r.reach]++;
		if (!reach_holds(&a, r.reach, old->root, now->root, &opened))
			fail_msg("%s -> %s is not %s", texts[0], texts[1], reach_word(r.reach));
		arena_reset(&a);
	}
	arena_free(&a);
	assert_true(opened > 100);
	for (enum reach r = REACH_SAME; r <= REACH_UNKNOWN; r++)
		assert_true(counts[r] > 5);
}

// --- resources ---

static const struct {
	const char *old, *now; // of Resources
	enum replacing replacing;
	const char *because, *stuck;
} replacing_cases[] = {
	{"R: {Type: 'AWS::IAM::Role', Properties: {RoleName: a, Path: /}}",
	 "R: {Type: 'AWS::IAM::Role', Properties: {RoleName: b, Path: /}}", REPLACING_YES,
	 "RoleName", ""},
	{"R: {Type: 'AWS::IAM::Role', Properties: {RoleName: a, Path: /}}",
	 "R: {Type: 'AWS::IAM::Role', Properties: {RoleName: a, Path: /x/}}", REPLACING_YES, "Path",
	 "RoleName"},
	{"R: {Type: 'AWS::IAM::Role', Properties: {RoleName: a, Path: /}}",
	 "R: {Type: 'AWS::IAM::Role', Properties: {RoleName: b, Path: /x/}}", REPLACING_YES,
	 "RoleName", ""},
	{"R: {Type: 'AWS::IAM::Role', Properties: {Path: /}}",
	 "R: {Type: 'AWS::IAM::Role', Properties: {Path: /x/}}", REPLACING_YES, "Path", ""},
	{"R: {Type: 'AWS::IAM::Role', Properties: {RoleName: a}}",
	 "R: {Type: 'AWS::IAM::Role', Properties: {}}", REPLACING_YES, "RoleName", ""},
	{"R: {Type: 'AWS::IAM::Role', Properties: {RoleName: a}}",
	 "R: {Type: 'AWS::IAM::Role', Properties: {RoleName: a, Description: x}}", REPLACING_NO, "",
	 ""},
	{"R: {Type: 'AWS::IAM::ManagedPolicy', Properties: {ManagedPolicyName: a, Path: /}}",
	 "R: {Type: 'AWS::IAM::ManagedPolicy', Properties: {ManagedPolicyName: a, Path: /x/}}",
	 REPLACING_YES, "Path", "ManagedPolicyName"},
	{"R: {Type: 'AWS::S3::Bucket', Properties: {BucketName: a}}",
	 "R: {Type: 'AWS::S3::Bucket', Properties: {BucketName: b}}", REPLACING_YES, "BucketName",
	 ""},
	// What is the same in the old and the new map asks for nothing.
	{"R: {Type: 'AWS::BCMDataExports::Export', Properties: {Export: {Name: a, Description: b}}}",
	 "R: {Type: 'AWS::BCMDataExports::Export', Properties: {Export: {Name: a, Description: c}}}", REPLACING_NO, "", ""},
	{"R: {Type: 'AWS::BCMDataExports::Export', Properties: {Export: {Name: a, Description: b}}}",
	 "R: {Type: 'AWS::BCMDataExports::Export', Properties: {Export: {Name: c, Description: b}}}", REPLACING_YES, "Export", ""},
	{"R: {Type: 'Custom::Thing', Properties: {A: 1}}",
	 "R: {Type: 'Custom::Thing', Properties: {A: 2}}", REPLACING_UNKNOWN, "A", ""},
	{"R: {Type: 'AWS::SNS::Topic'}", "R: {Type: 'AWS::SQS::Queue'}", REPLACING_REFUSED, "", ""},
	{"R: {Type: 'AWS::SNS::Topic'}", "R: {Type: 'AWS::SNS::Topic', DeletionPolicy: Retain}",
	 REPLACING_NO, "", ""},
};

static struct template_change changes(struct arena *a, const char *old, const char *now)
{
	return template_change_of(a, parse(a, arena_printf(a, "Resources:\n  %s\n", old)),
	                          parse(a, arena_printf(a, "Resources:\n  %s\n", now)), S("aws"));
}

static void test_replacing(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof replacing_cases / sizeof *replacing_cases; i++) {
		struct arena a = {0};
		struct template_change c = changes(&a, replacing_cases[i].old, replacing_cases[i].now);
		print_message("# %s\n", replacing_cases[i].now);
		assert_true(c.differs);
		assert_int_equal(c.count, 1);
		assert_int_equal(c.resources[0].change, CHANGE_CHANGED);
		assert_int_equal(c.resources[0].replacing, replacing_cases[i].replacing);
		assert_true(str_is(c.resources[0].because, replacing_cases[i].because));
		assert_true(str_is(c.resources[0].stuck, replacing_cases[i].stuck));
		assert_int_equal(c.replaced, replacing_cases[i].replacing == REPLACING_YES);
		arena_free(&a);
	}
}

static void test_resources(void **state)
{
	struct arena a = {0};
	struct template_change c;

	(void)state;
	c = changes(&a, "R: {Type: 'AWS::SNS::Topic'}\n  S: {Type: 'AWS::SNS::Topic'}",
	            "# said otherwise\n  S: {'Type': AWS::SNS::Topic}\n  R: {Type: AWS::SNS::Topic}");
	assert_false(c.differs);
	c = changes(&a,
	            "Old: {Type: 'AWS::IAM::Role', Properties: {RoleName: a}}\n"
	            "  Kept: {Type: 'AWS::SQS::Queue', DeletionPolicy: Retain}",
	            "New: {Type: 'AWS::IAM::Role', Properties: {RoleName: a}}\n"
	            "  Other: {Type: 'AWS::IAM::Role', Properties: {RoleName: b}}");
	assert_int_equal(c.count, 4);
	assert_int_equal(c.resources[0].change, CHANGE_ADDED);
	assert_true(str_is(c.resources[0].renamed_from, "Old"));
	assert_int_equal(c.resources[1].renamed_from.len, 0);
	assert_int_equal(c.resources[2].change, CHANGE_REMOVED);
	assert_false(c.resources[2].stays);
	assert_true(c.resources[3].stays);
	// A function that we do not know stands in the file only.
	c = changes(&a, "Old: {Type: 'AWS::IAM::Role', Properties: {RoleName: !Unknown a}}",
	            "New: {Type: 'AWS::IAM::Role', Properties: {RoleName: !Unknown a}}");
	assert_true(str_is(c.resources[0].renamed_from, "Old"));
	c = changes(&a, "Old: {Type: 'AWS::IAM::Role', Properties: {RoleName: !Unknown a}}",
	            "New: {Type: 'AWS::IAM::Role', Properties: {RoleName: !Unheard a}}");
	assert_int_equal(c.resources[0].renamed_from.len, 0);
	arena_free(&a);
}

// A role that trusts a and b before, and has this after.
#define ROLE "R: {Type: 'AWS::IAM::Role', Properties: "
#define TRUST(list) "{AssumeRolePolicyDocument: {Version: '2012-10-17', Statement: " list "}}"
#define POLICIES(list) "{Policies: " list "}"
#define READ "{PolicyName: read, PolicyDocument: {Version: '2012-10-17', Statement: "        \
	"[{Effect: Allow, Action: 's3:Get*', Resource: '*'}]}}"
#define WRITE "{PolicyName: write, PolicyDocument: {Version: '2012-10-17', Statement: "      \
	"[{Effect: Allow, Action: 's3:Put*', Resource: '*'}]}}"
#define OTHER(name) "\n  Other: {Type: 'AWS::IAM::Role', Properties: {RoleName: " name "}}"

static const struct {
	const char *old, *now;
	const char *property;
	enum reach reach;
} effect_cases[] = {
	{ROLE TRUST("[{" ALLOW AB "}]") "}", ROLE TRUST("[{" ALLOW A "}]") "}",
	 "AssumeRolePolicyDocument", REACH_NARROWER},
	{ROLE TRUST("[{" ALLOW A "}]") "}", ROLE TRUST("[{" ALLOW AB "}]") "}",
	 "AssumeRolePolicyDocument", REACH_WIDER},
	// The policies of a role hold together, whatever they are called.
	{ROLE POLICIES("[" READ "]") "}", ROLE POLICIES("[" READ ", " WRITE "]") "}", "Policies",
	 REACH_WIDER},
	{ROLE POLICIES("[" READ ", " WRITE "]") "}", ROLE POLICIES("[" WRITE "]") "}", "Policies",
	 REACH_NARROWER},
	{ROLE POLICIES("[" READ ", " WRITE "]") "}", ROLE POLICIES("[" WRITE ", " READ "]") "}",
	 "Policies", REACH_SAME},
	{ROLE "{}}", ROLE POLICIES("[" READ "]") "}", "Policies", REACH_WIDER},
	{ROLE POLICIES("[" READ "]") "}", ROLE "{}}", "Policies", REACH_NARROWER},
	{ROLE POLICIES("[{PolicyName: old, PolicyDocument: {Statement: [{Effect: Allow, Action: "
	               "'s3:*', Resource: '*'}]}}, " READ "]") "}",
	 ROLE POLICIES("[" READ "]") "}", "Policies", REACH_UNKNOWN},
	// AWS's own policies are known; others are not, and AWSDenyAll only takes away.
	{ROLE "{}}", ROLE "{ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess']}}",
	 "ManagedPolicyArns", REACH_WIDER},
	{ROLE "{ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess']}}", ROLE "{}}",
	 "ManagedPolicyArns", REACH_NARROWER},
	{ROLE "{ManagedPolicyArns: ['arn:aws:iam::aws:policy/AWSDenyAll']}}", ROLE "{}}",
	 "ManagedPolicyArns", REACH_UNKNOWN},
	{ROLE "{ManagedPolicyArns: ['arn:aws:iam::111111111111:policy/own']}}", ROLE "{}}",
	 "ManagedPolicyArns", REACH_UNKNOWN},
	{ROLE "{PermissionsBoundary: x}}", ROLE "{}}", "PermissionsBoundary", REACH_WIDER},
	{ROLE "{PermissionsBoundary: x}}", ROLE "{PermissionsBoundary: y}}",
	 "PermissionsBoundary", REACH_UNKNOWN},
	// A part that deployment fills in is the same only where it stands for the same.
	{ROLE TRUST("[{" ALLOW AB "}, {" ALLOW "{AWS: !GetAtt Other.Arn}}]") "}" OTHER("x"),
	 ROLE TRUST("[{" ALLOW "{AWS: !GetAtt Other.Arn}}]") "}" OTHER("x"),
	 "AssumeRolePolicyDocument", REACH_NARROWER},
	{ROLE TRUST("[{" ALLOW AB "}, {" ALLOW "{AWS: !GetAtt Other.Arn}}]") "}" OTHER("x"),
	 ROLE TRUST("[{" ALLOW "{AWS: !GetAtt Other.Arn}}]") "}" OTHER("y"),
	 "AssumeRolePolicyDocument", REACH_UNKNOWN},
	{ROLE TRUST("[{" ALLOW AB "}, {" ALLOW "{AWS: !Sub '${Other.Arn}'}}]") "}" OTHER("x"),
	 ROLE TRUST("[{" ALLOW "{AWS: !Sub '${Other.Arn}'}}]") "}" OTHER("y"),
	 "AssumeRolePolicyDocument", REACH_UNKNOWN},
	{ROLE TRUST("[{" ALLOW AB "}, {" ALLOW "{AWS: !GetAtt Other.Arn}}]") "}"
	      OTHER("!Ref Third") "\n  Third: {Type: 'AWS::SNS::Topic', Properties: {TopicName: x}}",
	 ROLE TRUST("[{" ALLOW "{AWS: !GetAtt Other.Arn}}]") "}"
	      OTHER("!Ref Third") "\n  Third: {Type: 'AWS::SNS::Topic', Properties: {TopicName: y}}",
	 "AssumeRolePolicyDocument", REACH_UNKNOWN},
	{ROLE TRUST("[{" ALLOW AB "}, {" ALLOW "{AWS: !Ref Who}}]") "}\nParameters: {Who: {Type: String}}",
	 ROLE TRUST("[{" ALLOW "{AWS: !Ref Who}}]") "}\nParameters: {Who: {Type: String}}",
	 "AssumeRolePolicyDocument", REACH_UNKNOWN},
	{ROLE TRUST("[{" ALLOW AB "}, {" ALLOW "{AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root'}}]") "}",
	 ROLE TRUST("[{" ALLOW "{AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root'}}]") "}",
	 "AssumeRolePolicyDocument", REACH_NARROWER},
	{ROLE TRUST("[{" ALLOW "{AWS: !If [C, x, y]}}, {" ALLOW A "}]") "}\nConditions: {C: !Equals [!Ref AWS::Region, a]}",
	 ROLE TRUST("[{" ALLOW "{AWS: !If [C, x, y]}}]") "}\nConditions: {C: !Equals [!Ref AWS::Region, a]}",
	 "AssumeRolePolicyDocument", REACH_UNKNOWN},
	// The partition is known, since all regions are of one; the account is not.
	{ROLE TRUST("[{" ALLOW "'*', Condition: {ArnLike: {'aws:PrincipalArn': !Sub "
	            "'arn:${AWS::Partition}:iam::1:role/a'}}}]") "}",
	 ROLE TRUST("[{" ALLOW "'*', Condition: {ArnLike: {'aws:PrincipalArn': !Sub "
	            "'arn:${AWS::Partition}:iam::1:role/*'}}}]") "}",
	 "AssumeRolePolicyDocument", REACH_WIDER},
	{ROLE TRUST("[{Sid: S, " ALLOW "'*', Condition: {ArnLike: {'aws:PrincipalArn': !Sub "
	            "'arn:aws:iam::${AWS::AccountId}:role/a'}}}]") "}",
	 ROLE TRUST("[{Sid: S, " ALLOW "'*', Condition: {ArnLike: {'aws:PrincipalArn': "
	            "'arn:aws:iam::111111111111:role/a'}}}]") "}",
	 "AssumeRolePolicyDocument", REACH_UNKNOWN},
	// Policies of resources.
	{"R: {Type: 'AWS::S3::BucketPolicy', Properties: {PolicyDocument: {Version: '2012-10-17', "
	 "Statement: [{Effect: Allow, Principal: " A ", Action: 's3:GetObject', Resource: '*'}]}}}",
	 "R: {Type: 'AWS::S3::BucketPolicy', Properties: {PolicyDocument: {Version: '2012-10-17', "
	 "Statement: [{Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: '*'}]}}}",
	 "PolicyDocument", REACH_WIDER},
	{"R: {Type: 'AWS::S3::BucketPolicy', Properties: {PolicyDocument: {Version: '2012-10-17', "
	 "Statement: [{Effect: Deny, Principal: '*', Action: 's3:*', Resource: '*'}]}}}",
	 "R: {Type: 'AWS::S3::BucketPolicy', Properties: {PolicyDocument: {Version: '2012-10-17', "
	 "Statement: [{Effect: Deny, Principal: '*', Action: 's3:Put*', Resource: '*'}]}}}",
	 "PolicyDocument", REACH_WIDER},
	{"R: {Type: 'AWS::ECR::Repository', Properties: {RepositoryPolicyText: {Version: "
	 "'2012-10-17', Statement: [{" ALLOW AB "}]}}}",
	 "R: {Type: 'AWS::ECR::Repository', Properties: {RepositoryPolicyText: {Version: "
	 "'2012-10-17', Statement: [{" ALLOW A "}]}}}",
	 "RepositoryPolicyText", REACH_NARROWER},
};

static void test_effects(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof effect_cases / sizeof *effect_cases; i++) {
		struct arena a = {0};
		struct template_change c = changes(&a, effect_cases[i].old, effect_cases[i].now);
		print_message("# %s\n# -> %s\n", effect_cases[i].old, effect_cases[i].now);
		assert_true(c.count >= 1);
		assert_true(str_is(c.resources[0].id, "R"));
		assert_int_equal(c.resources[0].effect_count, 1);
		assert_string_equal(c.resources[0].effects[0].property, effect_cases[i].property);
		assert_string_equal(reach_word(c.resources[0].effects[0].change.reach),
		                    reach_word(effect_cases[i].reach));
		arena_free(&a);
	}
}

// --- builds ---

static const char *const templates[] = {
	"one.yaml", "Resources: {T: {Type: 'AWS::SNS::Topic'}}",
	"two.yaml", "Resources: {T: {Type: 'AWS::SNS::Topic', Properties: {TopicName: x}}}",
	"p.yaml", "Parameters: {Name: {Type: String}}\n"
	          "Resources: {T: {Type: 'AWS::SNS::Topic', Properties: {TopicName: !Ref Name}}}",
	"deny.json", "{\"Version\": \"2012-10-17\", \"Statement\": "
	             "[{\"Effect\": \"Deny\", \"Action\": \"s3:*\", \"Resource\": \"*\"}]}",
	"allow.json", "{\"Version\": \"2012-10-17\", \"Statement\": "
	              "[{\"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": \"*\"}]}",
	NULL,
};

static int load(void *context, struct arena *a, const char *path, struct str *text)
{
	(void)context;
	(void)a;
	for (const char *const *t = templates; *t; t += 2)
		if (strcmp(*t, path) == 0) {
			*text = str_of(t[1]);
			return 0;
		}
	return 2;
}

// What is read from plan.json is the plan that was written there.
static void check_read_back(struct arena *a, const struct build *b)
{
	struct file_set others = {
		.arena = a, .mark = b->files.mark, .mark_start = b->files.mark_start};
	struct str text = {0};
	const struct plan *plan;

	for (size_t i = 0; i < b->files.count; i++) {
		const struct file *f = &b->files.items[i];
		if (strcmp(f->path, b->files.mark) == 0)
			text = f->bytes;
		else
			file_set_add(&others, f->path, f->bytes);
	}
	plan = plan_read(a, parse(a, arena_cstring(a, text))->root);
	assert_true(str_eq(plan_text(a, plan, &others), text));
}

static void build(struct arena *a, struct build *b, const char *text)
{
	struct diags diags = {.arena = a};
	struct loader loader = {load, NULL};
	struct org *org = org_read(a, parse(a, text), &diags);
	struct made_list made = {0};

	b->files.arena = a;
	if (!gen_build(org, &loader, &b->files, &made))
		fail_msg("%s\n%s", text, diags.items[0].message);
	b->plan = made.plan;
	check_read_back(a, b);
}

#define HEAD "version: 1\norganization: {id: o-a1b2c3d4e5, root: r-ab12}\n"                \
	"management: {id: '111111111111'}\nregions: {home: us-east-1, all: [us-east-1, "       \
	"eu-west-1]}\nous:\n  Work: {id: ou-ab12-11111111}\n  Work/Dev: {id: ou-ab12-22222222}" \
	"\n  Play: {id: ou-ab12-33333333}\n"
#define DEV "  dev: {id: '222222222222', ou: Work/Dev}\n"
#define PROD "  prod: {id: '333333333333', ou: Work}\n"
#define MORE "  more: {id: '444444444444', ou: Play}\n"
#define ACCOUNTS "accounts:\n" DEV PROD MORE
#define SET "stacksets: {s: {template: one.yaml, in: Work, regions: all}}\n"

static const struct {
	const char *old, *now;
	size_t added, changed, removed; // stacks
	bool differs;
} build_cases[] = {
	{HEAD ACCOUNTS SET, HEAD "# said again\n" ACCOUNTS SET, 0, 0, 0, false},
	// Names are only names.
	{HEAD ACCOUNTS SET,
	 HEAD "accounts:\n  new: {id: '222222222222', ou: Work/Dev, previously: dev}\n" PROD MORE SET,
	 0, 0, 0, true},
	// Coming, going, moving, pausing: two regions each.
	{HEAD "accounts:\n" PROD MORE SET, HEAD ACCOUNTS SET, 2, 0, 0, true},
	{HEAD ACCOUNTS SET, HEAD "accounts:\n" PROD MORE SET, 0, 0, 2, true},
	{HEAD ACCOUNTS SET,
	 HEAD "accounts:\n  dev: {id: '222222222222', ou: Play}\n" PROD MORE SET, 0, 0, 2, true},
	{HEAD ACCOUNTS SET,
	 HEAD "accounts:\n" DEV PROD "  more: {id: '444444444444', ou: Work}\n" SET, 2, 0, 0, true},
	{HEAD ACCOUNTS SET,
	 HEAD "accounts:\n  dev: {id: '222222222222', ou: Work/Dev, status: suspended}\n" PROD MORE
	 SET, 0, 0, 2, true},
	// Another account under the name of the old one.
	{HEAD ACCOUNTS SET,
	 HEAD "accounts:\n  dev: {id: '999999999999', ou: Work/Dev}\n" PROD MORE SET, 2, 0, 2, true},
	// Templates, regions, selectors, StackSets.
	{HEAD ACCOUNTS SET,
	 HEAD ACCOUNTS "stacksets: {s: {template: two.yaml, in: Work, regions: all}}\n", 0, 4, 0,
	 true},
	{HEAD ACCOUNTS SET,
	 HEAD ACCOUNTS "stacksets: {s: {template: one.yaml, in: Work}}\n", 0, 0, 2, true},
	{HEAD ACCOUNTS SET,
	 HEAD ACCOUNTS "stacksets: {s: {template: two.yaml, in: all, regions: us-east-1}}\n", 2, 2,
	 2, true},
	{HEAD ACCOUNTS SET, HEAD ACCOUNTS, 0, 0, 4, true},
	{HEAD ACCOUNTS SET,
	 HEAD ACCOUNTS "stacksets: {t: {template: one.yaml, in: Work, regions: all}}\n", 4, 0, 4,
	 true},
	{HEAD ACCOUNTS SET,
	 HEAD ACCOUNTS "stacksets: {t: {template: one.yaml, in: Work, regions: all, name: s}}\n", 0,
	 0, 0, true},
	{HEAD ACCOUNTS SET,
	 HEAD ACCOUNTS "stacksets: {t: {template: one.yaml, in: Work, regions: all, previously: "
	 "s}}\n", 0, 0, 0, false},
	// Other values of one account: the template differs, and so all stacks are updated.
	{HEAD ACCOUNTS "stacksets: {s: {template: p.yaml, in: Work, parameters: {Name: a}, "
	 "overrides: {dev: {Name: b}}}}\n",
	 HEAD ACCOUNTS "stacksets: {s: {template: p.yaml, in: Work, parameters: {Name: a}, "
	 "overrides: {dev: {Name: c}}}}\n", 0, 2, 0, true},
	// How it is rolled out changes the StackSet, not the stacks.
	{HEAD ACCOUNTS SET, HEAD ACCOUNTS SET "rollout: {concurrency: 10%}\n", 0, 0, 0, true},
	// A wave takes its accounts out of the StackSet of the rest.
	{HEAD ACCOUNTS SET, HEAD ACCOUNTS SET "rollout: {order: [Work/Dev]}\n", 2, 0, 2, true},
};

static void test_builds(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof build_cases / sizeof *build_cases; i++) {
		struct arena a = {0};
		struct build old = {0}, now = {0};
		struct build_change c;
		print_message("# case %zu\n", i);
		build(&a, &old, build_cases[i].old);
		build(&a, &now, build_cases[i].now);
		c = compare_builds(&a, &old, &now);
		assert_int_equal(c.added, build_cases[i].added);
		assert_int_equal(c.changed, build_cases[i].changed);
		assert_int_equal(c.removed + c.stay, build_cases[i].removed);
		assert_int_equal(c.differs, build_cases[i].differs);
		// The other way round what was added is removed.
		c = compare_builds(&a, &now, &old);
		assert_int_equal(c.added, build_cases[i].removed);
		assert_int_equal(c.changed, build_cases[i].changed);
		assert_int_equal(c.removed + c.stay, build_cases[i].added);
		assert_int_equal(c.differs, build_cases[i].differs);
		arena_free(&a);
	}
}

#define STAYING "o: {type: scp, file: deny.json, in: Play}"
#define LEAVING(what) "policies: {p: {type: scp, " what "}, " STAYING "}\n"
#define POLICY(what) "policies: {p: {type: scp, " what "}}\n"

static const struct {
	const char *old, *now;
	enum change change;
	enum reach reach;
} policy_cases[] = {
	{"", POLICY("file: deny.json, in: Work"), CHANGE_ADDED, REACH_NARROWER},
	// Their stack is not deployed any more, so what it attached stays.
	{POLICY("file: deny.json, in: Work"), "", CHANGE_STAYS, REACH_SAME},
	{LEAVING("file: deny.json, in: Work"), "policies: {" STAYING "}\n", CHANGE_REMOVED,
	 REACH_WIDER},
	// What an Allow that goes takes along depends on the others.
	{"", POLICY("file: allow.json, in: Work"), CHANGE_ADDED, REACH_UNKNOWN},
	{LEAVING("file: allow.json, in: Work"), "policies: {" STAYING "}\n", CHANGE_REMOVED,
	 REACH_UNKNOWN},
	{POLICY("file: deny.json, in: Work"), POLICY("file: deny.json, in: [Work, Play]"),
	 CHANGE_CHANGED, REACH_NARROWER},
	{POLICY("file: deny.json, in: [Work, Play]"), POLICY("file: deny.json, in: Work"),
	 CHANGE_CHANGED, REACH_WIDER},
	{POLICY("file: deny.json, in: Play"), POLICY("file: deny.json, in: Work"), CHANGE_CHANGED,
	 REACH_BOTH},
	{POLICY("file: deny.json, in: Work"), POLICY("file: deny.json, in: Work, exempt: role/x"),
	 CHANGE_CHANGED, REACH_WIDER},
	{POLICY("file: deny.json, in: Work, exempt: role/x"),
	 POLICY("file: deny.json, in: [Work, Play]"), CHANGE_CHANGED, REACH_NARROWER},
	{POLICY("file: deny.json, in: Work"), POLICY("file: allow.json, in: Work"), CHANGE_CHANGED,
	 REACH_WIDER},
};

static void test_policies(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof policy_cases / sizeof *policy_cases; i++) {
		struct arena a = {0};
		struct build old = {0}, now = {0};
		struct build_change c;
		print_message("# case %zu\n", i);
		build(&a, &old, arena_printf(&a, HEAD ACCOUNTS SET "%s", policy_cases[i].old));
		build(&a, &now, arena_printf(&a, HEAD ACCOUNTS SET "%s", policy_cases[i].now));
		c = compare_builds(&a, &old, &now);
		assert_int_equal(c.policy_count, 1);
		assert_int_equal(c.policies[0].change, policy_cases[i].change);
		assert_string_equal(reach_word(c.policies[0].reach), reach_word(policy_cases[i].reach));
		arena_free(&a);
	}
}

// --- what fails ---

#define ONE_SET(key, more) "stacksets: {" key ": {template: two.yaml, in: Work" more "}}\n"

static const struct {
	const char *old, *now;
	const char *what; // a part of what is said; NULL: nothing fails
	bool is_sure;
} failure_cases[] = {
	{ONE_SET("s", ""), ONE_SET("s", ", regions: all"), NULL, false},
	{ONE_SET("s", ""), ONE_SET("t", ", previously: s"), NULL, false},
	{ONE_SET("s", ""), ONE_SET("t", ""), "which comes later", true},
	{ONE_SET("s", ""), ONE_SET("t", ", name: s"), "the name is taken", true},
	{ONE_SET("s", ""), ONE_SET("t", ", regions: us-east-1"), "which comes later", true},
	// The first wave is made before the rest lets go, and the rest after the first wave.
	{ONE_SET("s", ""), ONE_SET("s", "") "rollout: {order: [Work/Dev]}\n", "which comes later",
	 true},
	{ONE_SET("s", "") "rollout: {order: [Work/Dev]}\n", ONE_SET("s", ""), "which comes later",
	 true},
	// Both new.
	{"", "stacksets: {s: {template: two.yaml, in: Work}, t: {template: two.yaml, in: "
	 "dev}}\n", "makes it too", true},
	{"", "stacksets: {s: {template: two.yaml, in: prod}, t: {template: two.yaml, in: "
	 "dev}}\n", NULL, false},
	// Neither waits for the other.
	{"stacksets: {a: {template: two.yaml, in: [dev, prod]}, b: {template: one.yaml, in: "
	 "Work}}\n",
	 "stacksets: {a: {template: two.yaml, in: prod}, b: {template: two.yaml, in: dev}}\n",
	 "which may come later", false},
	{"stacksets: {a: {template: two.yaml, in: [dev, prod]}, b: {template: one.yaml, in: "
	 "Work, after: a}}\n",
	 "stacksets: {a: {template: two.yaml, in: prod}, b: {template: two.yaml, in: dev, "
	 "after: a}}\n",
	 NULL, false},
	// The same resource of stacksets.yaml under another name is made before the old one goes.
	{ONE_SET("s", ""), ONE_SET("s", ", name: t"), "which comes later", true},
	// A Region more, in which another StackSet has the name, or gets it at the same time.
	{"stacksets: {a: {template: two.yaml, in: dev}, b: {template: two.yaml, in: dev, regions: "
	 "eu-west-1}}\n",
	 "stacksets: {a: {template: two.yaml, in: dev, regions: all}, b: {template: two.yaml, in: "
	 "dev, regions: eu-west-1}}\n",
	 "makes it too", true},
	{"stacksets: {a: {template: two.yaml, in: dev}}\n",
	 "stacksets: {a: {template: two.yaml, in: dev, regions: all}, b: {template: two.yaml, in: "
	 "dev, regions: eu-west-1}}\n",
	 "makes it too", true},
	{"stacksets: {a: {template: two.yaml, in: dev}}\n",
	 "stacksets: {a: {template: two.yaml, in: dev}, b: {template: two.yaml, in: dev, regions: "
	 "eu-west-1}}\n",
	 NULL, false},
	// A tag alone makes nothing that is there already.
	{ONE_SET("s", ""), ONE_SET("s", ", tags: {a: b}"), NULL, false},
};

// What keeps the name of a StackSet that has another one now.
static void test_replaced(void **state)
{
	struct arena a = {0};
	struct build old = {0}, now = {0};
	struct build_change c;
	size_t found = 0;

	(void)state;
	build(&a, &old, arena_printf(&a, HEAD ACCOUNTS ONE_SET("s", "")));
	build(&a, &now, arena_printf(&a, HEAD ACCOUNTS ONE_SET("s", ", name: t")));
	c = compare_builds(&a, &old, &now);
	for (size_t i = 0; i < c.deployment_count; i++)
		if (c.deployments[i].replaces) {
			assert_true(str_is(c.deployments[i].now->name, "t"));
			assert_true(str_is(c.deployments[i].replaces->name, "s"));
			assert_string_equal(c.deployments[i].keep_name,
			                    "to keep the name, give stacksets.s name: s");
			found++;
		}
	assert_int_equal(found, 1);
	assert_true(c.failure_count > 0);
	assert_string_equal(c.failures[0].way, "to keep the name, give stacksets.s name: s");
	arena_free(&a);
}

static void test_failures(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof failure_cases / sizeof *failure_cases; i++) {
		struct arena a = {0};
		struct build old = {0}, now = {0};
		struct build_change c;
		print_message("# case %zu\n", i);
		build(&a, &old, arena_printf(&a, HEAD ACCOUNTS "%s", failure_cases[i].old));
		build(&a, &now, arena_printf(&a, HEAD ACCOUNTS "%s", failure_cases[i].now));
		c = compare_builds(&a, &old, &now);
		assert_int_equal(c.failure_count, failure_cases[i].what ? 1 : 0);
		if (failure_cases[i].what) {
			print_message("# %s\n", c.failures[0].what);
			assert_non_null(strstr(c.failures[0].what, failure_cases[i].what));
			assert_int_equal(c.failures[0].is_sure, failure_cases[i].is_sure);
		}
		arena_free(&a);
	}
}

static const struct account_change *account(const struct build_change *c, const char *id)
{
	for (size_t i = 0; i < c->account_count; i++) {
		const struct account_change *a = &c->accounts[i];
		if (str_is(a->now ? a->now->id : a->old->id, id))
			return a;
	}
	return NULL;
}

// An account that moves leaves policies at its old OU; one whose OU is only renamed does not move.
static void test_accounts(void **state)
{
	struct arena a = {0};
	struct build old = {0}, now = {0};
	struct build_change c;

	(void)state;
	build(&a, &old,
	      HEAD ACCOUNTS "policies: {w: {type: scp, file: deny.json, in: Work}, "
	                    "d: {type: scp, file: deny.json, in: Work/Dev}, "
	                    "a: {type: scp, file: deny.json, in: all}}\n");
	build(&a, &now,
	      "version: 1\norganization: {id: o-a1b2c3d4e5, root: r-ab12}\n"
	      "management: {id: '111111111111'}\nregions: {home: us-east-1, all: us-east-1}\n"
	      "ous:\n  Work: {id: ou-ab12-11111111}\n  Work/Try: {id: ou-ab12-22222222}\n"
	      "  Play: {id: ou-ab12-33333333}\n"
	      "accounts:\n  dev: {id: '222222222222', ou: Work/Try}\n"
	      "  production: {id: '333333333333', ou: Play, previously: prod}\n"
	      "  more: {id: '444444444444', ou: Work/Try}\n"
	      "policies: {w: {type: scp, file: deny.json, in: Work}, "
	      "d: {type: scp, file: deny.json, in: Work/Try}, "
	      "a: {type: scp, file: deny.json, in: all}}\n");
	c = compare_builds(&a, &old, &now);
	assert_int_equal(c.ou_count, 1);
	assert_int_equal(c.policy_count, 0);
	assert_false(account_differs(account(&c, "222222222222")));
	assert_true(account(&c, "333333333333")->renamed);
	assert_true(account(&c, "333333333333")->moved);
	assert_int_equal(account(&c, "333333333333")->lost.count, 1);
	assert_true(str_is(account(&c, "333333333333")->lost.items[0].text, "w"));
	assert_int_equal(account(&c, "333333333333")->gained.count, 0);
	assert_false(account(&c, "444444444444")->renamed);
	assert_int_equal(account(&c, "444444444444")->lost.count, 0);
	assert_int_equal(account(&c, "444444444444")->gained.count, 2);
	assert_int_equal(c.regions.count, 1);
	assert_int_equal(c.regions.items[0].change, CHANGE_REMOVED);
	assert_true(str_is(c.regions.items[0].text, "eu-west-1"));
	arena_free(&a);
}

// Whether it is the root or an OU that has a policy is no matter to an account.
static void test_moved_under_the_root(void **state)
{
	static const char head[] = HEAD "accounts: {dev: {id: '222222222222', ou: %s}}\n"
	                                "policies: {p: {type: scp, file: deny.json, in: %s}}\n";
	struct arena a = {0};
	struct build old = {0}, now = {0};
	struct build_change c;

	(void)state;
	build(&a, &old, arena_printf(&a, head, "Work", "all"));
	build(&a, &now, arena_printf(&a, head, "Play", "Play"));
	c = compare_builds(&a, &old, &now);
	assert_true(account(&c, "222222222222")->moved);
	assert_int_equal(account(&c, "222222222222")->lost.count, 0);
	assert_int_equal(account(&c, "222222222222")->gained.count, 0);
	arena_free(&a);
}

static const char *large(struct arena *a, const char *role)
{
	struct out o = {.arena = a};

	out_text(&o, "version: 1\norganization: {id: o-a1b2c3d4e5, root: r-ab12}\n"
	             "management: {id: \"111111111111\"}\n"
	             "regions: {home: eu-west-1, all: [us-east-1, eu-west-1]}\nous:\n");
	for (int i = 0; i < 800; i++)
		out_printf(&o, "  ou%d: {id: ou-ab12-%08d}\n", i, i);
	out_text(&o, "accounts:\n");
	for (int i = 0; i < 10000; i++)
		out_printf(&o, "  a%d: {id: \"%012d\", ou: ou%d}\n", i, i, i % 800);
	out_printf(&o, "features: {automation: {admin: a0, console: %s, in: all, except: [ou1]}}\n"
	               "stacksets: {s: {template: one.yaml, in: all, regions: all}}\n", role);
	return arena_cstring(a, out_str(&o));
}

// Nothing may be quadratic.
static void test_large(void **state)
{
	struct arena a = {0};
	struct build old = {0}, now = {0};
	struct build_change c;

	(void)state;
	build(&a, &old, large(&a, "[role/a]"));
	build(&a, &now, large(&a, "[role/b]"));
	c = compare_builds(&a, &old, &now);
	assert_int_equal(c.account_count, 10001);
	assert_int_equal(c.added, 0);
	assert_int_equal(c.removed, 0);
	// The 13 accounts of ou1 have no role; the management account has one.
	assert_int_equal(c.changed, 10000 - 13 + 1);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reach),
		cmocka_unit_test(test_reach_names),
		cmocka_unit_test(test_reach_random),
		cmocka_unit_test(test_replacing),
		cmocka_unit_test(test_resources),
		cmocka_unit_test(test_effects),
		cmocka_unit_test(test_builds),
		cmocka_unit_test(test_policies),
		cmocka_unit_test(test_replaced),
		cmocka_unit_test(test_failures),
		cmocka_unit_test(test_accounts),
		cmocka_unit_test(test_moved_under_the_root),
		cmocka_unit_test(test_large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
