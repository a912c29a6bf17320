#include "lint/policy/size.h"

static void scp_too_large(struct lint *l, const struct policy *p)
{
	check_size_as_written(l, p, "service control policy", "scp-characters");
}

#define ARN(n) "arn:aws:s3:::payments-production-eu-west-1-account-ledger-archive-" n "/*,"
#define ARNS(n)                                                                           \
	"              " ARN(n "0") " " ARN(n "1") " " ARN(n "2") " " ARN(n "3") " "     \
	ARN(n "4") " " ARN(n "5") " " ARN(n "6") " " ARN(n "7") " " ARN(n "8") " "        \
	ARN(n "9") "\n"

const struct lint_rule rule_scp_too_large = {
	.rule = {
		.id = "SCP002",
		.name = "scp-too-large",
		.severity = SEV_ERROR,
		.summary = "a service control policy has more characters than Organizations takes",
		.why =
			"A service control policy has at most 10,240 characters (5,120 before\n"
			"2026-05-15). The CLI, the SDKs and CloudFormation send it as it is written,\n"
			"and then blanks and line breaks count; only the console takes them out.",
		.source = "https://docs.aws.amazon.com/organizations/latest/userguide/"
		          "orgs_reference_limits.html",
		.bad =
			"Resources:\n"
			"  Guardrail:\n"
			"    Type: AWS::Organizations::Policy\n"
			"    Properties:\n"
			"      Name: guardrail\n"
			"      Type: SERVICE_CONTROL_POLICY\n"
			"      Content:\n"
			"        Version: '2012-10-17' #!\n"
			"        Statement:\n"
			"          - Effect: Deny\n"
			"            Action: s3:DeleteObject\n"
			"            Resource: [\n"
			ARNS("0") ARNS("1") ARNS("2") ARNS("3")
			ARNS("4") ARNS("5") ARNS("6") ARNS("7")
			ARNS("8") ARNS("9") ARNS("a") ARNS("b")
			ARNS("c") ARNS("d")
			"            ]\n",
		.good =
			"Resources:\n"
			"  Guardrail:\n"
			"    Type: AWS::Organizations::Policy\n"
			"    Properties:\n"
			"      Name: guardrail\n"
			"      Type: SERVICE_CONTROL_POLICY\n"
			"      Content:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Deny\n"
			"            Action: s3:DeleteObject\n"
			"            Resource: arn:aws:s3:::payments-production-*\n",
	},
	.policies = POLICIES_SCP,
	.policy = scp_too_large,
};
