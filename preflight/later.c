// From the content of a runbook to calls.
#include "preflight/later.h"

#include "policies/arn.h"
#include "runbooks/needs.h"

// "{{ AutomationAssumeRole }}" -> the default of that parameter.
static const struct node *role_of(const struct ssm_document *d)
{
	const struct node *role = node_get(d->root, "assumeRole");
	struct str text = node_str(role), name;
	const struct ssm_parameter *p;
	size_t from = 2, to;

	if (!str_starts(text, "{{"))
		return role;
	while (from < text.len && text.at[from] == ' ')
		from++;
	for (to = from; to < text.len && char_is_alnum(text.at[to]);)
		to++;
	name = str_slice(text, from, to);
	p = ssm_parameter(d, name);
	return p ? p->fallback : NULL;
}

static struct str role_name(const struct ssm_document *d)
{
	const struct node *role = role_of(d);
	struct str fields[ARN_FIELDS], name, mark = S("role/");

	if (!node_is_scalar(role) || !arn_fields(node_str(role), fields) ||
	    !str_starts(fields[5], mark.at))
		return (struct str){0};
	name = str_slice(fields[5], mark.len, fields[5].len);
	return str_find(name, 0, "${") >= 0 || str_find(name, 0, "{{") >= 0 ? (struct str){0}
	                                                                     : name;
}

size_t later_of(struct arena *a, const struct node *properties, struct later **calls)
{
	const struct node *content = node_get(properties, "Content");
	const struct ssm_document *d;
	struct ssm_need *needs;
	size_t count, kept = 0;

	if (!node_is_map(content) || !ssm_is(content))
		return 0;
	d = ssm_document_of(a, content, node_str(node_get(properties, "DocumentType")));
	if (d->kind != SSM_AUTOMATION || !node_get(d->root, "assumeRole"))
		return 0;
	count = ssm_needs(a, d, &needs);
	*calls = arena_array(a, struct later, count);
	for (size_t i = 0; i < count; i++)
		if (needs[i].sure && !needs[i].unknown && needs[i].action.len > 0)
			(*calls)[kept++] = (struct later){needs[i].action, needs[i].step->name,
			                                  role_name(d)};
	return kept;
}
