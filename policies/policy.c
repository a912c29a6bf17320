// Reads a policy: its statements with their elements, and which kind it is.
#include "policies/policy.h"

#include "aws/aws.h"

static bool is_statement(const struct node *n)
{
	return node_get(n, "Effect") || node_get(n, "Action") || node_get(n, "NotAction") ||
	       node_get(n, "Principal");
}

// The value of an element whose name may be misspelt by a letter, or in another case.
static const struct node *get_near(const struct node *map, const char *name)
{
	const struct node *found = node_get(map, name);

	node_each_pair(map, key)
		if (!found && str_distance(node_str(key), str_of(name), 1) <= 1)
			found = key->next;
	return found;
}

static bool means_statement(const struct node *n)
{
	return get_near(n, "Effect") &&
	       (get_near(n, "Action") || get_near(n, "NotAction") || get_near(n, "Principal") ||
	        get_near(n, "Resource"));
}

static bool is_whole_statement(const struct node *n)
{
	const struct node *effect = node_get(n, "Effect");

	return (node_is(effect, "Allow") || node_is(effect, "Deny")) &&
	       (node_get(n, "Action") || node_get(n, "NotAction")) &&
	       (node_get(n, "Resource") || node_get(n, "NotResource") ||
	        node_get(n, "Principal")) && !node_get(n, "Statement");
}

bool policy_is_bare(const struct node *root)
{
	if (node_is_seq(root) && root->len == 0)
		return false;
	node_each(root, item)
		if (!is_whole_statement(item))
			return false;
	return node_is_seq(root) || is_whole_statement(root);
}

bool policy_is(const struct node *root)
{
	const struct node *statement = get_near(root, "Statement");
	const struct node *version = node_get(root, "Version");

	if (node_is(version, "2012-10-17") || node_is(version, "2008-10-17"))
		return statement != NULL;
	if (is_statement(statement) || means_statement(statement) || policy_is_bare(root))
		return true;
	node_each(statement, item)
		if (is_statement(item) || means_statement(item))
			return true;
	return false;
}

// Who is named belongs to a document of a resource. It is a trust policy where what they
// may do is to take on the role, or where nothing says what it is about.
static enum policy_kind kind_of_statement(const struct node *statement)
{
	const struct node *action = node_get(statement, "Action");

	if (!node_get(statement, "Principal") && !node_get(statement, "NotPrincipal"))
		return POLICY_UNSURE;
	if (node_get(statement, "Resource") && node_is(node_get(statement, "Effect"), "Deny"))
		return POLICY_RESOURCE;
	if (str_starts(node_str(action), "sts:"))
		return POLICY_TRUST;
	node_each(action, item)
		if (str_starts(node_str(item), "sts:"))
			return POLICY_TRUST;
	if (node_get(statement, "Resource") || node_get(statement, "NotResource"))
		return POLICY_RESOURCE;
	return action ? POLICY_RESOURCE : POLICY_TRUST;
}

// --- resource control policies ---

static bool is_one(const struct node *value, const char *text)
{
	if (node_is_seq(value) && value->len == 1)
		value = node_item(value, 0);
	return node_is(value, text);
}

// What a policy that denies everyone is about: of a resource's own it is one service, of a
// resource control policy never "*".
struct reach {
	struct str service; // of its actions so far
	bool is_several;    // services
	bool is_any;        // "*", or all but some
	bool is_reached;    // one of its services is open to resource control policies
	bool asks_who;      // for the caller's organization, or who the caller is
	bool names_all;     // Resource "*"
};

static void add_action(struct reach *r, struct str action)
{
	ptrdiff_t colon = str_find_byte(action, 0, ':');
	struct str service = str_slice(action, 0, colon > 0 ? (size_t)colon : 0);

	if (service.len == 0)
		r->is_any = true;
	r->is_reached |= action_service_has_rcp(action_service(service));
	r->is_several |= r->service.len > 0 && !str_eq_nocase(service, r->service);
	r->service = service;
}

static void add_keys(struct reach *r, const struct node *condition)
{
	static const char *const keys[] = {
		"aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:SourceOrgID",
		"aws:SourceOrgPaths", "aws:ResourceOrgID", "aws:ResourceOrgPaths",
		"aws:PrincipalIsAWSService", "aws:PrincipalAccount", "aws:SourceAccount",
	};

	node_each_pair(condition, operator)
		node_each_pair(operator->next, key)
			for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
				r->asks_who |= str_eq_nocase(node_str(key), str_of(keys[i]));
}

