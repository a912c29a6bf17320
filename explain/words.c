// Texts of the catalogue with the names of a message filled in.
#include "aws/aws.h"
#include "explain/explain.h"

struct str told_value(const struct told *t, const char *name)
{
	for (size_t i = 0; i < t->slot_count; i++)
		if (str_is(t->slots[i].name, name))
			return t->slots[i].value;
	return (struct str){0};
}

struct str explain_word(const char *name, const char *language)
{
	return fact_value(fact_get(fact_get(fact_file("words"), name), language));
}

static struct str in_language(const struct fact *text, const char *language)
{
	return fact_value(fact_get(text, language));
}

struct str told_text(struct arena *a, const struct told *t, const struct fact *text,
                     const char *language)
{
	struct str format = in_language(text, language);
	const char *out = "";
	size_t at = 0;

	while (at < format.len) {
		ptrdiff_t open = str_find_byte(format, at, '{');
		ptrdiff_t end = open < 0 ? -1 : str_find_byte(format, (size_t)open, '}');
		const char *name;
		struct str value;

		if (end < 0)
			break;
		name = arena_cstring(a, str_slice(format, (size_t)open + 1, (size_t)end));
		value = told_value(t, name);
		if (value.len == 0)
			value = explain_word(name, language);
		out = arena_printf(a, "%s%.*s%.*s", out,
		                   STR(str_slice(format, at, (size_t)open)), STR(value));
		at = (size_t)end + 1;
	}
	return str_of(arena_printf(a, "%s%.*s", out, STR(str_slice(format, at, format.len))));
}
