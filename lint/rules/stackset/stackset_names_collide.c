#include "lint/lint.h"
#include "lint/template/deployed.h"
#include "lint/template/look.h"
#include "templates/stackset.h"

enum { MOST_SETS = 30, MOST_RESOURCES = 200 };

static void say(struct lint *l, const struct deployed *a, const struct deployed *b,
                const struct node *at, const char *what)
{
	deployed_report(l, b, at, "%.*s makes %s, too, in the same accounts", STR(a->resource->name),
	                what)->hint = "make it in one StackSet, or give them names of their own";
}

static void compare_exports(struct lint *l, const struct deployed *a, const struct deployed *b)
{
	for (size_t i = 0; i < a->template->outputs.count; i++)
		for (size_t j = 0; j < b->template->outputs.count; j++) {
			const struct node *x =
				node_path(a->template->outputs.items[i].value, "Export/Name");
			const struct node *y =
				node_path(b->template->outputs.items[j].value, "Export/Name");

			if (look_is_literal(x) && look_is_literal(y) &&
			    str_eq(node_str(x), node_str(y)) && deployed_meet(a, b, true))
				say(l, a, b, y, "this export");
		}
}

static void compare_resources(struct lint *l, const struct deployed *a,
                              const struct deployed *b, const struct entry *x,
                              const struct entry *y)
{
	struct str type = template_type(x), path = stackset_account_name(type);
	const struct fact *once = fact_get(fact_file("stacksets"), "singletons");
	const struct node *p, *q;

	if (!str_eq(type, template_type(y)) || node_get(x->value, "Condition") ||
	    node_get(y->value, "Condition"))
		return;
	if (fact_find(once, type) && deployed_meet(a, b, true)) {
		say(l, a, b, y->key, "the one that an account can have in a Region");
	} else if (path.len) {
		p = node_path(node_get(x->value, "Properties"), arena_cstring(l->scratch, path));
		q = node_path(node_get(y->value, "Properties"), arena_cstring(l->scratch, path));
		if (look_is_literal(p) && look_is_literal(q) && str_eq(node_str(p), node_str(q)) &&
		    deployed_meet(a, b, false))
			say(l, a, b, q, "one of this name");
	}
}

static void compare(struct lint *l, const struct deployed *a, const struct deployed *b)
{
	const struct entries *x = &a->template->resources, *y = &b->template->resources;

	if (x->count > MOST_RESOURCES || y->count > MOST_RESOURCES)
		return;
	compare_exports(l, a, b);
	for (size_t i = 0; i < x->count; i++)
		for (size_t j = 0; j < y->count; j++)
			compare_resources(l, a, b, &x->items[i], &y->items[j]);
}

static void stackset_names_collide(struct lint *l, const struct template *t)
{
	const struct deployed *sets[MOST_SETS];
	size_t count = 0;

	for (size_t i = 0; i < t->resources.count && count < MOST_SETS; i++) {
		const struct deployed *d = deployed_by(l, &t->resources.items[i]);

		if (d && d->template && d->groups && !node_get(d->resource->value, "Condition"))
			sets[count++] = d;
	}
	for (size_t i = 0; i < count; i++)
		for (size_t j = i + 1; j < count; j++)
			compare(l, sets[i], sets[j]);
}

const struct lint_rule rule_stackset_names_collide = {
	.rule = {
		.id = "SET013",
		.name = "stackset-names-collide",
		.severity = SEV_ERROR,
		.summary = "two StackSets make one thing in the same accounts and Regions",
		.why =
			"An export, a role of a fixed name, a detector or a recorder is there once in an\n"
			"account (and Region). The second StackSet that makes it fails in every account\n"
			"that both go to.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "stacksets-bestpractices.html",
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
			"          Detector:\n"
			"            Type: AWS::GuardDuty::Detector\n"
			"            Properties: {Enable: true}\n"
			"  Second:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: second\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      StackInstancesGroup:\n"
			"        - DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"          Regions: [eu-west-1, eu-central-1]\n"
			"      TemplateBody: |\n"
			"        Resources:\n"
			"          Detector: #!\n"
			"            Type: AWS::GuardDuty::Detector\n"
			"            Properties: {Enable: true}\n",
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
			"          Detector:\n"
			"            Type: AWS::GuardDuty::Detector\n"
			"            Properties: {Enable: true}\n",
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
			"          Detector:\n"
			"            Type: AWS::GuardDuty::Detector\n"
			"            Properties: {Enable: true}\n"
			"  Second:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: second\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      StackInstancesGroup:\n"
			"        - DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"          Regions: [eu-central-1]\n"
			"      TemplateBody: |\n"
			"        Resources:\n"
			"          Detector:\n"
			"            Type: AWS::GuardDuty::Detector\n"
			"            Properties: {Enable: true}\n",
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
			"          Topic: {Value: !Ref Topic, Export: {Name: !Sub '${AWS::StackName}-topic'}}\n"
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
			"          Topic: {Type: AWS::SNS::Topic}\n"
			"        Outputs:\n"
			"          Topic: {Value: !Ref Topic, Export: {Name: !Sub '${AWS::StackName}-topic'}}\n",
			NULL,
		},
	},
	.template = stackset_names_collide,
};
