#include "lint/lint.h"
#include "lint/template/look.h"

static void resources_missing(struct lint *l, const struct template *t)
{
	const struct node *section = node_get(t->doc->root, "Resources");
	const struct node *key = node_key(t->doc->root, "Resources");

	if (t->is_rewritten || (section && (!node_is_map(section) || section->len > 0)) ||
	    node_is_null(section))
		return;
	if (!section)
		key = node_key(t->doc->root, "AWSTemplateFormatVersion");
	lint_report(l, key ? key : t->doc->root, "the template has no resources")->hint =
		"a template that makes nothing can hold an AWS::CloudFormation::WaitConditionHandle";
}

const struct lint_rule rule_resources_missing = {
	.rule = {
		.id = "CFN008",
		.name = "resources-missing",
		.severity = SEV_ERROR,
		.summary = "a template declares no resource",
		.why =
			"CloudFormation refuses a template without at least one resource.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "resources-section-structure.html",
		.bad =
			"AWSTemplateFormatVersion: '2010-09-09' #!\n"
			"Outputs:\n"
			"  Region:\n"
			"    Value: !Ref AWS::Region\n",
		.good =
			"AWSTemplateFormatVersion: '2010-09-09'\n"
			"Resources:\n"
			"  Nothing:\n"
			"    Type: AWS::CloudFormation::WaitConditionHandle\n"
			"Outputs:\n"
			"  Region:\n"
			"    Value: !Ref AWS::Region\n",
		.silent = (const char *const[]){
			"AWSTemplateFormatVersion: '2010-09-09'\n"
			"Transform: [MakesResources]\n"
			"Outputs:\n"
			"  Region:\n"
			"    Value: !Ref AWS::Region\n",
			"AWSTemplateFormatVersion: '2010-09-09'\n"
			"Transform: AWS::LanguageExtensions\n"
			"Resources:\n"
			"  Fn::ForEach::Topics:\n"
			"    - Name\n"
			"    - [A, B]\n"
			"    - Topic${Name}:\n"
			"        Type: AWS::SNS::Topic\n",
			NULL,
		},
	},
	.template = resources_missing,
};
