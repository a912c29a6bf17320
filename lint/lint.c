// The rules, which of them have something to say of what, and the order in which a document
// is walked.
#include "lint/lint.h"

#include "lint/engine.h"
#include "lint/sites.h"
#include "model/read/read.h"
#include "templates/loops.h"

#define RULE(name) extern const struct lint_rule rule_##name;
#include "lint/rules.def"
#undef RULE

const struct lint_rule *const lint_rules[] = {
#define RULE(name) &rule_##name,
#include "lint/rules.def"
#undef RULE
	NULL,
};
enum { RULES = sizeof lint_rules / sizeof *lint_rules - 1 };

static void add_asker(struct arena *a, struct askers *askers, size_t rule)
{
	askers->items = arena_grow(a, askers->items, askers->count, &askers->room,
	                           sizeof *askers->items);
	askers->items[askers->count++] = (struct asker){lint_rules[rule], rule};
}

static void find_types(struct lint_hooks *h, const struct lint_rule *rule)
{
	for (const char *const *type = rule->types; type && *type; type++)
		if (names_add(&h->types, str_of(*type), (uint32_t)h->type_count) == NAME_NONE) {
			h->of_type = arena_grow(h->arena, h->of_type, h->type_count, &h->type_room,
			                        sizeof *h->of_type);
			h->of_type[h->type_count++] = (struct type_askers){0};
		}
}

// A rule without types is asked about each.
static bool takes_type(const struct lint_rule *rule, struct str type)
{
	if (!rule->types)
		return true;
	for (const char *const *t = rule->types; *t; t++)
		if (str_is(type, *t))
			return true;
	return false;
}

static void fill_type(const struct lint_hooks *h, struct type_askers *of, struct str type)
{
	of->is_filled = true;
	for (size_t i = 0; i < RULES; i++) {
		const struct lint_rule *rule = lint_rules[i];
		if (!(rule_kinds(rule) & h->kinds) ||
		    (type.len ? !takes_type(rule, type) : rule->types != NULL))
			continue;
		if (rule->resource)
			add_asker(h->arena, &of->resource, i);
		if (rule->property)
			add_asker(h->arena, &of->property, i);
		if (rule->value)
			add_asker(h->arena, &of->value, i);
	}
}

const struct type_askers *askers_of(struct lint_hooks *h, struct str type)
{
	uint32_t index = names_find(&h->types, type);
	struct type_askers *of = index == NAME_NONE ? &h->any_type : &h->of_type[index];

	if (!of->is_filled)
		fill_type(h, of, index == NAME_NONE ? (struct str){0} : type);
	return of;
}

static struct lint_hooks *find_hooks(struct arena *a, unsigned kinds)
{
	struct lint_hooks *h = arena_new(a, struct lint_hooks);

	h->arena = h->types.arena = a;
	h->kinds = kinds;
	for (size_t i = 0; i < RULES; i++) {
		const struct lint_rule *rule = lint_rules[i];
		if (!(rule_kinds(rule) & kinds))
			continue;
		find_types(h, rule);
#define COLLECT(hook)                                                                     \
	if (rule->hook)                                                                   \
		add_asker(a, &h->hook, i);
		COLLECT(begin)
		COLLECT(document)
		COLLECT(template)
		COLLECT(function)
		COLLECT(scalar)
		COLLECT(policy)
		COLLECT(statement)
		COLLECT(principal)
		COLLECT(condition)
		COLLECT(text)
		COLLECT(runbook)
		COLLECT(step)
		COLLECT(reference)
		COLLECT(end)
#undef COLLECT
	}
	return h;
}

// Those of the worker, where there is one.
static struct lint_hooks *hooks_of(struct arena *a, const struct document *d, unsigned kinds)
{
	struct lint_hooks **kept = d->worker ? &d->worker->hooks[kinds] : NULL;

	if (!kept)
		return find_hooks(a, kinds);
	if (!*kept)
		*kept = find_hooks(&d->worker->arena, kinds);
	return *kept;
}

