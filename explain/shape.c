// Rows of explain/messages.txt -> shapes: {denied} and {call} are put in the place of each
// of their forms, and what does not count is taken out of the words.
#include "explain/shape.h"

#include <assert.h>

#include "model/die.h"

// "{name}" at `at`, or an empty text.
static struct str name_at(struct str text, size_t at)
{
	ptrdiff_t end;

	if (at >= text.len || text.at[at] != '{')
		return (struct str){0};
	end = str_find_byte(text, at, '}');
	return end < 0 ? (struct str){0} : str_slice(text, at + 1, (size_t)end);
}

static void add(struct arena *a, struct shapes *all, const struct fact *row, struct str text)
{
	struct shape s = {.row = row, .before = name_at(text, 0)};
	size_t at = s.before.len ? s.before.len + 2 : 0;

	while (at < text.len || s.count == 0) {
		ptrdiff_t open = str_find_byte(text, at, '{');
		size_t end = open < 0 ? text.len : (size_t)open;
		struct shape_part *part = &s.parts[s.count++];

		assert(s.count < SHAPE_PARTS);
		part->words = bare_text_of(a, str_slice(text, at, end)).bytes;
		part->name = name_at(text, end);
		at = end + (part->name.len ? part->name.len + 2 : 0);
	}
	if (s.parts[s.count - 1].name.len > 0)
		s.count++; // nothing follows
	all->items = arena_grow(a, all->items, all->count, &all->room, sizeof *all->items);
	all->items[all->count++] = s;
}

static void add_forms(struct arena *a, struct shapes *all, const struct fact *row,
                      struct str text)
{
	struct str name = name_at(text, 0);
	const struct fact *forms = name.len ? fact_find(fact_file("forms"), name) : NULL;
	struct str rest = str_slice(text, name.len + 2, text.len);

	if (!forms)
		add(a, all, row, text);
	fact_each(forms, form) {
		struct str start = str_is(fact_name(form), ".") ? S("") : fact_name(form);
		add(a, all, row,
		    str_of(arena_printf(a, "%.*s%.*s", STR(start), STR(rest))));
	}
}

struct shapes shapes_of(struct arena *a)
{
	struct shapes all = {0};

	fact_each(fact_file("messages"), row)
		fact_each(fact_get(row, "says"), says)
			add_forms(a, &all, row, fact_name(says));
	return all;
}
