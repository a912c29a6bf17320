// The text of one input, and what people call the places in it.
#ifndef MODEL_SOURCE_H
#define MODEL_SOURCE_H

#include "model/arena.h"

struct source {
	const char *name; // as the user gave it, with '/'; "<stdin>" for "-"
	struct str text;  // every byte of the file, BOM included
	bool is_shipped;  // it is part of the program: no file that a person could open
	// Offsets at which lines start, made on the first question; NULL before.
	uint32_t *lines;
	uint32_t line_count;
	// The place that was asked for last: findings come in order, and a minified file is
	// one line.
	uint32_t last_offset, last_line, last_column;
	enum { BREAKS_NOT_ASKED, BREAKS_PLAIN, BREAKS_ODD } breaks; // see source_has_odd_breaks
};

// Where a byte stands: both count from 1; columns count characters (code points), and a
// BOM has no width.
struct place {
	uint32_t line, column;
};

// Keeps `name` and `text`, which must live as long as the source.
struct source *source_new(struct arena *a, const char *name, struct str text);

// An offset past the end gives the place after the last byte.
struct place source_place(struct arena *a, struct source *s, uint32_t offset);
// Whether it has a character that only YAML 1.1 takes for a line break.
bool source_has_odd_breaks(struct source *s);
struct str source_line(struct arena *a, struct source *s, uint32_t line); // no line break

// What went wrong with reading a file as a whole: errno, or one of these.
enum {
	FILE_TOO_LARGE = -1,
	FILE_IS_FOLDER = -2,
	FILE_IS_SPECIAL = -3, // a pipe or a device
	FILE_IS_OUTSIDE = -4, // for who asked model/confines.h
};

// Reads a whole file into the arena. Gives 0 and sets *text, or gives the reason. Nothing is
// printed. Only of what is open already ("-" is standard input) it may be a pipe: another
// one could let orgc wait for ever.
int source_load(struct arena *a, const char *path, struct str *text);
const char *source_load_reason(int reason); // "is a folder", "No such file or directory"

// How files are read that a command line or a document names: from the disk
// (model/confines.h), or from what a test or an editor holds.
struct loader {
	// Gives what source_load gives.
	int (*load)(void *context, struct arena *a, const char *path, struct str *text);
	void *context;
};
int loader_load(const struct loader *l, struct arena *a, const char *path, struct str *text);

#endif
