#include "aws/aws.h"
#include "lint/policy/statement.h"
#include "policies/arn.h"

static void resource_partition_unknown(struct lint *l, const struct statement *s,
                                       const struct lint_text *t)
{
	struct str nearest;
	struct diag *d;
	struct arn arn;

	if (!text_is_resource(s, t) || !arn_split(t->text, &arn) ||
	    text_is_open(arn.partition) || text_has_wildcard(arn.partition) ||
	    partition_known(arn.partition))
		return;
	nearest = partition_nearest(arn.partition);
	d = lint_report_text(l, t->variant, sizeof "arn:" - 1,
	                     "there is no partition \"%.*s\"", STR(arn.partition));
	d->hint = nearest.len
	                  ? arena_printf(l->arena, "did you mean %.*s?", STR(nearest))
	                  : "partitions are aws, aws-cn, aws-us-gov and the isolated ones";
}

const struct lint_rule rule_resource_partition_unknown = {
	.rule = {
		.id = "IAM064",
		.name = "resource-partition-unknown",
		.severity = SEV_ERROR,
		.summary = "the ARN of a resource names a partition that does not exist",
		.why =
			"IAM refuses the policy. The partition is aws, or aws-cn in China, aws-us-gov\n"
			"in GovCloud; in a template ${AWS::Partition} is right everywhere.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference-arns.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: s3:GetObject\n"
			"    Resource: arn:aws-gov:s3:::reports/* #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: s3:GetObject\n"
			"    Resource: arn:aws-us-gov:s3:::reports/*\n",
	},
	.policies = POLICIES_ALL,
	.text = resource_partition_unknown,
};