// False where this is no statement of a resource control policy: those deny to everyone,
// and say of no resource but all.
static bool add_statement(struct reach *r, const struct node *statement)
{
	const struct node *resource = node_get(statement, "Resource");
	const struct node *action = node_get(statement, "Action");

	if (!node_is(node_get(statement, "Effect"), "Deny") ||
	    !node_is(node_get(statement, "Principal"), "*") ||
	    (resource && !is_one(resource, "*")))
		return false;
	r->names_all |= resource != NULL;
	if (node_is_scalar(action))
		add_action(r, node_str(action));
	node_each(action, item)
		add_action(r, node_str(item));
	r->is_any |= !action;
	add_keys(r, node_get(statement, "Condition"));
	return true;
}

// A backup vault, a file system or a secret may deny everyone what is about itself, too, so
// a policy that speaks of one service and does not ask who calls is a resource's own.
static bool is_rcp(const struct node *statement)
{
	struct reach r = {0};
	bool fits = node_is_map(statement) && add_statement(&r, statement);

	if (node_is_seq(statement) && statement->len > 0)
		fits = true;
	node_each(statement, item)
		fits = fits && add_statement(&r, item);
	return fits && r.names_all && !r.is_any && r.is_reached &&
	       (r.is_several || r.asks_who || action_service_names_resources(r.service));
}

enum policy_kind policy_kind_of(const struct node *root)
{
	const struct node *statement = policy_is_bare(root) ? root : node_get(root, "Statement");
	enum policy_kind found = POLICY_UNSURE;

	if (is_rcp(statement))
		return POLICY_RCP;
	if (node_is_map(statement))
		return kind_of_statement(statement);
	node_each(statement, item) {
		enum policy_kind kind = kind_of_statement(item);
		if (kind == POLICY_TRUST)
			return kind;
		if (kind != POLICY_UNSURE)
			found = kind;
	}
	return found;
}

static enum presence presence_of(const struct node *value)
{
	enum presence yes, no;

	if (!value || value->kind == NODE_NONE)
		return ABSENT;
	if (value->kind != NODE_CHOICE)
		return PRESENT;
	yes = presence_of(value->first);
	no = presence_of(value->first->next);
	return yes == no ? yes : MAYBE;
}

static struct element element_of(struct arena *a, const struct node *map, const char *name)
{
	struct element e = {.key = node_key(map, name)};

	if (!e.key)
		return e;
	e.value = e.key->next;
	e.presence = presence_of(e.value);
	e.count = leaves_of(a, e.value, &e.leaves);
	return e;
}

static void add_principal(struct arena *a, struct statement *s, size_t *room,
                          struct principal_entry entry)
{
	s->principals = arena_grow(a, s->principals, s->principal_count, room, sizeof entry);
	s->principals[s->principal_count++] = entry;
}

// {AWS: […], Service: …}, "*", or a bare text, which IAM refuses.
static void add_principals(struct arena *a, struct statement *s, size_t *room,
                           const struct element *e, bool negated)
{
	for (size_t i = 0; i < e->count; i++) {
		const struct leaf *leaf = &e->leaves[i];
		struct principal_entry entry = {.negated = negated};

		if (!node_is_map(leaf->value)) {
			entry.value = leaf->value;
			entry.sometimes = leaf->sometimes;
			add_principal(a, s, room, entry);
			continue;
		}
		node_each_pair(leaf->value, key) {
			struct leaf *values;
			size_t count = leaves_of(a, key->next, &values);

			entry.type = node_str(key);
			for (size_t j = 0; j < count; j++) {
				entry.value = values[j].value;
				entry.sometimes = leaf->sometimes || values[j].sometimes;
				add_principal(a, s, room, entry);
			}
		}
	}
}

static void add_condition(struct arena *a, struct statement *s, size_t *room,
                          const struct node *operator, const struct node *key,
                          bool sometimes)
{
	struct condition_entry c = {
		.operator_key = operator,
		.operator = node_str(operator),
		.key = key,
		.name = node_str(key),
		.value = key->next,
		.sometimes = sometimes,
	};

	c.count = leaves_of(a, key->next, &c.leaves);
	s->conditions = arena_grow(a, s->conditions, s->condition_count, room, sizeof c);
	s->conditions[s->condition_count++] = c;
}

