#include "lint/policy/statement.h"

static bool is_text_family(enum operator_family family)
{
	return family == OPERATOR_STRING || family == OPERATOR_STRING_NOCASE ||
	       family == OPERATOR_LIKE;
}

// Keys that hold an id or a name, no more: not tags, and not what AWS types as a text
// though its name says better (aws:SourceVpcArn).
static bool is_id_key(struct str name)
{
	return str_starts(name, "aws:") && str_find_byte(name, 0, '/') < 0 &&
	       !str_ends(name, "Arn");
}

// Whether values of the key can be what an operator for numbers, dates … compares. A
// free text may hold anything.
static bool fits(const struct operator *op, const struct condition_key *key)
{
	struct str type = key->type;
	bool is_free = str_is(type, "String") && !is_id_key(key->name);

	switch (op->family) {
	case OPERATOR_IP:
		return str_is(type, "IPAddress") || is_free;
	case OPERATOR_NUMERIC:
		return str_is(type, "Numeric") || str_is(type, "Date") || is_free;
	case OPERATOR_DATE:
		return str_is(type, "Date") || str_is(type, "Numeric") || is_free;
	case OPERATOR_BOOL:
		return str_is(type, "Bool") || is_free;
	case OPERATOR_ARN:
		return str_is(type, "ARN") || is_free;
	default:
		return true;
	}
}

static const char *operators_of(struct str type)
{
	if (str_is(type, "IPAddress"))
		return "IpAddress or NotIpAddress";
	if (str_is(type, "Bool"))
		return "Bool";
	if (str_is(type, "Date"))
		return "DateLessThan and its kin";
	if (str_is(type, "Numeric"))
		return "NumericLessThan and its kin";
	return str_is(type, "ARN") ? "ArnLike" : "StringEquals or StringLike";
}

// As texts, only values that are written as the key's own can be equal.
static bool can_equal(struct str type, struct str value)
{
	if (text_is_open(value) || text_has_wildcard(value))
		return true;
	if (str_is(type, "IPAddress"))
		return operator_takes(OPERATOR_IP, value) &&
		       str_find_byte(value, 0, '/') < 0;
	return !str_is(type, "Bool") || operator_takes(OPERATOR_BOOL, value);
}

static void check_operator(struct lint *l, const struct statement *s,
                           const struct lint_condition *c)
{
	struct diag *d;

	(void)s;
	if (!c->op || !c->key || fits(c->op, c->key))
		return;
	d = lint_report(l, c->entry->operator_key,
	                "%.*s cannot compare %.*s, which is of type %.*s",
	                STR(c->entry->operator), STR(c->entry->name), STR(c->key->type));
	d->hint = arena_printf(l->arena, "use %s", operators_of(c->key->type));
}

static void check_value(struct lint *l, const struct statement *s,
                        const struct lint_text *t)
{
	struct diag *d;

	(void)s;
	if (!t->op || !is_text_family(t->op->family) || !t->key ||
	    can_equal(t->key->type, t->text))
		return;
	d = lint_report_text(l, t->variant, 0, "as a text, %.*s never is \"%.*s\"",
	                     STR(t->entry->name), STR(t->text));
	d->hint = arena_printf(l->arena, "use %s", operators_of(t->key->type));
}

const struct lint_rule rule_operator_does_not_fit_key = {
	.rule = {
		.id = "IAM056",
		.name = "operator-does-not-fit-key",
		.severity = SEV_WARNING,
		.summary = "a condition compares a key with an operator for another type",
		.why =
			"Each operator compares one type of value. An address range under\n"
			"StringEquals is just a text, and no address equals it; an id under ArnLike\n"
			"has not the six fields of an ARN. The condition then never holds, or always\n"
			"does where it is negated.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_condition_operators.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: s3:ListBucket\n"
			"    Resource: arn:aws:s3:::reports\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        aws:SourceIp: 203.0.113.0/24 #!\n"
			"      ArnLike: #!\n"
			"        aws:PrincipalOrgID: o-a1b2c3d4e5\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: s3:ListBucket\n"
			"    Resource: arn:aws:s3:::reports\n"
			"    Condition:\n"
			"      IpAddress:\n"
			"        aws:SourceIp: 203.0.113.0/24\n"
			"      StringEquals:\n"
			"        aws:PrincipalOrgID: o-a1b2c3d4e5\n",
	},
	.policies = POLICIES_ALL,
	.condition = check_operator,
	.text = check_value,
};
