#include "lint/runbook/runbook.h"

struct group {
	size_t there, all;
	const struct node *last; // the last key of them that is there
};

// The names of a row stand between blanks and marks: "A | B", "A + B".
static struct group count(const struct ssm_step *s, struct str names)
{
	struct group g = {0};
	struct str name;

	while (fact_word(&names, &name)) {
		if (str_is(name, "|") || str_is(name, "+"))
			continue;
		g.all++;
		node_each_pair(s->inputs, key)
			if (str_eq(node_str(key), name)) {
				g.there++;
				g.last = key;
			}
	}
	return g;
}

static void judge(struct lint *l, const struct ssm_step *s, const struct fact *row)
{
	struct group g = count(s, fact_name(row));
	const char *names = arena_cstring(l->arena, fact_name(row));
	const struct node *place = node_key(s->node, "inputs");
	bool needs_one = str_is(fact_value(row), "one") || str_is(fact_value(row), "some");
	bool takes_one = str_is(fact_value(row), "one") || str_is(fact_value(row), "most-one");

	if (g.there == 0 && needs_one)
		lint_report(l, place ? place : s->action_node, "%s needs one of %s",
					runbook_step(l, s), names);
	else if (g.there > 1 && takes_one)
		lint_report(l, g.last, "of %s only one may be there", names);
	else if (g.there > 0 && g.there < g.all && str_is(fact_value(row), "together"))
		lint_report(l, g.last, "%s go together", names);
}

static void inputs_together(struct lint *l, const struct ssm_document *d,
							const struct ssm_step *s)
{
	(void)d;
	if ((s->inputs && !node_is_map(s->inputs)) || ssm_is_open(s->inputs))
		return;
	node_each_pair(s->inputs, key)
		if (ssm_is_open(key->next) && key->next->kind != NODE_HOLE &&
			key->next->kind != NODE_TEXT)
			return; // may not be there at all
	fact_each(fact_get(s->facts, "requires"), row)
		judge(l, s, row);
}

const struct lint_rule rule_inputs_together = {
	.rule = {
		.id = "SSM019",
		.name = "inputs-together",
		.severity = SEV_ERROR,
		.summary = "a step has inputs that do not go together, or lacks one of a choice",
		.why =
			"Of some inputs just one may be there (a Duration or a Timestamp, a\n"
			"template's body or its URL), of some at least one has to be. The step fails\n"
			"otherwise.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-actions.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n"
			"      Timestamp: '2030-01-01T00:00:00Z' #!\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: wait\n"
			"    action: aws:sleep\n"
			"    inputs:\n"
			"      Duration: PT1M\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  At:\n"
			"    Type: String\n"
			"    Default: ''\n"
			"Conditions:\n"
			"  HasTime: !Not [!Equals [!Ref At, '']]\n"
			"Resources:\n"
			"  Runbook:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        mainSteps:\n"
			"          - name: wait\n"
			"            action: aws:sleep\n"
			"            inputs:\n"
			"              Duration: !If [HasTime, !Ref AWS::NoValue, PT1M]\n"
			"              Timestamp: !If [HasTime, !Ref At, !Ref AWS::NoValue]\n",
			NULL,
		},
	},
	.step = inputs_together,
};
