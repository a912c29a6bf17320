#include "lint/lint.h"
#include "lint/template/deployed.h"
#include "lint/template/look.h"

static void check(struct lint *l, const struct deployed *d, const struct node *argument)
{
	const struct node *first = node_item(argument, 1), *name;
	const struct entry *map =
		entries_find(&d->template->mappings, node_str(node_item(argument, 0)));

	if (!map || argument->len != 3 || function_of(first, &name) != FN_REF ||
	    !node_is(name, "AWS::Region") || node_get(map->value, "Fn::Transform"))
		return;
	for (size_t i = 0; i < d->region_count; i++)
		if (!node_get_str(map->value, node_str(d->regions[i]))) {
			deployed_report(l, d, map->key, "the mapping %.*s has no row %.*s, where the "
			                "StackSet goes", STR(map->name), STR(node_str(d->regions[i])));
			return;
		}
}

// Under a condition, other Regions may not come to it.
static void walk(struct lint *l, const struct deployed *d, const struct node *n)
{
	const struct node *argument;
	enum function f = function_of(n, &argument);

	if (f == FN_IF)
		return;
	if (f == FN_FIND_IN_MAP)
		check(l, d, argument);
	node_each(n, item)
		walk(l, d, item);
	node_each_pair(n, key)
		walk(l, d, key->next);
}

static void judge(struct lint *l, const struct deployed *d)
{
	for (size_t i = 0; i < d->template->resources.count && d->region_count; i++) {
		const struct entry *resource = &d->template->resources.items[i];

		if (!node_get(resource->value, "Condition"))
			walk(l, d, resource->value);
	}
}

DEPLOYED_HOOKS(judge)

const struct lint_rule rule_mapping_lacks_region = {
	.rule = {
		.id = "SET008",
		.name = "mapping-lacks-region",
		.severity = SEV_ERROR,
		.summary = "StackSet content looks up a Region that its mapping lacks",
		.why =
			"In that Region the stack fails: Unable to get mapping. Add the row, or leave\n"
			"the Region out.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "intrinsic-function-reference-findinmap.html",
		.bad =
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      StackInstancesGroup:\n"
			"        - DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"          Regions: [eu-west-1, eu-central-1]\n"
			"      TemplateBody: |\n"
			"        Mappings:\n"
			"          Names: #!\n"
			"            eu-west-1: {Name: Ireland}\n"
			"        Resources:\n"
			"          Topic:\n"
			"            Type: AWS::SNS::Topic\n"
			"            Properties: {DisplayName: !FindInMap [Names, !Ref AWS::Region, Name]}\n",
		.good =
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      StackInstancesGroup:\n"
			"        - DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"          Regions: [eu-west-1, eu-central-1]\n"
			"      TemplateBody: |\n"
			"        Mappings:\n"
			"          Names:\n"
			"            eu-west-1: {Name: Ireland}\n"
			"            eu-central-1: {Name: Frankfurt}\n"
			"        Resources:\n"
			"          Topic:\n"
			"            Type: AWS::SNS::Topic\n"
			"            Properties: {DisplayName: !FindInMap [Names, !Ref AWS::Region, Name]}\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      StackInstancesGroup:\n"
			"        - DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"          Regions: [eu-west-1, eu-central-1]\n"
			"      TemplateBody: |\n"
			"        Mappings:\n"
			"          Names:\n"
			"            eu-west-1: {Name: Ireland}\n"
			"        Conditions: {Home: !Equals [!Ref AWS::Region, eu-west-1]}\n"
			"        Resources:\n"
			"          Topic:\n"
			"            Type: AWS::SNS::Topic\n"
			"            Condition: Home\n"
			"            Properties: {DisplayName: !FindInMap [Names, !Ref AWS::Region, Name]}\n",
			"Parameters: {Where: {Type: CommaDelimitedList}}\n"
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      StackInstancesGroup:\n"
			"        - DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"          Regions: !Ref Where\n"
			"      TemplateBody: |\n"
			"        Mappings:\n"
			"          Names:\n"
			"            eu-west-1: {Name: Ireland}\n"
			"        Resources:\n"
			"          Topic:\n"
			"            Type: AWS::SNS::Topic\n"
			"            Properties: {DisplayName: !FindInMap [Names, !Ref AWS::Region, Name]}\n",
			NULL,
		},
	},
	.resource = in_resource,
	.template = in_template,
};
