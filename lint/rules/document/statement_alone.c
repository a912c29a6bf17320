#include "lint/lint.h"

static void statement_alone(struct lint *l, const struct doc *d)
{
	if (document_is_statement(d->root))
		lint_report(l, d->root, node_is_seq(d->root)
		                            ? "a list of statements is not a policy"
		                            : "a statement is not a policy")
			->hint = "put it under Statement, beside Version: \"2012-10-17\"";
}

const struct lint_rule rule_statement_alone = {
	.rule = {
		.id = "DOC106",
		.name = "statement-alone",
		.severity = SEV_ERROR,
		.summary = "a statement stands where a whole policy belongs",
		.why =
			"IAM and Organizations take a policy: a map with Version and Statement. What\n"
			"consoles and pages show as an example is often only one statement of it.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_statement.html",
		.bad =
			"{ #!\n"
			"  \"Effect\": \"Allow\",\n"
			"  \"Action\": \"s3:GetObject\",\n"
			"  \"Resource\": \"arn:aws:s3:::amzn-s3-demo-bucket/*\"\n"
			"}\n",
		.good =
			"{\n"
			"  \"Version\": \"2012-10-17\",\n"
			"  \"Statement\": {\n"
			"    \"Effect\": \"Allow\",\n"
			"    \"Action\": \"s3:GetObject\",\n"
			"    \"Resource\": \"arn:aws:s3:::amzn-s3-demo-bucket/*\"\n"
			"  }\n"
			"}\n",
	},
	.documents = LINT_POLICY,
	.document = statement_alone,
};
