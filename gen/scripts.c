// Finds the embedded parts of scripts.
#include "gen/scripts.h"

#include <assert.h>

struct str script_named(const char *name)
{
	size_t i = 0;

	while (i < scripts_count && !str_is(str_of(scripts[i].name), name))
		i++;
	assert(i < scripts_count);
	return scripts[i].text;
}
