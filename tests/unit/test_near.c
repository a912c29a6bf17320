// Near misses: documents that differ from a rule's bad example in the one thing that makes
// them right, and some that are wrong in a way that the example does not show.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

#include "lint/lint.h"
#include "model/edit/edit.h"
#include "model/read/read.h"

#define POLICY "Version: '2012-10-17'\nStatement:\n  - "
#define ALLOW(rest) POLICY "{Effect: Allow, Action: 's3:GetObject', " rest "}\n"
#define DENY(rest) POLICY "{Effect: Deny, Action: 's3:GetObject', " rest "}\n"
#define WHEN(condition) ALLOW("Resource: '*', Condition: " condition)
#define IDENTITY(statement)                                                               \
	"Resources:\n"                                                                    \
	"  Policy:\n"                                                                     \
	"    Type: AWS::IAM::ManagedPolicy\n"                                             \
	"    Properties:\n"                                                               \
	"      PolicyDocument: {Version: '2012-10-17', Statement: [{" statement "}]}\n"
// The trust policy of a role in a template with a parameter and a condition.
#define ROLE(statement)                                                                   \
	"Parameters: {P: {Type: String}, D: {Type: String, Default: CHANGE-ME}}\n"        \
	"Conditions: {C: !Equals [!Ref P, x]}\n"                                          \
	"Resources:\n"                                                                    \
	"  Role:\n"                                                                       \
	"    Type: AWS::IAM::Role\n"                                                      \
	"    Properties:\n"                                                               \
	"      AssumeRolePolicyDocument:\n"                                               \
	"        Version: '2012-10-17'\n"                                                 \
	"        Statement:\n"                                                            \
	"          - {Effect: Allow, " statement "}\n"
#define TRUST(principal) ROLE("Principal: " principal ", Action: 'sts:AssumeRole'")
#define TRUST_IF(principal, condition)                                                    \
	ROLE("Principal: " principal ", Action: 'sts:AssumeRole', Condition: " condition)
#define ACCOUNT "{AWS: '111111111111'}"
#define SESSION "arn:aws:sts::111111111111:assumed-role/Deploy/build"
#define GITHUB "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"

