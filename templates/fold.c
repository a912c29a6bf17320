// A whole template with all that is known folded in.
#include <assert.h>

#include "templates/fold/fold_private.h"

// --- transforms ---

static bool is_extensions(const struct fold *f, const struct node *transform)
{
	(void)f;
	return node_is(transform, "AWS::LanguageExtensions");
}

static bool is_function(const struct node *n)
{
	return n && function_of(n, NULL) != FN_NONE;
}

// Whether something stays that CloudFormation knows by AWS::LanguageExtensions only.
static bool needs_extensions(const struct node *n)
{
	const struct node *argument;
	enum function f = function_of(n, &argument);

	if (f == FN_LENGTH || f == FN_TO_JSON_STRING)
		return true;
	if (f == FN_REF && is_function(argument) && argument != n)
		return true;
	if (f == FN_FIND_IN_MAP && node_is_seq(argument)) {
		if (argument->len > 3)
			return true;
		node_each(argument, item) {
			enum function inner = function_of(item, NULL);
			if (inner != FN_NONE && inner != FN_REF && inner != FN_FIND_IN_MAP)
				return true;
		}
	}
	if (n->kind == NODE_SCALAR)
		return false;
	for (const struct node *child = n->first; child; child = child->next) {
		if (n->kind == NODE_MAP) {
			const struct node *value = child->next;
			if (loop_is(child) ||
			    ((node_is(child, "DeletionPolicy") ||
			      node_is(child, "UpdateReplacePolicy")) && is_function(value)))
				return true;
			child = value;
		}
		if (needs_extensions(child))
			return true;
	}
	return false;
}

// CloudFormation's own StackSets refuse transforms, so one that has no work left goes.
static struct node *kept_transform(struct fold *f, const struct node *transform,
                                   bool has_work)
{
	struct node *kept = fold_written(f, transform);

	if (has_work)
		return kept;
	if (!node_is_seq(kept))
		return is_extensions(f, kept) ? NULL : kept;
	fold_drop(f, kept, is_extensions);
	return kept->len ? kept : NULL;
}

// --- the template ---

// Description, Hooks and what we do not know are SECTION_NONE: plain values.
static enum section section_named(const struct node *key)
{
	if (!node_is_map(key->next) && !node_is(key, "Transform"))
		return SECTION_NONE;
	return section_find(node_str(key));
}

// The sections that name things …
static struct node *fold_section(struct fold *f, enum section section,
                                 const struct node *value)
{
	struct node *plain;

	switch (section) {
	case SECTION_RESOURCES:
		return fold_entries(f, value, &f->t->resources);
	case SECTION_OUTPUTS:
		return fold_entries(f, value, &f->t->outputs);
	case SECTION_RULES:
		return fold_rules(f, value);
	case SECTION_NONE:
		plain = fold_written(f, eval_ask(f->e, value));
		fold_name_all(f, plain);
		return plain;
	default:
		return NULL;
	}
}

// … and those of which only stays what is named.
static struct node *keep_section(struct fold *f, enum section section,
                                 const struct node *value, struct node *const *conditions)
{
	switch (section) {
	case SECTION_METADATA:
		return fold_metadata(f, value);
	case SECTION_PARAMETERS:
		return fold_parameters(f, value);
	case SECTION_MAPPINGS:
		return fold_mappings(f, value);
	case SECTION_CONDITIONS:
		return fold_conditions_kept(f, value, conditions);
	default:
		return NULL;
	}
}

static void name_unbound_parameters(struct fold *f)
{
	for (size_t i = 0; i < f->t->parameters.count; i++)
		f->parameter_named[i] |= !f->e->parameters[i].binding || f->t->has_macro;
}

// The sections in the order of the template; NULL for those that go.
static void fold_sections(struct fold *f, const struct node *root, struct node **values)
{
	struct node **conditions = arena_array(f->e->arena, struct node *,
	                                       f->t->conditions.count);
	bool has_work = false;
	size_t i = 0;

	node_each_pair(root, key)
		values[i++] = fold_section(f, section_named(key), key->next);
	fold_conditions(f, conditions);
	if (f->names_unknown)
		name_unbound_parameters(f);
	i = 0;
	node_each_pair(root, key) {
		if (!values[i])
			values[i] = keep_section(f, section_named(key), key->next, conditions);
		has_work |= values[i] && needs_extensions(values[i]);
		i++;
	}
	i = 0;
	node_each_pair(root, key) {
		if (section_named(key) == SECTION_TRANSFORM)
			values[i] = kept_transform(f, key->next, has_work);
		i++;
	}
}

// What a macro makes of a template is not known, so nothing in it is.
static void copy_sections(struct fold *f, const struct node *root, struct node **values)
{
	name_unbound_parameters(f);
	node_each_pair(root, key)
		*values++ = section_named(key) == SECTION_METADATA
		                    ? fold_metadata(f, key->next)
		                    : fold_written(f, key->next);
}

static struct node *fold_root(struct fold *f, const struct node *root)
{
	struct node **values = arena_array(f->e->arena, struct node *, root->len);
	struct node_list list = fold_section_new(f, root);

	for (size_t i = 0; i < f->t->resources.count; i++)
		f->is_gone[i] = eval_exists(f->e, &f->t->resources.items[i]) == TRUTH_NO;
	if (f->t->has_macro)
		copy_sections(f, root, values);
	else
		fold_sections(f, root, values);
	node_each_pair(root, key) {
		struct node *value = *values++;
		enum section section = section_named(key);
		bool may_be_empty = section == SECTION_NONE || section == SECTION_RESOURCES;
		if (value && (value->len || may_be_empty))
			node_list_pair(&list, node_copy(f->e->arena, key), value);
	}
	return list.parent;
}

static struct doc *doc_of(struct eval *e, struct node *root, const struct doc *origin)
{
	enum { SOURCES = sizeof((struct doc *)0)->sources / sizeof(struct source *) };
	struct doc *d = arena_new(e->arena, struct doc);

	*d = *e->t->doc;
	d->root = root;
	d->tags = template_tags;
	d->second = 0;
	for (unsigned i = 0; origin && i < origin->source_count; i++) {
		assert(d->source_count < SOURCES);
		d->sources[d->source_count++] = origin->sources[i];
	}
	return d;
}

struct doc *fold_template(struct eval *e, const struct doc *origin, bool short_forms)
{
	const struct template *t = e->t;
	const struct node *root = t->doc->root;
	struct fold f = {
		.e = e,
		.t = t,
		.short_forms = short_forms,
		.is_gone = arena_array(e->arena, bool, t->resources.count),
		.parameter_named = arena_array(e->arena, bool, t->parameters.count),
		.mapping_named = arena_array(e->arena, bool, t->mappings.count),
		.condition_named = arena_array(e->arena, bool, t->conditions.count),
		.waiting = arena_array(e->arena, uint32_t, t->conditions.count),
	};
	struct node *result = NULL;

	e->exact = true;
	if (root)
		result = node_is_map(root) ? fold_root(&f, root) : fold_written(&f, root);
	e->exact = false;
	return doc_of(e, result, origin);
}
