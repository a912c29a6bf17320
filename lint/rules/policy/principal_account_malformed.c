#include "aws/aws.h"
#include "lint/lint.h"

// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
static bool is_origin_access_identity(const struct principal *who)
{
	return who->has_arn && str_is(who->arn.account, "cloudfront") &&
	       str_starts(who->arn.resource, "user/CloudFront Origin Access Identity ");
}

static void principal_account_malformed(struct lint *l, const struct statement *s,
                                        const struct lint_principal *p)
{
	struct str account = p->who.has_arn ? p->who.arn.account : p->text;
	size_t offset = p->who.has_arn ? (size_t)(account.at - p->text.at) : 0;
	struct diag *d;

	(void)s;
	if (!(p->who.has_arn || p->who.form == PRINCIPAL_ACCOUNT) || !text_is_known(account) ||
	    str_find_byte(account, 0, '*') >= 0 || str_find_byte(account, 0, '?') >= 0 ||
	    id_is("account", account) || is_origin_access_identity(&p->who) ||
	    (account.len == 0 && p->variant->assumes_parameter))
		return;
	if (account.len == 0)
		d = lint_report_text(l, p->variant, offset ? offset - 1 : 0,
		                     "principal has no account id");
	else if (str_all_digits(account))
		d = lint_report_text(l, p->variant, offset,
		                     "account id %.*s has %zu digits instead of 12", STR(account),
		                     account.len);
	else
		d = lint_report_text(l, p->variant, offset, "%.*s is no account id", STR(account));
	if (p->variant->assumes_parameter)
		d->severity = SEV_WARNING;
	d->hint = "an account id has exactly 12 digits, zeros in front included";
}

const struct lint_rule rule_principal_account_malformed = {
	.rule = {
		.id = "IAM005",
		.name = "principal-account-malformed",
		.severity = SEV_ERROR,
		.summary = "the account id of a principal is not 12 digits",
		.why =
			"No such account can exist, so IAM answers \"Invalid principal in policy\".\n"
			"Often a digit was typed twice, or a zero in front was lost on the way\n"
			"through a spreadsheet or an unquoted YAML number.",
		.source = "https://docs.aws.amazon.com/accounts/latest/reference/"
		          "manage-acct-identifiers.html",
		.bad =
			"{\n"
			"  \"Version\": \"2012-10-17\",\n"
			"  \"Statement\": {\n"
			"    \"Effect\": \"Allow\",\n"
			"    \"Principal\": {\n"
			"      \"AWS\": [\n"
			"        \"arn:aws:iam::1212121212122:root\", #!\n"
			"        \"55555555555\" #!\n"
			"      ]\n"
			"    },\n"
			"    \"Action\": \"sts:AssumeRole\"\n"
			"  }\n"
			"}\n",
		.good =
			"{\n"
			"  \"Version\": \"2012-10-17\",\n"
			"  \"Statement\": {\n"
			"    \"Effect\": \"Allow\",\n"
			"    \"Principal\": {\n"
			"      \"AWS\": [\n"
			"        \"arn:aws:iam::121212121212:root\",\n"
			"        \"055555555555\"\n"
			"      ]\n"
			"    },\n"
			"    \"Action\": \"sts:AssumeRole\"\n"
			"  }\n"
			"}\n",
	},
	.policies = POLICIES_TRUST | POLICIES_RESOURCE,
	.principal = principal_account_malformed,
};
