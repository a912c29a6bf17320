#include "lint/lint.h"
#include "model/edit/edit.h"

static const char *const of_policy[] = {"Version", "Id", "Statement", NULL};
static const char *const of_statement[] = {
	"Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource",
	"NotResource", "Condition", NULL,
};

static const char *nearest(struct str name, const char *const *known)
{
	for (; *known; known++)
		if (str_distance(name, str_of(*known), 1) <= 1)
			return *known;
	return NULL;
}

static bool is_one_of(struct str name, const char *const *known)
{
	for (; *known; known++)
		if (str_is(name, *known))
			return true;
	return false;
}

static void fix(struct lint *l, struct diag *d, const struct node *map,
                const struct node *key, const char *name)
{
	const struct node *chain[LINT_CHAIN];
	size_t count = lint_chain(l, map, chain);
	struct edit edit;

	if (!count || node_key(map, name))
		return;
	node_each_pair(chain[count - 1], k)
		if (k->start == key->start &&
		    edit_scalar(l->doc, l->arena, k, str_of(name), &edit))
			lint_fix(l, d, arena_printf(l->arena, "write %s", name), &edit, 1);
}

// Notes for people and for editors: "$schema", "_comment", "//".
static bool is_note(struct str name)
{
	return !char_is_alnum(name.at[0]);
}

static void check_map(struct lint *l, const struct node *map, const char *const *known,
                      const char *what, bool may_have_more)
{
	size_t found = 0;

	node_each_pair(map, key) {
		struct str name = node_str(key);
		const char *near;
		struct diag *d;

		if (is_one_of(name, known) || str_starts(name, "Fn::") || name.len == 0 ||
		    str_find(name, 0, "${") >= 0)
			continue;
		near = nearest(name, known);
		if (may_have_more && !near && is_note(name))
			continue;
		if (found++ == LINT_PER_TEXT)
			return;
		d = lint_report(l, key, "a %s has no element %.*s", what, STR(name));
		if (may_have_more && !near)
			d->severity = SEV_WARNING;
		if (!near)
			continue;
		d->hint = arena_printf(l->arena, "did you mean %s?", near);
		fix(l, d, map, key, near);
	}
}

// A document on its own may hold more than the policy, which its maker takes out.
static void check_policy(struct lint *l, const struct policy *p)
{
	if (!policy_is_bare(p->node))
		check_map(l, p->node, of_policy, "policy", !l->template);
}

static void check_statement(struct lint *l, const struct statement *s)
{
	check_map(l, s->node, of_statement, "statement", false);
}

const struct lint_rule rule_element_unknown = {
	.rule = {
		.id = "IAM015",
		.name = "element-unknown",
		.severity = SEV_ERROR,
		.summary = "a policy or statement has an element that AWS does not know",
		.why =
			"IAM refuses a policy with elements of other names. Often it is a slip of\n"
			"the pen: Resources, Actions, Conditions.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_grammar.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:GetParameter\n"
			"    Resource: '*'\n"
			"    Conditions: #!\n"
			"      StringEquals:\n"
			"        aws:RequestedRegion: eu-west-1\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:GetParameter\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        aws:RequestedRegion: eu-west-1\n",
		.fixed =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:GetParameter\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        aws:RequestedRegion: eu-west-1\n",
	},
	.policies = POLICIES_ALL,
	.policy = check_policy,
	.statement = check_statement,
};
