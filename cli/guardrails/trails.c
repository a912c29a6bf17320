// Walks folders of trails.
#define _POSIX_C_SOURCE 200809L
#include "cli/guardrails/trails.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "model/die.h"
#include "model/text/escape.h"

enum { FOLDER_DEPTH = 64 };

static void add(struct trails *t, const char *path)
{
	t->items = arena_grow(t->arena, t->items, t->count, &t->room, sizeof *t->items);
	t->items[t->count++] = path;
}

static bool is_trail(struct str name)
{
	if (str_ends(name, ".gz"))
		name.len -= strlen(".gz");
	return str_ends(name, ".json") || str_ends(name, ".jsonl") || str_ends(name, ".ndjson");
}

static void add_folder(struct trails *t, const char *path, int depth)
{
	DIR *folder = depth < FOLDER_DEPTH ? opendir(path) : NULL;
	struct dirent *entry;
	struct stat st;

	if (!folder)
		die("%s: %s", escaped(t->arena, OUTPUT_TERMINAL, str_of(path)),
		    depth < FOLDER_DEPTH ? strerror(errno) : "folders nest too deeply");
	while ((entry = readdir(folder))) {
		const char *inner = arena_printf(t->arena, "%s/%s", path, entry->d_name);

		if (entry->d_name[0] == '.' || strstr(entry->d_name, "-Digest") ||
		    lstat(inner, &st) != 0)
			continue;
		if (S_ISDIR(st.st_mode))
			add_folder(t, inner, depth + 1);
		else if (S_ISREG(st.st_mode) && is_trail(str_of(inner)))
			add(t, inner);
	}
	closedir(folder);
}

void trails_add(struct trails *t, const char *path)
{
	struct stat st;

	if (strcmp(path, "-") != 0 && stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		add_folder(t, path, 0);
	else
		add(t, path);
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void trails_sort(struct trails *t)
{
	if (t->count > 0)
		qsort(t->items, t->count, sizeof *t->items, compare);
}
