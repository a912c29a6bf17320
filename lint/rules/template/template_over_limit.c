#include "lint/lint.h"

static void check(struct lint *l, const char *section, size_t count, const char *row)
{
	if (count > (size_t)limit(row))
		lint_report(l, node_key(l->doc->root, section),
		            "%zu %s, and a template takes %ld", count, row, limit(row));
}

static void check_mappings(struct lint *l, const struct template *t)
{
	for (size_t i = 0; i < t->mappings.count; i++) {
		const struct entry *map = &t->mappings.items[i];

		node_each_pair(map->value, row)
			if (node_is_map(row->next) && row->next->len > (size_t)limit("mapping-attributes"))
				lint_report(l, row, "%u attributes in one row of the mapping %.*s, and "
				            "CloudFormation takes %ld", row->next->len, STR(map->name),
				            limit("mapping-attributes"));
	}
}

static void template_over_limit(struct lint *l, const struct template *t)
{
	const struct node *description = node_get(t->doc->root, "Description");
	size_t size = t->doc->sources[0]->text.len;

	if (t->is_rewritten)
		return;
	check(l, "Resources", t->resources.count, "resources");
	check(l, "Parameters", t->parameters.count, "parameters");
	check(l, "Outputs", t->outputs.count, "outputs");
	check(l, "Mappings", t->mappings.count, "mappings");
	check_mappings(l, t);
	if (node_str(description).len > (size_t)limit("template-description"))
		lint_report(l, description, "the description has %zu bytes, and CloudFormation takes "
		            "%ld", node_str(description).len, limit("template-description"))->hint =
			"put the rest into a comment or under Metadata";
	if (size > (size_t)limit("template-url-body"))
		lint_report(l, t->doc->root, "the template has %zu bytes, and CloudFormation takes %ld",
		            size, limit("template-url-body"));
	for (size_t i = 0; i < t->parameters.count; i++) {
		const struct node *value = node_get(t->parameters.items[i].value, "Default");

		if (node_str(value).len > (size_t)limit("parameter-value"))
			lint_report(l, value, "the default has %zu bytes, and a parameter takes %ld",
			            node_str(value).len, limit("parameter-value"));
	}
}

const struct lint_rule rule_template_over_limit = {
	.rule = {
		.id = "CFN039",
		.name = "template-over-limit",
		.severity = SEV_ERROR,
		.summary = "a template holds more than CloudFormation takes",
		.why =
			"CloudFormation refuses the template. Nested stacks, or several stacks that\n"
			"share exports, hold what one template cannot.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "cloudformation-limits.html",
		.bad =
			"Description: "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word #!\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n",
		.good =
			"Description: Where the news of the day go, and nothing else\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n",
		.silent = (const char *const[]){
			"# "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word \n"
			"Description: Where the news of the day go\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n",
			"Metadata:\n"
			"  Description: "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word "
			"word word word word word word word word word word word word "
			"word word word word word word word word\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n",
			NULL,
		},
	},
	.template = template_over_limit,
};
