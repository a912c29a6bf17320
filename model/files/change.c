// Single files: a new text for one, or files that were not there; all of them or none.
//
// What needs memory or room on the disk comes first, and goes into stages. Then there is
// only renaming left, and that can be undone.
#define _GNU_SOURCE // renameat2
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/die.h"
#include "model/files/files_private.h"
#include "model/source.h"

struct change {
	const struct new_text *asked;
	const char *target;   // the path, without links where the file is there
	const char *fresh;    // the new text, until it gets there
	const char **folders; // that it lacks, outermost first; NULL: somebody else made it
	size_t folder_count;
	struct stat old;      // of a file that is replaced
};

struct changing {
	struct arena *arena;
	struct change *items;
	size_t count;
	struct stage *stages; // one a folder, as far as changes of one folder follow another
	const char *stage_folder; // of the last one
	size_t stage_count;
};

static const char *cannot_write(struct changing *c, const struct change *change)
{
	return path_failure(c->arena, "write", change->asked->path);
}

// --- finding out ---

// Fills what is known of a file that is there. Renaming does not ask whether the file
// itself may be written.
static const char *look_at_old(struct changing *c, struct change *change)
{
	const char *shown = change->asked->path;
	char real[PATH_MAX];

	if (!realpath(shown, real) || stat(real, &change->old) != 0 ||
	    faccessat(AT_FDCWD, real, W_OK, AT_EACCESS) != 0)
		return cannot_write(c, change);
	if (!S_ISREG(change->old.st_mode))
		return arena_printf(c->arena, "cannot write %s: it is not a file", shown);
	if (change->old.st_nlink > 1)
		return arena_printf(c->arena, "cannot write %s: the file has another name (a hard "
		                              "link), which would keep the old text", shown);
	change->target = arena_cstring(c->arena, str_of(real));
	return NULL;
}

// Finds the folders that a new file lacks.
static const char *look_for_folders(struct changing *c, struct change *change)
{
	const char *path = change->asked->path;
	size_t room = 0;

	change->target = path;
	for (const char *slash = strchr(path + (*path == '/'), '/'); slash;
	     slash = strchr(slash + 1, '/')) {
		struct str part = {path, (size_t)(slash - path)};
		const char *folder = arena_cstring(c->arena, part);
		enum file_presence there = path_presence(folder);
		if (there == PRESENCE_UNKNOWN)
			return cannot_write(c, change);
		if (there == PRESENCE_YES)
			continue;
		change->folders = arena_grow(c->arena, change->folders, change->folder_count, &room,
		                             sizeof *change->folders);
		change->folders[change->folder_count++] = folder;
	}
	return NULL;
}

// --- the new texts ---

// The innermost folder above a file that is there.
static const char *home_of(struct changing *c, const struct change *change)
{
	const char *path = change->folder_count ? change->folders[0] : change->target;
	const char *slash = strrchr(path, '/');

	if (!slash)
		return ".";
	if (slash == path)
		return "/";
	return arena_cstring(c->arena, (struct str){path, (size_t)(slash - path)});
}

static bool open_stage(struct changing *c, const char *folder)
{
	if (c->stage_folder && strcmp(c->stage_folder, folder) == 0)
		return true;
	stages_sweep(c->arena, folder);
	if (!stage_open(c->arena, &c->stages[c->stage_count], folder))
		return false;
	c->stage_count++;
	c->stage_folder = folder;
	return true;
}

// Whose it is and who may read it stay as they were.
static bool take_over(int fd, const struct stat *old)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return false;
	if ((st.st_uid != old->st_uid || st.st_gid != old->st_gid) &&
	    fchown(fd, old->st_uid, old->st_gid) != 0)
		return false;
	return fchmod(fd, old->st_mode & 07777) == 0;
}

// Brings a new text to the disk: a full one may show only now.
static bool finish(const struct change *change)
{
	int fd = open(change->fresh, O_RDONLY | O_CLOEXEC), reason;
	bool done;

	if (fd < 0)
		return false;
	done = (change->asked->is_new || take_over(fd, &change->old)) && fsync(fd) == 0;
	reason = errno;
	if (close(fd) != 0)
		return false;
	errno = reason;
	return done;
}

static const char *write_fresh(struct changing *c)
{
	for (size_t i = 0; i < c->count; i++) {
		struct change *change = &c->items[i];
		if (!open_stage(c, home_of(c, change)))
			return path_failure(c->arena, change->asked->is_new ? "write" : "write beside",
			                    change->asked->path);
		change->fresh = arena_printf(c->arena, "%s/%zu",
		                             c->stages[c->stage_count - 1].path, i);
		if (!write_new_file(change->fresh, change->asked->after))
			return cannot_write(c, change);
	}
	// Only when all are written: the disk takes them together.
	for (size_t i = 0; i < c->count; i++)
		if (!finish(&c->items[i]))
			return cannot_write(c, &c->items[i]);
	return NULL;
}

