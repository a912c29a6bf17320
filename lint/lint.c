#include "lint/lint.h"

#include "lint/policy/shape.h"
#include "lint/sites.h"
#include "model/read/read.h"

#define RULE(name) extern const struct lint_rule rule_##name;
#include "lint/rules.def"
#undef RULE

const struct lint_rule *const lint_rules[] = {
#define RULE(name) &rule_##name,
#include "lint/rules.def"
#undef RULE
	NULL,
};

// --- walking ---

// The rules that have a hook, so that nothing is asked in vain for each node of a file.
struct askers {
	const struct lint_rule **rules;
	size_t count;
};
struct lint_hooks {
	struct askers document, template, resource, function, scalar, policy, statement,
		principal, condition, text;
};

static struct lint_hooks *find_hooks(struct arena *a)
{
	struct lint_hooks *h = arena_new(a, struct lint_hooks);
	size_t rules = 0;

	while (lint_rules[rules])
		rules++;
#define COLLECT(hook)                                                                     \
	h->hook.rules = arena_array(a, const struct lint_rule *, rules);                  \
	for (size_t i = 0; i < rules; i++)                                                \
		if (lint_rules[i]->hook)                                                  \
			h->hook.rules[h->hook.count++] = lint_rules[i];
	COLLECT(document)
	COLLECT(template)
	COLLECT(resource)
	COLLECT(function)
	COLLECT(scalar)
	COLLECT(policy)
	COLLECT(statement)
	COLLECT(principal)
	COLLECT(condition)
	COLLECT(text)
#undef COLLECT
	return h;
}

// Asks every rule that has the hook; `call` uses `rule`.
#define ASK(l, hook, call)                                                                \
	for (size_t i_ = 0; i_ < (l)->hooks->hook.count; i_++) {                          \
		const struct lint_rule *rule = (l)->hooks->hook.rules[i_];                \
		(l)->rule = rule;                                                         \
		call;                                                                     \
	}

static bool judges(const struct lint_rule *rule, const struct policy *p)
{
	return rule->policies & 1u << p->kind;
}

static void walk_principal(struct lint *l, const struct statement *s,
                           const struct principal_entry *entry)
{
	struct lint_principal *principals;
	size_t count = lint_principals(l, entry, &principals);

	for (size_t i = 0; i < count; i++)
		ASK(l, principal,
		    if (judges(rule, l->policy)) rule->principal(l, s, &principals[i]));
}

// A tag is a function that nobody has evaluated: a policy on its own has no template. A
// null is no text.
static void walk_texts(struct lint *l, const struct statement *s, struct lint_text t)
{
	struct variants variants;

	if ((!l->template && t.value->tag != TAG_NONE) || node_is_null(t.value))
		return;
	variants = variants_of(l->scratch, t.value, false);
	for (size_t i = 0; i < variants.count; i++) {
		t.variant = &variants.items[i];
		t.text = variant_pattern(l->scratch, t.variant);
		if (t.variant->count > 0 && str_find(t.text, 0, "{{resolve:") < 0)
			ASK(l, text, if (judges(rule, l->policy)) rule->text(l, s, &t));
	}
}

static void walk_element(struct lint *l, const struct statement *s, const struct element *e)
{
	for (size_t i = 0; i < e->count; i++)
		walk_texts(l, s, (struct lint_text){.element = e, .value = e->leaves[i].value});
}

static void walk_conditions(struct lint *l, const struct statement *s)
{
	for (size_t i = 0; i < s->condition_count; i++) {
		struct lint_condition c = {.entry = &s->conditions[i]};
		struct condition_key key;
		struct operator op;

		if (operator_parse(c.entry->operator, &op))
			c.op = &op;
		if (condition_key_find(c.entry->name, &key))
			c.key = &key;
		ASK(l, condition, if (judges(rule, l->policy)) rule->condition(l, s, &c));
		for (size_t j = 0; j < c.entry->count; j++)
			walk_texts(l, s, (struct lint_text){
				.element = &s->condition, .entry = c.entry, .op = c.op, .key = c.key,
				.value = c.entry->leaves[j].value});
	}
}

