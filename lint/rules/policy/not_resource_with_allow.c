#include "lint/lint.h"

static void not_resource_with_allow(struct lint *l, const struct statement *s)
{
	if (statement_is(s, "Allow") && s->not_resource.presence == PRESENT)
		lint_report(l, s->not_resource.key,
		            "this allows the action on everything but these, future "
		            "resources too")
			->hint = "name the resources, or deny these in another statement";
}

const struct lint_rule rule_not_resource_with_allow = {
	.rule = {
		.id = "IAM079",
		.name = "not-resource-with-allow",
		.severity = SEV_INFO,
		.summary = "an Allow with NotResource reaches everything else",
		.why =
			"NotResource with Allow takes in every resource that is not named, of all\n"
			"services that the actions belong to and of other accounts. AWS advises to\n"
			"use it with Deny.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_notresource.html",
		.bad =
			"Resources:\n"
			"  Reader:\n"
			"    Type: AWS::IAM::ManagedPolicy\n"
			"    Properties:\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Action: s3:GetObject\n"
			"            NotResource: arn:aws:s3:::payroll/* #!\n",
		.good =
			"Resources:\n"
			"  Reader:\n"
			"    Type: AWS::IAM::ManagedPolicy\n"
			"    Properties:\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Action: s3:GetObject\n"
			"            Resource: arn:aws:s3:::reports/*\n",
	},
	.policies = POLICIES_IDENTITY | POLICIES_RESOURCE,
	.statement = not_resource_with_allow,
};
