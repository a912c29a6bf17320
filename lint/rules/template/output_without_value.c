#include "lint/lint.h"

static void output_without_value(struct lint *l, const struct template *t)
{
	for (size_t i = 0; i < t->outputs.count && !t->is_rewritten; i++) {
		const struct entry *output = &t->outputs.items[i];

		if (!node_is_map(output->value) || node_get(output->value, "Value") ||
		    node_get(output->value, "Fn::Transform"))
			continue;
		lint_report(l, output->key, "the output %.*s has no Value", STR(output->name));
	}
}

const struct lint_rule rule_output_without_value = {
	.rule = {
		.id = "CFN014",
		.name = "output-without-value",
		.severity = SEV_ERROR,
		.summary = "an output has no Value",
		.why =
			"CloudFormation refuses the template: every output needs a Value.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "outputs-section-structure.html",
		.bad =
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"Outputs:\n"
			"  Topic: #!\n"
			"    Description: Where the news goes\n",
		.good =
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"Outputs:\n"
			"  Topic:\n"
			"    Description: Where the news goes\n"
			"    Value: !Ref Topic\n",
		.silent = (const char *const[]){
			"Transform: [FillsIn]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"Outputs:\n"
			"  Topic:\n"
			"    From: Topic\n",
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"Outputs:\n"
			"  Topic:\n"
			"    Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://shared-snippets/topic.yaml}}\n",
			NULL,
		},
	},
	.template = output_without_value,
};
