#include "lint/lint.h"

static void check(struct lint *l, const struct entries *entries, const char *what)
{
	for (size_t i = 0; i < entries->count; i++) {
		const struct entry *entry = &entries->items[i];

		if (entries_find(entries, entry->name) == entry &&
		    !graph_to(lint_graph(l), entry))
			lint_report(l, entry->key, "the %s %.*s is used nowhere", what,
			            STR(entry->name))->hint = "take it out";
	}
}

static void parameter_unused(struct lint *l, const struct template *t)
{
	// Names that functions make, or that stand as strings: in rules, in SAM's Globals.
	if (t->is_rewritten || t->loops || t->has_language_extensions || t->has_modules ||
	    t->rules || node_get(t->doc->root, "Globals") || !node_get(t->doc->root, "Resources") ||
	    str_find(t->doc->sources[0]->text, 0, "Fn::Transform") >= 0)
		return;
	check(l, &t->parameters, "parameter");
	check(l, &t->mappings, "mapping");
	check(l, &t->conditions, "condition");
}

const struct lint_rule rule_parameter_unused = {
	.rule = {
		.id = "CFN069",
		.name = "parameter-unused",
		.severity = SEV_INFO,
		.summary = "a parameter, mapping or condition is used nowhere",
		.why =
			"People are asked for a value that changes nothing, or read a mapping or\n"
			"condition that decides nothing. Take it out, or use it where it was meant.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "parameters-section-structure.html",
		.bad =
			"Parameters:\n"
			"  Stage: {Type: String} #!\n"
			"Mappings:\n"
			"  Names: {test: {Name: a}} #!\n"
			"Conditions:\n"
			"  Here: !Equals [!Ref AWS::Region, eu-west-1] #!\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n",
		.good =
			"Parameters:\n"
			"  Stage: {Type: String}\n"
			"Mappings:\n"
			"  Names: {test: {Name: a}}\n"
			"Conditions:\n"
			"  Here: !Equals [!Ref AWS::Region, eu-west-1]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Condition: Here\n"
			"    Properties: {DisplayName: !FindInMap [Names, !Ref Stage, Name]}\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  Stage: {Type: String}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"Outputs:\n"
			"  Name:\n"
			"    Value: !Sub '${ Stage }-topic'\n",
			"Parameters:\n"
			"  Names: {Type: String}\n"
			"Transform: [UsesNames]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n",
			NULL,
		},
	},
	.template = parameter_unused,
};
