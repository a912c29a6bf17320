// The texts under Principal that rules about trust policies ask for.
#ifndef LINT_POLICY_NAMED_H
#define LINT_POLICY_NAMED_H

#include "lint/lint.h"

struct named_text {
	const struct principal_entry *entry;
	const struct variant *variant;
	struct str text; // holes as HOLE_BYTE
};

// Every text that stands under Principal and this type; what only a parameter's default
// says is left out, and so are dynamic references.
size_t named_texts(struct lint *l, const struct statement *s, const char *type,
                   struct named_text **texts);

#endif
