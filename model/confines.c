// Paths as they are written, and where they lead.
#define _DEFAULT_SOURCE
#include "model/confines.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool path_is_open_file(const char *path)
{
	struct str p = str_of(path);

	return strcmp(path, "-") == 0 || strcmp(path, "/dev/stdin") == 0 ||
	       str_starts(p, "/dev/fd/") || str_starts(p, "/proc/self/fd/");
}

char *path_plain(struct arena *a, const char *path)
{
	char here[PATH_MAX] = "", *plain, *end;

	if (*path != '/' && !getcwd(here, sizeof here))
		here[0] = '\0';
	plain = end = arena_alloc(a, strlen(here) + strlen(path) + 3);
	path = arena_printf(a, "%s/%s/", here, path);
	for (const char *slash; (slash = strchr(path, '/')); path = slash + 1) {
		struct str part = {path, (size_t)(slash - path)};
		if (part.len == 0 || str_is(part, "."))
			continue;
		if (str_is(part, "..")) {
			while (end > plain && *--end != '/')
				;
			continue;
		}
		*end++ = '/';
		memcpy(end, part.at, part.len);
		end += part.len;
	}
	*end = '\0';
	return plain;
}

// Cuts the last part off; false where there is none.
static bool go_up(char *path)
{
	char *slash = strrchr(path, '/');

	if (!slash)
		return false;
	*slash = '\0';
	return true;
}

static bool has_git(struct arena *a, const char *folder)
{
	struct stat st;

	return lstat(arena_printf(a, "%s/.git", folder), &st) == 0;
}

struct confines confines_of(struct arena *a, const char *path)
{
	char *folder = path_plain(a, path_is_open_file(path) ? "." : path), *up;
	char real[PATH_MAX];
	struct stat st;
	bool is_repository;

	if (stat(*folder ? folder : "/", &st) != 0 || !S_ISDIR(st.st_mode))
		go_up(folder);
	up = arena_alloc(a, strlen(folder) + 1);
	strcpy(up, folder);
	while (!has_git(a, up) && go_up(up))
		;
	is_repository = has_git(a, up);
	if (is_repository)
		folder = up;
	// What cannot be found cannot be read either.
	if (!realpath(*folder ? folder : "/", real))
		return (struct confines){folder, is_repository};
	return (struct confines){arena_cstring(a, str_of(real)), is_repository};
}

// Where a path leads, or will lead once it is made.
static const char *real_path(struct arena *a, const char *path)
{
	char *there = path_plain(a, path), real[PATH_MAX];
	size_t whole = strlen(there);

	if (realpath(path, real))
		return arena_cstring(a, str_of(real));
	if (errno != ENOENT && errno != ENOTDIR)
		return NULL;
	while (*there && !realpath(there, real))
		if (!go_up(there))
			break;
	if (!*there)
		strcpy(real, "");
	return arena_printf(a, "%s%s", real, path_plain(a, path) + (whole ? strlen(there) : 0));
}

bool confines_take(const struct confines *r, struct arena *a, const char *path)
{
	const char *real;
	size_t root;

	if (!r->root || path_is_open_file(path))
		return true;
	real = real_path(a, path);
	root = strcmp(r->root, "/") == 0 ? 0 : strlen(r->root);
	if (!real || strncmp(real, r->root, root) != 0 || (real[root] && real[root] != '/'))
		return !real;
	return !strstr(arena_printf(a, "%s/", real + root), "/.git/");
}
