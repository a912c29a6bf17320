#include "aws/aws.h"
#include "lint/policy/acts.h"

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

// Of the keys of any request only those that say something of one resource or of its tags
// are known by action.
static bool is_judged(const struct condition_entry *c)
{
	struct condition_key key;
	struct operator op;

	if (!operator_parse(c->operator, &op) || op.family == OPERATOR_NULL || op.if_exists ||
	    op.negated || op.set == SET_ALL || !condition_key_find(c->name, &key))
		return false;
	return key.global ? str_is(key.name, "aws:ResourceTag/${TagKey}") : is_placed(c->name);
}

// Whether an action surely acts on resources that have no such key.
static bool is_without(struct str action, const struct condition_entry *c)
{
	struct acted acted = acted_of(action);

	if (text_is_open(action) || text_has_wildcard(action))
		return false;
	if (str_starts(c->name, "aws:"))
		return action_names_no_resource(action);
	return !may_take(action, c->name) && (acted.has_kinds || fact_count(acted.action) > 0);
}

static size_t count_without(const struct condition_entry *c, const struct lint_value *actions,
                            size_t count)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++)
		found += is_without(actions[i].text, c);
	return found;
}

// A statement with more is not judged: the work grows with their product.
enum { MANY = 64 };

static void report_all(struct lint *l, const struct statement *s,
                       const struct condition_entry *c, size_t count)
{
	lint_report(l, c->key, "no request for %s has %.*s (as of %.*s), so this statement "
	            "never applies", count == 1 ? "this action" : "these actions",
	            STR(c->name), STR(lint_facts_day("actions")))
		->hint = statement_is(s, "Allow") ? "use a key that the action has"
		                                  : "take the condition out, or use a key that the "
		                                    "action has";
}

static void report_some(struct lint *l, const struct statement *s,
                        const struct condition_entry *c, const struct lint_value *actions,
                        size_t count)
{
	size_t found = 0;

	for (size_t i = 0; i < count && found < LINT_PER_TEXT; i++) {
		struct diag *d;

		if (!is_without(actions[i].text, c))
			continue;
		found++;
		d = lint_report(l, actions[i].leaf->value,
		            "no request for %.*s has %.*s (as of %.*s), so this statement never %s it",
		            STR(actions[i].text), STR(c->name), STR(lint_facts_day("actions")),
		            statement_is(s, "Deny") ? "denies" : "allows");
		d->hint = "give it a statement of its own";
		// Of other services AWS's lists of keys have more gaps.
		if (!str_starts(c->name, "s3:") && !str_starts(c->name, "aws:") &&
		    !str_starts(c->name, "ec2:"))
			d->severity = SEV_INFO;
	}
}

static void condition_key_not_for_action(struct lint *l, const struct statement *s)
{
	struct lint_value *actions;
	size_t count = lint_values(l, s->action.leaves, s->action.count, &actions);

	if (s->open || count == 0 || count > MANY || s->condition_count > MANY)
		return;
	for (size_t i = 0; i < s->condition_count; i++) {
		const struct condition_entry *c = &s->conditions[i];
		size_t without = is_judged(c) ? count_without(c, actions, count) : 0;

		if (without == 0 || c->sometimes)
			continue;
		if (without == count)
			report_all(l, s, c, count);
		else
			report_some(l, s, c, actions, count);
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
