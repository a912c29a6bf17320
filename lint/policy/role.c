// What a role may do: its managed policies by name, its inline policies by their statements.
#include "lint/policy/role.h"

#include "lint/policy/managed.h"

static const char *broad_managed_policy(struct lint *l)
{
	struct lint_value *values;
	size_t count = managed_policies_of(l, l->resource, &values);

	for (size_t i = 0; i < count; i++) {
		struct str name = managed_policy_name(values[i].text);

		if (name.len > 0 && managed_policy_is_broad(name))
			return arena_printf(l->arena, "%.*s", STR(name));
	}
	return NULL;
}

static bool allows_everything(struct lint *l, const struct statement *s)
{
	(void)l;
	return statement_is(s, "Allow") && statement_has_any_action(s) &&
	       statement_has_any_resource(s) && s->condition.presence == ABSENT;
}

static bool allows_passing(struct lint *l, const struct statement *s)
{
	return statement_is(s, "Allow") && statement_has_any_resource(s) &&
	       s->condition.presence == ABSENT &&
	       statement_names_action(l, s, "iam:passrole") == TRUTH_YES;
}

// Whether a statement of the inline policies is one of these.
static bool has_inline(struct lint *l,
                       bool (*is_one)(struct lint *l, const struct statement *s))
{
	const struct node *policies = node_path(l->resource->value, "Properties/Policies");
	struct leaf *leaves;
	size_t count = leaves_of(l->scratch, lint_evaluate(l, policies), &leaves);

	for (size_t i = 0; i < count; i++) {
		const struct policy *p = policy_of(l->scratch,
		                                   node_get(leaves[i].value, "PolicyDocument"),
		                                   POLICY_IDENTITY);
		for (size_t j = 0; j < p->count; j++)
			if (is_one(l, &p->statements[j]))
				return true;
	}
	return false;
}

const char *role_power(struct lint *l)
{
	const char *power = l->resource ? broad_managed_policy(l) : NULL;

	if (!power && l->resource && has_inline(l, allows_everything))
		power = "Action \"*\" on Resource \"*\"";
	return power;
}

bool role_passes_roles(struct lint *l)
{
	return l->resource && has_inline(l, allows_passing);
}
