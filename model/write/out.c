// A text that grows in an arena.
#include "model/write/write.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static char *more_room(struct out *o, size_t more)
{
	size_t room = o->room ? o->room * 2 : 256;

	if (room - o->len < more)
		room = o->len + more;
	o->at = arena_grow_bytes(o->arena, o->at, o->len, o->room, room);
	o->room = room;
	return o->at + o->len;
}

// Makes room for `more` bytes after the text and gives the place where they go.
static char *room_for(struct out *o, size_t more)
{
	return o->room - o->len < more ? more_room(o, more) : o->at + o->len;
}

void out_bytes(struct out *o, struct str s)
{
	if (s.len == 0)
		return;
	memcpy(room_for(o, s.len), s.at, s.len);
	o->len += s.len;
}

void out_text(struct out *o, const char *cstring)
{
	out_bytes(o, str_of(cstring));
}

void out_byte(struct out *o, char byte)
{
	*room_for(o, 1) = byte;
	o->len++;
}

void out_blanks(struct out *o, size_t count)
{
	if (count == 0)
		return;
	memset(room_for(o, count), ' ', count);
	o->len += count;
}

void out_printf(struct out *o, const char *format, ...)
{
	size_t room = o->room - o->len;
	va_list args, again;
	int len;

	va_start(args, format);
	va_copy(again, args);
	len = vsnprintf(room ? o->at + o->len : NULL, room, format, args);
	assert(len >= 0);
	if ((size_t)len >= room)
		vsnprintf(room_for(o, (size_t)len + 1), (size_t)len + 1, format, again);
	o->len += (size_t)len;
	va_end(again);
	va_end(args);
}

struct str out_str(const struct out *o)
{
	return (struct str){o->at, o->len};
}
