#include "lint/runbook/runbook.h"

// A text that is meant to be one reference and lacks a brace.
static bool is_unclosed(struct str text)
{
	size_t start = 0, end = text.len;

	while (start < end && text.at[start] == '{')
		start++;
	while (end > start && text.at[end - 1] == '}')
		end--;
	if (start == 0 || start > 2 || text.len - end > 2 || start + (text.len - end) != 3)
		return false;
	for (size_t i = start; i < end; i++)
		if (!char_is_alnum(text.at[i]) && !strchr(" ._:", text.at[i]))
			return false;
	return end > start;
}

static void walk(struct lint *l, const struct node *n, int depth)
{
	struct str text;

	if (ssm_text(n, &text)) {
		if (is_unclosed(text))
			lint_report(l, n, "a reference stands in {{ and }}");
		return;
	}
	if (!n || (n->kind != NODE_MAP && n->kind != NODE_SEQ) || depth > 16)
		return;
	for (const struct node *child = n->first; child; child = child->next)
		walk(l, child, depth + 1);
}

static void reference_unclosed(struct lint *l, const struct ssm_document *d,
							   const struct ssm_step *s)
{
	if (d->kind != SSM_AUTOMATION)
		return;
	node_each_pair(s->inputs, key)
		if (!node_is(key, "Script") && !node_is(key, "Steps"))
			walk(l, key->next, 0);
}

const struct lint_rule rule_reference_unclosed = {
	.rule = {
		.id = "SSM048",
		.name = "reference-unclosed",
		.severity = SEV_WARNING,
		.summary = "a reference is opened and not closed",
		.why =
			"A reference stands in {{ and }}. With a brace missing it is plain text, and\n"
			"the step gets those letters in the place of the value.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-outputs-inputs.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  InstanceId:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: createImage\n"
			"    action: aws:createImage\n"
			"    inputs:\n"
			"      InstanceId: '{{ InstanceId }' #!\n"
			"      ImageName: image-of-{{ InstanceId }}\n",
		.good =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  InstanceId:\n"
			"    type: String\n"
			"mainSteps:\n"
			"  - name: createImage\n"
			"    action: aws:createImage\n"
			"    inputs:\n"
			"      InstanceId: '{{ InstanceId }}'\n"
			"      ImageName: image-of-{{ InstanceId }}\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: count\n"
			"    action: aws:executeScript\n"
			"    inputs:\n"
			"      Runtime: python3.12\n"
			"      Handler: handler\n"
			"      InputPayload:\n"
			"        json: '{\"a\": {\"b\": 1}}'\n"
			"        set: '{a}'\n"
			"        other: '${ a }}'\n"
			"      Script: |-\n"
			"        def handler(events, context):\n"
			"            return {\"count\": {\"a\": 1}}\n",
			NULL,
		},
	},
	.step = reference_unclosed,
};
