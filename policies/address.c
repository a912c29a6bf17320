// IPv4 and IPv6 addresses and CIDR ranges.
#include "policies/address.h"

#include <string.h>

// A decimal number of one to three digits without needless zeros.
static int take_small(struct str *s)
{
	size_t len = 0;
	int value = 0;

	while (len < s->len && len < 4 && s->at[len] >= '0' && s->at[len] <= '9')
		value = value * 10 + (s->at[len++] - '0');
	if (len == 0 || len > 3 || (len > 1 && s->at[0] == '0'))
		return -1;
	*s = str_slice(*s, len, s->len);
	return value;
}

static bool parse_v4(struct str s, unsigned char bytes[4])
{
	for (int i = 0; i < 4; i++) {
		int octet;
		if (i > 0) {
			if (!str_starts(s, "."))
				return false;
			s = str_slice(s, 1, s.len);
		}
		octet = take_small(&s);
		if (octet < 0 || octet > 255)
			return false;
		bytes[i] = (unsigned char)octet;
	}
	return s.len == 0;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// One to four hexadecimal digits; -1 where there are none or more.
static int take_group(struct str *s)
{
	int value = 0;
	size_t len = 0;

	while (len < s->len && len < 5 && hex_digit(s->at[len]) >= 0)
		value = value * 16 + hex_digit(s->at[len++]);
	if (len == 0 || len > 4)
		return -1;
	*s = str_slice(*s, len, s->len);
	return value;
}

// Groups up to the end or to "::", two bytes each, the last of them perhaps as an IPv4
// address. Gives the bytes, or -1.
static int parse_groups(struct str *s, unsigned char bytes[16])
{
	int len = 0;

	while (s->len > 0 && !str_starts(*s, "::")) {
		int group;
		if (len > 0) {
			if (!str_starts(*s, ":"))
				return -1;
			*s = str_slice(*s, 1, s->len);
		}
		if (len <= 12 && parse_v4(*s, bytes + len)) {
			*s = (struct str){0};
			return len + 4;
		}
		group = take_group(s);
		if (group < 0 || len > 14)
			return -1;
		bytes[len++] = (unsigned char)(group >> 8);
		bytes[len++] = (unsigned char)(group & 0xff);
	}
	return len;
}

static bool parse_v6(struct str s, unsigned char bytes[16])
{
	unsigned char tail[16];
	int head_len = parse_groups(&s, bytes), tail_len;

	if (head_len < 0 || s.len == 0)
		return head_len == 16;
	s = str_slice(s, 2, s.len);
	tail_len = parse_groups(&s, tail);
	if (tail_len < 0 || s.len > 0 || head_len + tail_len > 14)
		return false;
	memset(bytes + head_len, 0, (size_t)(16 - head_len - tail_len));
	memcpy(bytes + 16 - tail_len, tail, (size_t)tail_len);
	return true;
}

bool address_parse(struct str s, struct address *a)
{
	ptrdiff_t slash = str_find_byte(s, 0, '/');
	struct str host = str_slice(s, 0, slash < 0 ? s.len : (size_t)slash);
	int prefix;

	if (parse_v4(host, a->bytes))
		a->len = 4;
	else if (parse_v6(host, a->bytes))
		a->len = 16;
	else
		return false;
	a->prefix = (unsigned)a->len * 8;
	if (slash < 0)
		return true;
	s = str_slice(s, (size_t)slash + 1, s.len);
	prefix = take_small(&s);
	if (prefix < 0 || (unsigned)prefix > a->prefix || s.len > 0)
		return false;
	a->prefix = (unsigned)prefix;
	return true;
}

bool address_within(const struct address *range, const struct address *address)
{
	unsigned whole = range->prefix / 8, rest = range->prefix % 8;

	if (range->len != address->len || address->prefix < range->prefix ||
	    memcmp(range->bytes, address->bytes, whole))
		return false;
	return rest == 0 ||
	       (range->bytes[whole] ^ address->bytes[whole]) >> (8 - rest) == 0;
}

bool address_has_host_bits(const struct address *a)
{
	for (unsigned bit = a->prefix; bit < a->len * 8; bit++)
		if (a->bytes[bit / 8] >> (7 - bit % 8) & 1)
			return true;
	return false;
}
