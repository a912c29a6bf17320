// A run of bytes that somebody else owns: a pointer and a length, no NUL at the end.
// Most texts of a document are such runs inside the file that was read.
#ifndef MODEL_TEXT_STR_H
#define MODEL_TEXT_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
	const char *at; // NULL only where `len` is 0
	size_t len;     // bytes
};

// A string literal as a run: S("Effect").
#define S(literal) ((struct str){(literal), sizeof(literal) - 1})
// For printf: ("%.*s", STR(s)).
#define STR(s) (int)(s).len, (s).at ? (s).at : ""

// The short ones are here for speed: most are asked about a literal.

// NULL gives the empty run.
static inline struct str str_of(const char *cstring)
{
	return (struct str){cstring, cstring ? strlen(cstring) : 0};
}

// Bounds are clamped.
static inline struct str str_slice(struct str s, size_t from, size_t to)
{
	if (to > s.len)
		to = s.len;
	if (from > to)
		from = to;
	return (struct str){s.at ? s.at + from : NULL, to - from};
}

static inline bool str_eq(struct str a, struct str b)
{
	// Of b, which most often is a literal: the compiler then compares without a call.
	return a.len == b.len && (b.len == 0 || memcmp(a.at, b.at, b.len) == 0);
}

static inline bool str_is(struct str s, const char *cstring)
{
	return str_eq(s, str_of(cstring));
}

static inline bool str_starts(struct str s, const char *prefix)
{
	size_t len = strlen(prefix);

	return s.len >= len && (len == 0 || memcmp(s.at, prefix, len) == 0);
}

static inline bool str_ends(struct str s, const char *suffix)
{
	size_t len = strlen(suffix);

	return s.len >= len && (len == 0 || memcmp(s.at + s.len - len, suffix, len) == 0);
}

static inline char char_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static inline bool char_is_letter(char c) // of ASCII
{
	return char_lower(c) >= 'a' && char_lower(c) <= 'z';
}

static inline bool char_is_alnum(char c)
{
	return char_is_letter(c) || (c >= '0' && c <= '9');
}

bool str_eq_nocase(struct str a, struct str b); // ASCII letters only
int str_cmp(struct str a, struct str b);        // bytewise, shorter first

// Offset of the first occurrence at or after `from`; -1 where there is none.
ptrdiff_t str_find(struct str s, size_t from, const char *needle);
ptrdiff_t str_find_byte(struct str s, size_t from, char byte);
// What stands after the last `byte`; all of it where there is none.
struct str str_after_last(struct str s, char byte);

// Whether every byte is one of `set`, which is a C string; true for an empty run.
bool str_all_of(struct str s, const char *set);
bool str_all_digits(struct str s); // false for an empty run

uint64_t str_hash(struct str s);
// For tables. Names that collide are easily made up for the key 0, with which a table may
// start, and cannot be found for many keys: one that has to look at more than HASH_PROBES
// slots for a place takes the next key. So no file makes it slow, and nothing is random.
uint64_t str_hash_keyed(struct str s, uint64_t key);
enum { HASH_PROBES = 128 }; // half full, a table of millions has no run so long by chance

// Edits needed to turn a into b (insert, delete, replace, swap of neighbours), ASCII
// case ignored; gives `limit + 1` as soon as more than `limit` are needed.
int str_distance(struct str a, struct str b, int limit);

#endif
