// Walks a policy, wherever it stands, and asks the rules about its parts.
#include "lint/engine.h"
#include "lint/policy/shape.h"
#include "model/read/read.h"

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

// A tag is a function that no one has evaluated: a policy on its own has no template. A
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
// The other types, of backups, tags …, are no policies of IAM.
static enum policy_kind organization_policy_kind(struct lint *l,
                                                 const struct node *properties)
{
	const struct node *type = lint_evaluate(l, node_get(properties, "Type"));

	if (node_is(type, "SERVICE_CONTROL_POLICY"))
		return POLICY_SCP;
	return node_is(type, "RESOURCE_CONTROL_POLICY") ? POLICY_RCP : POLICY_UNSURE;
}

void walk_site(struct lint *l, const struct policy_site *site,
                      const struct node *properties)
{
	const struct node *value = node_get_str(properties, site->property);
	enum policy_kind kind = site->kind;
	struct leaf *leaves;
	size_t count;

	if (!value || (kind == POLICY_SCP && l->document->content_is_judged))
		return;
	value = lint_evaluate(l, value);
	if (kind == POLICY_SCP)
		kind = organization_policy_kind(l, properties);
	if (kind == POLICY_UNSURE)
		return;
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

static void walk_scalars(struct lint *l, const struct node *key, const struct node *n)
{
	if (n->flags & NODE_SHARED)
		return; // judged where the anchor stands
	if (n->kind == NODE_SCALAR)
		ASK(l, scalar, rule->scalar(l, key, n));
	node_each(n, item)
		walk_scalars(l, key, item);
	node_each_pair(n, k)
		walk_scalars(l, k, k->next);
}

// The policy that a statement, or a list of them, would be part of.
static const struct node *as_policy(struct lint *l, const struct node *statements)
{
	struct node *map = node_from(node_map(l->scratch), statements);

	node_set(l->scratch, map, "Version",
	         node_from(node_scalar(l->scratch, S("2012-10-17"), STYLE_SINGLE), statements));
	node_set(l->scratch, map, "Statement", node_copy(l->scratch, statements));
	return map;
}

void walk_policy_alone(struct lint *l, const struct node *root, enum policy_kind told)
{
	const struct node *inner;
	enum policy_kind kind = POLICY_UNSURE;

	walk_scalars(l, NULL, root);
	if (document_is_statement(root)) {
		root = as_policy(l, root);
		walk_policy(l, root, told == POLICY_UNSURE ? kind_of_file(l, root) : told);
	} else if (policy_is(root) || !printed_policy(root, &kind)) {
		kind = told == POLICY_UNSURE ? kind_of_file(l, root) : told;
		walk_policy(l, root, kind);
	} else if ((inner = printed_policy(root, &kind))) {
		walk_policy_value(l, inner, told == POLICY_UNSURE ? kind : told);
	}
}

