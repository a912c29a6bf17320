#include "lint/lint.h"

static void if_malformed(struct lint *l, const struct node *n, enum function f,
                         const struct node *argument)
{
	const struct node *name = node_item(argument, 0);

	if (f != FN_IF || l->template->is_rewritten)
		return;
	if (!node_is_seq(argument) || argument->len != 3)
		lint_report(l, n, "Fn::If takes a condition and two values")->hint =
			"write !If [Condition, value, other value]; !Ref AWS::NoValue is no value";
	else if (!node_is_scalar(name) ||
	         (name->tag != TAG_NONE && !l->template->has_language_extensions))
		lint_report(l, name, "Fn::If takes the name of a condition in front")->hint =
			"define the condition under Conditions and write its name";
}

const struct lint_rule rule_if_malformed = {
	.rule = {
		.id = "CFN021",
		.name = "if-malformed",
		.severity = SEV_ERROR,
		.summary = "Fn::If has not three parts, or no condition's name in front",
		.why =
			"CloudFormation refuses the template: Fn::If requires a list argument with\n"
			"three elements, the name of a condition and a value for each case. For no\n"
			"value write !Ref AWS::NoValue.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "intrinsic-function-reference-conditions.html",
		.bad =
			"Conditions:\n"
			"  Here: !Equals [!Ref AWS::Region, eu-west-1]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !If [Here, Ireland] #!\n"
			"      TopicName: !If [!Equals [!Ref AWS::Region, eu-west-1], a, b] #!\n",
		.good =
			"Conditions:\n"
			"  Here: !Equals [!Ref AWS::Region, eu-west-1]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !If [Here, Ireland, !Ref AWS::NoValue]\n"
			"      TopicName: !If [Here, a, b]\n",
		.silent = (const char *const[]){
			"Conditions:\n"
			"  Here: !Equals [!Ref AWS::Region, eu-west-1]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      Fn::If:\n"
			"        - Here\n"
			"        - DisplayName: Ireland\n"
			"        - Ref: AWS::NoValue\n",
			"Transform: [OwnFunctions]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !If [Here, Ireland]\n",
			NULL,
		},
	},
	.function = if_malformed,
};
