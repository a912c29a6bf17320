#include "lint/lint.h"

static void principal_group(struct lint *l, const struct statement *s,
                            const struct lint_principal *p)
{
	struct diag *d;

	(void)s;
	if (p->who.form != PRINCIPAL_GROUP)
		return;
	d = lint_report_text(l, p->variant, (size_t)(p->who.arn.resource.at - p->text.at),
	                     "a group is named as principal, which IAM refuses");
	d->hint = "trust a role that the group's members may assume, or the account's root "
	          "with a condition on aws:PrincipalArn";
}

const struct lint_rule rule_principal_group = {
	.rule = {
		.id = "IAM007",
		.name = "principal-group",
		.severity = SEV_ERROR,
		.summary = "a group is named as principal",
		.why =
			"Groups hand permissions to users; they never sign a request, so IAM\n"
			"answers \"Invalid principal in policy\". Name the role that people use.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_principal.html",
		.bad =
			"{\n"
			"  \"Version\": \"2012-10-17\",\n"
			"  \"Statement\": {\n"
			"    \"Effect\": \"Allow\",\n"
			"    \"Principal\": {\n"
			"      \"AWS\": \"arn:aws:iam::111111111111:group/operators\" #!\n"
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
			"      \"AWS\": \"arn:aws:iam::111111111111:root\"\n"
			"    },\n"
			"    \"Action\": \"sts:AssumeRole\",\n"
			"    \"Condition\": {\n"
			"      \"ArnLike\": {\n"
			"        \"aws:PrincipalArn\": \"arn:aws:iam::111111111111:role/operator\"\n"
			"      }\n"
			"    }\n"
			"  }\n"
			"}\n",
	},
	.policies = POLICIES_TRUST | POLICIES_RESOURCE,
	.principal = principal_group,
};
