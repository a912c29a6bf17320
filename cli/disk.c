// Reads from the disk, and remembers what.
#define _DEFAULT_SOURCE
#include "cli/disk.h"

#include <limits.h>
#include <stdlib.h>

static void keep_input(struct disk *d, const char *path)
{
	char real[PATH_MAX];

	if (!d->arena || !realpath(path, real))
		return;
	d->inputs = arena_grow(d->arena, d->inputs, d->input_count, &d->input_room,
	                       sizeof *d->inputs);
	d->inputs[d->input_count++] = arena_cstring(d->arena, str_of(real));
}

static int load(void *context, struct arena *a, const char *path, struct str *text)
{
	struct disk *d = context;

	if (!d->is_known && !d->anywhere)
		d->confines = confines_of(a, d->beside);
	d->is_known = true;
	if (!confines_take(&d->confines, a, path))
		return FILE_IS_OUTSIDE;
	keep_input(d, path);
	return source_load(a, path, text);
}

struct loader disk_loader(struct disk *d)
{
	return (struct loader){load, d};
}
