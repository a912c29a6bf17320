// Asks git, and reads its answer.
#define _GNU_SOURCE
#include "cli/files/changed.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "model/confines.h"
#include "model/write/write.h"

extern char **environ;

// What a command prints; false where it does not end well.
static bool run(struct arena *a, const char *const *argv, struct str *text)
{
	struct out o = {.arena = a};
	posix_spawn_file_actions_t actions;
	char bytes[4096];
	int ends[2], status;
	ssize_t got;
	pid_t child;
	bool started;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return false;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
	started = posix_spawnp(&child, argv[0], &actions, NULL, (char *const *)argv, environ) == 0;
	posix_spawn_file_actions_destroy(&actions);
	close(ends[1]);
	while (started && ((got = read(ends[0], bytes, sizeof bytes)) > 0 ||
	                   (got < 0 && errno == EINTR)))
		if (got > 0)
			out_bytes(&o, (struct str){bytes, (size_t)got});
	close(ends[0]);
	while (started && waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return false;
	*text = out_str(&o);
	return started && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

// Paths seen from the top of the repository, each ended by a NUL.
static void add(struct arena *a, const char *top, struct str text, struct names *paths)
{
	for (size_t at = 0, end; at < text.len; at = end + 1) {
		ptrdiff_t nul = str_find_byte(text, at, '\0');
		struct str path;
		end = nul < 0 ? text.len : (size_t)nul;
		path = str_slice(text, at, end);
		if (path.len)
			names_add(paths, str_of(arena_printf(a, "%s/%.*s", top, STR(path))), 0);
	}
}

const char *changed_since(struct arena *a, const char *revision, struct names *paths)
{
	struct confines confines = confines_of(a, ".");
	const char *const differ[] = {
		"git", "-C", confines.root, "diff", "--name-only", "-z", "--no-ext-diff",
		"--no-renames", "--diff-filter=d", "--end-of-options", revision, "--", NULL};
	const char *const fresh[] = {"git", "-C", confines.root, "ls-files", "--others",
	                             "--exclude-standard", "-z", NULL};
	struct str text;

	if (!confines.is_repository)
		return "this is no repository of git";
	if (!run(a, differ, &text))
		return arena_printf(a, "git cannot compare with %s", revision);
	add(a, confines.root, text, paths);
	if (!run(a, fresh, &text))
		return "git cannot list the files that it does not know";
	add(a, confines.root, text, paths);
	return NULL;
}
