#include "aws/aws.h"
#include "lint/policy/text.h"
#include "policies/variable.h"

static bool is_one_of(struct str word, const char *const *words)
{
	for (; *words; words++)
		if (str_eq_nocase(word, str_of(*words)))
			return true;
	return false;
}

// "app-role-policy.json" is a role's own policy, "assume-role.json" one about roles.
static bool is_named_of_role(struct str path)
{
	static const char *const role[] = {"role", NULL};
	static const char *const about[] = {"allow", "assume", "create", "deny", "group", "manage",
	                                    "pass", "trust", "user", "users", NULL};
	struct str name = str_after_last(path, '/');
	bool found = false;

	for (size_t from = 0, i = 0; i <= name.len; i++) {
		struct str word = str_slice(name, from, i);

		if (i < name.len && char_is_alnum(name.at[i]))
			continue;
		if (is_one_of(word, about))
			return false;
		found |= is_one_of(word, role);
		from = i + 1;
	}
	return found;
}

// Whether a policy is surely about roles alone: those have no user's name.
static bool is_of_role(const struct lint *l)
{
	struct str type;

	if (!l->resource)
		return l->policy->kind <= POLICY_IDENTITY &&
		       is_named_of_role(str_of(l->doc->sources[0]->name));
	if (l->policy->kind != POLICY_IDENTITY)
		return false;
	type = template_type(l->resource);
	return str_is(type, "AWS::IAM::Role") || str_is(type, "AWS::IAM::RolePolicy");
}

// "${aws:PrincipalOrgID}" under aws:PrincipalOrgID: whatever the caller has.
static bool is_of_itself(const struct lint_text *t, const struct variable *v)
{
	return t->entry && v->start == 0 && v->end == t->text.len &&
	       str_eq_nocase(v->inside, t->entry->name) && t->op && !t->op->negated;
}

static void judge(struct lint *l, const struct lint_text *t, const struct variable *v)
{
	struct condition_key key;
	struct str near;

	if (is_of_itself(t, v)) {
		lint_report_text(l, t->variant, v->start, "%.*s always is what it is itself",
		                 STR(v->inside))->hint = "write the value that is meant";
	} else if (str_eq_nocase(v->name, S("aws:username")) && is_of_role(l)) {
		lint_report_text(l, t->variant, v->start,
		                 "sessions of a role have no aws:username, so this fits nothing")
			->hint = "use ${aws:userid}, or ${aws:PrincipalTag/NAME}";
	} else if (str_starts(v->name, "aws:") && !condition_key_find(v->name, &key)) {
		near = condition_key_nearest(v->name);
		if (near.len > 0 && str_distance(v->name, near, 1) == 1)
			lint_report_text(l, t->variant, v->start, "there is no variable ${%.*s}",
			                 STR(v->name))->hint =
				arena_printf(l->arena, "did you mean ${%.*s}?", STR(near));
	}
}

static void variable_idle(struct lint *l, const struct statement *s,
                          const struct lint_text *t)
{
	struct variable v = {0};
	size_t found = 0;

	if (!text_takes_variables(s, t) || !node_is(l->policy->version, "2012-10-17"))
		return;
	while (found++ < LINT_PER_TEXT && variable_next(t->text, v.end, &v))
		if (v.is_closed)
			judge(l, t, &v);
}

const struct lint_rule rule_variable_idle = {
	.rule = {
		.id = "IAM106",
		.name = "variable-idle",
		.severity = SEV_WARNING,
		.summary = "a policy variable says nothing",
		.why =
			"A variable that the request does not have makes the text fit nothing: the\n"
			"sessions of a role have no aws:username, and a misspelt name is in no request.\n"
			"And a key compared with itself is always equal, so the condition lets everybody\n"
			"through who has the key at all.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_variables.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal: '*'\n"
			"    Action: s3:GetObject\n"
			"    Resource: arn:aws:s3:::reports/${aws:usernam}/* #!\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        aws:PrincipalOrgID: ${aws:PrincipalOrgID} #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal: '*'\n"
			"    Action: s3:GetObject\n"
			"    Resource: arn:aws:s3:::reports/${aws:username}/*\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        aws:PrincipalOrgID: o-a1b2c3d4e5\n",
	},
	.policies = POLICIES_ALL,
	.text = variable_idle,
};
