#include "lint/runbook/runbook.h"

static void step_output_type_unknown(struct lint *l, const struct ssm_document *d,
								const struct ssm_step *s)
{
	const struct fact *types = fact_get(runbook_form(d), "output types");

	for (size_t i = 0; types && i < s->output_count; i++) {
		const struct node *value = node_get(s->outputs[i].node, "Type");
		struct str name = s->outputs[i].type.name;
		struct diag *item;

		if (!value || name.len == 0 || fact_find(types, name))
			continue;
		item = lint_report(l, value, "no output is of type %s", say_text(l->arena, name));
		runbook_nearest(l, item, value, 0, name.len, fact_nearest(types, name));
	}
}

const struct lint_rule rule_step_output_type_unknown = {
	.rule = {
		.id = "SSM064",
		.name = "step-output-type-unknown",
		.severity = SEV_ERROR,
		.summary = "there is no type of outputs of this name",
		.why =
			"The Type of an output is String, StringList, Integer, Boolean, StringMap or\n"
			"MapList. Systems Manager refuses any other.",
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
			"        Selector: $.Parameter.Value\n"
			"        Type: Strings #!\n"
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
			"        Type: String\n"
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
			"      - Name: Images\n"
			"        Selector: $.Images\n"
			"        Type: MapList\n"
			"      - Name: First\n"
			"        Selector: $.Images[0]\n"
			"        Type: StringMap\n"
			"      - Name: Ids\n"
			"        Selector: $.Images..ImageId\n"
			"        Type: StringList\n"
			"      - Name: Public\n"
			"        Selector: $.Images[0].Public\n"
			"        Type: Boolean\n",
			NULL,
		},
		.fixed =
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
			"        Type: String\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ look.Image }}'\n",
	},
	.step = step_output_type_unknown,
};
