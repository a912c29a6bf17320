#include "lint/policy/statement.h"
#include "policies/arn.h"

// A wildcard in front of the last field of an ARN, where it can take colons as well.
static bool reaches_far(struct str text)
{
	struct arn arn;

	return arn_split(text, &arn) &&
	       text_has_wildcard(str_slice(text, 0, (size_t)(arn.resource.at - text.at)));
}

static void arn_key_as_text(struct lint *l, const struct statement *s,
                            const struct lint_text *t)
{
	(void)s;
	if (!t->op || !t->key || t->op->family != OPERATOR_LIKE ||
	    !str_is(t->key->type, "ARN") || !reaches_far(t->text))
		return;
	lint_report_text(l, t->variant, 0, "as a text this takes more than the ARNs that it is like")
		->hint = t->op->negated ? "use ArnNotLike, which compares field by field"
		                        : "use ArnLike, which compares field by field";
}

const struct lint_rule rule_arn_key_as_text = {
	.rule = {
		.id = "IAM110",
		.name = "arn-key-as-text",
		.severity = SEV_INFO,
		.summary = "a pattern of ARNs is compared as a text",
		.why =
			"Under StringLike a wildcard takes any letters, colons too: arn:aws:iam::*:role/x\n"
			"is also like arn:aws:iam::111111111111:role/a:role/x. ArnLike compares each of\n"
			"the six fields by itself.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "access-analyzer-reference-policy-checks.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: s3:DeleteBucket\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      StringNotLike:\n"
			"        aws:PrincipalArn: arn:aws:iam::*:role/storage #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: s3:DeleteBucket\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      ArnNotLike:\n"
			"        aws:PrincipalArn: arn:aws:iam::*:role/storage\n",
		.silent = (const char *const[]){
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: s3:DeleteBucket\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      StringNotLike:\n"
			"        aws:PrincipalArn: arn:aws:iam::111111111111:role/storage-*\n",
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: s3:DeleteBucket\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      StringNotLike:\n"
			"        aws:PrincipalTag/role: arn:aws:iam::*:role/storage\n",
			NULL,
		},
	},
	.policies = POLICIES_ALL,
	.text = arn_key_as_text,
};
