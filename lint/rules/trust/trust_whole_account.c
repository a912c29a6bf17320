#include "lint/policy/role.h"

// Keys that say which principals of the account may come, or what they must bring.
static bool is_narrowed(const struct statement *s)
{
	static const char *const keys[] = {
		"aws:PrincipalArn", "aws:userid", "aws:username", "aws:SourceIdentity",
		"aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge", "aws:SourceArn",
		"sts:ExternalId", "sts:RoleSessionName", "sts:SourceIdentity",
	};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (statement_condition(s, NULL, keys[i]))
			return true;
	for (size_t i = 0; i < s->condition_count; i++)
		if (str_starts(s->conditions[i].name, "aws:PrincipalTag/") ||
		    str_starts(s->conditions[i].name, "aws:RequestTag/"))
			return true;
	return s->condition.presence != ABSENT && s->condition_count == 0;
}

// The account in which the role itself stands leaves the decision to its own policies.
static bool is_own_account(const struct lint_principal *p)
{
	for (size_t i = 0; i < p->variant->count; i++)
		if (p->variant->pieces[i].hole &&
		    str_is(p->variant->pieces[i].hole->name, "AWS::AccountId"))
			return true;
	return false;
}

static bool is_whole_account(const struct lint_principal *p)
{
	return !p->entry->negated && !is_own_account(p) &&
	       (p->who.form == PRINCIPAL_ROOT || p->who.form == PRINCIPAL_ACCOUNT);
}

// What the role may do is looked up once, and only where somebody's whole account is
// trusted with it. False where the role is not powerful.
static bool judge(struct lint *l, const struct principal_entry *entry, const char **power)
{
	struct lint_principal *principals;
	size_t count = lint_principals(l, entry, &principals);

	for (size_t i = 0; i < count; i++) {
		if (!is_whole_account(&principals[i]))
			continue;
		if (!*power)
			*power = role_power(l);
		if (!*power)
			return false;
		lint_report_text(l, principals[i].variant, 0,
		                 "every principal of a whole account may assume this role, which "
		                 "has %s", *power)
			->hint = "add a Condition that says who: ArnLike on aws:PrincipalArn";
	}
	return true;
}

static void trust_whole_account(struct lint *l, const struct policy *policy)
{
	const char *power = NULL;

	if (!l->resource)
		return;
	for (size_t i = 0; i < policy->count; i++) {
		const struct statement *s = &policy->statements[i];

		if (!statement_is(s, "Allow") || is_narrowed(s))
			continue;
		for (size_t j = 0; j < s->principal_count; j++)
			if (!judge(l, &s->principals[j], &power))
				return;
	}
}

const struct lint_rule rule_trust_whole_account = {
	.rule = {
		.id = "TRU002",
		.name = "trust-whole-account",
		.severity = SEV_WARNING,
		.summary = "a whole account is trusted with a powerful role",
		.why =
			"The root of an account stands for everyone in it whose own policies allow\n"
			"sts:AssumeRole. Anyone who can write such a policy there becomes this role in\n"
			"every account that has it. Say who is meant: the role by name, or the root\n"
			"with a condition ArnLike on aws:PrincipalArn.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_principal.html#principal-accounts",
		.bad =
			"Resources:\n"
			"  Deployer:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal:\n"
			"              AWS: arn:aws:iam::111111111111:root #!\n"
			"            Action: sts:AssumeRole\n"
			"      ManagedPolicyArns:\n"
			"        - arn:aws:iam::aws:policy/AdministratorAccess\n",
		.good =
			"Resources:\n"
			"  Deployer:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal:\n"
			"              AWS: arn:aws:iam::111111111111:root\n"
			"            Action: sts:AssumeRole\n"
			"            Condition:\n"
			"              ArnLike:\n"
			"                aws:PrincipalArn: arn:aws:iam::111111111111:role/deploy-*\n"
			"      ManagedPolicyArns:\n"
			"        - arn:aws:iam::aws:policy/AdministratorAccess\n",
	},
	.policies = POLICIES_TRUST,
	.policy = trust_whole_account,
};