static void add_conditions(struct arena *a, struct statement *s)
{
	size_t room = 0;

	for (size_t i = 0; i < s->condition.count; i++) {
		const struct leaf *block = &s->condition.leaves[i];
		node_each_pair(block->value, operator) {
			struct leaf *tests;
			size_t count = leaves_of(a, operator->next, &tests);
			for (size_t j = 0; j < count; j++)
				node_each_pair(tests[j].value, key)
					add_condition(a, s, &room, operator, key,
					              block->sometimes || tests[j].sometimes);
		}
	}
}

static bool has_macro(const struct node *map)
{
	node_each_pair(map, key)
		if (str_starts(node_str(key), "Fn::"))
			return true;
	return false;
}

static struct statement statement_of(struct arena *a, const struct leaf *leaf)
{
	const struct node *n = leaf->value;
	struct statement s = {.node = n, .sometimes = leaf->sometimes, .open = has_macro(n)};
	size_t room = 0;

	s.effect = element_of(a, n, "Effect");
	s.action = element_of(a, n, "Action");
	s.not_action = element_of(a, n, "NotAction");
	s.resource = element_of(a, n, "Resource");
	s.not_resource = element_of(a, n, "NotResource");
	s.principal = element_of(a, n, "Principal");
	s.not_principal = element_of(a, n, "NotPrincipal");
	s.condition = element_of(a, n, "Condition");
	s.sid = element_of(a, n, "Sid");
	add_principals(a, &s, &room, &s.principal, false);
	add_principals(a, &s, &room, &s.not_principal, true);
	add_conditions(a, &s);
	return s;
}

// The documents' statements, one after the other.
static void add_statements(struct arena *a, struct policy *p, const struct leaf *leaves,
                           size_t count, bool sometimes)
{
	for (size_t i = 0; i < count; i++) {
		struct leaf leaf = leaves[i];

		if (!node_is_map(leaf.value)) {
			p->open = true;
			continue;
		}
		leaf.sometimes |= sometimes;
		p->statements[p->count++] = statement_of(a, &leaf);
	}
}

struct policy *policy_of(struct arena *a, const struct node *value, enum policy_kind kind)
{
	struct policy *p = arena_new(a, struct policy);
	struct leaf *documents, **leaves;
	size_t count = leaves_of(a, value, &documents), total = 0;
	size_t *counts = arena_array(a, size_t, count);

	leaves = arena_array(a, struct leaf *, count);
	p->kind = kind;
	p->node = value;
	for (size_t i = 0; i < count; i++) {
		const struct node *document = documents[i].value;

		if (!node_is_map(document) || has_macro(document))
			p->open = true;
		if (node_get(document, "Version"))
			p->version = node_get(document, "Version");
		counts[i] = leaves_of(a, policy_is_bare(document) ? document
		                                : node_get(document, "Statement"), &leaves[i]);
		total += counts[i];
	}
	p->statements = arena_array(a, struct statement, total);
	for (size_t i = 0; i < count; i++)
		add_statements(a, p, leaves[i], counts[i], documents[i].sometimes);
	return p;
}

struct str condition_operator_base(struct str operator)
{
	if (str_starts(operator, "ForAnyValue:"))
		operator = str_slice(operator, sizeof "ForAnyValue:" - 1, operator.len);
	else if (str_starts(operator, "ForAllValues:"))
		operator = str_slice(operator, sizeof "ForAllValues:" - 1, operator.len);
	if (str_ends(operator, "IfExists"))
		operator.len -= sizeof "IfExists" - 1;
	return operator;
}

static bool operator_is_one_of(struct str operator, const char *const *names)
{
	if (!names)
		return true;
	for (; *names; names++)
		if (str_eq_nocase(condition_operator_base(operator), str_of(*names)))
			return true;
	return false;
}

const struct condition_entry *statement_condition(const struct statement *s,
                                                  const char *const *operators,
                                                  const char *key)
{
	for (size_t i = 0; i < s->condition_count; i++) {
		const struct condition_entry *c = &s->conditions[i];
		if (str_eq_nocase(c->name, str_of(key)) &&
		    operator_is_one_of(c->operator, operators))
			return c;
	}
	return NULL;
}

bool statement_is(const struct statement *s, const char *effect)
{
	return s->effect.count == 1 && node_is(s->effect.leaves[0].value, effect);
}
