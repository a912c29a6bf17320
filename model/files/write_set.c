// A folder takes a new content as a whole, or stays as it is. Only what an earlier build
// lists in its mark is ever replaced or removed.
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

struct writing {
	struct arena *arena;
	const struct file_set *set;
	const char *target; // the folder's real path …
	const char *shown;  // … and what the user calls it
	struct file_set earlier; // what an earlier build lists, without bytes …
	struct file_set ours;    // … and what of it is there and ours
	bool keeps;         // something in the folder is not ours
};

// --- taking the place of what is there ---

enum step_kind { STEP_RENAME, STEP_MAKE_FOLDER, STEP_REMOVE_FOLDER };

struct step {
	enum step_kind kind;
	const char *from, *to; // of a folder that is made or removed: `to`
	unsigned flags;
};

// New files go from `fresh` to `home`, those they replace from there to `old`. All three
// are folders in one file system. What was done is kept, so that it can be undone.
struct swap {
	struct arena *arena;
	const char *home, *fresh, *old;
	struct step *steps;
	size_t count, room;
};

static bool do_step(const struct step *step)
{
	if (step->kind == STEP_MAKE_FOLDER)
		return mkdir(step->to, 0777) == 0;
	if (step->kind == STEP_REMOVE_FOLDER)
		return rmdir(step->to) == 0;
	return renameat2(AT_FDCWD, step->from, AT_FDCWD, step->to, step->flags) == 0;
}

static bool take_step(struct swap *w, struct step step)
{
	if (!do_step(&step))
		return false;
	w->steps = arena_grow(w->arena, w->steps, w->count, &w->room, sizeof *w->steps);
	w->steps[w->count++] = step;
	return true;
}

static bool undo(struct swap *w)
{
	static const enum step_kind back[] = {
		[STEP_RENAME] = STEP_RENAME,
		[STEP_MAKE_FOLDER] = STEP_REMOVE_FOLDER,
		[STEP_REMOVE_FOLDER] = STEP_MAKE_FOLDER,
	};
	bool undone = true;

	while (w->count > 0) {
		struct step step = w->steps[--w->count], other = step;
		other.kind = back[step.kind];
		if (step.kind == STEP_RENAME) {
			other.from = step.to;
			other.to = step.from;
		}
		undone = do_step(&other) && undone;
	}
	return undone;
}

static bool move(struct swap *w, const char *from, const char *to)
{
	return take_step(w, (struct step){STEP_RENAME, from, to, 0});
}

static bool swap_entry(struct swap *w, const char *name)
{
	const char *home = path_join(w->arena, w->home, name);
	const char *fresh = path_join(w->arena, w->fresh, name);
	const char *old = path_join(w->arena, w->old, name);
	enum file_presence there = path_presence(home);

	if (there == PRESENCE_UNKNOWN)
		return false;
	if (there == PRESENCE_NO)
		return move(w, fresh, home);
	if (take_step(w, (struct step){STEP_RENAME, home, fresh, RENAME_EXCHANGE}))
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	// The file system cannot exchange: there is a moment without either.
	return make_parents(w->arena, old, strlen(w->old) + 1) && move(w, home, old) &&
	       move(w, fresh, home);
}

// Makes the folders that lead to a file, and removes those that led to one, where they are
// empty.
static bool make_folders(struct swap *w, const char *path)
{
	for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
		struct str part = {path, (size_t)(slash - path)};
		const char *folder = path_join(w->arena, w->home, arena_cstring(w->arena, part));
		if (!take_step(w, (struct step){.kind = STEP_MAKE_FOLDER, .to = folder}) &&
		    errno != EEXIST)
			return false;
	}
	return true;
}

static void remove_folders(struct swap *w, const char *path)
{
	for (size_t len = strlen(path); len > 0; len--) {
		struct str part = {path, len - 1};
		if (path[len - 1] != '/')
			continue;
		path = arena_cstring(w->arena, part);
		if (!take_step(w, (struct step){.kind = STEP_REMOVE_FOLDER,
		                                .to = path_join(w->arena, w->home, path)}))
			return;
	}
}

// Takes away what an earlier build wrote and this one does not.
static bool drop_file(struct swap *w, const char *path)
{
	const char *home = path_join(w->arena, w->home, path);
	const char *old = path_join(w->arena, w->old, path);
	enum file_presence there = path_presence(home);

	if (there != PRESENCE_YES)
		return there == PRESENCE_NO;
	if (!make_parents(w->arena, old, strlen(w->old) + 1) || !move(w, home, old))
		return false;
	remove_folders(w, path);
	return true;
}

