// The files that a command line names.
#ifndef CLI_FILES_INPUT_H
#define CLI_FILES_INPUT_H

#include "model/arena.h"

struct input {
	const char *path; // "-" for standard input
	bool named;       // by itself, not found in a folder or by a pattern
	bool is_context;  // only what it says of the others is asked
};

struct inputs {
	struct arena *arena;
	bool anywhere;       // links may lead out of the repository (model/confines.h)
	struct input *items; // sorted by path, none twice
	size_t count, room;
	// Folders that could not be read and patterns that match nothing: one line each.
	const char **problems;
	size_t problem_count, problem_room;
	// What folders hold and no one looks at: one line each.
	const char **left_out;
	size_t left_out_count, left_out_room;
};

// Takes a file, a folder (every .yaml, .yml, .json and .template below it; hidden ones,
// node_modules, what .gitignore names and what links point to left out), a pattern for the shell's glob, or "-".
void inputs_add(struct inputs *in, const char *argument);
// Takes the files that a list names, one a line, as far as a search of folders would take
// them by their names; "-" is standard input.
void inputs_add_list(struct inputs *in, const char *path);
void inputs_sort(struct inputs *in);
// Takes a file that says what the others are, unless it is one of them.
void inputs_add_context(struct inputs *in, const char *path);
// Leaves out those that `takes` does not take; "-" and, unless `all`, what was named stay.
void inputs_keep(struct inputs *in, bool (*takes)(void *context, const char *path),
                 void *context, bool all, const char *why);

#endif
