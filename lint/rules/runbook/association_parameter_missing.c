#include "lint/runbook/association.h"
#include "lint/runbook/runbook.h"

static void association_parameter_missing(struct lint *l, const struct entry *resource)
{
	struct runbook_association as;

	if (!runbook_association(l, resource, &as) || as.document->parameters_vary)
		return;
	node_each_pair(as.parameters, key)
		if (str_starts(node_str(key), "Fn::"))
			return;
	for (size_t i = 0; i < as.document->parameter_count; i++) {
		const struct ssm_parameter *p = &as.document->parameters[i];

		if (p->fallback || p->uncertain || !node_is_map(p->value) ||
			node_get_str(as.parameters, p->name) || str_eq(as.target, p->name))
			continue;
		lint_report(l, as.place, "%.*s needs the parameter %s", STR(as.resource->name),
					say_text(l->arena, p->name));
	}
}

const struct lint_rule rule_association_parameter_missing = {
	.rule = {
		.id = "SSM097",
		.name = "association-parameter-missing",
		.severity = SEV_ERROR,
		.summary = "an association does not give a parameter that its document needs",
		.why =
			"A parameter without a default has to be given, or be the one that\n"
			"AutomationTargetParameterName fills in. State Manager refuses the\n"
			"association, or each run of it fails.",
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
			"          Image:\n"
			"            type: String\n"
			"        mainSteps:\n"
			"          - name: drop\n"
			"            action: aws:deleteImage\n"
			"            inputs:\n"
			"              ImageId: '{{ Image }}'\n"
			"        assumeRole: arn:aws:iam::111122223333:role/runbooks\n"
			"  Association: #!\n"
			"    Type: AWS::SSM::Association\n"
			"    Properties:\n"
			"      Name: !Ref Runbook\n",
		.good =
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
		.silent = (const char *const[]){
			"Resources:\n"
			"  Runbook:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        assumeRole: arn:aws:iam::111122223333:role/runbooks\n"
			"        parameters:\n"
			"          Instance:\n"
			"            type: String\n"
			"          Wait:\n"
			"            type: String\n"
			"            default: PT1M\n"
			"        mainSteps:\n"
			"          - name: wait\n"
			"            action: aws:sleep\n"
			"            inputs:\n"
			"              Duration: '{{ Wait }}'\n"
			"          - name: stop\n"
			"            action: aws:changeInstanceState\n"
			"            inputs:\n"
			"              InstanceIds: ['{{ Instance }}']\n"
			"              DesiredState: stopped\n"
			"  Association:\n"
			"    Type: AWS::SSM::Association\n"
			"    Properties:\n"
			"      Name: !Ref Runbook\n"
			"      Parameters:\n"
			"        Instance: ['{{RESOURCE_ID}}']\n",
			NULL,
		},
	},
	.resource = association_parameter_missing,
};
