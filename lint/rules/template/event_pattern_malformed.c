#include "lint/template/look.h"
#include "lint/template/property.h"

static void check(struct lint *l, const struct node *pattern)
{
	if (map_is_open(l, pattern) || function_of(pattern, NULL) != FN_NONE)
		return;
	node_each_pair(pattern, key) {
		if (look_is_literal(key->next))
			lint_report(l, key->next, "%.*s must be a list of what matches",
			            STR(node_str(key)))->hint = "put it in brackets";
		else if (node_is_map(key->next))
			check(l, key->next);
	}
}

static void event_pattern_malformed(struct lint *l, const struct entry *r)
{
	const struct node *p = node_get(r->value, "Properties");

	if (!map_is_open(l, p) && node_is_map(node_get(p, "EventPattern")))
		check(l, node_get(p, "EventPattern"));
}

static const char *const silent[] = {
	"Resources:\n"
	"  Rule:\n"
	"    Type: AWS::Events::Rule\n"
	"    Properties:\n"
	"      EventPattern:\n"
	"        source: [{prefix: aws.}]\n"
	"        detail: {state: [running, {anything-but: [stopped]}]}\n",
	"Resources:\n"
	"  Rule:\n"
	"    Type: AWS::Events::Rule\n"
	"    Properties:\n"
	"      EventPattern:\n"
	"        $or:\n"
	"          - source: [aws.ec2]\n"
	"          - source: [{exists: false}]\n"
	"        detail-type: !Split [',', !ImportValue types]\n",
	NULL,
};

static const char *const types[] = {"AWS::Events::Rule", NULL};

const struct lint_rule rule_event_pattern_malformed = {
	.rule = {
		.id = "CFN126",
		.name = "event-pattern-malformed",
		.severity = SEV_ERROR,
		.summary = "a value of an event pattern is not in a list",
		.why =
			"EventBridge refuses the pattern: each field has a list of the values that match, and a\n"
			"map where it has fields of its own.",
		.source = "https://docs.aws.amazon.com/eventbridge/latest/userguide/"
		          "eb-event-patterns.html",
		.bad =
			"Resources:\n"
			"  Rule:\n"
			"    Type: AWS::Events::Rule\n"
			"    Properties:\n"
			"      EventPattern:\n"
			"        source: aws.ec2 #!\n",
		.good =
			"Resources:\n"
			"  Rule:\n"
			"    Type: AWS::Events::Rule\n"
			"    Properties:\n"
			"      EventPattern:\n"
			"        source: [aws.ec2]\n",
		.silent = silent,
	},
	.types = types,
	.resource = event_pattern_malformed,
};
