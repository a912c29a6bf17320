// Small policies with their right verdict: what AWS refuses, or what can never work, has an
// error or a warning of this rule; what AWS takes and does as written has neither.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/verdict.h"

// Actions that the list of all actions gives no resource are asked for one all the same.
static void test_actions_for_all(void **state)
{
	static const struct sample rows[] = {
		{"a.json", POLICY(ALLOW("\"iam:ListPolicies\"",
		                        "\"arn:aws:iam::111111111111:policy/*\"")), NULL},
		{"a.json", POLICY(ALLOW("\"logs:DescribeLogGroups\"",
		                        "\"arn:aws:logs:*:111111111111:log-group::log-stream:\"")),
		 NULL},
		{"a.json", POLICY(ALLOW("\"ssmmessages:OpenDataChannel\"",
		                        "\"arn:aws:ssm:*:*:session/${aws:userid}-*\"")), NULL},
		{"a.json", POLICY(ALLOW("\"ec2:DescribeVpcs\"",
		                        "\"arn:aws:ec2:*:111111111111:vpc/*\"")), "IAM097"},
		{"a.json", POLICY(ALLOW("\"ec2:DescribeImages\"",
		                        "\"arn:aws:ec2:*::image/*\"")), "IAM097"},
		{"a.json", POLICY(ALLOW("[\"ec2:DescribeTags\",\"ec2:DescribeRegions\"]",
		                        "\"arn:aws:ec2:*:111111111111:*\"")), "IAM097"},
	};

	(void)state;
	JUDGE_ALL(rows);
}

// A resource's own policy may deny everyone what is about itself.
static void test_kinds(void **state)
{
	static const struct sample rows[] = {
		{"vault.json", POLICY(DENY_ALL("\"backup:DeleteRecoveryPoint\"", "")), NULL},
		{"files.json", POLICY(DENY_ALL("\"*\"", ",\"Condition\":{\"Bool\":"
		                               "{\"aws:SecureTransport\":\"false\"}}")), NULL},
		{"secret.json", POLICY(DENY_ALL("\"secretsmanager:DeleteSecret\"", "")), NULL},
		{"resource_control_policies/vault.json",
		 POLICY(DENY_ALL("[\"backup:DeleteRecoveryPoint\",\"backup:UpdateRecoveryPointLifecycle\"]",
		                 "")), NULL},
		{"edge.rcp.json", POLICY(DENY_ALL("\"*\"", "")), "RCP005"},
		{"edge.json", POLICY(DENY_ALL("[\"s3:*\",\"backup:*\"]",
		                              ",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":"
		                              "\"false\"}}")), "RCP006"},
		{"issuers.json", POLICY(DENY_ALL("\"sts:AssumeRoleWithWebIdentity\"",
		                                 ",\"Condition\":{\"StringNotEquals\":"
		                                 "{\"aws:ResourceOrgID\":\"o-a1b2c3d4e5\"}}")
		                        ",{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":"
		                        "\"sts:AssumeRoleWithWebIdentity\"}"), "IAM018"},
	};

	(void)state;
	JUDGE_ALL(rows);
}

// The other types of policies of an organization are none of IAM.
static void test_organization_policies(void **state)
{
#define OF_TYPE(type, content)                                                            \
	"Parameters: {Kind: {Type: String}}\nResources:\n  P:\n"                              \
	"    Type: AWS::Organizations::Policy\n    Properties:\n      Name: p\n"              \
	"      Type: " type "\n      Content: " content "\n"
	static const struct sample rows[] = {
		{"t.yaml", OF_TYPE("TAG_POLICY", "{tags: {team: {tag_key: {'@@assign': Team}}}}"),
		 NULL},
		{"t.yaml", OF_TYPE("DECLARATIVE_POLICY_EC2", "{ec2_attributes: {}}"), NULL},
		{"t.yaml", OF_TYPE("!Ref Kind", "{plans: {}}"), NULL},
		{"t.yaml", OF_TYPE("SERVICE_CONTROL_POLICY", "{plans: {}}"), "IAM017"},
		{"t.yaml", OF_TYPE("RESOURCE_CONTROL_POLICY", "{plans: {}}"), "IAM017"},
		{"t.yaml", OF_TYPE("SERVICE_CONTROL_POLICY",
		                   "'{\"Version\": \"2012-10-17\", \"Statement\": []}'"), "IAM017"},
	};

	(void)state;
	JUDGE_ALL(rows);
}

