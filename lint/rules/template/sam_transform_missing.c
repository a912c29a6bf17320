#include "lint/lint.h"

static void sam_transform_missing(struct lint *l, const struct template *t)
{
	if (t->has_macro)
		return;
	for (size_t i = 0; i < t->resources.count; i++) {
		const struct node *type = node_get(t->resources.items[i].value, "Type");

		if (!str_starts(node_str(type), "AWS::Serverless::"))
			continue;
		lint_report(l, type, "%.*s is known only with AWS::Serverless-2016-10-31",
		            STR(node_str(type)))->hint =
			"add Transform: AWS::Serverless-2016-10-31";
		return; // one transform is missing, however many need it
	}
}

const struct lint_rule rule_sam_transform_missing = {
	.rule = {
		.id = "CFN033",
		.name = "sam-transform-missing",
		.severity = SEV_ERROR,
		.summary = "a type of SAM stands in a template without its transform",
		.why =
			"CloudFormation does not know AWS::Serverless types: Unrecognized resource\n"
			"types. The transform makes ordinary resources of them.",
		.source = "https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/"
		          "sam-specification-template-anatomy.html",
		.bad =
			"Resources:\n"
			"  Work:\n"
			"    Type: AWS::Serverless::Function #!\n"
			"    Properties: {Handler: a.b, Runtime: python3.13, CodeUri: s3://code/work.zip}\n",
		.good =
			"Transform: AWS::Serverless-2016-10-31\n"
			"Resources:\n"
			"  Work:\n"
			"    Type: AWS::Serverless::Function\n"
			"    Properties: {Handler: a.b, Runtime: python3.13, CodeUri: s3://code/work.zip}\n",
		.silent = (const char *const[]){
			"Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]\n"
			"Resources:\n"
			"  Work:\n"
			"    Type: AWS::Serverless::Function\n"
			"    Properties: {Handler: a.b, Runtime: python3.13, CodeUri: s3://code/work.zip}\n",
			"Transform: [OwnServerless]\n"
			"Resources:\n"
			"  Work:\n"
			"    Type: AWS::Serverless::Function\n"
			"    Properties: {Handler: a.b}\n",
			NULL,
		},
	},
	.template = sam_transform_missing,
};
