// The same for who is named: principals, trust policies, and what is known of them only in
// part before deployment.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/verdict.h"

static void test_service_principals(void **state)
{
#define SERVICE(name) POLICY(TRUST("{\"Service\":\"" name "\"}", "\"sts:AssumeRole\"", ""))
	static const struct sample rows[] = {
		{"a.json", SERVICE("es.amazonaws.com"), NULL},
		{"a.json", SERVICE("m2.amazonaws.com"), NULL},
		{"a.json", SERVICE("brandnew.amazonaws.com"), NULL},
		{"a.json", SERVICE("osis-pipelines.amazonaws.com"), NULL},
		{"a.json", SERVICE("lamda.amazonaws.com"), "TRU014"},
		{"a.json", SERVICE("cloudformatoin.amazonaws.com"), "TRU014"},
		{"a.json", SERVICE("codebuld.amazonaws.com"), "TRU014"},
		{"a.json", SERVICE("ssm.amazonaws.co"), "TRU014"},
	};

	(void)state;
	JUDGE_ALL(rows);
}

// A service that acts for all its customers matters where the role can do much.
static void test_confused_deputies(void **state)
{
#define ROLE(more)                                                                        \
	"Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n"                       \
	"      AssumeRolePolicyDocument:\n        Version: '2012-10-17'\n"                     \
	"        Statement:\n          - {Effect: Allow, Principal: {Service: ssm.amazonaws.com},"   \
	" Action: 'sts:AssumeRole'}\n" more
	static const struct sample rows[] = {
		{"t.yaml", ROLE(""), NULL},
		{"t.yaml", ROLE("      ManagedPolicyArns: ['arn:aws:iam::aws:policy/"
		                "AmazonSSMManagedInstanceCore']\n"), NULL},
		{"t.yaml", ROLE("      Policies:\n        - PolicyName: p\n          PolicyDocument:"
		                " {Version: '2012-10-17', Statement: [{Effect: Allow, Action:"
		                " 's3:GetObject', Resource: '*'}]}\n"), NULL},
		{"t.yaml", ROLE("      ManagedPolicyArns: ['arn:aws:iam::aws:policy/"
		                "AdministratorAccess']\n"), "TRU003"},
		{"t.yaml", ROLE("      Policies:\n        - PolicyName: p\n          PolicyDocument:"
		                " {Version: '2012-10-17', Statement: [{Effect: Allow, Action:"
		                " 'iam:PassRole', Resource: '*'}]}\n"), "TRU003"},
		{"t.yaml", ROLE("      Policies:\n        - PolicyName: p\n          PolicyDocument:"
		                " {Version: '2012-10-17', Statement: [{Effect: Allow, Action:"
		                " '*', Resource: '*'}]}\n"), "TRU003"},
	};

	(void)state;
	JUDGE_ALL(rows);
}

// What a token brings belongs to the provider that gave it.
static void test_tokens(void **state)
{
#define WEB(provider, conditions)                                                         \
	POLICY(TRUST("{\"Federated\":\"arn:aws:iam::111111111111:oidc-provider/" provider "\"}", \
	             "\"sts:AssumeRoleWithWebIdentity\"", conditions))
#define WHERE(conditions) ",\"Condition\":{\"StringLike\":{" conditions "}}"
#define EKS "oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF"
#define GITHUB "token.actions.githubusercontent.com"
	static const struct sample rows[] = {
		{"a.json", WEB(EKS, WHERE("\"" EKS ":sub\":\"system:serviceaccount:app:web\"")), NULL},
		{"a.json", WEB(EKS, WHERE("\"" EKS ":aud\":\"sts.amazonaws.com\"")), NULL},
		{"a.json", WEB(EKS, ""), "TRU023"},
		{"a.json", WEB(EKS, WHERE("\"" EKS ":sub\":\"app:web\"")), "TRU023"},
		{"a.json", WEB(EKS, WHERE("\"https://" EKS ":sub\":\"system:serviceaccount:a:b\"")),
		 "TRU023"},
		{"a.json", WEB("https://" EKS, WHERE("\"" EKS ":aud\":\"sts.amazonaws.com\"")),
		 "TRU023"},
		{"a.json", WEB(EKS, WHERE("\"oidc.eks.eu-west-1.amazonaws.com/id/FF:sub\":"
		                          "\"system:serviceaccount:a:b\"")), "TRU023"},
		{"a.json", WEB(EKS, WHERE("\"" EKS ":sb\":\"system:serviceaccount:a:b\"")), "TRU023"},
		{"a.json", WEB("login.example.com", WHERE("\"saml:aud\":\"x\"")), "TRU023"},
		{"a.json", WEB("login.example.com", WHERE("\"login.example.com:aud\":\"x\"")), NULL},
		{"a.json", WEB("login.example.com", WHERE("\"aws:RequestedRegion\":\"eu-west-1\","
		                                          "\"login.example.com:aud\":\"x\"")), NULL},
		{"a.json", WEB("app.terraform.io", WHERE("\"app.terraform.io:aud\":\"x\"")), "TRU024"},
		{"a.json", WEB("agent.buildkite.com", ""), "TRU024"},
		{"a.json", WEB(GITHUB, WHERE("\"" GITHUB ":aud\":\"sts.amazonaws.com\"")), "TRU024"},
		{"a.json", WEB(GITHUB, WHERE("\"" GITHUB ":sub\":\"repo:a/b:*\"")), NULL},
		{"a.json", WEB("gitlab.com", WHERE("\"gitlab.com:sub\":\"project_path:a/b:*\"")), NULL},
		{"a.json", WEB("app.terraform.io", WHERE("\"app.terraform.io:sub\":\"organization:a:*\"")),
		 NULL},
	};

	(void)state;
	JUDGE_ALL(rows);
}