static void test_services(void **state)
{
	static const struct sample rows[] = {
		{"a.scp.json", POLICY(DENY_IF("\"macie:*\"", "\"*\"", "")), NULL},
		{"a.scp.json", POLICY(DENY_IF("\"iot1click:*\"", "\"*\"", "")), NULL},
		{"a.scp.json", POLICY(DENY_IF("\"newservice:*\"", "\"*\"", "")), NULL},
		{"a.json", POLICY(ALLOW("\"macie:*\"", "\"*\"")), "IAM051"},
		{"a.json", POLICY(ALLOW("\"newservice:*\"", "\"*\"")), "IAM051"},
		{"a.scp.json", POLICY(DENY_IF("\"dynamdb:*\"", "\"*\"", "")), "IAM051"},
	};

	(void)state;
	JUDGE_ALL(rows);
}

// What IAM refuses when a policy is kept.
static void test_refused(void **state)
{
	static const struct sample rows[] = {
		{"a.json", POLICY(ALLOW("\"s3:GetObject\"", "\"\"")), "IAM063"},
		{"a.json", POLICY(ALLOW("\"s3:GetObject\"", "[\"\"]")), "IAM063"},
		{"a.json", POLICY(ALLOW("[]", "\"*\"")), "IAM020"},
		{"a.json", POLICY(ALLOW("\"s3:GetObject\"", "[]")), "IAM020"},
		{"t.yaml", IN_MANAGED("", OF("'*'")), "IAM011"},
		{"t.yaml", IN_MANAGED("Version: '2008-10-17', ", OF("'*'")), "IAM012"},
		{"t.yaml", IN_MANAGED(NEW, OF("'arn:aws:iam:us-east-1:111111111111:role/a'")),
		 "IAM096"},
		{"t.yaml", IN_MANAGED(NEW, OF("'arn:aws:iam:*:111111111111:role/a'")), "IAM096"},
		{"t.yaml", IN_MANAGED(NEW, OF("!Sub 'arn:aws:iam:${AWS::Region}:"
		                              "${AWS::AccountId}:role/a'")), "IAM096"},
		{"t.yaml", IN_MANAGED(NEW, OF("'arn:aws:s3:eu-west-1::logs/*'")), "IAM096"},
		{"t.yaml", IN_MANAGED(NEW, OF("'arn:aws:*:*:111111111111:*'")), "IAM098"},
		{"t.yaml", IN_MANAGED(NEW, OF("'arn:aws:dynamo*:*:111111111111:*'")), "IAM098"},
		{"t.yaml", IN_MANAGED(NEW, OF("'arn:aws:iam::111111111111:app'")), "IAM098"},
		{"a.json", POLICY(ALLOW("\"iam:GetRole\"",
		                        "\"arn:aws:iam::111111111111:roles/app\"")), "IAM098"},
		{"t.yaml", IN_MANAGED(NEW, "{Effect: Allow, Action: 's3:GetObject',"
		                           " Resource: 'arn:aws:s3:*:*:accesspoint/a'}"), NULL},
		{"t.yaml", IN_MANAGED(NEW, "{Effect: Allow, Action: 'iam:GetRole',"
		                           " Resource: 'arn:aws:iam::*:role/*'}"), NULL},
		{"t.yaml", IN_MANAGED(NEW, "{Effect: Allow, Action: 'sts:AssumeRoot',"
		                           " Resource: 'arn:aws:iam::*:root'}"), NULL},
		{"t.yaml", IN_MANAGED(NEW, "{Effect: Allow, Action: 'iam:GetRole',"
		                           " Resource: !Sub 'arn:aws:iam::${AWS::AccountId}:*'}"),
		 NULL},
		{"a.scp.json", POLICY(DENY_IF("\"iam:*\"", "\"arn:aws:iam:*:*:role/a\"", "")), NULL},
		{"t.yaml", "Resources:\n  Q:\n    Type: AWS::SQS::QueuePolicy\n    Properties:\n      Queues: [a]\n"
		           "      PolicyDocument: {Version: '2008-10-17', Statement: [{Effect: Allow,"
		           " Principal: {AWS: '111111111111'}, Action: 'sqs:SendMessage',"
		           " Resource: 'arn:aws:sqs:eu-west-1:111111111111:a'}]}\n", NULL},
	};

	(void)state;
	JUDGE_ALL(rows);
}

