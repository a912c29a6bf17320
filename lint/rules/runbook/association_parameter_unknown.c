#include "lint/runbook/association.h"
#include "lint/runbook/runbook.h"

static void association_parameter_unknown(struct lint *l, const struct entry *resource)
{
	struct runbook_association as;

	if (!runbook_association(l, resource, &as) || as.document->parameters_vary)
		return;
	node_each_pair(as.parameters, key) {
		struct str name = node_str(key), nearest;
		struct diag *item;

		if (ssm_parameter(as.document, name) || str_starts(name, "Fn::"))
			continue;
		item = lint_report(l, key, "%.*s has no parameter %s", STR(as.resource->name),
						   say_text(l->arena, name));
		nearest = ssm_parameter_nearest(as.document, name);
		if (!node_get_str(as.parameters, nearest))
			runbook_nearest(l, item, key, 0, name.len, nearest);
	}
}

const struct lint_rule rule_association_parameter_unknown = {
	.rule = {
		.id = "SSM096",
		.name = "association-parameter-unknown",
		.severity = SEV_ERROR,
		.summary = "an association gives a parameter that its document does not have",
		.why =
			"State Manager refuses the association: the document of this template\n"
			"declares no such parameter. Names are told apart by capital letters.",
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
			"  Association:\n"
			"    Type: AWS::SSM::Association\n"
			"    Properties:\n"
			"      Name: !Ref Runbook\n"
			"      Parameters:\n"
			"        Image: [ami-0abcdef1234567890]\n"
			"        image: [ami-0abcdef1234567890] #!\n",
		.good =
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
			"  Association:\n"
			"    Type: AWS::SSM::Association\n"
			"    Properties:\n"
			"      Name: !Ref Runbook\n"
			"      Parameters:\n"
			"        Image: [ami-0abcdef1234567890]\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Association:\n"
			"    Type: AWS::SSM::Association\n"
			"    Properties:\n"
			"      Name: my-own-document\n"
			"      Parameters:\n"
			"        Anything: [ami-0abcdef1234567890]\n",
			NULL,
		},
	},
	.resource = association_parameter_unknown,
};
