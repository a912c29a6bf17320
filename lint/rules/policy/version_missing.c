#include "lint/lint.h"
#include "model/edit/edit.h"

static void fix(struct lint *l, struct diag *d, const struct policy *p)
{
	const struct node *chain[LINT_CHAIN];
	size_t count = lint_chain(l, p->node, chain);
	const struct node *map = count ? chain[count - 1] : NULL;
	struct node *version;
	struct edit edit;

	if (!node_is_map(map))
		return;
	version = node_scalar(l->arena, S("2012-10-17"),
	                      map->flags & NODE_JSON ? STYLE_DOUBLE : STYLE_SINGLE);
	if (edit_add_pair(l->doc, l->arena, map, map->first, "Version", version, &edit))
		lint_fix(l, d, "add the Version", &edit, 1);
}

static void version_missing(struct lint *l, const struct policy *p)
{
	struct diag *d;

	if (p->open || p->version || p->count == 0 || policy_is_bare(p->node) ||
	    !node_is_map(p->node))
		return;
	if (p->kind == POLICY_SCP || p->kind == POLICY_RCP) {
		d = lint_report(l, p->node,
		                "this policy has no Version, which Organizations demands");
		d->severity = SEV_ERROR;
	} else if (l->resource && str_is(template_type(l->resource), "AWS::IAM::ManagedPolicy")) {
		d = lint_report(l, p->node, "this managed policy has no Version, and IAM takes "
		                            "none before 2012-10-17");
		d->severity = SEV_ERROR;
	} else {
		d = lint_report(l, p->node, "this policy has no Version, so AWS reads it in the "
		                            "language of 2008, without policy variables");
	}
	d->hint = "add Version: '2012-10-17'";
	fix(l, d, p);
}

const struct lint_rule rule_version_missing = {
	.rule = {
		.id = "IAM011",
		.name = "version-missing",
		.severity = SEV_INFO,
		.summary = "a policy has no Version",
		.why =
			"Without a Version AWS reads the policy in the language of 2008, in which\n"
			"${aws:username} and the like are plain text. Organizations asks for the\n"
			"Version of its policies. Say 2012-10-17.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_version.html",
		.bad =
			"Statement: #!\n"
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
	.policy = version_missing,
};
