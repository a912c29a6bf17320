#include "lint/lint.h"
#include "lint/template/look.h"
#include "templates/kinds.h"

static void equals_of_literals(struct lint *l, const struct node *n, enum function f,
                               const struct node *argument)
{
	const struct node *a = node_item(argument, 0), *b = node_item(argument, 1), *name;
	enum truth equal;

	if (f != FN_EQUALS || l->template->is_rewritten || l->template->loops ||
	    !look_is_literal(a) || !look_is_literal(b) || argument->len != 2)
		return;
	equal = literal_equal(a, b);
	if (equal == TRUTH_UNKNOWN)
		return;
	name = entries_find(&l->template->parameters, node_str(a)) ? a : b;
	lint_report(l, n, "both sides are literals: it is always %s",
	            equal == TRUTH_YES ? "true" : "false")->hint =
		entries_find(&l->template->parameters, node_str(name))
		? arena_printf(l->arena, "write !Ref %.*s", STR(node_str(name))) : NULL;
}

const struct lint_rule rule_equals_of_literals = {
	.rule = {
		.id = "CFN063",
		.name = "equals-of-literals",
		.severity = SEV_INFO,
		.summary = "Fn::Equals compares two literals",
		.why =
			"The condition is the same in every stack. Where that is meant, so be it;\n"
			"often a Ref is missing in front of a parameter's name.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "intrinsic-function-reference-conditions.html",
		.bad =
			"Parameters:\n"
			"  Stage: {Type: String}\n"
			"Conditions:\n"
			"  InProd: !Equals [Stage, prod] #!\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Condition: InProd\n"
			"    Properties: {DisplayName: !Ref Stage}\n",
		.good =
			"Parameters:\n"
			"  Stage: {Type: String}\n"
			"Conditions:\n"
			"  InProd: !Equals [!Ref Stage, prod]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Condition: InProd\n"
			"    Properties: {DisplayName: !Ref Stage}\n",
		.silent = (const char *const[]){
			"Mappings:\n"
			"  Stages: {prod: {Full: 'true'}}\n"
			"Conditions:\n"
			"  Full: !Equals [!FindInMap [Stages, prod, Full], 'true']\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Condition: Full\n",
			"Parameters:\n"
			"  Stage: {Type: String}\n"
			"Conditions:\n"
			"  InProd: !Equals [prod, !Sub '${Stage}']\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Condition: InProd\n",
			NULL,
		},
	},
	.function = equals_of_literals,
};
