#include "lint/policy/guardrail.h"

// The key that says whose principals may come; NULL where there is none.
static const struct condition_entry *perimeter(const struct statement *s)
{
	static const char *const keys[] = {"aws:PrincipalOrgID", "aws:PrincipalOrgPaths",
	                                   "aws:PrincipalAccount"};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		const struct condition_entry *c = statement_condition(s, NULL, keys[i]);
		if (c)
			return c;
	}
	return NULL;
}

static void rcp_stops_aws_services(struct lint *l, const struct statement *s)
{
	static const struct {
		const char *service, *action, *resource;
	} calls[] = {
		{"logging.s3.amazonaws.com", "s3:PutObject", "arn:aws:s3:::\x1a/\x1a"},
		{"events.amazonaws.com", "sqs:SendMessage", "arn:aws:sqs:\x1a:111111111111:\x1a"},
		{"delivery.logs.amazonaws.com", "kms:GenerateDataKey",
		 "arn:aws:kms:\x1a:111111111111:key/\x1a"},
		{"ec2.amazonaws.com", "sts:AssumeRole", "arn:aws:iam::111111111111:role/\x1a"},
	};
	static const struct context_key absent[] = {
		{S("aws:PrincipalOrgID"), KEY_ABSENT, NULL, 0, false},
		{S("aws:PrincipalOrgPaths"), KEY_ABSENT, NULL, 0, true},
		{S("aws:PrincipalAccount"), KEY_ABSENT, NULL, 0, false},
	};
	const struct condition_entry *c = perimeter(s);

	if (!c || !statement_is(s, "Deny"))
		return;
	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
		struct request r = {
			.caller = caller_of(l->scratch, str_of(calls[i].service)),
			.action = str_of(calls[i].action),
			.resource = str_of(calls[i].resource),
			.resource_account = S("111111111111"),
			.keys = absent,
			.key_count = sizeof absent / sizeof *absent,
			.unlisted = KEY_UNKNOWN,
		};
		if (!guardrail_denies(l, s, &r))
			continue;
		lint_report(l, c->key, "this denies AWS services, too: %s may not call %s",
		            calls[i].service, calls[i].action)->hint =
			"add BoolIfExists: aws:PrincipalIsAWSService: 'false'";
		return;
	}
}

const struct lint_rule rule_rcp_stops_aws_services = {
	.rule = {
		.id = "RCP008",
		.name = "rcp-stops-aws-services",
		.severity = SEV_WARNING,
		.summary = "a resource control policy stops AWS services",
		.why =
			"AWS services that come on their own behalf, to write logs into a bucket or\n"
			"to send to a queue, belong to no organization and carry no\n"
			"aws:PrincipalOrgID. A Deny on everybody else stops them too. Exempt them:\n"
			"BoolIfExists on aws:PrincipalIsAWSService.",
		.source = "https://docs.aws.amazon.com/organizations/latest/userguide/"
		          "orgs_manage_policies_rcps_examples.html",
		.bad =
			"Resources:\n"
			"  Guardrail:\n"
			"    Type: AWS::Organizations::Policy\n"
			"    Properties:\n"
			"      Name: guardrail\n"
			"      Type: RESOURCE_CONTROL_POLICY\n"
			"      Content:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Deny\n"
			"            Principal: '*'\n"
			"            Action: s3:*\n"
			"            Resource: '*'\n"
			"            Condition:\n"
			"              StringNotEqualsIfExists:\n"
			"                aws:PrincipalOrgID: o-a1b2c3d4e5 #!\n",
		.good =
			"Resources:\n"
			"  Guardrail:\n"
			"    Type: AWS::Organizations::Policy\n"
			"    Properties:\n"
			"      Name: guardrail\n"
			"      Type: RESOURCE_CONTROL_POLICY\n"
			"      Content:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Deny\n"
			"            Principal: '*'\n"
			"            Action: s3:*\n"
			"            Resource: '*'\n"
			"            Condition:\n"
			"              StringNotEqualsIfExists:\n"
			"                aws:PrincipalOrgID: o-a1b2c3d4e5\n"
			"              BoolIfExists:\n"
			"                aws:PrincipalIsAWSService: 'false'\n",
	},
	.policies = POLICIES_RCP,
	.statement = rcp_stops_aws_services,
};
