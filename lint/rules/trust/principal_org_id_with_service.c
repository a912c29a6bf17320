#include "lint/lint.h"

static void principal_org_id_with_service(struct lint *l, const struct statement *s)
{
	static const char *const operators[] = {"StringEquals", "StringEqualsIgnoreCase",
	                                        "StringLike", NULL};
	const struct condition_entry *c = statement_condition(s, operators,
	                                                      "aws:PrincipalOrgID");

	if (!c || c->sometimes || !statement_is(s, "Allow") || s->principal_count == 0 ||
	    str_ends(c->operator, "IfExists") || str_starts(c->operator, "ForAllValues:"))
		return;
	for (size_t i = 0; i < s->principal_count; i++)
		if (!str_is(s->principals[i].type, "Service") || s->principals[i].negated)
			return;
	lint_report(l, c->key, "a service has no aws:PrincipalOrgID, so this statement allows "
	                       "nothing")->hint = "ask for aws:SourceOrgID or aws:SourceAccount";
}

const struct lint_rule rule_principal_org_id_with_service = {
	.rule = {
		.id = "TRU020",
		.name = "principal-org-id-with-service",
		.severity = SEV_WARNING,
		.summary = "aws:PrincipalOrgID is asked of a service, which has none",
		.why =
			"A request that an AWS service makes itself carries no aws:PrincipalOrgID,\n"
			"so the condition never holds and the service is not allowed. Say on whose\n"
			"behalf it may come: aws:SourceOrgID, aws:SourceAccount, aws:SourceArn.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_condition-keys.html#condition-keys-principalorgid",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      Service: ec2.amazonaws.com\n"
			"    Action: sts:AssumeRole\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        aws:PrincipalOrgID: o-a1b2c3d4e5 #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      Service: ec2.amazonaws.com\n"
			"    Action: sts:AssumeRole\n",
	},
	.policies = POLICIES_TRUST | POLICIES_RESOURCE,
	.statement = principal_org_id_with_service,
};
