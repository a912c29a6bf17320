#include "lint/lint.h"

static void document_unknown(struct lint *l, const struct doc *d)
{
	const char *hint = "orgc reads org.yaml, CloudFormation templates, policies of IAM and "
	                   "Organizations, and SSM documents";

	if (d->root)
		lint_report(l, d->root, "this is no document that orgc knows")->hint = hint;
	else
		lint_report_start(l, "there is nothing in this file")->hint = hint;
}

const struct lint_rule rule_document_unknown = {
	.rule = {
		.id = "DOC105",
		.name = "document-unknown",
		.severity = SEV_ERROR,
		.summary = "a file that was named is no document that orgc knows",
		.why =
			"Anyone who names a file wants it judged. Where a key at its top is misspelled,\n"
			"or it is another file than was meant, silence would say that all is well.\n"
			"In a folder such files are left out: --show-skipped lists them.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "template-anatomy.html",
		.bad =
			"Resource: #!\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n",
		.good =
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n",
		.silent = (const char *const[]){
			// A template that only a loop fills.
			"Transform: AWS::LanguageExtensions\n"
			"Resources:\n"
			"  Fn::ForEach::Topics:\n"
			"    - Name\n"
			"    - [A, B]\n"
			"    - ${Name}:\n"
			"        Type: AWS::SNS::Topic\n",
			NULL,
		},
	},
	.documents = LINT_OTHER,
	.document = document_unknown,
};
