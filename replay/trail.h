// Files of CloudTrail as a stream of records: {"Records": [ … ]}, a record a line, or one
// after the other; plain or gzip. Memory does not depend on how long they are.
#ifndef REPLAY_TRAIL_H
#define REPLAY_TRAIL_H

#include "replay/record.h"

enum { RECORD_MOST = 4 << 20 }; // bytes of one record

// What could not be taken.
struct trail_losses {
	size_t wrong;    // texts that are no record
	size_t cut;      // files that end inside of a record, or inside of the archive
	size_t too_long; // records past RECORD_MOST
	size_t bytes;    // that were read, unpacked
};

typedef void record_taker(void *context, const struct record *r);

// Gives 0, or why it cannot be read (model/source.h). "-" is standard input.
int trail_read(const char *path, record_taker *take, void *context,
               struct trail_losses *losses);

#endif