// What means to be a policy is judged as one.
static void test_almost_policies(void **state)
{
	static const struct sample rows[] = {
		{"a.json", "{\"Statment\":[" ALLOW("\"s3:GetObject\"", "\"*\"") "]}", "IAM015"},
		{"a.json", "{\"version\":\"2012-10-17\",\"statement\":[{\"effect\":\"Allow\","
		           "\"action\":\"s3:GetObject\",\"resource\":\"*\"}]}", "IAM015"},
		{"a.json", "{\"Version\":\"2012-10-17\",\"Statement\":[\"all\"]}", "IAM023"},
		{"a.json", "{\"Version\":\"2012-10-17\",\"Statement\":\"all\"}", "IAM023"},
		{"a.json", "{\"Version\":\"2012-10-17\",\"Id\":{\"a\":\"b\"},\"Statement\":["
		           ALLOW("\"s3:GetObject\"", "\"*\"") "]}", "IAM023"},
		{"a.json", "{\"Version\":\"2012-10-17\",\"Owner\":\"me\",\"Statement\":["
		           ALLOW("\"s3:GetObject\"", "\"*\"") "]}", "IAM015"},
		{"a.json", ALLOW("\"s3:GetObject\"", "\"*\""), "DOC106"},
		{"a.json", "[" ALLOW("\"s3:GetObject\"", "\"*\"") "]", "DOC106"},
		{"a.json", "[" ALLOW("\"s3:GetObject\"", "\"*\"") ","
		           DENY_IF("\"s3:PutObject\"", "\"*\"", "") "]", "DOC106"},
		// A trust policy has no Resource, and neither has its statement alone.
		{"a.json", "{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":"
		           "{\"AWS\":\"222222222222\"}}", "DOC106"},
		{"a.json", "[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":"
		           "{\"AWS\":\"222222222222\"}}]", "DOC106"},
		{"a.json", "{\"$schema\":\"x\",\"Version\":\"2012-10-17\",\"Id\":\"a\",\"Statement\":["
		           ALLOW("\"s3:GetObject\"", "\"*\"") "]}", NULL},
		{"a.json", "{\"statement\":\"SELECT\"}", NULL},
		{"a.json", "[{\"Effect\":\"fade\",\"Action\":\"show\"}]", NULL},
	};

	(void)state;
	JUDGE_ALL(rows);
}

