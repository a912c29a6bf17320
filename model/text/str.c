// Strings as a pointer and a length: comparing, searching, slicing.
#include "model/text/str.h"

#include <string.h>

bool str_eq_nocase(struct str a, struct str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (char_lower(a.at[i]) != char_lower(b.at[i]))
			return false;
	return true;
}

int str_cmp(struct str a, struct str b)
{
	size_t len = a.len < b.len ? a.len : b.len;
	int order = len ? memcmp(a.at, b.at, len) : 0;

	return order ? order : (a.len > b.len) - (a.len < b.len);
}

ptrdiff_t str_find(struct str s, size_t from, const char *needle)
{
	size_t len = strlen(needle);

	if (from > s.len)
		return -1;
	if (len == 0)
		return (ptrdiff_t)from;
	while (s.len - from >= len) {
		const char *hit = memchr(s.at + from, needle[0], s.len - from - len + 1);
		if (!hit)
			return -1;
		from = (size_t)(hit - s.at);
		if (memcmp(hit, needle, len) == 0)
			return (ptrdiff_t)from;
		from++;
	}
	return -1;
}

ptrdiff_t str_find_byte(struct str s, size_t from, char byte)
{
	const char *hit;

	if (from >= s.len)
		return -1;
	hit = memchr(s.at + from, byte, s.len - from);
	return hit ? hit - s.at : -1;
}

struct str str_after_last(struct str s, char byte)
{
	size_t at = s.len;

	while (at > 0 && s.at[at - 1] != byte)
		at--;
	return str_slice(s, at, s.len);
}

bool str_all_of(struct str s, const char *set)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.at[i] == '\0' || !strchr(set, s.at[i]))
			return false;
	return true;
}

bool str_all_digits(struct str s)
{
	return s.len > 0 && str_all_of(s, "0123456789");
}

// FNV-1a over eight bytes at a time, with a final mix: names here are short.
uint64_t str_hash(struct str s)
{
	uint64_t hash = 0xcbf29ce484222325u ^ s.len;

	while (s.len >= 8) {
		uint64_t word;
		memcpy(&word, s.at, 8);
		hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
		hash ^= hash >> 29;
		s = str_slice(s, 8, s.len);
	}
	for (size_t i = 0; i < s.len; i++)
		hash = (hash ^ (unsigned char)s.at[i]) * 0x100000001b3u;
	hash ^= hash >> 32;
	hash *= 0xd6e8feb86659fd93u;
	return hash ^ hash >> 32;
}

static uint64_t rotate(uint64_t word, int bits)
{
	return word << bits | word >> (64 - bits);
}

static void sip_round(uint64_t v[4])
{
	v[0] += v[1];
	v[2] += v[3];
	v[1] = rotate(v[1], 13) ^ v[0];
	v[3] = rotate(v[3], 16) ^ v[2];
	v[0] = rotate(v[0], 32);
	v[2] += v[1];
	v[0] += v[3];
	v[1] = rotate(v[1], 17) ^ v[2];
	v[3] = rotate(v[3], 21) ^ v[0];
	v[2] = rotate(v[2], 32);
}

static void sip_word(uint64_t v[4], uint64_t word)
{
	v[3] ^= word;
	sip_round(v);
	v[0] ^= word;
}

// SipHash-1-3 (Aumasson and Bernstein, "SipHash: a fast short-input PRF").
static uint64_t sip_hash(struct str s, uint64_t key)
{
	uint64_t v[4] = {key ^ 0x736f6d6570736575u, 0x646f72616e646f6du,
	                 key ^ 0x6c7967656e657261u, 0x7465646279746573u};
	uint64_t last = (uint64_t)s.len << 56;

	for (; s.len >= 8; s = str_slice(s, 8, s.len)) {
		uint64_t word;
		memcpy(&word, s.at, 8);
		sip_word(v, word);
	}
	for (size_t i = 0; i < s.len; i++)
		last |= (uint64_t)(unsigned char)s.at[i] << 8 * i;
	sip_word(v, last);
	v[2] ^= 0xFF;
	for (int i = 0; i < 3; i++)
		sip_round(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

uint64_t str_hash_keyed(struct str s, uint64_t key)
{
	return key ? sip_hash(s, key) : str_hash(s);
}

// Takes off what two names share at their ends, which no nearest edit touches.
static void trim_common(struct str *a, struct str *b)
{
	while (a->len > 0 && b->len > 0 && char_lower(a->at[0]) == char_lower(b->at[0])) {
		*a = str_slice(*a, 1, a->len);
		*b = str_slice(*b, 1, b->len);
	}
	while (a->len > 0 && b->len > 0 &&
	       char_lower(a->at[a->len - 1]) == char_lower(b->at[b->len - 1])) {
		a->len--;
		b->len--;
	}
}

// Optimal string alignment over three rows, of which only the cells that `limit` edits can
// reach are filled; names longer than ROW_MAX are not near anything. Both keep hostile
// input cheap.
int str_distance(struct str a, struct str b, int limit)
{
	enum { ROW_MAX = 128 };
	int rows[3][ROW_MAX + 2];
	int *two_ago = rows[0], *last = rows[1], *row = rows[2];
	size_t gap = a.len > b.len ? a.len - b.len : b.len - a.len;
	size_t reach = (size_t)limit;

	if (a.len > ROW_MAX || b.len > ROW_MAX || gap > reach)
		return limit + 1;
	trim_common(&a, &b);
	for (size_t j = 0; j <= b.len; j++)
		last[j] = (int)j;
	for (size_t i = 1; i <= a.len; i++) {
		size_t from = i > reach ? i - reach : 1;
		size_t to = i + reach < b.len ? i + reach : b.len;
		int best = row[from - 1] = from == 1 ? (int)i : limit + 1;

		for (size_t j = from; j <= to; j++) {
			bool same = char_lower(a.at[i - 1]) == char_lower(b.at[j - 1]);
			int d = last[j - 1] + !same;
			if (last[j] + 1 < d)
				d = last[j] + 1;
			if (row[j - 1] + 1 < d)
				d = row[j - 1] + 1;
			if (i > 1 && j > 1 && char_lower(a.at[i - 1]) == char_lower(b.at[j - 2]) &&
			    char_lower(a.at[i - 2]) == char_lower(b.at[j - 1]) && two_ago[j - 2] + 1 < d)
				d = two_ago[j - 2] + 1;
			row[j] = d;
			if (d < best)
				best = d;
		}
		if (best > limit)
			return limit + 1;
		row[to + 1] = limit + 1;
		int *spare = two_ago;
		two_ago = last;
		last = row;
		row = spare;
	}
	return last[b.len] > limit ? limit + 1 : last[b.len];
}
