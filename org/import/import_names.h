// Names of org.yaml, found for what AWS calls otherwise.
#ifndef ORG_IMPORT_IMPORT_NAMES_H
#define ORG_IMPORT_IMPORT_NAMES_H

#include "model/text/names.h"

// Finds a name for each of a group, the same whatever the order of files: who shares a
// wish with another gets the id after it.
struct namer {
	struct arena *arena;
	const char *kind;    // "account": what a name starts with that starts with no letter
	bool is_plain;       // logical ids come of them: no _, and a hyphen tells none apart
	struct names wished; // all in small letters
	struct names used;
};

struct namer namer_of(struct arena *a, const char *kind);
// A name that is taken.
void namer_use(struct namer *n, struct str name);
// What AWS calls one of the group; all of them wish before the first one takes.
void namer_wish(struct namer *n, struct str name);
// `id` in letters that a name may have.
struct str namer_take(struct namer *n, struct str name, struct str id);

#define ALL_COMMANDS "orgc import --script prints a script that collects all"

// In the order in which people sort: a slash parts names, and capitals do not count.
int names_compare(struct str a, struct str b);

#endif
