#include "lint/runbook/called.h"
#include "lint/runbook/runbook.h"

static void called_parameter_missing(struct lint *l, const struct ssm_document *d,
									 const struct ssm_step *s)
{
	struct runbook_called c;

	// Targets fill one in.
	if (d->kind != SSM_AUTOMATION || !runbook_called(s, &c) ||
		(ssm_step_is(s, "aws:executeAutomation") &&
		 (ssm_input(s, "TargetParameterName") || ssm_input(s, "TargetMaps"))))
		return;
	node_each_pair(c.given, key)
		if (str_starts(node_str(key), "Fn::") || str_find(node_str(key), 0, "{{") >= 0)
			return;
	fact_each(c.parameters, row)
		if (fact_has_word(row, "required") && !node_get_str(c.given, fact_name(row)))
			lint_report(l, ssm_input(s, "DocumentName"), "%.*s needs the parameter %.*s",
						STR(fact_name(c.document)), STR(fact_name(row)));
}

const struct lint_rule rule_called_parameter_missing = {
	.rule = {
		.id = "SSM083",
		.name = "called-parameter-missing",
		.severity = SEV_ERROR,
		.summary = "a step runs a document without a parameter that it needs",
		.why =
			"A parameter without a default has to be given. Automation refuses to start a\n"
			"runbook, and Run Command a command, without it: the step fails.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-executeAutomation.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: look\n"
			"    action: aws:runCommand\n"
			"    inputs:\n"
			"      DocumentName: AWS-RunShellScript #!\n"
			"      InstanceIds: [i-0123456789abcdef0]\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: look\n"
			"    action: aws:runCommand\n"
			"    inputs:\n"
			"      DocumentName: AWS-RunShellScript\n"
			"      InstanceIds: [i-0123456789abcdef0]\n"
			"      Parameters:\n"
			"        commands: [uptime]\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: stop\n"
			"    action: aws:executeAutomation\n"
			"    inputs:\n"
			"      DocumentName: AWS-StopEC2Instance\n"
			"      TargetParameterName: InstanceId\n"
			"      Targets:\n"
			"        - Key: tag:Stage\n"
			"          Values: [test]\n"
			"  - name: own\n"
			"    action: aws:executeAutomation\n"
			"    inputs:\n"
			"      DocumentName: StopMine\n",
			"Parameters:\n"
			"  Given:\n"
			"    Type: String\n"
			"Resources:\n"
			"  Stop:\n"
			"    Type: AWS::SSM::Document\n"
			"    Properties:\n"
			"      DocumentType: Automation\n"
			"      Content:\n"
			"        schemaVersion: '0.3'\n"
			"        mainSteps:\n"
			"          - name: stop\n"
			"            action: aws:executeAutomation\n"
			"            inputs:\n"
			"              DocumentName: AWS-StopEC2Instance\n"
			"              RuntimeParameters:\n"
			"                Fn::Transform:\n"
			"                  Name: Given\n"
			"                  Parameters:\n"
			"                    Of: !Ref Given\n",
			NULL,
		},
	},
	.step = called_parameter_missing,
};
