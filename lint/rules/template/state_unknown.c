#include "lint/template/look.h"
#include "lint/template/property.h"
#include "model/text/say.h"

static void look_up(struct lint *l, const struct node *states, const struct node *name)
{
	if (!look_is_literal(name) || text_is_placeholder(node_str(name)) ||
	    node_get_str(states, node_str(name)))
		return;
	lint_report(l, name, "there is no state %s here", say_text(l->arena, node_str(name)));
}

static void check_all(struct lint *l, const struct node *states, const struct node *list)
{
	node_each(list, item)
		look_up(l, states, node_get(item, "Next"));
}

static void check(struct lint *l, const struct node *machine)
{
	const struct node *states = node_get(machine, "States");

	if (map_is_open(l, states))
		return;
	look_up(l, states, node_get(machine, "StartAt"));
	node_each_pair(states, key) {
		look_up(l, states, node_get(key->next, "Next"));
		look_up(l, states, node_get(key->next, "Default"));
		check_all(l, states, node_get(key->next, "Choices"));
		check_all(l, states, node_get(key->next, "Catch"));
	}
}

// Calls `check` for each map of states, at any depth: Branches, Iterator, ItemProcessor.
static void walk(struct lint *l, const struct node *n)
{
	if (node_is_map(n) && node_is_map(node_get(n, "States")))
		check(l, n);
	node_each(n, item)
		walk(l, item);
	node_each_pair(n, key)
		walk(l, key->next);
}

static void state_unknown(struct lint *l, const struct entry *r)
{
	const struct node *p = node_get(r->value, "Properties");

	if (!map_is_open(l, p) && node_is_map(node_get(p, "Definition")))
		walk(l, node_get(p, "Definition"));
}

static const char *const silent[] = {
	"Resources:\n"
	"  Machine:\n"
	"    Type: AWS::StepFunctions::StateMachine\n"
	"    Properties:\n"
	"      RoleArn: !ImportValue role\n"
	"      Definition:\n"
	"        StartAt: First\n"
	"        States:\n"
	"          First:\n"
	"            Type: Parallel\n"
	"            Next: Second\n"
	"            Branches:\n"
	"              - {StartAt: Inner, States: {Inner: {Type: Pass, End: true}}}\n"
	"          Second: {Type: Succeed}\n",
	"Resources:\n"
	"  Machine:\n"
	"    Type: AWS::StepFunctions::StateMachine\n"
	"    Properties:\n"
	"      RoleArn: !ImportValue role\n"
	"      Definition:\n"
	"        StartAt: '${First}'\n"
	"        States:\n"
	"          Other: {Type: Succeed}\n",
	NULL,
};

static const char *const types[] = {"AWS::StepFunctions::StateMachine", NULL};

const struct lint_rule rule_state_unknown = {
	.rule = {
		.id = "CFN124",
		.name = "state-unknown",
		.severity = SEV_ERROR,
		.summary = "a state machine names a state that it does not have",
		.why =
			"Step Functions refuses the definition. StartAt, Next, Default and the Next of Choices\n"
			"and Catch name states of the same level.",
		.source = "https://docs.aws.amazon.com/step-functions/latest/dg/"
		          "concepts-amazon-states-language.html",
		.bad =
			"Resources:\n"
			"  Machine:\n"
			"    Type: AWS::StepFunctions::StateMachine\n"
			"    Properties:\n"
			"      RoleArn: !ImportValue role\n"
			"      Definition:\n"
			"        StartAt: First\n"
			"        States:\n"
			"          First: {Type: Pass, Next: Secnd} #!\n"
			"          Second: {Type: Succeed}\n",
		.good =
			"Resources:\n"
			"  Machine:\n"
			"    Type: AWS::StepFunctions::StateMachine\n"
			"    Properties:\n"
			"      RoleArn: !ImportValue role\n"
			"      Definition:\n"
			"        StartAt: First\n"
			"        States:\n"
			"          First: {Type: Pass, Next: Second}\n"
			"          Second: {Type: Succeed}\n",
		.silent = silent,
	},
	.types = types,
	.resource = state_unknown,
};
