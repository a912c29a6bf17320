#include "lint/template/property.h"
#include "model/text/say.h"

static void service_shut_down(struct lint *l, const struct entry *r)
{
	struct str type = template_type(r), day = type_ended(type);

	if (day.len > 0)
		lint_report(l, node_get(r->value, "Type"),
		            "the service of %s was shut down on %.*s", say_text(l->arena, type),
		            STR(day));
}

static const char *const silent[] = {
	"Resources:\n"
	"  Deployed:\n"
	"    Type: AWS::GreengrassV2::Deployment\n"
	"    Properties:\n"
	"      TargetArn: arn:aws:iot:eu-west-1:111122223333:thing/one\n",
			"Resources:\n"
			"  Project:\n"
			"    Type: AWS::CodeBuild::Project\n"
			"    Properties:\n"
			"      ServiceRole: !ImportValue role\n"
			"      Artifacts: {Type: NO_ARTIFACTS}\n"
			"      Source: {Type: NO_SOURCE, BuildSpec: 'version: 0.2'}\n"
			"      Environment: {ComputeType: BUILD_GENERAL1_SMALL, Image: 'aws/codebuild/standard:7.0', Type: LINUX_CONTAINER}\n",
	NULL,
};

const struct lint_rule rule_service_shut_down = {
	.rule = {
		.id = "CFN115",
		.name = "service-shut-down",
		.severity = SEV_WARNING,
		.summary = "the service of this resource was shut down",
		.why =
			"A service that was shut down makes no resources any more: the stack fails. What is used in\n"
			"its place depends on the service; its page says so.",
		.source = "https://docs.aws.amazon.com/general/latest/gr/"
		          "full_shutdown_services.html",
		.bad =
			"Resources:\n"
			"  Ledger:\n"
			"    Type: AWS::QLDB::Ledger #!\n"
			"    Properties:\n"
			"      PermissionsMode: STANDARD\n",
		.good =
			"Resources:\n"
			"  Ledger:\n"
			"    Type: AWS::DynamoDB::Table\n"
			"    DeletionPolicy: Retain\n"
			"    UpdateReplacePolicy: Retain\n"
			"    Properties:\n"
			"      BillingMode: PAY_PER_REQUEST\n"
			"      AttributeDefinitions:\n"
			"        - AttributeName: id\n"
			"          AttributeType: S\n"
			"      KeySchema:\n"
			"        - AttributeName: id\n"
			"          KeyType: HASH\n",
		.silent = silent,
	},
	.resource = service_shut_down,
};
