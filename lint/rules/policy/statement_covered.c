#include "lint/lint.h"
#include "lint/policy/shape.h"
#include "policies/engine/cover.h"

static void report(struct lint *l, const struct statement *s, const struct statement *by)
{
	bool allows = statement_is(s, "Allow");
	struct diag *d = lint_report(l, s->node,
	                             "another statement %s all that this one does",
	                             allows ? "allows" : "denies");

	d->hint = "take it out, or write what was meant";
	diag_relate_node(l->arena, d, l->doc, by->node, "this one");
}

static void statement_covered(struct lint *l, const struct policy *p)
{
	const size_t *by;
	size_t found = 0;

	if (p->count < 2 || (!l->template && shape_has_tag(p->node)))
		return;
	by = policy_covered(l->scratch, policy_prepare(l->scratch, p));
	for (size_t i = 0; i < p->count && found < LINT_PER_TEXT; i++) {
		if (by[i] == SIZE_MAX)
			continue;
		report(l, &p->statements[i], &p->statements[by[i]]);
		found++;
	}
}

const struct lint_rule rule_statement_covered = {
	.rule = {
		.id = "IAM092",
		.name = "statement-covered",
		.severity = SEV_INFO,
		.summary = "a statement says what another one of the policy says already",
		.why =
			"Every request that the statement applies to is one that the other applies\n"
			"to, with the same Effect. It changes nothing, and anyone who reads it takes the\n"
			"policy for narrower than it is: often the wide statement was meant for a\n"
			"test, or the narrow one was to have a Condition.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "access-analyzer-reference-policy-checks.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: s3:Get*\n"
			"    Resource: arn:aws:s3:::reports/*\n"
			"  - Effect: Allow #!\n"
			"    Action: s3:GetObject\n"
			"    Resource: arn:aws:s3:::reports/2026/*\n"
			"    Condition:\n"
			"      Bool:\n"
			"        aws:SecureTransport: 'true'\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: s3:GetObject\n"
			"    Resource: arn:aws:s3:::reports/2026/*\n"
			"    Condition:\n"
			"      Bool:\n"
			"        aws:SecureTransport: 'true'\n",
	},
	.policies = POLICIES_ALL,
	.policy = statement_covered,
};
