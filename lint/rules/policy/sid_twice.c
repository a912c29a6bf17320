#include "lint/lint.h"

#include <stdlib.h>

static int compare(const void *a, const void *b)
{
	const struct node *x = *(const struct node *const *)a;
	const struct node *y = *(const struct node *const *)b;
	int order = str_cmp(node_str(x), node_str(y));

	return order ? order : (x->start > y->start) - (x->start < y->start);
}

// Statements of two branches of a choice may share a Sid.
static const struct node *sure_sid(const struct statement *s)
{
	if (s->sometimes || s->sid.count != 1 || s->sid.leaves[0].sometimes)
		return NULL;
	return node_str(s->sid.leaves[0].value).len ? s->sid.leaves[0].value : NULL;
}

static void report(struct lint *l, const struct node *first, const struct node *second)
{
	struct diag *d = lint_report(l, second, "another statement has the Sid %.*s, too",
	                             STR(node_str(second)));

	if (l->policy->kind == POLICY_RESOURCE)
		d->severity = SEV_INFO;
	else if (!(1u << l->policy->kind & (POLICIES_IDENTITY | POLICIES_TRUST)))
		d->severity = SEV_WARNING;
	d->hint = "give each statement a Sid of its own, or none";
	diag_relate_node(l->arena, d, l->doc, first, "first here");
}

static void sid_twice(struct lint *l, const struct policy *p)
{
	const struct node **sids = arena_array(l->scratch, const struct node *, p->count);
	size_t count = 0, first = 0;

	for (size_t i = 0; i < p->count; i++) {
		sids[count] = sure_sid(&p->statements[i]);
		count += sids[count] != NULL;
	}
	if (count > 1)
		qsort(sids, count, sizeof *sids, compare);
	for (size_t i = 1; i < count; i++) {
		if (str_eq(node_str(sids[i]), node_str(sids[first])))
			report(l, sids[first], sids[i]);
		else
			first = i;
	}
}

const struct lint_rule rule_sid_twice = {
	.rule = {
		.id = "IAM022",
		.name = "sid-twice",
		.severity = SEV_ERROR,
		.summary = "two statements of a policy have the same Sid",
		.why =
			"A Sid must be unique in its policy: IAM refuses two that are the same.\n"
			"Services other than IAM mostly let it pass (ECR and S3 do).",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_sid.html",
		.bad =
			"Resources:\n"
			"  Start:\n"
			"    Type: AWS::IAM::ManagedPolicy\n"
			"    Properties:\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Sid: Automation\n"
			"            Effect: Allow\n"
			"            Action: ssm:StartAutomationExecution\n"
			"            Resource: '*'\n"
			"          - Sid: Automation #!\n"
			"            Effect: Allow\n"
			"            Action: ssm:GetAutomationExecution\n"
			"            Resource: '*'\n",
		.good =
			"Resources:\n"
			"  Start:\n"
			"    Type: AWS::IAM::ManagedPolicy\n"
			"    Properties:\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Sid: Automation\n"
			"            Effect: Allow\n"
			"            Action:\n"
			"              - ssm:StartAutomationExecution\n"
			"              - ssm:GetAutomationExecution\n"
			"            Resource: '*'\n",
	},
	.policies = POLICIES_ALL,
	.policy = sid_twice,
};
