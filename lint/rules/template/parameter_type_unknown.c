#include "lint/lint.h"
#include "lint/template/look.h"

static const struct fact *types(void)
{
	return fact_get(fact_file("template"), "parameter-types");
}

// "Value<String>" in "AWS::SSM::Parameter::Value<String>"; the type itself where it is of
// none of the kinds that hold another.
static struct str inner_of(struct str type)
{
	static const char *const outer[] = {"AWS::SSM::Parameter::Value<", "List<"};

	for (size_t i = 0; i < sizeof outer / sizeof *outer; i++)
		if (str_starts(type, outer[i]) && str_ends(type, ">"))
			type = str_slice(type, strlen(outer[i]), type.len - 1);
	return type;
}

static void parameter_type_unknown(struct lint *l, const struct template *t)
{
	for (size_t i = 0; i < t->parameters.count && !t->is_rewritten; i++) {
		const struct entry *p = &t->parameters.items[i];
		const struct node *type = node_get(p->value, "Type");
		struct diag *d;

		if (!node_is_map(p->value) || node_is_null(type))
			continue;
		if (!type) {
			lint_report(l, p->key, "the parameter %.*s has no Type", STR(p->name))->hint =
				"write Type: String";
			continue;
		}
		if (fact_find(types(), node_str(type)) || fact_find(types(), inner_of(node_str(type))))
			continue;
		d = lint_report(l, type, "there is no type of parameter %.*s", STR(node_str(type)));
		if (fact_nearest(types(), node_str(type)).len)
			d->hint = arena_printf(l->arena, "did you mean %.*s?",
			                       STR(fact_nearest(types(), node_str(type))));
		else
			d->hint = "write String, and AllowedValues or AllowedPattern for what it may be";
	}
}

const struct lint_rule rule_parameter_type_unknown = {
	.rule = {
		.id = "CFN034",
		.name = "parameter-type-unknown",
		.severity = SEV_ERROR,
		.summary = "a parameter has no type, or one that there is not",
		.why =
			"CloudFormation refuses the template. A parameter is a String, a Number, a\n"
			"list of those, the id of an existing thing (AWS::EC2::VPC::Id and so on) or\n"
			"what a Systems Manager parameter holds. There is no Boolean: write String\n"
			"with AllowedValues 'true' and 'false'.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "parameters-section-structure.html",
		.bad =
			"Parameters:\n"
			"  Verbose:\n"
			"    Type: Boolean #!\n"
			"  Subnet:\n"
			"    Type: AWS::EC2::Subnet::ID #!\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Sub ${Verbose} ${Subnet}\n",
		.good =
			"Parameters:\n"
			"  Verbose:\n"
			"    Type: String\n"
			"    AllowedValues: ['true', 'false']\n"
			"  Subnet:\n"
			"    Type: AWS::EC2::Subnet::Id\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Sub ${Verbose} ${Subnet}\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  Image:\n"
			"    Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>\n"
			"  Subnets:\n"
			"    Type: AWS::SSM::Parameter::Value<List<AWS::EC2::Subnet::Id>>\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Sub ['${Image} ${First}', {First: !Select [0, !Ref Subnets]}]\n",
			"Parameters:\n"
			"  Zones:\n"
			"    Type: List<AWS::EC2::AvailabilityZone::Name>\n"
			"  Ports:\n"
			"    Type: List<Number>\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Select [0, !Ref Zones]\n"
			"      TopicName: !Select [0, !Ref Ports]\n",
			NULL,
		},
	},
	.template = parameter_type_unknown,
};
