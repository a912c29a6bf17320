#include "lint/lint.h"
#include "model/edit/edit.h"

#define PATH "/sso.amazonaws.com/*/AWSReservedSSO_"

// The slash after the Region, from the start of PATH.
enum { SLASH = sizeof "/sso.amazonaws.com/*" - 1 };

// Whether another value of the same condition has the path without a Region.
static bool is_paired(const struct condition_entry *c)
{
	for (size_t i = 0; i < c->count; i++) {
		struct str text = node_str(c->leaves[i].value);
		if (text.len == 0 || str_find(text, 0, "sso.amazonaws.com/AWSReservedSSO_") >= 0 ||
		    str_find(text, 0, "sso.amazonaws.com/*AWSReservedSSO_") >= 0)
			return true;
	}
	return false;
}

static void reserved_sso_path_without_region(struct lint *l, const struct statement *s,
                                             const struct lint_text *t)
{
	ptrdiff_t at = str_find(t->text, 0, PATH);
	struct edit edit;
	struct str head, tail, fixed;
	struct diag *d;

	(void)s;
	if (at < 0 || !t->op || is_paired(t->entry) ||
	    (t->op->family != OPERATOR_ARN && t->op->family != OPERATOR_LIKE) ||
	    !str_eq_nocase(t->entry->name, S("aws:PrincipalArn")))
		return;
	d = lint_report_text(l, t->variant, (size_t)at + SLASH,
	                     "this misses the roles of an Identity Center in us-east-1, whose "
	                     "path has no Region");
	d->hint = "write sso.amazonaws.com/*AWSReservedSSO_";
	if (t->variant->count != 1 || t->variant->pieces[0].from != t->value ||
	    !str_eq(node_str(t->value), t->text))
		return;
	head = str_slice(t->text, 0, (size_t)at + SLASH);
	tail = str_slice(t->text, head.len + 1, t->text.len);
	fixed = str_of(arena_printf(l->arena, "%.*s%.*s", STR(head), STR(tail)));
	if (edit_scalar(l->doc, l->arena, t->value, fixed, &edit))
		lint_fix(l, d, "match the path without a Region, too", &edit, 1);
}

const struct lint_rule rule_reserved_sso_path_without_region = {
	.rule = {
		.id = "TRU016",
		.name = "reserved-sso-path-without-region",
		.severity = SEV_INFO,
		.summary = "a pattern misses roles of an Identity Center in us-east-1",
		.why =
			"The path of a role that Identity Center makes holds the Region of the\n"
			"Identity Center, except where that is us-east-1: then there is none, and a\n"
			"pattern with /*/ misses the role. One * without the slash after it matches\n"
			"both.",
		.source = "https://docs.aws.amazon.com/singlesignon/latest/userguide/"
		          "referencingpermissionsets.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      AWS: '111111111111'\n"
			"    Action: sts:AssumeRole\n"
			"    Condition:\n"
			"      ArnLike:\n"
			"        aws:PrincipalArn: arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/"
			"*/AWSReservedSSO_Audit_* #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      AWS: '111111111111'\n"
			"    Action: sts:AssumeRole\n"
			"    Condition:\n"
			"      ArnLike:\n"
			"        aws:PrincipalArn: arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/"
			"*AWSReservedSSO_Audit_*\n",
		.fixed =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      AWS: '111111111111'\n"
			"    Action: sts:AssumeRole\n"
			"    Condition:\n"
			"      ArnLike:\n"
			"        aws:PrincipalArn: arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/"
			"*AWSReservedSSO_Audit_*\n",
	},
	.policies = POLICIES_ALL,
	.text = reserved_sso_path_without_region,
};
