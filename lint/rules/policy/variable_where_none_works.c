#include "lint/lint.h"
#include "policies/variable.h"

static void variable_where_none_works(struct lint *l, const struct statement *s,
                                      const struct lint_text *t)
{
	struct variable v = {0};
	struct diag *d;

	if (t->entry || t->element == &s->resource || t->element == &s->not_resource)
		return;
	while (variable_next(t->text, v.end, &v)) {
		if (!variable_names_key(&v) || !text_is_known(v.inside))
			continue;
		d = lint_report_text(l, t->variant, v.start,
		                     "policy variables are not filled in in %.*s",
		                     STR(node_str(t->element->key)));
		d->hint = "they work in Resource and in conditions";
		return;
	}
}

const struct lint_rule rule_variable_where_none_works = {
	.rule = {
		.id = "IAM038",
		.name = "variable-where-none-works",
		.severity = SEV_ERROR,
		.summary = "a policy variable stands where none is filled in",
		.why =
			"Policy variables are filled in in Resource and in conditions. In a\n"
			"Principal, an Action, an Effect or a Sid they are refused or mean\n"
			"themselves.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_variables.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:${aws:PrincipalTag/action} #!\n"
			"    Resource: '*'\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:GetParameter\n"
			"    Resource: arn:aws:ssm:*:*:parameter/${aws:PrincipalTag/team}/*\n",
	},
	.policies = POLICIES_ALL,
	.text = variable_where_none_works,
};
