// The files that a command is given, with those of its folders.
#define _DEFAULT_SOURCE
#include "cli/files/input.h"

#include <dirent.h>
#include <errno.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/files/ignored.h"
#include "model/confines.h"
#include "model/source.h"
#include "model/text/escape.h"

enum { FOLDER_DEPTH = 64 };

static void add(struct inputs *in, const char *path, bool named)
{
	in->items = arena_grow(in->arena, in->items, in->count, &in->room, sizeof *in->items);
	in->items[in->count++] = (struct input){path, named, false};
}

static void problem(struct inputs *in, const char *path, const char *what)
{
	in->problems = arena_grow(in->arena, in->problems, in->problem_count, &in->problem_room,
	                          sizeof *in->problems);
	in->problems[in->problem_count++] = arena_printf(
		in->arena, "%s: %s", escaped(in->arena, OUTPUT_TERMINAL, str_of(path)), what);
}

// Whether it may be read: false, with a line, where a link leads out of the repository.
static bool may_be_read(struct inputs *in, const char *path)
{
	struct confines confines = {0};

	if (!in->anywhere)
		confines = confines_of(in->arena, path);
	if (confines_take(&confines, in->arena, path))
		return true;
	problem(in, path, source_load_reason(FILE_IS_OUTSIDE));
	return false;
}

static void leave_out(struct inputs *in, const char *path, const char *why)
{
	in->left_out = arena_grow(in->arena, in->left_out, in->left_out_count,
	                          &in->left_out_room, sizeof *in->left_out);
	in->left_out[in->left_out_count++] = arena_printf(in->arena, "%s: %s", path, why);
}

static bool has_known_ending(struct str name)
{
	return str_ends(name, ".yaml") || str_ends(name, ".yml") || str_ends(name, ".json") ||
	       str_ends(name, ".template");
}

static const char *join(struct arena *a, const char *folder, const char *name)
{
	size_t len = strlen(folder);

	if (strcmp(folder, ".") == 0)
		return arena_cstring(a, str_of(name));
	return arena_printf(a, "%s%s%s", folder, len && folder[len - 1] == '/' ? "" : "/", name);
}

static void add_folder(struct inputs *in, const struct ignored *up, const char *path,
                       int depth);

// What an entry is: most file systems say so with its name. DT_UNKNOWN: cannot be told.
static unsigned char type_of(const char *path, const struct dirent *entry)
{
	struct stat st;

	if (entry->d_type != DT_UNKNOWN)
		return entry->d_type;
	return lstat(path, &st) == 0 ? IFTODT(st.st_mode) : DT_UNKNOWN;
}

static void add_entry(struct inputs *in, const struct ignored *ignored, const char *path,
                      const struct dirent *entry, int depth)
{
	const char *name = entry->d_name;
	unsigned char type = type_of(path, entry);

	if (type == DT_UNKNOWN)
		problem(in, path, strerror(errno));
	else if (name[0] == '.')
		leave_out(in, path, "hidden");
	else if (strcmp(name, "node_modules") == 0)
		leave_out(in, path, "packages of others");
	else if (ignored_takes(in->arena, ignored, name, type == DT_DIR))
		leave_out(in, path, "left out by .gitignore");
	else if (type == DT_DIR)
		add_folder(in, ignored, path, depth + 1);
	else if (type == DT_LNK)
		leave_out(in, path, "a link: what it points to is judged where it stands");
	else if (type != DT_REG)
		leave_out(in, path, "not a regular file");
	else if (!has_known_ending(str_of(path)))
		leave_out(in, path, "not called .yaml, .yml, .json or .template");
	else
		add(in, path, false);
}

