#include "lint/lint.h"
#include "lint/template/deployed.h"
#include "lint/template/look.h"
#include "templates/stackset.h"

// What the content needs: 0 nothing, 1 CAPABILITY_IAM, 2 CAPABILITY_NAMED_IAM.
static int needed(struct lint *l, const struct template *t, const struct entry **because)
{
	int need = 0;

	for (size_t i = 0; i < t->resources.count && need < 2; i++) {
		const struct entry *resource = &t->resources.items[i];
		struct str type = template_type(resource), path = stackset_account_name(type);
		int own;

		if (!stackset_is_iam(type))
			continue;
		own = path.len && node_path(node_get(resource->value, "Properties"),
		                            arena_cstring(l->scratch, path)) ? 2 : 1;
		if (own > need)
			*because = resource;
		need = own > need ? own : need;
	}
	return need;
}

static void in_resource(struct lint *l, const struct entry *resource)
{
	const struct deployed *d = deployed_by(l, resource);
	const struct node *given = d ? node_get(d->properties, "Capabilities") : NULL;
	const struct entry *because = NULL;
	int need, has = 0;

	if (!d || !d->template || d->template->is_rewritten ||
	    (given && (!node_is_seq(given) || function_of(given, NULL) != FN_NONE)))
		return;
	node_each(given, item) {
		if (!look_is_literal(item) || node_is(item, "CAPABILITY_NAMED_IAM"))
			return;
		has = node_is(item, "CAPABILITY_IAM") ? 1 : has;
	}
	need = needed(l, d->template, &because);
	if (need > has)
		lint_report(l, given ? given : resource->key, "the content needs %s for its %.*s",
		            need == 2 ? "CAPABILITY_NAMED_IAM" : "CAPABILITY_IAM",
		            STR(because->name))->hint =
			need == 2 ? "write Capabilities: [CAPABILITY_NAMED_IAM]"
			          : "write Capabilities: [CAPABILITY_IAM]";
}

const struct lint_rule rule_capability_missing = {
	.rule = {
		.id = "SET007",
		.name = "capability-missing",
		.severity = SEV_ERROR,
		.summary = "a StackSet does not acknowledge what its content makes",
		.why =
			"CreateStackSet refuses it: Requires capabilities. IAM resources need\n"
			"CAPABILITY_IAM, and those with names of their own CAPABILITY_NAMED_IAM.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
		          "aws-resource-cloudformation-stackset.html",
		.bad =
			"Resources:\n"
			"  Set: #!\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      TemplateBody: |\n"
			"        Resources:\n"
			"          Users:\n"
			"            Type: AWS::IAM::Group\n",
		.good =
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      Capabilities: [CAPABILITY_IAM]\n"
			"      TemplateBody: |\n"
			"        Resources:\n"
			"          Users:\n"
			"            Type: AWS::IAM::Group\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      Capabilities: [CAPABILITY_NAMED_IAM]\n"
			"      TemplateBody: |\n"
			"        Resources:\n"
			"          Users:\n"
			"            Type: AWS::IAM::Group\n"
			"            Properties: {GroupName: operators}\n",
			"Parameters: {Allowed: {Type: CommaDelimitedList}}\n"
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      Capabilities: !Ref Allowed\n"
			"      TemplateBody: |\n"
			"        Resources:\n"
			"          Users:\n"
			"            Type: AWS::IAM::Group\n",
			NULL,
		},
	},
	.resource = in_resource,
};
