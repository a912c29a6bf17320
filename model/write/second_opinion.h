// Whether what we wrote is what we meant: asked of two YAML libraries that share no code,
// one of YAML 1.1 and one of YAML 1.2.
#ifndef MODEL_WRITE_SECOND_OPINION_H
#define MODEL_WRITE_SECOND_OPINION_H

#include "model/node.h"

// Whether YAML text that write_yaml made reads back as the tree of `meant`: the same
// kinds, tags, texts and order. Only for our own output: libfyaml is not safe with bytes
// of a stranger. Trees deeper than it is known to bear have libyaml's opinion alone.
bool yaml_reads_back(struct arena *a, struct str text, const struct doc *meant);

#endif
