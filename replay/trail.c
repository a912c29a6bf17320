// Bytes in a buffer that moves along; zlib tells gzip from plain text by itself.
#define _POSIX_C_SOURCE 200809L
#include "replay/trail.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "model/die.h"
#include "model/source.h"

enum { BUFFER = 1 << 20 };

struct trail {
	gzFile file;
	char *buffer;
	size_t from, to, room; // what is not taken yet
	bool ended, cut;
	struct arena scratch; // of one record
	record_taker *take;
	void *context;
	struct trail_losses *losses;
};

// More bytes after those that are there; false at the end.
static bool fill(struct trail *t)
{
	int got, error;

	if (t->ended)
		return false;
	memmove(t->buffer, t->buffer + t->from, t->to - t->from);
	t->to -= t->from;
	t->from = 0;
	if (t->to == t->room) {
		t->room *= 2;
		t->buffer = realloc(t->buffer, t->room);
		if (!t->buffer)
			die("out of memory");
	}
	got = gzread(t->file, t->buffer + t->to, (unsigned)(t->room - t->to));
	if (got <= 0) {
		t->ended = true;
		gzerror(t->file, &error);
		if (got < 0 || error == Z_BUF_ERROR)
			t->cut = true;
		return false;
	}
	t->to += (size_t)got;
	t->losses->bytes += (size_t)got;
	return true;
}

// {"Records": [  is passed over, so that what is in it follows record by record.
static bool skip_wrapper(struct trail *t)
{
	static const char steps[] = "{\"Records\":[";
	size_t at = t->from, step = 0;

	for (; at < t->to && step < sizeof steps - 1; at++) {
		char c = t->buffer[at];
		if (c == steps[step])
			step++;
		else if (c != ' ' && c != '\n' && c != '\r' && c != '\t')
			return false;
	}
	if (step < sizeof steps - 1)
		return false;
	t->from = at;
	return true;
}

// To where the next record may begin.
static void skip_wrong(struct trail *t)
{
	const char *next = memchr(t->buffer + t->from + 1, '{', t->to - t->from - 1);

	t->losses->wrong++;
	t->from = next ? (size_t)(next - t->buffer) : t->to;
}

// Takes what starts with '{'. False where the rest of it is missing.
static bool take_record(struct trail *t)
{
	struct str text = {t->buffer + t->from, t->to - t->from};
	struct record r;
	size_t end;
	enum scanned scanned = record_scan(&t->scratch, text, &r, &end);

	if (scanned == SCAN_MORE)
		return false;
	if (scanned == SCAN_RECORD && r.event_name.len > 0) {
		t->take(t->context, &r);
		t->from += end;
	} else if (scanned == SCAN_RECORD) {
		t->losses->wrong++;
		t->from += end;
	} else {
		skip_wrong(t);
	}
	arena_reset(&t->scratch);
	return true;
}

static bool is_between(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == ',' || c == ']' || c == '}';
}

static void skip_to_record(struct trail *t)
{
	size_t start = t->from;

	while (t->from < t->to && t->buffer[t->from] != '{')
		t->from++;
	for (size_t i = start; i < t->from; i++)
		if (!is_between(t->buffer[i]) && t->buffer[i] != '[' &&
		    (unsigned char)t->buffer[i] < 0x80) {
			t->losses->wrong++;
			return;
		}
}

static void give_up(struct trail *t)
{
	t->losses->too_long++;
	skip_wrong(t);
	t->losses->wrong--;
}

static void read_all(struct trail *t)
{
	for (;;) {
		skip_to_record(t);
		if (t->from == t->to) {
			if (!fill(t))
				return;
			continue;
		}
		// The wrapper and the beginning of a record have to be there as a whole.
		if (t->to - t->from < 64 && fill(t))
			continue;
		if (skip_wrapper(t) || take_record(t))
			continue;
		if (t->to - t->from > RECORD_MOST)
			give_up(t);
		else if (!fill(t)) {
			t->cut = true;
			return;
		}
	}
}

static int open_trail(const char *path, gzFile *file)
{
	struct stat st;
	int fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return errno;
	if (strcmp(path, "-") != 0 && fstat(fd, &st) == 0 && !S_ISREG(st.st_mode)) {
		close(fd);
		return S_ISDIR(st.st_mode) ? FILE_IS_FOLDER : FILE_IS_SPECIAL;
	}
	*file = gzdopen(fd, "rb");
	if (!*file)
		die("out of memory");
	gzbuffer(*file, 1 << 17);
	return 0;
}

int trail_read(const char *path, record_taker *take, void *context,
               struct trail_losses *losses)
{
	struct trail t = {.room = BUFFER, .take = take, .context = context, .losses = losses};
	int reason = open_trail(path, &t.file);

	if (reason)
		return reason;
	t.buffer = malloc(t.room);
	if (!t.buffer)
		die("out of memory");
	read_all(&t);
	losses->cut += t.cut;
	gzclose(t.file);
	free(t.buffer);
	arena_free(&t.scratch);
	return 0;
}
