#include "aws/aws.h"
#include "lint/policy/size.h"

static void trust_too_large(struct lint *l, const struct policy *p)
{
	size_t size = p->node ? policy_size_of(p->node).unspaced : 0;
	size_t most = (size_t)limit("role-trust-characters-most");
	size_t first = (size_t)limit("role-trust-characters");
	struct diag *d;

	if (size > most) {
		d = lint_report(l, p->node,
		                "this trust policy has at least %zu characters, blanks not "
		                "counted, and no role takes more than %zu", size, most);
	} else if (size > first) {
		d = lint_report(l, p->node,
		                "this trust policy has at least %zu characters, blanks not "
		                "counted, and a role takes %zu unless its quota was raised",
		                size, first);
		d->severity = SEV_WARNING;
	} else {
		return;
	}
	d->hint = "name the accounts, and the roles by ArnLike on aws:PrincipalArn";
}

#define ROLE(n) "arn:aws:iam::111111111111:role/payments/service-" n ","
#define ROLES(n)                                                                          \
	"                " ROLE(n "0") " " ROLE(n "1") " " ROLE(n "2") " " ROLE(n "3") " " \
	ROLE(n "4") " " ROLE(n "5") " " ROLE(n "6") " " ROLE(n "7") " " ROLE(n "8") " "   \
	ROLE(n "9") "\n"

const struct lint_rule rule_trust_too_large = {
	.rule = {
		.id = "TRU019",
		.name = "trust-too-large",
		.severity = SEV_ERROR,
		.summary = "a trust policy has more characters than a role takes",
		.why =
			"A trust policy has at most 2,048 characters, blanks not counted. The quota\n"
			"can be raised to 8,192, account by account; where it was not, making the\n"
			"role fails with LimitExceeded. One account and an ArnLike condition on\n"
			"aws:PrincipalArn say the same as many roles.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_iam-quotas.html",
		.bad =
			"Resources:\n"
			"  Deploy:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17' #!\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Action: sts:AssumeRole\n"
			"            Principal:\n"
			"              AWS: [\n"
			ROLES("0") ROLES("1") ROLES("2") ROLES("3") ROLES("4")
			"              ]\n",
		.good =
			"Resources:\n"
			"  Deploy:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Action: sts:AssumeRole\n"
			"            Principal:\n"
			"              AWS: '111111111111'\n"
			"            Condition:\n"
			"              ArnLike:\n"
			"                aws:PrincipalArn: arn:aws:iam::111111111111:role/payments/*\n",
	},
	.policies = POLICIES_TRUST,
	.policy = trust_too_large,
};
