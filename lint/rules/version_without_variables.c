#include "lint/lint.h"
#include "policies/variable.h"

static bool find_in(struct str text, size_t *offset)
{
	struct variable v = {0};

	while (variable_next(text, v.end, &v)) {
		*offset = v.start;
		if (variable_names_key(&v))
			return true;
	}
	return false;
}

// The first text of a value that has a policy variable; NULL where there is none.
static const struct node *find(const struct node *n, size_t *offset)
{
	const struct node *found = NULL;

	if (!n)
		return NULL;
	if (n->kind == NODE_SCALAR)
		return find_in(node_str(n), offset) ? n : NULL;
	if (n->kind == NODE_SEQ || n->kind == NODE_TEXT)
		for (const struct node *item = n->first; item && !found; item = item->next)
			found = find(item, offset);
	node_each_pair(n, key) {
		if (found)
			break;
		found = find(key->next, offset);
	}
	return found;
}

static bool is_of_2008(const struct policy *p)
{
	if (!p->version)
		return !p->open && node_is_map(p->node);
	return node_is(p->version, "2008-10-17");
}

static void check(struct lint *l, const struct policy *p)
{
	for (size_t i = 0; i < p->count && is_of_2008(p); i++) {
		const struct statement *s = &p->statements[i];
		const struct node *values[] = {s->resource.value, s->not_resource.value,
		                               s->condition.value};

		for (size_t j = 0; j < sizeof values / sizeof *values; j++) {
			size_t offset;
			const struct node *text = find(values[j], &offset);
			struct diag *d;

			if (!text)
				continue;
			d = lint_report(l, text, "policy variables are plain text in the language of "
			                         "2008-10-17");
			d->start = node_offset(l->doc, text, offset);
			d->hint = "write Version: '2012-10-17'";
			return;
		}
	}
}

const struct lint_rule rule_version_without_variables = {
	.rule = {
		.id = "IAM013",
		.name = "version-without-variables",
		.severity = SEV_ERROR,
		.summary = "a policy uses variables, which its Version does not know",
		.why =
			"Only the language of 2012-10-17 fills in policy variables. In that of\n"
			"2008-10-17, which also holds where no Version is given, ${aws:username}\n"
			"is plain text that matches nothing.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_variables.html",
		.bad =
			"Version: '2008-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:TerminateSession\n"
			"    Resource: arn:aws:ssm:*:*:session/${aws:username}-* #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:TerminateSession\n"
			"    Resource: arn:aws:ssm:*:*:session/${aws:username}-*\n",
	},
	.policies = POLICIES_ALL,
	.policy = check,
};
