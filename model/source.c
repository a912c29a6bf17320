// The text of a file, and the line and column of a byte in it.
#define _POSIX_C_SOURCE 200809L
#include "model/source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/limits.h"
#include "model/confines.h"
#include "model/text/lines.h"
#include "model/text/utf8.h"

struct source *source_new(struct arena *a, const char *name, struct str text)
{
	struct source *s = arena_new(a, struct source);

	s->name = name;
	s->text = text;
	return s;
}

static void find_lines(struct arena *a, struct source *s)
{
	size_t room = 0, end;

	for (size_t at = 0;; at = next_line(s->text, end)) {
		s->lines = arena_grow(a, s->lines, s->line_count, &room, sizeof *s->lines);
		s->lines[s->line_count++] = (uint32_t)at;
		end = line_end(s->text, at);
		if (end >= s->text.len)
			return;
	}
}

struct place source_place(struct arena *a, struct source *s, uint32_t offset)
{
	uint32_t low = 0, high;
	struct place place;
	size_t at;

	if (!s->lines)
		find_lines(a, s);
	if (offset > s->text.len)
		offset = (uint32_t)s->text.len;
	high = s->line_count;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (s->lines[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	place = (struct place){low + 1, 1};
	at = s->lines[low];
	if (at == 0)
		at = bom_length(s->text);
	if (s->last_line == place.line && s->last_offset <= offset) {
		at = s->last_offset;
		place.column = s->last_column;
	}
	for (; at < offset; at++)
		place.column += !utf8_continues(s->text.at[at]);
	s->last_offset = (uint32_t)at;
	s->last_line = place.line;
	s->last_column = place.column;
	return place;
}

bool source_has_odd_breaks(struct source *s)
{
	if (s->breaks == BREAKS_NOT_ASKED)
		s->breaks = has_odd_breaks(s->text) ? BREAKS_ODD : BREAKS_PLAIN;
	return s->breaks == BREAKS_ODD;
}

struct str source_line(struct arena *a, struct source *s, uint32_t line)
{
	size_t from, end;

	if (!s->lines)
		find_lines(a, s);
	if (line < 1 || line > s->line_count)
		return (struct str){0};
	from = s->lines[line - 1];
	if (from == 0)
		from = bom_length(s->text);
	end = line < s->line_count ? s->lines[line] : s->text.len;
	if (line < s->line_count && end > from && s->text.at[end - 1] == '\n')
		end--;
	if (line < s->line_count && end > from && s->text.at[end - 1] == '\r')
		end--;
	return str_slice(s->text, from, end);
}

static int read_all(struct arena *a, int fd, struct str *text)
{
	size_t room = 0, len = 0;
	char *bytes = NULL;
	struct stat st;

	if (fstat(fd, &st) != 0)
		return errno;
	if (S_ISDIR(st.st_mode))
		return FILE_IS_FOLDER;
	if (S_ISREG(st.st_mode) && st.st_size > LIMIT_FILE_BYTES)
		return FILE_TOO_LARGE;
	if (S_ISREG(st.st_mode))
		room = (size_t)st.st_size + 1;
	for (;;) {
		ssize_t got;
		if (!bytes || len == room) {
			char *grown;
			if (bytes)
				room *= 2;
			if (room < 4096)
				room = 4096;
			grown = arena_alloc(a, room);
			if (len)
				memcpy(grown, bytes, len);
			bytes = grown;
		}
		got = read(fd, bytes + len, room - len);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return errno;
		if (got == 0)
			break;
		len += (size_t)got;
		if (len > LIMIT_FILE_BYTES)
			return FILE_TOO_LARGE;
	}
	*text = (struct str){bytes, len};
	return 0;
}

int source_load(struct arena *a, const char *path, struct str *text)
{
	int fd, reason;

	bool is_open = path_is_open_file(path);
	struct stat st;

	if (strcmp(path, "-") == 0)
		return read_all(a, STDIN_FILENO, text);
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | (is_open ? 0 : O_NONBLOCK));
	if (fd < 0)
		return errno == ENXIO ? FILE_IS_SPECIAL : errno;
	if (!is_open && fstat(fd, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode))
		reason = FILE_IS_SPECIAL;
	else
		reason = read_all(a, fd, text);
	if (close(fd) != 0 && !reason)
		reason = errno;
	return reason;
}

int loader_load(const struct loader *l, struct arena *a, const char *path, struct str *text)
{
	return l->load(l->context, a, path, text);
}

const char *source_load_reason(int reason)
{
	if (reason == FILE_TOO_LARGE)
		return "is larger than 64 MiB";
	if (reason == FILE_IS_FOLDER)
		return "is a folder";
	if (reason == FILE_IS_SPECIAL)
		return "is not a file but a pipe or a device";
	if (reason == FILE_IS_OUTSIDE)
		return "is outside of the repository, and --allow-outside is not given";
	return strerror(reason);
}
