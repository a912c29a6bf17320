#include "lint/lint.h"

static void check_pair(struct lint *l, const struct element *a, const struct element *b)
{
	const struct element *second;
	struct diag *d;

	if (a->presence != PRESENT || b->presence != PRESENT)
		return;
	second = a->key->start > b->key->start ? a : b;
	d = lint_report(l, second->key, "this statement has both %.*s and %.*s",
	                STR(node_str(a->key)), STR(node_str(b->key)));
	d->hint = "keep one, or write two statements";
}

static void element_with_its_opposite(struct lint *l, const struct statement *s)
{
	check_pair(l, &s->action, &s->not_action);
	check_pair(l, &s->resource, &s->not_resource);
	check_pair(l, &s->principal, &s->not_principal);
}

const struct lint_rule rule_element_with_its_opposite = {
	.rule = {
		.id = "IAM016",
		.name = "element-with-its-opposite",
		.severity = SEV_ERROR,
		.summary = "a statement has an element and its opposite",
		.why =
			"A statement has either Action or NotAction, either Resource or\n"
			"NotResource, either Principal or NotPrincipal. IAM refuses both\n"
			"together. Write two statements.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: ec2:*\n"
			"    NotAction: ec2:Describe* #!\n"
			"    Resource: '*'\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    NotAction: ec2:Describe*\n"
			"    Resource: '*'\n",
	},
	.policies = POLICIES_ALL,
	.statement = element_with_its_opposite,
};
