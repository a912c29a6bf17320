#include "lint/policy/text.h"
#include "policies/variable.h"

static void variable_unclosed(struct lint *l, const struct statement *s,
                              const struct lint_text *t)
{
	struct variable v = {0};

	if (!text_takes_variables(s, t) || !node_is(l->policy->version, "2012-10-17"))
		return;
	while (variable_next(t->text, v.end, &v))
		if (!v.is_closed && text_is_known(v.inside))
			lint_report_text(l, t->variant, v.start, "this policy variable has no }");
}

const struct lint_rule rule_variable_unclosed = {
	.rule = {
		.id = "IAM036",
		.name = "variable-unclosed",
		.severity = SEV_ERROR,
		.summary = "a policy variable has no closing brace",
		.why =
			"From ${ up to the next } AWS reads the name of a policy variable.\n"
			"Without the brace the policy is refused.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_variables.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:TerminateSession\n"
			"    Resource: arn:aws:ssm:*:*:session/${aws:username-* #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:TerminateSession\n"
			"    Resource: arn:aws:ssm:*:*:session/${aws:username}-*\n",
	},
	.policies = POLICIES_ALL,
	.text = variable_unclosed,
};
