#include "aws/aws.h"
#include "lint/policy/statement.h"

static void check_action(struct lint *l, const struct lint_text *t, struct str service)
{
	struct str prefix = action_prefix(t->text);

	if (prefix.len == 0 || text_is_open(prefix) || text_has_wildcard(prefix) ||
	    str_eq_nocase(prefix, service) || !action_service(prefix))
		return;
	lint_report_text(l, t->variant, 0, "the policy of a resource of %.*s says nothing of %.*s",
	                 STR(service), STR(t->text))->hint =
		arena_printf(l->arena, "name actions of %.*s, and put the others into the "
		             "policies of roles", STR(service));
}

static void policy_of_another_service(struct lint *l, const struct statement *s,
                                      const struct lint_text *t)
{
	const struct fact *row = NULL;
	struct diag *d;

	if (l->resource)
		row = fact_find(fact_file("policy-services"), template_type(l->resource));
	if (!row)
		return;
	if (t->element == &s->action) {
		check_action(l, t, fact_value(row));
	} else if (t->element == &s->resource && str_is(t->text, "*") &&
	           action_service_names_resources(fact_value(row))) {
		d = lint_report_text(l, t->variant, 0, "%.*s takes no \"*\" here: the policy is about "
		                     "the resource that has it", STR(fact_value(row)));
		d->hint = "name the bucket and, with /*, its objects";
	}
}

const struct lint_rule rule_policy_of_another_service = {
	.rule = {
		.id = "IAM107",
		.name = "policy-of-another-service",
		.severity = SEV_ERROR,
		.summary = "the policy of a resource is about something else",
		.why =
			"The policy of a bucket, a topic or a queue is about that one resource. Actions of\n"
			"another service are refused there, and a bucket's policy must name the bucket:\n"
			"S3 answers \"Policy has invalid resource\" to \"*\".",
		.source = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/"
		          "bucket-policies.html",
		.bad =
			"Resources:\n"
			"  Access:\n"
			"    Type: AWS::S3::BucketPolicy\n"
			"    Properties:\n"
			"      Bucket: reports\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal: {AWS: '111111111111'}\n"
			"            Action:\n"
			"              - s3:GetObject\n"
			"              - kms:Decrypt #!\n"
			"            Resource: '*' #!\n",
		.good =
			"Resources:\n"
			"  Access:\n"
			"    Type: AWS::S3::BucketPolicy\n"
			"    Properties:\n"
			"      Bucket: reports\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal: {AWS: '111111111111'}\n"
			"            Action:\n"
			"              - s3:GetObject\n"
			"            Resource: arn:aws:s3:::reports/*\n",
	},
	.policies = POLICIES_RESOURCE,
	.text = policy_of_another_service,
};
