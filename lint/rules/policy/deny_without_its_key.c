#include "aws/aws.h"
#include "lint/policy/acts.h"
#include "policies/condition.h"

// Whether the operator holds where the request has no such key: a negated one, and Null.
static bool holds_without(const struct condition_entry *c)
{
	struct operator op;

	if (!operator_parse(c->operator, &op) || op.set != SET_NONE || c->sometimes)
		return false;
	if (op.family == OPERATOR_NULL)
		return c->count == 1 && !c->leaves[0].sometimes &&
		       node_is(c->leaves[0].value, "true");
	return op.negated && !op.if_exists;
}

// "arn:aws:ec2:*:*:vpc/*" of vpc/${VpcId}
static bool is_whole_kind(const struct arn *arn, struct str pattern)
{
	struct arn p;
	ptrdiff_t hole;

	if (!arn_split(pattern, &p) || !str_eq(arn->service, p.service) ||
	    !str_is(arn->account, "*") || !str_ends(arn->resource, "*"))
		return false;
	hole = str_find(p.resource, 0, "${");
	return hole > 0 && str_eq(str_slice(arn->resource, 0, arn->resource.len - 1),
	                          str_slice(p.resource, 0, (size_t)hole));
}

static bool reaches_kind(struct lint *l, const struct statement *s, const struct acted *acted,
                         const struct fact *kind)
{
	struct lint_value *values;
	size_t count = lint_values(l, s->resource.leaves, s->resource.count, &values);
	struct str pattern = fact_value(fact_find(action_resources(acted->service),
	                                          fact_name(kind)));

	for (size_t i = 0; i < count; i++) {
		struct arn arn;

		if (values[i].leaf->sometimes)
			continue;
		// Whole kinds only: of one subnet it is not known whether it is meant.
		if (str_is(values[i].text, "*") ||
		    (arn_is_clear(values[i].text, &arn) && is_whole_kind(&arn, pattern)))
			return true;
	}
	return false;
}

// A kind that every request for the action has, and that the key never comes with, though
// with another one it does: that other one is what was meant. NULL: there is none.
static const struct fact *kind_without(struct lint *l, const struct statement *s,
                                       const struct acted *acted, struct str key,
                                       const struct fact **with)
{
	const struct fact *without = NULL;

	*with = NULL;
	fact_each(acted->action, kind) {
		if (!row_is_kind(kind))
			continue;
		if (action_takes_key_with(acted->service, acted->action, kind, key))
			*with = kind;
		else if (!without && fact_has_word(kind, "required") &&
		         reaches_kind(l, s, acted, kind))
			without = kind;
	}
	return *with ? without : NULL;
}

static void check_kinds(struct lint *l, const struct condition_entry *c, struct str action,
                        const struct acted *acted, const struct fact *without,
                        const struct fact *with)
{
	struct arn arn;
	struct diag *d;

	d = lint_report(l, c->key,
	                "%.*s also asks for a %.*s, which never has %.*s (as of %.*s), so this "
	                "denies every request", STR(action), STR(fact_name(without)),
	                STR(c->name), STR(lint_facts_day("actions")));
	if (arn_split(fact_value(fact_find(action_resources(acted->service), fact_name(with))),
	              &arn))
		d->hint = arena_printf(l->arena, "name the resource that has the key: "
		                       "arn:aws:%.*s:*:*:%.*s/*", STR(arn.service),
		                       STR(fact_name(with)));
}

// Whether the key is one of the service that all of its actions are listed with: of other
// services AWS's lists have more gaps.
static bool is_listed(struct str action, struct str key)
{
	struct str prefix = action_prefix(key);
	struct condition_key unused;

	return str_eq_nocase(action_prefix(action), prefix) && condition_key_find(key, &unused) &&
	       (str_eq_nocase(prefix, S("ec2")) || str_eq_nocase(prefix, S("s3"))) &&
	       str_find(key, 0, "Tag/") < 0 && !str_ends(key, ":Region");
}

static void check(struct lint *l, const struct statement *s, const struct condition_entry *c,
                  struct str action)
{
	struct acted acted = acted_of(action);
	const struct fact *without, *with;

	if (!acted.action)
		return;
	if (acted.has_kinds && (without = kind_without(l, s, &acted, c->name, &with)))
		check_kinds(l, c, action, &acted, without, with);
	else if (is_listed(action, c->name) && fact_count(acted.action) > 0 &&
	         !action_takes_key(acted.service, acted.action, c->name))
		lint_report(l, c->key, "no request for %.*s has %.*s (as of %.*s), so this denies "
		            "every one", STR(action), STR(c->name), STR(lint_facts_day("actions")))
			->hint = "leave the action out, or add IfExists to the operator";
}

static void deny_without_its_key(struct lint *l, const struct statement *s)
{
	struct lint_value *actions;
	size_t count = lint_values(l, s->action.leaves, s->action.count, &actions);

	if (!statement_is(s, "Deny") || s->open || s->resource.presence != PRESENT ||
	    s->condition_count != 1 || count > ACTS_PAIRS_MAX / 16)
		return;
	if (!holds_without(&s->conditions[0]))
		return;
	for (size_t i = 0; i < count; i++)
		if (!text_has_wildcard(actions[i].text) && !text_is_open(actions[i].text))
			check(l, s, &s->conditions[0], actions[i].text);
}

const struct lint_rule rule_deny_without_its_key = {
	.rule = {
		.id = "IAM104",
		.name = "deny-without-its-key",
		.severity = SEV_WARNING,
		.summary = "a Deny catches resources that never have the key of its condition",
		.why =
			"One request can be about several resources, and each has its own keys:\n"
			"ec2:CreateSubnet is about the new subnet, which has the tags of the request,\n"
			"and about the VPC, which has not. A negated operator, and Null, hold where\n"
			"the key is not there. So on Resource \"*\" such a Deny catches the VPC and\n"
			"with it every request. Name the one kind of resource that has the key.",
		.source = "https://docs.aws.amazon.com/service-authorization/latest/reference/"
		          "list_amazonec2.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: ec2:RunInstances\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      StringNotEquals:\n"
			"        ec2:InstanceType: t3.micro #!\n"
			"  - Effect: Deny\n"
			"    Action: ec2:CreateSubnet\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      'Null':\n"
			"        aws:RequestTag/team: 'true' #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: ec2:RunInstances\n"
			"    Resource: arn:aws:ec2:*:*:instance/*\n"
			"    Condition:\n"
			"      StringNotEquals:\n"
			"        ec2:InstanceType: t3.micro\n"
			"  - Effect: Deny\n"
			"    Action: ec2:CreateSubnet\n"
			"    Resource: arn:aws:ec2:*:*:subnet/*\n"
			"    Condition:\n"
			"      'Null':\n"
			"        aws:RequestTag/team: 'true'\n",
	},
	.policies = POLICIES_IDENTITY | POLICIES_SCP | POLICIES_UNSURE,
	.statement = deny_without_its_key,
};
