#include "lint/runbook/runbook.h"

static void instance_ids_too_many(struct lint *l, const struct ssm_document *d,
								  const struct ssm_step *s)
{
	const struct node *ids = ssm_input(s, "InstanceIds");

	(void)d;
	if (ssm_step_is(s, "aws:runCommand") && node_is_seq(ids) &&
		(long)ids->len > limit("run-command-instances"))
		lint_report(l, ids, "one command is sent to at most %ld instances by their ids",
					limit("run-command-instances"));
}

const struct lint_rule rule_instance_ids_too_many = {
	.rule = {
		.id = "SSM093",
		.name = "instance-ids-too-many",
		.severity = SEV_ERROR,
		.summary = "a command is sent to more instances than one step takes",
		.why =
			"aws:runCommand takes up to 50 ids. Name the instances by Targets, which has\n"
			"no such bound.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-runcommand.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: look\n"
			"    action: aws:runCommand\n"
			"    inputs:\n"
			"      DocumentName: AWS-RunShellScript\n"
			"      Parameters: {commands: [uptime]}\n"
			"      InstanceIds: [ #!\n"
			"        i-00000001, i-00000002, i-00000003, i-00000004, i-00000005, i-00000006,\n"
			"        i-00000011, i-00000012, i-00000013, i-00000014, i-00000015, i-00000016,\n"
			"        i-00000021, i-00000022, i-00000023, i-00000024, i-00000025, i-00000026,\n"
			"        i-00000031, i-00000032, i-00000033, i-00000034, i-00000035, i-00000036,\n"
			"        i-00000041, i-00000042, i-00000043, i-00000044, i-00000045, i-00000046,\n"
			"        i-00000051, i-00000052, i-00000053, i-00000054, i-00000055, i-00000056,\n"
			"        i-00000061, i-00000062, i-00000063, i-00000064, i-00000065, i-00000066,\n"
			"        i-00000071, i-00000072, i-00000073, i-00000074, i-00000075, i-00000076,\n"
			"        i-00000081, i-00000082, i-00000083, i-00000084, i-00000085, i-00000086]\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: look\n"
			"    action: aws:runCommand\n"
			"    inputs:\n"
			"      DocumentName: AWS-RunShellScript\n"
			"      Parameters: {commands: [uptime]}\n"
			"      Targets:\n"
			"        - Key: tag:Stage\n"
			"          Values: [production]\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Ids:\n"
			"    type: StringList\n"
			"mainSteps:\n"
			"  - name: run\n"
			"    action: aws:runCommand\n"
			"    inputs:\n"
			"      DocumentName: AWS-UpdateSSMAgent\n"
			"      InstanceIds: '{{ Ids }}'\n",
			NULL,
		},
	},
	.step = instance_ids_too_many,
};
