#include "lint/template/look.h"
#include "lint/template/property.h"

static void check(struct lint *l, const struct node *machine)
{
	static const char *const free[] = {"Choice", "Succeed", "Fail"};

	node_each_pair(node_get(machine, "States"), key) {
		const struct node *state = key->next, *type = node_get(state, "Type");
		bool ends = node_get(state, "Next") || node_get(state, "End");

		for (size_t i = 0; i < sizeof free / sizeof *free; i++)
			ends |= node_is(type, free[i]);
		if (look_is_literal(type) && !ends && !map_is_open(l, state))
			lint_report(l, key, "the state %.*s has neither Next nor End",
			            STR(node_str(key)))->hint = "add Next or End: true";
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

static void state_without_next(struct lint *l, const struct entry *r)
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
	"            Type: Choice\n"
	"            Choices: [{Variable: $.a, IsPresent: true, Next: Last}]\n"
	"            Default: Last\n"
	"          Last: {Type: Fail}\n",
	"Resources:\n"
	"  Machine:\n"
	"    Type: AWS::StepFunctions::StateMachine\n"
	"    Properties:\n"
	"      RoleArn: !ImportValue role\n"
	"      Definition:\n"
	"        StartAt: First\n"
	"        States:\n"
	"          First: {Type: Wait, Seconds: 1, Next: Last}\n"
	"          Last: {Type: Succeed}\n",
	NULL,
};

static const char *const types[] = {"AWS::StepFunctions::StateMachine", NULL};

const struct lint_rule rule_state_without_next = {
	.rule = {
		.id = "CFN125",
		.name = "state-without-next",
		.severity = SEV_ERROR,
		.summary = "a state says neither what comes next nor that it is the end",
		.why =
			"Step Functions refuses the definition: each state but Choice, Succeed and Fail has Next\n"
			"or End.",
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
			"          First: {Type: Pass} #!\n",
		.good =
			"Resources:\n"
			"  Machine:\n"
			"    Type: AWS::StepFunctions::StateMachine\n"
			"    Properties:\n"
			"      RoleArn: !ImportValue role\n"
			"      Definition:\n"
			"        StartAt: First\n"
			"        States:\n"
			"          First: {Type: Pass, End: true}\n",
		.silent = silent,
	},
	.types = types,
	.resource = state_without_next,
};
