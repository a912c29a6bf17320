#include "lint/template/property.h"
#include "model/text/say.h"

static void value_unlike_pattern(struct lint *l, const struct lint_property *p)
{
	struct constraints registry, api;
	struct str text;
	struct diag *d;

	if (!property_asked(p, &registry, &api) || registry.pattern.len == 0 ||
	    api.pattern.len == 0 || type_is_open(p->type) || !property_text(l, p, &text) ||
	    text.len == 0 || lint_search(l, registry.pattern, text) != MATCH_NO ||
	    lint_match(l, api.pattern, text) != MATCH_NO)
		return;
	d = lint_report(l, p->value, "%s is not of the form that %s takes (as of %.*s)",
	                say_text(l->arena, text), lint_path(l, p), STR(types_day()));
	d->hint = arena_printf(l->arena, "the pattern is %s",
	                       say_text(l->arena, registry.pattern));
}

static const char *const silent[] = {
	"Resources:\n"
	"  Proxy:\n"
	"    Type: AWS::RDS::DBProxy\n"
	"    Properties:\n"
	"      DBProxyName: rds-proxy\n"
	"      EngineFamily: MYSQL\n"
	"      RoleArn: !ImportValue role\n"
	"      VpcSubnetIds: [subnet-0abc1234, subnet-0abc1235]\n",
	"Resources:\n"
	"  Reader:\n"
	"    Type: AWS::IAM::Group\n"
	"    Properties:\n"
	"      GroupName: '<name of the group>'\n",
	NULL,
};

const struct lint_rule rule_value_unlike_pattern = {
	.rule = {
		.id = "CFN107",
		.name = "value-unlike-pattern",
		.severity = SEV_WARNING,
		.summary = "a string is not of the form that the property takes",
		.why =
			"The service refuses the value when the resource is made. It is told only where both\n"
			"CloudFormation's schema and the service's API have a pattern, and the string fits neither.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "troubleshooting.html",
		.bad =
			"Resources:\n"
			"  Handler:\n"
			"    Type: AWS::Lambda::Function\n"
			"    Properties:\n"
			"      Role: runner of jobs #!\n"
			"      Runtime: python3.13\n"
			"      Handler: index.handler\n"
			"      Code:\n"
			"        S3Bucket: code\n"
			"        S3Key: handler.zip\n",
		.good =
			"Resources:\n"
			"  Handler:\n"
			"    Type: AWS::Lambda::Function\n"
			"    Properties:\n"
			"      Role: arn:aws:iam::111122223333:role/runner\n"
			"      Runtime: python3.13\n"
			"      Handler: index.handler\n"
			"      Code:\n"
			"        S3Bucket: code\n"
			"        S3Key: handler.zip\n",
		.silent = silent,
	},
	.value = value_unlike_pattern,
};
