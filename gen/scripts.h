// The files of gen/scripts/, as the build put them into the program: the parts of steps.sh
// and deploy.sh that are the same for every organization.
#ifndef GEN_SCRIPTS_H
#define GEN_SCRIPTS_H

#include "model/embedded.h"
#include "model/write/write.h"

extern const struct embedded scripts[]; // sorted by name
extern const size_t scripts_count;

// The text of gen/scripts/NAME.sh, which has to be there.
struct str script_named(const char *name);

// A text as one word of the shell.
void script_quote(struct out *o, struct str text);

#endif