static const struct {
	const char *rule;
	const char *text;
	size_t count;      // of its findings
	const char *says;  // a part of the first one's message; NULL: any
	const char *fixed; // what its fix makes of the text; "": it has none; NULL: any
} rows[] = {
	// --- statements ---
	{"variable-unclosed", DENY("NotResource: 'arn:aws:s3:::b/${aws:username'"), 1},
	{"variable-unclosed", DENY("Resource: 'arn:aws:s3:::b/${aws:username'"), 1},
	{"variable-unclosed", POLICY "{Effect: Deny, Action: 's3:${aws:x', Resource: '*'}\n", 0},
	{"variable-unclosed", WHEN("{NumericEquals: {'s3:max-keys': '${aws:x'}}"), 0},
	{"resource-for-action-without",
	 POLICY "{Effect: Allow, Action: [], Resource: 'arn:aws:s3:::b'}\n", 0},
	{"resource-for-action-without",
	 POLICY "{Effect: Allow, Action: 'ec2:DescribeInstances', "
	        "Resource: 'arn:aws:ec2:us-east-1:111111111111:instance/i-1'}\n", 1},
	{"not-action-with-allow", IDENTITY("Effect: Allow, NotAction: '*', Resource: '*'"), 0},
	{"not-action-with-allow",
	 IDENTITY("Effect: Allow, NotAction: '${Actions}', Resource: '*'"), 0},
	{"not-action-with-allow", IDENTITY("Effect: Allow, NotAction: 's3:*', Resource: '*'"), 1},
	{"not-resource-with-allow",
	 IDENTITY("Effect: Deny, Action: 's3:*', NotResource: 'arn:aws:s3:::b/*'"), 0},
	{"not-resource-with-allow",
	 IDENTITY("Effect: Allow, Action: 's3:*', NotResource: 'arn:aws:s3:::b/*'"), 1},
	{"resource-arn-malformed", ALLOW("Resource: ''"), 0},
	{"resource-arn-with-region",
	 WHEN("{ArnLike: {'aws:SourceArn': 'arn:aws:s3:us-east-1::b'}}"), 0},
	{"resource-arn-with-region", ALLOW("Resource: 'arn:aws:s3:us-east-1::b/*'"), 1},
	{"resource-service-unknown", ALLOW("Resource: 'arn:aws:catalog:::x'"), 0},
	{"resource-service-unknown",
	 ALLOW("Resource: 'arn:aws:route53-recovery-control::111111111111:x'"), 0},
	{"resource-service-unknown", ALLOW("Resource: 'arn:aws:catalogue:::x'"), 1},
	{"resource-missing",
	 "Resources:\n"
	 "  Policy:\n"
	 "    Type: AWS::SQS::QueuePolicy\n"
	 "    Properties:\n"
	 "      Queues: [q]\n"
	 "      PolicyDocument: {Version: '2012-10-17', Statement: [{Effect: Deny, "
	 "Principal: '*', Action: 'sqs:SendMessage'}]}\n", 0},
	{"version-missing",
	 "Resources:\n"
	 "  Policy:\n"
	 "    Type: AWS::Organizations::Policy\n"
	 "    Properties:\n"
	 "      Name: n\n"
	 "      Type: SERVICE_CONTROL_POLICY\n"
	 "      Content: {Statement: [{Effect: Deny, Action: 's3:*', Resource: '*'}]}\n",
	 1, "Organizations demands"},
	{"version-missing",
	 "Resources:\n"
	 "  Policy:\n"
	 "    Type: AWS::IAM::ManagedPolicy\n"
	 "    Properties:\n"
	 "      PolicyDocument: {Statement: [{Effect: Deny, Action: 's3:*', Resource: '*'}]}\n",
	 1, "language of 2008"},
	{"character-not-allowed",
	 "Conditions: {C: !Equals [!Ref 'AWS::Region', x]}\n"
	 "Resources:\n"
	 "  Policy:\n"
	 "    Type: AWS::IAM::ManagedPolicy\n"
	 "    Properties:\n"
	 "      PolicyDocument: {Version: '2012-10-17', Statement: [!If [C, {Effect: Deny, "
	 "Action: 's3:*', Resource: '*'}, !Ref 'AWS::NoValue']]}\n", 0},
	// --- conditions ---
	{"boolean-value-malformed", WHEN("{Bool: {'aws:SecureTransport': no}}"), 0},
	{"boolean-value-malformed", WHEN("{Bool: {'aws:SecureTransport': 'no'}}"), 1},
	{"condition-key-not-for-action",
	 WHEN("{StringEqualsIfExists: {'ec2:InstanceType': 't3.micro'}}"), 0},
	{"condition-key-not-for-action",
	 WHEN("{StringEquals: {'ec2:InstanceType': 't3.micro'}}"), 1},
	{"for-all-values-allow-without-null",
	 WHEN("{StringEquals: {'aws:PrincipalOrgID': o-a1b2c3d4e5}}"), 0},
	{"for-all-values-allow-without-null",
	 WHEN("{'ForAnyValue:StringLike': {'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/*'}}"), 0},
	{"for-all-values-allow-without-null",
	 WHEN("{'ForAllValues:StringLike': {'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/*'}}"), 1},
	{"for-all-values-allow-without-null",
	 WHEN("{'ForAllValues:StringLike': {'aws:NoSuchKeyAtAll': 'x'}}"), 0},
	{"for-all-values-single-valued",
	 WHEN("{'ForAllValues:StringEquals': {'aws:TagKeys': [a, b]}}"), 0},
	{"for-all-values-single-valued",
	 WHEN("{'ForAllValues:StringEquals': {'aws:SourceVpc': vpc-1}}"), 1},
	{"condition-key-malformed", WHEN("{StringEquals: {':x': y}}"), 1, "is cut short"},
	{"condition-key-malformed", WHEN("{StringEquals: {'aws:': y}}"), 1, "is cut short"},
	{"region-unknown-in-condition",
	 WHEN("{StringEquals: {'aws:RequestedRegion': 'us-east-1'}}"), 0},
	{"region-unknown-in-condition",
	 WHEN("{StringEquals: {'aws:RequestedRegion': 'eu-wst-1'}}"), 1},
	{"region-unknown-in-condition",
	 WHEN("{StringEquals: {'aws:RequestedRegion': 'eu-west*'}}"), 0},
	{"region-unknown-in-condition",
	 WHEN("{StringEquals: {'aws:RequestedRegion': '${aws:PrincipalTag/r}'}}"), 0},
	{"region-unknown-in-condition",
	 "Parameters: {N: {Type: String}}\n"
	 "Resources:\n"
	 "  Policy:\n"
	 "    Type: AWS::IAM::ManagedPolicy\n"
	 "    Properties:\n"
	 "      PolicyDocument: {Version: '2012-10-17', Statement: [{Effect: Deny, "
	 "Action: 's3:*', Resource: '*', Condition: {StringEquals: "
	 "{'aws:RequestedRegion': !Sub 'eu-west-${N}'}}}]}\n", 0},
	{"region-deny-catches-iam",
	 POLICY "{Effect: Allow, Action: '*', Resource: '*', Condition: "
	        "{StringNotEquals: {'aws:RequestedRegion': eu-west-1}}}\n", 0},
	{"reserved-sso-path-without-region",
	 TRUST_IF(ACCOUNT, "{ArnLike: {'aws:PrincipalArn': ["
	          "'arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_A_*', "
	          "'arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_A_*']}}"),
	 0},
	{"reserved-sso-path-without-region",
	 TRUST_IF(ACCOUNT, "{ArnLike: {'aws:PrincipalArn': "
	          "'arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_A_*'}}"),
	 1},
	{"scp-exemption-too-broad",
	 POLICY "{Effect: Deny, Action: 's3:*', Resource: '*', Condition: {ArnNotLike: "
	        "{'aws:PrincipalArn': 'arn:aws:iam::111111111111:role/*'}}}\n", 0},
	{"principal-arn-of-session",
	 POLICY "{Effect: Deny, Action: 's3:*', Resource: '*', Condition: {StringEquals: "
	        "{'aws:PrincipalArn': '" SESSION "'}}}\n",
	 1, NULL,
	 POLICY "{Effect: Deny, Action: 's3:*', Resource: '*', Condition: {StringEquals: "
	        "{'aws:PrincipalArn': 'arn:aws:iam::111111111111:role/Deploy'}}}\n"},
	// --- trust ---
	{"redundant-session", TRUST("{AWS: ['" SESSION "', "
	                            "'arn:aws:iam::111111111111:role/ci/Deploy']}"), 1},
	{"redundant-session", TRUST("{AWS: ['" SESSION "', "
	                            "!Sub 'arn:aws:iam::111111111111:role/ci/${P}']}"), 0},
	{"redundant-session",
	 TRUST("{AWS: ['" SESSION "', !If [C, 'arn:aws:iam::111111111111:role/Deploy', "
	       "!Ref 'AWS::NoValue']]}"), 0},
	{"external-id-malformed",
	 TRUST_IF(ACCOUNT, "{StringLike: {'sts:ExternalId': 'team-*'}}"), 0},
	{"external-id-malformed",
	 TRUST_IF(ACCOUNT, "{StringEquals: {'sts:ExternalId': 'team-*'}}"), 1},
	{"principal-malformed", TRUST("{AWS: !Ref D}"), 0},
	{"principal-malformed", TRUST("{AWS: CHANGE-ME}"), 1},
	{"principal-arn-wildcard",
	 TRUST("{AWS: \"arn:aws:iam::111111111111:role\\/x*\"}"), 1, NULL, ""},
	{"principal-arn-wildcard",
	 TRUST_IF("{AWS: 'arn:aws:iam::111111111111:role/x*'}",
	          "{ArnLike: !If [C, {'aws:SourceArn': 'arn:aws:s3:::b'}, !Ref 'AWS::NoValue']}"),
	 1, NULL, ""},
	{"principal-arn-wildcard",
	 TRUST_IF("{AWS: 'arn:aws:iam::111111111111:role/x*'}",
	          "{ArnLike: {'aws:SourceArn': 'arn:aws:s3:::b'}}"),
	 1, NULL,
	 TRUST_IF("{AWS: 'arn:aws:iam::111111111111:root'}",
	          "{ArnLike: {'aws:SourceArn': 'arn:aws:s3:::b', aws:PrincipalArn: "
	          "arn:aws:iam::111111111111:role/x*}}")},
	{"trust-anyone", TRUST("'*'"), 1},
	{"trust-anyone",
	 POLICY "{Effect: Allow, Principal: '*', Action: 'sts:AssumeRole', Resource: '*'}\n", 0},
	{"trust-anyone", POLICY "{Effect: Allow, Principal: '*', Action: 'sts:AssumeRole'}\n", 1},
	{"oidc-subject-too-wide",
	 TRUST_IF("{Federated: '" GITHUB "'}", "!If [C, {StringLike: "
	          "{'token.actions.githubusercontent.com:sub': 'repo:o/r:*'}}, {StringLike: "
	          "{'token.actions.githubusercontent.com:aud': 'x'}}]"), 0},
	{"oidc-subject-too-wide",
	 ROLE("Principal: {Federated: '" GITHUB "'}, "
	      "Action: 'sts:AssumeRoleWithWebIdentity', Condition: {StringEquals: "
	      "{'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com'}}"), 1},
	{"service-principal-malformed", TRUST("{Service: ''}"), 0},
	{"service-principal-unknown", TRUST("{Service: !Sub 'ec2${P}.amazonaws.com'}"), 0},
	{"service-principal-unknown", TRUST("{Service: 'ecc2.amazonaws.com'}"), 1},
	{"trust-policy-resource",
	 ROLE("Resource: '*', Principal: " ACCOUNT ", Action: 'sts:AssumeRole'"), 1, NULL,
	 ROLE("Principal: " ACCOUNT ", Action: 'sts:AssumeRole'")},
	// --- templates ---
	{"account-parameter-without-pattern",
	 "Parameters: {Account: {Type: String, MinLength: 12, MaxLength: 12}}\n"
	 "Resources: {X: {Type: AWS::S3::Bucket}}\n", 1},
	{"account-parameter-without-pattern",
	 "Parameters: {Account: {Type: String, MinLength: 12, MaxLength: 12, "
	 "AllowedPattern: '[0-9]*'}}\n"
	 "Resources: {X: {Type: AWS::S3::Bucket}}\n", 0},
	{"account-id-unquoted",
	 "{\"Parameters\": {\"AccountId\": {\"Type\": \"String\", \"Default\": 111111111111}}, "
	 "\"Resources\": {\"X\": {\"Type\": \"AWS::S3::Bucket\"}}}\n", 0},
	{"account-id-unquoted",
	 "Resources: {X: {Type: 'Custom::X', Properties: {AccountId: !Sub 111111111111}}}\n",
	 0},
	{"account-id-unquoted",
	 "Resources: {X: {Type: 'Custom::X', Properties: {AccountId: 111111111111}}}\n", 1},
	{"account-id-unquoted",
	 "Parameters: {AccountId: {Type: String, Default: 111111111111}}\n"
	 "Resources: {X: {Type: AWS::S3::Bucket}}\n", 1},
	{"reference-to-nothing",
	 "Resources:\n"
	 "  Mod: {Type: 'My::Own::Thing::MODULE'}\n"
	 "  B: {Type: AWS::S3::Bucket, Properties: {BucketName: !Ref ModBucket}}\n", 0},
	{"reference-to-nothing",
	 "Transform: AWS::LanguageExtensions\n"
	 "Resources:\n"
	 "  'Fn::ForEach::Each':\n"
	 "    - N\n"
	 "    - [a, b]\n"
	 "    - 'Bucket${N}': {Type: AWS::S3::Bucket}\n"
	 "  B: {Type: AWS::S3::Bucket, Properties: {BucketName: !Ref Bucketa}}\n", 0},
	{"reference-to-nothing",
	 "Resources:\n"
	 "  B: {Type: AWS::S3::Bucket, Properties: {BucketName: !Ref Bucketa}}\n", 1},
	{"reference-to-nothing",
	 "Resources:\n"
	 "  B: {Type: AWS::S3::Bucket, Properties: {BucketName: !GetAtt ['', Arn]}}\n", 0},
	{"policy-variable-in-sub",
	 "Metadata: {Text: &text 'arn:aws:s3:::b/${aws:username}'}\n"
	 "Resources:\n"
	 "  Policy:\n"
	 "    Type: AWS::IAM::ManagedPolicy\n"
	 "    Properties:\n"
	 "      PolicyDocument: {Version: '2012-10-17', Statement: [{Effect: Allow, "
	 "Action: 's3:*', Resource: {'Fn::Sub': *text}}]}\n", 1, NULL, ""},
};

