// For madvise and its MADV_HUGEPAGE.
#define _DEFAULT_SOURCE
#include "model/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "model/die.h"

enum {
	CHUNK_FIRST = 16 << 10, // small files should not pay for large ones
	CHUNK_LARGEST = 2 << 20, // one huge page: page faults cost more than parsing does
};

struct arena_chunk {
	struct arena_chunk *older;
	size_t size; // of `bytes`
	alignas(max_align_t) char bytes[];
};

static void free_chunks(struct arena_chunk *chunk)
{
	while (chunk) {
		struct arena_chunk *older = chunk->older;
		free(chunk);
		chunk = older;
	}
}

void arena_free(struct arena *a)
{
	free_chunks(a->chunks);
	*a = (struct arena){0};
}

void arena_reset(struct arena *a)
{
#ifdef ARENA_KEEPS_NOTHING // so that a sanitizer sees who still looks at what was there
	arena_free(a);
#else
	if (!a->chunks)
		return;
	free_chunks(a->chunks->older);
	a->chunks->older = NULL;
	a->next = a->chunks->bytes;
#endif
}

void arena_join(struct arena *to, struct arena *from)
{
	struct arena_chunk *last = from->chunks;

	if (!to->chunks)
		*to = *from;
	else if (last) {
		while (last->older)
			last = last->older;
		last->older = to->chunks->older;
		to->chunks->older = from->chunks;
	}
	*from = (struct arena){0};
}

// NULL where there is no memory. `size` counts the chunk's own head.
static struct arena_chunk *new_chunk(size_t size)
{
	struct arena_chunk *chunk;

	if (size % CHUNK_LARGEST != 0)
		return malloc(size);
	chunk = aligned_alloc(CHUNK_LARGEST, size);
	if (chunk)
		madvise(chunk, size, MADV_HUGEPAGE);
	return chunk;
}

// Of what is large, whole huge pages; what is larger than memory stays that.
static size_t chunk_size(size_t wanted)
{
	size_t whole = (wanted + CHUNK_LARGEST - 1) / CHUNK_LARGEST * CHUNK_LARGEST;

	return wanted < CHUNK_LARGEST || whole < wanted ? wanted : whole;
}

static void add_chunk(struct arena *a, size_t least)
{
	size_t size = a->chunks ? (a->chunks->size + sizeof *a->chunks) * 2 : CHUNK_FIRST;
	struct arena_chunk *chunk;

	if (least > SIZE_MAX - sizeof *chunk)
		die("out of memory");
	if (size > CHUNK_LARGEST)
		size = CHUNK_LARGEST;
	if (size < least + sizeof *chunk)
		size = chunk_size(least + sizeof *chunk);
	chunk = new_chunk(size);
	if (!chunk)
		die("out of memory");
	size -= sizeof *chunk;
	chunk->older = a->chunks;
	chunk->size = size;
	a->chunks = chunk;
	a->next = chunk->bytes;
	a->end = chunk->bytes + size;
}

static size_t aligned(size_t size)
{
	const size_t align = alignof(max_align_t);

	if (size > SIZE_MAX - align)
		die("out of memory");
	return (size + align - 1) & ~(align - 1);
}

static void *take(struct arena *a, size_t size)
{
	void *p;

	if (!a->chunks || (size_t)(a->end - a->next) < size)
		add_chunk(a, size);
	p = a->next;
	a->next += size;
	return p;
}

void *arena_alloc(struct arena *a, size_t size)
{
	size = aligned(size);
	return memset(take(a, size), 0, size);
}

char *arena_grow_bytes(struct arena *a, char *bytes, size_t count, size_t room, size_t more)
{
	size_t size = aligned(more);
	char *grown;

	if (bytes && bytes + aligned(room) == a->next && (size_t)(a->end - bytes) >= size) {
		a->next = bytes + size;
		return bytes;
	}
	grown = take(a, size);
	if (count)
		memcpy(grown, bytes, count);
	return grown;
}

void *arena_alloc_array(struct arena *a, size_t size, size_t count)
{
	if (count && size > SIZE_MAX / count)
		die("out of memory");
	return arena_alloc(a, size * count);
}

void *arena_grow(struct arena *a, void *items, size_t count, size_t *room, size_t size)
{
	size_t old = *room, wanted;
	char *grown;

	if (count < old)
		return items;
	*room = old ? old * 2 : 4;
	if (*room > SIZE_MAX / size)
		die("out of memory");
	wanted = *room * size;
	grown = arena_grow_bytes(a, items, count * size, old * size, wanted);
	memset(grown + count * size, 0, wanted - count * size);
	return grown;
}

struct str arena_copy(struct arena *a, struct str s)
{
	char *copy = arena_alloc(a, s.len + 1);

	if (s.len)
		memcpy(copy, s.at, s.len);
	return (struct str){copy, s.len};
}

struct str arena_lower(struct arena *a, struct str s)
{
	char *copy = arena_alloc(a, s.len);

	for (size_t i = 0; i < s.len; i++)
		copy[i] = char_lower(s.at[i]);
	return (struct str){copy, s.len};
}

const char *arena_cstring(struct arena *a, struct str s)
{
	return arena_copy(a, s).at;
}

const char *arena_printf(struct arena *a, const char *format, ...)
{
	size_t room = (size_t)(a->end - a->next), size;
	char *text = a->next;
	va_list args, again;
	int len;

	va_start(args, format);
	va_copy(again, args);
	len = vsnprintf(text, room, format, args);
	assert(len >= 0);
	size = aligned((size_t)len + 1);
	if (take(a, size) != text)
		vsnprintf(a->next - size, size, format, again);
	text = a->next - size;
	va_end(again);
	va_end(args);
	return text;
}
