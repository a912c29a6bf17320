#include "lint/policy/text.h"
#include "policies/variable.h"

// "${aws:PrincipalTag/team, 'none'}"
static bool is_quoted(struct str text)
{
	while (str_starts(text, " "))
		text = str_slice(text, 1, text.len);
	while (str_ends(text, " "))
		text.len--;
	return text.len >= 2 && text.at[0] == '\'' && text.at[text.len - 1] == '\'';
}

static const char *what_is_wrong(const struct variable *v)
{
	if (v->inside.len == 0)
		return "this policy variable has no name";
	if (str_starts(v->inside, " ") || str_ends(v->name, " ") ||
	    str_find(v->name, 0, ": ") >= 0 || str_find(v->name, 0, " :") >= 0)
		return "this policy variable has a blank beside its name";
	if (v->name.len < v->inside.len && !is_quoted(str_slice(v->inside, v->name.len + 1,
	                                                       v->inside.len)))
		return "the default of this policy variable does not stand in single quotes";
	return NULL;
}

static void variable_malformed(struct lint *l, const struct statement *s,
                               const struct lint_text *t)
{
	struct variable v = {0};
	size_t found = 0;

	if (!text_takes_variables(s, t) || !node_is(l->policy->version, "2012-10-17"))
		return;
	while (found < LINT_PER_TEXT && variable_next(t->text, v.end, &v)) {
		const char *wrong = what_is_wrong(&v);
		if (!v.is_closed || !wrong)
			continue;
		found++;
		lint_report_text(l, t->variant, v.start, "%s", wrong)->hint =
			"write ${aws:username}, say";
	}
}

const struct lint_rule rule_variable_malformed = {
	.rule = {
		.id = "IAM037",
		.name = "variable-malformed",
		.severity = SEV_ERROR,
		.summary = "a policy variable is empty or has a blank too many",
		.why =
			"Between the braces stands the name of a condition key, without blanks\n"
			"around it. AWS refuses ${} and ${ aws:username }.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_variables.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:TerminateSession\n"
			"    Resource: arn:aws:ssm:*:*:session/${ aws:username }-* #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:TerminateSession\n"
			"    Resource: arn:aws:ssm:*:*:session/${aws:username}-*\n",
	},
	.policies = POLICIES_ALL,
	.text = variable_malformed,
};
