#include "lint/lint.h"
#include "model/edit/edit.h"

static void fix(struct lint *l, struct diag *d, const struct node *version)
{
	const struct node *chain[LINT_CHAIN];
	size_t count = lint_chain(l, version, chain);
	struct edit edit;

	if (count &&
	    edit_scalar(l->doc, l->arena, chain[count - 1], S("2012-10-17"), &edit))
		lint_fix(l, d, "write 2012-10-17", &edit, 1);
}

// Policies that IAM keeps must be of the newer language; those of resources need not.
static void check_old(struct lint *l, const struct policy *p)
{
	struct diag *d;

	if (p->kind != POLICY_IDENTITY || !l->resource || p->version->tag != TAG_NONE)
		return;
	d = lint_report(l, p->version, "IAM takes no managed or inline policy of a Version "
	                               "before 2012-10-17");
	if (!str_is(template_type(l->resource), "AWS::IAM::ManagedPolicy"))
		d->severity = SEV_WARNING;
	d->hint = "write Version: '2012-10-17'";
	fix(l, d, p->version);
}

static void version_unknown(struct lint *l, const struct policy *p)
{
	struct str text = node_str(p->version);
	struct diag *d;

	if (text.len == 0 || p->version->tag != TAG_NONE || str_find(text, 0, "${") >= 0 ||
	    str_find(text, 0, "{{resolve:") >= 0 || str_is(text, "2012-10-17"))
		return;
	if (str_is(text, "2008-10-17")) {
		check_old(l, p);
		return;
	}
	d = lint_report(l, p->version, "AWS knows no policy language of Version %.*s",
	                STR(text));
	d->hint = "write Version: '2012-10-17'";
	fix(l, d, p->version);
}

const struct lint_rule rule_version_unknown = {
	.rule = {
		.id = "IAM012",
		.name = "version-unknown",
		.severity = SEV_ERROR,
		.summary = "a policy has a Version that AWS does not know",
		.why =
			"The Version names the language of the policy, not the day it was\n"
			"written. There are two: 2012-10-17, and 2008-10-17, which is older and\n"
			"knows no policy variables. Any other is refused.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_version.html",
		.bad =
			"Version: '2024-05-01' #!\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartAutomationExecution\n"
			"    Resource: '*'\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartAutomationExecution\n"
			"    Resource: '*'\n",
		.fixed =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartAutomationExecution\n"
			"    Resource: '*'\n",
	},
	.policies = POLICIES_ALL,
	.policy = version_unknown,
};
