// Looks for configurations, nearest first, and reads each once.
#define _POSIX_C_SOURCE 200809L
#include "cli/lint/decide.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "model/confines.h"
#include "model/die.h"
#include "model/text/escape.h"

enum { EXTENDS_MAX = 8 };

static const char *folder_of(struct arena *a, const char *plain)
{
	const char *slash = strrchr(plain, '/');

	return slash && slash != plain
	               ? arena_cstring(a, (struct str){plain, (size_t)(slash - plain)})
	               : "/";
}

const char *deciding_shown(struct deciding *d, const char *plain)
{
	char *here = path_plain(d->arena, "."), *slash;
	const char *up = "";

	for (size_t len; (len = strlen(here)) > 0; *slash = '\0') {
		if (strncmp(plain, here, len) == 0 && plain[len] == '/')
			return arena_printf(d->arena, "%s%s", up, plain + len + 1);
		up = arena_printf(d->arena, "../%s", up);
		slash = strrchr(here, '/');
	}
	return plain;
}

// --- reading ---

static struct config *read_config(struct deciding *d, const char *path, int depth);

static void read_extended(struct deciding *d, struct config *c, const char *path,
                          struct str extends, int depth)
{
	const char *base = arena_printf(d->arena, "%s/%.*s", folder_of(d->arena, path),
	                                STR(extends));
	struct confines confines = {0};

	if (!d->anywhere)
		confines = confines_of(d->arena, path);
	if (depth == EXTENDS_MAX) {
		config_extends_wrong(c, "more files in turn than orgc follows", &d->diags);
		return;
	}
	if (!confines_take(&confines, d->arena, base)) {
		config_extends_wrong(c, "a file outside of the repository", &d->diags);
		return;
	}
	c->base = read_config(d, path_plain(d->arena, base), depth + 1);
	if (!c->base)
		config_extends_wrong(c, "a file that cannot be read", &d->diags);
}

static struct config *read_config(struct deciding *d, const char *path, int depth)
{
	struct str text, extends;
	struct config *c;

	if (source_load(d->arena, path, &text) != 0)
		return NULL;
	c = config_read(d->arena, source_new(d->arena, deciding_shown(d, path), text), d->rules,
	                &extends, &d->diags);
	if (extends.len)
		read_extended(d, c, path, extends, depth);
	return c;
}

// What holds for files is not left out because it cannot be read.
static struct config *read_config_or_die(struct deciding *d, const char *path)
{
	struct config *c = read_config(d, path, 0);

	if (!c)
		die("%s: this configuration cannot be read",
		    escaped(d->arena, OUTPUT_TERMINAL, str_of(deciding_shown(d, path))));
	return c;
}

// --- looking ---

// The folder at which looking ends: that of the repository, else of where orgc runs.
static const char *end_of(struct deciding *d, const char *folder)
{
	struct confines c = confines_of(d->arena, arena_printf(d->arena, "%s/", folder));
	const char *here = path_plain(d->arena, ".");
	size_t len = strlen(here);

	if (c.is_repository)
		return c.root;
	return strncmp(folder, here, len) == 0 && (folder[len] == '/' || !folder[len]) ? here
	                                                                               : folder;
}

static uint32_t keep(struct deciding *d, const char *folder, struct deciding_folder item)
{
	d->items = arena_grow(d->arena, d->items, d->count, &d->room, sizeof *d->items);
	d->items[d->count] = item;
	names_add(&d->folders, str_of(folder), (uint32_t)d->count);
	return (uint32_t)d->count++;
}

static uint32_t look_in(struct deciding *d, const char *folder, const char *end)
{
	uint32_t index = names_find(&d->folders, str_of(folder));
	const char *path = arena_printf(d->arena, "%s/.orgc.yaml", folder);
	struct deciding_folder item = {0};

	if (index != NAME_NONE)
		return index;
	if (access(path, F_OK) == 0) {
		item.config = read_config_or_die(d, path);
		item.top = folder;
		item.path = deciding_shown(d, path);
	} else if (strcmp(folder, end) != 0 && strcmp(folder, "/") != 0) {
		index = look_in(d, folder_of(d->arena, folder), end);
		item = d->items[index];
	}
	return keep(d, folder, item);
}

