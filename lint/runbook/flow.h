// What type of value is expected in the place of a reference.
#ifndef LINT_RUNBOOK_FLOW_H
#define LINT_RUNBOOK_FLOW_H

#include "lint/runbook/runbook.h"

// Of a reference that is a whole value of a step's input, of the action or of the API that
// it calls; SSM_ANY deeper inside, and where it is not known.
enum ssm_form runbook_wanted(const struct ssm_document *d, const struct ssm_reference *r);

#endif
