#include "lint/runbook/association.h"
#include "lint/runbook/runbook.h"

static void association_value_count(struct lint *l, const struct entry *resource)
{
	struct runbook_association as;

	if (!runbook_association(l, resource, &as))
		return;
	node_each_pair(as.parameters, key) {
		const struct ssm_parameter *p = ssm_parameter(as.document, node_str(key));

		if (!p || p->uncertain || p->type.form != SSM_STRING || !node_is_seq(key->next) ||
			ssm_is_open(key->next) || key->next->len < 2)
			continue;
		node_each(key->next, item)
			if (ssm_is_open(item) && item->kind != NODE_TEXT)
				return;
		lint_report(l, key->next, "%s is a String and takes one value",
					say_text(l->arena, p->name));
	}
}

const struct lint_rule rule_association_value_count = {
	.rule = {
		.id = "SSM099",
		.name = "association-values-for-text",
		.severity = SEV_ERROR,
		.summary = "an association gives several values to a parameter that takes one",
		.why =
			"Parameters of associations are lists, but only for a StringList all of its\n"
			"values count: for a parameter of another type State Manager takes one, and\n"
			"refuses more.",
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
			"        Image: [ami-0abcdef1234567890, ami-0abcdef1234567891] #!\n",
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
			"Parameters:\n"
			"  Test:\n"
			"    Type: String\n"
			"Conditions:\n"
			"  Test: !Equals [!Ref Test, 'yes']\n"
			"Resources:\n"
			"  Runbook:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        assumeRole: arn:aws:iam::111122223333:role/runbooks\n"
			"        parameters:\n"
			"          Images:\n"
			"            type: StringList\n"
			"          Image:\n"
			"            type: String\n"
			"        mainSteps:\n"
			"          - name: drop\n"
			"            action: aws:deleteImage\n"
			"            inputs:\n"
			"              ImageId: '{{ Image }} {{ Images }}'\n"
			"  Association:\n"
			"    Type: AWS::SSM::Association\n"
			"    Properties:\n"
			"      Name: !Ref Runbook\n"
			"      Parameters:\n"
			"        Images: [ami-0abcdef1234567890, ami-0abcdef1234567891]\n"
			"        Image:\n"
			"          - !If [Test, ami-0abcdef1234567890, !Ref AWS::NoValue]\n"
			"          - !If [Test, !Ref AWS::NoValue, ami-0abcdef1234567891]\n",
			NULL,
		},
	},
	.resource = association_value_count,
};
