// Finds the document that an association runs.
#include "lint/runbook/association.h"

#include "lint/runbook/content.h"

const struct ssm_document *runbook_of_resource(struct lint *l, const struct entry *resource)
{
	struct diags unseen = {.arena = l->scratch};
	struct runbook_content *c;

	if (runbook_contents(l->scratch, l->eval, resource, &unseen, &c) != 1 || !c->root)
		return NULL;
	return ssm_document_of(l->scratch, c->root, c->type);
}

// By a Ref, or by the name that the document is given.
static const struct entry *find_document(struct lint *l, const struct node *name)
{
	const struct entries *all = &l->template->resources;

	if (name->kind == NODE_HOLE)
		return entries_find(all, name->hole->name);
	for (size_t i = 0; node_is_scalar(name) && name->len && i < all->count; i++)
		if (str_is(template_type(&all->items[i]), "AWS::SSM::Document") &&
		    str_eq(node_str(node_path(all->items[i].value, "Properties/Name")),
		           node_str(name)))
			return &all->items[i];
	return NULL;
}

bool runbook_association(struct lint *l, const struct entry *resource,
                         struct runbook_association *as)
{
	const struct node *properties = node_get(resource->value, "Properties"), *parameters;

	*as = (struct runbook_association){.place = resource->key};
	if (!str_is(template_type(resource), "AWS::SSM::Association") || l->template->has_macro ||
	    !node_get(properties, "Name"))
		return false;
	as->resource = find_document(l, lint_evaluate(l, node_get(properties, "Name")));
	if (!as->resource || !str_is(template_type(as->resource), "AWS::SSM::Document"))
		return false;
	as->document = runbook_of_resource(l, as->resource);
	parameters = lint_evaluate(l, node_get(properties, "Parameters"));
	as->parameters = node_is_map(parameters) ? parameters : NULL;
	if (!ssm_text(lint_evaluate(l, node_get(properties, "AutomationTargetParameterName")),
	              &as->target) && node_get(properties, "AutomationTargetParameterName"))
		return false;
	return as->document && (as->parameters || parameters->kind == NODE_NONE);
}
