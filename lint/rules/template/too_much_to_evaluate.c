#include "lint/lint.h"

// The walk over resources reports it.

const struct lint_rule rule_too_much_to_evaluate = {
	.rule = {
		.id = "CFN159",
		.name = "too-much-to-evaluate",
		.severity = SEV_INFO,
		.summary = "the functions of a resource make more than orgc works out",
		.why =
			"Functions inside functions, conditions of conditions and loops can make any amount\n"
			"of text and of cases out of a few lines. Each resource gets a share of work, more for\n"
			"a longer one; what is left after that counts as unknown, and rules that need it are\n"
			"silent. Write the value out, or in fewer steps.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "intrinsic-function-reference.html",
		.bad =
			"Resources:\n"
			"  Topic: #!\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      TopicName: !Join [xxxxxxxx, !Split [x, !Join [xxxxxxxx, !Split [x, !Join [xxxxxxxx,\n"
			"        !Split [x, !Join [xxxxxxxx, !Split [x, !Join [xxxxxxxx, !Split [x, xxxxxxxx]]]]]]]]]]\n",
		.good =
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      TopicName: !Join ['-', !Split [/, orders/paid]]\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  Zones:\n"
			"    Type: CommaDelimitedList\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      TopicName: !Join ['-', !Split [/, !Join [/, !Split [',', !Join [',', !Ref Zones]]]]]\n",
			"Resources:\n"
			"  Machine:\n"
			"    Type: AWS::CloudFormation::WaitConditionHandle\n"
			"    Metadata:\n"
			"      Text: !Join [xxxxxxxx, !Split [x, !Join [xxxxxxxx, !Split [x, !Join [xxxxxxxx, !Split [x,\n"
			"        !Join [xxxxxxxx, !Split [x, !Join [xxxxxxxx, !Split [x, xxxxxxxx]]]]]]]]]]\n",
			NULL,
		},
	},
	.documents = LINT_TEMPLATE,
};
