#include "aws/aws.h"
#include "lint/policy/acts.h"

// The best fit over the actions of the statement: one that fits makes the resource right.
static enum arn_fit best_fit(const struct arn *arn, const struct lint_value *actions,
                             size_t count)
{
	enum arn_fit best = ARN_OTHER;

	for (size_t i = 0; i < count; i++) {
		enum arn_fit fit = arn_fits_action(arn, actions[i].text);

		if (fit > best)
			best = fit;
	}
	return best;
}

// Other rules say what IAM refuses.
static bool is_judged_elsewhere(const struct arn *arn, enum arn_fit fit)
{
	return (fit == ARN_HAS_REGION || fit == ARN_HAS_ACCOUNT) &&
	       (str_is(arn->service, "s3") || str_is(arn->service, "iam") ||
	        str_is(arn->service, "organizations"));
}

static void report(struct lint *l, const struct lint_value *t, const struct arn *arn,
                   enum arn_fit fit)
{
	const char *field = fit == ARN_NO_REGION || fit == ARN_HAS_REGION ? "Region" : "account";
	struct diag *d;

	if (fit == ARN_NO_REGION || fit == ARN_NO_ACCOUNT) {
		d = lint_report(l, t->leaf->value, "an ARN of %.*s like this has %s %s, and here is none",
		                STR(arn->service), fit == ARN_NO_REGION ? "a" : "an", field);
		d->hint = "write it, or * for all of them";
	} else {
		d = lint_report(l, t->leaf->value, "an ARN of %.*s like this has no %s",
		                STR(arn->service), field);
		d->hint = "leave that field empty";
	}
}

static void resource_arn_fields(struct lint *l, const struct statement *s)
{
	struct lint_value *actions, *resources;
	size_t n = lint_values(l, s->action.leaves, s->action.count, &actions);
	size_t count = lint_values(l, s->resource.leaves, s->resource.count, &resources);

	if (s->open || n == 0 || n * count > ACTS_PAIRS_MAX)
		return;
	for (size_t i = 0; i < count; i++) {
		struct arn arn;
		enum arn_fit fit;

		if (!arn_is_clear(resources[i].text, &arn))
			continue;
		fit = best_fit(&arn, actions, n);
		if (fit == ARN_OTHER || fit == ARN_FITS || is_judged_elsewhere(&arn, fit))
			continue;
		report(l, &resources[i], &arn, fit);
	}
}

const struct lint_rule rule_resource_arn_fields = {
	.rule = {
		.id = "IAM100",
		.name = "resource-arn-fields",
		.severity = SEV_WARNING,
		.summary = "an ARN lacks the Region or the account that the service's ARNs have",
		.why =
			"IAM compares ARNs field by field, and an empty field is only like an empty\n"
			"one. Tables, queues, functions, keys … have a Region and an account in their\n"
			"ARNs; where the field is empty the ARN fits no resource, so an Allow allows\n"
			"nothing and a Deny denies nothing. Some ARNs have none: those of images of\n"
			"EC2 have no account, those of hosted zones neither.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference-arns.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: dynamodb:GetItem\n"
			"    Resource: arn:aws:dynamodb:::table/orders #!\n"
			"  - Effect: Allow\n"
			"    Action: iam:GetRole\n"
			"    Resource: arn:aws:iam:::role/app #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: dynamodb:GetItem\n"
			"    Resource: arn:aws:dynamodb:*:111111111111:table/orders\n"
			"  - Effect: Allow\n"
			"    Action: iam:GetRole\n"
			"    Resource: arn:aws:iam::111111111111:role/app\n",
	},
	.policies = POLICIES_ALL,
	.statement = resource_arn_fields,
};
