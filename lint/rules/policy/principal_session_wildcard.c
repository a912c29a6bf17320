#include "lint/lint.h"

static void principal_session_wildcard(struct lint *l, const struct statement *s,
                                       const struct lint_principal *p)
{
	struct diag *d;

	(void)s;
	if (p->who.form != PRINCIPAL_SESSION || !p->who.has_wildcard)
		return;
	d = lint_report_text(l, p->variant, (size_t)(p->who.arn.resource.at - p->text.at),
	                     "a wildcard for the session of a principal is refused");
	d->hint = "name the role: arn:aws:iam::ACCOUNT:role/NAME stands for all its sessions";
}

const struct lint_rule rule_principal_session_wildcard = {
	.rule = {
		.id = "IAM010",
		.name = "principal-session-wildcard",
		.severity = SEV_ERROR,
		.summary = "a principal names the sessions of a role by a wildcard",
		.why =
			"Every session has to be named in full; IAM answers \"Invalid principal in\n"
			"policy\" to a wildcard. The role's own ARN stands for all its sessions.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_principal.html#principal-role-session",
		.bad =
			"{\n"
			"  \"Version\": \"2012-10-17\",\n"
			"  \"Statement\": {\n"
			"    \"Effect\": \"Allow\",\n"
			"    \"Principal\": {\n"
			"      \"AWS\": \"arn:aws:sts::111111111111:assumed-role/ops/*\" #!\n"
			"    },\n"
			"    \"Action\": \"s3:GetObject\",\n"
			"    \"Resource\": \"arn:aws:s3:::logs/*\"\n"
			"  }\n"
			"}\n",
		.good =
			"{\n"
			"  \"Version\": \"2012-10-17\",\n"
			"  \"Statement\": {\n"
			"    \"Effect\": \"Allow\",\n"
			"    \"Principal\": {\n"
			"      \"AWS\": \"arn:aws:iam::111111111111:role/ops\"\n"
			"    },\n"
			"    \"Action\": \"s3:GetObject\",\n"
			"    \"Resource\": \"arn:aws:s3:::logs/*\"\n"
			"  }\n"
			"}\n",
	},
	.policies = POLICIES_TRUST | POLICIES_RESOURCE,
	.principal = principal_session_wildcard,
};
