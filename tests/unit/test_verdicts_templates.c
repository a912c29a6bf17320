// Mistakes of templates in the forms that people write them in: under Fn::If, joined, in
// events of SAM, by what a parameter allows; beside each what is right and looks alike.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

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

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_forms)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
