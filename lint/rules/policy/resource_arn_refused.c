#include "aws/aws.h"
#include "lint/policy/statement.h"
#include "policies/arn.h"

static struct str first_part(struct str path)
{
	ptrdiff_t slash = str_find_byte(path, 0, '/');

	return str_slice(path, 0, slash < 0 ? path.len : (size_t)slash + 1);
}

// What IAM's own resources begin with: those of its actions, and a few of old.
static bool is_iam_path(struct str part)
{
	static const char *const more[] = {"report/", "root", "sms-mfa/"};

	for (size_t i = 0; i < sizeof more / sizeof *more; i++)
		if (str_is(part, more[i]))
			return true;
	fact_each(action_resources(action_service(S("iam"))), kind) {
		struct arn arn;

		if (arn_split(fact_value(kind), &arn) &&
		    str_eq(first_part(arn.resource), part))
			return true;
	}
	return false;
}

static void check_path(struct lint *l, const struct lint_text *t, const struct arn *arn)
{
	struct str part = first_part(arn->resource);
	struct diag *d;

	// A wildcard in the first part: IAM takes only "*" alone, but which of the two kinds of
	// policies a file holds is not always known.
	if (text_is_open(part) || text_has_wildcard(part) || part.len == 0 || is_iam_path(part))
		return;
	d = lint_report_text(l, t->variant, (size_t)(part.at - t->text.at),
	                     "IAM has no resources whose names begin with %.*s", STR(part));
	d->severity = l->policy->kind == POLICY_IDENTITY ? SEV_ERROR : SEV_WARNING;
	d->hint = "write role/NAME, user/NAME, policy/NAME …";
}

static void resource_arn_refused(struct lint *l, const struct statement *s,
                                 const struct lint_text *t)
{
	struct arn arn;
	struct diag *d;

	if (!text_is_resource(s, t) || !arn_split(t->text, &arn))
		return;
	if (text_has_wildcard(arn.service) && !text_is_open(arn.service) &&
	    arn.resource.len > 0) {
		d = lint_report_text(l, t->variant, (size_t)(arn.service.at - t->text.at),
		                     "IAM takes no wildcard for the service of an ARN");
		if (l->policy->kind != POLICY_IDENTITY)
			d->severity = SEV_WARNING;
		d->hint = "name the service, or write \"*\" for all resources";
	} else if (str_is(arn.service, "iam")) {
		check_path(l, t, &arn);
	}
}

const struct lint_rule rule_resource_arn_refused = {
	.rule = {
		.id = "IAM098",
		.name = "resource-arn-refused",
		.severity = SEV_ERROR,
		.summary = "IAM refuses the ARN of a resource",
		.why =
			"The service of an ARN must be named: \"Resource vendor must be fully qualified\n"
			"and cannot contain regexes\". And the resources of IAM itself begin with\n"
			"what they are: role/, user/, group/, policy/ … Anything else is refused.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_resource.html",
		.bad =
			"Resources:\n"
			"  Reader:\n"
			"    Type: AWS::IAM::ManagedPolicy\n"
			"    Properties:\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Action: '*'\n"
			"            Resource: arn:aws:*:*:111111111111:* #!\n"
			"          - Effect: Allow\n"
			"            Action: iam:GetRole\n"
			"            Resource: arn:aws:iam::111111111111:roles/app #!\n",
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
			"            Resource: arn:aws:s3:::reports/*\n"
			"          - Effect: Allow\n"
			"            Action: iam:GetRole\n"
			"            Resource: arn:aws:iam::111111111111:role/app\n",
	},
	.policies = POLICIES_IDENTITY | POLICIES_UNSURE,
	.text = resource_arn_refused,
};
