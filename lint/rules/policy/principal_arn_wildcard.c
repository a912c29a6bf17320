#include "lint/lint.h"
#include "model/edit/edit.h"

// What the fix needs to know of one value under AWS: the node of the file, the scalar
// inside (the text of an Fn::Sub, or the node itself), and where its resource begins.
struct target {
	const struct node *node, *text;
	size_t resource;
};

// Only for texts whose letters stand in the file as they are.
static bool find_target(struct lint *l, const struct lint_principal *p, struct target *t)
{
	const struct node *chain[LINT_CHAIN], *argument;
	size_t count = lint_chain(l, p->entry->value, chain);
	size_t offset = (size_t)(p->who.arn.resource.at - p->text.at);
	uint32_t place;

	if (!count || p->variant->assumes_parameter || variant_piece(p->variant, offset)->hole)
		return false;
	t->node = chain[count - 1];
	t->text = t->node;
	if (function_of(t->node, &argument) == FN_SUB)
		t->text = argument;
	if (!node_is_scalar(t->text) || t->text->flags & NODE_DECODED)
		return false;
	place = lint_place(l, p->variant, offset);
	t->resource = place - node_offset(l->doc, t->text, 0);
	return place >= t->text->start && place < t->text->end;
}

// The same value with another text, as a new node: plain, or an Fn::Sub in either spelling.
static struct node *with_text(struct arena *a, const struct target *t, struct str text)
{
	struct node *scalar = node_scalar(a, text, t->text->style), *map;

	scalar->flags = t->text->flags & NODE_JSON;
	scalar->tag = t->text->tag;
	if (t->node == t->text)
		return scalar;
	map = node_map(a);
	map->flags = scalar->flags;
	node_set(a, map, "Fn::Sub", scalar);
	return map;
}

// Condition: {ArnLike: {aws:PrincipalArn: value}}, as much of it as is missing.
static bool add_condition(struct lint *l, const struct statement *s, struct node *value,
                          struct edit *edit)
{
	const struct node *chain[LINT_CHAIN];
	size_t count = lint_chain(l, s->node, chain);
	const struct node *at = count ? chain[count - 1] : NULL, *inner;
	const char *const keys[] = {"Condition", "ArnLike", "aws:PrincipalArn"};
	int depth = 0;

	if (!node_is_map(at) || statement_condition(s, NULL, "aws:PrincipalArn"))
		return false;
	while (depth < 2 && (inner = node_get(at, keys[depth]))) {
		if (!node_is_map(inner) || function_of(inner, NULL) != FN_NONE)
			return false;
		at = inner;
		depth++;
	}
	for (int i = 2; i > depth; i--) {
		struct node *map = node_map(l->arena);
		node_set(l->arena, map, keys[i], value);
		value = map;
	}
	return edit_add_pair(l->doc, l->arena, at, NULL, keys[depth], value, edit);
}

// The account's root takes the place of the pattern, and the pattern goes to ArnLike. Only
// where this is the one principal of the statement: a condition binds all of them.
static void fix(struct lint *l, struct diag *d, const struct statement *s,
                const struct lint_principal *p)
{
	struct target t;
	struct edit edits[2];
	struct str root, prefix;

	if (s->principal_count != 1 || p->entry->sometimes || p->entry->negated ||
	    !find_target(l, p, &t))
		return;
	prefix = str_slice(node_str(t.text), 0, t.resource);
	root = str_of(arena_printf(l->arena, "%.*sroot", STR(prefix)));
	if (edit_scalar(l->doc, l->arena, t.text, root, &edits[0]) &&
	    add_condition(l, s, with_text(l->arena, &t, node_str(t.text)), &edits[1]))
		lint_fix(l, d, "trust the account's root, narrowed by aws:PrincipalArn", edits, 2);
}

static ptrdiff_t find_wildcard(struct str text)
{
	ptrdiff_t star = str_find_byte(text, 0, '*'), mark = str_find_byte(text, 0, '?');

	return star < 0 || (mark >= 0 && mark < star) ? mark : star;
}

static void principal_arn_wildcard(struct lint *l, const struct statement *s,
                                   const struct lint_principal *p)
{
	struct diag *d;
	ptrdiff_t wildcard;

	if (!p->who.has_wildcard || p->who.form == PRINCIPAL_SESSION)
		return;
	wildcard = find_wildcard(p->text);
	d = lint_report_text(l, p->variant, (size_t)wildcard,
	                     "a wildcard inside the ARN of a principal is refused");
	d->end = d->start + 1;
	if (wildcard < p->who.arn.resource.at - p->text.at) {
		d->hint = "name each account, or \"*\" with conditions on aws:PrincipalOrgID and "
		          "aws:PrincipalArn";
		return;
	}
	d->hint = "trust the account's root and narrow it by Condition: ArnLike: "
	          "aws:PrincipalArn";
	fix(l, d, s, p);
}

const struct lint_rule rule_principal_arn_wildcard = {
	.rule = {
		.id = "IAM009",
		.name = "principal-arn-wildcard",
		.severity = SEV_ERROR,
		.summary = "the ARN of a principal holds a wildcard",
		.why =
			"IAM answers \"Invalid principal in policy\": a principal is one account,\n"
			"role, user or session, or \"*\" for everyone. To trust all roles of a kind,\n"
			"trust the root of their account and add a condition ArnLike on\n"
			"aws:PrincipalArn; it may hold wildcards, and the roles need not exist yet.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_principal.html",
		.bad =
			"Parameters:\n"
			"  Admin:\n"
			"    Type: String\n"
			"Resources:\n"
			"  Viewer:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal:\n"
			"              AWS: !Sub arn:${AWS::Partition}:iam::${Admin}:role/* #!\n"
			"            Action: sts:AssumeRole\n",
		.good =
			"Parameters:\n"
			"  Admin:\n"
			"    Type: String\n"
			"Resources:\n"
			"  Viewer:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal:\n"
			"              AWS: !Sub arn:${AWS::Partition}:iam::${Admin}:root\n"
			"            Action: sts:AssumeRole\n"
			"            Condition:\n"
			"              ArnLike:\n"
			"                aws:PrincipalArn: !Sub arn:${AWS::Partition}:iam::${Admin}:role/*\n",
		.fixed =
			"Parameters:\n"
			"  Admin:\n"
			"    Type: String\n"
			"Resources:\n"
			"  Viewer:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal:\n"
			"              AWS: !Sub arn:${AWS::Partition}:iam::${Admin}:root\n"
			"            Action: sts:AssumeRole\n"
			"            Condition:\n"
			"              ArnLike:\n"
			"                aws:PrincipalArn: !Sub arn:${AWS::Partition}:iam::${Admin}:role/*\n",
	},
	.policies = POLICIES_TRUST | POLICIES_RESOURCE,
	.principal = principal_arn_wildcard,
};
