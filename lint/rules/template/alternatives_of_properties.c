#include "lint/template/property.h"
#include "model/text/say.h"

// Whether all properties of one alternative ("A+B") are there.
static enum truth has_all(const struct node *map, struct str choice)
{
	enum truth all = TRUTH_YES;

	while (choice.len > 0) {
		ptrdiff_t plus = str_find_byte(choice, 0, '+');
		size_t end = plus < 0 ? choice.len : (size_t)plus;
		all = truth_and(all, map_has(map, str_slice(choice, 0, end)));
		choice = str_slice(choice, plus < 0 ? end : end + 1, choice.len);
	}
	return all;
}

static void judge(struct lint *l, const struct fact *row, const struct node *map,
                  const struct node *at, const char *owner)
{
	struct str words = fact_name(row), word;
	bool exactly = str_is(fact_value(row), "oneOf");
	size_t there = 0, maybe = 0;

	while (fact_word(&words, &word)) {
		enum truth has = str_is(word, "|") ? TRUTH_NO : has_all(map, word);
		there += has == TRUTH_YES;
		maybe += has == TRUTH_UNKNOWN;
	}
	if (there == 0 && maybe == 0)
		lint_report(l, at, "%s asks for %s of %s", owner,
		            exactly ? "one" : "at least one", say_text(l->arena, fact_name(row)));
	else if (exactly && there > 1)
		lint_report(l, at, "%s asks for just one of %s", owner,
		            say_text(l->arena, fact_name(row)));
}

static void check_map(struct lint *l, const struct fact *type, struct str definition,
                      const struct node *map, const struct node *at)
{
	const struct fact *owner = definition.len > 0 ? type_definition(type, definition)
	                                              : type_properties(type);

	if (type_is_open(type) || map_is_open(l, map))
		return;
	fact_each(type_requirements(type, definition), row)
		judge(l, row, map, at, property_owner(l, type, owner));
}

static void check_resource(struct lint *l, const struct entry *r)
{
	const struct node *key = node_key(r->value, "Properties");

	if (key)
		check_map(l, type_find(template_type(r)), (struct str){0},
		          lint_evaluate(l, key->next), key);
}

static void check_value(struct lint *l, const struct lint_property *p)
{
	struct str inner, rest;

	if (p->expected.len > 0 && node_is_map(p->value) &&
	    value_kind(p->expected, &inner, &rest) == VALUE_DEFINITION)
		check_map(l, p->type, p->expected, p->value, property_place(p));
}

static const char *const silent[] = {
	"Conditions:\n"
	"  Inline: !Equals [!Ref AWS::Region, eu-west-1]\n"
	"Resources:\n"
	"  Guardrails:\n"
	"    Type: AWS::CloudFormation::StackSet\n"
	"    Properties:\n"
	"      StackSetName: guardrails\n"
	"      PermissionModel: SELF_MANAGED\n"
	"      TemplateBody: !If [Inline, '{\"Resources\": {\"A\": {\"Type\": \"AWS::SNS::Topic\"}}}', !Ref AWS::NoValue]\n"
	"      TemplateURL: !If [Inline, !Ref AWS::NoValue, 'https://bucket.s3.amazonaws.com/guardrails.yaml']\n",
			"Transform: OwnMacro\n"
			"Resources:\n"
			"  Route:\n"
			"    Type: AWS::EC2::VPCCidrBlock\n"
			"    Properties: {VpcId: !ImportValue network}\n",
	NULL,
};

const struct lint_rule rule_alternatives_of_properties = {
	.rule = {
		.id = "CFN108",
		.name = "alternatives-of-properties",
		.severity = SEV_ERROR,
		.summary = "of several properties none is there, or two are",
		.why =
			"Of these properties exactly one (or at least one) must be there: CloudFormation's own schema\n"
			"of the resource type says so, and the resource is refused when it is made.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "troubleshooting.html",
		.bad =
			"Resources:\n"
			"  Guardrails:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties: #!\n"
			"      StackSetName: guardrails\n"
			"      PermissionModel: SELF_MANAGED\n",
		.good =
			"Resources:\n"
			"  Guardrails:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: guardrails\n"
			"      PermissionModel: SELF_MANAGED\n"
			"      TemplateURL: https://bucket.s3.amazonaws.com/guardrails.yaml\n",
		.silent = silent,
	},
	.resource = check_resource,
	.value = check_value,
};
