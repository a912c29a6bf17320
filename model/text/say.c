// Text of a user in messages: made safe for a terminal, cut, put in lists.
#include "model/text/say.h"

#include "model/text/utf8.h"
#include "model/text/escape.h"
#include "model/write/write.h"

const char *say_text(struct arena *a, struct str s)
{
	enum { MOST = 80 };
	bool cut = s.len > MOST;
	size_t len = utf8_cut(s, MOST);
	const char *text = escaped(a, OUTPUT_TERMINAL, str_slice(s, 0, len));

	return cut ? arena_printf(a, "%s…", text) : text;
}

const char *say_nearest(struct arena *a, struct str nearest, const char *otherwise)
{
	if (nearest.len == 0)
		return otherwise;
	return arena_printf(a, "did you mean %s?", say_text(a, nearest));
}

const char *say_names(struct arena *a, const char *lead, const struct names *names)
{
	enum { MOST = 12 };
	struct out o = {.arena = a};

	if (names->count == 0 || names->count > MOST)
		return NULL;
	out_printf(&o, "%s: ", lead);
	for (size_t i = 0; i < names->count; i++)
		out_printf(&o, "%s%s", i ? ", " : "", say_text(a, names->items[i].text));
	out_bytes(&o, (struct str){"", 1});
	return out_str(&o).at;
}
