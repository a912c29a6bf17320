// Outputs that appear whole or not at all: whatever goes wrong while they are written,
// what stood there before stands there still, byte for byte.
//
// Functions that can fail for reasons of the machine give NULL, or one line for die().
#ifndef MODEL_FILES_H
#define MODEL_FILES_H

#include "model/arena.h"

struct file {
	const char *path; // below the folder, with '/'
	struct str bytes;
};

// A folder's content before it is written.
struct file_set {
	struct arena *arena;
	struct file *items; // sorted by path
	size_t count, room;
	// The file by which a folder is known to be ours to replace, and the bytes that it
	// begins with whoever's build it is. Every set has such a file.
	const char *mark;
	struct str mark_start;
};

// Keeps `path` and `bytes`. False, and nothing is added, where the path is taken, or says
// a folder that is a file or the other way round, or could lead out of the folder: no
// absolute ones, no empty or hidden parts (so no ".."), no backslash, no control character.
bool file_set_add(struct file_set *s, const char *path, struct str bytes);

// Makes `folder` hold just these files. It may be missing (so may its parents), empty, or
// an earlier build: one that has the mark and no hidden entries; what else stands in it
// goes. The new folder is written beside the old one and takes its place in one step.
// Where that cannot be (it is a mount point, its parent is read-only, somebody works in
// it), the same is done entry by entry inside, and undone if one step fails.
const char *files_write(const struct file_set *s, const char *folder);

enum file_change { FILE_MISSING, FILE_DIFFERENT, FILE_EXTRA };
struct file_difference {
	const char *path;
	enum file_change change;
};
// In what `folder` differs from the set: gives the count, and in *differences an array
// in the arena of the set, sorted by path. A folder that is not there lacks every file.
size_t files_compare(const struct file_set *s, const char *folder,
                     struct file_difference **differences);

// Gives an existing file new content, in one step. It keeps its mode; where `path` is a
// link, the file that it leads to is replaced.
const char *file_replace(struct arena *a, const char *path, struct str bytes);

// Makes a new file, and the folders that lead to it. What is there already, if only a link
// that leads nowhere, stays.
const char *file_create(struct arena *a, const char *path, struct str bytes);

#endif
