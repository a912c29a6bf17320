#include "lint/policy/statement.h"
#include "policies/arn.h"

// A part that is surely not empty: a hole for the Region never is.
static bool is_there(struct lint *l, const struct lint_text *t, struct str part)
{
	const struct piece *piece;

	if (part.len == 0 || str_is(part, "*"))
		return false;
	if (!text_is_open(part))
		return true;
	piece = part.len == 1 ? variant_piece(t->variant, (size_t)(part.at - t->text.at)) : NULL;
	return l->template && piece && piece->hole && str_is(piece->hole->name, "AWS::Region");
}

// IAM refuses even "*" there in what it keeps itself; elsewhere that matches the empty field.
static bool is_refused_star(const struct lint *l, struct str region)
{
	return str_is(region, "*") && (l->policy->kind == POLICY_IDENTITY ||
	                               l->policy->kind == POLICY_UNSURE);
}

static void report(struct lint *l, const struct lint_text *t, const struct arn *arn,
                   struct str part, const char *name)
{
	struct diag *d = lint_report_text(l, t->variant, (size_t)(part.at - t->text.at),
	                                  "an ARN of %.*s like this has no %s",
	                                  STR(arn->service), name);

	if (l->policy->kind == POLICY_UNSURE && str_is(part, "*"))
		d->severity = SEV_WARNING; // in an SCP it does no harm
	d->hint = "leave that field empty";
	if (!text_is_open(part))
		lint_fix_text(l, d, t, part, (struct str){0});
}

// Access points and their kin do have both.
static void check_bucket(struct lint *l, const struct lint_text *t, const struct arn *arn)
{
	bool is_bucket = arn->resource.len > 0 && !text_is_open(arn->resource) &&
	                 arn->resource.at[0] != '*' &&
	                 !str_starts(arn->resource, "accesspoint");

	if (is_bucket && arn->account.len == 0 && is_there(l, t, arn->region))
		report(l, t, arn, arn->region, "Region");
	else if (is_bucket && arn->region.len == 0 && str_all_digits(arn->account))
		report(l, t, arn, arn->account, "account");
}

static void resource_arn_with_region(struct lint *l, const struct statement *s,
                                     const struct lint_text *t)
{
	struct arn arn;

	if (!text_is_resource(s, t) || !arn_split(t->text, &arn))
		return;
	if (str_is(arn.service, "s3"))
		check_bucket(l, t, &arn);
	else if ((str_is(arn.service, "iam") || str_is(arn.service, "organizations")) &&
	         (is_there(l, t, arn.region) ||
	          (str_is(arn.service, "iam") && is_refused_star(l, arn.region))))
		report(l, t, &arn, arn.region, "Region");
}

const struct lint_rule rule_resource_arn_with_region = {
	.rule = {
		.id = "IAM096",
		.name = "resource-arn-with-region",
		.severity = SEV_ERROR,
		.summary = "an ARN has a Region or an account where the service has none",
		.why =
			"Resources of IAM and Organizations are in no Region, and the ARN of a bucket\n"
			"or an object has neither Region nor account. IAM refuses such an ARN, even\n"
			"with \"*\" for the Region of a role; where it is taken it fits no resource,\n"
			"so an Allow allows nothing and a Deny denies nothing.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference-arns.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: s3:GetObject\n"
			"    Resource:\n"
			"      - arn:aws:s3:ap-northeast-1::reports/* #!\n"
			"      - arn:aws:s3::111111111111:forms/* #!\n"
			"  - Effect: Allow\n"
			"    Action: iam:GetRole\n"
			"    Resource: arn:aws:iam:us-east-1:111111111111:role/app #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: s3:GetObject\n"
			"    Resource: arn:aws:s3:::reports/*\n",
		.fixed =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: s3:GetObject\n"
			"    Resource:\n"
			"      - arn:aws:s3:::reports/*\n"
			"      - arn:aws:s3:::forms/*\n"
			"  - Effect: Allow\n"
			"    Action: iam:GetRole\n"
			"    Resource: arn:aws:iam::111111111111:role/app\n",
	},
	.policies = POLICIES_ALL,
	.text = resource_arn_with_region,
};
