// The fields of ARNs, and matching with wildcards.
#include "policies/arn.h"
#include "model/text/utf8.h"

bool arn_fields(struct str text, struct str fields[ARN_FIELDS])
{
	size_t from = 0;

	for (int i = 0; i < ARN_FIELDS - 1; i++) {
		ptrdiff_t colon = str_find_byte(text, from, ':');
		if (colon < 0)
			return false;
		fields[i] = str_slice(text, from, (size_t)colon);
		from = (size_t)colon + 1;
	}
	fields[ARN_FIELDS - 1] = str_slice(text, from, text.len);
	return true;
}

bool arn_split(struct str text, struct arn *arn)
{
	struct str fields[ARN_FIELDS];

	if (!str_starts(text, "arn:") || !arn_fields(text, fields))
		return false;
	*arn = (struct arn){fields[1], fields[2], fields[3], fields[4], fields[5]};
	return true;
}

struct str arn_with_partition(struct arena *a, struct str text)
{
	static const char start[] = {'a', 'r', 'n', ':', HOLE_BYTE, ':', '\0'};
	char *filled;

	if (!str_starts(text, start))
		return text;
	filled = arena_array(a, char, text.len);
	for (size_t i = 0; i < text.len; i++)
		filled[i] = i == 4 ? 'a' : text.at[i];
	return (struct str){filled, text.len};
}

bool text_is_known(struct str text)
{
	return str_find_byte(text, 0, HOLE_BYTE) < 0;
}

bool glob_match_as(struct str pattern, struct str text, char any, char one)
{
	size_t p = 0, t = 0, star = SIZE_MAX, retry = 0;

	while (t < text.len) {
		if (p < pattern.len && pattern.at[p] == any) {
			star = p++;
			retry = t;
		} else if (p < pattern.len && pattern.at[p] == one &&
		           text.at[t] != HOLE_BYTE) {
			p++;
			t = utf8_next(text, t);
		} else if (p < pattern.len && pattern.at[p] == text.at[t]) {
			p++;
			t++;
		} else if (star != SIZE_MAX) {
			p = star + 1;
			t = ++retry;
		} else {
			return false;
		}
	}
	while (p < pattern.len && pattern.at[p] == any)
		p++;
	return p == pattern.len;
}

bool glob_match(struct str pattern, struct str text)
{
	return glob_match_as(pattern, text, '*', '?');
}

bool arn_match_as(struct str pattern, struct str text, char any, char one)
{
	struct str p[ARN_FIELDS], t[ARN_FIELDS];

	if (!arn_fields(pattern, p) || !arn_fields(text, t))
		return false;
	for (int i = 0; i < ARN_FIELDS; i++)
		if (!glob_match_as(p[i], t[i], any, one))
			return false;
	return true;
}

bool arn_match(struct str pattern, struct str text)
{
	return arn_match_as(pattern, text, '*', '?');
}
