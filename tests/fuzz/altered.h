// Texts with some lines left out, said twice, moved, or saying something else: so mistakes
// lie deep, where random bytes never come. The input of the fuzzer is the list of edits.
#ifndef FUZZ_ALTERED_H
#define FUZZ_ALTERED_H

#include <string.h>

#include "model/arena.h"
#include "model/write/write.h"

enum { MOST_LINES = 200, MOST_EDITS = 12 };

static const char *const values[] = {
	"", "null", "~", "all", "home", "true", "no", "0", "-1", "1e9", "4294967296", "[]", "{}",
	"[[]]", "{a: b}", "management", "operations", "dev", "old", "Workloads", "Workloads/Dev",
	"Workloads/Dev/Deep/Er/And/Lower", "/", "//", "../x", "\"111111111111\"", "\"\"",
	"ou-ab12-11111111", "r-ab12", "us-east-1", "af-south-1", "cn-north-1", "us-gov-west-1",
	"mars-1", "[all, all]", "[Workloads, Workloads]", "[operations, management]", "baseline",
	"[baseline, audit]", "automation", "template.yaml", "missing.yaml", "scp", "rcp",
	"!Ref AWS::Region", "!Sub '${X}-${AWS::AccountId}'", "!Join [',', [a, !Ref Name]]",
	"!GetAtt A.B", "!If [A, b, c]", "'it''s'", "\"\\u0000\\t\\x7f\"", "'*'", "a: b: c", "&a x",
	"*a", "|", ">-", "100%", "rate(1 day)", "cron(0 0 * * ? *)", "native", "runbook",
	"stacksets", "role/*", "previously", "id", "in", "except", "name", "<<", "region-deny",
	"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
};

struct lines {
	struct str items[MOST_LINES + MOST_EDITS];
	size_t count;
};

static void take_lines(struct lines *l, struct str text)
{
	for (size_t at = 0; at < text.len;) {
		size_t end = (size_t)str_find_byte(text, at, '\n') + 1;
		l->items[l->count++] = str_slice(text, at, end - 1);
		at = end;
	}
}

static struct str put(struct arena *a, struct str line, size_t from, size_t to,
                      const char *value)
{
	return str_of(arena_printf(a, "%.*s%s%.*s", (int)from, line.at, value,
	                           (int)(line.len - to), line.at + to));
}

// The text with a value in the place of what is after a colon or dash, or before a colon.
static struct str replace(struct arena *a, struct str line, bool is_key, const char *value)
{
	ptrdiff_t colon = str_find(line, 0, ":"), dash = str_find(line, 0, "- ");
	size_t blanks = 0;

	while (blanks < line.len && line.at[blanks] == ' ')
		blanks++;
	if (is_key)
		return put(a, line, blanks, colon < 0 ? line.len : (size_t)colon, value);
	if (colon >= 0)
		return str_of(arena_printf(a, "%.*s %s", (int)colon + 1, line.at, value));
	return put(a, line, dash < 0 ? blanks : (size_t)dash + 2, line.len, value);
}

// One word of a line, between blanks, brackets and commas.
static struct str replace_word(struct arena *a, struct str line, unsigned number,
                               const char *value)
{
	size_t from = 0, to;

	for (;; from = to + 1) {
		while (from < line.len && strchr(" ,[]{}", line.at[from]))
			from++;
		for (to = from; to < line.len && !strchr(" ,[]{}", line.at[to]);)
			to++;
		if (number-- == 0 || to >= line.len)
			return put(a, line, from, to, value);
	}
}

static void edit(struct arena *a, struct lines *l, const uint8_t *bytes)
{
	size_t at = bytes[0] % l->count, to;
	const char *value = values[bytes[2] % (sizeof values / sizeof *values)];
	struct str *line = &l->items[at];

	switch (bytes[1] % 8) {
	case 0:
		*line = S("");
		break;
	case 1:
		memmove(line + 1, line, (l->count++ - at) * sizeof *line);
		break;
	case 2:
		*line = replace(a, *line, false, value);
		break;
	case 3:
		*line = replace(a, *line, true, value);
		break;
	case 4:
		to = bytes[2] % l->count;
		struct str other = l->items[to];
		l->items[to] = *line;
		*line = other;
		break;
	case 5:
		*line = put(a, *line, 0, 0, "  ");
		break;
	case 6:
		*line = str_slice(*line, 2, line->len);
		break;
	default:
		*line = replace_word(a, *line, bytes[1] / 8, value);
	}
}

// The parts of a text, between lines that say "%", with the edits.
static void make_files(struct arena *a, struct str base, const uint8_t *data, size_t size,
                       struct str *files, size_t file_count)
{
	struct lines l = {.count = 0};
	struct out *outs = arena_array(a, struct out, file_count);
	size_t file;

	take_lines(&l, base);
	for (file = 0; file < file_count; file++)
		outs[file].arena = a;
	file = 0;
	for (size_t i = 0; i + 3 <= size && i < MOST_EDITS * 3; i += 3)
		edit(a, &l, data + i);
	for (size_t i = 0; i < l.count; i++)
		if (str_is(l.items[i], "%") && file + 1 < file_count)
			file++;
		else
			out_printf(&outs[file], "%.*s\n", STR(l.items[i]));
	for (file = 0; file < file_count; file++)
		files[file] = out_str(&outs[file]);
}

#endif