// An ARN must be one of what the actions act on, in all its fields.
static void test_resources(void **state)
{
#define ON(action, resource) "a.json", POLICY(ALLOW("\"" action "\"", "\"" resource "\""))
#define BOTH(resource) POLICY(ALLOW("[\"s3:PutObject\",\"s3:ListBucketVersions\"]", resource))
	static const struct sample rows[] = {
		{ON("s3:ListBucketVersions", "arn:aws:s3:::logs/*"), "IAM068"},
		{ON("s3:DeleteObject", "arn:aws:s3:::logs"), "IAM068"},
		{"a.json", BOTH("\"arn:aws:s3:::logs/*\""), "IAM101"},
		{"a.json", BOTH("[\"arn:aws:s3:::logs/*\",\"arn:aws:s3:::logs\"]"), NULL},
		{"a.json", BOTH("\"arn:aws:s3:::logs*\""), NULL},
		{"a.json", BOTH("\"arn:aws:s3:::*\""), NULL},
		{ON("kms:Encrypt", "arn:aws:kms:eu-west-1:111111111111:alias/app"), "IAM068"},
		{ON("kms:CreateAlias", "arn:aws:kms:eu-west-1:111111111111:alias/app"), NULL},
		{ON("logs:GetLogEvents", "arn:aws:logs:eu-west-1:111111111111:log-group:/app"),
		 "IAM068"},
		{ON("logs:GetLogEvents", "arn:aws:logs:eu-west-1:111111111111:log-group:/app:*"),
		 NULL},
		{ON("logs:DescribeLogStreams",
		    "arn:aws:logs:eu-west-1:111111111111:log-group:/app:*"), NULL},
		{ON("logs:CreateLogStream", "arn:aws:logs:*:*:/aws-glue/*"), NULL},
		{ON("logs:CreateLogStream", "arn:aws:logs:eu-west-1:111111111111:/aws-glue/*"),
		 "IAM068"},
		{ON("sts:AssumeRole", "arn:aws:sts::111111111111:role/deploy"), "IAM068"},
		{ON("sns:Publish", "arn:aws:sqs:eu-west-1:111111111111:jobs"), "IAM068"},
		{ON("ec2:StopInstances", "arn:aws:ec2:*:111111111111:volume/*"), "IAM068"},
		{ON("ec2:RunInstances", "arn:aws:ec2:*::image/ami-*"), NULL},
		{ON("sns:Publish", "arn:aws:sns:eu-west-1:111111111111:"), "IAM068"},
		{ON("secretsmanager:GetSecretValue",
		    "arn:aws:secretsmanager:eu-west-1:111111111111:secret:db"), "IAM068"},
		{ON("secretsmanager:GetSecretValue",
		    "arn:aws:secretsmanager:eu-west-1:111111111111:secret:db-??????"), NULL},
		{ON("ssm:PutParameter", "arn:aws:ssm:*:111111111111:parameterdb/*"), "IAM068"},
		{ON("ssm:PutParameter", "arn:aws:ssm:*:111111111111:parameter/db/*"), NULL},
		{ON("ssm:PutParameter", "arn:aws:ssm:*:111111111111:parameter//db"), "IAM102"},
		{ON("ssm:StartAutomationExecution",
		    "arn:aws:ssm:*:111111111111:automation-definition/AWS-StopEC2Instance:*"), "IAM102"},
		{ON("ssm:SendCommand", "arn:aws:ssm:*:*:document/AWS-RunShellScript"), NULL},
		{ON("ssm:SendCommand", "arn:aws:ssm:eu-west-1::document/AWS-RunShellScript"), NULL},
		{ON("ssm:SendCommand", "arn:aws:ssm:*:111111111111:document/Mine"), NULL},
		{ON("sqs:ReceiveMessage", "arn:aws:sqs:::jobs"), "IAM100"},
		{ON("lambda:InvokeFunction", "arn:aws:lambda::111111111111:function:f"), "IAM100"},
		{ON("lambda:InvokeFunction", "arn:aws:lambda:eu-west-1::function:f"), "IAM100"},
		{ON("iam:PassRole", "arn:aws:iam:::role/f"), "IAM100"},
		{ON("lambda:*", "arn:aws:lambda:::function:f"), "IAM100"},
		{ON("lambda:InvokeFunction", "arn:aws:lambda:*:*:function:f"), NULL},
		{ON("lambda:InvokeFunction", "arn:aws:lambda:eu-west-1:111111111111:function:f:live"),
		 NULL},
		{ON("route53:GetHostedZone", "arn:aws:route53:::hostedzone/Z0"), NULL},
		{ON("apigateway:GET", "arn:aws:apigateway:eu-west-1::/restapis/a"), NULL},
		{ON("cloudformation:CreateChangeSet",
		    "arn:aws:cloudformation:eu-west-1:aws:transform/Serverless-2016-10-31"), NULL},
		{ON("cloudformation:CreateChangeSet",
		    "arn:aws:cloudformation:eu-west-1:111111111111:stacks/app/*"), "IAM068"},
		{ON("sqs:SendMessage", "arn:aws:sqs:us-gov-west-1:111111111111:q"), "IAM103"},
		{ON("sqs:SendMessage", "arn:aws-cn:sqs:eu-west-1:111111111111:q"), "IAM103"},
		{ON("sqs:SendMessage", "arn:aws-us-gov:sqs:us-gov-west-1:111111111111:q"), NULL},
	};

	(void)state;
	JUDGE_ALL(rows);
}

