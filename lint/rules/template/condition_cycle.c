#include "lint/lint.h"

// What is known of each condition while the section is looked through.
enum { NEW, OPEN, DONE };

struct walk {
	struct lint *l;
	const struct entries *conditions;
	unsigned char *states;
	size_t depth;
};

enum { DEPTH = 400 }; // of conditions in conditions

static void enter(struct walk *w, size_t index);

static void follow(struct walk *w, const struct node *n, size_t from)
{
	const struct node *argument;
	const struct entry *next;

	if (function_of(n, &argument) == FN_CONDITION) {
		next = entries_find(w->conditions, node_str(argument));
		if (next && w->states[next - w->conditions->items] == OPEN)
			lint_report(w->l, argument, "the condition %.*s refers back to %.*s: they stand "
			            "in a circle", STR(w->conditions->items[from].name), STR(next->name));
		else if (next)
			enter(w, (size_t)(next - w->conditions->items));
		return;
	}
	node_each(n, item)
		follow(w, item, from);
	node_each_pair(n, key)
		follow(w, key->next, from);
}

static void enter(struct walk *w, size_t index)
{
	if (w->states[index] != NEW || w->depth == DEPTH)
		return;
	w->states[index] = OPEN;
	w->depth++;
	follow(w, w->conditions->items[index].value, index);
	w->depth--;
	w->states[index] = DONE;
}

static void condition_cycle(struct lint *l, const struct template *t)
{
	struct walk w = {.l = l, .conditions = &t->conditions};

	if (t->is_rewritten)
		return;
	w.states = arena_array(l->scratch, unsigned char, t->conditions.count);
	for (size_t i = 0; i < t->conditions.count; i++)
		enter(&w, i);
}

const struct lint_rule rule_condition_cycle = {
	.rule = {
		.id = "CFN019",
		.name = "condition-cycle",
		.severity = SEV_ERROR,
		.summary = "conditions refer to one another in a circle",
		.why =
			"CloudFormation refuses the template: no condition of the circle can be\n"
			"decided. One of them has to be written without the others.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "conditions-section-structure.html",
		.bad =
			"Conditions:\n"
			"  Large: !Not [!Condition Small]\n"
			"  Small: !Not [!Condition Large] #!\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Condition: Large\n",
		.good =
			"Parameters:\n"
			"  Size: {Type: String}\n"
			"Conditions:\n"
			"  Large: !Not [!Condition Small]\n"
			"  Small: !Equals [!Ref Size, small]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Condition: Large\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  Size: {Type: String}\n"
			"Conditions:\n"
			"  Large: !Or [!Condition Small, !Equals [!Ref Size, large]]\n"
			"  Any: !And [!Condition Small, !Condition Large]\n"
			"  Small: !Equals [!Ref Size, small]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Condition: Any\n",
			"Conditions:\n"
			"  A: !Condition B\n"
			"  B: !Condition C\n"
			"  C: !Equals [!Ref AWS::Region, eu-west-1]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Condition: A\n",
			NULL,
		},
	},
	.template = condition_cycle,
};
