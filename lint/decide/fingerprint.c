// Fingerprints of findings.
#include "lint/decide/fingerprint.h"

#include <stdio.h>
#include <stdlib.h>

#include "model/confines.h"
#include "model/text/utf8.h"

// --- paths ---

const char *path_in_repository(struct arena *a, const struct fingerprint_base *base,
                               const char *path)
{
	const char *whole;
	size_t len;

	if (!base || !base->root || !base->here)
		return path;
	whole = path_plain(a, path[0] == '/' ? path : arena_printf(a, "%s/%s", base->here, path));
	len = strcmp(base->root, "/") == 0 ? 0 : strlen(base->root);
	return strncmp(whole, base->root, len) == 0 && whole[len] == '/' ? whole + len + 1 : path;
}

// --- findings ---

struct occurrence {
	uint64_t hash;
	size_t index;
};

static int by_hash(const void *left, const void *right)
{
	const struct occurrence *a = left, *b = right;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return a->index < b->index ? -1 : a->index > b->index;
}

static uint64_t mixed(uint64_t hash, struct str text)
{
	return (hash ^ str_hash(text)) * 0x9E3779B97F4A7C15u;
}

// What stands on the line, however it is indented. A long line is that of a minified file:
// there, what is marked.
static uint64_t line_hash(struct arena *a, const struct diag *d)
{
	enum { LONG = 400 };
	uint32_t line = source_place(a, d->source, d->start).line;
	struct str text = source_line(a, d->source, line);
	uint64_t hash = 0;

	if (text.len > LONG)
		text = str_slice(d->source->text, d->start, d->end);
	if (text.len > LONG)
		text = str_slice(text, 0, utf8_cut(text, LONG));
	for (size_t at = 0, from; at < text.len; at++) {
		from = at;
		while (at < text.len && !strchr(" \t\r\n", text.at[at]))
			at++;
		if (at > from)
			hash = mixed(hash, str_slice(text, from, at));
	}
	return hash;
}

static uint64_t finding_hash(struct arena *a, const struct diag *d, const char *path)
{
	uint64_t hash = mixed(mixed(0, str_of(d->rule->id)), str_of(path));

	return d->source ? mixed(hash ^ line_hash(a, d), S("line"))
	                 : mixed(hash, str_of(d->message));
}

struct fingerprint *fingerprints(struct arena *a, const struct fingerprint_base *base,
                                 const struct diag *const *diags, const char *const *paths,
                                 size_t count)
{
	struct fingerprint *prints = arena_array(a, struct fingerprint, count);
	struct occurrence *order = arena_array(a, struct occurrence, count);
	const char *last = NULL, *path = NULL;
	size_t equal = 0;

	for (size_t i = 0; i < count; i++) {
		const char *name = diags[i]->source ? diags[i]->source->name
		                   : paths           ? paths[i]
		                                     : "";
		if (name != last)
			path = path_in_repository(a, base, last = name);
		order[i] = (struct occurrence){finding_hash(a, diags[i], path), i};
	}
	qsort(order, count, sizeof *order, by_hash);
	for (size_t i = 0; i < count; i++) {
		uint64_t hash = order[i].hash;
		equal = i && order[i - 1].hash == hash ? equal + 1 : 0;
		hash = (hash + equal) * 0xD6E8FEB86659FD93u;
		snprintf(prints[order[i].index].text, sizeof prints->text, "%08x%08x",
		         (unsigned)(hash >> 32), (unsigned)(hash & 0xFFFFFFFFu));
	}
	return prints;
}
