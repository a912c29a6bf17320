#include "lint/lint.h"

static void statement_without_effect(struct lint *l, const struct statement *s)
{
	if (!s->open && s->effect.presence == ABSENT)
		lint_report(l, s->node, "this statement has no Effect")->hint =
			"add Effect: Allow or Effect: Deny";
}

const struct lint_rule rule_statement_without_effect = {
	.rule = {
		.id = "IAM002",
		.name = "statement-without-effect",
		.severity = SEV_ERROR,
		.summary = "a statement has no Effect",
		.why =
			"IAM has no default here: it refuses the policy. Say Allow or Deny.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_effect.html",
		.bad =
			"{\n"
			"  \"Version\": \"2012-10-17\",\n"
			"  \"Statement\": [\n"
			"    { #!\n"
			"      \"Action\": \"s3:GetObject\",\n"
			"      \"Resource\": \"*\"\n"
			"    }\n"
			"  ]\n"
			"}\n",
		.good =
			"{\n"
			"  \"Version\": \"2012-10-17\",\n"
			"  \"Statement\": [\n"
			"    {\n"
			"      \"Effect\": \"Allow\",\n"
			"      \"Action\": \"s3:GetObject\",\n"
			"      \"Resource\": \"*\"\n"
			"    }\n"
			"  ]\n"
			"}\n",
	},
	.policies = POLICIES_ALL,
	.statement = statement_without_effect,
};
