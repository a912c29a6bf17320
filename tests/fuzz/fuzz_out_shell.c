// One word for a shell, dash here: what a command gets as its argument is the text.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/fuzz/output.h"

extern char **environ;

static void check_output(struct arena *a, struct str text)
{
	const char *made = escaped(a, OUTPUT_SHELL, text);
	const char *script = arena_printf(a, "printf %%s. x%s", made);
	char *arguments[] = {(char *)"sh", (char *)"-euc", (char *)script, NULL};
	posix_spawn_file_actions_t files;
	struct out got = {.arena = a};
	char buffer[4096];
	int ends[2], status;
	ssize_t len;
	pid_t child;

	expect(pipe2(ends, O_CLOEXEC) == 0, "no pipe", made);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, ends[1], 1);
	expect(posix_spawn(&child, "/bin/sh", &files, NULL, arguments, environ) == 0, "no shell",
	       made);
	posix_spawn_file_actions_destroy(&files);
	close(ends[1]);
	// libFuzzer's clock interrupts both calls.
	while ((len = TEMP_FAILURE_RETRY(read(ends[0], buffer, sizeof buffer))) > 0)
		out_bytes(&got, (struct str){buffer, (size_t)len});
	close(ends[0]);
	expect(TEMP_FAILURE_RETRY(waitpid(child, &status, 0)) == child && status == 0,
	       "is no word", made);
	expect_text("shell", str_of(arena_printf(a, "x%s.", text.at)), out_str(&got));
}
