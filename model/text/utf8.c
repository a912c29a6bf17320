// UTF-8: decoding, encoding, and the borders of characters.
#include "model/text/utf8.h"

#include <assert.h>

static bool is_surrogate(uint32_t code)
{
	return code >= 0xD800 && code <= 0xDFFF;
}

size_t utf8_decode(struct str s, size_t at, uint32_t *code)
{
	// What the first byte says: the length, and the least number that needs it.
	static const struct {
		unsigned char mask, lead;
		uint32_t least;
	} forms[] = {{0x80, 0x00, 0}, {0xE0, 0xC0, 0x80}, {0xF0, 0xE0, 0x800}, {0xF8, 0xF0, 0x10000}};
	unsigned char first;

	if (at >= s.len)
		return 0;
	first = (unsigned char)s.at[at];
	for (size_t more = 0; more < 4; more++) {
		if ((first & forms[more].mask) != forms[more].lead)
			continue;
		if (s.len - at <= more)
			return 0;
		*code = first & (unsigned char)~forms[more].mask;
		for (size_t i = 1; i <= more; i++) {
			unsigned char byte = (unsigned char)s.at[at + i];
			if ((byte & 0xC0) != 0x80)
				return 0;
			*code = *code << 6 | (byte & 0x3F);
		}
		if (*code < forms[more].least || *code > 0x10FFFF || is_surrogate(*code))
			return 0;
		return more + 1;
	}
	return 0;
}

size_t utf8_encode(uint32_t code, char bytes[4])
{
	size_t more = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
	static const unsigned char leads[] = {0x00, 0xC0, 0xE0, 0xF0};

	assert(code <= 0x10FFFF && !is_surrogate(code));
	for (size_t i = more; i > 0; i--) {
		bytes[i] = (char)(0x80 | (code & 0x3F));
		code >>= 6;
	}
	bytes[0] = (char)(leads[more] | code);
	return more + 1;
}

size_t utf8_next(struct str s, size_t at)
{
	do
		at++;
	while (at < s.len && utf8_continues(s.at[at]));
	return at;
}

size_t utf8_cut(struct str s, size_t at)
{
	if (at >= s.len)
		return s.len;
	while (at > 0 && utf8_continues(s.at[at]))
		at--;
	return at;
}
