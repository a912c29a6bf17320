// What a replay has counted, as JSON that can be added up: those of parts of a trail come to the
// bytes of one run over all of it.
#ifndef REPLAY_SUMMARY_H
#define REPLAY_SUMMARY_H

#include "replay/replay.h"
#include "replay/trail.h"

struct str summary_write(struct arena *a, const struct replay *r,
                         const struct trail_losses *losses);
// Adds a summary to what is counted; false where the text is none.
bool summary_add(struct arena *a, struct str text, struct replay *r,
                 struct trail_losses *losses);

#endif
