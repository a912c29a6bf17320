// What `orgc replay` prints.
#ifndef REPORT_REPLAY_H
#define REPORT_REPLAY_H

#include "replay/replay.h"
#include "replay/trail.h"
#include "report/page.h"

void print_replay(struct page *p, const struct replay *r, const struct trail_losses *losses);

#endif
