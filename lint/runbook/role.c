// Finds the role of a runbook and all policies that the template gives it.
#include "lint/runbook/role.h"

#include "lint/policy/managed.h"
#include "model/read/read.h"
#include "policies/engine/engine.h"

// assumeRole itself, or the default of the parameter that it refers to.
static const struct node *role_value(const struct ssm_document *d)
{
	const struct node *value = node_get(d->root, "assumeRole");
	const struct ssm_parameter *p;
	struct ssm_reference r;
	size_t at = 0;

	if (!value || value->kind != NODE_SCALAR)
		return value;
	if (!ssm_reference_next(node_str(value), &at, &r))
		return NULL;
	p = ssm_parameter(d, r.name);
	return p ? p->fallback : NULL;
}

static const struct entry *find_role(struct lint *l, const struct node *value)
{
	const struct entry *found;
	struct str name;

	if (!value || value->kind != NODE_HOLE || !str_ends(value->hole->name, ".Arn"))
		return NULL;
	name = value->hole->name;
	found = entries_find(&l->template->resources, str_slice(name, 0, name.len - 4));
	return found && str_is(template_type(found), "AWS::IAM::Role") ? found : NULL;
}

struct collected {
	struct lint *l;
	struct runbook_role *role;
	size_t room;
};

static void add_policy(struct collected *c, const struct node *document)
{
	struct lint *l = c->l;
	struct runbook_role *r = c->role;
	const struct policy *p;

	if (!node_is_map(document)) {
		r->known = false;
		return;
	}
	p = policy_of(l->scratch, document, POLICY_IDENTITY);
	r->known &= !p->open;
	r->policies = arena_grow(l->scratch, r->policies, r->count, &c->room,
	                         sizeof *r->policies);
	r->policies[r->count++] = policy_prepare(l->scratch, p);
}

static const struct node *property(struct collected *c, const struct entry *resource,
                                   const char *name)
{
	return eval_value_in(c->l->eval, c->l->scratch, resource,
	                     node_get(node_get(resource->value, "Properties"), name));
}

static void add_inline(struct collected *c, const struct entry *role)
{
	const struct node *list = property(c, role, "Policies");

	c->role->known &= node_is_seq(list) || list->kind == NODE_NONE;
	node_each(list, item)
		add_policy(c, node_get(item, "PolicyDocument"));
}

static void add_managed(struct collected *c, struct str arn)
{
	struct managed_policy managed;
	struct diags diags = {.arena = c->l->scratch};
	struct source *source;
	struct doc *doc;

	if (!managed_policy_find(managed_policy_name(arn), &managed) || !managed.document.len) {
		c->role->known = false;
		return;
	}
	source = source_new(c->l->scratch, "managed policy", managed.document);
	doc = doc_read(c->l->scratch, source, SYNTAX_JSON, template_tags, &diags);
	add_policy(c, doc->root);
}

static void add_attached(struct collected *c, const struct entry *role)
{
	const struct node *list = property(c, role, "ManagedPolicyArns");

	c->role->known &= node_is_seq(list) || list->kind == NODE_NONE;
	node_each(list, item) {
		struct variants v = variants_of(c->l->scratch, item, false);

		c->role->known &= v.complete && v.count == 1;
		for (size_t i = 0; i < v.count; i++)
			add_managed(c, variant_pattern(c->l->scratch, &v.items[i]));
	}
}

// Whether a policy of the template is for the role: names it, or may.
static enum truth is_for(struct collected *c, const struct entry *policy)
{
	const struct node *roles = property(c, policy, "Roles");
	enum truth answer = TRUTH_NO;

	if (str_is(template_type(policy), "AWS::IAM::RolePolicy"))
		return TRUTH_UNKNOWN;
	if (roles->kind == NODE_NONE)
		return TRUTH_NO;
	if (!node_is_seq(roles))
		return TRUTH_UNKNOWN;
	node_each(roles, item) {
		bool same = item->kind == NODE_HOLE &&
		            str_eq(item->hole->name, c->role->resource->name);

		if (same)
			return TRUTH_YES;
		if (item->kind != NODE_HOLE)
			answer = TRUTH_UNKNOWN;
	}
	return answer;
}

static void add_beside(struct collected *c)
{
	const struct entries *all = &c->l->template->resources;

	for (size_t i = 0; i < all->count; i++) {
		struct str type = template_type(&all->items[i]);
		enum truth whose;

		if (!str_is(type, "AWS::IAM::Policy") && !str_is(type, "AWS::IAM::ManagedPolicy") &&
		    !str_is(type, "AWS::IAM::RolePolicy"))
			continue;
		whose = is_for(c, &all->items[i]);
		c->role->known &= whose != TRUTH_UNKNOWN;
		if (whose == TRUTH_YES)
			add_policy(c, property(c, &all->items[i], "PolicyDocument"));
	}
}

bool runbook_role_of(struct lint *l, const struct ssm_document *d, struct runbook_role *r)
{
	const struct node *value = role_value(d);
	struct collected c = {.l = l, .role = r};

	*r = (struct runbook_role){.resource = find_role(l, value), .named = value,
	                           .known = !l->template->has_macro};
	if (!r->resource)
		return false;
	add_inline(&c, r->resource);
	add_attached(&c, r->resource);
	add_beside(&c);
	return true;
}

enum truth runbook_role_allows(struct lint *l, const struct runbook_role *r,
                               struct str action)
{
	static const char unknown[] = {HOLE_BYTE};
	struct str hole = {unknown, 1};
	struct request request = {
		.caller = {.kind = CALLER_ROLE, .arn = hole, .entity = hole},
		.action = action, .resource = hole, .unlisted = KEY_UNKNOWN,
	};
	struct situation situation = {
		.scps = {.known = true}, .rcps = {.known = true},
		.identity = {r->policies, r->count, r->known},
		.boundary = {.known = true}, .session = {.known = true},
		.resource = {.known = true},
	};
	struct answer answer = engine_ask(&request, &situation, l->scratch);

	if (answer.verdict == VERDICT_DEPENDS)
		return TRUTH_UNKNOWN;
	return truth_of(answer.verdict == VERDICT_ALLOWED);
}

enum truth runbook_role_trusts(struct lint *l, const struct runbook_role *r,
                               const char *service)
{
	const struct node *value = eval_value_in(
		l->eval, l->scratch, r->resource,
		node_path(r->resource->value, "Properties/AssumeRolePolicyDocument"));
	const struct policy *p = policy_of(l->scratch, value, POLICY_TRUST);

	if (!node_is_map(value) || p->open || p->count == 0)
		return TRUTH_UNKNOWN;
	for (size_t i = 0; i < p->count; i++) {
		const struct statement *s = &p->statements[i];

		for (size_t k = 0; k < s->principal_count; k++) {
			const struct principal_entry *e = &s->principals[k];

			if (e->negated || s->open || !node_is_scalar(e->value) ||
			    node_is(e->value, "*"))
				return TRUTH_UNKNOWN;
			if (str_is(e->type, "Service") &&
			    (node_is(e->value, service) || str_starts(node_str(e->value), "ssm.")))
				return TRUTH_YES;
		}
	}
	return TRUTH_NO;
}