struct judged {
	struct arena arena;
	struct lint_result result;
	struct str text;
};

static void judge(struct judged *j, const char *text)
{
	struct arena *a = &j->arena;
	struct lint_result *results[] = {&j->result};
	struct doc *doc;

	*j = (struct judged){.result.diags.arena = a, .text = str_of(text)};
	doc = doc_read(a, source_new(a, text[0] == '{' ? "near.json" : "near.yaml", j->text),
	               SYNTAX_GUESS, template_tags, &j->result.diags);
	lint_document(a, doc, POLICY_UNSURE, &j->result);
	lint_finish(results, 1);
}

static void show(const struct judged *j)
{
	for (size_t i = 0; i < j->result.diags.count; i++)
		print_error("%s [%s]\n", j->result.diags.items[i].message,
		            j->result.diags.items[i].rule->name);
}

static bool is_fixed(struct judged *j, const struct diag *d, const char *fixed)
{
	size_t applied;
	struct str text;

	if (!fixed || !*fixed)
		return !fixed || !d->fix;
	if (!d->fix)
		return false;
	text = edits_apply(&j->arena, j->text, &d->fix, 1, &applied);
	if (!str_is(text, fixed))
		print_error("%.*s\n", STR(text));
	return str_is(text, fixed);
}

static void test_near(void **state)
{
	size_t failed = 0;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct judged j;
		const struct diag *first = NULL;
		size_t count = 0;

		judge(&j, rows[i].text);
		for (size_t k = 0; k < j.result.diags.count; k++) {
			const struct diag *d = &j.result.diags.items[k];
			if (!str_is(str_of(d->rule->name), rows[i].rule))
				continue;
			first = first ? first : d;
			count++;
		}
		if (count != rows[i].count ||
		    (first && rows[i].says && !strstr(first->message, rows[i].says)) ||
		    (first && !is_fixed(&j, first, rows[i].fixed))) {
			print_error("row %zu: %zu findings of %s in\n%s\n", i, count,
			            rows[i].rule, rows[i].text);
			show(&j);
			failed++;
		}
		arena_free(&j.arena);
	}
	assert_int_equal(failed, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_near),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
