// Compares two strings of which one or both may hold wildcards or unknown parts.
#include <string.h>

#include "model/text/utf8.h"
#include "policies/engine/pattern.h"

// Of texts of which a hole, if any, is in `text` and one letter that only '*' can take.
static bool surely_matches(struct str pattern, struct str text, enum matching how)
{
	switch (how) {
	case COMPARE_EXACT:
		return str_eq(pattern, text);
	case COMPARE_NOCASE:
		return str_eq_nocase(pattern, text);
	case COMPARE_GLOB:
	case COMPARE_RESOURCE:
		return glob_match_as(pattern, text, PATTERN_ANY, PATTERN_ONE);
	default:
		return arn_match_as(pattern, text, PATTERN_ANY, PATTERN_ONE);
	}
}

enum { CELLS_MAX = 1 << 20 }; // of a table; past that the answer is not known

static bool takes_any(char c)
{
	return c == PATTERN_ANY || c == HOLE_BYTE;
}

static bool is_letter(char c)
{
	return !takes_any(c) && c != PATTERN_ONE;
}

static bool letters_meet(char p, char t, bool nocase)
{
	return p == PATTERN_ONE || p == t ||
	       (nocase && str_eq_nocase((struct str){&p, 1}, (struct str){&t, 1}));
}

// Whether some text fits both, holes and '*' taking anything: row by row of the table
// that says which prefixes can meet. Texts too long for that may.
static bool may_meet(struct str p, struct str t, bool nocase, struct arena *scratch)
{
	bool *row;
	size_t same = 0;

	// What most are told by: the letters that both begin with.
	for (; same < p.len && same < t.len && is_letter(p.at[same]) && is_letter(t.at[same]);
	     same++)
		if (!letters_meet(p.at[same], t.at[same], nocase))
			return false;
	p = str_slice(p, same, p.len);
	t = str_slice(t, same, t.len);
	if ((p.len + 1) * (t.len + 1) > CELLS_MAX)
		return true;
	row = arena_array(scratch, bool, t.len + 1);
	row[0] = true;
	for (size_t j = 0; j < t.len && takes_any(t.at[j]); j++)
		row[j + 1] = true;
	for (size_t i = 0; i < p.len; i++) {
		bool any = takes_any(p.at[i]), diagonal = row[0];
		row[0] = row[0] && any;
		for (size_t j = 0; j < t.len; j++) {
			bool above = row[j + 1];
			bool meets = letters_meet(p.at[i], t.at[j], nocase);
			if (any)
				row[j + 1] = above || row[j];
			else if (takes_any(t.at[j]))
				row[j + 1] = above || row[j] || diagonal;
			else // a '?' takes all bytes of a character
				row[j + 1] = (diagonal && meets) ||
				             (p.at[i] == PATTERN_ONE && row[j] &&
				              utf8_continues(t.at[j]));
			diagonal = above;
		}
	}
	return row[t.len];
}

// With '?' taken for '*', which only makes it say yes more often.
static struct str without_ones(struct arena *a, struct str pattern)
{
	char *at = arena_alloc(a, pattern.len + 1);

	for (size_t i = 0; i < pattern.len; i++)
		at[i] = pattern.at[i] == PATTERN_ONE ? PATTERN_ANY : pattern.at[i];
	return (struct str){at, pattern.len};
}

bool patterns_may_meet(struct str a, struct str b, struct arena *scratch)
{
	return may_meet(without_ones(scratch, a), without_ones(scratch, b), false, scratch);
}

// Whether a wildcard of a resource's pattern surely takes a colon too: AWS says so of a
// star at the end of a segment, and nothing of others that stand before the last segment.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
static bool takes_colons(struct str pattern, size_t at, int colons)
{
	bool at_end = at + 1 == pattern.len || pattern.at[at + 1] == ':';

	return colons >= ARN_FIELDS - 1 || (at_end && pattern.at[at] == PATTERN_ANY);
}

