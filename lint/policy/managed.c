// The managed policies that a resource of a template names.
#include "lint/policy/managed.h"

#include "aws/aws.h"

size_t managed_policies_of(struct lint *l, const struct entry *resource,
                           struct lint_value **values)
{
	const struct node *properties = node_get(resource->value, "Properties");
	const struct fact *sites = policy_sites(template_type(resource));
	size_t count = 0, room = 0;

	*values = NULL;
	fact_each(sites, site) {
		const struct node *value = node_get_str(properties, fact_name(site));
		struct lint_value *some;
		struct leaf *leaves;
		size_t n;

		if (!value || !str_is(fact_value(site), "managed"))
			continue;
		n = leaves_of(l->scratch, lint_evaluate(l, value), &leaves);
		n = lint_values(l, leaves, n, &some);
		for (size_t j = 0; j < n; j++) {
			*values = arena_grow(l->scratch, *values, count, &room, sizeof **values);
			(*values)[count++] = some[j];
		}
	}
	return count;
}

struct str managed_policy_name(struct str arn)
{
	static const char mark[] = ":iam::aws:policy/";
	ptrdiff_t at = str_starts(arn, "arn:") ? str_find(arn, 0, mark) : -1;
	struct str name = {0};

	if (at > 0)
		name = str_slice(arn, (size_t)at + sizeof mark - 1, arn.len);
	return text_is_open(name) ? (struct str){0} : name;
}
