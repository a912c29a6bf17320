// Of what kind a document is: by what it says, since names of files say little.
#include "lint/lint.h"
#include "lint/sites.h"

// A step of an Automation or Command document: {action: aws:…}.
static bool has_ssm_step(const struct node *steps)
{
	node_each(steps, step)
		if (str_starts(node_str(node_get(step, "action")), "aws:"))
			return true;
	return false;
}

// https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-schemas-features.html
static bool is_ssm_document(const struct node *root)
{
	static const char *const bodies[] = {"mainSteps", "runtimeConfig", "sessionType"};

	if (has_ssm_step(node_get(root, "mainSteps")))
		return true;
	if (!node_is_scalar(node_get(root, "schemaVersion")))
		return false;
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
		if (node_get(root, bodies[i]))
			return true;
	return false;
}

enum doc_kind lint_kind(const struct doc *d)
{
	enum policy_kind unused;

	if (template_is(d))
		return DOC_TEMPLATE;
	if (policy_is(d->root) || printed_policy(d->root, &unused))
		return DOC_POLICY;
	return is_ssm_document(d->root) ? DOC_SSM : DOC_OTHER;
}
