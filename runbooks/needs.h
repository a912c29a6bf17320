// What the role of a runbook has to be allowed: the IAM actions that its steps need.
#ifndef RUNBOOKS_NEEDS_H
#define RUNBOOKS_NEEDS_H

#include "runbooks/document.h"

struct ssm_need {
	struct str action; // "ec2:CreateImage"
	const struct ssm_step *step; // the first that needs it
	bool sure;         // the step fails without it; else only as its inputs ask
	bool unknown;      // not known what it needs: a script, another document; no action
};

// In the order of the steps, each action once; gives the count. Scripts, and steps whose
// action or operation is not known, come as `unknown`.
size_t ssm_needs(struct arena *a, const struct ssm_document *d, struct ssm_need **needs);

// Whether some step surely calls AWS.
bool ssm_needs_any(const struct ssm_document *d);

#endif
