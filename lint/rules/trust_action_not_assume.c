#include "aws/aws.h"
#include "lint/lint.h"

// With a Resource it may be a policy of another kind, in a file of its own.
static void check(struct lint *l, const struct statement *s, const struct lint_text *t)
{
	ptrdiff_t colon = str_find_byte(t->text, 0, ':');
	struct str service = str_slice(t->text, 0, colon < 0 ? 0 : (size_t)colon);
	struct diag *d;

	if (t->element != &s->action || (!l->resource && s->resource.key) ||
	    !text_is_known(service) || !action_service(service) ||
	    str_eq_nocase(service, S("sts")))
		return;
	d = lint_report_text(l, t->variant, 0,
	                     "a trust policy takes actions of sts only, not %.*s", STR(t->text));
	d->hint = "what the role may do belongs in its Policies or ManagedPolicyArns";
}

const struct lint_rule rule_trust_action_not_assume = {
	.rule = {
		.id = "TRU006",
		.name = "trust-action-not-assume",
		.severity = SEV_ERROR,
		.summary = "a trust policy is about an action that takes on no role",
		.why =
			"A trust policy decides who may assume the role, so IAM takes actions of sts\n"
			"alone in it. What the role may do then belongs in its permissions policies.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_iam-condition-keys.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      AWS: arn:aws:iam::111111111111:role/auditor\n"
			"    Action:\n"
			"      - sts:AssumeRole\n"
			"      - ssm:StartAutomationExecution #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      AWS: arn:aws:iam::111111111111:role/auditor\n"
			"    Action:\n"
			"      - sts:AssumeRole\n"
			"      - sts:TagSession\n",
	},
	.policies = POLICIES_TRUST,
	.text = check,
};