// File by file. The mark goes between what is dropped and what is new: whenever it ends
// too early, the mark that is there lists each file that is ours.
static bool swap_files(struct swap *w, const struct writing *p)
{
	const struct file_set *s = p->set;

	for (size_t i = 0; i < p->ours.count; i++)
		if (!file_set_has(s, str_of(p->ours.items[i].path)) &&
		    !drop_file(w, p->ours.items[i].path))
			return false;
	if (!swap_entry(w, s->mark))
		return false;
	for (size_t i = 0; i < s->count; i++) {
		const char *path = s->items[i].path;
		if (strcmp(path, s->mark) != 0 && !(make_folders(w, path) && swap_entry(w, path)))
			return false;
	}
	return true;
}

// What was made in the stage takes the place of the folder, or of its files where `inside`.
static const char *swap(const struct writing *p, const struct stage *stage, bool inside)
{
	struct arena *a = p->arena;
	struct swap w = {.arena = a, .home = inside ? p->target : path_parent(a, p->target)};
	const char *failed;
	int reason;

	w.fresh = path_join(a, stage->path, "new");
	w.old = path_join(a, stage->path, "old");
	if (inside ? swap_files(&w, p) : swap_entry(&w, path_base(p->target)))
		return NULL;
	reason = errno;
	failed = path_failure(a, "replace", p->shown);
	if (!undo(&w))
		die("%s; what it held is in %s", failed, stage->path);
	errno = reason;
	return failed;
}

// --- making the new content ---

static const char *write_files(const struct writing *p, const char *root)
{
	const struct file_set *s = p->set;
	struct arena *a = p->arena;
	const char **paths = arena_array(a, const char *, s->count);

	for (size_t i = 0; i < s->count; i++) {
		paths[i] = path_join(a, root, s->items[i].path);
		if (!make_parents(a, paths[i], strlen(root) + 1) ||
		    !write_new_file(paths[i], s->items[i].bytes))
			return path_failure(a, "write", path_join(a, p->shown, s->items[i].path));
	}
	// Only when all are written: the disk takes them together.
	for (size_t i = 0; i < s->count; i++)
		if (!sync_file(paths[i]))
			return path_failure(a, "write", path_join(a, p->shown, s->items[i].path));
	return NULL;
}

// Makes the new folder in the stage, like the one it will replace.
static const char *fill_stage(const struct writing *p, const struct stage *stage, bool inside)
{
	struct arena *a = p->arena;
	const char *fresh = path_join(a, stage->path, "new"), *root = fresh;
	struct stat st;

	if (stat(p->target, &st) != 0 || mkdir(fresh, 0777) != 0 ||
	    mkdir(path_join(a, stage->path, "old"), 0777) != 0)
		return path_failure(a, "write into", p->shown);
	if (!inside) {
		root = path_join(a, fresh, path_base(p->target));
		if (mkdir(root, 0777) != 0 || chmod(root, st.st_mode & 07777) != 0)
			return path_failure(a, "write into", p->shown);
	}
	return write_files(p, root);
}

// On failure errno says why, too.
static const char *replace_folder(const struct writing *p, bool inside)
{
	struct arena *a = p->arena;
	const char *home = inside ? p->target : path_parent(a, p->target), *failed;
	struct stage stage = {0};

	if (!stage_open(a, &stage, home))
		return path_failure(a, "write into", p->shown);
	failed = fill_stage(p, &stage, inside);
	if (!failed)
		failed = swap(p, &stage, inside);
	stage_close(a, &stage);
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

// --- what is there ---

// Whether a new file would have to stand where this entry stands, or above or below it.
static bool is_in_the_way(const struct writing *p, const struct file_entry *e)
{
	if (file_set_has(p->set, str_of(e->path)))
		return true;
	if (!e->is_folder && file_set_has_folder(p->set, e->path))
		return true;
	for (const char *slash = strchr(e->path, '/'); slash; slash = strchr(slash + 1, '/'))
		if (file_set_has(p->set, (struct str){e->path, (size_t)(slash - e->path)}))
			return true;
	return false;
}

static bool says_so(const struct writing *p, const char *path)
{
	struct str text;

	if (!p->set->sign || str_ends(str_of(path), ".json"))
		return true;
	return source_load(p->arena, path_join(p->arena, p->target, path), &text) == 0 &&
	       str_find(text, 0, p->set->sign) >= 0;
}

static bool is_input(const struct writing *p, const char *path)
{
	char real[PATH_MAX];

	if (p->set->input_count == 0 || !realpath(path_join(p->arena, p->target, path), real))
		return false;
	for (size_t i = 0; i < p->set->input_count; i++)
		if (strcmp(real, p->set->inputs[i]) == 0)
			return true;
	return false;
}

static bool is_ours(const struct writing *p, const struct file_entry *e)
{
	if (e->is_folder)
		return file_set_has_folder(&p->earlier, e->path);
	return file_set_has(&p->earlier, str_of(e->path)) && !is_input(p, e->path) &&
	       says_so(p, e->path);
}

// Gives why the folder may not be written, or NULL. Finds what is in it and not ours.
static const char *look_around(struct writing *p)
{
	struct arena *a = p->arena;
	struct file_entries e = {.arena = a};
	const char *failed;
	bool has_mark;

	stages_sweep(a, p->target);
	if (!entries_list(&e, p->target, true))
		return path_failure(a, "read", p->shown);
	failed = file_set_earlier(p->set, p->target, p->shown, &p->earlier, &has_mark);
	if (failed)
		return failed;
	for (size_t i = 0; i < e.count; i++) {
		const struct file_entry *entry = &e.items[i];
		if (stage_is(entry->path))
			continue;
		if (is_ours(p, entry)) {
			if (!entry->is_folder)
				file_set_add(&p->ours, entry->path, (struct str){0});
			continue;
		}
		if (!has_mark)
			return arena_printf(a, "%s holds files that orgc did not write: "
			                       "name a new or empty folder", p->shown);
		if (is_in_the_way(p, entry))
			return arena_printf(a, "%s holds %s, which orgc did not write: "
			                       "move it away, or name another folder",
			                    p->shown, entry->path);
		p->keeps = true;
	}
	return NULL;
}

static bool is_up_to_date(const struct writing *p)
{
	struct file_difference *differences;
	size_t count;

	return !files_compare(p->set, p->target, &differences, &count) && count == 0;
}

static const char *write_into(struct writing *p)
{
	char target[PATH_MAX];
	const char *failed;
	struct stat st;
	bool inside;

	if (!realpath(p->shown, target) || stat(target, &st) != 0)
		return path_failure(p->arena, "write into", p->shown);
	if (!S_ISDIR(st.st_mode))
		return arena_printf(p->arena, "%s is not a folder", p->shown);
	p->target = target;
	failed = look_around(p);
	if (failed || is_up_to_date(p))
		return failed;
	inside = p->keeps || somebody_works_in(target) || strcmp(target, "/") == 0;
	if (strcmp(target, "/") != 0)
		stages_sweep(p->arena, path_parent(p->arena, target));
	failed = replace_folder(p, inside);
	if (failed && !inside && is_about_the_place(errno))
		failed = replace_folder(p, true);
	return failed;
}

// --- the folder ---

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
			return path_failure(made->arena, "make the folder", folder);
		}
	}
	return NULL;
}

