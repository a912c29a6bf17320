// Logical ids: letters and digits only.
#include "gen/logical_id.h"

const char *logical_id(struct arena *a, struct str name)
{
	char *id = arena_alloc(a, name.len + 1);
	size_t len = 0;
	bool start = true;

	for (size_t i = 0; i < name.len; i++) {
		char c = name.at[i];
		if (c == '-') {
			start = true;
			continue;
		}
		id[len++] = start && c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
		start = false;
	}
	return id;
}
