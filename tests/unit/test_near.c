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

#define SILENT 0, NULL, NULL
#define FOUND 1, NULL, NULL

static const struct {
	const char *rule;
	const char *text;
	size_t count;      // of its findings
	const char *says;  // a part of the first one's message; NULL: any
	const char *fixed; // what its fix makes of the text; "": it has none; NULL: any
} rows[] = {
	// --- statements ---
	{"variable-unclosed", DENY("NotResource: 'arn:aws:s3:::b/${aws:username'"), FOUND},
	{"variable-unclosed", DENY("Resource: 'arn:aws:s3:::b/${aws:username'"), FOUND},
	{"variable-unclosed", POLICY "{Effect: Deny, Action: 's3:${aws:x', Resource: '*'}\n", SILENT},
	{"variable-unclosed", WHEN("{NumericEquals: {'s3:max-keys': '${aws:x'}}"), SILENT},
	{"resource-for-action-without",
	 POLICY "{Effect: Allow, Action: [], Resource: 'arn:aws:s3:::b'}\n", SILENT},
	{"resource-for-action-without",
	 POLICY "{Effect: Allow, Action: 'ec2:DescribeInstances', "
	        "Resource: 'arn:aws:ec2:us-east-1:111111111111:instance/i-1'}\n", FOUND},
	{"not-action-with-allow", IDENTITY("Effect: Allow, NotAction: '*', Resource: '*'"), SILENT},
	{"not-action-with-allow",
	 IDENTITY("Effect: Allow, NotAction: '${Actions}', Resource: '*'"), SILENT},
	{"not-action-with-allow", IDENTITY("Effect: Allow, NotAction: 's3:*', Resource: '*'"), FOUND},
	{"not-resource-with-allow",
	 IDENTITY("Effect: Deny, Action: 's3:*', NotResource: 'arn:aws:s3:::b/*'"), SILENT},
	{"not-resource-with-allow",
	 IDENTITY("Effect: Allow, Action: 's3:*', NotResource: 'arn:aws:s3:::b/*'"), FOUND},
	{"resource-arn-malformed", ALLOW("Resource: ''"), FOUND},
	{"placeholder-left-in", IDENTITY("Effect: Allow, Action: 's3:*', "
	                                 "Resource: 'arn:aws:s3:::<BUCKET_NAME>'"), FOUND},
	{"placeholder-left-in",
	 "Transform: Macro\n"
	 IDENTITY("Effect: Allow, Action: 's3:*', Resource: 'arn:aws:s3:::<BUCKET_NAME>'"), SILENT},
	{"resource-arn-with-region",
	 WHEN("{ArnLike: {'aws:SourceArn': 'arn:aws:s3:us-east-1::b'}}"), SILENT},
	{"resource-arn-with-region", ALLOW("Resource: 'arn:aws:s3:us-east-1::b/*'"), FOUND},
	{"resource-service-unknown", ALLOW("Resource: 'arn:aws:catalog:::x'"), SILENT},
	{"resource-service-unknown",
	 ALLOW("Resource: 'arn:aws:route53-recovery-control::111111111111:x'"), SILENT},
	{"resource-service-unknown", ALLOW("Resource: 'arn:aws:catalogue:::x'"), FOUND},
	{"resource-missing",
	 "Resources:\n"
	 "  Policy:\n"
	 "    Type: AWS::SQS::QueuePolicy\n"
	 "    Properties:\n"
	 "      Queues: [q]\n"
	 "      PolicyDocument: {Version: '2012-10-17', Statement: [{Effect: Deny, "
	 "Principal: '*', Action: 'sqs:SendMessage'}]}\n", SILENT},
	{"version-missing",
	 "Resources:\n"
	 "  Policy:\n"
	 "    Type: AWS::Organizations::Policy\n"
	 "    Properties:\n"
	 "      Name: n\n"
	 "      Type: SERVICE_CONTROL_POLICY\n"
	 "      Content: {Statement: [{Effect: Deny, Action: 's3:*', Resource: '*'}]}\n",
	 1, "Organizations demands", NULL},
	{"version-missing",
	 "Resources:\n"
	 "  Policy:\n"
	 "    Type: AWS::IAM::ManagedPolicy\n"
	 "    Properties:\n"
	 "      PolicyDocument: {Statement: [{Effect: Deny, Action: 's3:*', Resource: '*'}]}\n",
	 1, "none before 2012-10-17", NULL},
	{"character-not-allowed",
	 "Conditions: {C: !Equals [!Ref 'AWS::Region', x]}\n"
	 "Resources:\n"
	 "  Policy:\n"
	 "    Type: AWS::IAM::ManagedPolicy\n"
	 "    Properties:\n"
	 "      PolicyDocument: {Version: '2012-10-17', Statement: [!If [C, {Effect: Deny, "
	 "Action: 's3:*', Resource: '*'}, !Ref 'AWS::NoValue']]}\n", SILENT},
	// --- conditions ---
	{"boolean-value-malformed", WHEN("{Bool: {'aws:SecureTransport': no}}"), SILENT},
	{"boolean-value-malformed", WHEN("{Bool: {'aws:SecureTransport': 'no'}}"), FOUND},
	{"condition-key-not-for-action",
	 WHEN("{StringEqualsIfExists: {'ec2:InstanceType': 't3.micro'}}"), SILENT},
	{"condition-key-not-for-action",
	 WHEN("{StringEquals: {'ec2:InstanceType': 't3.micro'}}"), FOUND},
	{"for-all-values-allow-without-null",
	 WHEN("{StringEquals: {'aws:PrincipalOrgID': o-a1b2c3d4e5}}"), SILENT},
	{"for-all-values-allow-without-null",
	 WHEN("{'ForAnyValue:StringLike': {'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/*'}}"), SILENT},
	{"for-all-values-allow-without-null",
	 WHEN("{'ForAllValues:StringLike': {'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/*'}}"), FOUND},
	{"for-all-values-allow-without-null",
	 WHEN("{'ForAllValues:StringLike': {'aws:NoSuchKeyAtAll': 'x'}}"), SILENT},
	{"for-all-values-single-valued",
	 WHEN("{'ForAllValues:StringEquals': {'aws:TagKeys': [a, b]}}"), SILENT},
	{"for-all-values-single-valued",
	 WHEN("{'ForAllValues:StringEquals': {'aws:SourceVpc': vpc-1}}"), FOUND},
	{"condition-key-malformed", WHEN("{StringEquals: {':x': y}}"), 1, "is cut short", NULL},
	{"condition-key-malformed", WHEN("{StringEquals: {'aws:': y}}"), 1, "is cut short", NULL},
	{"region-unknown-in-condition",
	 WHEN("{StringEquals: {'aws:RequestedRegion': 'us-east-1'}}"), SILENT},
	{"region-unknown-in-condition",
	 WHEN("{StringEquals: {'aws:RequestedRegion': 'eu-wst-1'}}"), FOUND},
	{"region-unknown-in-condition",
	 WHEN("{StringEquals: {'aws:RequestedRegion': 'eu-west*'}}"), SILENT},
	{"region-unknown-in-condition",
	 WHEN("{StringEquals: {'aws:RequestedRegion': '${aws:PrincipalTag/r}'}}"), SILENT},
	{"region-unknown-in-condition",
	 "Parameters: {N: {Type: String}}\n"
	 "Resources:\n"
	 "  Policy:\n"
	 "    Type: AWS::IAM::ManagedPolicy\n"
	 "    Properties:\n"
	 "      PolicyDocument: {Version: '2012-10-17', Statement: [{Effect: Deny, "
	 "Action: 's3:*', Resource: '*', Condition: {StringEquals: "
	 "{'aws:RequestedRegion': !Sub 'eu-west-${N}'}}}]}\n", SILENT},
	{"region-deny-catches-iam",
	 POLICY "{Effect: Deny, Action: '*', Resource: '*', Condition: "
	        "{StringNotEquals: {'aws:RequestedRegion': [eu-west-1, cn-north-1]}}}\n", SILENT},
	{"region-deny-catches-iam",
	 POLICY "{Effect: Deny, Action: '*', Resource: '*', Condition: "
	        "{StringNotEquals: {'aws:RequestedRegion': [eu-west-1, eu-west-2]}}}\n", FOUND},
	{"region-deny-catches-iam",
	 POLICY "{Effect: Allow, Action: '*', Resource: '*', Condition: "
	        "{StringNotEquals: {'aws:RequestedRegion': eu-west-1}}}\n", SILENT},
	{"reserved-sso-path-without-region",
	 TRUST_IF(ACCOUNT, "{ArnLike: {'aws:PrincipalArn': ["
	          "'arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_A_*', "
	          "'arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_A_*']}}"),
	 SILENT},
	{"reserved-sso-path-without-region",
	 TRUST_IF(ACCOUNT, "{ArnLike: {'aws:PrincipalArn': "
	          "'arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_A_*'}}"),
	 FOUND},
	{"scp-exemption-too-broad",
	 POLICY "{Effect: Deny, Action: 's3:*', Resource: '*', Condition: {ArnNotLike: "
	        "{'aws:PrincipalArn': 'arn:aws:iam::111111111111:role/*'}}}\n", SILENT},
	{"principal-arn-of-session",
	 POLICY "{Effect: Deny, Action: 's3:*', Resource: '*', Condition: {StringEquals: "
	        "{'aws:PrincipalArn': '" SESSION "'}}}\n",
	 1, NULL,
	 POLICY "{Effect: Deny, Action: 's3:*', Resource: '*', Condition: {StringEquals: "
	        "{'aws:PrincipalArn': 'arn:aws:iam::111111111111:role/Deploy'}}}\n"},
	// --- trust ---
	{"redundant-session", TRUST("{AWS: ['" SESSION "', "
	                            "'arn:aws:iam::111111111111:role/ci/Deploy']}"), FOUND},
	{"redundant-session", TRUST("{AWS: ['" SESSION "', "
	                            "!Sub 'arn:aws:iam::111111111111:role/ci/${P}']}"), SILENT},
	{"redundant-session",
	 TRUST("{AWS: ['" SESSION "', !If [C, 'arn:aws:iam::111111111111:role/Deploy', "
	       "!Ref 'AWS::NoValue']]}"), SILENT},
	{"external-id-malformed",
	 TRUST_IF(ACCOUNT, "{StringLike: {'sts:ExternalId': 'team-*'}}"), SILENT},
	{"external-id-malformed",
	 TRUST_IF(ACCOUNT, "{StringEquals: {'sts:ExternalId': 'team-*'}}"), FOUND},
	{"principal-malformed", TRUST("{AWS: !Ref D}"), SILENT},
	{"principal-malformed", TRUST("{AWS: CHANGE-ME}"), FOUND},
	{"principal-arn-wildcard",
	 TRUST("{AWS: \"arn:aws:iam::111111111111:role\\/x*\"}"), 1, NULL, ""},
	{"principal-arn-wildcard",
	 TRUST_IF("{AWS: 'arn:aws:iam::111111111111:role/x*'}",
	          "{ArnLike: {'Fn::If': [C, {'aws:SourceArn': 'arn:aws:s3:::b'}, "
	          "!Ref 'AWS::NoValue']}}"),
	 1, NULL, ""},
	{"principal-arn-wildcard",
	 TRUST_IF("{AWS: 'arn:aws:iam::111111111111:role/x*'}",
	          "{ArnLike: {'aws:SourceArn': 'arn:aws:s3:::b'}}"),
	 1, NULL,
	 TRUST_IF("{AWS: 'arn:aws:iam::111111111111:root'}",
	          "{ArnLike: {'aws:SourceArn': 'arn:aws:s3:::b', aws:PrincipalArn: "
	          "arn:aws:iam::111111111111:role/x*}}")},
	{"trust-anyone", TRUST("'*'"), FOUND},
	{"trust-anyone",
	 POLICY "{Effect: Allow, Principal: '*', Action: 'sts:AssumeRole', Resource: '*'}\n", SILENT},
	{"trust-anyone", POLICY "{Effect: Allow, Principal: '*', Action: 'sts:AssumeRole'}\n", FOUND},
	{"oidc-subject-too-wide",
	 TRUST_IF("{Federated: '" GITHUB "'}", "!If [C, {StringLike: "
	          "{'token.actions.githubusercontent.com:sub': 'repo:o/r:*'}}, {StringLike: "
	          "{'token.actions.githubusercontent.com:aud': 'x'}}]"), SILENT},
	{"shared-issuer-without-claim",
	 ROLE("Principal: {Federated: '" GITHUB "'}, "
	      "Action: 'sts:AssumeRoleWithWebIdentity', Condition: {StringEquals: "
	      "{'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com'}}"), FOUND},
	{"service-principal-malformed", TRUST("{Service: ''}"), SILENT},
	{"service-principal-unknown", TRUST("{Service: !Sub 'ec2${P}.amazonaws.com'}"), SILENT},
	{"service-principal-unknown", TRUST("{Service: 'lamda.amazonaws.com'}"), FOUND},
	{"trust-policy-resource",
	 ROLE("Resource: '*', Principal: " ACCOUNT ", Action: 'sts:AssumeRole'"), 1, NULL,
	 ROLE("Principal: " ACCOUNT ", Action: 'sts:AssumeRole'")},
	// A statement that an alias brings in has its bytes elsewhere too: no fix may touch them.
	{"trust-policy-resource",
	 "Metadata: {S: &s {Effect: Allow, Resource: '*', Principal: " ACCOUNT
	 ", Action: 'sts:AssumeRole'}}\n"
	 "Resources: {Role: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: "
	 "{Version: '2012-10-17', Statement: [*s]}}}}\n", 1, NULL, ""},
	// --- templates ---
	{"account-parameter-without-pattern",
	 "Parameters: {Account: {Type: String, MinLength: 12, MaxLength: 12}}\n"
	 "Resources: {X: {Type: AWS::S3::Bucket}}\n", FOUND},
	{"account-parameter-without-pattern",
	 "Parameters: {Account: {Type: String, MinLength: 12, MaxLength: 12, "
	 "AllowedPattern: '[0-9]*'}}\n"
	 "Resources: {X: {Type: AWS::S3::Bucket}}\n", SILENT},
	{"account-id-unquoted",
	 "{\"Parameters\": {\"AccountId\": {\"Type\": \"String\", \"Default\": 111111111111}}, "
	 "\"Resources\": {\"X\": {\"Type\": \"AWS::S3::Bucket\"}}}\n", SILENT},
	{"account-id-unquoted",
	 "Resources: {X: {Type: 'Custom::X', Properties: {AccountId: !Sub 111111111111}}}\n",
	 SILENT},
	{"account-id-unquoted",
	 "Resources: {X: {Type: 'Custom::X', Properties: {AccountId: 111111111111}}}\n", FOUND},
	{"account-id-unquoted",
	 "Parameters: {AccountId: {Type: String, Default: 111111111111}}\n"
	 "Resources: {X: {Type: AWS::S3::Bucket}}\n", FOUND},
	{"reference-to-nothing",
	 "Resources:\n"
	 "  Mod: {Type: 'My::Own::Thing::MODULE'}\n"
	 "  B: {Type: AWS::S3::Bucket, Properties: {BucketName: !Ref ModBucket}}\n", SILENT},
	{"reference-to-nothing",
	 "Transform: AWS::LanguageExtensions\n"
	 "Resources:\n"
	 "  'Fn::ForEach::Each':\n"
	 "    - N\n"
	 "    - [a, b]\n"
	 "    - 'Bucket${N}': {Type: AWS::S3::Bucket}\n"
	 "  B: {Type: AWS::S3::Bucket, Properties: {BucketName: !Ref Bucketa}}\n", SILENT},
	{"reference-to-nothing",
	 "Resources:\n"
	 "  B: {Type: AWS::S3::Bucket, Properties: {BucketName: !Ref Bucketa}}\n", FOUND},
	{"reference-to-nothing",
	 "Resources:\n"
	 "  B: {Type: AWS::S3::Bucket, Properties: {BucketName: !GetAtt ['', Arn]}}\n", SILENT},
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
	lint_finish(results, 1, NULL);
}

static void show(const struct judged *j)
{
	for (size_t i = 0; i < j->result.findings.count; i++)
		print_error("%s [%s]\n", j->result.findings.items[i].message,
		            j->result.findings.items[i].rule->name);
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
		for (size_t k = 0; k < j.result.findings.count; k++) {
			const struct diag *d = &j.result.findings.items[k];
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
