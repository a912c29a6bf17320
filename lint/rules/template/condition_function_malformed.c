#include "lint/lint.h"
#include "lint/template/look.h"

struct count {
	uint32_t least, most;
};

static struct count count_of(enum function f)
{
	switch (f) {
	case FN_AND:
	case FN_OR:
		return (struct count){2, 10};
	case FN_NOT:
		return (struct count){1, 1};
	case FN_EQUALS:
		return (struct count){2, 2};
	default:
		return (struct count){0, UINT32_MAX};
	}
}

static void condition_function_malformed(struct lint *l, const struct node *n,
                                         enum function f, const struct node *argument)
{
	struct count count = count_of(f);

	if (count.least == 0 || l->template->is_rewritten)
		return;
	if (!node_is_seq(argument) || argument->len < count.least || argument->len > count.most) {
		lint_report(l, n, count.least == count.most ? "%s takes a list of %u"
		                                            : "%s takes a list of %u to %u conditions",
		            function_name(f), count.least, count.most);
		return;
	}
	if (f == FN_EQUALS)
		return;
	node_each(argument, item)
		if (look_is_literal(item) && !node_is_null(item))
			lint_report(l, item, "%s takes conditions, and this is a string",
			            function_name(f))->hint =
				entries_find(&l->template->conditions, node_str(item))
				? arena_printf(l->arena, "write !Condition %.*s", STR(node_str(item)))
				: "write !Equals or another condition function";
}

const struct lint_rule rule_condition_function_malformed = {
	.rule = {
		.id = "CFN022",
		.name = "condition-function-malformed",
		.severity = SEV_ERROR,
		.summary = "Fn::And, Fn::Or, Fn::Not or Fn::Equals has the wrong parts",
		.why =
			"CloudFormation refuses the template. Fn::Equals compares two values; Fn::Not\n"
			"has one condition, Fn::And and Fn::Or have two to ten. A condition's name\n"
			"among them is written !Condition Name.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "intrinsic-function-reference-conditions.html",
		.bad =
			"Conditions:\n"
			"  Here: !Equals [!Ref AWS::Region] #!\n"
			"  There: !Not [Here] #!\n"
			"  Both: !And [!Condition Here] #!\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Condition: Both\n",
		.good =
			"Conditions:\n"
			"  Here: !Equals [!Ref AWS::Region, eu-west-1]\n"
			"  There: !Not [!Condition Here]\n"
			"  Both: !And [!Condition Here, !Condition There]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Condition: There\n"
			"Outputs:\n"
			"  Both:\n"
			"    Condition: Both\n"
			"    Value: a\n",
		.silent = (const char *const[]){
			"Conditions:\n"
			"  Here: !Equals\n"
			"    - !Ref AWS::Region\n"
			"    - eu-west-1\n"
			"  Any: !Or\n"
			"    - Condition: Here\n"
			"    - !Not [Condition: Here]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !If [Any, !If [Here, a, b], c]\n",
			"Parameters:\n"
			"  Stage: {Type: String}\n"
			"Rules:\n"
			"  Known:\n"
			"    Assertions:\n"
			"      - Assert: !Or [!Contains [[a, b], !Ref Stage], !Not [!Contains [[c], !Ref Stage]]]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties: {DisplayName: !Ref Stage}\n",
			NULL,
		},
	},
	.function = condition_function_malformed,
};