// Each action has its own keys, and each kind of its resources, too.
static void test_keys(void **state)
{
#define NULL_TAG "\"Null\":{\"aws:RequestTag/team\":\"true\"}"
#define PREFIX "\"StringLike\":{\"s3:prefix\":\"a/*\"}"
#define TAGGED "\"StringEquals\":{\"aws:ResourceTag/team\":\"blue\"}"
	static const struct sample rows[] = {
		{"a.scp.json", POLICY(DENY_IF("\"ec2:CreateSubnet\"", "\"*\"", NULL_TAG)), "IAM104"},
		{"a.scp.json", POLICY(DENY_IF("\"ec2:CreateSubnet\"", "\"arn:aws:ec2:*:*:vpc/*\"",
		                              NULL_TAG)), "IAM104"},
		{"a.scp.json", POLICY(DENY_IF("\"ec2:RunInstances\"", "\"*\"",
		                              "\"StringNotEquals\":{\"ec2:InstanceType\":\"t3.nano\"}")),
		 "IAM104"},
		{"a.scp.json", POLICY(DENY_IF("\"ec2:CreateVolume\"", "\"*\"",
		                              "\"StringNotEquals\":{\"ec2:InstanceType\":\"t3.nano\"}")),
		 "IAM104"},
		{"a.scp.json", POLICY(DENY_IF("[\"s3:PutObject\",\"s3:GetObject\"]", "\"*\"",
		                              "\"StringNotLike\":{\"s3:prefix\":\"a/*\"}")), "IAM104"},
		{"a.scp.json", POLICY(DENY_IF("\"ec2:CreateVolume\"", "\"*\"",
		                              "\"StringNotEquals\":{\"ec2:VolumeType\":\"gp3\"}")), NULL},
		{"a.scp.json", POLICY(DENY_IF("\"ec2:CreateVolume\"", "\"*\"",
		                              "\"StringNotEquals\":{\"ec2:Region\":\"eu-west-1\"}")), NULL},
		{"a.json", POLICY(ALLOW_IF("[\"ec2:StartInstances\",\"ec2:DescribeInstances\"]", "\"*\"",
		                           "\"StringEquals\":{\"ec2:ResourceTag/team\":\"blue\"}")),
		 "IAM055"},
		{"a.scp.json", POLICY(DENY_IF("\"ec2:CreateSubnet\"", "\"arn:aws:ec2:*:*:subnet/*\"",
		                              NULL_TAG)), NULL},
		{"a.scp.json", POLICY(DENY_IF("\"ec2:RunInstances\"", "\"*\"",
		                              "\"StringNotEqualsIfExists\":{\"ec2:InstanceType\":"
		                              "\"t3.nano\"}")), NULL},
		{"a.scp.json", POLICY(DENY_IF("\"ec2:RunInstances\"", "\"arn:aws:ec2:*:*:instance/*\"",
		                              "\"StringNotEquals\":{\"ec2:InstanceType\":\"t3.nano\"}")),
		 NULL},
		{"a.json", POLICY(ALLOW_IF("[\"s3:ListBucket\",\"s3:DeleteObject\"]", "\"*\"", PREFIX)),
		 "IAM055"},
		{"a.json", POLICY(ALLOW_IF("\"s3:DeleteObject\"", "\"*\"", PREFIX)), "IAM055"},
		{"a.json", POLICY(ALLOW_IF("[\"s3:ListBucket\",\"s3:ListBucketVersions\"]", "\"*\"",
		                           PREFIX)), NULL},
		{"a.json", POLICY(ALLOW_IF("\"ec2:DescribeVolumes\"", "\"*\"", TAGGED)), "IAM055"},
		{"a.json", POLICY(ALLOW_IF("\"ec2:DeleteVolume\"", "\"*\"", TAGGED)), NULL},
		{"a.json", POLICY(ALLOW_IF("\"ssm:GetOpsItem\"", "\"*\"",
		                           "\"StringEquals\":{\"ssm:resourceTag/team\":\"blue\"}")), NULL},
		{"a.json", POLICY(ALLOW_IF("\"ssm:SendCommand\"",
		                           "[\"arn:aws:ec2:*:*:instance/*\","
		                           "\"arn:aws:ssm:*:*:document/AWS-RunShellScript\"]",
		                           "\"StringEquals\":{\"ssm:resourceTag/team\":\"blue\"}")),
		 "IAM108"},
		{"a.json", POLICY(ALLOW_IF("\"ssm:SendCommand\"", "\"arn:aws:ec2:*:*:instance/*\"",
		                           "\"StringEquals\":{\"ssm:resourceTag/team\":\"blue\"}") ","
		                  ALLOW("\"ssm:SendCommand\"",
		                        "\"arn:aws:ssm:*:*:document/AWS-RunShellScript\"")), NULL},
		{"a.json", POLICY(ALLOW_IF("\"dynamodb:Query\"", "\"*\"", "\"StringEquals\":"
		                           "{\"dynamodb:LeadingKeys\":\"${aws:userid}\"}")), "IAM060"},
		{"a.json", POLICY(ALLOW_IF("\"events:PutEvents\"", "\"*\"", "\"StringEquals\":"
		                           "{\"events:source\":\"app\"}")), "IAM060"},
		{"a.json", POLICY(ALLOW_IF("\"dynamodb:Query\"", "\"*\"",
		                           "\"ForAllValues:StringEquals\":{\"dynamodb:LeadingKeys\":"
		                           "\"${aws:userid}\"},\"Null\":{\"dynamodb:LeadingKeys\":"
		                           "\"false\"}")), NULL},
	};

	(void)state;
	JUDGE_ALL(rows);
}

