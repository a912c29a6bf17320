// What the files that read JSON share.
#ifndef MODEL_READ_JSON_READER_H
#define MODEL_READ_JSON_READER_H

#include "model/read/read_private.h"

struct json_level; // an open bracket; read_json.c

// One file while it is read.
struct json_reader {
	struct doc *doc;
	struct diags *diags;
	struct source *source;
	const char *begin, *at, *end;
	const char *last_end; // of the last value, key or bracket
	struct json_level *levels;
	size_t depth;
	struct key_set scratch;
	int mistakes;
	struct diag unsaid; // stands in for what is no longer said
};

static inline uint32_t json_offset(const struct json_reader *r, const char *at)
{
	return (uint32_t)(at - r->begin);
}

// A message around a character.
static inline const char *with_char(struct json_reader *r, const char *before, char c,
                                    const char *after)
{
	return arena_printf(r->doc->arena, "%s%c%s", before, c, after);
}

// --- read_json.c ---

// Reports a mistake at a character. Never NULL; past the first mistakes what it gives is
// not reported.
struct diag *json_say(struct json_reader *r, const struct rule *rule, const char *at,
                      const char *message, const char *hint);

// --- json_scalar.c ---

// A new node that begins and ends at `r->at`.
struct node *json_node(struct json_reader *r, enum node_kind kind, enum node_style style);
// At a quote. NULL where the string has no end: what follows cannot be told from what is
// in it.
struct node *json_string(struct json_reader *r);
// A number, true, false or null; or, reported, what should have had quotes: that goes on
// up to a byte of `stops`.
struct node *json_word(struct json_reader *r, const char *stops);

#endif
