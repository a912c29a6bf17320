// A folder's content before it is written, and the list of what an earlier one held.
#include <errno.h>
#include <string.h>

#include "model/files/files_private.h"
#include "model/source.h"
#include "model/text/lines.h"
#include "model/write/write.h"

bool file_set_path_is_good(struct str path)
{
	bool part_begins = true;

	for (size_t i = 0; i < path.len; i++) {
		unsigned char c = (unsigned char)path.at[i];
		if (c < 0x20 || c == 0x7F || c == '\\')
			return false;
		if (part_begins && (c == '/' || c == '.'))
			return false;
		part_begins = c == '/';
	}
	return !part_begins;
}

// The first file whose path is not less.
static size_t find_place(const struct file_set *s, struct str path)
{
	size_t low = 0, high = s->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (str_cmp(str_of(s->items[middle].path), path) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool file_set_has(const struct file_set *s, struct str path)
{
	size_t at = find_place(s, path);

	return at < s->count && str_is(path, s->items[at].path);
}

bool file_set_has_folder(const struct file_set *s, const char *path)
{
	const char *inside = arena_printf(s->arena, "%s/", path);
	size_t at = find_place(s, str_of(inside));

	return at < s->count && str_starts(str_of(s->items[at].path), inside);
}

bool file_set_add(struct file_set *s, const char *path, struct str bytes)
{
	size_t at = find_place(s, str_of(path));

	if (!file_set_path_is_good(str_of(path)) || file_set_has(s, str_of(path)) ||
	    file_set_has_folder(s, path))
		return false;
	for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/'))
		if (file_set_has(s, (struct str){path, (size_t)(slash - path)}))
			return false;
	s->items = arena_grow(s->arena, s->items, s->count, &s->room, sizeof *s->items);
	memmove(s->items + at + 1, s->items + at, (s->count - at) * sizeof *s->items);
	s->items[at] = (struct file){path, bytes};
	s->count++;
	return true;
}

// --- the list in the mark ---

struct str file_set_list(const struct file_set *s, const char *itself)
{
	struct out o = {.arena = s->arena};
	bool is_named = false;

	for (size_t i = 0; i <= s->count; i++) {
		const char *path = i < s->count ? s->items[i].path : itself;
		if (!is_named && strcmp(itself, path) <= 0) {
			out_text(&o, o.len ? ",\n    " : "\n    ");
			out_json_string(&o, str_of(itself));
			is_named = true;
		}
		if (strcmp(itself, path) == 0)
			continue;
		out_text(&o, o.len ? ",\n    " : "\n    ");
		out_json_string(&o, str_of(path));
	}
	out_text(&o, "\n  ]");
	return out_str(&o);
}

// The string on a line of the list; NULL where there is none. No path holds what JSON
// escapes but quotes.
static const char *path_on_line(struct arena *a, struct str line)
{
	ptrdiff_t quote = str_find_byte(line, 0, '"');
	struct out o = {.arena = a};
	size_t at = (size_t)quote + 1;

	if (quote < 0)
		return NULL;
	while (at < line.len && line.at[at] != '"') {
		at += line.at[at] == '\\' && at + 1 < line.len;
		out_byte(&o, line.at[at++]);
	}
	return arena_cstring(a, out_str(&o));
}

// Line by line, so that the marks of a merge that left a conflict do not end it.
static void read_list(struct file_set *earlier, struct str list)
{
	uint32_t at = next_line(list, 0);

	while (at < list.len) {
		uint32_t end = line_end(list, at);
		struct str line = str_slice(list, at, end);
		const char *path = path_on_line(earlier->arena, line);
		if (str_starts(line, "  ]"))
			return;
		if (path)
			file_set_add(earlier, path, (struct str){0});
		at = next_line(list, end);
	}
}

const char *file_set_earlier(const struct file_set *s, const char *folder, const char *shown,
                             struct file_set *earlier, bool *is_ours)
{
	const char *mark = path_join(s->arena, folder, s->mark);
	struct str text;
	int reason;

	*earlier = (struct file_set){.arena = s->arena};
	*is_ours = false;
	if (path_presence(mark) == PRESENCE_NO)
		return NULL;
	reason = source_load(s->arena, mark, &text);
	if (reason)
		return arena_printf(s->arena, "cannot read %s/%s: %s", shown, s->mark,
		                    source_load_reason(reason));
	if (text.len < s->mark_start.len ||
	    !str_eq(str_slice(text, 0, s->mark_start.len), s->mark_start))
		return NULL;
	*is_ours = true;
	read_list(earlier, str_slice(text, s->mark_start.len, text.len));
	return NULL;
}
