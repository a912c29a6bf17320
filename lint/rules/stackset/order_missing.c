#include "lint/lint.h"
#include "lint/template/deployed.h"
#include "lint/template/look.h"

enum { MOST_SETS = 30 };

static bool exports(const struct template *t, struct str name)
{
	for (size_t i = 0; i < t->outputs.count; i++) {
		const struct node *export = node_path(t->outputs.items[i].value, "Export/Name");

		if (look_is_literal(export) && str_eq(node_str(export), name))
			return true;
	}
	return false;
}

// The first import of a literal name that the other template exports.
static const struct node *find_import(const struct node *n, const struct template *from)
{
	const struct node *argument, *found = NULL;

	if (function_of(n, &argument) == FN_IMPORT_VALUE && node_is_scalar(argument) &&
	    (argument == n || argument->tag == TAG_NONE) && exports(from, node_str(argument)))
		return argument;
	node_each(n, item)
		found = found ? found : find_import(item, from);
	node_each_pair(n, key)
		found = found ? found : find_import(key->next, from);
	return found;
}

// DependsOn, or any reference, which waits as well; over others, too.
static bool waits(struct lint *l, const struct entry *entry, const struct entry *other,
                  int depth)
{
	const struct reference *r = graph_from(lint_graph(l), entry);

	for (; r && depth > 0; r = r->next_from)
		if (r->to == other ||
		    (r->to_section == SECTION_RESOURCES && waits(l, r->to, other, depth - 1)))
			return true;
	return false;
}

static void order_missing(struct lint *l, const struct template *t)
{
	const struct deployed *sets[MOST_SETS];
	enum { DEPTH = 4 };
	size_t count = 0;

	for (size_t i = 0; i < t->resources.count && count < MOST_SETS; i++) {
		const struct deployed *d = deployed_by(l, &t->resources.items[i]);

		if (d && d->template)
			sets[count++] = d;
	}
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < count; j++) {
			const struct node *at =
				i == j ? NULL : find_import(sets[i]->doc->root, sets[j]->template);

			if (at && !waits(l, sets[i]->resource, sets[j]->resource, DEPTH))
				deployed_report(l, sets[i], at, "%.*s exports this, and %.*s does not wait "
				                "for it", STR(sets[j]->resource->name),
				                STR(sets[i]->resource->name))->hint =
					arena_printf(l->arena, "add DependsOn: %.*s to %.*s",
					             STR(sets[j]->resource->name),
					             STR(sets[i]->resource->name));
		}
}

const struct lint_rule rule_order_missing = {
	.rule = {
		.id = "SET027",
		.name = "stackset-order-missing",
		.severity = SEV_WARNING,
		.summary = "a StackSet imports what another one exports, and does not wait for it",
		.why =
			"CloudFormation makes both at once: where the import comes first, No export\n"
			"named ... found. DependsOn makes the second StackSet wait for the first, and\n"
			"AutoDeployment.DependsOn does the same for accounts that join later.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "intrinsic-function-reference-importvalue.html",
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
			"          Regions: [eu-west-1]\n"
			"      TemplateBody: |\n"
			"        Resources:\n"
			"          Topic: {Type: AWS::SNS::Topic}\n"
			"        Outputs:\n"
			"          Topic: {Value: !GetAtt Topic.TopicName, Export: {Name: news}}\n"
			"  Second:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: second\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      StackInstancesGroup:\n"
			"        - DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"          Regions: [eu-west-1]\n"
			"      TemplateBody: |\n"
			"        Resources:\n"
			"          Queue:\n"
			"            Type: AWS::SQS::Queue\n"
			"            Properties: {QueueName: !ImportValue news} #!\n",
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
			"          Regions: [eu-west-1]\n"
			"      TemplateBody: |\n"
			"        Resources:\n"
			"          Topic: {Type: AWS::SNS::Topic}\n"
			"        Outputs:\n"
			"          Topic: {Value: !GetAtt Topic.TopicName, Export: {Name: news}}\n"
			"  Second:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    DependsOn: Set\n"
			"    Properties:\n"
			"      StackSetName: second\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      StackInstancesGroup:\n"
			"        - DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"          Regions: [eu-west-1]\n"
			"      TemplateBody: |\n"
			"        Resources:\n"
			"          Queue:\n"
			"            Type: AWS::SQS::Queue\n"
			"            Properties: {QueueName: !ImportValue news}\n",
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
			"          Regions: [eu-west-1]\n"
			"      TemplateBody: |\n"
			"        Resources:\n"
			"          Queue:\n"
			"            Type: AWS::SQS::Queue\n"
			"            Properties: {QueueName: !ImportValue news}\n",
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      StackInstancesGroup:\n"
			"        - DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"          Regions: [eu-west-1]\n"
			"      TemplateBody: |\n"
			"        Resources:\n"
			"          Topic: {Type: AWS::SNS::Topic}\n"
			"        Outputs:\n"
			"          Topic: {Value: !GetAtt Topic.TopicName, Export: {Name: news}}\n"
			"  Second:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: !Sub 'after-${Set}'\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      StackInstancesGroup:\n"
			"        - DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"          Regions: [eu-west-1]\n"
			"      TemplateBody: |\n"
			"        Resources:\n"
			"          Queue:\n"
			"            Type: AWS::SQS::Queue\n"
			"            Properties: {QueueName: !ImportValue news}\n",
			NULL,
		},
	},
	.template = order_missing,
};
