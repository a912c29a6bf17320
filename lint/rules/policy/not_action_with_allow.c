#include "lint/policy/statement.h"

// Whether iam:* is left out as a whole, as PowerUserAccess does it.
static bool leaves_iam_out(struct lint *l, const struct statement *s)
{
	struct lint_value *values;
	size_t count = lint_values(l, s->not_action.leaves, s->not_action.count, &values);

	for (size_t i = 0; i < count; i++)
		if (text_is_open(values[i].text) || str_is(values[i].text, "*") ||
		    str_eq_nocase(values[i].text, S("iam:*")))
			return true;
	return count == 0;
}

static void not_action_with_allow(struct lint *l, const struct statement *s)
{
	if (!statement_is(s, "Allow") || s->open || s->not_action.presence != PRESENT ||
	    s->condition.presence != ABSENT || !statement_has_any_resource(s) ||
	    leaves_iam_out(l, s))
		return;
	lint_report(l, s->not_action.key,
	            "this allows all of AWS but these, and IAM is not among them, so all "
	            "the rest can be had by it")
		->hint = "list what is allowed under Action, or leave out iam:* too";
}

const struct lint_rule rule_not_action_with_allow = {
	.rule = {
		.id = "IAM078",
		.name = "not-action-with-allow",
		.severity = SEV_WARNING,
		.summary = "an Allow with NotAction leaves IAM in",
		.why =
			"NotAction with Allow means every action of every service, future ones\n"
			"included, but those named. With IAM left in, anyone who has the policy can\n"
			"write himself another one, so nothing is held back.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_notaction.html",
		.bad =
			"Resources:\n"
			"  Developer:\n"
			"    Type: AWS::IAM::ManagedPolicy\n"
			"    Properties:\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            NotAction: organizations:* #!\n"
			"            Resource: '*'\n",
		.good =
			"Resources:\n"
			"  Developer:\n"
			"    Type: AWS::IAM::ManagedPolicy\n"
			"    Properties:\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            NotAction:\n"
			"              - iam:*\n"
			"              - organizations:*\n"
			"            Resource: '*'\n",
	},
	.policies = POLICIES_IDENTITY,
	.statement = not_action_with_allow,
};