static void add_folder(struct inputs *in, const struct ignored *up, const char *path,
                       int depth)
{
	DIR *folder = depth < FOLDER_DEPTH ? opendir(path) : NULL;
	const struct ignored *ignored;
	struct dirent *entry;

	if (!folder) {
		problem(in, path, depth < FOLDER_DEPTH ? strerror(errno) : "folders nest too deeply");
		return;
	}
	ignored = depth && !up ? NULL : ignored_in(in->arena, up, path);
	while ((errno = 0, entry = readdir(folder))) {
		const char *name = entry->d_name;

		if (strcmp(name, ".") != 0 && strcmp(name, "..") != 0)
			add_entry(in, ignored, join(in->arena, path, name), entry, depth);
	}
	if (errno)
		problem(in, path, strerror(errno));
	closedir(folder);
}

static void add_pattern(struct inputs *in, const char *pattern)
{
	glob_t found = {0};
	struct stat st;

	if (glob(pattern, 0, NULL, &found) != 0)
		problem(in, pattern, "no such file, and no file fits it as a pattern");
	for (size_t i = 0; i < found.gl_pathc; i++) {
		const char *path = arena_cstring(in->arena, str_of(found.gl_pathv[i]));
		if (!may_be_read(in, path))
			continue;
		if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
			add_folder(in, NULL, path, 0);
		else
			add(in, path, false);
	}
	globfree(&found);
}

void inputs_add(struct inputs *in, const char *argument)
{
	struct stat st;

	if (strcmp(argument, "-") == 0)
		add(in, argument, true);
	else if (!may_be_read(in, argument))
		return;
	else if (stat(argument, &st) == 0 && S_ISDIR(st.st_mode))
		add_folder(in, NULL, argument, 0);
	else if (lstat(argument, &st) != 0 && strpbrk(argument, "*?["))
		add_pattern(in, argument);
	else
		add(in, argument, true);
}

static void add_listed(struct inputs *in, const char *path)
{
	struct stat st;

	if (!may_be_read(in, path))
		return;
	if (stat(path, &st) != 0)
		problem(in, path, strerror(errno));
	else if (!S_ISREG(st.st_mode))
		leave_out(in, path, "not a regular file");
	else if (!has_known_ending(str_of(path)))
		leave_out(in, path, "not called .yaml, .yml, .json or .template");
	else
		add(in, path, false);
}

void inputs_add_list(struct inputs *in, const char *path)
{
	struct str text;
	int reason = source_load(in->arena, path, &text);

	if (reason) {
		problem(in, path, source_load_reason(reason));
		return;
	}
	for (size_t at = 0, end; at < text.len; at = end + 1) {
		ptrdiff_t line_end = str_find_byte(text, at, '\n');
		struct str line;
		end = line_end < 0 ? text.len : (size_t)line_end;
		line = str_slice(text, at, end);
		if (str_ends(line, "\r"))
			line.len--;
		if (line.len)
			add_listed(in, arena_cstring(in->arena, line));
	}
}

void inputs_keep(struct inputs *in, bool (*takes)(void *context, const char *path),
                 void *context, bool all, const char *why)
{
	size_t kept = 0;

	for (size_t i = 0; i < in->count; i++) {
		struct input *one = &in->items[i];
		if (strcmp(one->path, "-") == 0 || (one->named && !all) || takes(context, one->path))
			in->items[kept++] = *one;
		else
			leave_out(in, one->path, why);
	}
	in->count = kept;
}

static int compare(const void *left, const void *right)
{
	const struct input *a = left, *b = right;
	int order = strcmp(a->path, b->path);

	return order ? order : b->named - a->named;
}

void inputs_sort(struct inputs *in)
{
	size_t kept = 0;

	if (in->count == 0)
		return;
	qsort(in->items, in->count, sizeof *in->items, compare);
	for (size_t i = 1; i < in->count; i++)
		if (strcmp(in->items[kept].path, in->items[i].path) != 0)
			in->items[++kept] = in->items[i];
	in->count = kept + 1;
}

void inputs_add_context(struct inputs *in, const char *path)
{
	const char *plain = path_plain(in->arena, path);

	for (size_t i = 0; i < in->count; i++)
		if (strcmp(path_plain(in->arena, in->items[i].path), plain) == 0)
			return;
	if (in->count == 0 || !may_be_read(in, path))
		return;
	add(in, path, false);
	in->items[in->count - 1].is_context = true;
}
