// What the explanations of YAML errors ask of the text, and the messages they share.
#include <string.h>

#include "model/read/yaml_trouble.h"
#include "model/text/say.h"

// --- asking the text ---

char byte_at(const struct yaml_trouble *t, uint32_t at)
{
	return at < t->text.len ? t->text.at[at] : '\n';
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

bool is_closer(char byte)
{
	return byte == ']' || byte == '}';
}

uint32_t indent_of(const struct yaml_trouble *t, uint32_t at)
{
	return at - line_start(t->text, at);
}

uint32_t first_on_line(const struct yaml_trouble *t, uint32_t at)
{
	return skip_blanks(t->text, line_start(t->text, at));
}

bool same_line(const struct yaml_trouble *t, uint32_t a, uint32_t b)
{
	return line_start(t->text, a) == line_start(t->text, b);
}

struct str rest_of_line(const struct yaml_trouble *t, uint32_t at)
{
	uint32_t end = line_end(t->text, at);

	while (end > at && is_blank(t->text.at[end - 1]))
		end--;
	return str_slice(t->text, at, end);
}

bool starts_item(const struct yaml_trouble *t, uint32_t at)
{
	return byte_at(t, at) == '-' && is_blank(byte_at(t, at + 1));
}

uint32_t tight_colon(const struct yaml_trouble *t, uint32_t at)
{
	uint32_t colon = at;
	char next;

	while (!is_blank(byte_at(t, colon)) && byte_at(t, colon) != ':')
		colon++;
	next = byte_at(t, colon + 1);
	if (byte_at(t, colon) != ':' || is_blank(next) || next == ':' || next == '/')
		return 0;
	return colon;
}

uint32_t opening_of(const struct yaml_trouble *t, const struct node *n)
{
	uint32_t at = n->start;

	while (at < n->end && !strchr("'\"[{", t->text.at[at]))
		at++;
	return at;
}

// --- saying ---

struct diag *say(struct yaml_trouble *t, const struct rule *rule, uint32_t at,
                 const char *message, const char *hint)
{
	uint32_t end = char_end(t->text, at);
	struct diag *d = diag_at(t->diags, rule, t->source, at, end, "%s", message);

	d->hint = hint;
	return d;
}

void say_also(struct yaml_trouble *t, struct diag *d, uint32_t at, const char *text)
{
	diag_relate(t->arena, d, t->source, at, at, text);
}

void say_needs_quotes(struct yaml_trouble *t, uint32_t at, const char *hint)
{
	say(t, &rule_doc_unquoted, at,
	    arena_printf(t->arena, "a value that begins with %c must stand in quotes",
	                 byte_at(t, at)),
	    hint);
}

void say_never_closed(struct yaml_trouble *t, uint32_t bracket)
{
	say(t, &rule_doc_bracket, bracket,
	    arena_printf(t->arena, "this %c is never closed", byte_at(t, bracket)), NULL);
}

void say_never_opened(struct yaml_trouble *t, uint32_t bracket)
{
	char c = byte_at(t, bracket);

	say(t, &rule_doc_bracket, bracket,
	    arena_printf(t->arena, "there is no %c for this %c", c == ']' ? '[' : '{', c),
	    "a value that holds brackets must stand in quotes");
}

void say_wrong_closer(struct yaml_trouble *t, uint32_t closer, uint32_t bracket)
{
	struct diag *d = say(t, &rule_doc_bracket, closer,
	                     arena_printf(t->arena, "this %c closes a %c",
	                                  byte_at(t, closer), byte_at(t, bracket)),
	                     NULL);

	say_also(t, d, bracket, "opened here");
}

void say_missing_space(struct yaml_trouble *t, uint32_t at)
{
	say(t, &rule_doc_yaml, at,
	    arena_printf(t->arena, "a space is missing after this '%c'", byte_at(t, at)),
	    NULL);
}

void say_no_key(struct yaml_trouble *t, uint32_t at, const char *hint)
{
	const char *line = say_text(t->arena, rest_of_line(t, at));

	say(t, &rule_doc_yaml, at,
	    arena_printf(t->arena, "\"%s\" is no key: no ':' stands after it", line),
	    hint);
}
