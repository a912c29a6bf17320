#include "lint/lint.h"
#include "lint/template/look.h"
#include "templates/kinds.h"

static const struct node *lacking(const struct node *map, const struct entry *p)
{
	const struct node *allowed = node_get(p->value, "AllowedValues");

	if (!node_is_seq(allowed) || allowed->len > 500)
		return NULL;
	node_each(allowed, value)
		if (look_is_literal(value) && !node_is_null(value) &&
		    !node_get_str(map, node_str(value)))
			return value;
	return NULL;
}

// Under a condition, the values that the mapping lacks may not come to it.
static bool is_conditional(struct lint *l, const struct node *n)
{
	const struct node *chain[LINT_CHAIN];
	size_t count = lint_chain(l, n, chain);

	for (size_t i = 0; i < count; i++)
		if (function_of(chain[i], NULL) == FN_IF || node_get(chain[i], "Condition"))
			return true;
	return count == 0;
}

static void find_in_map_lacks_value(struct lint *l, const struct node *n, enum function f,
                                    const struct node *argument)
{
	const struct template *t = l->template;
	const struct node *name, *first = node_item(argument, 1), *value;
	const struct entry *map, *p;

	if (f != FN_FIND_IN_MAP || !node_is_seq(argument) || argument->len != 3 ||
	    t->is_rewritten || t->rules || function_of(first, &name) != FN_REF)
		return;
	map = entries_find(&t->mappings, node_str(argument->first));
	p = entries_find(&t->parameters, node_str(name));
	if (!map || !p || !look_is_literal(argument->first) || !node_is_map(map->value) ||
	    node_get(map->value, "Fn::Transform") ||
	    str_starts(node_str(node_get(p->value, "Type")), "AWS::SSM::"))
		return;
	value = lacking(map->value, p);
	if (!value || is_conditional(l, n))
		return;
	lint_report(l, value, "the mapping %.*s has no row %.*s, which the parameter %.*s allows",
	            STR(map->name), STR(node_str(value)), STR(p->name));
}

const struct lint_rule rule_find_in_map_lacks_value = {
	.rule = {
		.id = "CFN051",
		.name = "find-in-map-lacks-value",
		.severity = SEV_WARNING,
		.summary = "a parameter may have a value that the mapping it chooses from lacks",
		.why =
			"With that value the stack fails: Unable to get mapping. Add the row, or take\n"
			"the value out of AllowedValues.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "intrinsic-function-reference-findinmap.html",
		.bad =
			"Parameters:\n"
			"  Stage:\n"
			"    Type: String\n"
			"    AllowedValues: [test, prod, demo] #!\n"
			"Mappings:\n"
			"  Names:\n"
			"    test: {Name: a}\n"
			"    prod: {Name: b}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !FindInMap [Names, !Ref Stage, Name]\n",
		.good =
			"Parameters:\n"
			"  Stage:\n"
			"    Type: String\n"
			"    AllowedValues: [test, prod, demo]\n"
			"Mappings:\n"
			"  Names:\n"
			"    test: {Name: a}\n"
			"    prod: {Name: b}\n"
			"    demo: {Name: c}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !FindInMap [Names, !Ref Stage, Name]\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  Stage:\n"
			"    Type: String\n"
			"    AllowedValues: [test, prod, none]\n"
			"Mappings:\n"
			"  Names:\n"
			"    test: {Name: a}\n"
			"    prod: {Name: b}\n"
			"Conditions:\n"
			"  Any: !Not [!Equals [!Ref Stage, none]]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !If [Any, !FindInMap [Names, !Ref Stage, Name], !Ref AWS::NoValue]\n",
			"Transform: AWS::LanguageExtensions\n"
			"Parameters:\n"
			"  Stage:\n"
			"    Type: String\n"
			"    AllowedValues: [test, prod]\n"
			"Mappings:\n"
			"  Names:\n"
			"    test: {Name: a}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !FindInMap [Names, !Ref Stage, Name, {DefaultValue: b}]\n",
			NULL,
		},
	},
	.function = find_in_map_lacks_value,
};
