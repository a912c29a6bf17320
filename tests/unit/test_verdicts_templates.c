// Mistakes of templates in the forms that people write them in: under Fn::If, joined, in
// events of SAM, by what a parameter allows; beside each what is right and looks alike.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/write/write.h"
#include "tests/unit/verdict.h"

#define CONDITION "Conditions: {C: !Equals [!Ref AWS::Region, eu-west-1]}\n"
#define BUCKET(properties)                                                                \
	CONDITION "Resources: {B: {Type: AWS::S3::Bucket, Properties: {" properties "}}}\n"
#define OWNER(who) "OwnershipControls: {Rules: [{ObjectOwnership: " who "}]}"
#define QUEUE(name)                                                                       \
	"Resources: {Q: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true, QueueName: " name "}}}\n"
#define OUTPUT(value)                                                                     \
	CONDITION "Mappings: {M: {k: {list: [a], text: a}}}\n"                                \
	"Resources: {V: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}}\n"       \
	"Outputs: {One: {Value: " value "}}\n"
#define EVENT(type, schedule)                                                             \
	"Transform: AWS::Serverless-2016-10-31\n"                                             \
	"Resources: {F: {Type: AWS::Serverless::Function, Properties: {Handler: a.b,"         \
	" Runtime: python3.13, CodeUri: s3://code/a.zip, Events: {E: {Type: " type            \
	", Properties: {" schedule "}}}}}}\n"
#define RUNTIME(allowed)                                                                  \
	"Parameters: {R: {Type: String, AllowedValues: [" allowed "]}}\n"                     \
	"Resources: {F: {Type: AWS::Lambda::Function, Properties: {Handler: a.b,"             \
	" Runtime: !Ref R, Role: !ImportValue role, Code: {S3Bucket: code, S3Key: a.zip}}}}\n"
#define KEYS(first, second)                                                               \
	"Resources: {T: {Type: AWS::DynamoDB::Table, DeletionPolicy: Retain,"                 \
	" UpdateReplacePolicy: Retain, Properties: {BillingMode: PAY_PER_REQUEST,"            \
	" AttributeDefinitions: [{AttributeName: a, AttributeType: S},"                       \
	" {AttributeName: b, AttributeType: S}], KeySchema: [{AttributeName: a, KeyType: "    \
	first "}, {AttributeName: b, KeyType: " second "}]}}}\n"

static void test_forms(void **state)
{
	static const struct sample rows[] = {
		{"a1.yaml", BUCKET("AccessControl: PublicRead, " OWNER("BucketOwnerEnforced")), "CFN132"},
		{"a2.yaml", BUCKET("AccessControl: !If [C, PublicRead, LogDeliveryWrite]"), "CFN130"},
		{"a3.yaml", BUCKET("AccessControl: !If [C, PublicRead, Private]"), "CFN130"},
		{"a4.yaml", BUCKET("AccessControl: PublicRead, " OWNER("ObjectWriter")), NULL},
		{"a5.yaml", BUCKET("AccessControl: !If [C, PublicRead, Private], " OWNER("ObjectWriter")),
		 NULL},
		{"a6.yaml", BUCKET("AccessControl: !If [C, PublicRead, !Ref AWS::NoValue],"
		                   "OwnershipControls: !If [C, {Rules: [{ObjectOwnership: ObjectWriter}]},"
		                   " !Ref AWS::NoValue]"), NULL},
		{"b1.yaml", QUEUE("!Join ['-', [!Ref AWS::StackName, jobs]]"), "CFN142"},
		{"b2.yaml", QUEUE("!Join ['.', [!Ref AWS::StackName, fifo]]"), NULL},
		{"b3.yaml", "Parameters: {End: {Type: String}}\n" QUEUE("!Sub 'jobs${End}o'"), NULL},
		{"c1.yaml", OUTPUT("!If [C, !GetAZs '', x]"), "CFN015"},
		{"c2.yaml", OUTPUT("!FindInMap [M, k, list]"), "CFN015"},
		{"c3.yaml", OUTPUT("!GetAtt V.CidrBlockAssociations"), "CFN015"},
		{"c4.yaml", OUTPUT("!If [C, !FindInMap [M, k, text], !GetAtt V.VpcId]"), NULL},
		{"d1.yaml", EVENT("Schedule", "Schedule: rate(1 minutes)"), "CFN141"},
		{"d2.yaml", EVENT("ScheduleV2", "ScheduleExpression: cron(0 1 * * * *)"), "CFN141"},
		{"d3.yaml", EVENT("ScheduleV2", "ScheduleExpression: cron(0 1 * * ? *)"), NULL},
		{"d4.yaml", "Parameters: {When: {Type: String}}\n" EVENT("Schedule", "Schedule: !Ref When"),
		 NULL},
		{"e1.yaml", RUNTIME("python2.7, nodejs8.10"), "CFN116"},
		{"e2.yaml", RUNTIME("python2.7, python3.13"), NULL},
		{"f1.yaml", KEYS("RANGE", "HASH"), "CFN140"},
		{"f2.yaml", KEYS("HASH", "RANGE"), NULL},
	};

	(void)state;
	JUDGE_ALL(rows);
}

