// What rules about documents of Systems Manager share.
#ifndef LINT_RUNBOOK_RUNBOOK_H
#define LINT_RUNBOOK_RUNBOOK_H

#include "lint/lint.h"
#include "model/text/say.h"
#include "runbooks/api.h"
#include "runbooks/graph.h"
#include "runbooks/reference.h"

// A finding at the letters [at, end) of a scalar's text.
__attribute__((format(printf, 5, 6)))
struct diag *runbook_report(struct lint *l, const struct node *n, size_t at, size_t end,
                            const char *format, ...);
__attribute__((format(printf, 3, 4)))
struct diag *runbook_report_reference(struct lint *l, const struct ssm_reference *r,
                                      const char *format, ...);
// Offers to write `by` in the place of letters [at, end) of a scalar, where the file has
// them as they are.
void runbook_fix(struct lint *l, struct diag *d, const struct node *n, size_t at,
                 size_t end, struct str by);
// A finding about a name that is not known: with the nearest one as hint and fix.
void runbook_nearest(struct lint *l, struct diag *d, const struct node *n, size_t at,
                     size_t end, struct str nearest);

// The facts about documents of this kind; NULL where there are none.
const struct fact *runbook_form(const struct ssm_document *d);
const struct fact *runbook_facts(const char *list); // "operators", of aws/documents.txt
struct str runbook_day(void);                       // of the facts by hand
// "the step createImage", "a step without a name": for messages.
const char *runbook_step(struct lint *l, const struct ssm_step *s);

#endif
