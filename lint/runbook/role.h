// The role that a runbook acts with, where the same template makes it.
#ifndef LINT_RUNBOOK_ROLE_H
#define LINT_RUNBOOK_ROLE_H

#include "lint/runbook/runbook.h"

struct runbook_role {
	const struct entry *resource;
	const struct node *named; // where the runbook names it
	bool known;               // all policies of the role are known
	const struct prepared **policies; // its identity policies
	size_t count;
};

// False where the role is not made here, or the runbook has none.
bool runbook_role_of(struct lint *l, const struct ssm_document *d, struct runbook_role *r);
// Whether the role may do an action on some resource, under some condition.
enum truth runbook_role_allows(struct lint *l, const struct runbook_role *r,
                               struct str action);
// Whether a service may assume the role.
enum truth runbook_role_trusts(struct lint *l, const struct runbook_role *r,
                               const char *service);

#endif
