// What git knows of the repository that orgc runs in. Runs git, which must be on the PATH.
#ifndef CLI_FILES_GIT_H
#define CLI_FILES_GIT_H

#include "model/diag.h"

// What a command of git prints; argv ends with NULL. False where it does not end well, or
// prints more than a file may hold. With `quiet` its complaints are not seen.
bool git_run(struct arena *a, const char *const *argv, bool quiet, struct str *text);

// The files of the repository as they were.
struct revision {
	const char *name; // as the user calls it
	const char *hash; // of the commit
	const char *root; // of the repository
};

// False where git knows no such revision, or this is no repository.
bool revision_find(struct arena *a, const char *name, struct revision *r);
// Reads files by the paths that they have now. Good for as long as `r` stays where it is.
struct loader revision_loader(struct revision *r);
// Has findings about its files say that they are: "main:org.yaml".
void revision_name_sources(struct arena *a, const struct revision *r, struct diags *diags);

#endif
