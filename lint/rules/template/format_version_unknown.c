#include "lint/lint.h"

static void format_version_unknown(struct lint *l, const struct template *t)
{
	const struct node *version = node_get(t->doc->root, "AWSTemplateFormatVersion");

	if (!version || node_is(version, "2010-09-09") || t->is_rewritten)
		return;
	// 2010-09-09T00:00:00.000Z is how some YAML writers put the date.
	if (str_starts(node_str(version), "2010-09-09T"))
		return;
	lint_report(l, version, "CloudFormation knows no format version but 2010-09-09")->hint =
		"write AWSTemplateFormatVersion: '2010-09-09'";
}

const struct lint_rule rule_format_version_unknown = {
	.rule = {
		.id = "CFN009",
		.name = "format-version-unknown",
		.severity = SEV_ERROR,
		.summary = "AWSTemplateFormatVersion is not 2010-09-09",
		.why =
			"There has only ever been one format, and CloudFormation refuses a template\n"
			"that asks for another. The date of the last change belongs into Metadata.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "format-version-structure.html",
		.bad =
			"AWSTemplateFormatVersion: '2024-01-31' #!\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n",
		.good =
			"AWSTemplateFormatVersion: '2010-09-09'\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n",
		.silent = (const char *const[]){
			"AWSTemplateFormatVersion: 2010-09-09\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n",
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n",
			NULL,
		},
	},
	.template = format_version_unknown,
};
