// The files of policies/presets/, as the build put them into the program.
#ifndef POLICIES_PRESETS_H
#define POLICIES_PRESETS_H

#include "model/embedded.h"

extern const struct embedded presets[]; // sorted by name
extern const size_t presets_count;

#endif
