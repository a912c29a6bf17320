#include "lint/lint.h"
#include "lint/template/look.h"
#include "templates/kinds.h"

static void check_items(struct lint *l, const struct node *list)
{
	if (function_of(list, NULL) != FN_NONE)
		return;
	node_each(list, item) {
		unsigned kinds = kinds_of(l->template, item);

		if (!(kinds & (KIND_STRING | KIND_NONE)))
			lint_report(l, item, "Fn::Join joins strings, and this item is %s",
			            kinds_name(kinds))->hint = kinds & KIND_LIST
				? "give the list itself as the second part" : NULL;
	}
}

static void join_malformed(struct lint *l, const struct node *n, enum function f,
                           const struct node *argument)
{
	const struct node *delimiter = node_item(argument, 0), *list = node_item(argument, 1);

	if (f != FN_JOIN || l->template->is_rewritten)
		return;
	if (!node_is_seq(argument) || argument->len != 2)
		lint_report(l, n, "Fn::Join takes a delimiter and a list")->hint =
			"write !Join [',', [a, b]]";
	else if (!(kinds_of(l->template, delimiter) & KIND_STRING))
		lint_report(l, delimiter, "the delimiter of Fn::Join must be a string");
	else if (!(kinds_of(l->template, list) & KIND_LIST))
		lint_report(l, list, "Fn::Join joins the items of a list, and this is %s",
		            kinds_name(kinds_of(l->template, list)));
	else
		check_items(l, list);
}

const struct lint_rule rule_join_malformed = {
	.rule = {
		.id = "CFN023",
		.name = "join-malformed",
		.severity = SEV_ERROR,
		.summary = "Fn::Join has something else than a delimiter and a list of strings",
		.why =
			"CloudFormation refuses the template: every Fn::Join object requires a string\n"
			"delimiter and a list of strings to be joined. A list among the items is none\n"
			"of them; a list parameter is the list itself.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "intrinsic-function-reference-join.html",
		.bad =
			"Parameters:\n"
			"  Names: {Type: CommaDelimitedList}\n"
			"  Name: {Type: String}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Join [',', !Ref Name] #!\n"
			"      TopicName: !Join ['-', [!Ref Names, a]] #!\n",
		.good =
			"Parameters:\n"
			"  Names: {Type: CommaDelimitedList}\n"
			"  Name: {Type: String}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Join [',', !Ref Names]\n"
			"      TopicName: !Join ['-', [!Ref Name, a]]\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Join [',', !GetAZs '']\n"
			"      TopicName: !Join ['', [a, 1, !Select [0, !GetAZs '']]]\n",
			"Conditions:\n"
			"  Here: !Equals [!Ref AWS::Region, eu-west-1]\n"
			"Resources:\n"
			"  Endpoint:\n"
			"    Type: AWS::EC2::VPCEndpoint\n"
			"    Properties: {ServiceName: com.amazonaws.eu-west-1.ssm, VpcId: vpc-0a1b2c3d}\n"
			"Outputs:\n"
			"  Entries:\n"
			"    Value: !Join\n"
			"      - ','\n"
			"      - - !If [Here, a, !Ref AWS::NoValue]\n"
			"        - !Join [' ', !GetAtt Endpoint.DnsEntries]\n",
			NULL,
		},
	},
	.function = join_malformed,
};
