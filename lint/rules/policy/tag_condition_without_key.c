#include "lint/policy/keys.h"
#include "lint/lint.h"

static void tag_condition_without_key(struct lint *l, const struct statement *s,
                                      const struct lint_condition *c)
{
	struct str name = c->entry->name, stem = name;

	(void)s;
	if (c->key || !key_lacks_tag(name))
		return;
	if (str_ends(stem, "/"))
		stem.len--;
	lint_report(l, c->entry->key, "%.*s does not say which tag", STR(name))->hint =
		arena_printf(l->arena, "write %.*s/TAG-KEY", STR(stem));
}

const struct lint_rule rule_tag_condition_without_key = {
	.rule = {
		.id = "IAM083",
		.name = "tag-condition-without-key",
		.severity = SEV_ERROR,
		.summary = "a condition on a tag does not say which tag",
		.why =
			"The condition keys for tags end in a slash and the key of the tag:\n"
			"aws:ResourceTag/team. Without it there is no such condition key.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "access_tags.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ec2:StartInstances\n"
			"    Resource: arn:aws:ec2:*:*:instance/*\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        aws:ResourceTag: payments #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ec2:StartInstances\n"
			"    Resource: arn:aws:ec2:*:*:instance/*\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        aws:ResourceTag/team: payments\n",
	},
	.policies = POLICIES_ALL,
	.condition = tag_condition_without_key,
};
