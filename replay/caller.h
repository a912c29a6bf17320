// Who a record says has called.
#ifndef REPLAY_CALLER_H
#define REPLAY_CALLER_H

#include "replay/replay.h"

// Where the record is counted for who has called, or REPLAY_SAME where policies are to be asked:
// then *caller and *account (an index) are set.
enum replay_count record_caller(const struct record *r, const struct guardrails *g,
                                struct arena *scratch, struct caller *caller,
                                uint32_t *account);
// The IAM action of the event: REPLAY_SAME, and it is in *action; else UNKNOWN or NO_ACTION.
enum replay_count record_action(const struct record *r, struct arena *scratch,
                                struct str *action);

#endif
