// An AWS::SSM::Association and the document of the same template that it runs.
#ifndef LINT_RUNBOOK_ASSOCIATION_H
#define LINT_RUNBOOK_ASSOCIATION_H

#include "lint/runbook/runbook.h"

struct runbook_association {
	const struct entry *resource;        // the document's
	const struct ssm_document *document; // in the lint's scratch
	const struct node *parameters;       // a MAP, evaluated; NULL where none are given
	struct str target;       // AutomationTargetParameterName; empty where there is none
	const struct node *place; // where to say what is missing
};

// False where a resource is no association, or runs a document that is not known whole.
bool runbook_association(struct lint *l, const struct entry *resource,
                         struct runbook_association *as);

// The document of a resource, for other resources to look at; NULL where deployment decides
// what is in it.
const struct ssm_document *runbook_of_resource(struct lint *l, const struct entry *resource);

#endif
