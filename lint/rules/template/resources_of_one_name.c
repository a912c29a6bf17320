#include "lint/template/property.h"
#include "lint/template/look.h"
#include "model/text/names.h"

// The property that names a resource physically: a row of template.txt.
static const struct node *name_of(struct lint *l, const struct entry *r, struct str *text)
{
	struct str property = fact_value(
		fact_find(fact_get(fact_file("template"), "physical-names"), template_type(r)));
	const struct node *p = node_get(r->value, "Properties"), *name;

	if (property.len == 0 || map_is_open(l, p) || node_get(r->value, "Condition"))
		return NULL;
	name = node_get_str(p, property);
	if (!name || !look_is_literal(name) || node_str(name).len == 0 ||
	    text_is_placeholder(node_str(name)))
		return NULL;
	*text = str_of(arena_printf(l->scratch, "%.*s %.*s", STR(template_type(r)),
	                            STR(node_str(name))));
	return name;
}

static void resources_of_one_name(struct lint *l, const struct template *t)
{
	struct names seen = {.arena = l->scratch};
	struct str text;

	for (size_t i = 0; i < t->resources.count && !t->is_rewritten; i++) {
		const struct node *name = name_of(l, &t->resources.items[i], &text);
		uint32_t first = name ? names_add(&seen, text, (uint32_t)i) : NAME_NONE;

		if (first != NAME_NONE)
			lint_report(l, name, "%.*s has this name, too",
			            STR(t->resources.items[first].name))->hint =
				"leave the name to CloudFormation, or give each its own";
	}
}

static const char *const silent[] = {
	"Conditions: {Here: !Equals [!Ref AWS::Region, eu-west-1]}\n"
	"Resources:\n"
	"  First:\n"
	"    Type: AWS::SQS::Queue\n"
	"    Condition: Here\n"
	"    Properties: {QueueName: jobs}\n"
	"  Second:\n"
	"    Type: AWS::SQS::Queue\n"
	"    Properties: {QueueName: jobs}\n",
	"Resources:\n"
	"  First:\n"
	"    Type: AWS::SQS::Queue\n"
	"    Properties: {QueueName: jobs}\n"
	"  Second:\n"
	"    Type: AWS::SNS::Topic\n"
	"    Properties: {TopicName: jobs}\n",
	NULL,
};

const struct lint_rule rule_resources_of_one_name = {
	.rule = {
		.id = "CFN114",
		.name = "resources-of-one-name",
		.severity = SEV_ERROR,
		.summary = "two resources of one type have one physical name",
		.why =
			"The second fails with \"already exists\", and the stack rolls back. Leave the name to\n"
			"CloudFormation, or give each its own.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "aws-properties-name.html",
		.bad =
			"Resources:\n"
			"  First:\n"
			"    Type: AWS::SQS::Queue\n"
			"    Properties: {QueueName: jobs}\n"
			"  Second:\n"
			"    Type: AWS::SQS::Queue\n"
			"    Properties: {QueueName: jobs} #!\n",
		.good =
			"Resources:\n"
			"  First:\n"
			"    Type: AWS::SQS::Queue\n"
			"    Properties: {QueueName: jobs}\n"
			"  Second:\n"
			"    Type: AWS::SQS::Queue\n"
			"    Properties: {QueueName: mail}\n",
		.silent = silent,
	},
	.template = resources_of_one_name,
};
