#include "aws/aws.h"
#include "lint/policy/keys.h"
#include "lint/policy/statement.h"

// "ec2:ResourceTags/Team" -> "ec2:ResourceTag/Team"; empty where no key for tags is near.
static struct str nearest_tag_key(struct arena *a, struct str name)
{
	static const char *const words[] = {"ResourceTag", "RequestTag", "PrincipalTag"};
	ptrdiff_t colon = str_find_byte(name, 0, ':'), slash = str_find_byte(name, 0, '/');
	struct condition_key unused;

	for (size_t i = 0; colon > 0 && slash > colon && i < 3; i++) {
		struct str word = str_slice(name, (size_t)colon + 1, (size_t)slash), meant;

		if (str_distance(word, str_of(words[i]), 1) != 1)
			continue;
		meant = str_of(arena_printf(a, "%.*s:%s%.*s",
		                            STR(str_slice(name, 0, (size_t)colon)), words[i],
		                            STR(str_slice(name, (size_t)slash, name.len))));
		if (condition_key_find(meant, &unused))
			return meant;
	}
	return (struct str){0};
}

static void report(struct lint *l, const struct condition_entry *c, struct str nearest)
{
	struct diag *d;

	if (nearest.len > 0 && str_starts(nearest, "aws:")) {
		d = lint_report(l, c->key, "there is no condition key %.*s", STR(c->name));
		d->severity = SEV_ERROR;
	} else {
		d = lint_report(l, c->key, "no condition key %.*s was known on %.*s",
		                STR(c->name), STR(lint_facts_day("condition keys")));
	}
	if (nearest.len > 0)
		d->hint = arena_printf(l->arena, "did you mean %.*s?", STR(nearest));
}

static void condition_key_unknown(struct lint *l, const struct statement *s,
                                  const struct lint_condition *c)
{
	struct str name = c->entry->name, nearest;

	(void)s;
	if (c->key)
		return;
	if (key_of_known_service(name) && !key_lacks_tag(name) &&
	    !str_eq_nocase(name, S("aws:ARN")))
		report(l, c->entry, condition_key_nearest(name));
	else if ((nearest = nearest_tag_key(l->arena, name)).len > 0)
		report(l, c->entry, nearest);
}

const struct lint_rule rule_condition_key_unknown = {
	.rule = {
		.id = "IAM053",
		.name = "condition-key-unknown",
		.severity = SEV_WARNING,
		.summary = "a condition uses a key that does not exist",
		.why =
			"No request carries the key. Then an Allow that asks for a value never\n"
			"applies, while a Deny that asks for its absence (StringNotEquals) always\n"
			"does. A name near that of a key for all services is an error; others may be\n"
			"newer than what orgc knows. Keys of identity providers are not judged.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_condition-keys.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: s3:ListBucket\n"
			"    Resource: arn:aws:s3:::reports\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        aws:PrincipalOrgIDs: o-a1b2c3d4e5 #!\n"
			"        aws:PrincipalTags/team: web #!\n"
			"        s3:prefixes: home/ #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: s3:ListBucket\n"
			"    Resource: arn:aws:s3:::reports\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        aws:PrincipalOrgID: o-a1b2c3d4e5\n"
			"        aws:PrincipalTag/team: web\n"
			"        s3:prefix: home/\n",
	},
	.policies = POLICIES_ALL,
	.condition = condition_key_unknown,
};