static void test_trust(void **state)
{
#define OF_SERVICE(name, action) POLICY(TRUST("{\"Service\":\"" name "\"}", action, ""))
#define TWO(principal, more)                                                              \
	"Resources:\n  Caller:\n    Type: AWS::IAM::Role\n    Properties:\n"                  \
	"      RoleName: caller\n      AssumeRolePolicyDocument: {Version: '2012-10-17',"      \
	" Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action:"      \
	" 'sts:AssumeRole'}]}\n  Reader:\n    Type: AWS::IAM::Role\n" more "    Properties:\n" \
	"      RoleName: reader\n      AssumeRolePolicyDocument: {Version: '2012-10-17',"      \
	" Statement: [{Effect: Allow, Principal: {AWS: " principal "}, Action:"                 \
	" 'sts:AssumeRole'}]}\n"
	static const struct sample rows[] = {
		{"a.json", OF_SERVICE("pods.eks.amazonaws.com", "\"sts:AssumeRole\""), "TRU025"},
		{"a.json", OF_SERVICE("rolesanywhere.amazonaws.com",
		                      "[\"sts:AssumeRole\",\"sts:TagSession\"]"), "TRU025"},
		{"a.json", OF_SERVICE("rolesanywhere.amazonaws.com", "\"sts:AssumeRole\""), "TRU025"},
		{"a.json", OF_SERVICE("pods.eks.amazonaws.com",
		                      "[\"sts:AssumeRole\",\"sts:TagSession\"]"), NULL},
		{"a.json", OF_SERVICE("pods.eks.amazonaws.com", "\"sts:*\""), NULL},
		{"a.json", OF_SERVICE("ec2.amazonaws.com", "\"sts:AssumeRole\""), NULL},
		{"a.json", OF_SERVICE("ec2.amazonaws.com", "\"sts:AssumeRoleWithSAML\""), "TRU009"},
		{"a.json", POLICY(TRUST("{\"AWS\":\"111111111111\"}", "\"sts:AssumeRoleWithSAML\"", "")),
		 "TRU009"},
		{"a.json", OF_SERVICE("lambda.amazonaws.com", "\"sts:AssumeRoleWithWebIdentity\""),
		 "TRU009"},
		{"a.json", OF_SERVICE("ssm.ap-southeast-3.amazonaws.com", "\"sts:AssumeRole\""), "TRU015"},
		{"a.json", OF_SERVICE("ssm.eu-west-1.amazonaws.com", "\"sts:AssumeRole\""), "TRU015"},
		{"a.json", OF_SERVICE("lambda.eu-west-1.amazonaws.com", "\"sts:AssumeRole\""), NULL},
		{"a.json", OF_SERVICE("lambda.ap-southeast-3.amazonaws.com", "\"sts:AssumeRole\""), NULL},
		{"t.yaml", TWO("!Sub 'arn:aws:iam::${AWS::AccountId}:role/caller'", ""), "TRU026"},
		{"t.yaml", TWO("!Sub 'arn:aws:iam::${AWS::AccountId}:role/reader'", ""), "TRU026"},
		{"t.yaml", TWO("!Join ['', ['arn:aws:iam::', !Ref AWS::AccountId, ':role/caller']]", ""),
		 "TRU026"},
		{"t.yaml", TWO("!Sub 'arn:aws:iam::${AWS::AccountId}:role/caller'",
		               "    DependsOn: Caller\n"), NULL},
		{"t.yaml", TWO("!GetAtt Caller.Arn", ""), NULL},
		{"t.yaml", TWO("arn:aws:iam::111111111111:role/caller", ""), NULL},
	};

	(void)state;
	JUDGE_ALL(rows);
}

