#include "lint/lint.h"
#include "lint/template/deployed.h"

static void judge(struct lint *l, const struct deployed *d)
{
	for (size_t i = 0; i < d->template->resources.count && d->many_accounts; i++) {
		const struct entry *r = &d->template->resources.items[i];

		// Roles with a suffix can be there beside others.
		if (str_is(template_type(r), "AWS::IAM::ServiceLinkedRole") &&
		    !node_get(r->value, "Condition") &&
		    !node_path(r->value, "Properties/CustomSuffix"))
			deployed_report(l, d, r->key, "%.*s fails in accounts that have the role already",
			                STR(r->name))->hint =
				"let the service make it, or put a condition on it";
	}
}

DEPLOYED_HOOKS(judge)

static const char *const silent[] = {
	"Resources:\n"
	"  Set:\n"
	"    Type: AWS::CloudFormation::StackSet\n"
	"    Properties:\n"
	"      StackSetName: set\n"
	"      PermissionModel: SERVICE_MANAGED\n"
	"      AutoDeployment: {Enabled: false}\n"
	"      Capabilities: [CAPABILITY_IAM]\n"
	"      StackInstancesGroup:\n"
	"        - Regions: [eu-west-1]\n"
	"          DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
	"      TemplateBody: |\n"
	"          Conditions: {Here: !Equals [!Ref AWS::Region, eu-west-1]}\n"
	"          Resources:\n"
	"            Role:\n"
	"              Condition: Here\n"
	"              Type: AWS::IAM::ServiceLinkedRole\n"
	"              Properties: {AWSServiceName: config.amazonaws.com}\n",
	"Resources:\n"
	"  Role:\n"
	"    Type: AWS::IAM::ServiceLinkedRole\n"
	"    Properties: {AWSServiceName: config.amazonaws.com}\n",
	NULL,
};

const struct lint_rule rule_service_linked_role_in_content = {
	.rule = {
		.id = "SET014",
		.name = "service-linked-role-in-content",
		.severity = SEV_WARNING,
		.summary = "StackSet content makes a service-linked role in many accounts",
		.why =
			"An account has the role once, and most services make it at first use: where it is there\n"
			"already, the stack fails. Let the service make it, or look first.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "create-service-linked-role.html",
		.bad =
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: set\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: false}\n"
			"      Capabilities: [CAPABILITY_IAM]\n"
			"      StackInstancesGroup:\n"
			"        - Regions: [eu-west-1]\n"
			"          DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"      TemplateBody: |\n"
			"          Resources:\n"
			"            Role: #!\n"
			"              Type: AWS::IAM::ServiceLinkedRole\n"
			"              Properties: {AWSServiceName: config.amazonaws.com}\n",
		.good =
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: set\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: false}\n"
			"      Capabilities: [CAPABILITY_IAM]\n"
			"      StackInstancesGroup:\n"
			"        - Regions: [eu-west-1]\n"
			"          DeploymentTargets: {OrganizationalUnitIds: [ou-ab12-11111111]}\n"
			"      TemplateBody: |\n"
			"          Resources:\n"
			"            Topic: {Type: AWS::SNS::Topic}\n",
		.silent = silent,
	},
	.resource = in_resource,
	.template = in_template,
};