static void walk_statement_texts(struct lint *l, const struct statement *s)
{
	const struct element *plain[] = {&s->sid, &s->effect, &s->action, &s->not_action,
	                                 &s->resource, &s->not_resource};

	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		walk_element(l, s, plain[i]);
	for (size_t i = 0; i < s->principal_count; i++)
		walk_texts(l, s, (struct lint_text){
			.element = s->principals[i].negated ? &s->not_principal : &s->principal,
			.value = s->principals[i].value});
	walk_conditions(l, s);
}

static void walk_policy(struct lint *l, const struct node *value, enum policy_kind kind)
{
	const struct policy *p = policy_of(l->scratch, value, kind);

	l->policy = p;
	ASK(l, policy, if (judges(rule, p)) rule->policy(l, p));
	for (size_t i = 0; i < p->count; i++) {
		const struct statement *s = &p->statements[i];

		ASK(l, statement, if (judges(rule, p)) rule->statement(l, s));
		for (size_t j = 0; j < s->principal_count; j++)
			walk_principal(l, s, &s->principals[j]);
		walk_statement_texts(l, s);
	}
	l->policy = NULL;
}

// A finding in a policy that stands as JSON inside a text points at the text's own place.
static void move_out(struct lint *l, const struct node *text, struct source *inner,
                     size_t first)
{
	struct diags *d = &l->result->diags;
	struct source *outer = l->doc->sources[text->src];

	for (size_t i = first; i < d->count; i++) {
		struct diag *item = &d->items[i];

		if (item->also == inner) {
			item->also = outer;
			item->also_start = node_offset(l->doc, text, item->also_start);
		}
		if (item->source != inner)
			continue;
		item->source = outer;
		item->start = node_offset(l->doc, text, item->start);
		item->end = item->start;
		item->fix = NULL;
	}
}

static void walk_policy_text(struct lint *l, const struct node *text, enum policy_kind kind)
{
	const struct doc *outer = l->doc;
	struct source *source = source_new(l->arena, "policy", node_str(text));
	size_t first = l->result->diags.count;
	struct doc *inner = doc_read(l->arena, source, SYNTAX_JSON, template_tags,
	                             &l->result->diags);

	if (inner->root) {
		l->doc = inner;
		walk_policy(l, inner->root, kind);
		l->doc = outer;
	}
	move_out(l, text, source, first);
}

static void walk_policy_value(struct lint *l, const struct node *value, enum policy_kind kind)
{
	if (policy_text_is(value))
		walk_policy_text(l, value, kind);
	else
		walk_policy(l, value, kind);
}

// Resource control policies come in the same resource type as service control policies.
static enum policy_kind organization_policy_kind(const struct node *properties)
{
	const struct node *type = node_get(properties, "Type");

	if (node_is(type, "SERVICE_CONTROL_POLICY"))
		return POLICY_SCP;
	return node_is(type, "RESOURCE_CONTROL_POLICY") ? POLICY_RCP : POLICY_UNSURE;
}

static void walk_site(struct lint *l, const struct policy_site *site,
                      const struct node *properties)
{
	const struct node *value = node_get_str(properties, site->property);
	enum policy_kind kind = site->kind;
	struct leaf *leaves;
	size_t count;

	if (!value)
		return;
	value = lint_evaluate(l, value);
	if (kind == POLICY_SCP)
		kind = organization_policy_kind(properties);
	if (site->inner.len == 0) {
		walk_policy_value(l, value, kind);
		return;
	}
	count = leaves_of(l->scratch, value, &leaves);
	for (size_t i = 0; i < count; i++) {
		const struct node *inner = node_get_str(leaves[i].value, site->inner);
		if (inner)
			walk_policy_value(l, inner, kind);
	}
}

