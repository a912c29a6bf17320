#include "aws/aws.h"
#include "lint/lint.h"

// What IAM takes in a trust policy. What it knows of besides (sts:GetCallerIdentity) it
// refuses there; a name that no one knows has a rule of its own.
static bool may_stand(struct str action)
{
	static const char *const actions[] = {
		"sts:AssumeRole",
		"sts:AssumeRoleWithSAML",
		"sts:AssumeRoleWithWebIdentity",
		"sts:SetContext",
		"sts:SetSourceIdentity",
		"sts:TagSession",
	};

	if (!str_eq_nocase(str_slice(action, 0, 4), S("sts:")))
		return false;
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
		if (str_eq_nocase(action, str_of(actions[i])))
			return true;
	return !action_find(action);
}

// With a Resource it may be a policy of another kind, in a file of its own.
static void trust_action_not_assume(struct lint *l, const struct statement *s,
                                    const struct lint_text *t)
{
	ptrdiff_t colon = str_find_byte(t->text, 0, ':');
	struct str service = str_slice(t->text, 0, colon < 0 ? 0 : (size_t)colon);
	struct diag *d;

	if (t->element != &s->action || (!l->resource && s->resource.key) ||
	    !text_is_known(service) || !action_service(service) || may_stand(t->text))
		return;
	d = lint_report_text(l, t->variant, 0,
	                     "a trust policy takes sts:AssumeRole and the actions that go with "
	                     "it, not %.*s", STR(t->text));
	d->hint = "what the role may do belongs in its Policies or ManagedPolicyArns";
}

const struct lint_rule rule_trust_action_not_assume = {
	.rule = {
		.id = "TRU006",
		.name = "trust-action-not-assume",
		.severity = SEV_ERROR,
		.summary = "a trust policy is about an action that takes on no role",
		.why =
			"A trust policy decides who may assume the role. IAM answers \"AssumeRole\n"
			"policy may only specify STS AssumeRole actions\" to any other action, and\n"
			"the role is not made. What the role may do then belongs in its permissions\n"
			"policies.",
		.source = "https://github.com/hashicorp/terraform-provider-aws/issues/32872",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      AWS: arn:aws:iam::111111111111:role/auditor\n"
			"    Action:\n"
			"      - sts:AssumeRole\n"
			"      - sts:GetCallerIdentity #!\n"
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
	.text = trust_action_not_assume,
};
