// What several rules ask of a text of a statement.
#ifndef LINT_POLICY_TEXT_H
#define LINT_POLICY_TEXT_H

#include "lint/lint.h"

// Whether AWS fills in policy variables where this text stands.
bool text_takes_variables(const struct statement *s, const struct lint_text *t);

// Whether it stands under an operator of this family that cannot compare with it: known
// to the last letter, without variables and placeholders.
bool text_is_no_value(const struct lint_text *t, enum operator_family family);

// What anyone who copies an example has to fill in: ${Account}, <account>, [ADMIN_ROLE],
// YOUR-BUCKET. The first at or after `from`; false where there is none.
struct placeholder {
	size_t start, end;
};
bool placeholder_next(struct str text, size_t from, struct placeholder *p);

#endif
