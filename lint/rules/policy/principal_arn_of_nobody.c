#include "lint/policy/statement.h"
#include "policies/arn.h"

// Whether some text begins with both, as far as the pattern's letters go.
static bool may_begin(struct str pattern, const char *with)
{
	struct str start = str_of(with);
	size_t letters = 0;

	while (letters < pattern.len && pattern.at[letters] != '*' &&
	       pattern.at[letters] != '?')
		letters++;
	if (letters == pattern.len && pattern.len < start.len)
		return false;
	letters = letters < start.len ? letters : start.len;
	return str_eq(str_slice(pattern, 0, letters), str_slice(start, 0, letters));
}

// What aws:PrincipalArn can be: of a session it is the role's ARN.
static bool may_be_somebody(const struct arn *arn)
{
	if (text_has_wildcard(arn->service))
		return true;
	if (str_is(arn->service, "sts"))
		return true; // sessions, of which another rule tells
	return str_is(arn->service, "iam") &&
	       (may_begin(arn->resource, "role/") || may_begin(arn->resource, "user/") ||
	        may_begin(arn->resource, "root"));
}

static void report_path(struct lint *l, const struct variant *v, size_t at)
{
	lint_report_text(l, v, at, "roles of Identity Center have a path, which this lacks")
		->hint = "write role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_…";
}

// IAM looks a principal up: one that is not there is refused.
static void check_principal(struct lint *l, const struct statement *s,
                            const struct lint_principal *p)
{
	(void)s;
	if (p->who.has_arn && str_starts(p->who.arn.resource, "role/AWSReservedSSO_"))
		report_path(l, p->variant, (size_t)(p->who.arn.resource.at - p->text.at));
}

static void principal_arn_of_nobody(struct lint *l, const struct statement *s,
                                    const struct lint_text *t)
{
	struct str text = arn_with_partition(l->scratch, t->text);
	struct arn arn;

	(void)s;
	if (!t->op || t->op->family > OPERATOR_ARN || text_is_open(text) ||
	    !str_eq_nocase(t->entry->name, S("aws:PrincipalArn")) || !arn_split(text, &arn))
		return;
	if (str_starts(arn.resource, "role/AWSReservedSSO_")) {
		report_path(l, t->variant, (size_t)(arn.resource.at - text.at));
		return;
	}
	if (t->op->family != OPERATOR_ARN || may_be_somebody(&arn))
		return;
	lint_report_text(l, t->variant, (size_t)(arn.resource.at - text.at),
	                 "no principal has an ARN like %s", text_readable(l->arena, t->text))
		->hint = "name a role (role/NAME), a user (user/NAME) or root";
}

const struct lint_rule rule_principal_arn_of_nobody = {
	.rule = {
		.id = "IAM095",
		.name = "principal-arn-of-nobody",
		.severity = SEV_WARNING,
		.summary = "an ARN names a principal that no one can be",
		.why =
			"aws:PrincipalArn is the ARN of a role, a user, an account's root user, or a\n"
			"federated session. A pattern that none of them can have matches no one: an\n"
			"exemption exempts no one, an Allow lets no one in. Roles that Identity Center\n"
			"makes, as conditions and Principal name them, have the path aws-reserved/sso.amazonaws.com/ and, but for us-east-1,\n"
			"its Region.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_condition-keys.html#condition-keys-principalarn",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: cloudtrail:StopLogging\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      ArnNotLike:\n"
			"        aws:PrincipalArn:\n"
			"          - arn:aws:iam::*:admin #!\n"
			"          - arn:aws:iam::*:role/AWSReservedSSO_Admin_* #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: cloudtrail:StopLogging\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      ArnNotLike:\n"
			"        aws:PrincipalArn:\n"
			"          - arn:aws:iam::*:role/admin\n"
			"          - arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Admin_*\n",
	},
	.policies = POLICIES_ALL,
	.principal = check_principal,
	.text = principal_arn_of_nobody,
};
