#include "lint/runbook/runbook.h"
#include "runbooks/selector.h"

static void judge(struct lint *l, const struct node *value)
{
	struct ssm_selector sel;
	struct str text;

	if (!ssm_text(value, &text) || ssm_has_reference(value))
		return;
	sel = ssm_selector_of(text);
	if (sel.wrong)
		runbook_report(l, value, sel.at, text.len, "%s", sel.wrong);
}

static void selector_malformed(struct lint *l, const struct ssm_document *d,
							   const struct ssm_step *s)
{
	if (d->kind != SSM_AUTOMATION)
		return;
	for (size_t i = 0; i < s->output_count; i++)
		judge(l, s->outputs[i].selector);
	judge(l, ssm_input(s, "PropertySelector"));
}

const struct lint_rule rule_selector_malformed = {
	.rule = {
		.id = "SSM092",
		.name = "selector-malformed",
		.severity = SEV_ERROR,
		.summary = "a selector is not a path that Automation can follow",
		.why =
			"A selector is a part of JSONPath: $ and then .name, ..name, [0], [*] or one\n"
			"filter [?(@.key == 'value')]. Automation refuses others when the step is\n"
			"done, and what it declares has no value.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-outputs-inputs.html",
		.bad =
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
			"        Selector: Parameter.Value #!\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ look.Image }}'\n",
		.good =
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
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ look.Image }}'\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: look\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: ec2\n"
			"      Api: DescribeImages\n"
			"      Owners: [self]\n"
			"    outputs:\n"
			"      - Name: Image\n"
			"        Selector: $.Images[?(@.Tags[0].Value == 'a.b]')]['ImageId']\n"
			"      - Name: All\n"
			"        Selector: $..ImageId\n"
			"        Type: StringList\n"
			"      - Name: Answer\n"
			"        Selector: $\n"
			"        Type: StringMap\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ look.Image }}'\n"
			"  - name: more\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ look.Answer }} {{ look.All }}'\n",
			NULL,
		},
	},
	.step = selector_malformed,
};