// What deployment fills in hides nothing of what stands around it.
static void test_through_functions(void **state)
{
#define SCP_OF(condition)                                                                 \
	"Resources:\n  P:\n    Type: AWS::Organizations::Policy\n    Properties:\n"           \
	"      Name: p\n      Type: SERVICE_CONTROL_POLICY\n      Content:\n"                 \
	"        Version: '2012-10-17'\n        Statement:\n          - Effect: Deny\n"        \
	"            Action: 's3:DeleteBucket'\n            Resource: '*'\n"                    \
	"            Condition: {ArnNotLike: {'aws:PrincipalArn': " condition "}}\n"
#define ROLE_OF(principal, action)                                                        \
	"Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n"                       \
	"      AssumeRolePolicyDocument:\n        Version: '2012-10-17'\n"                     \
	"        Statement:\n          - {Effect: Allow, Principal: " principal ", Action: "    \
	action ", Condition: {StringEquals: {'SAML:aud': 'https://signin.aws.amazon.com/saml'}}}\n"
#define SERVICE_ROLE(principal)                                                           \
	"Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n"                       \
	"      AssumeRolePolicyDocument:\n        Version: '2012-10-17'\n"                     \
	"        Statement:\n          - {Effect: Allow, Principal: " principal                  \
	", Action: 'sts:AssumeRole'}\n"
	static const struct sample rows[] = {
		{"t.yaml", SCP_OF("!Sub 'arn:${AWS::Partition}:iam::*:role/AWSReservedSSO_Ops_*'"),
		 "IAM095"},
		{"t.yaml", SCP_OF("!Join ['', ['arn:', !Ref AWS::Partition, ':iam::*:ops']]"), "IAM095"},
		{"t.yaml", SCP_OF("!Sub 'arn:${AWS::Partition}:iam::2222222222222:role/ops'"), "IAM105"},
		{"t.yaml", SCP_OF("!Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/ops'"), NULL},
		{"t.yaml", SCP_OF("!Sub 'arn:${AWS::Partition}:iam::*:role/aws-reserved/"
		                  "sso.amazonaws.com/*AWSReservedSSO_Ops_*'"), NULL},
		{"t.yaml", ROLE_OF("{Federated: !Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:"
		                   "saml/okta'}", "'sts:AssumeRoleWithSAML'"), "TRU008"},
		{"t.yaml", ROLE_OF("{Federated: !Sub 'arn:${AWS::Partition}:iam::222222222:"
		                   "saml-provider/okta'}", "'sts:AssumeRoleWithSAML'"), "TRU008"},
		{"t.yaml", ROLE_OF("{Federated: !Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:"
		                   "saml-provider/okta'}", "'sts:AssumeRoleWithSAML'"), NULL},
		{"t.yaml", SERVICE_ROLE("!Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root'"),
		 "IAM004"},
		{"t.yaml", SERVICE_ROLE("{Service: !Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:"
		                        "root'}"), "TRU013"},
		{"t.yaml", SERVICE_ROLE("{Service: !Sub 'ec2.${AWS::URLSuffix}'}"), NULL},
		{"t.yaml", IN_MANAGED(NEW, OF("!Sub 'arn:${AWS::Partition}:iam::role/app'")), "IAM063"},
		{"t.yaml", IN_MANAGED(NEW, OF("!Sub 'arn:${AWS::Partition}:s3:logs'")), "IAM063"},
		{"t.yaml", IN_MANAGED(NEW, OF("!Sub 'arn:${AWS::Partition}:s3:::logs'")), NULL},
	};

	(void)state;
	JUDGE_ALL(rows);
}

