#include "aws/aws.h"
#include "lint/policy/statement.h"

// Whether an action may come with a key: yes where the action is not known, or nothing is
// said of its keys in the service that the key belongs to.
static bool may_take(struct str name, struct str key)
{
	const struct fact *service = action_service(action_prefix(name)), *action;

	if (!service || text_is_open(name) || text_has_wildcard(name))
		return true;
	action = action_find(name);
	return !action || action_takes_key(service, action, key) ||
	       (service == action_service(action_prefix(key)) && fact_count(action) == 0);
}

// Whether AWS says of any action that it takes the key.
static bool is_placed(struct str key)
{
	const struct fact *service = action_service(action_prefix(key));

	fact_each(fact_get(service, "actions"), action)
		if (action_takes_key(service, action, key))
			return true;
	return false;
}

static bool is_never_there(const struct condition_entry *c,
                           const struct lint_value *actions, size_t count)
{
	struct condition_key key;
	struct operator op;

	if (!operator_parse(c->operator, &op) || op.family == OPERATOR_NULL || op.if_exists ||
	    op.negated || op.set == SET_ALL || !condition_key_find(c->name, &key) || key.global)
		return false;
	for (size_t i = 0; i < count; i++)
		if (may_take(actions[i].text, c->name))
			return false;
	return is_placed(c->name);
}

// A statement with more is not judged: the work grows with their product.
enum { MANY = 64 };

static void condition_key_not_for_action(struct lint *l, const struct statement *s)
{
	struct lint_value *actions;
	size_t count = lint_values(l, s->action.leaves, s->action.count, &actions);

	if (s->open || count == 0 || count > MANY || s->condition_count > MANY)
		return;
	for (size_t i = 0; i < s->condition_count; i++) {
		const struct condition_entry *c = &s->conditions[i];
		struct diag *d;

		if (!is_never_there(c, actions, count))
			continue;
		d = lint_report(l, c->key,
		                "no request for %s has %.*s (as of %.*s), so this "
		                "statement never applies",
		                count == 1 ? "this action" : "these actions",
		                STR(c->name), STR(lint_facts_day("actions")));
		d->hint = "take the condition out, or use a key that the action has";
		return;
	}
}

const struct lint_rule rule_condition_key_not_for_action = {
	.rule = {
		.id = "IAM055",
		.name = "condition-key-not-for-action",
		.severity = SEV_WARNING,
		.summary = "a condition asks for a key that requests for these actions never have",
		.why =
			"Each action has its own condition keys. One that the request does not carry\n"
			"equals nothing, so an Allow allows nothing and a Deny denies nothing. Usually\n"
			"the key belongs to a neighbour: s3:prefix comes with s3:ListBucket, not with\n"
			"s3:GetObject. Only statements whose actions are all named are judged.",
		.source = "https://docs.aws.amazon.com/service-authorization/latest/reference/"
		          "reference_policies_actions-resources-contextkeys.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: s3:GetObject\n"
			"    Resource: arn:aws:s3:::reports/*\n"
			"    Condition:\n"
			"      StringLike:\n"
			"        s3:prefix: home/* #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: s3:ListBucket\n"
			"    Resource: arn:aws:s3:::reports\n"
			"    Condition:\n"
			"      StringLike:\n"
			"        s3:prefix: home/*\n",
	},
	.policies = POLICIES_ALL,
	.statement = condition_key_not_for_action,
};
