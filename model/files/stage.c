// Files that are not complete yet, out of everybody's way.
#define _GNU_SOURCE
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/files/files_private.h"

#define STAGE ".orgc-"
enum { LETTERS = 6 }; // that mkdtemp puts after it

bool stage_is(const char *name)
{
	size_t start = strlen(STAGE);

	if (strncmp(name, STAGE, start) != 0 || strlen(name) != start + LETTERS)
		return false;
	for (const char *c = name + start; *c; c++)
		if (!isalnum((unsigned char)*c))
			return false;
	return true;
}

// Between its making and its lock another process may have taken it for a forgotten one.
bool stage_open(struct arena *a, struct stage *s, const char *folder)
{
	enum { TRIES = 100 };

	for (int i = 0; i < TRIES; i++) {
		struct stat st;
		char *path = mkdtemp((char *)path_join(a, folder, STAGE "XXXXXX"));
		s->lock = path ? open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
		if (path && s->lock < 0 && errno != ENOENT)
			rmdir(path);
		if (!path || (s->lock < 0 && errno != ENOENT))
			return false;
		s->path = path;
		if (s->lock >= 0 && flock(s->lock, LOCK_EX) == 0 &&
		    fstat(s->lock, &st) == 0 && st.st_nlink > 0)
			return true;
		if (s->lock >= 0)
			close(s->lock);
	}
	rmdir(s->path);
	s->path = NULL;
	return false;
}

void stage_close(struct arena *a, struct stage *s)
{
	int reason = errno;

	if (s->path) {
		remove_folder(a, s->path);
		close(s->lock);
	}
	errno = reason;
}

static void sweep(struct arena *a, const char *path, bool is_folder)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0)
		return;
	if (flock(fd, LOCK_EX | LOCK_NB) == 0) {
		if (is_folder)
			remove_folder(a, path);
		else
			unlink(path);
	}
	close(fd);
}

void stages_sweep(struct arena *a, const char *folder)
{
	struct file_entries e = {.arena = a};

	if (!entries_list(&e, folder, false))
		return;
	for (size_t i = 0; i < e.count; i++)
		if (stage_is(e.items[i].path))
			sweep(a, path_join(a, folder, e.items[i].path), e.items[i].is_folder);
}

// --- writing ---

bool write_bytes(int fd, struct str bytes)
{
	while (bytes.len) {
		ssize_t done = write(fd, bytes.at, bytes.len);
		if (done >= 0)
			bytes = str_slice(bytes, (size_t)done, bytes.len);
		else if (errno != EINTR)
			return false;
	}
	return true;
}

bool write_new_file(const char *path, struct str bytes)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666), reason;
	bool done;

	if (fd < 0)
		return false;
	done = write_bytes(fd, bytes);
	// So that the disk works while the next one is written.
	if (done)
		sync_file_range(fd, 0, 0, SYNC_FILE_RANGE_WRITE);
	reason = errno;
	if (close(fd) != 0)
		return false;
	errno = reason;
	return done;
}

bool sync_file(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), reason;
	bool done;

	if (fd < 0)
		return false;
	done = fsync(fd) == 0;
	reason = errno;
	if (close(fd) != 0)
		return false;
	errno = reason;
	return done;
}

bool make_parents(struct arena *a, const char *path, size_t from)
{
	for (const char *slash = strchr(path + from, '/'); slash; slash = strchr(slash + 1, '/')) {
		const char *folder = arena_cstring(a, (struct str){path, (size_t)(slash - path)});
		if (mkdir(folder, 0777) != 0 && errno != EEXIST)
			return false;
	}
	return true;
}

_Static_assert(sizeof(sigset_t) <= sizeof(struct held_signals), "room for the set");

void hold_signals(struct held_signals *before)
{
	sigset_t asked, old;

	sigemptyset(&asked);
	sigaddset(&asked, SIGINT);
	sigaddset(&asked, SIGTERM);
	sigaddset(&asked, SIGHUP);
	pthread_sigmask(SIG_BLOCK, &asked, &old);
	memcpy(before->set, &old, sizeof old);
}

void release_signals(const struct held_signals *before)
{
	sigset_t old;

	memcpy(&old, before->set, sizeof old);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
}