const char *files_write(const struct file_set *s, const char *folder)
{
	struct made_folders made = {.arena = s->arena};
	struct writing p = {.arena = s->arena, .set = s, .ours = {.arena = s->arena}};
	size_t len = strlen(folder);
	const char *failed;
	struct held_signals before;

	assert(file_set_has(s, str_of(s->mark)));
	while (len > 1 && folder[len - 1] == '/')
		len--;
	p.shown = arena_cstring(s->arena, (struct str){folder, len});
	hold_signals(&before);
	failed = make_folder(&made, p.shown);
	if (!failed)
		failed = write_into(&p);
	while (failed && made.count > 0)
		rmdir(made.items[--made.count]);
	release_signals(&before);
	return failed;
}

// --- comparing ---

static int compare_paths(const void *left, const void *right)
{
	const struct file_difference *a = left, *b = right;

	return strcmp(a->path, b->path);
}

// Gives whether the file there is another one, or -1 where it cannot be read.
static int is_different(const struct file_set *s, const struct file *file, const char *path)
{
	struct str bytes;
	int reason = source_load(s->arena, path, &bytes);

	if (reason > 0)
		errno = reason;
	return reason > 0 ? -1 : reason != 0 || !str_eq(bytes, file->bytes);
}

const char *files_compare(const struct file_set *s, const char *folder,
                          struct file_difference **differences, size_t *count)
{
	struct file_difference *found;
	struct file_set earlier;
	bool has_mark;
	const char *failed = file_set_earlier(s, folder, folder, &earlier, &has_mark);

	*count = 0;
	if (failed)
		return failed;
	*differences = found =
		arena_array(s->arena, struct file_difference, s->count + earlier.count);
	for (size_t i = 0; i < s->count; i++) {
		const struct file *file = &s->items[i];
		const char *path = path_join(s->arena, folder, file->path);
		enum file_presence there = path_presence(path);
		int differs = there == PRESENCE_YES ? is_different(s, file, path) : 0;
		if (there == PRESENCE_UNKNOWN || differs < 0)
			return path_failure(s->arena, "read", path);
		if (there == PRESENCE_NO)
			found[(*count)++] = (struct file_difference){file->path, FILE_MISSING};
		else if (differs)
			found[(*count)++] = (struct file_difference){file->path, FILE_DIFFERENT};
	}
	for (size_t i = 0; i < earlier.count; i++) {
		const char *path = earlier.items[i].path;
		if (!file_set_has(s, str_of(path)) &&
		    path_presence(path_join(s->arena, folder, path)) != PRESENCE_NO)
			found[(*count)++] = (struct file_difference){path, FILE_EXTRA};
	}
	qsort(found, *count, sizeof *found, compare_paths);
	return NULL;
}
