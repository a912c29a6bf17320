// One arena holds everything that belongs to one job, and goes as a whole: nothing in it
// is freed on its own. When memory ends, the program ends: one line, exit status 2.
#ifndef MODEL_ARENA_H
#define MODEL_ARENA_H

#include "model/text/str.h"

struct arena_chunk;

struct arena {
	char *next, *end;           // the free rest of the newest chunk
	struct arena_chunk *chunks; // newest first; NULL in a new arena
};

// A zeroed struct is an empty arena; arena_free leaves it empty again.
void arena_free(struct arena *a);
// Empties it, but keeps the newest chunk: for scratch that is used again and again.
void arena_reset(struct arena *a);

// Gives all that is in `from` to `to`, where it stays where it is; `from` is empty then.
void arena_join(struct arena *to, struct arena *from);

// Zeroed, aligned for any object. Never NULL; `size` may be 0.
void *arena_alloc(struct arena *a, size_t size);
#define arena_new(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define arena_array(a, type, count) ((type *)arena_alloc_array((a), sizeof(type), (count)))
void *arena_alloc_array(struct arena *a, size_t size, size_t count); // overflow-checked

// Grows an array that lives in the arena so that one more element fits: the idiom is
//     v->items = arena_grow(a, v->items, v->count, &v->room, sizeof *v->items);
//     v->items[v->count++] = …
void *arena_grow(struct arena *a, void *items, size_t count, size_t *room, size_t size);

// Gives `count` bytes that have room for `room` room for `more`, in their place where they
// are what was allocated last. What is after them is not zeroed: it is to be written.
char *arena_grow_bytes(struct arena *a, char *bytes, size_t count, size_t room, size_t more);

struct str arena_copy(struct arena *a, struct str s);         // also NUL-terminated
struct str arena_lower(struct arena *a, struct str s);        // ASCII letters only
const char *arena_cstring(struct arena *a, struct str s);     // NUL-terminated copy
__attribute__((format(printf, 2, 3)))
const char *arena_printf(struct arena *a, const char *format, ...);

#endif
