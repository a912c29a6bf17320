// A runbook with lines altered, and the same bytes as a document of their own, under every
// rule and drawn: no crash, and no rule that takes for ever. What fixes make is judged once
// more.
#include "lint/lint.h"
#include "model/edit/edit.h"
#include "model/read/read.h"
#include "runbooks/draw.h"
#include "runbooks/script.h"
#include "runbooks/selector.h"
#include "tests/fuzz/altered.h"

static const char base[] =
	"schemaVersion: '0.3'\n"
	"assumeRole: '{{ Role }}'\n"
	"parameters:\n"
	"  Role: {type: 'AWS::IAM::Role::Arn', default: ''}\n"
	"  Ids:\n"
	"    type: StringList\n"
	"    allowedPattern: ^ami-[a-f0-9]{8}$\n"
	"    minItems: 1\n"
	"variables:\n"
	"  tries: {type: Integer, default: 0}\n"
	"mainSteps:\n"
	"  - name: image\n"
	"    action: aws:createImage\n"
	"    onFailure: step:tell\n"
	"    inputs: {InstanceId: i-1, ImageName: 'of-{{ global:DATE }}'}\n"
	"  - name: script\n"
	"    action: aws:executeScript\n"
	"    inputs:\n"
	"      Runtime: python3.12\n"
	"      Handler: handler\n"
	"      InputPayload: {ids: '{{ Ids }}'}\n"
	"      Script: |-\n"
	"        def handler(events, context):\n"
	"            return {\"first\": events[\"ids\"][0]}\n"
	"    outputs:\n"
	"      - {Name: First, Selector: '$.Payload.first', Type: String}\n"
	"  - name: choose\n"
	"    action: aws:branch\n"
	"    inputs:\n"
	"      Choices:\n"
	"        - NextStep: each\n"
	"          Or:\n"
	"            - {Variable: '{{ script.First }}', StringEquals: a}\n"
	"            - Not: {Variable: '{{ variable:tries }}', NumericGreater: 3}\n"
	"      Default: tell\n"
	"  - name: each\n"
	"    action: aws:loop\n"
	"    isEnd: true\n"
	"    inputs:\n"
	"      Iterators: '{{ Ids }}'\n"
	"      MaxIterations: 3\n"
	"      Steps:\n"
	"        - name: count\n"
	"          action: aws:updateVariable\n"
	"          inputs: {Name: 'variable:tries', Value: 1}\n"
	"        - name: drop\n"
	"          action: aws:deleteImage\n"
	"          nextStep: count\n"
	"          inputs: {ImageId: '{{ each.CurrentIteratorValue }}'}\n"
	"  - name: tell\n"
	"    action: aws:executeAwsApi\n"
	"    inputs: {Service: sns, Api: publish, Message: '{{ image.ImageId }}'}\n"
	"outputs: [script.First]\n";

static struct str fixed(struct arena *a, struct str text, const struct diags *d)
{
	const struct fix **fixes = arena_array(a, const struct fix *, d->count);
	size_t count = 0, applied;

	for (size_t i = 0; i < d->count; i++)
		if (d->items[i].fix)
			fixes[count++] = d->items[i].fix;
	return edits_apply(a, text, fixes, count, &applied);
}

static struct str judge(struct arena *a, struct str text)
{
	struct lint_result result = {.diags = {.arena = a}};
	struct lint_result *results[] = {&result};
	struct doc *doc = doc_read(a, source_new(a, "fuzz", text), SYNTAX_GUESS, template_tags,
	                           &result.diags);
	struct out o = {.arena = a};
	const struct ssm_document *d;

	if (!doc->root)
		return text;
	lint_document(a, doc, POLICY_UNSURE, &result);
	lint_finish(results, 1, NULL);
	d = ssm_document_of(a, doc->root, S("Automation"));
	ssm_draw_text(&o, d);
	ssm_draw_mermaid(&o, d);
	ssm_draw_policy(&o, d);
	return fixed(a, text, &result.findings);
}

// As the text that the AWS CLI prints, and as one that a template fills in.
static void judge_inside(struct arena *a, struct str text, const char *before,
                         const char *after)
{
	struct out o = {.arena = a};

	out_text(&o, before);
	out_json_string(&o, text);
	out_text(&o, after);
	judge(a, out_str(&o));
}

static void ignore(void *context, struct str key, size_t at)
{
	(void)context, (void)key, (void)at;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct str bytes = {size ? (const char *)data : NULL, size}, text;

	make_files(&a, str_of(base), data, size, &text, 1);
	judge(&a, judge(&a, text));
	judge(&a, bytes);
	judge_inside(&a, text, "{\"DocumentType\": \"Automation\", \"DocumentFormat\": \"YAML\", "
	                       "\"Content\": ", "}");
	judge_inside(&a, text, "{\"Parameters\": {\"P\": {\"Type\": \"String\"}}, \"Resources\": "
	                       "{\"R\": {\"Type\": \"AWS::SSM::Document\", \"Properties\": "
	                       "{\"Content\": {\"Fn::Sub\": ", "}}}}}");
	ssm_selector_of(bytes);
	ssm_script_events(ssm_script_of(&a, S("python3.12"), bytes), S("handler"),
	                  &(struct names){0}, ignore, NULL);
	ssm_script_of(&a, S("PowerShell 7.4"), bytes);
	arena_free(&a);
	return 0;
}
