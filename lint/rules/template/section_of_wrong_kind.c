#include "lint/lint.h"
#include "lint/template/look.h"

static void check_member(struct lint *l, const char *section, const struct node *key)
{
	if (str_starts(node_str(key), "Fn::") || node_is_map(key->next) ||
	    node_is_null(key->next) ||
	    (function_of(key->next, NULL) != FN_NONE && str_is(str_of(section), "Conditions")))
		return;
	lint_report(l, key->next, "%s.%.*s must be a map", section, STR(node_str(key)))->hint =
		"write what it is made of as keys under its name";
}

static void check_section(struct lint *l, const char *name, bool of_maps)
{
	const struct node *section = node_get(l->doc->root, name);

	if (!section || node_is_null(section))
		return;
	if (!node_is_map(section)) {
		lint_report(l, section, "the section %s must be a map", name);
		return;
	}
	if (!of_maps)
		return;
	node_each_pair(section, key)
		check_member(l, name, key);
}

static void section_of_wrong_kind(struct lint *l, const struct template *t)
{
	const struct node *description = node_get(t->doc->root, "Description");

	if (t->is_rewritten)
		return;
	if (description && (!node_is_scalar(description) || description->tag != TAG_NONE))
		lint_report(l, description, "the description of a template must be a literal string");
	check_section(l, "Metadata", false);
	check_section(l, "Conditions", true);
	check_section(l, "Parameters", true);
	check_section(l, "Mappings", true);
	check_section(l, "Rules", true);
	check_section(l, "Resources", true);
	check_section(l, "Outputs", true);
}

const struct lint_rule rule_section_of_wrong_kind = {
	.rule = {
		.id = "CFN007",
		.name = "section-of-wrong-kind",
		.severity = SEV_ERROR,
		.summary = "a section, or something in one, is not of the kind it must be",
		.why =
			"CloudFormation refuses the template: sections other than the description\n"
			"are maps, and so is each parameter, mapping, resource and output in them.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "template-anatomy.html",
		.bad =
			"Parameters:\n"
			"  Name: String #!\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Ref Name\n"
			"Outputs:\n"
			"  - Value: !Ref Topic #!\n",
		.good =
			"Parameters:\n"
			"  Name:\n"
			"    Type: String\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Ref Name\n"
			"Outputs:\n"
			"  Topic:\n"
			"    Value: !Ref Topic\n",
		.silent = (const char *const[]){
			"Conditions:\n"
			"  InIreland: !Equals [!Ref AWS::Region, eu-west-1]\n"
			"  Here: !Condition InIreland\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Condition: Here\n",
			"Mappings:\n"
			"  Fn::Transform:\n"
			"    Name: AWS::Include\n"
			"    Parameters: {Location: s3://shared-snippets/regions.yaml}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n",
			NULL,
		},
	},
	.template = section_of_wrong_kind,
};
