// What can be said of the scripts of aws:executeScript without running them. Whatever the
// readers do not understand makes them say nothing.
#ifndef RUNBOOKS_SCRIPT_H
#define RUNBOOKS_SCRIPT_H

#include "model/arena.h"
#include "model/node.h"
#include "model/text/names.h"

enum script_fault_kind { SCRIPT_SOUND, SCRIPT_INDENT, SCRIPT_BRACKET };

// The first thing for which the interpreter would refuse the script.
struct script_fault {
	enum script_fault_kind kind;
	size_t at;        // byte of the script
	const char *what; // one sentence
};

struct ssm_script {
	struct str text;
	// The text with '\1' for each letter of comments and texts; empty where it is not
	// understood, has a fault, or is no Python.
	struct str code;
	bool is_python;
	struct script_fault fault;
};

// Never NULL. `runtime` as in Runtime: "python3.11".
struct ssm_script *ssm_script_of(struct arena *a, struct str runtime, struct str text);

// The readers: false where they do not understand the text. `code` holds a copy of it, in
// which comments and texts are blanked out.
bool ssm_read_python(struct str text, char *code, struct script_fault *fault);
bool ssm_read_powershell(struct str text, struct script_fault *fault);

// Whether some line of a Python script may bind a name: def, class, import, an assignment.
bool ssm_script_binds(const struct ssm_script *s, struct str name);
struct str ssm_script_nearest(const struct ssm_script *s, struct str name);

// Calls `found` with the first hundred keys that the handler surely reads of its first
// argument and that are not `known`: events["key"], where nothing tests, sets or catches it.
void ssm_script_events(const struct ssm_script *s, struct str handler,
                       const struct names *known,
                       void (*found)(void *context, struct str key, size_t at),
                       void *context);

// Whether a script runs as it is on the runtimes of today.
bool ssm_script_moves(const struct node *script);

#endif
