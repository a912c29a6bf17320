#include "lint/runbook/association.h"
#include "lint/runbook/runbook.h"
#include "runbooks/needs.h"

static void association_without_role(struct lint *l, const struct entry *resource)
{
	const struct ssm_parameter *p;
	const struct node *role;
	struct runbook_association as;
	struct ssm_reference r;
	struct str text;
	size_t at = 0;

	if (!runbook_association(l, resource, &as) || as.document->kind != SSM_AUTOMATION ||
		!ssm_needs_any(as.document))
		return;
	role = node_get(as.document->root, "assumeRole");
	if (role && (!ssm_text(role, &text) || !ssm_reference_next(text, &at, &r)))
		return;
	p = role ? ssm_parameter(as.document, r.name) : NULL;
	if (role && (!p || node_get_str(as.parameters, r.name) ||
				 (p->fallback && (ssm_is_open(p->fallback) || p->fallback->len > 0))))
		return;
	lint_report(l, as.place, role ? "this association gives %.*s no role to act with"
								  : "%.*s has no assumeRole, and an association has no "
									"permissions of its own", STR(as.resource->name));
}

const struct lint_rule rule_association_without_role = {
	.rule = {
		.id = "SSM101",
		.name = "association-without-role",
		.severity = SEV_WARNING,
		.summary = "an association runs a runbook that acts with no role",
		.why =
			"A runbook that somebody starts acts with that person's permissions. An\n"
			"association is no one: without assumeRole in the runbook, and a value for\n"
			"its parameter, the steps that call AWS are refused.",
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
			"        mainSteps:\n"
			"          - name: drop\n"
			"            action: aws:deleteImage\n"
			"            inputs:\n"
			"              ImageId: ami-0abcdef1234567890\n"
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
			"        assumeRole: arn:aws:iam::111122223333:role/runbooks\n"
			"        mainSteps:\n"
			"          - name: drop\n"
			"            action: aws:deleteImage\n"
			"            inputs:\n"
			"              ImageId: ami-0abcdef1234567890\n"
			"  Association:\n"
			"    Type: AWS::SSM::Association\n"
			"    Properties:\n"
			"      Name: !Ref Runbook\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Runbook:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        mainSteps:\n"
			"          - name: wait\n"
			"            action: aws:sleep\n"
			"            inputs:\n"
			"              Duration: PT1M\n"
			"  Association:\n"
			"    Type: AWS::SSM::Association\n"
			"    Properties:\n"
			"      Name: !Ref Runbook\n",
			"Resources:\n"
			"  Runbook:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        assumeRole: '{{ Role }}'\n"
			"        parameters:\n"
			"          Role:\n"
			"            type: AWS::IAM::Role::Arn\n"
			"            default: arn:aws:iam::111122223333:role/runbooks\n"
			"        mainSteps:\n"
			"          - name: drop\n"
			"            action: aws:deleteImage\n"
			"            inputs:\n"
			"              ImageId: ami-0abcdef1234567890\n"
			"  Association:\n"
			"    Type: AWS::SSM::Association\n"
			"    Properties:\n"
			"      Name: !Ref Runbook\n",
			NULL,
		},
	},
	.resource = association_without_role,
};
