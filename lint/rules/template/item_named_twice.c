#include "lint/template/property.h"
#include "model/text/names.h"
#include "model/text/say.h"

static void check(struct lint *l, const struct node *list, struct str key)
{
	struct names seen = {.arena = l->scratch};
	struct str text;

	node_each(list, item) {
		const struct node *name = node_is_map(item) ? node_get_str(item, key) : NULL;

		if (name && node_known_text(l, name, &text) &&
		    names_add(&seen, text, 0) != NAME_NONE)
			lint_report(l, name, "%.*s %s stands in the list twice", STR(key),
			            say_text(l->arena, text));
	}
}

// A row of template.txt: "List/Key", the list may be in a map ("Map/List/Key").
static void item_named_twice(struct lint *l, const struct entry *r)
{
	struct str words = fact_value(fact_find(fact_get(fact_file("template"), "named-items"),
	                                        template_type(r))), word;
	const struct node *p, *list;

	if (words.len == 0)
		return;
	p = lint_evaluate(l, node_get(r->value, "Properties"));
	while (!map_is_open(l, p) && fact_word(&words, &word)) {
		struct str key = str_after_last(word, '/');
		struct str path = str_slice(word, 0, word.len - key.len - 1);

		list = node_path(p, arena_cstring(l->scratch, path));
		if (node_is_seq(list))
			check(l, list, key);
	}
}

static const char *const silent[] = {
	"Parameters: {Name: {Type: String, Default: web}}\n"
	"Resources:\n"
	"  Task:\n"
	"    Type: AWS::ECS::TaskDefinition\n"
	"    Properties:\n"
	"      ContainerDefinitions:\n"
	"        - {Name: web, Image: 'nginx:1', Memory: 128}\n"
	"        - {Name: !Ref Name, Image: 'busybox:1', Memory: 128}\n",
	"Conditions: {Here: !Equals [!Ref AWS::Region, eu-west-1]}\n"
	"Resources:\n"
	"  Rule:\n"
	"    Type: AWS::Events::Rule\n"
	"    Properties:\n"
	"      ScheduleExpression: rate(1 day)\n"
	"      Targets:\n"
	"        - !If [Here, {Id: a, Arn: !ImportValue one}, {Id: a, Arn: !ImportValue two}]\n"
	"        - {Id: b, Arn: !ImportValue three}\n",
	NULL,
};

const struct lint_rule rule_item_named_twice = {
	.rule = {
		.id = "CFN113",
		.name = "item-named-twice",
		.severity = SEV_ERROR,
		.summary = "two items of a list have one name, where each has its own",
		.why =
			"The service refuses the list, or the second item takes the place of the first.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
		          "aws-resource-ecs-taskdefinition.html",
		.bad =
			"Resources:\n"
			"  Task:\n"
			"    Type: AWS::ECS::TaskDefinition\n"
			"    Properties:\n"
			"      ContainerDefinitions:\n"
			"        - {Name: web, Image: 'nginx:1', Memory: 128}\n"
			"        - {Name: web, Image: 'busybox:1', Memory: 128} #!\n",
		.good =
			"Resources:\n"
			"  Task:\n"
			"    Type: AWS::ECS::TaskDefinition\n"
			"    Properties:\n"
			"      ContainerDefinitions:\n"
			"        - {Name: web, Image: 'nginx:1', Memory: 128}\n"
			"        - {Name: log, Image: 'busybox:1', Memory: 128}\n",
		.silent = silent,
	},
	.resource = item_named_twice,
};
