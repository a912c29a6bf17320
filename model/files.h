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
	// begins with the name of the build's author. Every set has such a file.
	const char *mark;
	struct str mark_start;
	// What every file of ours says that is no JSON; NULL: nothing. A file that the mark
	// lists and that says it not is somebody's, beside a mark that was copied.
	const char *sign;
	// Files from which the content was made: they are never replaced nor removed.
	const char **inputs;
	size_t input_count, input_room;
};

// Keeps `path` and `bytes`. False, and nothing is added, where the path is taken, or says
// a folder that is a file or the other way round, or could lead out of the folder: no
// absolute ones, no empty or hidden parts (so no ".."), no backslash, no control character.
bool file_set_add(struct file_set *s, const char *path, struct str bytes);

// What the mark says of the other files, for the code that makes its text: the strings of a JSON
// list from after its "[" to its "]", one a line, with `itself`, the mark, among them. It
// stands right after mark_start, and so it is found again.
struct str file_set_list(const struct file_set *s, const char *itself);

// Makes `folder` hold these files. It may be missing (so may its parents), empty, or an
// earlier build, which has the mark. Of that, what its mark lists is replaced or removed;
// everything else stays, and where a new file would have to stand in its place, nothing is
// done. Nor is anything where all is there already.
//
// The new folder is written beside the old one and takes its place in one step. Where that
// cannot be (something stays, it is a mount point, its parent is read-only, somebody works
// in it), the same is done file by file inside, and undone if one step fails. What killed
// processes left is removed.
const char *files_write(const struct file_set *s, const char *folder);

enum file_change { FILE_MISSING, FILE_DIFFERENT, FILE_EXTRA };
struct file_difference {
	const char *path;
	enum file_change change;
};
// In what `folder` differs from the set: gives the count, and in *differences an array
// in the arena of the set, sorted by path. A folder that is not there lacks every file;
// one that an earlier build wrote and this one does not is extra. Gives what could not be
// read, or NULL.
const char *files_compare(const struct file_set *s, const char *folder,
                          struct file_difference **differences, size_t *count);

// What a file gets.
struct new_text {
	const char *path;
	bool is_new;  // it is not there, and perhaps some of the folders that lead to it
	struct str before, after; // before: of a file that is there
};

// Makes all these changes or none. Only the last one may be of a file that is there.
const char *files_change(struct arena *a, const struct new_text *changes, size_t count);

// Such a change alone. Gives an existing file the text `after` in the place of `before`, in one step. It keeps
// its mode, owner and group, or it is left alone, as it is where it does not hold `before`
// any more. Where `path` is a link, the file that it leads to is replaced.
const char *file_replace(struct arena *a, const char *path, struct str before,
                         struct str after);

// Makes a new file, and the folders that lead to it. What is there already, if only a link
// that leads nowhere, stays.
const char *file_create(struct arena *a, const char *path, struct str bytes);

// Makes a file hold these bytes, whether it is there or not. What is no regular file, as
// /dev/stderr, is written as it comes.
const char *file_write(struct arena *a, const char *path, struct str bytes);

#endif