#define STACK_SET(body)                                                                   \
	"Resources:\n  S:\n    Type: AWS::CloudFormation::StackSet\n    Properties:\n"           \
	"      StackSetName: s\n      PermissionModel: SERVICE_MANAGED\n"                       \
	"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"          \
	"      StackInstancesGroup:\n"                                                         \
	"        - DeploymentTargets: {OrganizationalUnitIds: [ou-abcd-11111111]}\n"           \
	"          Regions: [eu-west-1, eu-west-2]\n"                                          \
	"      TemplateBody: " body
#define NESTED                                                                            \
	"N: {Type: AWS::CloudFormation::Stack,"                                               \
	" Properties: {TemplateURL: 'https://a.s3.${AWS::Region}.amazonaws.com/b.yaml'}}"

// What a StackSet deploys may be written under Fn::Sub.
static void test_content_under_sub(void **state)
{
	static const struct sample rows[] = {
		{"g1.yaml", STACK_SET("!Sub |\n        Resources:\n          " NESTED "\n"), "SET001"},
		{"g2.yaml", STACK_SET("\n        Fn::Sub:\n          - |\n"
		                      "            Resources:\n              " NESTED "\n"
		                      "          - {Name: a}\n"), "SET001"},
		{"g3.yaml", STACK_SET("!Sub |\n        Resources:\n"
		                      "          B: {Type: AWS::S3::Bucket, Properties:"
		                      " {BucketName: !Sub 'a-${!AWS::AccountId}-${!AWS::Region}'}}\n"),
		 NULL},
		{"g4.yaml", "Parameters: {Everything: {Type: String}}\n" STACK_SET("!Sub |\n        Resources:\n          ${Everything}\n"), NULL},
	};

	(void)state;
	JUDGE_ALL(rows);
}

// As large as CloudFormation takes: conditions and references are linear work. It has to end
// under sanitizers, too, and its last mistake is found.
static void test_large(void **state)
{
	enum { RESOURCES = 500, CONDITIONS = 30, SIZE = 1000 * 1000 };
	struct arena a = {0};
	struct lint_result result = {.diags = {.arena = &a}};
	struct lint_result *results[] = {&result};
	struct out o = {.arena = &a};
	size_t padding;
	struct doc *doc;

	(void)state;
	out_text(&o, "Parameters: {P: {Type: String}}\nConditions:\n  C0: !Equals [!Ref P, a]\n");
	for (int i = 1; i < CONDITIONS; i++)
		out_text(&o, arena_printf(&a, "  C%d: !Or [!Condition C%d, !Equals [!Ref P, a%d]]\n", i,
		                          i - 1, i));
	out_text(&o, "Resources:\n  T0: {Type: AWS::SNS::Topic}\n");
	padding = SIZE / RESOURCES - 250;
	for (int i = 1; i < RESOURCES; i++)
		out_text(&o, arena_printf(&a, "  T%d:\n    Type: AWS::SNS::Topic\n    Condition: C%d\n"
		                              "    Properties:\n      DisplayName: !If [C%d, !Sub "
		                              "'${T0}%*s', !GetAtt %s.TopicName]\n", i,
		                          i % CONDITIONS, (i + 7) % CONDITIONS, (int)padding, "x",
		                          i == RESOURCES - 1 ? "Nothing" : "T0"));
	assert_in_range(o.len, SIZE * 8 / 10, SIZE);
	doc = doc_read(&a, source_new(&a, "large.yaml", (struct str){o.at, o.len}), SYNTAX_YAML,
	               template_tags, &result.diags);
	lint_document(&a, doc, POLICY_UNSURE, &result);
	lint_finish(results, 1, NULL);
	assert_true(has_finding(&result, "CFN001"));
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_content_under_sub),
		cmocka_unit_test(test_large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
