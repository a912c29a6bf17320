#include "aws/aws.h"
#include "lint/policy/statement.h"
#include "policies/arn.h"

static void arn_partition_of_region(struct lint *l, const struct statement *s,
                                    const struct lint_text *t)
{
	struct arn arn;
	struct str right;
	struct diag *d;

	(void)s;
	if (!arn_split(t->text, &arn) || !partition_known(arn.partition))
		return;
	right = region_partition(arn.region);
	if (right.len == 0 || str_eq(right, arn.partition))
		return;
	d = lint_report_text(l, t->variant, (size_t)(arn.partition.at - t->text.at),
	                     "%.*s is in the partition %.*s, not in %.*s", STR(arn.region),
	                     STR(right), STR(arn.partition));
	d->hint = arena_printf(l->arena, "write arn:%.*s:", STR(right));
	lint_fix_text(l, d, t, arn.partition, right);
	d->fix_is_guess = true; // the Region may be what is wrong
}

const struct lint_rule rule_arn_partition_of_region = {
	.rule = {
		.id = "IAM103",
		.name = "arn-partition-of-region",
		.severity = SEV_ERROR,
		.summary = "the partition of an ARN is not that of its Region",
		.why =
			"Each Region is in one partition: those of China in aws-cn, those of GovCloud\n"
			"in aws-us-gov. An ARN of another one is of nothing, so an Allow allows\n"
			"nothing and a Deny denies nothing.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference-arns.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: sqs:SendMessage\n"
			"    Resource: arn:aws:sqs:cn-north-1:111111111111:jobs #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: sqs:SendMessage\n"
			"    Resource: arn:aws-cn:sqs:cn-north-1:111111111111:jobs\n",
		.fixed =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: sqs:SendMessage\n"
			"    Resource: arn:aws-cn:sqs:cn-north-1:111111111111:jobs\n",
	},
	.policies = POLICIES_ALL,
	.text = arn_partition_of_region,
};
