// Patterns for paths, as .gitignore has them. https://git-scm.com/docs/gitignore
#ifndef MODEL_TEXT_GLOB_H
#define MODEL_TEXT_GLOB_H

#include "model/text/str.h"

// Whether the pattern takes `path` ("a/b.yaml", relative, no "./"), which is a folder or a
// file, or a folder that it is in. A pattern that ends in a slash takes folders. One with a slash at its start or inside counts from the top, another one in any
// folder; "*" and "?" stop at a slash, "**" does not, "[a-z]" is a set, a backslash takes the
// next character for itself. Work is bounded by the product of the two lengths. A "!" before
// the pattern is the caller's business, and so is a blank line.
bool glob_takes(struct str pattern, struct str path, bool is_folder);

// What a pattern, which may have a "!", says of `path`, and what the last of several does that
// says something.
enum glob_verdict { GLOB_NONE, GLOB_TAKES, GLOB_LEAVES }; // LEAVES: it has a "!"
enum glob_verdict glob_says(struct str pattern, struct str path, bool is_folder);
enum glob_verdict globs_take(const struct str *patterns, size_t count, struct str path,
                             bool is_folder);

#endif
