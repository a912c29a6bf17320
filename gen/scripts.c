// Finds the embedded parts of scripts.
#include "gen/scripts.h"

#include <assert.h>

#include "model/text/escape.h"

struct str script_named(const char *name)
{
	size_t i = 0;

	while (i < scripts_count && !str_is(str_of(scripts[i].name), name))
		i++;
	assert(i < scripts_count);
	return scripts[i].text;
}

void script_quote(struct out *o, struct str text)
{
	out_bytes(o, escape(o->arena, OUTPUT_SHELL, text));
}
