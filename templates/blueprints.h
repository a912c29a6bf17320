// The files of templates/blueprints/, as the build put them into the program.
#ifndef TEMPLATES_BLUEPRINTS_H
#define TEMPLATES_BLUEPRINTS_H

#include "model/embedded.h"

extern const struct embedded blueprints[]; // sorted by name
extern const size_t blueprints_count;

#endif
