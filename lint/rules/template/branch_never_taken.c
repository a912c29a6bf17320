#include "lint/lint.h"

enum { DEPTH = 60 };

static void walk(struct lint *l, const struct node *n, int depth);

static void walk_branch(struct lint *l, const struct node *n, struct str condition,
                        bool holds, int depth)
{
	if (!n || !eval_assume(l->eval, condition, holds))
		return;
	walk(l, n, depth + 1);
	eval_forget(l->eval);
}

static void check_if(struct lint *l, const struct node *argument, int depth)
{
	struct str name = node_str(argument->first);
	enum truth truth = eval_condition(l->eval, name);

	// At the top it is a constant condition, which may well be meant.
	if (truth != TRUTH_UNKNOWN) {
		if (depth > 0)
			lint_report(l, node_item(argument, truth == TRUTH_YES ? 2 : 1),
			            "this value is never used: %.*s is always %s here", STR(name),
			            truth == TRUTH_YES ? "true" : "false");
		walk(l, node_item(argument, truth == TRUTH_YES ? 1 : 2), depth);
		return;
	}
	walk_branch(l, node_item(argument, 1), name, true, depth);
	walk_branch(l, node_item(argument, 2), name, false, depth);
}

static void walk(struct lint *l, const struct node *n, int depth)
{
	const struct node *argument;
	enum function f = function_of(n, &argument);

	if (depth == DEPTH || n->flags & NODE_SHARED)
		return;
	if (f == FN_IF && node_is_seq(argument) && argument->len == 3 &&
	    node_is_scalar(argument->first)) {
		check_if(l, argument, depth);
		return;
	}
	node_each(n, item)
		walk(l, item, depth);
	node_each_pair(n, key)
		walk(l, key->next, depth);
}

static void walk_entry(struct lint *l, const struct entry *entry, const char *part)
{
	const struct node *condition = node_get(entry->value, "Condition");
	const struct node *value = node_get(entry->value, part);
	struct str name = node_str(condition);

	if (!value)
		return;
	if (name.len && eval_condition(l->eval, name) == TRUTH_UNKNOWN &&
	    eval_assume(l->eval, name, true)) {
		walk(l, value, 1);
		eval_forget(l->eval);
	} else {
		walk(l, value, 0);
	}
}

static void branch_never_taken(struct lint *l, const struct template *t)
{
	if (t->is_rewritten || t->loops || t->has_modules || t->conditions.count == 0)
		return;
	for (size_t i = 0; i < t->resources.count; i++)
		walk_entry(l, &t->resources.items[i], "Properties");
	for (size_t i = 0; i < t->outputs.count; i++)
		walk_entry(l, &t->outputs.items[i], "Value");
}

const struct lint_rule rule_branch_never_taken = {
	.rule = {
		.id = "CFN067",
		.name = "branch-never-taken",
		.severity = SEV_WARNING,
		.summary = "a branch of Fn::If, or a resource, can never be",
		.why =
			"Where this place is reached, the conditions around it have decided already:\n"
			"one of the two values is never used. Most often the wrong condition is named.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "conditions-section-structure.html",
		.bad =
			"Parameters:\n"
			"  Stage: {Type: String}\n"
			"Conditions:\n"
			"  InProd: !Equals [!Ref Stage, prod]\n"
			"  InTest: !Equals [!Ref Stage, test]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Condition: InProd\n"
			"    Properties:\n"
			"      DisplayName: !If\n"
			"        - InTest\n"
			"        - For tests #!\n"
			"        - For all\n",
		.good =
			"Parameters:\n"
			"  Stage: {Type: String}\n"
			"Conditions:\n"
			"  InProd: !Equals [!Ref Stage, prod]\n"
			"  InTest: !Equals [!Ref Stage, test]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !If\n"
			"        - InTest\n"
			"        - For tests\n"
			"        - !If [InProd, For all, !Ref AWS::NoValue]\n",
		.silent = (const char *const[]){
			"Conditions:\n"
			"  Never: !Equals ['true', 'false']\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !If [Never, For tests, For all]\n",
			"Parameters:\n"
			"  Stage: {Type: String}\n"
			"  Size: {Type: String}\n"
			"Conditions:\n"
			"  InProd: !Equals [!Ref Stage, prod]\n"
			"  Large: !And [!Condition InProd, !Equals [!Ref Size, large]]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Condition: InProd\n"
			"    Properties:\n"
			"      DisplayName: !If [Large, For many, For all]\n",
			NULL,
		},
	},
	.template = branch_never_taken,
};
