#include "lint/lint.h"

static const char *const sections[] = {
	"AWSTemplateFormatVersion", "Description", "Metadata", "Parameters", "Rules",
	"Mappings", "Conditions", "Transform", "Resources", "Outputs", "Hooks",
};
enum { SECTIONS = sizeof sections / sizeof *sections };

static bool is_section(struct str name)
{
	for (size_t i = 0; i < SECTIONS; i++)
		if (str_is(name, sections[i]))
			return true;
	return str_starts(name, "Fn::");
}

static const char *nearest(struct str name)
{
	for (size_t i = 0; i < SECTIONS; i++)
		if (str_distance(name, str_of(sections[i]), 2) <= 2)
			return sections[i];
	return NULL;
}

static void section_unknown(struct lint *l, const struct template *t)
{
	if (t->is_rewritten)
		return;
	node_each_pair(t->doc->root, key) {
		struct str name = node_str(key);
		const char *near = nearest(name);
		struct diag *d;

		if (is_section(name) || (t->has_sam && str_is(name, "Globals")))
			continue;
		d = lint_report(l, key, "a template has no section %.*s", STR(name));
		if (str_is(name, "Globals"))
			d->hint = "add Transform: AWS::Serverless-2016-10-31";
		else if (near)
			d->hint = arena_printf(l->arena, "did you mean %s?", near);
		else
			d->hint = "put what only people read under Metadata";
	}
}

const struct lint_rule rule_section_unknown = {
	.rule = {
		.id = "CFN006",
		.name = "section-unknown",
		.severity = SEV_ERROR,
		.summary = "a template has a section that CloudFormation does not know",
		.why =
			"CloudFormation refuses the template: Invalid template property or properties.\n"
			"A section with a letter wrong would be read by no one. Globals belongs to\n"
			"SAM and needs Transform: AWS::Serverless-2016-10-31.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "template-anatomy.html",
		.bad =
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"Output: #!\n"
			"  Name:\n"
			"    Value: !GetAtt Topic.TopicName\n",
		.good =
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"Outputs:\n"
			"  Name:\n"
			"    Value: !GetAtt Topic.TopicName\n",
		.silent = (const char *const[]){
			"Transform: AWS::Serverless-2016-10-31\n"
			"Globals:\n"
			"  Function:\n"
			"    Timeout: 10\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n",
			"Transform: [Words]\n"
			"Words: {Hello: World}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n",
			NULL,
		},
	},
	.template = section_unknown,
};
