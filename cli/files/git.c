// Runs git, and reads its answers.
#define _GNU_SOURCE
#include "cli/files/git.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "model/confines.h"
#include "model/limits.h"
#include "model/write/write.h"

extern char **environ;

// False where it is longer than a file may be.
static bool read_all(int from, struct out *o)
{
	char bytes[4096];
	ssize_t got;

	while (((got = read(from, bytes, sizeof bytes)) > 0 || (got < 0 && errno == EINTR)) &&
	       o->len <= LIMIT_FILE_BYTES)
		if (got > 0)
			out_bytes(o, (struct str){bytes, (size_t)got});
	return o->len <= LIMIT_FILE_BYTES;
}

static bool start(const char *const *argv, bool quiet, int output, pid_t *child)
{
	posix_spawn_file_actions_t actions;
	bool started;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
	if (quiet)
		posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	started = posix_spawnp(child, argv[0], &actions, NULL, (char *const *)argv, environ) == 0;
	posix_spawn_file_actions_destroy(&actions);
	return started;
}

bool git_run(struct arena *a, const char *const *argv, bool quiet, struct str *text)
{
	struct out o = {.arena = a};
	int ends[2], status = 0;
	bool started, fits;
	pid_t child;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return false;
	started = start(argv, quiet, ends[1], &child);
	close(ends[1]);
	fits = started && read_all(ends[0], &o);
	close(ends[0]);
	while (started && waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return false;
	*text = out_str(&o);
	return fits && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

// --- revisions ---

bool revision_find(struct arena *a, const char *name, struct revision *r)
{
	struct confines confines = confines_of(a, ".");
	const char *const argv[] = {
		"git", "-C", confines.root, "rev-parse", "--verify", "--quiet", "--end-of-options",
		arena_printf(a, "%s^{commit}", name), NULL};
	struct str hash;

	if (!confines.is_repository || !git_run(a, argv, true, &hash))
		return false;
	while (hash.len && hash.at[hash.len - 1] == '\n')
		hash.len--;
	*r = (struct revision){name, arena_cstring(a, hash), confines.root};
	return true;
}

static int load(void *context, struct arena *a, const char *path, struct str *text)
{
	const struct revision *r = context;
	const char *plain = path_plain(a, path);
	size_t len = strlen(r->root);
	const char *argv[] = {"git", "-C", r->root, "cat-file", "blob", NULL, NULL};

	if (strncmp(plain, r->root, len) != 0 || plain[len] != '/')
		return FILE_IS_OUTSIDE;
	argv[5] = arena_printf(a, "%s:%s", r->hash, plain + len + 1);
	return git_run(a, argv, true, text) ? 0 : ENOENT;
}

struct loader revision_loader(struct revision *r)
{
	return (struct loader){load, r};
}

static void name_source(struct arena *a, const struct revision *r, struct source *source)
{
	const char *prefix = arena_printf(a, "%s:", r->name);

	if (source && !str_starts(str_of(source->name), prefix))
		source->name = arena_printf(a, "%s%s", prefix, source->name);
}

void revision_name_sources(struct arena *a, const struct revision *r, struct diags *diags)
{
	for (size_t i = 0; i < diags->count; i++) {
		name_source(a, r, diags->items[i].source);
		for (struct related *one = diags->items[i].related; one; one = one->next)
			name_source(a, r, one->source);
	}
}
