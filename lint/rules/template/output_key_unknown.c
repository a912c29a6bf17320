#include "lint/lint.h"
#include "lint/template/look.h"

static bool is_known(struct str name)
{
	return str_is(name, "Value") || str_is(name, "Description") || str_is(name, "Export") ||
	       str_is(name, "Condition") || str_starts(name, "Fn::");
}

static void check_export(struct lint *l, const struct entry *output)
{
	const struct node *export = node_get(output->value, "Export");

	if (!export || node_is_null(export) || function_of(export, NULL) != FN_NONE)
		return;
	if (!node_is_map(export) || !node_get(export, "Name"))
		lint_report(l, export, "Outputs.%.*s.Export must be a map with a Name",
		            STR(output->name))->hint = "write Export: {Name: ...}";
}

static void output_key_unknown(struct lint *l, const struct template *t)
{
	for (size_t i = 0; i < t->outputs.count && !t->is_rewritten; i++) {
		const struct entry *output = &t->outputs.items[i];

		node_each_pair(output->value, key)
			if (!is_known(node_str(key)))
				lint_report(l, key, "Outputs.%.*s: an output has no %.*s",
				            STR(output->name), STR(node_str(key)));
		check_export(l, output);
	}
}

const struct lint_rule rule_output_key_unknown = {
	.rule = {
		.id = "CFN016",
		.name = "output-key-unknown",
		.severity = SEV_ERROR,
		.summary = "an output or its export has a key that it cannot have",
		.why =
			"CloudFormation refuses the template. An output has Value, Description, Export\n"
			"and Condition, and an Export has a Name.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "outputs-section-structure.html",
		.bad =
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"Outputs:\n"
			"  Topic:\n"
			"    Value: !Ref Topic\n"
			"    Type: String #!\n"
			"  Name:\n"
			"    Value: !GetAtt Topic.TopicName\n"
			"    Export: news-topic #!\n",
		.good =
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"Outputs:\n"
			"  Topic:\n"
			"    Value: !Ref Topic\n"
			"    Description: The topic\n"
			"  Name:\n"
			"    Value: !GetAtt Topic.TopicName\n"
			"    Export:\n"
			"      Name: news-topic\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"Outputs:\n"
			"  Topic:\n"
			"    Value: !Ref Topic\n"
			"    Export: {Name: !Sub '${AWS::StackName}-topic'}\n",
			"Transform: [FillsIn]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"Outputs:\n"
			"  Topic:\n"
			"    Value: !Ref Topic\n"
			"    Share: true\n",
			NULL,
		},
	},
	.template = output_key_unknown,
};
