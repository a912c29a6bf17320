// From the organization to everything that describes it to AWS.
#ifndef GEN_BUILD_H
#define GEN_BUILD_H

#include "gen/unit.h"
#include "model/files.h"

// Fills `out` with the whole build (its arena must be set): stacksets.yaml, templates/,
// stacks/ and plan.json. False, and nothing is in it, where org.yaml or a template that it
// names has an error: the findings are in org->diags, warnings too.
bool gen_build(struct org *org, const struct loader *loader, struct file_set *out);

#endif
