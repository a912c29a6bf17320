#include "lint/policy/statement.h"

// What is wrong with the name of a key; NULL where its form is right. Behind a slash
// stands the key of a tag, which may hold anything.
static const char *wrong_with(struct str name)
{
	ptrdiff_t colon = str_find_byte(name, 0, ':'), slash = str_find_byte(name, 0, '/');
	struct str fixed = str_slice(name, 0, slash < 0 ? name.len : (size_t)slash);

	if (colon < 0)
		return "names no service";
	if (str_find_byte(fixed, 0, ' ') >= 0)
		return "has a blank in its name";
	if (text_has_wildcard(fixed))
		return "has a wildcard in its name";
	if (colon == 0 || (size_t)colon + 1 == name.len)
		return "is cut short";
	return NULL;
}

static void condition_key_malformed(struct lint *l, const struct statement *s,
                                    const struct lint_condition *c)
{
	struct str name = c->entry->name;
	const char *wrong = text_is_open(name) ? NULL : wrong_with(name);

	(void)s;
	if (wrong)
		lint_report(l, c->entry->key, "condition key \"%.*s\" %s", STR(name), wrong)
			->hint = "write service:key, as in aws:PrincipalArn or s3:prefix";
}

const struct lint_rule rule_condition_key_malformed = {
	.rule = {
		.id = "IAM054",
		.name = "condition-key-malformed",
		.severity = SEV_ERROR,
		.summary = "a condition key is not written as service:key",
		.why =
			"A condition key is the prefix of a service (or aws), a colon and a name;\n"
			"wildcards have no meaning there. IAM refuses the policy.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_condition.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: s3:ListBucket\n"
			"    Resource: arn:aws:s3:::reports\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        prefix: home/ #!\n"
			"        'aws: PrincipalOrgID': o-a1b2c3d4e5 #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: s3:ListBucket\n"
			"    Resource: arn:aws:s3:::reports\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        s3:prefix: home/\n"
			"        aws:PrincipalOrgID: o-a1b2c3d4e5\n",
	},
	.policies = POLICIES_ALL,
	.condition = condition_key_malformed,
};
