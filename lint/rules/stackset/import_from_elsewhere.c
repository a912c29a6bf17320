#include "lint/lint.h"
#include "lint/template/deployed.h"
#include "lint/template/look.h"

enum { MOST_SETS = 30 };

static bool exports(const struct deployed *d, struct str name)
{
	for (size_t i = 0; i < d->template->outputs.count; i++) {
		const struct node *made = node_path(d->template->outputs.items[i].value, "Export/Name");
		if (look_is_literal(made) && str_eq(node_str(made), name))
			return true;
	}
	return false;
}

// Whether a target is not known by name.
static bool is_open(const struct deployed *d)
{
	node_each(d->groups, group) {
		const struct node *targets = node_get(group, "DeploymentTargets");
		const struct node *ous = node_get(targets, "OrganizationalUnitIds");

		if (!node_is_seq(ous) || node_get(targets, "AccountFilterType"))
			return true;
		node_each(ous, ou)
			if (!look_is_literal(ou) || !str_starts(node_str(ou), "ou-"))
				return true;
	}
	return !d->groups || !d->regions_known;
}

struct sets {
	const struct deployed *items[MOST_SETS];
	size_t count;
};

// A StackSet that exports the name, where none of those that do meets the importing one.
static const struct deployed *elsewhere(const struct sets *sets, const struct deployed *d,
                                        struct str name)
{
	const struct deployed *found = NULL;

	for (size_t i = 0; i < sets->count; i++) {
		const struct deployed *other = sets->items[i];

		if (other == d || !exports(other, name))
			continue;
		// OUs may lie in one another: only Regions tell them apart.
		for (size_t x = 0; x < d->region_count; x++)
			for (size_t y = 0; y < other->region_count; y++)
				if (is_open(other) || str_eq(node_str(d->regions[x]),
				                             node_str(other->regions[y])))
					return NULL;
		found = other;
	}
	return found;
}

static void walk(struct lint *l, const struct sets *sets, const struct deployed *d,
                 const struct node *n)
{
	const struct node *argument;
	const struct deployed *other;

	if (function_of(n, &argument) == FN_IMPORT_VALUE && node_is_scalar(argument)) {
		other = is_open(d) ? NULL : elsewhere(sets, d, node_str(argument));
		if (other)
			deployed_report(l, d, n, "%.*s exports %.*s, and has no stack in these Regions",
			                STR(other->resource->name), STR(node_str(argument)));
		return;
	}
	node_each(n, item)
		walk(l, sets, d, item);
	node_each_pair(n, key)
		walk(l, sets, d, key->next);
}

static void import_from_elsewhere(struct lint *l, const struct template *t)
{
	struct sets sets = {.count = 0};

	for (size_t i = 0; i < t->resources.count && sets.count < MOST_SETS; i++) {
		const struct deployed *d = deployed_by(l, &t->resources.items[i]);

		if (d && d->template && d->groups)
			sets.items[sets.count++] = d;
	}
	for (size_t i = 0; i < sets.count && sets.count > 1; i++)
		for (size_t j = 0; j < sets.items[i]->template->resources.count; j++)
			walk(l, &sets, sets.items[i],
			     sets.items[i]->template->resources.items[j].value);
}

