// What git says has changed.
#ifndef CLI_FILES_CHANGED_H
#define CLI_FILES_CHANGED_H

#include "model/text/names.h"

// The files of the repository that orgc runs in that differ from a revision, or that git does
// not know yet, as plain paths (path_plain). Runs git. Gives what is wrong, or NULL.
const char *changed_since(struct arena *a, const char *revision, struct names *paths);

#endif
