// Where the files are that org.yaml names.
#include "gen/loader.h"

#include <string.h>

const char *org_beside(struct org *org, struct str path)
{
	const char *name = org->doc->sources[0]->name, *slash = strrchr(name, '/');

	if (!slash || str_starts(path, "/"))
		return arena_cstring(org->arena, path);
	return arena_printf(org->arena, "%.*s/%.*s", (int)(slash - name), name,
	                    STR(path));
}
