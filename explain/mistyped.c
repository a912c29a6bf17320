// aws ssm start-sesion -> start-session: by the operations that the service's API has.
#include "explain/mistyped.h"

#include "aws/aws.h"

enum { COMMANDS_MOST = 200 };

static bool is_word_letter(char c)
{
	return char_is_alnum(c) || c == '-';
}

// The word at *at, and *at after it and the blanks that follow.
static struct str next_word(struct str text, size_t *at)
{
	size_t from = *at, end = from;

	while (end < text.len && is_word_letter(text.at[end]))
		end++;
	*at = end;
	while (*at < text.len && text.at[*at] == ' ')
		++*at;
	return str_slice(text, from, end);
}

static size_t after_prompt(struct str text, size_t at)
{
	while (at < text.len && (text.at[at] == ' ' || text.at[at] == '\t' ||
	                         text.at[at] == '$' || text.at[at] == '#'))
		at++;
	return at;
}

// "StartSession" -> "start-session"
static struct str command_name(struct arena *a, struct str operation)
{
	char *name = arena_array(a, char, 2 * operation.len + 1);
	size_t len = 0;

	for (size_t i = 0; i < operation.len; i++) {
		char c = operation.at[i], lower = char_lower(c);
		bool after_lower = i > 0 && operation.at[i - 1] == char_lower(operation.at[i - 1]);
		bool before_lower = i + 1 < operation.len &&
		                    operation.at[i + 1] == char_lower(operation.at[i + 1]);

		if (c != lower && i > 0 && (after_lower || before_lower))
			name[len++] = '-';
		name[len++] = lower;
	}
	return (struct str){name, len};
}

static struct str without_hyphens(struct arena *a, struct str name)
{
	char *plain = arena_array(a, char, name.len + 1);
	size_t len = 0;

	for (size_t i = 0; i < name.len; i++)
		if (name.at[i] != '-')
			plain[len++] = name.at[i];
	return (struct str){plain, len};
}

static size_t bare_offset(const struct bare_text *text, size_t offset)
{
	size_t from = 0, to = text->bytes.len;

	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (text->at[middle] < offset)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

static void look_at(struct arena *a, const struct bare_text *text, size_t line,
                    struct told_matches *all)
{
	size_t start = after_prompt(text->text, line), at = start;
	struct str aws = next_word(text->text, &at), service = next_word(text->text, &at);
	struct str command = next_word(text->text, &at), operation;
	const struct fact *api = str_is(aws, "aws") && command.len ? api_find(service) : NULL;
	struct told_match m = {.is_complete = true};
	size_t end = (size_t)(command.at - text->text.at) + command.len;

	if (!api || operation_find(api, command))
		return;
	operation = operation_nearest(api, without_hyphens(a, command));
	if (operation.len == 0)
		return;
	m.row = fact_get(fact_file("messages"), "mistyped-command");
	m.from = bare_offset(text, start);
	m.to = bare_offset(text, end);
	m.letters = m.to - m.from;
	m.slots[m.slot_count++] =
		(struct slot){S("command"), str_slice(text->text, start, end)};
	m.slots[m.slot_count++] = (struct slot){
		S("instead"), str_of(arena_printf(a, "aws %.*s %.*s", STR(service),
	                                          STR(command_name(a, operation))))};
	all->items = arena_grow(a, all->items, all->count, &all->room, sizeof *all->items);
	all->items[all->count++] = m;
}

void mistyped_commands(struct arena *a, const struct bare_text *text, struct told_matches *all)
{
	size_t most = all->count + COMMANDS_MOST;

	for (size_t at = 0; at < text->text.len && all->count < most;) {
		ptrdiff_t end = str_find_byte(text->text, at, '\n');

		if (text->text.at[at] != '\n')
			look_at(a, text, at, all);
		at = end < 0 ? text->text.len : (size_t)end + 1;
	}
}
