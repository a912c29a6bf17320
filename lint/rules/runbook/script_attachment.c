#include "lint/runbook/runbook.h"

static void script_attachment(struct lint *l, const struct ssm_document *d,
							  const struct ssm_step *s)
{
	const struct node *value = ssm_input(s, "Attachment");
	const struct node *files = node_get(d->root, "files");
	struct str text;

	if (d->kind != SSM_AUTOMATION || !ssm_step_is(s, "aws:executeScript") ||
		!ssm_text(value, &text) || ssm_has_reference(value) || ssm_is_open(files) ||
		(files && !node_is_map(files)) || node_get_str(files, text))
		return;
	lint_report(l, value, "files of this document has no %s", say_text(l->arena, text));
}

const struct lint_rule rule_script_attachment = {
	.rule = {
		.id = "SSM081",
		.name = "script-attachment-missing",
		.severity = SEV_ERROR,
		.summary = "a script is an attachment that the document does not have",
		.why =
			"Attachment names a file that the document lists under files. Without it\n"
			"Automation has nothing to run.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-executeScript.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: count\n"
			"    action: aws:executeScript\n"
			"    inputs:\n"
			"      Runtime: python3.12\n"
			"      Handler: count.handler\n"
			"      Attachment: count.zip #!\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: count\n"
			"    action: aws:executeScript\n"
			"    inputs:\n"
			"      Runtime: python3.12\n"
			"      Handler: count.handler\n"
			"      Attachment: count.zip\n"
			"files:\n"
			"  count.zip:\n"
			"    checksums:\n"
			"      sha256: 9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"files:\n"
			"  script.py:\n"
			"    checksums:\n"
			"      sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n"
			"mainSteps:\n"
			"  - name: count\n"
			"    action: aws:executeScript\n"
			"    inputs:\n"
			"      Runtime: python3.12\n"
			"      Handler: script.handler\n"
			"      Attachment: script.py\n",
			NULL,
		},
	},
	.step = script_attachment,
};
