#include "lint/policy/statement.h"
#include "policies/arn.h"

static size_t colons_of(struct str text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.len; i++)
		count += text.at[i] == ':';
	return count;
}

// What is wrong with a resource; NULL where its form is right. A last '*' may stand for
// colons too.
static const char *wrong_with(struct str text)
{
	if (text.len == 0)
		return "is empty";
	if (str_find(text, 0, ",arn:") >= 0 || str_find(text, 0, ", arn:") >= 0)
		return "holds several ARNs, which are a list: one text each";
	if (str_eq_nocase(str_slice(text, 0, 4), S("arn:")) && !str_starts(text, "arn:"))
		return "does not begin with arn: in lower case";
	if (!str_starts(text, "arn:"))
		return "is no ARN";
	if (colons_of(text) < ARN_FIELDS - 1 && !str_ends(text, "*"))
		return "has fewer than the six fields of an ARN";
	return NULL;
}

// API Gateway fills the front of execute-api:/… in; old queue policies name /ACCOUNT/NAME.
static bool is_short_form(const struct lint *l, struct str text)
{
	return l->policy->kind == POLICY_RESOURCE &&
	       (str_starts(text, "execute-api:") || str_starts(text, "/"));
}

static void resource_arn_malformed(struct lint *l, const struct statement *s,
                                   const struct lint_text *t)
{
	struct str text = arn_with_partition(l->scratch, t->text);
	const char *wrong;
	struct diag *d;

	if (!text_is_resource(s, t) || text_is_open(text) || str_is(text, "*"))
		return;
	wrong = wrong_with(text);
	if (!wrong || is_short_form(l, text))
		return;
	d = lint_report_text(l, t->variant, 0, "resource \"%s\" %s",
	                     text_readable(l->arena, t->text), wrong);
	d->hint = "write arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE, or \"*\" for all";
}

const struct lint_rule rule_resource_arn_malformed = {
	.rule = {
		.id = "IAM063",
		.name = "resource-arn-malformed",
		.severity = SEV_ERROR,
		.summary = "a resource is neither an ARN nor \"*\"",
		.why =
			"IAM refuses the policy: a resource must be an ARN of six fields, of which\n"
			"some may be empty (arn:aws:s3:::bucket), or \"*\".",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_resource.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: s3:GetObject\n"
			"    Resource:\n"
			"      - reports/* #!\n"
			"      - arn:aws:s3:reports #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: s3:GetObject\n"
			"    Resource:\n"
			"      - arn:aws:s3:::reports/*\n",
	},
	.policies = POLICIES_ALL,
	.text = resource_arn_malformed,
};
