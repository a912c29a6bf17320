// How many characters a policy takes.
#ifndef LINT_POLICY_SIZE_H
#define LINT_POLICY_SIZE_H

#include "lint/lint.h"

// What is not known counts as nothing, of two branches the shorter one counts: the policy
// has at least so many.
struct policy_size {
	size_t minified; // as JSON without blanks between its parts
	size_t unspaced; // without any blanks, as IAM counts
	size_t written;  // as a file or a text of JSON has it; 0 where it is no JSON
};

// Of a policy as evaluated, or a text that holds one.
struct policy_size policy_size_of(const struct node *value);

// Reports a policy in which each character counts and that has more than limit(row), and
// offers to write it without blanks where that is enough. `name` is what AWS calls it.
void check_size_as_written(struct lint *l, const struct policy *p, const char *name,
                           const char *row);

#endif
