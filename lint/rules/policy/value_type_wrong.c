#include "lint/lint.h"
#include "lint/policy/shape.h"

static void report_null(struct lint *l, const struct node *key)
{
	lint_report(l, key, "%.*s has no value", STR(node_str(key)))->hint =
		"fill it in, or take it out";
}

static void check_null(struct lint *l, const struct element *e)
{
	if (node_is_null(e->value))
		report_null(l, e->key);
}

static void check_text(struct lint *l, const struct element *e)
{
	check_null(l, e);
	if (node_is_seq(e->value) || shape_is_map(e->value))
		lint_report(l, e->value, "%.*s is a %s where a text belongs",
		            STR(node_str(e->key)), node_is_map(e->value) ? "map" : "list");
}

static void check_texts(struct lint *l, const struct element *e)
{
	check_null(l, e);
	for (size_t i = 0; i < e->count && i < LINT_PER_TEXT; i++)
		if (shape_is_map(e->leaves[i].value))
			lint_report(l, e->leaves[i].value,
			            "%.*s holds a map where a text or a list of texts belongs",
			            STR(node_str(e->key)));
}

static void check_principals(struct lint *l, const struct statement *s)
{
	for (size_t i = 0; i < s->principal_count && i < LINT_PER_TEXT; i++)
		if (shape_is_map(s->principals[i].value))
			lint_report(l, s->principals[i].value,
			            "a principal is a map where a text belongs");
}

static void check_statement(struct lint *l, const struct statement *s)
{
	check_text(l, &s->effect);
	check_text(l, &s->sid);
	check_texts(l, &s->action);
	check_texts(l, &s->not_action);
	check_texts(l, &s->resource);
	check_texts(l, &s->not_resource);
	check_null(l, &s->principal);
	check_null(l, &s->not_principal);
	check_principals(l, s);
}

// Of a policy on its own; in a template an item may be anything that becomes a statement.
static void check_items(struct lint *l, const struct node *statement)
{
	size_t found = 0;

	if (l->template)
		return;
	if (node_is_scalar(statement) && statement->tag == TAG_NONE &&
	    !node_is_null(statement))
		lint_report(l, statement, "Statement is a text where statements belong");
	node_each(statement, item)
		if (node_is_scalar(item) && item->tag == TAG_NONE && found++ < LINT_PER_TEXT)
			lint_report(l, item, "a statement is a text where a map belongs");
}

static void check_policy(struct lint *l, const struct policy *p)
{
	const struct node *statement = node_key(p->node, "Statement");
	const struct node *version = node_key(p->node, "Version");
	const struct node *id = node_key(p->node, "Id");

	if (version && node_is_null(version->next))
		report_null(l, version);
	if (statement && node_is_null(statement->next))
		report_null(l, statement);
	if (statement)
		check_items(l, statement->next);
	if (id && (node_is_seq(id->next) || shape_is_map(id->next)))
		lint_report(l, id->next, "Id is a %s where a text belongs",
		            node_is_map(id->next) ? "map" : "list");
}

const struct lint_rule rule_value_type_wrong = {
	.rule = {
		.id = "IAM023",
		.name = "value-type-wrong",
		.severity = SEV_ERROR,
		.summary = "an element has a value of the wrong type",
		.why =
			"Effect and Sid are texts, Action and Resource texts or lists of texts,\n"
			"statements and principals maps. IAM refuses anything else, and nulls\n"
			"everywhere.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_grammar.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: [Allow] #!\n"
			"    Action:\n"
			"      ssm: StartSession #!\n"
			"    Resource: #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action:\n"
			"      - ssm:StartSession\n"
			"    Resource: '*'\n",
	},
	.policies = POLICIES_ALL,
	.policy = check_policy,
	.statement = check_statement,
};
