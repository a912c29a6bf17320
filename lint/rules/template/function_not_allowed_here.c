#include "lint/lint.h"
#include "lint/template/look.h"

static void check_mapping(struct lint *l, const struct node *n)
{
	enum function f = function_of(n, NULL);

	if (n->flags & NODE_SHARED || f == FN_TRANSFORM)
		return;
	if (f != FN_NONE && f != FN_UNKNOWN && f != FN_CONDITION) {
		lint_report(l, n, "%s in Mappings, which hold literals only", function_name(f))->hint =
			"have one entry for each case, and choose by Fn::FindInMap";
		return;
	}
	node_each(n, item)
		check_mapping(l, item);
	node_each_pair(n, key)
		if (!str_starts(node_str(key), "Fn::"))
			check_mapping(l, key->next);
}

static bool names_resource(const struct template *t, struct str name)
{
	return entries_find(&t->resources, name) && !entries_find(&t->parameters, name);
}

static void check_sub(struct lint *l, const struct node *text)
{
	struct sub_part *parts;
	size_t count = sub_parts(l->scratch, node_str(text), &parts);

	for (size_t i = 0; i < count; i++) {
		ptrdiff_t dot = str_find_byte(parts[i].text, 0, '.');
		struct str name = str_slice(parts[i].text, 0,
		                            dot < 0 ? parts[i].text.len : (size_t)dot);

		if (!parts[i].is_name || !names_resource(l->template, name))
			continue;
		lint_report(l, text, "a condition names the resource %.*s", STR(name));
		return;
	}
}

static void check_condition(struct lint *l, const struct node *n)
{
	const struct node *argument;
	enum function f = function_of(n, &argument);

	if (f == FN_GET_ATT)
		lint_report(l, n, "Fn::GetAtt in a condition, which is decided before resources are "
		                  "there");
	else if (f == FN_REF && names_resource(l->template, node_str(argument)))
		lint_report(l, n, "a condition names the resource %.*s", STR(node_str(argument)))
			->hint = "conditions can name parameters and pseudo parameters";
	else if (f == FN_SUB)
		check_sub(l, node_is_seq(argument) ? node_item(argument, 0) : argument);
	else if (f == FN_IF)
		lint_report(l, n, "Fn::If among conditions")->hint =
			"put it together of Fn::And, Fn::Or and Fn::Not";
	node_each(n, item)
		check_condition(l, item);
	node_each_pair(n, key)
		check_condition(l, key->next);
}

static void function_not_allowed_here(struct lint *l, const struct template *t)
{
	if (t->is_rewritten)
		return;
	for (size_t i = 0; i < t->mappings.count && !t->has_language_extensions; i++)
		check_mapping(l, t->mappings.items[i].value);
	for (size_t i = 0; i < t->conditions.count; i++)
		check_condition(l, t->conditions.items[i].value);
	for (size_t i = 0; i < t->outputs.count; i++) {
		const struct node *text = node_get(t->outputs.items[i].value, "Description");

		if (text && !node_is_null(text) && !look_is_literal(text))
			lint_report(l, text, "the description of an output must be a literal string");
	}
}

const struct lint_rule rule_function_not_allowed_here = {
	.rule = {
		.id = "CFN048",
		.name = "function-not-allowed-here",
		.severity = SEV_ERROR,
		.summary = "a function stands where CloudFormation evaluates none, or not this one",
		.why =
			"CloudFormation refuses the template. Mappings hold literals only, and\n"
			"conditions are decided before any resource is there: they can name parameters\n"
			"and mappings, but no resource.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "conditions-section-structure.html",
		.bad =
			"Parameters:\n"
			"  Name: {Type: String}\n"
			"Mappings:\n"
			"  Names:\n"
			"    eu-west-1: {Name: !Ref Name} #!\n"
			"Conditions:\n"
			"  Same: !Equals [!GetAtt Topic.TopicName, news] #!\n"
			"  Here: !Equals [!Ref Topic, news] #!\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !If [Same, !If [Here, a, b], !FindInMap [Names, eu-west-1, Name]]\n",
		.good =
			"Parameters:\n"
			"  Name: {Type: String}\n"
			"Mappings:\n"
			"  Names:\n"
			"    eu-west-1: {Name: news}\n"
			"Conditions:\n"
			"  Same: !Equals [!Ref Name, news]\n"
			"  Here: !Equals [!Ref AWS::Region, eu-west-1]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !If [Same, !If [Here, a, b], !FindInMap [Names, eu-west-1, Name]]\n",
		.silent = (const char *const[]){
			"Mappings:\n"
			"  Names:\n"
			"    eu-west-1: {Condition: yes, Name: 'Ref: Topic'}\n"
			"Conditions:\n"
			"  Here: !Equals [!FindInMap [Names, eu-west-1, Name], !Join ['', [a, !Ref AWS::Region]]]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Condition: Here\n"
			"    Properties: {DisplayName: !FindInMap [Names, eu-west-1, Condition]}\n",
			"Parameters:\n"
			"  Names: {Type: CommaDelimitedList}\n"
			"Conditions:\n"
			"  First: !Equals [!Select [0, !Ref Names], !Sub '${AWS::StackName}-${!Topic}']\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Condition: First\n",
			NULL,
		},
	},
	.template = function_not_allowed_here,
};
