#include "lint/runbook/association.h"
#include "lint/runbook/runbook.h"

static void association_target_unknown(struct lint *l, const struct entry *resource)
{
	const struct node *value;
	struct runbook_association as;
	struct diag *item;

	if (!runbook_association(l, resource, &as) || as.target.len == 0 ||
		as.document->parameters_vary || ssm_parameter(as.document, as.target))
		return;
	value = node_path(resource->value, "Properties/AutomationTargetParameterName");
	item = lint_report(l, value, "%.*s has no parameter %s", STR(as.resource->name),
					   say_text(l->arena, as.target));
	runbook_nearest(l, item, value, 0, as.target.len,
					ssm_parameter_nearest(as.document, as.target));
}

const struct lint_rule rule_association_target_unknown = {
	.rule = {
		.id = "SSM098",
		.name = "association-target-parameter-unknown",
		.severity = SEV_ERROR,
		.summary = "AutomationTargetParameterName names no parameter of the runbook",
		.why =
			"State Manager gives each target to the runbook in this parameter, and\n"
			"refuses the association where the runbook has none of this name.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "state-manager-associations.html",
		.bad =
			"Resources:\n"
			"  Runbook:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        parameters:\n"
			"          Instance:\n"
			"            type: String\n"
			"            default: ''\n"
			"        mainSteps:\n"
			"          - name: stop\n"
			"            action: aws:changeInstanceState\n"
			"            inputs:\n"
			"              InstanceIds: ['{{ Instance }}']\n"
			"              DesiredState: stopped\n"
			"        assumeRole: arn:aws:iam::111122223333:role/runbooks\n"
			"  Association:\n"
			"    Type: AWS::SSM::Association\n"
			"    Properties:\n"
			"      Name: !Ref Runbook\n"
			"      AutomationTargetParameterName: InstanceId #!\n"
			"      Targets:\n"
			"        - Key: tag:Stage\n"
			"          Values: [test]\n",
		.good =
			"Resources:\n"
			"  Runbook:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        parameters:\n"
			"          InstanceId:\n"
			"            type: String\n"
			"            default: ''\n"
			"        mainSteps:\n"
			"          - name: stop\n"
			"            action: aws:changeInstanceState\n"
			"            inputs:\n"
			"              InstanceIds: ['{{ InstanceId }}']\n"
			"              DesiredState: stopped\n"
			"        assumeRole: arn:aws:iam::111122223333:role/runbooks\n"
			"  Association:\n"
			"    Type: AWS::SSM::Association\n"
			"    Properties:\n"
			"      Name: !Ref Runbook\n"
			"      AutomationTargetParameterName: InstanceId\n"
			"      Targets:\n"
			"        - Key: tag:Stage\n"
			"          Values: [test]\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  Target:\n"
			"    Type: String\n"
			"Resources:\n"
			"  Runbook:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        assumeRole: arn:aws:iam::111122223333:role/runbooks\n"
			"        parameters:\n"
			"          InstanceId:\n"
			"            type: String\n"
			"            default: ''\n"
			"        mainSteps:\n"
			"          - name: stop\n"
			"            action: aws:changeInstanceState\n"
			"            inputs:\n"
			"              InstanceIds: ['{{ InstanceId }}']\n"
			"              DesiredState: stopped\n"
			"  Association:\n"
			"    Type: AWS::SSM::Association\n"
			"    Properties:\n"
			"      Name: !Ref Runbook\n"
			"      AutomationTargetParameterName: !Ref Target\n"
			"      Targets:\n"
			"        - Key: tag:Stage\n"
			"          Values: [test]\n",
			NULL,
		},
		.fixed =
			"Resources:\n"
			"  Runbook:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        parameters:\n"
			"          Instance:\n"
			"            type: String\n"
			"            default: ''\n"
			"        mainSteps:\n"
			"          - name: stop\n"
			"            action: aws:changeInstanceState\n"
			"            inputs:\n"
			"              InstanceIds: ['{{ Instance }}']\n"
			"              DesiredState: stopped\n"
			"        assumeRole: arn:aws:iam::111122223333:role/runbooks\n"
			"  Association:\n"
			"    Type: AWS::SSM::Association\n"
			"    Properties:\n"
			"      Name: !Ref Runbook\n"
			"      AutomationTargetParameterName: Instance\n"
			"      Targets:\n"
			"        - Key: tag:Stage\n"
			"          Values: [test]\n",
	},
	.resource = association_target_unknown,
};
