// Files that ship inside of the program: the build puts a copy of their bytes into it.
#ifndef MODEL_EMBEDDED_H
#define MODEL_EMBEDDED_H

#include "model/text/str.h"

struct embedded {
	const char *name; // the file's name without what follows its last dot
	struct str text;
};

#endif
