#include "lint/lint.h"

static void sub_variable_unused(struct lint *l, const struct node *n, enum function f,
                                const struct node *argument)
{
	const struct node *text = node_item(argument, 0), *variables = node_item(argument, 1);
	struct sub_part *parts;
	size_t count;

	(void)n;
	if (f != FN_SUB || l->template->is_rewritten || !node_is_scalar(text) ||
	    !node_is_map(variables) || function_of(variables, NULL) != FN_NONE)
		return;
	count = sub_parts(l->scratch, node_str(text), &parts);
	if (count > 1000 || variables->len > 100)
		return;
	node_each_pair(variables, key) {
		bool used = false;

		for (size_t i = 0; i < count && !used; i++)
			used = parts[i].is_name && str_eq(parts[i].text, node_str(key));
		if (!used)
			lint_report(l, key, "the text of Fn::Sub does not name ${%.*s}",
			            STR(node_str(key)));
	}
}

const struct lint_rule rule_sub_variable_unused = {
	.rule = {
		.id = "CFN027",
		.name = "sub-variable-unused",
		.severity = SEV_INFO,
		.summary = "Fn::Sub is given a variable that its text does not name",
		.why =
			"The variable goes nowhere: most often a letter is wrong in the text or in the\n"
			"map, or the text has lost the place where it belonged.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "intrinsic-function-reference-sub.html",
		.bad =
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Sub\n"
			"        - News of today\n"
			"        - Day: Monday #!\n",
		.good =
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Sub\n"
			"        - News of ${Day}\n"
			"        - Day: Monday\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Sub ['News of ${ Day }', {Day: Monday}]\n",
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Sub ['${!Day}${Day}', {Day: Monday}]\n",
			NULL,
		},
	},
	.function = sub_variable_unused,
};