static const struct deciding_folder *folder_item(struct deciding *d, const char *plain)
{
	const char *folder;
	uint32_t index;

	if (d->only)
		return d->count ? &d->items[0] : NULL;
	folder = folder_of(d->arena, plain);
	index = names_find(&d->folders, str_of(folder));
	if (index == NAME_NONE)
		index = look_in(d, folder, end_of(d, folder));
	return &d->items[index];
}

// A path as its folder `top` has it.
static struct str below(const char *top, const char *plain)
{
	size_t len = strcmp(top, "/") == 0 ? 0 : strlen(top);

	return str_of(strncmp(plain, top, len) == 0 && plain[len] == '/' ? plain + len + 1
	                                                                  : plain);
}

const struct config *deciding_config(struct deciding *d, const char *name, struct str *path)
{
	const char *plain = path_plain(d->arena, name);
	const struct deciding_folder *item = folder_item(d, plain);

	*path = str_of(plain);
	if (!item || !item->config)
		return NULL;
	*path = below(item->top, plain);
	return item->config;
}

const char *deciding_home(struct deciding *d, const char *name, struct str *path)
{
	const char *plain = path_plain(d->arena, name);
	const struct deciding_folder *item = folder_item(d, plain);
	const char *top = item && item->config ? item->top
	                                       : end_of(d, folder_of(d->arena, plain));

	*path = below(top, plain);
	if (d->only && item && item->config)
		return path_plain(d->arena, d->only);
	return arena_printf(d->arena, "%s/.orgc.yaml", strcmp(top, "/") == 0 ? "" : top);
}

const char *deciding_path(struct deciding *d, const char *name)
{
	const struct deciding_folder *item = folder_item(d, path_plain(d->arena, name));

	return item && item->config ? item->path : NULL;
}

static const struct config *config_of(void *context, const char *name, struct str *path)
{
	return deciding_config(context, name, path);
}

void deciding_start(struct deciding *d)
{
	struct confines c = confines_of(d->arena, ".");
	const char *path;
	struct config *only;

	d->folders.arena = d->diags.arena = d->arena;
	d->decisions = (struct lint_decisions){
		.rules = d->rules, .today = today_number(), .config = config_of, .context = d,
		.base.root = c.is_repository ? c.root : NULL,
		.base.here = path_plain(d->arena, ".")};
	if (!d->only || strcmp(d->only, "none") == 0)
		return;
	path = path_plain(d->arena, d->only);
	only = read_config_or_die(d, path);
	keep(d, "", (struct deciding_folder){only, folder_of(d->arena, path), d->only});
}

const char *deciding_file(struct deciding *d, const char *key)
{
	struct str unused;
	const struct node *said = config_value(deciding_config(d, "./x", &unused), key);
	struct confines confines = {0};
	const char *path;

	if (!node_is_scalar(said))
		return NULL;
	if (!d->anywhere)
		confines = confines_of(d->arena, ".");
	path = arena_printf(d->arena, "%s/%.*s", folder_item(d, path_plain(d->arena, "./x"))->top,
	                    STR(node_str(said)));
	if (!confines_take(&confines, d->arena, path))
		die(".orgc.yaml: its %s %s", key, source_load_reason(FILE_IS_OUTSIDE));
	return path;
}

const char *deciding_baseline(struct deciding *d, const char *path)
{
	struct str text;
	int reason;

	if (!path)
		path = deciding_file(d, "baseline");
	if (!path)
		return NULL;
	reason = source_load(d->arena, path, &text);
	if (reason)
		return arena_printf(d->arena, "%s: %s", path, source_load_reason(reason));
	if (baseline_read(d->arena, source_new(d->arena, deciding_shown(d, path), text),
	                  &d->baseline, &d->diags))
		d->decisions.baseline = &d->baseline;
	return NULL;
}
