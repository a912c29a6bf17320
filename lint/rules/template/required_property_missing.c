#include "lint/template/property.h"
#include "model/text/say.h"

static void check_map(struct lint *l, const struct fact *type, const struct fact *owner,
                      const struct node *map, const struct node *at)
{
	if (map_is_open(l, map) || type_is_open(type))
		return;
	fact_each(owner, row)
		if (property_of(row).required && map_has(map, fact_name(row)) == TRUTH_NO)
			lint_report(l, at, "%s is missing in %s",
			            say_text(l->arena, fact_name(row)),
			            property_owner(l, type, owner));
}

static void check_resource(struct lint *l, const struct entry *r)
{
	static const struct node empty = {.kind = NODE_MAP};
	const struct node *key = node_key(r->value, "Properties");
	const struct node *properties = key ? lint_evaluate(l, key->next) : &empty;
	const struct fact *type = type_find(template_type(r));

	if (map_is_open(l, r->value))
		return;
	if (key && !key->next->len && key->next->kind == NODE_MAP)
		properties = &empty;
	check_map(l, type, type_properties(type), properties, key ? key : r->key);
}

static void check_value(struct lint *l, const struct lint_property *p)
{
	struct str inner, rest;

	if (p->expected.len == 0 || !p->type || !node_is_map(p->value) ||
	    value_kind(p->expected, &inner, &rest) != VALUE_DEFINITION)
		return;
	check_map(l, p->type, type_definition(p->type, p->expected), p->value,
	          property_place(p));
}

static const char *const silent[] = {
	"Conditions:\n"
	"  Named: !Equals [!Ref AWS::Region, eu-west-1]\n"
	"Resources:\n"
	"  Reader:\n"
	"    Type: AWS::IAM::ManagedPolicy\n"
	"    Properties:\n"
	"      PolicyDocument: !If\n"
	"        - Named\n"
	"        - Version: '2012-10-17'\n"
	"          Statement: []\n"
	"        - !Ref AWS::NoValue\n",
	"Resources:\n"
	"  Reader:\n"
	"    Type: AWS::IAM::ManagedPolicy\n"
	"    Properties:\n"
	"      Fn::Transform:\n"
	"        Name: AWS::Include\n"
	"        Parameters:\n"
	"          Location: s3://bucket/policy.yaml\n",
	NULL,
};

const struct lint_rule rule_required_property_missing = {
	.rule = {
		.id = "CFN102",
		.name = "required-property-missing",
		.severity = SEV_ERROR,
		.summary = "a property that must be there is missing",
		.why =
			"CloudFormation refuses the resource when it is made (\"required key not found\", \"Property\n"
			"cannot be empty\"), and the stack rolls back. Fn::If that gives AWS::NoValue in each of its\n"
			"branches counts as missing, too.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "troubleshooting.html",
		.bad =
			"Resources:\n"
			"  Reader:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties: #!\n"
			"      RoleName: reader\n",
		.good =
			"Resources:\n"
			"  Reader:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      RoleName: reader\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal:\n"
			"              Service: ec2.amazonaws.com\n"
			"            Action: sts:AssumeRole\n",
		.silent = silent,
	},
	.resource = check_resource,
	.value = check_value,
};
