// Walks a document of Systems Manager: as a whole, each step, each reference.
#include "lint/engine.h"

static void walk_runbook(struct lint *l, const struct node *root, struct str type)
{
	const struct ssm_document *d = ssm_document_of(l->scratch, root, type);

	l->steps = ssm_graph_of(l->scratch, d);
	ASK(l, runbook, rule->runbook(l, d));
	for (size_t i = 0; i < d->count; i++)
		ASK(l, step, rule->step(l, d, &d->steps[i]));
	for (size_t i = 0; i < d->reference_count; i++)
		ASK(l, reference, rule->reference(l, d, &d->references[i]));
	l->steps = NULL;
}

void walk_runbook_resource(struct lint *l, const struct node *properties)
{
	const struct node *content = lint_evaluate(l, node_get(properties, "Content"));
	struct str type;

	ssm_text(lint_evaluate(l, node_get(properties, "DocumentType")), &type);
	if (node_is_map(content))
		walk_runbook(l, content, type);
}

void walk_runbook_alone(struct lint *l)
{
	walk_runbook(l, l->doc->root, (struct str){0});
}