static void walk_resource(struct lint *l, const struct entry *resource)
{
	const struct node *properties = node_get(resource->value, "Properties");
	struct policy_site site = {0};

	l->resource = resource;
	ASK(l, resource, rule->resource(l, resource));
	while (policy_site_next(template_type(resource), &site))
		walk_site(l, &site, properties);
	l->resource = NULL;
	arena_reset(l->scratch);
}

static void walk_nodes(struct lint *l, const struct node *key, const struct node *n)
{
	const struct node *argument;
	enum function f;

	if (n->flags & NODE_SHARED)
		return; // judged where the anchor stands
	f = l->template ? function_of(n, &argument) : FN_NONE;
	if (f != FN_NONE && f != FN_UNKNOWN)
		ASK(l, function, rule->function(l, n, f, argument));
	if (n->kind == NODE_SCALAR) {
		ASK(l, scalar, rule->scalar(l, key, n));
	} else if (n->kind == NODE_SEQ) {
		node_each(n, item)
			walk_nodes(l, key, item);
	} else if (n->kind == NODE_MAP) {
		node_each_pair(n, k)
			walk_nodes(l, k, k->next);
	}
}

static void lint_template(struct lint *l)
{
	const struct template *t = l->template;

	ASK(l, template, rule->template(l, t));
	node_each_pair(l->doc->root, key)
		if (!node_is(key, "Metadata"))
			walk_nodes(l, key, key->next);
	for (size_t i = 0; i < t->resources.count; i++)
		walk_resource(l, &t->resources.items[i]);
}

enum doc_kind lint_kind(const struct doc *d)
{
	enum policy_kind unused;

	if (template_is(d))
		return DOC_TEMPLATE;
	return policy_is(d->root) || printed_policy(d->root, &unused) ? DOC_POLICY : DOC_OTHER;
}

// A folder's name speaks for policies that could be of either kind; against what the
// elements say, only the file's own name counts.
static enum policy_kind kind_of_file(struct lint *l, const struct node *root)
{
	struct str path = str_of(l->doc->sources[root->src]->name), name = path;
	enum policy_kind kind = policy_kind_of(root), hint;

	for (ptrdiff_t slash; (slash = str_find_byte(name, 0, '/')) >= 0;)
		name = str_slice(name, (size_t)slash + 1, name.len);
	hint = policy_kind_of_path(kind == POLICY_UNSURE ? path : name);
	if (kind == POLICY_UNSURE && hint == POLICY_RCP)
		return kind;
	return hint == POLICY_UNSURE ? kind : hint;
}

static void lint_policy(struct lint *l, const struct node *root, enum policy_kind told)
{
	const struct node *inner;
	enum policy_kind kind;

	walk_nodes(l, NULL, root);
	if (policy_is(root)) {
		kind = told == POLICY_UNSURE ? kind_of_file(l, root) : told;
		walk_policy(l, root, kind);
	} else if ((inner = printed_policy(root, &kind))) {
		walk_policy_value(l, inner, told == POLICY_UNSURE ? kind : told);
	}
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

void lint_document(struct arena *a, const struct doc *d, enum policy_kind told,
                   struct lint_result *result)
{
	struct arena scratch = {0};
	struct lint l = {.arena = a, .scratch = &scratch, .doc = d, .result = result};
	enum doc_kind kind = lint_kind(d);

	if (kind == DOC_OTHER)
		return;
	l.hooks = find_hooks(a);
	if (kind == DOC_POLICY)
		read_without_yaml(&result->diags);
	if (kind == DOC_TEMPLATE) {
		l.template = template_of(a, d);
		l.eval = eval_new(a, l.template, NULL);
		for (size_t i = 0; i < l.template->resources.count; i++)
			note_created(&l, &l.template->resources.items[i]);
	}
	ASK(&l, document, rule->document(&l, d));
	if (kind == DOC_TEMPLATE)
		lint_template(&l);
	else
		lint_policy(&l, d->root, told);
	arena_free(&scratch);
}
