// Characters of a string of UTF-8.
#ifndef MODEL_TEXT_UTF8_H
#define MODEL_TEXT_UTF8_H

#include "model/text/str.h"

// The length in bytes of the character that starts at `at`, and in *code its number. 0 at
// the end of the text and where the bytes are not well-formed UTF-8 (overlong forms and
// surrogates included).
size_t utf8_decode(struct str s, size_t at, uint32_t *code);

// Writes the one to four bytes of a character, which must not be a surrogate nor past
// 0x10FFFF; gives how many.
size_t utf8_encode(uint32_t code, char bytes[4]);

// Any byte of a character but its first. The functions below go by this alone: they take
// bytes that are not UTF-8 too.
static inline bool utf8_continues(char byte)
{
	return ((unsigned char)byte & 0xC0) == 0x80;
}

// How many characters there are, which is what AWS counts in most of its limits.
static inline size_t utf8_count(struct str s)
{
	size_t continuations = 0;

	for (size_t i = 0; i < s.len; i++)
		continuations += utf8_continues(s.at[i]);
	return s.len - continuations;
}

// The offset after the character that starts at `at`, which must be in the string.
size_t utf8_next(struct str s, size_t at);
// The last offset up to `at` at which no character is cut in two.
size_t utf8_cut(struct str s, size_t at);

#endif
