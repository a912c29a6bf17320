// Asks git, and reads its answer.
#include "cli/files/changed.h"

#include "cli/files/git.h"
#include "model/confines.h"

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
	if (!git_run(a, differ, false, &text))
		return arena_printf(a, "git cannot compare with %s", revision);
	add(a, confines.root, text, paths);
	if (!git_run(a, fresh, false, &text))
		return "git cannot list the files that it does not know";
	add(a, confines.root, text, paths);
	return NULL;
}