static void note_created(struct lint *l, const struct entry *resource)
{
	struct lint_result *r = l->result;
	struct str type = template_type(resource);
	const char *property = str_is(type, "AWS::IAM::Role")   ? "Properties/RoleName"
	                       : str_is(type, "AWS::IAM::User") ? "Properties/UserName"
	                                                        : NULL;
	struct str name;

	if (!property)
		return;
	name = node_str(node_path(resource->value, property));
	if (name.len == 0)
		return;
	r->created = arena_grow(l->arena, r->created, r->created_count, &r->created_room,
	                        sizeof *r->created);
	r->created[r->created_count++] = name;
}

// --- one document ---

static unsigned kinds_of(const struct document *d)
{
	switch (d->kind) {
	case DOC_TEMPLATE:
		return d->in_stack_set ? LINT_TEMPLATE | LINT_STACK_SET : LINT_TEMPLATE;
	case DOC_POLICY:
		return LINT_POLICY;
	case DOC_SSM:
		return LINT_SSM;
	case DOC_OTHER:
		return LINT_OTHER;
	case DOC_ORG:
	case DOC_PLAN:
		return 0;
	}
	return 0;
}

// Rules see what loops make.
static void prepare_template(struct lint *l)
{
	l->template = template_without_loops(l->arena, template_of(l->arena, l->doc));
	l->doc = l->template->doc;
	l->eval = eval_new(l->arena, l->template, NULL);
	for (size_t i = 0; i < l->template->resources.count; i++)
		note_created(l, &l->template->resources.items[i]);
}

static void judge(struct arena *a, const struct document *d, bool is_inner,
                  struct lint_result *result)
{
	struct arena scratch = {0};
	struct regexes regexes = {.arena = a};
	struct lint l = {.arena = a, .scratch = &scratch, .doc = d->doc, .document = d,
	                 .result = result, .regexes = &regexes};

	result->doc = d->doc;
	result->origin = d->origin;
	l.hooks = hooks_of(a, d, kinds_of(d));
	if (d->kind == DOC_POLICY)
		read_without_yaml(&result->diags);
	if (d->kind == DOC_TEMPLATE)
		prepare_template(&l);
	if (lint_is_too_large(&l)) {
		arena_free(&scratch);
		return;
	}
	ASK(&l, begin, rule->begin(&l));
	ASK(&l, document, rule->document(&l, d->doc));
	if (d->kind == DOC_TEMPLATE) {
		walk_template(&l);
		if (!is_inner) // no StackSet may hold another
			lint_contents(&l);
	} else if (d->kind == DOC_POLICY) {
		walk_policy_alone(&l, d->doc->root, d->policy);
	} else if (d->kind == DOC_SSM) {
		walk_runbook_alone(&l);
	}
	ASK(&l, end, rule->end(&l));
	if (l.doc != d->doc)
		lint_fold_loops(d->doc, result);
	regexes_free(&regexes);
	arena_free(&scratch);
}

void lint_judge(struct arena *a, const struct document *d, struct lint_result *result)
{
	if (lint_text_template(d, result))
		return;
	judge(a, d, false, result);
	if (!d->origin)
		return;
	for (size_t i = 0; i < result->diags.count; i++)
		lint_go_to_origin(result, &result->diags.items[i]);
	lint_move(d->origin->home, result);
}

void lint_inner_document(struct lint *l, const struct doc *doc, struct lint_result *result)
{
	struct document d = {.doc = doc, .kind = document_kind(doc),
	                     .worker = l->document->worker};

	if (d.kind == DOC_TEMPLATE)
		judge(l->arena, &d, true, result);
}

void lint_document(struct arena *a, const struct doc *doc, enum policy_kind told,
                   struct lint_result *result)
{
	struct document d = {.doc = doc, .kind = document_kind(doc), .policy = told};

	if (d.kind != DOC_OTHER && d.kind != DOC_ORG)
		lint_judge(a, &d, result);
}
