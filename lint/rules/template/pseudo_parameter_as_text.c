#include "lint/lint.h"
#include "lint/template/look.h"

static void pseudo_parameter_as_text(struct lint *l, const struct node *key,
                                     const struct node *value)
{
	struct str name = node_str(key);

	if (!l->template || l->template->is_rewritten || !look_is_literal(value) ||
	    !pseudo_parameter_is(node_str(value)) || str_is(name, "Ref") ||
	    str_is(name, "Description") || str_starts(name, "Fn::ForEach::"))
		return;
	lint_report(l, value, "%.*s is a plain string here", STR(node_str(value)))->hint =
		arena_printf(l->arena, "write !Ref %.*s", STR(node_str(value)));
}

const struct lint_rule rule_pseudo_parameter_as_text = {
	.rule = {
		.id = "CFN061",
		.name = "pseudo-parameter-as-text",
		.severity = SEV_WARNING,
		.summary = "the name of a pseudo parameter stands as a string",
		.why =
			"AWS::NoValue without Ref is the string AWS::NoValue, and so are AWS::Region\n"
			"and the others. Write !Ref AWS::NoValue.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "pseudo-parameter-reference.html",
		.bad =
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: AWS::NoValue #!\n"
			"      TopicName: !Join ['-', [news, AWS::Region]] #!\n",
		.good =
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Ref AWS::NoValue\n"
			"      TopicName: !Join ['-', [news, !Ref AWS::Region]]\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: {Ref: AWS::Region}\n"
			"      TopicName: !Sub '${AWS::Region}-news'\n",
			"Parameters:\n"
			"  Stage:\n"
			"    Type: String\n"
			"    Description: AWS::Region\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Sub ['AWS::Region of ${Stage}', {Stage: !Ref Stage}]\n",
			NULL,
		},
	},
	.scalar = pseudo_parameter_as_text,
};
