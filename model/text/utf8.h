// Characters of a text.
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

#endif
