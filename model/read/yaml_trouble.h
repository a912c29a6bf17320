// What the explanations of YAML errors share: questions about the text at an offset, and
// messages.
#ifndef MODEL_READ_YAML_TROUBLE_H
#define MODEL_READ_YAML_TROUBLE_H

#include "model/read/read_private.h"

// One error of libyaml that is to be explained.
struct yaml_trouble {
	struct arena *arena;
	struct diags *diags;
	struct source *source;
	struct str text;
	const struct yaml_error *e;
};

// --- the text at an offset ---

char byte_at(const struct yaml_trouble *t, uint32_t at); // '\n' at the end
bool is_closer(char byte); // ] or }
uint32_t indent_of(const struct yaml_trouble *t, uint32_t at); // bytes before it on its line
uint32_t first_on_line(const struct yaml_trouble *t, uint32_t at);
bool same_line(const struct yaml_trouble *t, uint32_t a, uint32_t b);
// From a place to the last letter on its line.
struct str rest_of_line(const struct yaml_trouble *t, uint32_t at);
bool starts_item(const struct yaml_trouble *t, uint32_t at); // of a block list
// The colon of "Key:value", which lacks a space; 0 where there is none, and where it may
// be a part of a URL or a type name.
uint32_t tight_colon(const struct yaml_trouble *t, uint32_t at);
// The quote or bracket that a node begins with.
uint32_t opening_of(const struct yaml_trouble *t, const struct node *n);

// --- messages; `hint` may be NULL ---

struct diag *say(struct yaml_trouble *t, const struct rule *rule, uint32_t at,
                 const char *message, const char *hint);
void say_also(struct yaml_trouble *t, struct diag *d, uint32_t at, const char *text);
void say_needs_quotes(struct yaml_trouble *t, uint32_t at, const char *hint);
void say_never_closed(struct yaml_trouble *t, uint32_t bracket);
void say_never_opened(struct yaml_trouble *t, uint32_t bracket);
void say_wrong_closer(struct yaml_trouble *t, uint32_t closer, uint32_t bracket);
void say_missing_space(struct yaml_trouble *t, uint32_t at);
void say_no_key(struct yaml_trouble *t, uint32_t at, const char *hint);

#endif