// Values and variables that no request has.
static void test_values(void **state)
{
#define IF(key, value) "\"StringEquals\":{\"" key "\":\"" value "\"}"
#define PASS(value)                                                                       \
	POLICY(ALLOW_IF("\"iam:PassRole\"", "\"*\"", IF("iam:PassedToService", value)))
#define DECRYPT(value)                                                                    \
	POLICY(ALLOW_IF("\"kms:Decrypt\"", "\"*\"", IF("kms:ViaService", value)))
#define PATHS(value)                                                                      \
	POLICY(ALLOW_IF("\"s3:GetObject\"", "\"*\"", "\"ForAnyValue:StringLike\":{"             \
	                "\"aws:PrincipalOrgPaths\":\"" value "\"}"))
#define EXEMPT(account)                                                                   \
	POLICY(DENY_IF("\"s3:PutObject\"", "\"*\"", "\"ArnNotLike\":{\"aws:PrincipalArn\":"     \
	               "\"arn:aws:iam::" account ":role/deploy\"}"))
#define HOME(variable) POLICY(ALLOW("\"s3:GetObject\"", "\"arn:aws:s3:::logs/" variable "/*\""))
#define OF_ROLE(variable)                                                                 \
	"Resources:\n  R:\n    Type: AWS::IAM::RolePolicy\n    Properties:\n"                 \
	"      RoleName: r\n      PolicyName: p\n      PolicyDocument:\n"                     \
	"        Version: '2012-10-17'\n        Statement:\n          - {Effect: Allow,"        \
	" Action: 's3:GetObject', Resource: 'arn:aws:s3:::logs/" variable "/*'}\n"
	static const struct sample rows[] = {
		{"a.json", PASS("ec2"), "IAM105"},
		{"a.json", PASS("ec2.amazonaws.com"), NULL},
		{"a.json", DECRYPT("secretsmanager.amazonaws.com"), "IAM105"},
		{"a.json", DECRYPT("secretsmanager.eu-west-1.amazonaws.com"), NULL},
		{"a.json", PATHS("o-a1b2c3d4e5/r-ab12/ou-ab12-11111111"), "IAM105"},
		{"a.json", PATHS("o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/"), NULL},
		{"a.json", PATHS("o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*"), NULL},
		{"a.scp.json", EXEMPT("1111111111111"), "IAM105"},
		{"a.scp.json", EXEMPT("11111111111"), "IAM105"},
		{"a.scp.json", EXEMPT("111111111111"), NULL},
		{"a.scp.json", EXEMPT("*"), NULL},
		{"a.json", POLICY(ALLOW_IF("\"s3:GetObject\"", "\"*\"",
		                           IF("aws:PrincipalOrgID", "a1b2c3d4e5"))), "IAM105"},
		{"a.json", POLICY(ALLOW_IF("\"s3:GetObject\"", "\"*\"",
		                           IF("aws:PrincipalType", "role"))), "IAM105"},
		{"a.json", POLICY(ALLOW_IF("\"s3:GetObject\"", "\"*\"",
		                           IF("aws:PrincipalType", "AssumedRole"))), NULL},
		{"a.json", POLICY(ALLOW_IF("\"s3:GetObject\"", "\"*\"",
		                           IF("aws:PrincipalAccount", "1111-1111-1111"))), "IAM094"},
		{"a.json", POLICY(ALLOW_IF("\"s3:GetObject\"", "\"*\"",
		                           IF("aws:RequestedRegion", "eu-west-9"))), "SCP011"},
		{"a.json", POLICY(ALLOW_IF("\"s3:GetObject\"", "\"*\"",
		                           IF("aws:RequestedRegion", "us-west-3"))), "SCP011"},
		{"a.json", POLICY(ALLOW_IF("\"s3:GetObject\"", "\"*\"",
		                           IF("aws:RequestedRegion", "ap-southeast-7"))), NULL},
		{"a.json", POLICY(ALLOW_IF("\"s3:GetObject\"", "\"*\"",
		                           IF("aws:RequestedRegion", "HomeRegion"))), NULL},
		{"iam/app-role-policy.json", HOME("${aws:username}"), "IAM106"},
		{"task_role.json", HOME("${aws:username}"), "IAM106"},
		{"Reader-Role.json", HOME("${aws:username}"), "IAM106"},
		{"assume-role.json", HOME("${aws:username}"), NULL},
		{"role-of-users.json", HOME("${aws:username}"), NULL},
		{"roles/home.json", HOME("${aws:username}"), NULL},
		{"a.json", HOME("${aws:usernam}"), "IAM106"},
		{"a.json", HOME("${aws:username}"), NULL},
		{"a.json", HOME("${aws:PrincipalTag/team, none}"), "IAM037"},
		{"a.json", HOME("${aws:PrincipalTag/team, 'none}"), "IAM037"},
		{"a.json", HOME("${aws:PrincipalTag/team, 'none'}"), NULL},
		{"t.yaml", OF_ROLE("${aws:username}"), "IAM106"},
		{"t.yaml", OF_ROLE("${aws:userid}"), NULL},
		{"a.json", POLICY(ALLOW_IF("\"s3:GetObject\"", "\"*\"",
		                           IF("aws:PrincipalOrgID", "${aws:PrincipalOrgID}"))), "IAM106"},
		{"a.json", POLICY(ALLOW_IF("\"s3:GetObject\"", "\"*\"",
		                           IF("aws:ResourceOrgID", "${aws:PrincipalOrgID}"))), NULL},
	};

	(void)state;
	JUDGE_ALL(rows);
}

