#include "lint/lint.h"
#include "lint/policy/shape.h"

static void check_tests(struct lint *l, const struct node *operator)
{
	const struct node *tests = operator->next;

	if (node_is_seq(tests) || (node_is_scalar(tests) && tests->tag == TAG_NONE)) {
		lint_report(l, operator, "%.*s has no condition key", STR(node_str(operator)))
			->hint = "write a map: {KEY: VALUE}";
		return;
	}
	if (!shape_is_map(tests))
		return;
	node_each_pair(tests, key) {
		struct str name = node_str(key);
		if (node_is_null(key->next))
			lint_report(l, key, "condition key %.*s has no value", STR(name));
		else if (shape_is_map(key->next))
			lint_report(l, key, "condition key %.*s has a map where values belong",
			            STR(name))->hint = "write a text or a list of texts";
	}
}

static void condition_shape_wrong(struct lint *l, const struct statement *s)
{
	const struct node *value = s->condition.value;

	if (node_is_seq(value) || (node_is_scalar(value) && value->tag == TAG_NONE))
		lint_report(l, s->condition.key, "Condition has no operator")->hint =
			"write a map: {OPERATOR: {KEY: VALUE}}";
	else if (shape_is_map(value))
		node_each_pair(value, operator)
			check_tests(l, operator);
}

const struct lint_rule rule_condition_shape_wrong = {
	.rule = {
		.id = "IAM024",
		.name = "condition-shape-wrong",
		.severity = SEV_ERROR,
		.summary = "a Condition is not built as IAM wants it",
		.why =
			"A Condition is a map from operators to maps from keys to values:\n"
			"{StringEquals: {aws:RequestedRegion: [eu-west-1]}}. IAM refuses any\n"
			"other shape.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_condition.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartSession\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      StringEquals: #!\n"
			"        - aws:RequestedRegion\n"
			"        - eu-west-1\n"
			"      StringLike:\n"
			"        aws:PrincipalOrgPaths: #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartSession\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        aws:RequestedRegion: eu-west-1\n",
	},
	.policies = POLICIES_ALL,
	.statement = condition_shape_wrong,
};
