#include "aws/aws.h"
#include "lint/lint.h"

static void principal_partition_unknown(struct lint *l, const struct statement *s,
                                        const struct lint_principal *p)
{
	struct str partition = p->who.arn.partition, nearest;
	struct diag *d;

	(void)s;
	if (!p->who.has_arn || !text_is_known(partition) || partition_known(partition) ||
	    str_find_byte(partition, 0, '*') >= 0)
		return;
	nearest = partition_nearest(partition);
	d = lint_report_text(l, p->variant, sizeof "arn:" - 1, "there is no partition \"%.*s\"",
	                     STR(partition));
	d->hint = nearest.len ? arena_printf(l->arena, "did you mean %.*s?", STR(nearest))
	                      : "partitions are aws, aws-cn, aws-us-gov and the isolated ones";
}

const struct lint_rule rule_principal_partition_unknown = {
	.rule = {
		.id = "IAM006",
		.name = "principal-partition-unknown",
		.severity = SEV_ERROR,
		.summary = "the ARN of a principal names a partition that does not exist",
		.why =
			"IAM answers \"Invalid principal in policy\". The partition is aws, or\n"
			"aws-cn in China, aws-us-gov in GovCloud; in a template ${AWS::Partition}\n"
			"is right everywhere.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html",
		.bad =
			"{\n"
			"  \"Version\": \"2012-10-17\",\n"
			"  \"Statement\": {\n"
			"    \"Effect\": \"Allow\",\n"
			"    \"Principal\": {\n"
			"      \"AWS\": \"arn:aws-gov:iam::111111111111:root\" #!\n"
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
			"      \"AWS\": \"arn:aws-us-gov:iam::111111111111:root\"\n"
			"    },\n"
			"    \"Action\": \"sts:AssumeRole\"\n"
			"  }\n"
			"}\n",
	},
	.policies = POLICIES_TRUST | POLICIES_RESOURCE,
	.principal = principal_partition_unknown,
};
