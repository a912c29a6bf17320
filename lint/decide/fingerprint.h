// What makes a finding the same one tomorrow: its rule, its file in the repository, and the
// text of its line, wherever that line has moved to.
#ifndef LINT_DECIDE_FINGERPRINT_H
#define LINT_DECIDE_FINGERPRINT_H

#include "model/diag.h"

struct fingerprint {
	char text[17]; // 16 hexadecimal digits
};

// Where paths count from, so that the folder in which orgc is started does not matter: both
// are absolute; NULL where not known, and paths are taken as they are.
struct fingerprint_base {
	const char *root; // of the repository
	const char *here; // what relative paths are relative to
};

// One for each of `count` findings, in the arena. paths[i] is the file of a finding without
// a source; NULL where none is known. Findings that are equal in all of this are told apart by their order.
struct fingerprint *fingerprints(struct arena *a, const struct fingerprint_base *base,
                                 const struct diag *const *diags, const char *const *paths,
                                 size_t count);

// "sub/a.yaml": `path` as the repository has it, without "." and "..".
const char *path_in_repository(struct arena *a, const struct fingerprint_base *base,
                               const char *path);

#endif
