#include "lint/runbook/runbook.h"

// By step and output, whether some reference reads it; of a step they begin at first[step].
static bool *find_read(struct lint *l, const struct ssm_document *d, size_t *first)
{
	size_t count = 0;
	bool *read;

	for (size_t i = 0; i < d->count; i++) {
		first[i] = count;
		count += d->steps[i].output_count;
	}
	read = arena_array(l->scratch, bool, count);
	for (size_t i = 0; i < d->reference_count; i++) {
		const struct ssm_reference *r = &d->references[i];
		const struct ssm_step *s = r->step.len ? ssm_step(d, r->step) : NULL;

		for (size_t k = 0; s && k < s->output_count; k++) {
			struct str name = s->outputs[k].name;

			if (str_eq(str_slice(r->output, 0, name.len), name) &&
				(r->output.len == name.len || r->output.at[name.len] == '.'))
				read[first[s->at] + k] = true;
		}
	}
	return read;
}

// Given on to anyone who started the runbook.
static bool is_given_on(const struct ssm_document *d, const struct ssm_step *s,
						const struct ssm_output *o)
{
	const struct node *outputs = node_get(d->root, "outputs");

	if (outputs && !node_is_seq(outputs))
		return true;
	node_each(outputs, item) {
		struct str text = node_str(item);

		if (!node_is_scalar(item) ||
			(str_starts(text, arena_cstring(d->arena, s->name)) &&
			 str_ends(text, arena_cstring(d->arena, o->name))))
			return true;
	}
	return false;
}

static bool comes_later(const struct lint *l, size_t at)
{
	const struct ssm_graph *g = l->steps;

	return g->first[at] < g->first[at + 1];
}

static void step_output_unused(struct lint *l, const struct ssm_document *d)
{
	size_t *first = arena_array(l->scratch, size_t, d->count + 1);
	const bool *read;

	if (d->kind != SSM_AUTOMATION || l->steps->unsure)
		return;
	read = find_read(l, d, first);
	for (size_t i = 0; i < d->count; i++) {
		const struct ssm_step *s = &d->steps[i];

		for (size_t k = 0; k < s->output_count && comes_later(l, i); k++)
			if (s->outputs[k].name.len && !read[first[i] + k] &&
				!is_given_on(d, s, &s->outputs[k]))
				lint_report(l, node_get(s->outputs[k].node, "Name"),
							"nothing reads the output %s of %s",
							say_text(l->arena, s->outputs[k].name), runbook_step(l, s));
	}
}

const struct lint_rule rule_step_output_unused = {
	.rule = {
		.id = "SSM066",
		.name = "step-output-unused",
		.severity = SEV_INFO,
		.summary = "nothing reads an output that a step declares",
		.why =
			"The value is taken out of the answer and dropped. Often a later step reads\n"
			"another name, or the whole answer of the action in its place. What the last\n"
			"steps give is for people to look at, and is not meant.",
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
			"      - Name: Version #!\n"
			"        Selector: $.Parameter.Version\n"
			"        Type: Integer\n"
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
			"      - Name: Version\n"
			"        Selector: $.Parameter.Version\n"
			"        Type: Integer\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ look.Image }}'\n"
			"outputs:\n"
			"  - look.Version\n",
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
			"      - Name: First\n"
			"        Selector: $.Images[0]\n"
			"        Type: StringMap\n"
			"  - name: drop\n"
			"    action: aws:deleteImage\n"
			"    inputs:\n"
			"      ImageId: '{{ look.First.ImageId }}'\n"
			"  - name: last\n"
			"    action: aws:executeAwsApi\n"
			"    inputs:\n"
			"      Service: ec2\n"
			"      Api: DescribeImages\n"
			"      Owners: [self]\n"
			"    outputs:\n"
			"      - Name: ToBeSeenInTheConsole\n"
			"        Selector: $.Images[0].ImageId\n",
			NULL,
		},
	},
	.runbook = step_output_unused,
};
