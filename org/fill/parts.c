// Takes texts with values in them apart.
#include "org/fill/parts.h"

static struct str trim(struct str s)
{
	while (s.len > 0 && s.at[0] == ' ')
		s = str_slice(s, 1, s.len);
	while (s.len > 0 && s.at[s.len - 1] == ' ')
		s.len--;
	return s;
}

// {{resolve:…}}, {{ssm:…}} and the like are for AWS.
static bool is_ours(struct str inner)
{
	return str_find_byte(inner, 0, ':') < 0 && str_find_byte(inner, 0, '{') < 0 &&
	       str_find_byte(inner, 0, '\n') < 0;
}

static struct value_hole hole_of(struct str inner)
{
	ptrdiff_t bar = str_find_byte(inner, 0, '|');
	size_t end = bar < 0 ? inner.len : (size_t)bar;

	return (struct value_hole){trim(str_slice(inner, 0, end)),
	                     trim(str_slice(inner, end + 1, inner.len)), bar >= 0};
}

enum value_part value_part_next(struct str text, size_t *at, struct str *part,
                                struct value_hole *hole)
{
	ptrdiff_t start = str_find(text, *at, "{{"), end;
	size_t from = *at;

	if (*at >= text.len)
		return PART_END;
	if (start < 0 || (size_t)start > *at) {
		*at = start < 0 ? text.len : (size_t)start;
		*part = str_slice(text, from, *at);
		return PART_TEXT;
	}
	end = str_find(text, from + 2, "}}");
	*part = end < 0 ? str_slice(text, from + 2, text.len)
	                : str_slice(text, from + 2, (size_t)end);
	if (end < 0 || !is_ours(*part)) {
		*at = from + 1;
		*part = str_slice(text, from, *at);
		return PART_TEXT;
	}
	*hole = hole_of(*part);
	if (part->len > 0 && part->at[0] == '!') {
		*at = from + 3;
		*part = S("{{");
		return PART_MARK;
	}
	*at = (size_t)end + 2;
	return PART_HOLE;
}

bool value_parts_any(struct str text)
{
	struct value_hole hole;
	enum value_part kind = PART_TEXT;
	struct str part;
	size_t at = 0;

	if (str_find(text, 0, "{{") < 0)
		return false;
	while (kind == PART_TEXT)
		kind = value_part_next(text, &at, &part, &hole);
	return kind != PART_END;
}
