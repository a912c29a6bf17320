// Any bytes as a template: every value of it, and all of it folded with every other
// parameter bound.
#include <assert.h>

#include "model/read/read.h"
#include "model/variant.h"
#include "templates/eval.h"

static void evaluate(struct eval *e, struct arena *a, const struct entry *entry,
                     const struct node *n)
{
	const struct node *value = eval_value_in(e, a, entry, n);

	variants_of(a, value, true);
	for (const struct node *child = n->kind == NODE_SCALAR ? NULL : n->first; child;
	     child = child->next)
		evaluate(e, a, entry, child);
}

static void evaluate_all(struct eval *e, const struct entries *entries)
{
	struct arena values = {0};

	for (size_t i = 0; i < entries->count; i++) {
		evaluate(e, &values, &entries->items[i], entries->items[i].value);
		arena_reset(&values);
	}
	arena_free(&values);
}

static const struct node *bindings(struct arena *a, const struct template *t)
{
	static const char *const values[] = {"x", "${AWS::Region},y", "${Other}", ""};
	struct node *map = node_map(a);
	struct node_list list = node_list_of(map);

	for (size_t i = 0; i < t->parameters.count; i += 2) {
		struct node *key = node_scalar(a, t->parameters.items[i].name, STYLE_PLAIN);
		struct node *value = node_scalar(a, str_of(values[i / 2 % 4]), STYLE_PLAIN);
		value->tag = FN_SUB;
		node_list_pair(&list, key, value);
	}
	return map;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct diags diags = {.arena = &a};
	struct str text = {size ? (const char *)data : NULL, size};
	struct doc *d = doc_read(&a, source_new(&a, "fuzz", text), SYNTAX_GUESS, template_tags,
	                         &diags);
	const struct template *t = template_of(&a, d);
	struct eval *e = eval_new(&a, t, NULL);

	evaluate_all(e, &t->resources);
	evaluate_all(e, &t->outputs);
	evaluate_all(e, &t->conditions);
	if (d->root)
		eval_value(e, d->root);
	for (int short_forms = 0; short_forms < 2; short_forms++) {
		e = eval_new(&a, t, bindings(&a, t));
		d = fold_template(e, NULL, short_forms);
		assert(!d->root == !t->doc->root);
		fold_template(eval_new(&a, template_of(&a, d), NULL), NULL, short_forms);
	}
	arena_free(&a);
	return 0;
}
