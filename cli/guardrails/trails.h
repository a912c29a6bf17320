// Files of CloudTrail that a command line names: files, folders as S3 has them, "-".
#ifndef CLI_GUARDRAILS_TRAILS_H
#define CLI_GUARDRAILS_TRAILS_H

#include "model/arena.h"

struct trails {
	struct arena *arena;
	const char **items;
	size_t count, room;
};

// Dies where a folder cannot be read. Of a folder every file below it that is called .json,
// .jsonl, .ndjson or one of these with .gz is taken, but for those of digests.
void trails_add(struct trails *t, const char *path);
void trails_sort(struct trails *t);

#endif
