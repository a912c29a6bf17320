// A section and a value of an INI file, for inih.
#include <ini.h>

#include "tests/fuzz/output.h"

struct seen {
	struct arena *arena;
	struct str section, value;
	size_t count;
};

static int see(void *context, const char *section, const char *name, const char *value)
{
	struct seen *seen = context;

	seen->section = arena_copy(seen->arena, str_of(section));
	seen->value = arena_copy(seen->arena, str_of(value));
	seen->count += strcmp(name, "key") == 0;
	return 1;
}

// What the reader leaves of a value: no blanks at its ends.
static struct str trimmed(struct str s)
{
	while (s.len > 0 && s.at[0] == ' ')
		s = str_slice(s, 1, s.len);
	while (s.len > 0 && s.at[s.len - 1] == ' ')
		s.len--;
	return s;
}

static struct str expected(struct arena *a, struct str text)
{
	struct str line = arena_copy(a, shown(a, text));

	for (size_t i = 0; i < line.len; i++)
		if (strchr("[]#;=", line.at[i]))
			((char *)line.at)[i] = '?';
	return line;
}

static void check_output(struct arena *a, struct str text)
{
	struct str made = escape(a, OUTPUT_INI, text);
	struct seen seen = {.arena = a};

	if (made.len > 40) // what inih keeps of a section; of a line it is 200
		return;
	expect_text("ini", expected(a, text), made);
	expect(ini_parse_string(arena_printf(a, "[profile %s]\nkey = %s\n", made.at, made.at),
	                        see, &seen) == 0, "is no INI file", made.at);
	expect(seen.count == 1, "has another number of keys", made.at);
	expect_text("value", trimmed(made), seen.value);
	expect_text("section", arena_copy(a, str_of(arena_printf(a, "profile %s", made.at))),
	            seen.section);
}
