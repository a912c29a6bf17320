#include "lint/runbook/association.h"
#include "lint/runbook/runbook.h"

// The same number, or the same parameter of the template.
static bool as_long(const struct node *wait, const struct node *timeout)
{
	long a, b;

	if (wait->kind == NODE_HOLE && timeout->kind == NODE_HOLE)
		return wait->hole->name.len && str_eq(wait->hole->name, timeout->hole->name);
	return ssm_is_number(wait, &a) && ssm_is_number(timeout, &b) && b >= a;
}

static void association_wait(struct lint *l, const struct entry *resource)
{
	const struct node *value = node_path(resource->value,
										 "Properties/WaitForSuccessTimeoutSeconds");
	const struct node *wait;
	struct runbook_association as;

	if (!value || !runbook_association(l, resource, &as) || as.document->count < 2)
		return;
	wait = lint_evaluate(l, value);
	for (size_t i = 0; i < as.document->count; i++) {
		const struct ssm_step *s = &as.document->steps[i];
		const struct node *timeout = ssm_step_get(s, "timeoutSeconds");

		if (!timeout || s->uncertain || !as_long(wait, timeout))
			continue;
		lint_report(l, value, "%s alone may take as long as the stack waits for the whole "
							  "runbook", runbook_step(l, s))->hint =
			"wait longer than the steps may take together, or drop the wait";
		return;
	}
}

const struct lint_rule rule_association_wait = {
	.rule = {
		.id = "SSM100",
		.name = "association-wait-too-short",
		.severity = SEV_WARNING,
		.summary = "an association stops waiting before a step of its runbook may be done",
		.why =
			"CloudFormation waits WaitForSuccessTimeoutSeconds for the association and\n"
			"fails the stack then. One step of the runbook alone may take as long or\n"
			"longer, as its timeoutSeconds says, and there are others: a run that would\n"
			"end well is rolled back.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
		          "aws-resource-ssm-association.html",
		.bad =
			"Resources:\n"
			"  Runbook:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        mainSteps:\n"
			"          - name: image\n"
			"            action: aws:createImage\n"
			"            timeoutSeconds: 600\n"
			"            inputs:\n"
			"              InstanceId: i-0123456789abcdef0\n"
			"              ImageName: nightly\n"
			"          - name: drop\n"
			"            action: aws:deleteImage\n"
			"            inputs:\n"
			"              ImageId: '{{ image.ImageId }}'\n"
			"        assumeRole: arn:aws:iam::111122223333:role/runbooks\n"
			"  Association:\n"
			"    Type: AWS::SSM::Association\n"
			"    Properties:\n"
			"      Name: !Ref Runbook\n"
			"      WaitForSuccessTimeoutSeconds: 300 #!\n",
		.good =
			"Resources:\n"
			"  Runbook:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        mainSteps:\n"
			"          - name: image\n"
			"            action: aws:createImage\n"
			"            timeoutSeconds: 600\n"
			"            inputs:\n"
			"              InstanceId: i-0123456789abcdef0\n"
			"              ImageName: nightly\n"
			"          - name: drop\n"
			"            action: aws:deleteImage\n"
			"            inputs:\n"
			"              ImageId: '{{ image.ImageId }}'\n"
			"        assumeRole: arn:aws:iam::111122223333:role/runbooks\n"
			"  Association:\n"
			"    Type: AWS::SSM::Association\n"
			"    Properties:\n"
			"      Name: !Ref Runbook\n"
			"      WaitForSuccessTimeoutSeconds: 1200\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  Wait:\n"
			"    Type: Number\n"
			"  Step:\n"
			"    Type: Number\n"
			"Resources:\n"
			"  Runbook:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        assumeRole: arn:aws:iam::111122223333:role/runbooks\n"
			"        mainSteps:\n"
			"          - name: image\n"
			"            action: aws:createImage\n"
			"            timeoutSeconds: !Ref Step\n"
			"            inputs:\n"
			"              InstanceId: i-0123456789abcdef0\n"
			"              ImageName: nightly\n"
			"          - name: drop\n"
			"            action: aws:deleteImage\n"
			"            inputs:\n"
			"              ImageId: '{{ image.ImageId }}'\n"
			"  Association:\n"
			"    Type: AWS::SSM::Association\n"
			"    Properties:\n"
			"      Name: !Ref Runbook\n"
			"      WaitForSuccessTimeoutSeconds: !Ref Wait\n",
			NULL,
		},
	},
	.resource = association_wait,
};