// The policy of a resource is about that resource.
static void test_other_services(void **state)
{
#define OF_BUCKET(action, resource)                                                       \
	"Resources:\n  P:\n    Type: AWS::S3::BucketPolicy\n    Properties:\n"                \
	"      Bucket: logs\n      PolicyDocument: {Version: '2012-10-17', Statement: ["       \
	"{Effect: Allow, Principal: {AWS: '111111111111'}, Action: '" action "', Resource: "   \
	resource "}]}\n"
	static const struct sample rows[] = {
		{"t.yaml", OF_BUCKET("sqs:SendMessage", "!Sub 'arn:aws:s3:::${AWS::StackName}/*'"),
		 "IAM107"},
		{"t.yaml", OF_BUCKET("kms:Encrypt", "'arn:aws:s3:::logs/*'"), "IAM107"},
		{"t.yaml", OF_BUCKET("s3:GetObject", "'*'"), "IAM107"},
		{"t.yaml", OF_BUCKET("s3:GetObject", "'arn:aws:s3:::logs/*'"), NULL},
		{"t.yaml", "Resources:\n  K:\n    Type: AWS::KMS::Key\n    Properties:\n"
		           "      KeyPolicy: {Version: '2012-10-17', Statement: [{Effect: Allow,"
		           " Principal: {AWS: '111111111111'}, Action: 'kms:*', Resource: '*'}]}\n",
		 NULL},
		{"a.json", POLICY(TRUST("{\"AWS\":\"111111111111\"}", "\"kms:Decrypt\"",
		                        ",\"Resource\":\"arn:aws:s3:::logs/*\"")), "IAM068"},
		{"a.json", POLICY(TRUST("{\"AWS\":\"111111111111\"}", "\"s3:GetObject\"",
		                        ",\"Resource\":\"arn:aws:sqs:eu-west-1:111111111111:q\"")),
		 "IAM068"},
		{"a.json", POLICY(TRUST("{\"AWS\":\"111111111111\"}", "\"kms:Decrypt\"",
		                        ",\"Resource\":\"*\"")), NULL},
	};

	(void)state;
	JUDGE_ALL(rows);
}

