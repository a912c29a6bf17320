#include "lint/lint.h"
#include "model/edit.h"

// What the mend needs to know of one value under AWS: the node of the file, the scalar
// inside (the text of an Fn::Sub, or the node itself), and where its resource begins.
struct target {
	const struct node *node, *text;
	size_t resource;
};

static bool find_target(struct lint *l, const struct lint_principal *p, struct target *t)
{
	size_t offset = (size_t)(p->who.arn.resource.at - p->text.at);
	const struct piece *piece = variant_piece(p->variant, offset);
	const struct node *chain[LINT_CHAIN], *argument;
	size_t count = lint_chain(l, p->entry->value, chain);

	if (!count || p->variant->assumes_parameter || piece->hole)
		return false;
	t->node = chain[count - 1];
	t->text = t->node;
	if (function_of(t->node, &argument) == FN_SUB)
		t->text = argument;
	if (!node_is_scalar(t->text) || t->text->flags & NODE_DECODED ||
	    piece->from->src != t->text->src || piece->from->start < t->text->start ||
	    piece->from->end > t->text->end)
		return false;
	for (size_t i = 0; i < p->variant->count; i++) {
		if (&p->variant->pieces[i] == piece)
			break;
		offset -= p->variant->pieces[i].hole ? 1 : p->variant->pieces[i].text.len;
	}
	// Letters of an Fn::Sub know their place in the file.
	t->resource = node_offset(l->doc, piece->from, piece->at + offset) -
	              node_offset(l->doc, t->text, 0);
	return t->resource <= t->text->len;
}

// The same node with another text, be it plain or an Fn::Sub in either spelling.
static struct node *with_text(struct arena *a, const struct target *t, struct str text)
{
	struct node *scalar = node_copy(a, t->text), *map;

	scalar->text = text.at;
	scalar->len = (uint32_t)text.len;
	if (t->node == t->text)
		return scalar;
	map = node_copy(a, t->node);
	map->first = NULL;
	map->len = 0;
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

static void check(struct lint *l, const struct statement *s,
                  const struct lint_principal *p)
{
	struct diag *d;
	ptrdiff_t wildcard;

	if (!p->who.has_wildcard || p->who.form == PRINCIPAL_SESSION)
		return;
	wildcard = find_wildcard(p->text);
	d = lint_report_text(l, p->variant, (size_t)wildcard,
	                     "a wildcard inside the ARN of a principal is refused");
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
	.principal = check,
};