static const char *const silent[] = {
	"Resources:\n"
	"  Second:\n"
	"    Type: AWS::CloudFormation::StackSet\n"
	"    Properties:\n"
	"      StackSetName: second\n"
	"      PermissionModel: SERVICE_MANAGED\n"
	"      AutoDeployment: {Enabled: false}\n"
	"      Capabilities: [CAPABILITY_IAM]\n"
	"      StackInstancesGroup:\n"
	"        - Regions: [eu-west-1]\n"
	"          DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
	"      TemplateBody: |\n"
	"          Resources:\n"
	"            Note:\n"
	"              Type: AWS::SSM::Parameter\n"
	"              Properties:\n"
	"                Type: String\n"
	"                Value: !ImportValue news\n",
	"Resources:\n"
	"  First:\n"
	"    Type: AWS::CloudFormation::StackSet\n"
	"    Properties:\n"
	"      StackSetName: first\n"
	"      PermissionModel: SERVICE_MANAGED\n"
	"      AutoDeployment: {Enabled: false}\n"
	"      Capabilities: [CAPABILITY_IAM]\n"
	"      StackInstancesGroup:\n"
	"        - Regions: [eu-west-1]\n"
	"          DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-22222222]}\n"
	"      TemplateBody: |\n"
	"          Resources:\n"
	"            Topic: {Type: AWS::SNS::Topic}\n"
	"          Outputs:\n"
	"            Topic:\n"
	"              Value: !Ref Topic\n"
	"              Export: {Name: news}\n"
	"  Second:\n"
	"    Type: AWS::CloudFormation::StackSet\n"
	"    DependsOn: First\n"
	"    Properties:\n"
	"      StackSetName: second\n"
	"      PermissionModel: SERVICE_MANAGED\n"
	"      AutoDeployment: {Enabled: false}\n"
	"      Capabilities: [CAPABILITY_IAM]\n"
	"      StackInstancesGroup:\n"
	"        - Regions: [us-east-1, eu-west-1]\n"
	"          DeploymentTargets: {OrganizationalUnitIds: [!ImportValue ou]}\n"
	"      TemplateBody: |\n"
	"          Resources:\n"
	"            Note:\n"
	"              Type: AWS::SSM::Parameter\n"
	"              Properties:\n"
	"                Type: String\n"
	"                Value: !ImportValue news\n",
	NULL,
};

const struct lint_rule rule_import_from_elsewhere = {
	.rule = {
		.id = "SET012",
		.name = "import-from-elsewhere",
		.severity = SEV_WARNING,
		.summary = "StackSet content imports what another StackSet exports in other places only",
		.why =
			"An export is there in its own account and Region. Where the StackSet that makes it has\n"
			"no stack in the same account and Region, the import fails.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "using-cfn-stack-exports.html",
		.bad =
			"Resources:\n"
			"  First:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: first\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: false}\n"
			"      Capabilities: [CAPABILITY_IAM]\n"
			"      StackInstancesGroup:\n"
			"        - Regions: [us-east-1]\n"
			"          DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"      TemplateBody: |\n"
			"          Resources:\n"
			"            Topic: {Type: AWS::SNS::Topic}\n"
			"          Outputs:\n"
			"            Topic:\n"
			"              Value: !Ref Topic\n"
			"              Export: {Name: news}\n"
			"  Second:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: second\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: false}\n"
			"      Capabilities: [CAPABILITY_IAM]\n"
			"      StackInstancesGroup:\n"
			"        - Regions: [eu-west-1]\n"
			"          DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"      TemplateBody: |\n"
			"          Resources:\n"
			"            Note:\n"
			"              Type: AWS::SSM::Parameter\n"
			"              Properties:\n"
			"                Type: String\n"
			"                Value: !ImportValue news #!\n",
		.good =
			"Resources:\n"
			"  First:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: first\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: false}\n"
			"      Capabilities: [CAPABILITY_IAM]\n"
			"      StackInstancesGroup:\n"
			"        - Regions: [eu-west-1]\n"
			"          DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"      TemplateBody: |\n"
			"          Resources:\n"
			"            Topic: {Type: AWS::SNS::Topic}\n"
			"          Outputs:\n"
			"            Topic:\n"
			"              Value: !Ref Topic\n"
			"              Export: {Name: news}\n"
			"  Second:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    DependsOn: First\n"
			"    Properties:\n"
			"      StackSetName: second\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: false}\n"
			"      Capabilities: [CAPABILITY_IAM]\n"
			"      StackInstancesGroup:\n"
			"        - Regions: [eu-west-1]\n"
			"          DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"      TemplateBody: |\n"
			"          Resources:\n"
			"            Note:\n"
			"              Type: AWS::SSM::Parameter\n"
			"              Properties:\n"
			"                Type: String\n"
			"                Value: !ImportValue news\n",
		.silent = silent,
	},
	.template = import_from_elsewhere,
};