// For a pattern that matches as one text: whether it does so by wildcards that stay
// within what AWS says of them. Row by row of the table of prefixes.
static bool surely_takes(struct str p, struct str t, struct arena *scratch)
{
	bool *row;
	int colons = 0;

	if ((p.len + 1) * (t.len + 1) > CELLS_MAX)
		return false;
	row = arena_array(scratch, bool, t.len + 1);
	row[0] = true;
	for (size_t i = 0; i < p.len; i++) {
		bool colon_too = takes_colons(p, i, colons), diagonal = row[0];
		row[0] = row[0] && p.at[i] == PATTERN_ANY;
		for (size_t j = 0; j < t.len; j++) {
			bool above = row[j + 1], fits = colon_too || t.at[j] != ':';
			if (p.at[i] == PATTERN_ANY)
				row[j + 1] = above || (row[j] && fits);
			else if (p.at[i] == PATTERN_ONE)
				row[j + 1] = (diagonal && fits && t.at[j] != HOLE_BYTE) ||
				             (row[j] && utf8_continues(t.at[j]));
			else
				row[j + 1] = diagonal && p.at[i] == t.at[j];
			diagonal = above;
		}
		colons += p.at[i] == ':';
	}
	return row[t.len];
}

bool wildcards_take_all(struct str pattern)
{
	int colons = 0;

	for (size_t i = 0; i < pattern.len; i++) {
		if (!pattern_is_plain(pattern.at[i]) && !takes_colons(pattern, i, colons))
			return false;
		colons += pattern.at[i] == ':';
	}
	return true;
}

static enum truth resource_compare(struct str pattern, struct str text,
                                   struct arena *scratch)
{
	if (!glob_match_as(pattern, text, PATTERN_ANY, PATTERN_ONE))
		return TRUTH_NO;
	if (wildcards_take_all(pattern) || surely_takes(pattern, text, scratch))
		return TRUTH_YES;
	return TRUTH_UNKNOWN;
}

// A hole in one of the first five fields is taken for a part of that field.
static bool arns_may_meet(struct str policy, struct str request, struct arena *scratch)
{
	struct str p[ARN_FIELDS], r[ARN_FIELDS];

	bool policy_splits = arn_fields(policy, p);
	bool request_splits = arn_fields(request, r);

	if ((!policy_splits && text_is_known(policy)) ||
	    (!request_splits && text_is_known(request)))
		return false;
	if (!policy_splits || !request_splits)
		return may_meet(policy, request, false, scratch);
	for (int i = 0; i < ARN_FIELDS; i++)
		if (!may_meet(p[i], r[i], false, scratch))
			return false;
	return true;
}

// AWS tells that each of six fields is compared, and not what a lone '*' is then: it is
// written in many queue policies and seems to work there.
static bool is_lone_star(struct str pattern)
{
	for (size_t i = 0; i < pattern.len; i++)
		if (pattern.at[i] != PATTERN_ANY)
			return false;
	return pattern.len > 0;
}

enum truth text_compare(struct str policy, struct str request, int how,
                        struct arena *scratch)
{
	bool policy_known = text_is_known(policy), request_known = text_is_known(request);
	bool may;

	if (how == COMPARE_ARN && is_lone_star(policy))
		return TRUTH_UNKNOWN;
	if (how == COMPARE_RESOURCE && policy_known) {
		enum truth t = resource_compare(policy, request, scratch);
		if (t == TRUTH_YES || request_known)
			return t;
	}
	if (policy_known && request_known)
		return truth_of(surely_matches(policy, request, (enum matching)how));
	if (policy_known && (how == COMPARE_GLOB || how == COMPARE_ARN) &&
	    surely_matches(policy, request, (enum matching)how))
		return TRUTH_YES;
	if (how == COMPARE_ARN)
		may = arns_may_meet(policy, request, scratch);
	else
		may = may_meet(policy, request, how == COMPARE_NOCASE, scratch);
	return may ? TRUTH_UNKNOWN : TRUTH_NO;
}
