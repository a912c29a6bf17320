#include "lint/lint.h"

static bool is_name(struct str name)
{
	for (size_t i = 0; i < name.len; i++)
		if (!char_is_alnum(name.at[i]))
			return false;
	return name.len > 0 && name.len <= 255;
}

static void check(struct lint *l, const struct entries *entries, const char *what)
{
	for (size_t i = 0; i < entries->count; i++) {
		const struct entry *entry = &entries->items[i];

		if (is_name(entry->name) || str_starts(entry->name, "Fn::"))
			continue;
		lint_report(l, entry->key, "the name of %s must be 1 to 255 letters and digits: %.*s",
		            what, STR(str_slice(entry->name, 0, 80)))->hint =
			"leave - _ and other symbols out, here and where the name is used";
	}
}

static void name_with_symbols(struct lint *l, const struct template *t)
{
	if (t->is_rewritten)
		return;
	check(l, &t->parameters, "a parameter");
	check(l, &t->mappings, "a mapping");
	check(l, &t->resources, "a resource");
	check(l, &t->outputs, "an output");
}

const struct lint_rule rule_name_with_symbols = {
	.rule = {
		.id = "CFN012",
		.name = "name-with-symbols",
		.severity = SEV_ERROR,
		.summary = "a name is not made of letters and digits",
		.why =
			"CloudFormation refuses the template: the names of parameters, mappings,\n"
			"resources and outputs are letters and digits, 255 at most. Only the names of\n"
			"conditions may hold more.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "resources-section-structure.html",
		.bad =
			"Resources:\n"
			"  My_Topic: #!\n"
			"    Type: AWS::SNS::Topic\n"
			"Outputs:\n"
			"  topic-arn: #!\n"
			"    Value: !Ref My_Topic\n",
		.good =
			"Resources:\n"
			"  MyTopic:\n"
			"    Type: AWS::SNS::Topic\n"
			"Outputs:\n"
			"  TopicArn:\n"
			"    Value: !Ref MyTopic\n",
		.silent = (const char *const[]){
			"Conditions:\n"
			"  Is-Here_%: !Equals [!Ref AWS::Region, eu-west-1]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Condition: Is-Here_%\n",
			"Mappings:\n"
			"  Sizes:\n"
			"    eu-west-1: {big.one_two: '1'}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !FindInMap [Sizes, eu-west-1, big.one_two]\n",
			NULL,
		},
	},
	.template = name_with_symbols,
};
