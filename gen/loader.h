// The files that org.yaml names.
#ifndef GEN_LOADER_H
#define GEN_LOADER_H

#include "org/org.h"

// How the files that org.yaml names are read. Tests and other hosts bring their own.
struct loader {
	// Gives 0 and sets *text, or the reason as source_load does.
	int (*load)(void *context, struct arena *a, const char *path, struct str *text);
	void *context;
};

// Where a file is that org.yaml names.
const char *org_beside(struct org *org, struct str path);

#endif