// Principals that stand nowhere, and tokens of a SAML provider.
static void test_principals(void **state)
{
#define SAML(conditions)                                                                  \
	POLICY(TRUST("{\"Federated\":\"arn:aws:iam::111111111111:saml-provider/okta\"}",     \
	             "\"sts:AssumeRoleWithSAML\"", ",\"Condition\":{\"StringEquals\":{"         \
	             conditions "}}"))
	static const struct sample rows[] = {
		{"a.json", SERVICE("*"), "TRU013"},
		{"a.json", SERVICE("s3.amazon.com"), "TRU013"},
		{"a.json", SERVICE("*.amazonaws.com"), "TRU013"},
		{"a.json", POLICY(TRUST("{\"Service\":\"*\"}", "\"sqs:SendMessage\"",
		                        ",\"Resource\":\"*\"")), "TRU013"},
		{"a.json", POLICY(TRUST("{\"Service\":\"sns.amazonaws.com\"}", "\"sqs:SendMessage\"",
		                        ",\"Resource\":\"arn:aws:sqs:eu-west-1:111111111111:q\"")), NULL},
		{"a.json", POLICY(TRUST("\"*\"", "\"sts:AssumeRole\"",
		                        ",\"Condition\":{\"StringEquals\":{\"aws:PrincipalOrgID\":"
		                        "\"o-a1b2c3d4e5\"}}")), "TRU027"},
		{"a.json", POLICY(TRUST("[\"*\"]", "[\"sts:AssumeRole\",\"sts:TagSession\"]", "")),
		 "TRU027"},
		{"a.json", POLICY("{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":"
		                  "\"sts:AssumeRole\"},"
		                  TRUST("{\"AWS\":\"111111111111\"}", "\"sts:AssumeRole\"", "")), "TRU027"},
		{"a.json", POLICY(TRUST("{\"AWS\":\"*\"}", "\"sts:AssumeRole\"",
		                        ",\"Condition\":{\"StringEquals\":{\"aws:PrincipalOrgID\":"
		                        "\"o-a1b2c3d4e5\"}}")), NULL},
		{"a.json", POLICY(TRUST("\"*\"", "\"ecr:BatchGetImage\"", "")), NULL},
		{"a.json", POLICY(TRUST("\"*\"", "\"elasticfilesystem:ClientMount\"", "")), NULL},
		{"a.json", POLICY(TRUST("{\"AWS\":\"arn:aws:iam::111111111111:role/"
		                        "AWSReservedSSO_Ops_0123456789abcdef\"}", "\"sts:AssumeRole\"",
		                        "")), "IAM095"},
		{"a.json", POLICY(TRUST("{\"AWS\":\"arn:aws:iam::111111111111:role/aws-reserved/"
		                        "sso.amazonaws.com/AWSReservedSSO_Ops_0123456789abcdef\"}",
		                        "\"sts:AssumeRole\"", "")), NULL},
		{"a.json", SAML("\"SAML:aud\":\"https://signin.aws.amazon.com/saml\""), NULL},
		{"a.json", SAML("\"saml:edupersonorgdn\":\"example\""), NULL},
		{"a.json", SAML("\"saml:iss\":\"x\",\"aws:RequestTag/team\":\"x\""), NULL},
		{"a.json", SAML("\"SAML:audience\":\"x\""), "TRU023"},
		{"a.json", SAML("\"saml:groups\":\"x\""), "TRU023"},
		{"a.json", SAML("\"login.example.com:aud\":\"x\""), "TRU023"},
		{"a.json", SAML("\"accounts.google.com:aud\":\"x\""), "TRU023"},
		{"a.json", WEB(EKS, WHERE("\"" EKS ":sub\":\"serviceaccount:app:*\"")), "TRU023"},
		{"a.json", WEB(EKS, WHERE("\"" EKS ":sub\":\"system:*\"")), NULL},
		{"a.json", WEB(EKS, WHERE("\"" EKS ":sub\":\"system:serviceaccount:*:web\"")), NULL},
		{"a.json", POLICY(TRUST("{\"Service\":\"lambda.amazonaws.com\"}",
		                        "\"lambda:InvokeFunction\"", "")), "IAM018"},
		{"a.json", POLICY(TRUST("{\"Service\":\"ec2.amazonaws.com\"}", "\"iam:PassRole\"", "")),
		 "IAM018"},
		{"a.json", POLICY(TRUST("{\"AWS\":\"111111111111\"}", "[\"kms:Decrypt\",\"kms:Encrypt\"]",
		                        "")), "IAM018"},
		{"a.json", POLICY(TRUST("{\"AWS\":\"111111111111\"}",
		                        "[\"ecr:BatchGetImage\",\"ecr:GetDownloadUrlForLayer\"]", "")), NULL},
	};

	(void)state;
	JUDGE_ALL(rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_service_principals),
		cmocka_unit_test(test_confused_deputies),
		cmocka_unit_test(test_tokens),
		cmocka_unit_test(test_trust),
		cmocka_unit_test(test_through_functions),
		cmocka_unit_test(test_principals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
