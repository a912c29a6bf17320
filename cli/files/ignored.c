// Reads .gitignore files and holds entries of folders against them.
#define _DEFAULT_SOURCE
#include "cli/files/ignored.h"

#include <limits.h>
#include <stdlib.h>

#include "model/confines.h"
#include "model/source.h"
#include "model/text/glob.h"

// A blank at the end does not count, unless a backslash stands before it.
static struct str pattern_of(struct str line)
{
	while (line.len && strchr(" \t\r", line.at[line.len - 1]) &&
	       !(line.len > 1 && line.at[line.len - 2] == '\\'))
		line.len--;
	return str_starts(line, "#") ? (struct str){0} : line;
}

static void read_patterns(struct arena *a, struct ignored *g)
{
	const char *path = arena_printf(a, "%s/.gitignore", g->folder);
	size_t room = 0;
	struct str text;

	if (source_load(a, path, &text) != 0)
		return;
	for (size_t at = 0, end; at < text.len; at = end + 1) {
		ptrdiff_t line_end = str_find_byte(text, at, '\n');
		struct str pattern;
		end = line_end < 0 ? text.len : (size_t)line_end;
		pattern = pattern_of(str_slice(text, at, end));
		if (!pattern.len)
			continue;
		g->patterns = arena_grow(a, g->patterns, g->count, &room, sizeof *g->patterns);
		g->patterns[g->count++] = pattern;
	}
}

// The folders from the top of the repository down to `folder`.
static const struct ignored *chain(struct arena *a, const char *top, const char *folder)
{
	struct ignored *g = arena_new(a, struct ignored);
	char *above = arena_alloc(a, strlen(folder) + 1);
	char *slash;

	g->folder = folder;
	strcpy(above, folder);
	slash = strrchr(above, '/');
	if (strcmp(top, folder) != 0 && slash && slash != above) {
		*slash = '\0';
		g->up = chain(a, top, above);
	}
	read_patterns(a, g);
	return g;
}

const struct ignored *ignored_in(struct arena *a, const struct ignored *up, const char *path)
{
	struct ignored *g;
	struct confines confines;
	char real[PATH_MAX];

	if (!realpath(path, real))
		return up;
	if (!up) {
		confines = confines_of(a, path);
		return confines.root && confines.is_repository
		               ? chain(a, confines.root, arena_cstring(a, str_of(real)))
		               : NULL;
	}
	g = arena_new(a, struct ignored);
	*g = (struct ignored){.up = up, .folder = arena_cstring(a, str_of(real))};
	read_patterns(a, g);
	return g;
}

bool ignored_takes(struct arena *a, const struct ignored *g, const char *name, bool is_folder)
{
	const char *path = g ? arena_printf(a, "%s/%s", g->folder, name) : NULL;

	for (; g; g = g->up) {
		const char *below = path + strlen(g->folder) + (strcmp(g->folder, "/") != 0);
		enum glob_verdict verdict =
			globs_take(g->patterns, g->count, str_of(below), is_folder);
		if (verdict != GLOB_NONE)
			return verdict == GLOB_TAKES;
	}
	return false;
}
