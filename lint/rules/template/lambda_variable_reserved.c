#include "lint/template/property.h"

static bool is_variables(const struct lint_property *p)
{
	return p && str_is(p->name, "Variables") && p->around &&
	       str_is(p->around->name, "Environment") && !p->around->around;
}

static void lambda_variable_reserved(struct lint *l, const struct lint_property *p)
{
	if (p->is_entry && p->key && is_variables(p->around) && !l->template->is_rewritten &&
	    fact_find(fact_get(fact_file("reserved"), "lambda-variables"), p->name))
		lint_report(l, p->key, "Lambda keeps the variable %.*s for itself", STR(p->name));
}

static const char *const silent[] = {
	"Resources:\n"
	"  Handler:\n"
	"    Type: AWS::Lambda::Function\n"
	"    Properties:\n"
	"      Role: !ImportValue role\n"
	"      Runtime: python3.13\n"
	"      Handler: index.handler\n"
	"      Code:\n"
	"        S3Bucket: code\n"
	"        S3Key: handler.zip\n"
	"      Environment:\n"
	"        Variables:\n"
	"          AWS_ACCOUNT: '1'\n"
	"          AWS_NODEJS_CONNECTION_REUSE_ENABLED: '1'\n"
	"          LD_LIBRARY_PATH: /opt\n",
			"Transform: OwnMacro\n"
			"Resources:\n"
			"  Work:\n"
			"    Type: AWS::Lambda::Function\n"
			"    Properties:\n"
			"      Role: !ImportValue role\n"
			"      Runtime: python3.13\n"
			"      Handler: a.b\n"
			"      Code: {ZipFile: 'def b(e, c): pass'}\n"
			"      Environment: {Variables: {aws_region: a, AWS_OWN_NAME: b}}\n",
	NULL,
};

static const char *const types[] = {"AWS::Lambda::Function", NULL};

const struct lint_rule rule_lambda_variable_reserved = {
	.rule = {
		.id = "CFN143",
		.name = "lambda-variable-reserved",
		.severity = SEV_ERROR,
		.summary = "an environment variable of a function has a name that Lambda keeps for itself",
		.why =
			"Lambda sets these variables and refuses a function that sets them: \"Lambda was unable to\n"
			"configure your environment variables because the environment variables you have provided\n"
			"contains reserved keys\".",
		.source = "https://docs.aws.amazon.com/lambda/latest/dg/"
		          "configuration-envvars.html",
		.bad =
			"Resources:\n"
			"  Handler:\n"
			"    Type: AWS::Lambda::Function\n"
			"    Properties:\n"
			"      Role: !ImportValue role\n"
			"      Runtime: python3.13\n"
			"      Handler: index.handler\n"
			"      Code:\n"
			"        S3Bucket: code\n"
			"        S3Key: handler.zip\n"
			"      Environment:\n"
			"        Variables:\n"
			"          AWS_REGION: eu-west-1 #!\n",
		.good =
			"Resources:\n"
			"  Handler:\n"
			"    Type: AWS::Lambda::Function\n"
			"    Properties:\n"
			"      Role: !ImportValue role\n"
			"      Runtime: python3.13\n"
			"      Handler: index.handler\n"
			"      Code:\n"
			"        S3Bucket: code\n"
			"        S3Key: handler.zip\n"
			"      Environment:\n"
			"        Variables:\n"
			"          BUCKET_REGION: eu-west-1\n",
		.silent = silent,
	},
	.types = types,
	.value = lambda_variable_reserved,
};
