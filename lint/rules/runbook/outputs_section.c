#include "lint/runbook/runbook.h"

static void judge(struct lint *l, const struct ssm_document *d, const struct node *item)
{
	struct ssm_reference r;
	struct ssm_type type;
	const struct ssm_step *s;
	struct str text;
	ptrdiff_t dot;

	if (!ssm_text(item, &text) || (dot = str_find_byte(text, 0, '.')) <= 0)
		return;
	if (ssm_has_reference(item)) {
		size_t at = 0;

		if (ssm_reference_next(text, &at, &r) && r.at == 0 && r.end == text.len)
			return; // the rules about references see to it
		return;
	}
	s = ssm_step(d, str_slice(text, 0, (size_t)dot));
	if (!s)
		lint_report(l, item, "there is no step %s",
					say_text(l->arena, str_slice(text, 0, (size_t)dot)));
	else if (!s->uncertain && str_find_byte(text, (size_t)dot + 1, '.') < 0 &&
			 !str_ends(text, ".OutputPayload") &&
			 ssm_output_exists(s, str_slice(text, (size_t)dot + 1, text.len), &type) == TRUTH_NO)
		lint_report(l, item, "%s gives no output of this name", runbook_step(l, s));
}

static void outputs_section(struct lint *l, const struct ssm_document *d)
{
	if (d->kind != SSM_AUTOMATION || d->varies || d->count == 0)
		return;
	node_each(node_get(d->root, "outputs"), item)
		judge(l, d, item);
}

const struct lint_rule rule_outputs_section = {
	.rule = {
		.id = "SSM067",
		.name = "runbook-outputs-unknown",
		.severity = SEV_ERROR,
		.summary = "the outputs of the document name a step or an output that is not there",
		.why =
			"outputs is a list of texts step.Output: what the automation gives when it\n"
			"ends. Systems Manager refuses the name of a step that does not exist, and\n"
			"has no value for an output that the step does not give.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-outputs-inputs.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: image\n"
			"    action: aws:createImage\n"
			"    inputs:\n"
			"      InstanceId: i-0123456789abcdef0\n"
			"      ImageName: nightly\n"
			"outputs:\n"
			"  - image.ImageIds #!\n",
		.good =
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: image\n"
			"    action: aws:createImage\n"
			"    inputs:\n"
			"      InstanceId: i-0123456789abcdef0\n"
			"      ImageName: nightly\n"
			"outputs:\n"
			"  - image.ImageId\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: look\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: ssm\n"
			"      Api: GetParameter\n"
			"      Name: /images/old\n"
			"    outputs:\n"
			"      - Name: Image\n"
			"        Selector: $.Parameter.Value\n"
			"  - name: count\n"
			"    action: aws:executeScript\n"
			"    inputs:\n"
			"      Runtime: python3.12\n"
			"      Handler: handler\n"
			"      Script: |-\n"
			"        def handler(events, context):\n"
			"            return {\"count\": 1}\n"
			"outputs:\n"
			"  - look.Image\n"
			"  - '{{ look.Image }}'\n"
			"  - count.Payload\n"
			"  - count.OutputPayload\n"
			"  - look\n",
			NULL,
		},
	},
	.runbook = outputs_section,
};
