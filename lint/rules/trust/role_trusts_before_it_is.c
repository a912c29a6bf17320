#include "lint/lint.h"

static struct str id_of(const struct entry *resource)
{
	return node_str(resource->key);
}

// Whether a text names a resource: Ref, GetAtt, DependsOn, or ${…} of Fn::Sub.
static bool names(struct str text, struct str id)
{
	struct str rest = str_slice(text, id.len, text.len);
	ptrdiff_t at;

	if (str_eq(str_slice(text, 0, id.len), id) && (rest.len == 0 || rest.at[0] == '.'))
		return true;
	for (at = str_find(text, 0, "${"); at >= 0; at = str_find(text, (size_t)at + 2, "${")) {
		struct str inside = str_slice(text, (size_t)at + 2, text.len);

		if (str_eq(str_slice(inside, 0, id.len), id) && inside.len > id.len &&
		    (inside.at[id.len] == '}' || inside.at[id.len] == '.'))
			return true;
	}
	return false;
}

static bool mentions(const struct node *n, struct str id)
{
	if (node_is_scalar(n))
		return names(node_str(n), id);
	for (const struct node *child = n->kind == NODE_SEQ || n->kind == NODE_MAP ? n->first : NULL;
	     child; child = child->next)
		if (mentions(child, id))
			return true;
	return false;
}

// Whether the account of an ARN surely is the one that the template goes to.
static bool is_own_account(const struct lint_principal *p)
{
	size_t offset = (size_t)(p->who.arn.account.at - p->text.at);
	const struct piece *piece;

	if (p->who.arn.account.len != 1 || text_is_known(p->who.arn.account))
		return false;
	piece = variant_piece(p->variant, offset);
	return piece->hole && str_is(piece->hole->name, "AWS::AccountId");
}

static const struct entry *maker_of(const struct lint *l, struct str name)
{
	for (size_t i = 0; i < l->template->resources.count; i++) {
		const struct entry *r = &l->template->resources.items[i];

		if (str_is(template_type(r), "AWS::IAM::Role") &&
		    str_eq(node_str(node_path(r->value, "Properties/RoleName")), name))
			return r;
	}
	return NULL;
}

static void role_trusts_before_it_is(struct lint *l, const struct statement *s,
                                     const struct lint_principal *p)
{
	const struct entry *maker;
	struct diag *d;

	(void)s;
	if (!l->template || !l->resource || p->who.form != PRINCIPAL_ROLE ||
	    p->who.has_wildcard || p->variant->assumes_parameter || !is_own_account(p) ||
	    !text_is_known(p->who.arn.resource))
		return;
	maker = maker_of(l, str_after_last(p->who.arn.resource, '/'));
	if (!maker)
		return;
	if (maker->key == l->resource->key) {
		d = lint_report_text(l, p->variant, 0, "a role cannot trust itself: it is not there "
		                     "when its trust policy is checked");
		d->severity = SEV_ERROR;
		d->hint = "trust the account's root, narrowed by ArnLike on aws:PrincipalArn";
	} else if (!mentions(l->resource->value, id_of(maker))) {
		d = lint_report_text(l, p->variant, 0, "nothing makes CloudFormation make %.*s first",
		                     STR(id_of(maker)));
		d->hint = arena_printf(l->arena, "write !GetAtt %.*s.Arn, or add DependsOn: %.*s",
		                       STR(id_of(maker)), STR(id_of(maker)));
	}
}

const struct lint_rule rule_role_trusts_before_it_is = {
	.rule = {
		.id = "TRU026",
		.name = "role-trusts-before-it-is",
		.severity = SEV_WARNING,
		.summary = "a role of the template is trusted before it is made",
		.why =
			"A role that a trust policy names must be there when the policy is made, or IAM\n"
			"refuses it: \"Invalid principal in policy\". CloudFormation makes resources at\n"
			"once that nothing puts in an order, and an ARN put together from text is no\n"
			"order. A role can never name itself.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_principal.html#principal-roles",
		.bad =
			"Resources:\n"
			"  Caller:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      RoleName: caller\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal: {Service: lambda.amazonaws.com}\n"
			"            Action: sts:AssumeRole\n"
			"  Reader:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal:\n"
			"              AWS: !Sub arn:aws:iam::${AWS::AccountId}:role/caller #!\n"
			"            Action: sts:AssumeRole\n",
		.good =
			"Resources:\n"
			"  Caller:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      RoleName: caller\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal: {Service: lambda.amazonaws.com}\n"
			"            Action: sts:AssumeRole\n"
			"  Reader:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal:\n"
			"              AWS: !GetAtt Caller.Arn\n"
			"            Action: sts:AssumeRole\n",
	},
	.policies = POLICIES_TRUST,
	.principal = role_trusts_before_it_is,
};
