#include "lint/lint.h"
#include "lint/template/look.h"

// ${Name}, or &{Name} where only letters and digits are to go in.
static bool names(struct str text, struct str variable)
{
	for (size_t at = 0; at + variable.len + 3 <= text.len; at++)
		if ((text.at[at] == '$' || text.at[at] == '&') && text.at[at + 1] == '{' &&
		    str_eq(str_slice(text, at + 2, at + 2 + variable.len), variable) &&
		    text.at[at + 2 + variable.len] == '}')
			return true;
	return false;
}

static bool many(const struct node *collection)
{
	if (!node_is_seq(collection))
		return true;
	if (collection->tag != TAG_NONE)
		return true;
	return collection->len > 1;
}

static void check_keys(struct lint *l, const struct node *loop, struct str variable)
{
	const struct node *body = node_item(loop, 2);

	node_each_pair(body, key)
		if (!str_starts(node_str(key), "Fn::ForEach::") && many(node_item(loop, 1)) &&
		    !names(node_str(key), variable))
			lint_report(l, key, "every round of the loop makes %.*s", STR(node_str(key)))
				->hint = arena_printf(l->arena, "put ${%.*s} into the name", STR(variable));
}

static void check_loop(struct lint *l, const struct node *key)
{
	const struct node *loop = key->next, *variable = node_item(loop, 0);

	if (node_is_seq(loop) && loop->len == 3 && look_is_literal(variable) &&
	    node_is_map(node_item(loop, 2))) {
		check_keys(l, loop, node_str(variable));
		if (entries_find(&l->template->parameters, node_str(variable)) ||
		    entries_find(&l->template->resources, node_str(variable)))
			lint_report(l, variable, "the variable of a loop has the name of a parameter or "
			                         "resource: %.*s", STR(node_str(variable)));
	} else {
		lint_report(l, key, "Fn::ForEach takes a name, a list and a map")->hint =
			"write Fn::ForEach::Loop: [Name, [a, b], {'Key${Name}': ...}]";
	}
}

static void walk(struct lint *l, const struct node *n, int depth)
{
	if (depth == 0 || n->flags & NODE_SHARED)
		return;
	node_each(n, item)
		walk(l, item, depth - 1);
	node_each_pair(n, key) {
		if (str_starts(node_str(key), "Fn::ForEach::"))
			check_loop(l, key);
		walk(l, key->next, depth - 1);
	}
}

static void for_each_malformed(struct lint *l, const struct template *t)
{
	enum { DEPTH = 200 };

	if (t->is_rewritten || !t->has_language_extensions ||
	    str_find(t->doc->sources[0]->text, 0, "Fn::ForEach::") < 0)
		return;
	// As the loops stand in the file.
	node_each_pair(l->document->doc->root, key)
		if (!node_is(key, "Metadata"))
			walk(l, key->next, DEPTH);
}

const struct lint_rule rule_for_each_malformed = {
	.rule = {
		.id = "CFN049",
		.name = "for-each-malformed",
		.severity = SEV_ERROR,
		.summary = "Fn::ForEach has not its three parts, or makes one name several times",
		.why =
			"CloudFormation refuses the template. Fn::ForEach takes a name, the list that\n"
			"it goes through, and a map whose keys hold ${Name}; without that all rounds\n"
			"make the same key.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "intrinsic-function-reference-foreach.html",
		.bad =
			"Transform: AWS::LanguageExtensions\n"
			"Resources:\n"
			"  Fn::ForEach::Topics:\n"
			"    - Name\n"
			"    - [A, B]\n"
			"    - Topic: #!\n"
			"        Type: AWS::SNS::Topic\n"
			"  Fn::ForEach::Queues: #!\n"
			"    - [A, B]\n"
			"    - Queue${Name}:\n"
			"        Type: AWS::SQS::Queue\n",
		.good =
			"Transform: AWS::LanguageExtensions\n"
			"Resources:\n"
			"  Fn::ForEach::Topics:\n"
			"    - Name\n"
			"    - [A, B]\n"
			"    - Topic${Name}:\n"
			"        Type: AWS::SNS::Topic\n"
			"  Fn::ForEach::Queues:\n"
			"    - Name\n"
			"    - [A, B]\n"
			"    - Queue${Name}:\n"
			"        Type: AWS::SQS::Queue\n",
		.silent = (const char *const[]){
			"Transform: AWS::LanguageExtensions\n"
			"Resources:\n"
			"  Fn::ForEach::Topics:\n"
			"    - Address\n"
			"    - [10.0.0.1, 10.0.0.2]\n"
			"    - Topic&{Address}:\n"
			"        Type: AWS::SNS::Topic\n",
			"Transform: AWS::LanguageExtensions\n"
			"Resources:\n"
			"  Fn::ForEach::Outer:\n"
			"    - X\n"
			"    - [A, B]\n"
			"    - Fn::ForEach::Inner:\n"
			"        - Y\n"
			"        - [C, D]\n"
			"        - Topic${X}${Y}:\n"
			"            Type: AWS::SNS::Topic\n",
			NULL,
		},
	},
	.template = for_each_malformed,
};
