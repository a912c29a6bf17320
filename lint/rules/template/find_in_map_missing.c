#include "lint/lint.h"
#include "lint/template/look.h"
#include "model/text/names.h"

static void say(struct lint *l, const struct node *at, const char *what, struct str near)
{
	struct diag *d = lint_report(l, at, "%s %.*s is not there", what, STR(node_str(at)));

	if (near.len)
		d->hint = arena_printf(l->arena, "did you mean %.*s?", STR(near));
}

static struct str nearest_key(struct lint *l, const struct node *map, struct str name)
{
	if ((*l->template->guesses)++ >= MOST_GUESSES)
		return (struct str){0};
	node_each_pair(map, key)
		if (str_distance(node_str(key), name, 2) <= 2)
			return node_str(key);
	return (struct str){0};
}

static bool has_transform(const struct node *map)
{
	node_each_pair(map, key)
		if (str_starts(node_str(key), "Fn::"))
			return true;
	return false;
}

// A second key that no row has, whichever row it will be.
static bool in_no_row(struct lint *l, const struct node *map, struct str key)
{
	node_each_pair(map, row)
		if (!node_is_map(row->next) || doc_get(l->doc, row->next, key) ||
		    has_transform(row->next))
			return false;
	return map->len > 0;
}

static void check_keys(struct lint *l, const struct entry *map, const struct node *first,
                       const struct node *second)
{
	const struct node *row;

	// Of more rows than AWS takes none is judged.
	if (!node_is_map(map->value) || map->value->len > (size_t)limit("mapping-attributes") ||
	    has_transform(map->value))
		return;
	if (look_is_literal(first)) {
		row = doc_get(l->doc, map->value, node_str(first));
		if (!row)
			say(l, first, "the key", nearest_key(l, map->value, node_str(first)));
		else if (look_is_literal(second) && node_is_map(row) && !has_transform(row) &&
		         !doc_get(l->doc, row, node_str(second)))
			say(l, second, "the key", nearest_key(l, row, node_str(second)));
	} else if (look_is_literal(second) && in_no_row(l, map->value, node_str(second))) {
		say(l, second, "the key",
		    nearest_key(l, map->value->first->next, node_str(second)));
	}
}

static void find_in_map_missing(struct lint *l, const struct node *n, enum function f,
                                const struct node *argument)
{
	const struct template *t = l->template;
	const struct node *name = node_item(argument, 0);
	const struct entry *map;

	(void)n;
	if (f != FN_FIND_IN_MAP || t->is_rewritten || t->loops || !look_is_literal(name) ||
	    argument->len < 3 || argument->len > 4 || node_get(t->doc->root, "Fn::Transform"))
		return;
	map = entries_find(&t->mappings, node_str(name));
	// With a fourth part (DefaultValue) keys may be missing, but not the mapping.
	if (map && argument->len == 3)
		check_keys(l, map, node_item(argument, 1), node_item(argument, 2));
	else if (!map)
		say(l, name, "the mapping", entries_nearest(&t->mappings, node_str(name)));
}

const struct lint_rule rule_find_in_map_missing = {
	.rule = {
		.id = "CFN020",
		.name = "find-in-map-missing",
		.severity = SEV_ERROR,
		.summary = "Fn::FindInMap names a mapping or a key that is not there",
		.why =
			"CloudFormation refuses the template: Template error: Unable to get mapping.\n"
			"The mapping and the two keys have to be there, letter by letter.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "intrinsic-function-reference-findinmap.html",
		.bad =
			"Mappings:\n"
			"  Sizes:\n"
			"    prod: {Queue: '900'}\n"
			"    test: {Queue: '60'}\n"
			"Resources:\n"
			"  Queue:\n"
			"    Type: AWS::SQS::Queue\n"
			"    Properties:\n"
			"      VisibilityTimeout: !FindInMap [Sizes, staging, Queue] #!\n"
			"      DelaySeconds: !FindInMap [Size, prod, Queue] #!\n",
		.good =
			"Mappings:\n"
			"  Sizes:\n"
			"    prod: {Queue: '900'}\n"
			"    test: {Queue: '60'}\n"
			"Resources:\n"
			"  Queue:\n"
			"    Type: AWS::SQS::Queue\n"
			"    Properties:\n"
			"      VisibilityTimeout: !FindInMap [Sizes, test, Queue]\n"
			"      DelaySeconds: !FindInMap [Sizes, prod, Queue]\n",
		.silent = (const char *const[]){
			"Transform: AWS::LanguageExtensions\n"
			"Mappings:\n"
			"  Sizes:\n"
			"    prod: {Queue: '900'}\n"
			"Resources:\n"
			"  Queue:\n"
			"    Type: AWS::SQS::Queue\n"
			"    Properties:\n"
			"      VisibilityTimeout: !FindInMap [Sizes, staging, Queue, DefaultValue: 30]\n",
			"Parameters:\n"
			"  Stage: {Type: String, Default: staging}\n"
			"Mappings:\n"
			"  Sizes:\n"
			"    prod: {Queue: '900'}\n"
			"    test: {Queue: '60', Topic: a}\n"
			"Resources:\n"
			"  Queue:\n"
			"    Type: AWS::SQS::Queue\n"
			"    Properties:\n"
			"      VisibilityTimeout: !FindInMap [Sizes, !Ref Stage, Topic]\n",
			NULL,
		},
	},
	.function = find_in_map_missing,
};
