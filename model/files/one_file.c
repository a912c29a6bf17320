// One file: a new text for it, or a file that was not there.
#define _GNU_SOURCE // renameat2
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/die.h"
#include "model/files/files_private.h"
#include "model/source.h"

// --- another text ---

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

static const char *changed(struct arena *a, const char *shown)
{
	return arena_printf(a, "cannot write %s: it was changed after orgc had read it", shown);
}

static bool holds(struct arena *a, const char *path, struct str text)
{
	struct str now;

	return source_load(a, path, &now) == 0 && str_eq(now, text);
}

// Both exchange their places, so that what was saved in the last moment is found, and gets
// its place back.
static const char *change_places(struct arena *a, const char *temporary, const char *real,
                                 struct str before, const char *shown)
{
	if (!holds(a, real, before))
		return changed(a, shown);
	if (renameat2(AT_FDCWD, temporary, AT_FDCWD, real, RENAME_EXCHANGE) != 0) {
		if ((errno != EINVAL && errno != ENOSYS) || rename(temporary, real) != 0)
			return path_failure(a, "replace", shown);
		return NULL;
	}
	if (holds(a, temporary, before))
		return NULL;
	if (renameat2(AT_FDCWD, temporary, AT_FDCWD, real, RENAME_EXCHANGE) != 0)
		die("%s was changed while orgc wrote it; what it held is in %s", shown, temporary);
	return changed(a, shown);
}

static const char *write_beside(struct arena *a, const char *real, const struct stat *st,
                                struct str before, struct str after, const char *shown)
{
	char *temporary = (char *)path_join(a, path_parent(a, real), ".orgc-XXXXXX");
	int fd = mkostemp(temporary, O_CLOEXEC);
	const char *failed = NULL;

	if (fd < 0)
		return path_failure(a, "write beside", shown);
	flock(fd, LOCK_EX | LOCK_NB);
	if (!take_over(fd, st) || !write_bytes(fd, after) || fsync(fd) != 0)
		failed = path_failure(a, "write", shown);
	if (!failed)
		failed = change_places(a, temporary, real, before, shown);
	unlink(temporary);
	if (close(fd) != 0 && !failed)
		failed = path_failure(a, "write", shown);
	return failed;
}

const char *file_replace(struct arena *a, const char *path, struct str before,
                         struct str after)
{
	char real[PATH_MAX];
	const char *failed;
	struct held_signals signals;
	struct stat st;

	// Renaming does not ask whether the file itself may be written.
	if (!realpath(path, real) || stat(real, &st) != 0 ||
	    faccessat(AT_FDCWD, real, W_OK, AT_EACCESS) != 0)
		return path_failure(a, "write", path);
	if (!S_ISREG(st.st_mode))
		return arena_printf(a, "cannot write %s: it is not a file", path);
	if (st.st_nlink > 1)
		return arena_printf(a, "cannot write %s: the file has another name (a hard link), "
		                       "which would keep the old text", path);
	hold_signals(&signals);
	failed = write_beside(a, real, &st, before, after, path);
	release_signals(&signals);
	return failed;
}

// --- a new file ---

// Nothing that another process puts there meanwhile is lost.
static bool move_to_nothing(const char *from, const char *to)
{
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return true;
	// The file system may not know how.
	return (errno == EINVAL || errno == ENOSYS) && link(from, to) == 0;
}

static const char *create(struct arena *a, const char *path, struct str bytes)
{
	const char *slash = strrchr(path, '/'), *folder = ".", *fresh, *failed = NULL;
	struct stage stage = {0};

	if (slash == path)
		folder = "/";
	else if (slash)
		folder = arena_cstring(a, (struct str){path, (size_t)(slash - path)});
	if (!make_parents(a, path, *path == '/'))
		return path_failure(a, "write", path);
	stages_sweep(a, folder);
	if (!stage_open(a, &stage, folder))
		return path_failure(a, "write", path);
	fresh = path_join(a, stage.path, "new");
	if (!write_new_file(fresh, bytes) || !sync_file(fresh) || !move_to_nothing(fresh, path))
		failed = path_failure(a, "write", path);
	stage_close(a, &stage);
	return failed;
}

const char *file_create(struct arena *a, const char *path, struct str bytes)
{
	const char *failed;
	struct held_signals signals;

	hold_signals(&signals);
	failed = create(a, path, bytes);
	release_signals(&signals);
	return failed;
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
