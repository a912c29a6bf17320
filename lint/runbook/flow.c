// What type of value is expected in the place of a reference.
#include "lint/runbook/flow.h"

// Whether a value is the reference's own text, not a list or map around it.
static const struct node *value_of(const struct node *map, const struct ssm_reference *r)
{
	const struct node *value = node_get_str(map, node_str(r->key));

	return value == r->node ? value : NULL;
}

static enum ssm_form of_variable(const struct ssm_document *d, const struct ssm_step *s)
{
	const struct ssm_variable *v;
	struct str name;

	if (!ssm_text(ssm_input(s, "Name"), &name) || !str_starts(name, "variable:"))
		return SSM_ANY;
	v = ssm_variable(d, str_slice(name, strlen("variable:"), name.len));
	return v ? v->type.form : SSM_ANY;
}

enum ssm_form runbook_wanted(const struct ssm_document *d, const struct ssm_reference *r)
{
	const struct ssm_step *s = r->in;
	struct ssm_input_fact f;

	if (!s || !r->key || !value_of(s->inputs, r))
		return SSM_ANY;
	if (ssm_step_is(s, "aws:updateVariable") && node_is(r->key, "Value"))
		return of_variable(d, s);
	if (ssm_step_is(s, "aws:loop") || ssm_step_is(s, "aws:branch") ||
	    !ssm_input_find(s, node_str(r->key), &f))
		return SSM_ANY;
	return f.form;
}
