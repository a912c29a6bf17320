// What stands in a folder. An error is an error here: what cannot be seen may well be there.
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/files/files_private.h"

const char *path_join(struct arena *a, const char *folder, const char *name)
{
	return *folder ? arena_printf(a, "%s/%s", folder, name) : name;
}

const char *path_parent(struct arena *a, const char *path)
{
	size_t len = (size_t)(strrchr(path, '/') - path);

	return len ? arena_cstring(a, (struct str){path, len}) : "/";
}

const char *path_base(const char *path)
{
	return strrchr(path, '/') + 1;
}

const char *path_failure(struct arena *a, const char *what, const char *path)
{
	return arena_printf(a, "cannot %s %s: %s", what, path, strerror(errno));
}

enum file_presence path_presence(const char *path)
{
	struct stat st;

	if (lstat(path, &st) == 0)
		return PRESENCE_YES;
	return errno == ENOENT || errno == ENOTDIR ? PRESENCE_NO : PRESENCE_UNKNOWN;
}

static bool list(struct file_entries *e, const char *folder, const char *below, bool deep);

static bool add(struct file_entries *e, const char *folder, DIR *dir, struct file_entry entry, bool deep)
{
	struct stat st;

	if (fstatat(dirfd(dir), path_base(arena_printf(e->arena, "/%s", entry.path)), &st,
	            AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT; // somebody took it away meanwhile
	entry.is_folder = S_ISDIR(st.st_mode);
	if (entry.is_folder && deep && !list(e, folder, entry.path, true))
		return false;
	e->items = arena_grow(e->arena, e->items, e->count, &e->room, sizeof *e->items);
	e->items[e->count++] = entry;
	return true;
}

static bool list(struct file_entries *e, const char *folder, const char *below, bool deep)
{
	DIR *dir = opendir(path_join(e->arena, folder, below));
	const struct dirent *found;
	bool is_read = true;
	int reason;

	if (!dir)
		return false;
	while (is_read && (errno = 0, found = readdir(dir))) {
		const char *name = found->d_name;
		if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
			continue;
		name = path_join(e->arena, below, arena_cstring(e->arena, str_of(name)));
		is_read = add(e, folder, dir, (struct file_entry){.path = name}, deep);
	}
	reason = errno;
	is_read = is_read && reason == 0;
	closedir(dir);
	errno = reason;
	return is_read;
}

bool entries_list(struct file_entries *e, const char *folder, bool deep)
{
	return list(e, folder, "", deep);
}

void remove_folder(struct arena *a, const char *folder)
{
	struct file_entries e = {.arena = a};

	entries_list(&e, folder, true);
	for (size_t i = 0; i < e.count; i++) {
		const char *path = path_join(a, folder, e.items[i].path);
		if (e.items[i].is_folder)
			rmdir(path);
		else
			unlink(path);
	}
	rmdir(folder);
}
