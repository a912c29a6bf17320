#include "lint/policy/text.h"

// Each is reported once in a policy.
struct seen {
	struct str names[LINT_PER_TEXT];
	size_t count;
};

static bool add(struct seen *seen, struct str name)
{
	for (size_t i = 0; i < seen->count; i++)
		if (str_eq(seen->names[i], name))
			return false;
	if (seen->count == LINT_PER_TEXT)
		return false;
	seen->names[seen->count++] = name;
	return true;
}

static void check_text(struct lint *l, const struct node *n, struct seen *seen)
{
	struct str text = node_str(n);
	struct placeholder p = {0};

	while (placeholder_next(text, p.end, &p)) {
		struct str name = str_slice(text, p.start, p.end);
		struct diag *d;

		if (!add(seen, name))
			continue;
		d = lint_report(l, n,
		                "%.*s looks like a placeholder that nobody has filled in",
		                STR(name));
		d->start = node_offset(l->doc, n, p.start);
		d->hint = l->template && str_starts(name, "${") ? "use Fn::Sub"
		                                                : "write what is meant";
	}
}

static void walk(struct lint *l, const struct node *n, struct seen *seen)
{
	if (!n || n->tag != TAG_NONE || n->kind == NODE_HOLE || n->kind == NODE_NONE)
		return;
	if (n->kind == NODE_SCALAR) {
		check_text(l, n, seen);
	} else if (n->kind == NODE_MAP) {
		node_each_pair(n, key)
			walk(l, key->next, seen);
	} else {
		for (const struct node *child = n->first; child; child = child->next)
			walk(l, child, seen);
	}
}

static void placeholder_left_in(struct lint *l, const struct policy *p)
{
	struct seen seen = {.count = 0};

	if (l->template && l->template->has_macro)
		return;
	for (size_t i = 0; i < p->count; i++) {
		const struct statement *s = &p->statements[i];

		walk(l, s->principal.value, &seen);
		walk(l, s->not_principal.value, &seen);
		walk(l, s->action.value, &seen);
		walk(l, s->not_action.value, &seen);
		walk(l, s->resource.value, &seen);
		walk(l, s->not_resource.value, &seen);
		walk(l, s->condition.value, &seen);
	}
}

const struct lint_rule rule_placeholder_left_in = {
	.rule = {
		.id = "IAM043",
		.name = "placeholder-left-in",
		.severity = SEV_WARNING,
		.summary = "a placeholder of an example has not been filled in",
		.why =
			"Published policies leave names out: ${Account}, <account>, [ADMIN_ROLE],\n"
			"YOUR-BUCKET. AWS takes such a word for the name itself, or for a policy\n"
			"variable that it does not know: nothing matches it, and an exemption\n"
			"exempts nobody. Fill it in, or make sure that some tool does so before\n"
			"AWS sees the policy.",
		.source = "https://docs.aws.amazon.com/organizations/latest/userguide/"
		          "orgs_manage_policies_scps_examples.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: cloudtrail:StopLogging\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      ArnNotLike:\n"
			"        aws:PrincipalArn: arn:aws:iam::*:role/[ADMIN_ROLE] #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Deny\n"
			"    Action: cloudtrail:StopLogging\n"
			"    Resource: '*'\n"
			"    Condition:\n"
			"      ArnNotLike:\n"
			"        aws:PrincipalArn: arn:aws:iam::*:role/admin\n",
	},
	.policies = POLICIES_ALL,
	.policy = placeholder_left_in,
};
