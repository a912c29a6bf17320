#include "lint/lint.h"
#include "lint/template/look.h"
#include "templates/kinds.h"

static void split_malformed(struct lint *l, const struct node *n, enum function f,
                            const struct node *argument)
{
	const struct node *delimiter = node_item(argument, 0), *text = node_item(argument, 1);

	if (f != FN_SPLIT || l->template->is_rewritten)
		return;
	if (!node_is_seq(argument) || argument->len != 2)
		lint_report(l, n, "Fn::Split takes a delimiter and a string")->hint =
			"write !Split [',', string]";
	else if (!(kinds_of(l->template, delimiter) & KIND_STRING) ||
	         (look_is_literal(delimiter) && node_str(delimiter).len == 0 &&
	          !node_is_null(delimiter)))
		lint_report(l, delimiter, "the delimiter of Fn::Split must be a string of at least "
		                          "one character");
	else if (!(kinds_of(l->template, text) & KIND_STRING))
		lint_report(l, text, "Fn::Split splits a string, and this is %s",
		            kinds_name(kinds_of(l->template, text)))->hint =
			"a list needs no Fn::Split";
}

const struct lint_rule rule_split_malformed = {
	.rule = {
		.id = "CFN025",
		.name = "split-malformed",
		.severity = SEV_ERROR,
		.summary = "Fn::Split has something else than a delimiter and a string",
		.why =
			"CloudFormation refuses it: Fn::Split takes a delimiter that is there and is\n"
			"written down, and one string.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "intrinsic-function-reference-split.html",
		.bad =
			"Parameters:\n"
			"  Names: {Type: CommaDelimitedList}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Select [0, !Split [',', !Ref Names]] #!\n"
			"      TopicName: !Select [0, !Split ['', a-b]] #!\n",
		.good =
			"Parameters:\n"
			"  Names: {Type: CommaDelimitedList}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Select [0, !Ref Names]\n"
			"      TopicName: !Select [0, !Split ['-', a-b]]\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Select [2, !Split ['/', !Ref AWS::StackId]]\n",
			"Conditions:\n"
			"  Here: !Equals [!Ref AWS::Region, eu-west-1]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Select [0, !Split [' ', !If [Here, 'a b', 'c d']]]\n",
			NULL,
		},
	},
	.function = split_malformed,
};
