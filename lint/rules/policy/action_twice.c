#include "lint/lint.h"

#include <stdlib.h>

#include "model/edit/edit.h"

// Without regard to case, and then in the order of the file.
static int compare(const void *a, const void *b)
{
	const struct node *x = *(const struct node *const *)a;
	const struct node *y = *(const struct node *const *)b;
	struct str s = node_str(x), t = node_str(y);

	for (size_t i = 0; i < s.len && i < t.len; i++)
		if (char_lower(s.at[i]) != char_lower(t.at[i]))
			return char_lower(s.at[i]) < char_lower(t.at[i]) ? -1 : 1;
	if (s.len != t.len)
		return s.len < t.len ? -1 : 1;
	return (x->start > y->start) - (x->start < y->start);
}

static void report(struct lint *l, const struct node *first, const struct node *second)
{
	struct diag *d = lint_report(l, second, "this statement lists %.*s twice",
	                             STR(node_str(second)));
	const struct node *chain[LINT_CHAIN];
	size_t count = lint_chain(l, second, chain);
	struct edit edit;

	d->hint = "take it out";
	diag_relate_node(l->arena, d, l->doc, first, "first here");
	if (count > 1 && node_is_seq(chain[count - 2]) &&
	    edit_remove_item(l->doc, l->arena, chain[count - 2], chain[count - 1], &edit))
		lint_fix(l, d, "take it out", &edit, 1);
}

static void check_element(struct lint *l, const struct element *e)
{
	const struct node **actions = arena_array(l->scratch, const struct node *, e->count);
	size_t count = 0, first = 0, found = 0;

	for (size_t i = 0; i < e->count; i++)
		if (!e->leaves[i].sometimes && node_str(e->leaves[i].value).len &&
		    e->leaves[i].value->tag == TAG_NONE)
			actions[count++] = e->leaves[i].value;
	if (count > 1)
		qsort(actions, count, sizeof *actions, compare);
	for (size_t i = 1; i < count && found < LINT_PER_TEXT; i++) {
		if (str_eq_nocase(node_str(actions[i]), node_str(actions[first]))) {
			report(l, actions[first], actions[i]);
			found++;
		} else {
			first = i;
		}
	}
}

static void action_twice(struct lint *l, const struct statement *s)
{
	check_element(l, &s->action);
	check_element(l, &s->not_action);
}

const struct lint_rule rule_action_twice = {
	.rule = {
		.id = "IAM042",
		.name = "action-twice",
		.severity = SEV_INFO,
		.summary = "a statement lists an action twice",
		.why =
			"The second mention changes nothing. Often another action was meant.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_action.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action:\n"
			"      - ssm:StartAutomationExecution\n"
			"      - ssm:GetAutomationExecution\n"
			"      - ssm:startAutomationExecution #!\n"
			"    Resource: '*'\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action:\n"
			"      - ssm:StartAutomationExecution\n"
			"      - ssm:GetAutomationExecution\n"
			"    Resource: '*'\n",
		.fixed =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action:\n"
			"      - ssm:StartAutomationExecution\n"
			"      - ssm:GetAutomationExecution\n"
			"    Resource: '*'\n",
	},
	.policies = POLICIES_ALL,
	.statement = action_twice,
};
