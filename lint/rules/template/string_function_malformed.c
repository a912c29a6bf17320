#include "lint/lint.h"
#include "templates/kinds.h"

static void string_function_malformed(struct lint *l, const struct node *n, enum function f,
                                      const struct node *argument)
{
	const char *what = f == FN_BASE64         ? "the string to encode"
	                   : f == FN_IMPORT_VALUE ? "the name of an export"
	                   : f == FN_GET_AZS      ? "a Region"
	                                          : NULL;
	unsigned kinds;

	if (!what || l->template->is_rewritten)
		return;
	kinds = argument == n ? KIND_STRING : kinds_of(l->template, argument);
	// The tag stands at the argument itself: !Base64 [a].
	if (argument == n && !node_is_scalar(n))
		kinds = node_is_map(n) ? KIND_ANY : KIND_LIST;
	if (!(kinds & KIND_STRING))
		lint_report(l, n, "%s takes %s, and this is %s", function_name(f), what,
		            kinds_name(kinds));
}

const struct lint_rule rule_string_function_malformed = {
	.rule = {
		.id = "CFN030",
		.name = "string-function-malformed",
		.severity = SEV_ERROR,
		.summary = "Fn::Base64, Fn::ImportValue or Fn::GetAZs is given a list or a map",
		.why =
			"CloudFormation refuses it: Fn::Base64 takes the string to encode,\n"
			"Fn::ImportValue the name of an export, and Fn::GetAZs a Region, which may be\n"
			"an empty string for the present one.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "intrinsic-function-reference.html",
		.bad =
			"Parameters:\n"
			"  Lines: {Type: CommaDelimitedList}\n"
			"Resources:\n"
			"  Template:\n"
			"    Type: AWS::EC2::LaunchTemplate\n"
			"    Properties:\n"
			"      LaunchTemplateData:\n"
			"        UserData:\n"
			"          Fn::Base64: !Ref Lines #!\n",
		.good =
			"Parameters:\n"
			"  Lines: {Type: CommaDelimitedList}\n"
			"Resources:\n"
			"  Template:\n"
			"    Type: AWS::EC2::LaunchTemplate\n"
			"    Properties:\n"
			"      LaunchTemplateData:\n"
			"        UserData:\n"
			"          Fn::Base64: !Join [' ', !Ref Lines]\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !ImportValue\n"
			"        Fn::Sub: ${AWS::Region}-name\n",
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Select [0, Fn::GetAZs: !Ref AWS::Region]\n"
			"      TopicName: !Select [0, !GetAZs ]\n",
			NULL,
		},
	},
	.function = string_function_malformed,
};
