// Pieces of sentences that several findings share.
#ifndef MODEL_TEXT_SAY_H
#define MODEL_TEXT_SAY_H

#include "model/text/names.h"
#include "model/diag.h"

// A text from a file as a message may hold it: cut, and without control characters.
const char *say_text(struct arena *a, struct str s);
// "did you mean NEAREST?", or `otherwise` (may be NULL) where `nearest` is empty.
const char *say_nearest(struct arena *a, struct str nearest, const char *otherwise);
// "LEAD: a, b, c", or NULL where there are none or too many to read.
const char *say_names(struct arena *a, const char *lead, const struct names *names);

#endif
