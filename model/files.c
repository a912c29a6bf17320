#define _GNU_SOURCE // renameat2
#include "model/files.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/die.h"
#include "model/source.h"

#define TEMPORARY ".orgc-"

static const char *join(struct arena *a, const char *folder, const char *name)
{
	return *folder ? arena_printf(a, "%s/%s", folder, name) : name;
}

// What stands before the last slash of an absolute path.
static const char *parent_of(struct arena *a, const char *path)
{
	size_t len = (size_t)(strrchr(path, '/') - path);

	return len ? arena_cstring(a, (struct str){path, len}) : "/";
}

static const char *base_of(const char *path)
{
	return strrchr(path, '/') + 1;
}

static const char *failure(struct arena *a, const char *what, const char *path)
{
	return arena_printf(a, "cannot %s %s: %s", what, path, strerror(errno));
}

// --- the set ---

static bool path_is_good(const char *path)
{
	bool part_begins = true;

	for (const char *c = path; *c; c++) {
		if ((unsigned char)*c < 0x20 || *c == 0x7F || *c == '\\')
			return false;
		if (part_begins && (*c == '/' || *c == '.'))
			return false;
		part_begins = *c == '/';
	}
	return !part_begins;
}

// The first file whose path is not less.
static size_t find_place(const struct file_set *s, struct str path)
{
	size_t low = 0, high = s->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (str_cmp(str_of(s->items[middle].path), path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool has_file(const struct file_set *s, struct str path)
{
	size_t at = find_place(s, path);

	return at < s->count && str_is(path, s->items[at].path);
}

static bool has_folder(const struct file_set *s, const char *path)
{
	const char *inside = arena_printf(s->arena, "%s/", path);
	size_t at = find_place(s, str_of(inside));

	return at < s->count && str_starts(str_of(s->items[at].path), inside);
}

bool file_set_add(struct file_set *s, const char *path, struct str bytes)
{
	size_t at = find_place(s, str_of(path));

	if (!path_is_good(path) || has_file(s, str_of(path)) || has_folder(s, path))
		return false;
	for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/'))
		if (has_file(s, (struct str){path, (size_t)(slash - path)}))
			return false;
	s->items = arena_grow(s->arena, s->items, s->count, &s->room, sizeof *s->items);
	memmove(s->items + at + 1, s->items + at, (s->count - at) * sizeof *s->items);
	s->items[at] = (struct file){path, bytes};
	s->count++;
	return true;
}

// --- what stands in a folder ---

struct entry {
	const char *path; // below the folder that was asked about
	bool is_folder;
};

struct entries {
	struct arena *arena;
	struct entry *items; // what is in a folder stands before it
	size_t count, room;
};

// False where a folder cannot be read. Links are not followed.
static bool list(struct entries *e, const char *folder, const char *below, bool deep)
{
	DIR *dir = opendir(join(e->arena, folder, below));
	const struct dirent *found;

	if (!dir)
		return false;
	while ((found = readdir(dir))) {
		struct entry entry = {0};
		struct stat st;
		if (strcmp(found->d_name, ".") == 0 || strcmp(found->d_name, "..") == 0)
			continue;
		entry.path = join(e->arena, below, arena_cstring(e->arena, str_of(found->d_name)));
		entry.is_folder = fstatat(dirfd(dir), found->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
		                  S_ISDIR(st.st_mode);
		if (entry.is_folder && deep)
			list(e, folder, entry.path, true);
		e->items = arena_grow(e->arena, e->items, e->count, &e->room, sizeof *e->items);
		e->items[e->count++] = entry;
	}
	closedir(dir);
	return true;
}

// What cannot be removed stays: there is nothing better to do about it.
static void remove_folder(struct arena *a, const char *folder)
{
	struct entries e = {.arena = a};

	list(&e, folder, "", true);
	for (size_t i = 0; i < e.count; i++) {
		const char *path = join(a, folder, e.items[i].path);
		if (e.items[i].is_folder)
			rmdir(path);
		else
			unlink(path);
	}
	rmdir(folder);
}

// --- writing ---

// Whoever wants to stop orgc waits these few milliseconds, and no rubbish stays.
static void hold_signals(sigset_t *before)
{
	sigset_t asked;

	sigemptyset(&asked);
	sigaddset(&asked, SIGINT);
	sigaddset(&asked, SIGTERM);
	sigaddset(&asked, SIGHUP);
	pthread_sigmask(SIG_BLOCK, &asked, before);
}

// `shown` is what the user calls the file. Closes it.
static const char *write_bytes(struct arena *a, int fd, struct str bytes, const char *shown)
{
	const char *failed = NULL;

	while (bytes.len && !failed) {
		ssize_t done = write(fd, bytes.at, bytes.len);
		if (done >= 0)
			bytes = str_slice(bytes, (size_t)done, bytes.len);
		else if (errno != EINTR)
			failed = failure(a, "write", shown);
	}
	// A full disk may show only now.
	if (!failed && fsync(fd) != 0)
		failed = failure(a, "write", shown);
	if (close(fd) != 0 && !failed)
		failed = failure(a, "write", shown);
	return failed;
}

// Makes the folders that lead to `path`, from byte `from` of it on.
static bool make_parents(struct arena *a, const char *path, size_t from)
{
	for (const char *slash = strchr(path + from, '/'); slash; slash = strchr(slash + 1, '/')) {
		const char *folder = arena_cstring(a, (struct str){path, (size_t)(slash - path)});
		if (mkdir(folder, 0777) != 0 && errno != EEXIST)
			return false;
	}
	return true;
}

static const char *write_all(const struct file_set *s, const char *root, const char *shown)
{
	struct arena *a = s->arena;
	const char *failed = NULL;

	for (size_t i = 0; i < s->count && !failed; i++) {
		const char *path = join(a, root, s->items[i].path);
		const char *name = join(a, shown, s->items[i].path);
		int fd = -1;
		if (make_parents(a, path, strlen(root) + 1))
			fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
		failed = fd < 0 ? failure(a, "write", name)
		                : write_bytes(a, fd, s->items[i].bytes, name);
	}
	return failed;
}

// --- taking the place of what is there ---

struct step {
	const char *from, *to;
	unsigned flags;
};

// New entries go from `fresh` to `home`, those they replace from there to `old`. All three
// are folders in one file system. What was done is kept, so that it can be undone.
struct swap {
	struct arena *arena;
	const char *home, *fresh, *old;
	struct step *steps;
	size_t count, room;
};

static bool take_step(struct swap *w, const char *from, const char *to, unsigned flags)
{
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, flags) != 0)
		return false;
	w->steps = arena_grow(w->arena, w->steps, w->count, &w->room, sizeof *w->steps);
	w->steps[w->count++] = (struct step){from, to, flags};
	return true;
}

static bool undo(struct swap *w)
{
	bool undone = true;

	while (w->count > 0) {
		const struct step *step = &w->steps[--w->count];
		if (renameat2(AT_FDCWD, step->to, AT_FDCWD, step->from, step->flags) != 0)
			undone = false;
	}
	return undone;
}

static bool is_there(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0;
}

static bool swap_entry(struct swap *w, const char *name)
{
	const char *home = join(w->arena, w->home, name);
	const char *fresh = join(w->arena, w->fresh, name);
	const char *old = join(w->arena, w->old, name);

	if (!is_there(home))
		return take_step(w, fresh, home, 0);
	if (!is_there(fresh))
		return take_step(w, home, old, 0);
	if (take_step(w, home, fresh, RENAME_EXCHANGE))
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	// The file system cannot exchange: there is a moment without either.
	return take_step(w, home, old, 0) && take_step(w, fresh, home, 0);
}

static bool swap_entries(struct swap *w, const struct file_set *s, const char *stage)
{
	struct entries old = {.arena = w->arena}, fresh = {.arena = w->arena};
	bool done = list(&old, w->home, "", false) && list(&fresh, w->fresh, "", false);

	for (size_t i = 0; i < fresh.count && done; i++)
		done = swap_entry(w, fresh.items[i].path);
	for (size_t i = 0; i < old.count && done; i++) {
		const char *name = old.items[i].path;
		bool stays = strcmp(join(w->arena, w->home, name), stage) == 0 ||
		             has_file(s, str_of(name)) || has_folder(s, name);
		done = stays || swap_entry(w, name);
	}
	return done;
}

// What was made in `stage` takes the place of `target`, or of its entries where `inside`.
static const char *swap(const struct file_set *s, const char *target, const char *shown,
                        const char *stage, bool inside)
{
	struct arena *a = s->arena;
	struct swap w = {.arena = a, .home = inside ? target : parent_of(a, target)};
	const char *failed;
	int reason;

	w.fresh = join(a, stage, "new");
	w.old = join(a, stage, "old");
	if (inside ? swap_entries(&w, s, stage) : swap_entry(&w, base_of(target)))
		return NULL;
	reason = errno;
	failed = failure(a, "replace", shown);
	if (!undo(&w))
		die("%s; what it held is in %s", failed, stage);
	errno = reason;
	return failed;
}

// Makes the new folder in the stage, like the one it will replace.
static const char *fill_stage(const struct file_set *s, const char *target,
                              const char *shown, const char *stage, bool inside)
{
	struct arena *a = s->arena;
	const char *fresh = join(a, stage, "new"), *root = fresh;
	struct stat st;

	if (stat(target, &st) != 0 || mkdir(fresh, 0777) != 0 ||
	    mkdir(join(a, stage, "old"), 0777) != 0)
		return failure(a, "write into", shown);
	if (!inside) {
		root = join(a, fresh, base_of(target));
		if (mkdir(root, 0777) != 0 || chmod(root, st.st_mode & 07777) != 0)
			return failure(a, "write into", shown);
	}
	return write_all(s, root, shown);
}

// On failure errno says why, too.
static const char *replace_folder(const struct file_set *s, const char *target,
                                  const char *shown, bool inside)
{
	struct arena *a = s->arena;
	const char *home = inside ? target : parent_of(a, target), *failed;
	char *stage = (char *)join(a, home, TEMPORARY "XXXXXX");
	int reason;

	if (!mkdtemp(stage))
		return failure(a, "write into", shown);
	failed = fill_stage(s, target, shown, stage, inside);
	if (!failed)
		failed = swap(s, target, shown, stage, inside);
	reason = errno;
	remove_folder(a, stage);
	errno = reason;
	return failed;
}

// Reasons for which the folder itself cannot be replaced, yet perhaps what is in it.
static bool is_about_the_place(int reason)
{
	return reason == EACCES || reason == EPERM || reason == EROFS || reason == EBUSY ||
	       reason == EXDEV;
}

// Whether this process, and so perhaps the shell that started it, works in the folder.
static bool somebody_works_in(const char *target)
{
	char here[PATH_MAX];
	size_t len = strlen(target);

	return getcwd(here, sizeof here) && strncmp(here, target, len) == 0 &&
	       (here[len] == '/' || here[len] == '\0');
}

// --- the folder ---

// NULL where the folder may be replaced.
static const char *refusal(const struct file_set *s, const char *target, const char *shown)
{
	struct arena *a = s->arena;
	struct entries e = {.arena = a};
	struct str mark;

	if (!list(&e, target, "", false))
		return failure(a, "read", shown);
	for (size_t i = 0; i < e.count; i++)
		if (e.items[i].path[0] == '.' &&
		    !str_starts(str_of(e.items[i].path), TEMPORARY))
			return arena_printf(a, "%s holds %s, which orgc did not write: "
			                       "name a new or empty folder",
			                    shown, e.items[i].path);
	if (e.count == 0)
		return NULL;
	if (source_load(a, join(a, target, s->mark), &mark) == 0 && mark.len >= s->mark_start.len &&
	    str_eq(str_slice(mark, 0, s->mark_start.len), s->mark_start))
		return NULL;
	return arena_printf(a, "%s holds files that orgc did not write: "
	                       "name a new or empty folder", shown);
}

struct made_folders {
	struct arena *arena;
	const char **items;
	size_t count, room;
};

// Makes a folder and those above it; keeps what it made.
static const char *make_folder(struct made_folders *made, const char *path)
{
	size_t len = strlen(path);

	for (size_t end = 1; end <= len; end++) {
		const char *folder;
		if (end < len && path[end] != '/')
			continue;
		folder = arena_cstring(made->arena, (struct str){path, end});
		if (mkdir(folder, 0777) == 0) {
			made->items = arena_grow(made->arena, made->items, made->count,
			                         &made->room, sizeof *made->items);
			made->items[made->count++] = folder;
		} else if (errno != EEXIST) {
			return failure(made->arena, "make the folder", folder);
		}
	}
	return NULL;
}

static const char *write_into(const struct file_set *s, const char *shown)
{
	struct arena *a = s->arena;
	char target[PATH_MAX];
	const char *failed;
	struct stat st;
	bool inside;

	if (!realpath(shown, target) || stat(target, &st) != 0)
		return failure(a, "write into", shown);
	if (!S_ISDIR(st.st_mode))
		return arena_printf(a, "%s is not a folder", shown);
	failed = refusal(s, target, shown);
	if (failed)
		return failed;
	inside = somebody_works_in(target) || strcmp(target, "/") == 0;
	failed = replace_folder(s, target, shown, inside);
	if (failed && !inside && is_about_the_place(errno))
		failed = replace_folder(s, target, shown, true);
	return failed;
}

const char *files_write(const struct file_set *s, const char *folder)
{
	struct made_folders made = {.arena = s->arena};
	size_t len = strlen(folder);
	const char *shown, *failed;
	sigset_t before;

	assert(has_file(s, str_of(s->mark)));
	while (len > 1 && folder[len - 1] == '/')
		len--;
	shown = arena_cstring(s->arena, (struct str){folder, len});
	hold_signals(&before);
	failed = make_folder(&made, shown);
	if (!failed)
		failed = write_into(s, shown);
	while (failed && made.count > 0)
		rmdir(made.items[--made.count]);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return failed;
}

// --- comparing ---

static int compare_paths(const void *left, const void *right)
{
	const struct file_difference *a = left, *b = right;

	return strcmp(a->path, b->path);
}

size_t files_compare(const struct file_set *s, const char *folder,
                     struct file_difference **differences)
{
	struct entries e = {.arena = s->arena};
	struct file_difference *found;
	size_t count = 0;

	list(&e, folder, "", true);
	found = arena_array(s->arena, struct file_difference, s->count + e.count);
	for (size_t i = 0; i < s->count; i++) {
		const struct file *file = &s->items[i];
		const char *path = join(s->arena, folder, file->path);
		struct str bytes;
		if (!is_there(path))
			found[count++] = (struct file_difference){file->path, FILE_MISSING};
		else if (source_load(s->arena, path, &bytes) != 0 || !str_eq(bytes, file->bytes))
			found[count++] = (struct file_difference){file->path, FILE_DIFFERENT};
	}
	for (size_t i = 0; i < e.count; i++)
		if (!e.items[i].is_folder && !has_file(s, str_of(e.items[i].path)))
			found[count++] = (struct file_difference){e.items[i].path, FILE_EXTRA};
	qsort(found, count, sizeof *found, compare_paths);
	*differences = found;
	return count;
}

// --- one file ---

static const char *write_beside(struct arena *a, const char *real, const struct stat *st,
                                struct str bytes, const char *shown)
{
	char *temporary = (char *)join(a, parent_of(a, real), TEMPORARY "XXXXXX");
	int fd = mkostemp(temporary, O_CLOEXEC);
	const char *failed = NULL;

	if (fd < 0)
		return failure(a, "write beside", shown);
	// Only root may write what belongs to somebody else and leave it theirs.
	if (geteuid() == 0 && fchown(fd, st->st_uid, st->st_gid) != 0)
		failed = failure(a, "write", shown);
	if (fchmod(fd, st->st_mode & 07777) != 0 && !failed)
		failed = failure(a, "write", shown);
	if (failed)
		close(fd);
	else
		failed = write_bytes(a, fd, bytes, shown);
	if (!failed && rename(temporary, real) != 0)
		failed = failure(a, "replace", shown);
	if (failed)
		unlink(temporary);
	return failed;
}

const char *file_replace(struct arena *a, const char *path, struct str bytes)
{
	char real[PATH_MAX];
	const char *failed;
	sigset_t before;
	struct stat st;

	// Renaming asks nobody whether the file itself may be written.
	if (!realpath(path, real) || stat(real, &st) != 0 ||
	    faccessat(AT_FDCWD, real, W_OK, AT_EACCESS) != 0)
		return failure(a, "write", path);
	if (!S_ISREG(st.st_mode))
		return arena_printf(a, "cannot write %s: it is not a file", path);
	hold_signals(&before);
	failed = write_beside(a, real, &st, bytes, path);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return failed;
}

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
	const char *slash = strrchr(path, '/'), *folder = ".", *fresh, *failed;
	char *stage;
	int fd;

	if (slash == path)
		folder = "/";
	else if (slash)
		folder = arena_cstring(a, (struct str){path, (size_t)(slash - path)});
	stage = (char *)join(a, folder, TEMPORARY "XXXXXX");
	if (!make_parents(a, path, *path == '/') || !mkdtemp(stage))
		return failure(a, "write", path);
	fresh = join(a, stage, "new");
	fd = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	failed = fd < 0 ? failure(a, "write", path) : write_bytes(a, fd, bytes, path);
	if (!failed && !move_to_nothing(fresh, path))
		failed = failure(a, "write", path);
	remove_folder(a, stage);
	return failed;
}

const char *file_create(struct arena *a, const char *path, struct str bytes)
{
	const char *failed;
	sigset_t before;

	hold_signals(&before);
	failed = create(a, path, bytes);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return failed;
}