// Of a policy on its own only what is too large for every role is warned of.
static void test_sizes(void **state)
{
#define TEN(text) text text text text text text text text text text
#define LONG(text) "[" TEN(TEN("\"arn:aws:s3:::reports-of-a-team-with-a-long-name/*\"," text)) "\"*\"]"
#define TYPE_WITH(type, property, more, policy)                                           \
	"Resources:\n  X:\n    Type: " type "\n    Properties:\n" more                         \
	"      " property ": " policy "\n"
#define TO_ALL(action)                                                                    \
	"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"    \
	"\"111111111111\"},\"Action\":\"" action "\",\"Resource\":" LONG(LONGER) "}]}"
#define LONGER TEN("\"arn:aws:s3:::some-other-bucket\",")
	static const struct sample rows[] = {
		{"a.json", POLICY(ALLOW("\"s3:GetObject\"", LONG(""))), NULL},
		{"a.json", POLICY(ALLOW("\"s3:*\"", LONG("\"arn:aws:s3:::an-archive/*\","))), NULL},
		{"a.json", POLICY(ALLOW("\"s3:*\"",
		                        LONG("\"arn:aws:s3:::an-archive-of-many-more-years/old/*\","
		                             "\"arn:aws:s3:::logs/*\","))), "IAM041"},
		{"t.yaml", TYPE_WITH("AWS::S3::BucketPolicy", "PolicyDocument", "      Bucket: logs\n",
		                     TO_ALL("s3:ListBucket")), "IAM041"},
		{"t.yaml", TYPE_WITH("AWS::KMS::Key", "KeyPolicy", "", TO_ALL("kms:Decrypt")), "IAM041"},
		{"t.yaml", TYPE_WITH("AWS::SecretsManager::ResourcePolicy", "ResourcePolicy",
		                     "      SecretId: s\n", TO_ALL("secretsmanager:GetSecretValue")),
		 "IAM041"},
		{"t.yaml", TYPE_WITH("AWS::S3::BucketPolicy", "PolicyDocument", "      Bucket: logs\n",
		                     POLICY(TRUST("{\"AWS\":\"111111111111\"}", "\"s3:ListBucket\"",
		                                  ",\"Resource\":\"arn:aws:s3:::logs\""))), NULL},
	};

	(void)state;
	JUDGE_ALL(rows);
}

// Worth knowing, no more: good code has much of it.
static void test_good_habits(void **state)
{
#define BUT(actions) "{\"Effect\":\"Deny\",\"NotAction\":[" actions "],\"Resource\":\"*\","     \
	"\"Condition\":{\"StringNotEquals\":{\"aws:RequestedRegion\":\"eu-west-1\"}}}"
	static const struct sample rows[] = {
		{"a.scp.json", POLICY(BUT("\"iam:*\",\"sts:*\"")), NULL},
		{"a.scp.json", POLICY(BUT("\"iam:*\",\"route53:*\",\"support:*\"")), NULL},
		{"a.scp.json", POLICY(BUT("\"s3:*\"")), "SCP006"},
		{"a.scp.json", POLICY(DENY_IF("\"s3:*\"", "\"*\"", "\"StringNotLike\":{"
		                              "\"aws:PrincipalArn\":\"arn:aws:iam::*:role/ops\"}")), NULL},
		{"a.json", POLICY(ALLOW_IF("\"ec2:CreateTags\"", "\"*\"",
		                           "\"StringLike\":{\"aws:RequestTag/team\":\"*\"}")), NULL},
	};

	(void)state;
	JUDGE_ALL(rows);
}

// Sids need not be unique in the policies of resources.
static void test_sids(void **state)
{
#define NAMED(sid, more) "{\"Sid\":\"" sid "\",\"Effect\":\"Allow\"," more "}"
#define READS "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::logs/*\""
#define LISTS "\"Action\":\"s3:ListBucket\",\"Resource\":\"arn:aws:s3:::logs\""
#define SOMEBODY "\"Principal\":{\"AWS\":\"111111111111\"},"
	static const struct sample rows[] = {
		{"a.json", POLICY(NAMED("A", READS) "," NAMED("A", LISTS)), "IAM022"},
		{"a.scp.json", POLICY(NAMED("A", READS) "," NAMED("A", LISTS)), "IAM022"},
		{"a.json", POLICY(NAMED("A", SOMEBODY "\"Action\":\"sts:AssumeRole\"") ","
		                  NAMED("A", SOMEBODY "\"Action\":\"sts:TagSession\"")), "IAM022"},
		{"a.json", POLICY(NAMED("A", READS) "," NAMED("B", LISTS)), NULL},
		{"a.json", POLICY(NAMED("A", SOMEBODY READS) "," NAMED("A", SOMEBODY LISTS)), NULL},
		{"a.json", POLICY(NAMED("A", SOMEBODY "\"Action\":\"ecr:BatchGetImage\"") ","
		                  NAMED("A", SOMEBODY "\"Action\":\"ecr:GetDownloadUrlForLayer\"")), NULL},
	};

	(void)state;
	JUDGE_ALL(rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_actions_for_all),
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_organization_policies),
		cmocka_unit_test(test_services),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_almost_policies),
		cmocka_unit_test(test_resources),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_other_services),
		cmocka_unit_test(test_sizes),
		cmocka_unit_test(test_good_habits),
		cmocka_unit_test(test_sids),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
