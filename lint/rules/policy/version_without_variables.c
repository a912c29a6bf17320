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

struct hit {
	const struct node *text; // NULL: none
	uint32_t start;
};

static struct hit find_in_text(struct lint *l, const struct node *n)
{
	struct variants variants = variants_of(l->scratch, n, false);

	for (size_t i = 0; i < variants.count; i++) {
		size_t offset;
		if (find_in(variant_pattern(l->scratch, &variants.items[i]), &offset))
			return (struct hit){n, lint_place(l, &variants.items[i], offset)};
	}
	return (struct hit){0};
}

// The first text of a value that has a policy variable.
static struct hit find(struct lint *l, const struct node *n)
{
	struct hit hit = {0};

	if (!n || n->kind == NODE_HOLE || n->kind == NODE_NONE)
		return hit;
	if (n->kind == NODE_SCALAR || n->kind == NODE_TEXT)
		return find_in_text(l, n);
	if (n->kind == NODE_MAP) {
		for (const struct node *key = n->first; key && !hit.text; key = key->next->next)
			hit = find(l, key->next);
		return hit;
	}
	for (const struct node *item = n->first; item && !hit.text; item = item->next)
		hit = find(l, item);
	return hit;
}

static bool is_of_2008(const struct policy *p)
{
	if (!p->version)
		return !p->open && node_is_map(p->node);
	return node_is(p->version, "2008-10-17");
}

static void version_without_variables(struct lint *l, const struct policy *p)
{
	for (size_t i = 0; i < p->count && is_of_2008(p); i++) {
		const struct statement *s = &p->statements[i];
		const struct node *values[] = {s->resource.value, s->not_resource.value,
		                               s->condition.value};

		for (size_t j = 0; j < sizeof values / sizeof *values; j++) {
			struct hit hit = find(l, values[j]);
			struct diag *d;

			if (!hit.text)
				continue;
			d = lint_report(l, hit.text,
			                "policy variables are plain text in the language of 2008-10-17");
			d->start = hit.start;
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
	.policy = version_without_variables,
};
