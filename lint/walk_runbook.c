// Walks a document of Systems Manager: as a whole, each step, each reference.
#include "lint/engine.h"
#include "lint/runbook/content.h"

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

// What stands in a text is a document of its own as long as it is walked.
static void walk_content(struct lint *l, const struct runbook_content *c)
{
	const struct doc *outer = l->doc;

	if (!c->root)
		return;
	if (c->inner)
		l->doc = c->inner;
	walk_runbook(l, c->root, c->type);
	l->doc = outer;
}

void walk_runbook_resource(struct lint *l, const struct entry *resource)
{
	size_t first = l->result->diags.count, count;
	struct runbook_content *contents;

	count = runbook_contents(l->scratch, l->eval, resource, &l->result->diags, &contents);
	for (size_t i = 0; i < count; i++)
		walk_content(l, &contents[i]);
	for (size_t i = 0; i < count; i++)
		if (contents[i].inner)
			move_out(l, contents[i].text, contents[i].inner->sources[0], first);
}

void walk_runbook_alone(struct lint *l)
{
	size_t first = l->result->diags.count;
	struct runbook_content c;

	if (runbook_printed(l->scratch, l->doc->root, &l->result->diags, &c)) {
		walk_content(l, &c);
		move_out(l, c.text, c.inner->sources[0], first);
	} else if (!ssm_printed(l->doc->root)) {
		walk_runbook(l, l->doc->root, (struct str){0});
	}
}
