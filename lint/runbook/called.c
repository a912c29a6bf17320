// Documents that a step runs.
#include "lint/runbook/called.h"

bool runbook_called(const struct ssm_step *s, struct runbook_called *c)
{
	bool runs = ssm_step_is(s, "aws:executeAutomation"), sends = ssm_step_is(s, "aws:runCommand");
	struct str name;

	if ((!runs && !sends) || !ssm_text(ssm_input(s, "DocumentName"), &name))
		return false;
	c->document = runbook_find(name);
	c->parameters = fact_get(c->document, "parameters");
	c->given = ssm_input(s, runs ? "RuntimeParameters" : "Parameters");
	return c->document && !ssm_is_open(s->inputs) &&
	       (!c->given || (node_is_map(c->given) && !ssm_is_open(c->given)));
}