// --- taking the places; nothing here may need memory before it fails ---

// Without source_load, which asks for memory.
static bool holds(const char *path, struct str text)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	char bytes[1 << 14];
	ssize_t count = -1;

	while (fd >= 0 && (count = read(fd, bytes, sizeof bytes)) > 0) {
		if ((size_t)count > text.len || memcmp(bytes, text.at, (size_t)count) != 0)
			break;
		text = str_slice(text, (size_t)count, text.len);
	}
	if (fd >= 0)
		close(fd);
	return count == 0 && text.len == 0;
}

static const char *changed(struct changing *c, const struct change *change)
{
	return arena_printf(c->arena, "cannot write %s: it was changed after orgc had read it",
	                    change->asked->path);
}

static bool exchange(const struct change *change)
{
	return renameat2(AT_FDCWD, change->fresh, AT_FDCWD, change->target, RENAME_EXCHANGE) == 0;
}

// Both exchange their places, so that what was saved in the last moment is found, and gets
// its place back.
static const char *take_place(struct changing *c, const struct change *change)
{
	if (!holds(change->target, change->asked->before))
		return changed(c, change);
	if (!exchange(change)) {
		if ((errno == EINVAL || errno == ENOSYS) &&
		    rename(change->fresh, change->target) == 0)
			return NULL;
		return path_failure(c->arena, "replace", change->asked->path);
	}
	if (holds(change->fresh, change->asked->before))
		return NULL;
	if (!exchange(change))
		die("%s was changed while orgc wrote it; what it held is in %s",
		    change->asked->path, change->fresh);
	return changed(c, change);
}

// Nothing that another process puts there meanwhile is lost.
static bool move_to_nothing(const char *from, const char *to)
{
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return true;
	// The file system may not know how.
	return (errno == EINVAL || errno == ENOSYS) && link(from, to) == 0;
}

static const char *take_new_place(struct changing *c, struct change *change)
{
	bool done = true;

	for (size_t i = 0; i < change->folder_count && done; i++) {
		if (mkdir(change->folders[i], 0777) == 0)
			continue;
		change->folders[i] = NULL;
		done = errno == EEXIST;
	}
	if (done && move_to_nothing(change->fresh, change->target))
		return NULL;
	return cannot_write(c, change);
}

static void undo_folders(const struct change *change)
{
	for (size_t i = change->folder_count; i > 0; i--)
		if (change->folders[i - 1])
			rmdir(change->folders[i - 1]);
}

static const char *take_places(struct changing *c)
{
	for (size_t i = 0; i < c->count; i++) {
		struct change *change = &c->items[i];
		const char *failed = change->asked->is_new ? take_new_place(c, change)
		                                           : take_place(c, change);
		if (!failed)
			continue;
		for (undo_folders(change); i > 0; undo_folders(&c->items[--i]))
			unlink(c->items[i - 1].target);
		return failed;
	}
	return NULL;
}

// --- all of it ---

static const char *change_all(struct changing *c, const struct new_text *changes)
{
	const char *failed = NULL;

	for (size_t i = 0; i < c->count && !failed; i++) {
		struct change *change = &c->items[i];
		assert(changes[i].is_new || i + 1 == c->count);
		change->asked = &changes[i];
		failed = changes[i].is_new ? look_for_folders(c, change) : look_at_old(c, change);
	}
	if (!failed)
		failed = write_fresh(c);
	if (!failed)
		failed = take_places(c);
	for (size_t i = 0; i < c->stage_count; i++)
		stage_close(c->arena, &c->stages[i]);
	return failed;
}

const char *files_change(struct arena *a, const struct new_text *changes, size_t count)
{
	struct changing c = {.arena = a, .count = count};
	const char *failed;
	struct held_signals signals;

	c.items = arena_array(a, struct change, count);
	c.stages = arena_array(a, struct stage, count);
	hold_signals(&signals);
	failed = change_all(&c, changes);
	release_signals(&signals);
	return failed;
}

const char *file_replace(struct arena *a, const char *path, struct str before,
                         struct str after)
{
	return files_change(a, &(struct new_text){path, false, before, after}, 1);
}

const char *file_create(struct arena *a, const char *path, struct str bytes)
{
	return files_change(a, &(struct new_text){path, true, {0}, bytes}, 1);
}

static const char *write_special(struct arena *a, const char *path, struct str bytes)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	bool written = fd >= 0 && write_bytes(fd, bytes);

	if (fd >= 0 && close(fd) != 0)
		written = false;
	return written ? NULL : path_failure(a, "write", path);
}

const char *file_write(struct arena *a, const char *path, struct str bytes)
{
	struct str before;
	int reason = source_load(a, path, &before);

	if (reason == FILE_IS_SPECIAL)
		return write_special(a, path, bytes);
	if (reason)
		return file_create(a, path, bytes);
	return str_eq(before, bytes) ? NULL : file_replace(a, path, before, bytes);
}
