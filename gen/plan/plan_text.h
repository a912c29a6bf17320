// plan.json, as it stands in a build.
#ifndef GEN_PLAN_PLAN_TEXT_H
#define GEN_PLAN_PLAN_TEXT_H

#include "gen/plan/plan.h"
#include "model/files.h"

// The same plan always gives the same bytes, whichever line of org.yaml asks for what.
// It is the mark of a build whose other files are in `files`.
struct str plan_text(struct arena *a, const struct plan *plan,
                     const struct file_set *files);

#endif
