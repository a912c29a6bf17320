// An org description in which accounts are in other OUs than its file says: --move ACCOUNT=OU.
#ifndef CLI_MOVED_H
#define CLI_MOVED_H

#include "cli/compile.h"

struct moves {
	struct move {
		struct str account, ou;
	} *items;
	size_t count, room;
};

// "ACCOUNT=OU", from the command line; a usage error where it is none.
void moves_add(struct arena *a, struct moves *m, const char *command, const char *argument);
// "dev in Workloads/Prod"
const char *moves_words(struct arena *a, const struct moves *m);

// compile_path() of the file as if it said so. Dies where it has no such account; an OU that is
// not there is a finding as any.
void compile_moved(struct arena *a, const char *path, const struct moves *m, bool anywhere,
                   struct diags *diags, struct compiled *c);

#endif
