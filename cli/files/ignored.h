// What .gitignore files leave out of a search of folders.
// https://git-scm.com/docs/gitignore
#ifndef CLI_FILES_IGNORED_H
#define CLI_FILES_IGNORED_H

#include "model/arena.h"

// The .gitignore of one folder, and those of the folders above it up to the top of the
// repository. In the arena.
struct ignored {
	const struct ignored *up; // NULL at the top
	const char *folder;       // its real path
	struct str *patterns;
	size_t count;
};

// For the folder at `path`. `up` is what holds for the folder that it is in; where it is NULL,
// the folders above are read as well. Outside of a repository nothing is left out: then it
// gives NULL.
const struct ignored *ignored_in(struct arena *a, const struct ignored *up, const char *path);

// Whether an entry of that folder is left out. `g` may be NULL.
bool ignored_takes(struct arena *a, const struct ignored *g, const char *name,
                   bool is_folder);

#endif
