#include "lint/runbook/runbook.h"
#include "runbooks/script.h"

struct reading {
	struct lint *l;
	const struct node *script, *payload;
	struct names names; // of the payload
};

static void judge(void *context, struct str key, size_t at)
{
	struct reading *r = context;
	struct diag *item;

	item = runbook_report(r->l, r->script, at, at + key.len,
						  r->payload ? "InputPayload has no %s" : "there is no InputPayload "
																  "with a key %s",
						  say_text(r->l->arena, key));
	runbook_nearest(r->l, item, r->script, at, at + key.len, names_nearest(&r->names, key));
}

static void script_event_unknown(struct lint *l, const struct ssm_document *d,
								 const struct ssm_step *s)
{
	const struct node *payload = ssm_input(s, "InputPayload");
	struct reading r = {l, ssm_input(s, "Script"), payload, {.arena = l->arena}};
	struct str handler;

	(void)d;
	if (!s->script || !ssm_text(ssm_input(s, "Handler"), &handler) ||
		(payload && (!node_is_map(payload) || ssm_is_open(payload))) || ssm_is_open(s->inputs))
		return;
	node_each_pair(payload, known)
		names_add(&r.names, node_str(known), 0);
	ssm_script_events(s->script, handler, &r.names, judge, &r);
}

const struct lint_rule rule_script_event_unknown = {
	.rule = {
		.id = "SSM080",
		.name = "script-event-undefined",
		.severity = SEV_ERROR,
		.summary = "a script reads a key of its events that InputPayload does not have",
		.why =
			"The first argument of the handler is InputPayload. events[\"key\"] of a key\n"
			"that is not there raises KeyError, and the step fails.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "automation-action-executeScript.html",
		.bad =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Images:\n"
			"    type: StringList\n"
			"mainSteps:\n"
			"  - name: first\n"
			"    action: aws:executeScript\n"
			"    inputs:\n"
			"      Runtime: python3.12\n"
			"      Handler: handler\n"
			"      InputPayload:\n"
			"        images: '{{ Images }}'\n"
			"      Script: |-\n"
			"        def handler(events, context):\n"
			"            return {\"image\": events[\"Images\"][0]} #!\n",
		.good =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Images:\n"
			"    type: StringList\n"
			"mainSteps:\n"
			"  - name: first\n"
			"    action: aws:executeScript\n"
			"    inputs:\n"
			"      Runtime: python3.12\n"
			"      Handler: handler\n"
			"      InputPayload:\n"
			"        images: '{{ Images }}'\n"
			"      Script: |-\n"
			"        def handler(events, context):\n"
			"            return {\"image\": events[\"images\"][0]}\n",
		.silent = (const char *const[]){
			"schemaVersion: '0.3'\n"
			"mainSteps:\n"
			"  - name: first\n"
			"    action: aws:executeScript\n"
			"    inputs:\n"
			"      Runtime: python3.12\n"
			"      Handler: handler\n"
			"      InputPayload:\n"
			"        images: []\n"
			"      Script: |-\n"
			"        def other(events):\n"
			"            return events[\"any\"]\n"
			"        def handler(events, context):\n"
			"            events[\"made\"] = 1\n"
			"            if \"more\" in events:\n"
			"                return events[\"more\"]\n"
			"            return {\"image\": events[\"made\"], \"text\": 'events[\"x\"]'}\n",
			NULL,
		},
		.fixed =
			"schemaVersion: '0.3'\n"
			"parameters:\n"
			"  Images:\n"
			"    type: StringList\n"
			"mainSteps:\n"
			"  - name: first\n"
			"    action: aws:executeScript\n"
			"    inputs:\n"
			"      Runtime: python3.12\n"
			"      Handler: handler\n"
			"      InputPayload:\n"
			"        images: '{{ Images }}'\n"
			"      Script: |-\n"
			"        def handler(events, context):\n"
			"            return {\"image\": events[\"images\"][0]}\n",
	},
	.step = script_event_unknown,
};
