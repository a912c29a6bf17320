// Which files may be read, and written, because a file or a command line names them: those
// of the repository, whatever links in it say. What a stranger puts into a repository must
// not make orgc print the files of the machine that it runs on.
#ifndef MODEL_CONFINES_H
#define MODEL_CONFINES_H

#include "model/arena.h"

struct confines {
	const char *root; // a real path; NULL: everywhere
	bool is_repository; // the root holds .git
};

// The confines of what stands at `path`: the folder above it that holds .git, or else the one
// that it is in. `path` may be "-": then it is where orgc runs.
struct confines confines_of(struct arena *a, const char *path);

// Whether `path`, with every link in it followed, stands inside and not in .git. It need
// not be there yet. What is open already ("-", /dev/stdin, /dev/fd/63) always does.
bool confines_take(const struct confines *r, struct arena *a, const char *path);

// The absolute path as it is written, without "." and "..": links are not followed.
char *path_plain(struct arena *a, const char *path);

// Whether it names a file that the one who started orgc has opened.
bool path_is_open_file(const char *path);

#endif
