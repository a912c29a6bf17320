#include <stdlib.h>

#include "lint/lint.h"
#include "lint/template/look.h"
#include "templates/kinds.h"

static void check_range(struct lint *l, const struct node *index, const struct node *list)
{
	struct str text = node_str(index);

	if (!node_is_seq(list) || function_of(list, NULL) != FN_NONE || text.len > 9 ||
	    !str_all_digits(text))
		return;
	node_each(list, item)
		if (kinds_of(l->template, item) & KIND_NONE)
			return;
	if (strtoul(arena_cstring(l->scratch, text), NULL, 10) >= list->len)
		lint_report(l, index, "Fn::Select takes item %.*s, counted from 0, of a list of %u",
		            STR(text), list->len);
}

static void select_malformed(struct lint *l, const struct node *n, enum function f,
                             const struct node *argument)
{
	const struct node *index = node_item(argument, 0), *list = node_item(argument, 1);
	unsigned kinds = list ? kinds_of(l->template, list) : 0;

	if (f != FN_SELECT || l->template->is_rewritten)
		return;
	if (!node_is_seq(argument) || argument->len != 2)
		lint_report(l, n, "Fn::Select takes a number and a list")->hint =
			"write !Select [0, [a, b]]";
	else if (!(kinds_of(l->template, index) & KIND_STRING) ||
	         (look_is_literal(index) && !node_is_null(index) &&
	          !str_all_digits(node_str(index))))
		lint_report(l, index, "Fn::Select takes the number of an item, counted from 0");
	else if (!(kinds & KIND_LIST))
		lint_report(l, list, "Fn::Select selects from a list, and this is %s",
		            kinds_name(kinds))->hint =
			kinds & KIND_STRING ? "split it first: !Split [',', ...]" : NULL;
	else
		check_range(l, index, list);
}

const struct lint_rule rule_select_malformed = {
	.rule = {
		.id = "CFN024",
		.name = "select-malformed",
		.severity = SEV_ERROR,
		.summary = "Fn::Select takes its item from no list, or one that the list lacks",
		.why =
			"CloudFormation refuses it: Fn::Select takes a number, counted from 0, and a\n"
			"list that has so many items. A text has to be split first.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "intrinsic-function-reference-select.html",
		.bad =
			"Parameters:\n"
			"  Names: {Type: String}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Select [0, !Ref Names] #!\n"
			"      TopicName: !Select [2, [a, b]] #!\n",
		.good =
			"Parameters:\n"
			"  Names: {Type: String}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Select [0, !Split [',', !Ref Names]]\n"
			"      TopicName: !Select [1, [a, b]]\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  Number: {Type: Number}\n"
			"  Names: {Type: CommaDelimitedList}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Select [!Ref Number, [a, b]]\n"
			"      TopicName: !Select ['7', !Ref Names]\n",
			"Mappings:\n"
			"  Zones:\n"
			"    eu-west-1: {First: ['0', '1']}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Select\n"
			"        - !Select [1, !FindInMap [Zones, eu-west-1, First]]\n"
			"        - !GetAZs ''\n",
			NULL,
		},
	},
	.function = select_malformed,
};
