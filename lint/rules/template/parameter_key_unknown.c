#include "lint/lint.h"
#include "lint/template/look.h"
#include "lint/template/property.h"

static const struct fact *keys(void)
{
	return fact_get(fact_file("template"), "parameter-keys");
}

// MinLength, MaxLength, MinValue, MaxValue.
static void check_number(struct lint *l, const struct entry *p, const struct node *key)
{
	struct str text = node_str(key->next);

	if (!text_is_placeholder(text) && !str_all_of(text, "0123456789.+-eE"))
		lint_report(l, key->next, "Parameters.%.*s.%.*s must be a number", STR(p->name),
		            STR(node_str(key)));
}

static void check_value(struct lint *l, const struct entry *p, const struct node *key)
{
	struct str name = node_str(key);
	bool is_list = str_is(name, "AllowedValues");

	if (node_is_null(key->next))
		return;
	if (is_list && !node_is_seq(key->next))
		lint_report(l, key->next, "Parameters.%.*s.AllowedValues must be a list",
		            STR(p->name));
	else if (!is_list && !look_is_literal(key->next))
		lint_report(l, key->next, "Parameters.%.*s.%.*s must be a literal string",
		            STR(p->name), STR(name))->hint =
			str_is(name, "Default") && node_is_seq(key->next)
			? "write the items as one string, with commas between them" : NULL;
	else if (str_ends(name, "Length") || str_ends(name, "Value"))
		check_number(l, p, key);
	node_each(is_list ? key->next : NULL, item)
		if (!look_is_literal(item))
			lint_report(l, item, "Parameters.%.*s.AllowedValues takes literal strings",
			            STR(p->name));
}

static void check_key(struct lint *l, const struct entry *p, const struct node *key)
{
	struct str name = node_str(key), near = fact_nearest(keys(), name);
	struct diag *d;

	if (str_is(name, "Type") || str_starts(name, "Fn::"))
		return;
	if (fact_find(keys(), name)) {
		check_value(l, p, key);
		return;
	}
	d = lint_report(l, key, "Parameters.%.*s: a parameter has no %.*s", STR(p->name),
	                STR(name));
	if (near.len)
		d->hint = arena_printf(l->arena, "did you mean %.*s?", STR(near));
}

static void parameter_key_unknown(struct lint *l, const struct template *t)
{
	for (size_t i = 0; i < t->parameters.count && !t->is_rewritten; i++)
		node_each_pair(t->parameters.items[i].value, key)
			check_key(l, &t->parameters.items[i], key);
}

const struct lint_rule rule_parameter_key_unknown = {
	.rule = {
		.id = "CFN035",
		.name = "parameter-key-unknown",
		.severity = SEV_ERROR,
		.summary = "a parameter has a key that it cannot have, or one that is no literal",
		.why =
			"CloudFormation refuses the template: Invalid template parameter property, or\n"
			"Every Default member must be a string. Functions cannot stand in Parameters;\n"
			"the default of a list type is one string with commas.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "parameters-section-structure.html",
		.bad =
			"Parameters:\n"
			"  Names:\n"
			"    Type: CommaDelimitedList\n"
			"    Default: [a, b] #!\n"
			"  Stage:\n"
			"    Type: String\n"
			"    AllowedValue: [test, prod] #!\n"
			"    MaxLength: four #!\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Select [0, !Ref Names]\n"
			"      TopicName: !Ref Stage\n",
		.good =
			"Parameters:\n"
			"  Names:\n"
			"    Type: CommaDelimitedList\n"
			"    Default: a,b\n"
			"  Stage:\n"
			"    Type: String\n"
			"    AllowedValues: [test, prod]\n"
			"    MaxLength: '4'\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Select [0, !Ref Names]\n"
			"      TopicName: !Ref Stage\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  Count:\n"
			"    Type: Number\n"
			"    Default: 3\n"
			"    MinValue: 1\n"
			"    MaxValue: 9\n"
			"    ConstraintDescription: 1 to 9\n"
			"    NoEcho: false\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Ref Count\n",
			"Transform: [FillsIn]\n"
			"Parameters:\n"
			"  Count:\n"
			"    Type: Number\n"
			"    From: elsewhere\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n",
			NULL,
		},
	},
	.template = parameter_key_unknown,
};
