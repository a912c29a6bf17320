// What the files of this folder share; for everybody else it is model/files.h.
#ifndef MODEL_FILES_PRIVATE_H
#define MODEL_FILES_PRIVATE_H

#include "model/files.h"

// --- paths ---

const char *path_join(struct arena *a, const char *folder, const char *name);
// What stands before the last slash of an absolute path.
const char *path_parent(struct arena *a, const char *path);
const char *path_base(const char *path); // … and what stands after it
// "cannot write build: No space left on device", from errno.
const char *path_failure(struct arena *a, const char *what, const char *path);

// --- the set (file_set.c) ---

bool file_set_has(const struct file_set *s, struct str path);
bool file_set_has_folder(const struct file_set *s, const char *path); // files below it
bool file_set_path_is_good(struct str path);

// The files that an earlier build in `folder` says it wrote, as a set without bytes.
// *is_ours tells whether there was one: false, and no files, where the mark is missing or
// is not ours. Gives what went wrong with reading it, or NULL.
const char *file_set_earlier(const struct file_set *s, const char *folder, const char *shown,
                             struct file_set *earlier, bool *is_ours);

// --- what stands in a folder (list.c) ---

struct file_entry {
	const char *path; // below the folder that was asked about
	bool is_folder;
};

struct file_entries {
	struct arena *arena;
	struct file_entry *items; // what is in a folder stands before it
	size_t count, room;
};

// False, and errno is set, where anything of it cannot be read. Links are not followed.
bool entries_list(struct file_entries *e, const char *folder, bool deep);

enum file_presence { PRESENCE_UNKNOWN = -1, PRESENCE_NO, PRESENCE_YES };
// Whether there is anything of that name; UNKNOWN, and errno is set, where that cannot be
// told. A link is there wherever it leads.
enum file_presence path_presence(const char *path);

// What cannot be removed stays: there is nothing better to do about it.
void remove_folder(struct arena *a, const char *folder);

// --- writing (stage.c) ---

// A hidden folder beside what is to be replaced, for files that are not complete yet.
// Anyone who holds its lock works in it: those of a process that was killed are free, and
// the next one removes them.
struct stage {
	char *path; // NULL where there is none
	int lock;
};

bool stage_is(const char *name); // whether an entry of a folder is one
bool stage_open(struct arena *a, struct stage *s, const char *folder); // false: see errno
void stage_close(struct arena *a, struct stage *s); // removes it; keeps errno
// Removes those in a folder that killed processes left.
void stages_sweep(struct arena *a, const char *folder);

// All of it; false, and errno is set, where it does not all arrive. Does not close.
bool write_bytes(int fd, struct str bytes);
// Makes a file; it is on the disk only after fsync.
bool write_new_file(const char *path, struct str bytes);
// Brings a file that was written to the disk: a full disk may show only now.
bool sync_file(const char *path);

// Makes the folders that lead to `path`, from byte `from` of it on.
bool make_parents(struct arena *a, const char *path, size_t from);

// A signal that asks orgc to stop waits these few milliseconds, and nothing is left over.
struct held_signals {
	unsigned long set[16]; // a sigset_t
};
void hold_signals(struct held_signals *before);
void release_signals(const struct held_signals *before);

#endif
