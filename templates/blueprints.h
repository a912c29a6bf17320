// The files of templates/blueprints/, as the build put them into the program.
#ifndef TEMPLATES_BLUEPRINTS_H
#define TEMPLATES_BLUEPRINTS_H

#include "model/str.h"

struct embedded {
	const char *name; // the file's name without ".yaml"
	struct str text;
};
extern const struct embedded blueprints[]; // sorted by name
extern const size_t blueprint_count;

#endif
