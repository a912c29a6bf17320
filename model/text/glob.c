// Patterns for paths, name by name between the slashes.
#include "model/text/glob.h"

// --- one name ---

// Takes a set off the pattern at *at, which stands after its "[". False where no "]" closes
// it: then the bracket stands for itself.
static bool take_set(struct str pattern, size_t *at, char c, bool *has)
{
	size_t i = *at;
	bool negated = i < pattern.len && (pattern.at[i] == '!' || pattern.at[i] == '^');

	*has = false;
	i += negated;
	for (size_t first = i; i < pattern.len && (pattern.at[i] != ']' || i == first); i++) {
		char low = pattern.at[i], high = low;
		if (i + 2 < pattern.len && pattern.at[i + 1] == '-' && pattern.at[i + 2] != ']') {
			high = pattern.at[i + 2];
			i += 2;
		}
		*has |= (unsigned char)low <= (unsigned char)c &&
		        (unsigned char)c <= (unsigned char)high;
	}
	if (i >= pattern.len)
		return false;
	*has ^= negated;
	*at = i + 1;
	return true;
}

// Whether the piece of the pattern at *at takes the character; steps over it.
static bool takes_character(struct str pattern, size_t *at, char c)
{
	char p = pattern.at[(*at)++];
	bool has;

	if (p == '[' && take_set(pattern, at, c, &has))
		return has;
	if (p == '\\' && *at < pattern.len)
		p = pattern.at[(*at)++];
	else if (p == '?')
		return true;
	return p == c;
}

// The last star takes one more character each time the rest does not fit.
static bool takes_name(struct str pattern, struct str name)
{
	size_t p = 0, n = 0, star = SIZE_MAX, from = 0;

	for (;;) {
		if (p < pattern.len && pattern.at[p] == '*') {
			star = ++p;
			from = n;
			continue;
		}
		if (n == name.len && p == pattern.len)
			return true;
		if (n < name.len && p < pattern.len && takes_character(pattern, &p, name.at[n])) {
			n++;
			continue;
		}
		if (star == SIZE_MAX || from >= name.len)
			return false;
		p = star;
		n = ++from;
	}
}

// --- names in turn ---

// Takes the name before the next slash off a path.
static struct str take_name(struct str *path)
{
	ptrdiff_t slash = str_find_byte(*path, 0, '/');
	size_t end = slash < 0 ? path->len : (size_t)slash;
	struct str name = str_slice(*path, 0, end);

	*path = str_slice(*path, slash < 0 ? end : end + 1, path->len);
	return name;
}

// What a folder takes, it takes with all that is in it: the pattern may end before the path
// does. Where it takes folders only, it has to, or the path is one.
static bool takes_path(struct str pattern, struct str path, bool only_folder, bool is_folder)
{
	struct str p = pattern, n = path, after = {0}, from = {0};

	for (;;) {
		struct str rest = p, part, left = n;
		if (p.len == 0 && (!only_folder || n.len > 0 || is_folder))
			return true;
		part = take_name(&rest);
		if (p.len > 0 && str_is(part, "**")) {
			if (rest.len == 0)
				return n.len > 0 &&
				       (!only_folder || is_folder || str_find_byte(n, 0, '/') >= 0);
			p = after = rest;
			from = n;
		} else if (p.len > 0 && n.len > 0 && takes_name(part, take_name(&left))) {
			p = rest;
			n = left;
		} else if (from.len == 0) {
			return false;
		} else {
			take_name(&from);
			p = after;
			n = from;
		}
	}
}

bool glob_takes(struct str pattern, struct str path, bool is_folder)
{
	bool only_folder = str_ends(pattern, "/");

	pattern.len -= only_folder;
	if (pattern.len == 0)
		return false;
	if (str_find_byte(pattern, 0, '/') >= 0) {
		pattern = str_slice(pattern, pattern.at[0] == '/', pattern.len);
		return takes_path(pattern, path, only_folder, is_folder);
	}
	for (; path.len > 0; take_name(&path))
		if (takes_path(pattern, path, only_folder, is_folder))
			return true;
	return false;
}

enum glob_verdict glob_says(struct str pattern, struct str path, bool is_folder)
{
	bool negated = str_starts(pattern, "!");

	if (!glob_takes(str_slice(pattern, negated, pattern.len), path, is_folder))
		return GLOB_NONE;
	return negated ? GLOB_LEAVES : GLOB_TAKES;
}

enum glob_verdict globs_take(const struct str *patterns, size_t count, struct str path,
                             bool is_folder)
{
	enum glob_verdict verdict = GLOB_NONE;

	while (count-- > 0 && verdict == GLOB_NONE)
		verdict = glob_says(patterns[count], path, is_folder);
	return verdict;
}
