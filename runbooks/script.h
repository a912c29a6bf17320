// What can be said of the scripts of aws:executeScript without running them. Whatever the
// reader does not understand makes it say nothing.
#ifndef RUNBOOKS_SCRIPT_H
#define RUNBOOKS_SCRIPT_H

#include "model/node.h"

enum script_fault_kind { SCRIPT_SOUND, SCRIPT_INDENT, SCRIPT_BRACKET };

struct script_fault {
	enum script_fault_kind kind;
	size_t at;        // byte of the script
	const char *what; // one sentence
};

// The first thing for which Python would refuse to compile the script.
struct script_fault ssm_python_check(struct str text);

// Whether some line may bind a name: def, class, import, an assignment.
bool ssm_python_binds(struct str text, struct str name);
struct str ssm_python_nearest(struct arena *a, struct str text, struct str name);

// Calls `found` with each key that the handler surely reads of its first argument:
// events["key"], where nothing tests, sets or catches it.
void ssm_python_events(struct arena *a, struct str text, struct str handler,
                       void (*found)(void *context, struct str key, size_t at),
                       void *context);

// Whether a script runs as it is on the runtimes of today.
bool ssm_script_moves(const struct node *script);

#endif
