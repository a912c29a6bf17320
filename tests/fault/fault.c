// Calls that fail, for tests/faults.sh: ORGC_FAULT=KIND:N makes the N-th call of a kind fail,
// ORGC_FAULT=KIND:N:kill kills the process instead. ORGC_FAULT_HIT names a file that is made
// when that happens.
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// Whether this call is the one. Counts by itself, without a library in between.
static int fails(const char *kind)
{
	static long left = -1;
	const char *fault = getenv("ORGC_FAULT"), *hit = getenv("ORGC_FAULT_HIT");
	size_t len = strlen(kind);

	if (!fault || strncmp(fault, kind, len) != 0 || fault[len] != ':')
		return 0;
	if (left < 0)
		left = atol(fault + len + 1);
	if (left == 0 || --left > 0)
		return 0;
	if (hit)
		syscall(SYS_close, syscall(SYS_open, hit, O_CREAT | O_WRONLY, 0666));
	if (strstr(fault, ":kill"))
		raise(SIGKILL);
	return 1;
}

static int fail(int reason)
{
	errno = reason;
	return -1;
}

static void *fail_null(int reason)
{
	errno = reason;
	return NULL;
}

#define WRAP(type, name, parameters, arguments, kind, failure)                         \
	type __real_##name parameters;                                                 \
	type __wrap_##name parameters;                                                 \
	type __wrap_##name parameters                                                  \
	{                                                                              \
		return fails(kind) ? failure : __real_##name arguments;                \
	}

// Memory goes through model/memory.c, which takes these in the place of the real ones.
#define MEMORY(name, parameters, arguments)                                            \
	void *__real_##name parameters;                                                \
	void *fault_##name parameters;                                                 \
	void *fault_##name parameters                                                  \
	{                                                                              \
		return fails("memory") ? fail_null(ENOMEM) : __real_##name arguments;  \
	}

MEMORY(malloc, (size_t size), (size))
MEMORY(calloc, (size_t count, size_t size), (count, size))
MEMORY(realloc, (void *old, size_t size), (old, size))
MEMORY(aligned_alloc, (size_t alignment, size_t size), (alignment, size))

WRAP(ssize_t, read, (int fd, void *to, size_t size), (fd, to, size), "read", fail(EIO))
WRAP(struct dirent *, readdir, (DIR *dir), (dir), "readdir", fail_null(EIO))
WRAP(DIR *, opendir, (const char *path), (path), "open", fail_null(EIO))
WRAP(int, stat, (const char *path, struct stat *st), (path, st), "stat", fail(EIO))
WRAP(int, lstat, (const char *path, struct stat *st), (path, st), "stat", fail(EIO))
WRAP(int, fstat, (int fd, struct stat *st), (fd, st), "stat", fail(EIO))
WRAP(int, fstatat, (int fd, const char *path, struct stat *st, int flags),
     (fd, path, st, flags), "stat", fail(EIO))
WRAP(int, fsync, (int fd), (fd), "fsync", fail(EIO))
WRAP(int, rename, (const char *from, const char *to), (from, to), "rename", fail(EIO))
WRAP(int, renameat2, (int a, const char *from, int b, const char *to, unsigned flags),
     (a, from, b, to, flags), "rename", fail(EIO))
WRAP(int, mkdir, (const char *path, mode_t mode), (path, mode), "mkdir", fail(ENOSPC))
WRAP(char *, mkdtemp, (char *path), (path), "mkdir", fail_null(ENOSPC))

// A disk that fills up takes a part of what it is given.
ssize_t __real_write(int fd, const void *from, size_t size);
ssize_t __wrap_write(int fd, const void *from, size_t size);
ssize_t __wrap_write(int fd, const void *from, size_t size)
{
	if (!fails("write"))
		return __real_write(fd, from, size);
	if (size > 1 && __real_write(fd, from, size / 2) < 0)
		return -1;
	return fail(ENOSPC);
}

// What fails to close is closed all the same.
int __real_close(int fd);
int __wrap_close(int fd);
int __wrap_close(int fd)
{
	int closed = __real_close(fd);

	return fails("close") ? fail(EIO) : closed;
}

int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...)
{
	va_list args;
	mode_t mode = 0;

	va_start(args, flags);
	if (flags & (O_CREAT | O_TMPFILE))
		mode = va_arg(args, mode_t);
	va_end(args);
	return fails("open") ? fail(EMFILE) : __real_open(path, flags, mode);
}

#define ORGC_FAULTS
#include "model/memory.c"
