// Compiles and matches patterns, within bounds of time.
#include "model/text/regex.h"

#include "model/die.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

// Keeps the worst of real patterns near a millisecond.
enum { MOST_STEPS = 100000 };

enum {
	PART = PCRE2_UTF | PCRE2_ALT_BSUX | PCRE2_DOLLAR_ENDONLY,
	WHOLE = (int)(PART | PCRE2_ANCHORED | PCRE2_ENDANCHORED),
};

struct regex {
	pcre2_code *code; // NULL: it does not compile
};

// What CloudFormation, which takes Java's, reads in another way: sets within sets, and what
// two of them have in common ("[\\w&&[^\\d]]").
static bool is_other_dialect(struct str pattern)
{
	bool in_set = false;

	for (size_t i = 0; i < pattern.len; i++) {
		struct str rest = str_slice(pattern, i, pattern.len);
		if (pattern.at[i] == '\\')
			i++;
		else if (in_set && (str_starts(rest, "&&") ||
		                    (pattern.at[i] == '[' && !str_starts(rest, "[:"))))
			return true;
		else if (pattern.at[i] == '[' || (in_set && pattern.at[i] == ']'))
			in_set = pattern.at[i] == '[';
	}
	return false;
}

static pcre2_code *compile(struct str pattern, uint32_t options)
{
	PCRE2_SIZE at;
	int error;
	PCRE2_SPTR start = (PCRE2_SPTR)(pattern.at ? pattern.at : "");

	if (is_other_dialect(pattern))
		return NULL;
	return pcre2_compile(start, pattern.len, options, &error, &at, NULL);
}

static enum match match(const pcre2_code *code, struct str text)
{
	pcre2_match_data *data;
	pcre2_match_context *context;
	int found;

	if (!code)
		return MATCH_NOT_EVALUATED;
	data = pcre2_match_data_create(1, NULL);
	context = pcre2_match_context_create(NULL);
	if (!data || !context)
		die("out of memory");
	pcre2_set_match_limit(context, MOST_STEPS);
	found = pcre2_match(code, (PCRE2_SPTR)(text.at ? text.at : ""), text.len, 0, 0, data,
	                    context);
	pcre2_match_context_free(context);
	pcre2_match_data_free(data);
	if (found == PCRE2_ERROR_NOMATCH)
		return MATCH_NO;
	return found < 0 ? MATCH_NOT_EVALUATED : MATCH_YES;
}

static enum match evaluate(struct str pattern, struct str text, uint32_t options)
{
	pcre2_code *code = compile(pattern, options);
	enum match result = match(code, text);

	pcre2_code_free(code);
	return result;
}

enum match pattern_match(struct str pattern, struct str text)
{
	return evaluate(pattern, text, (uint32_t)WHOLE);
}

enum match pattern_search(struct str pattern, struct str text)
{
	return evaluate(pattern, text, (uint32_t)PART);
}

bool pattern_is_broken(struct str pattern)
{
	PCRE2_SIZE at;
	int error = 0;
	PCRE2_SPTR start = (PCRE2_SPTR)(pattern.at ? pattern.at : "");
	pcre2_code *code = pcre2_compile(start, pattern.len, PCRE2_UTF | PCRE2_ALT_BSUX, &error,
	                                 &at, NULL);

	if (is_other_dialect(pattern))
		return pcre2_code_free(code), false;
	if (code) {
		pcre2_code_free(code);
		return false;
	}
	return error == PCRE2_ERROR_MISSING_SQUARE_BRACKET ||
	       error == PCRE2_ERROR_QUANTIFIER_INVALID ||
	       error == PCRE2_ERROR_MISSING_CLOSING_PARENTHESIS ||
	       error == PCRE2_ERROR_UNMATCHED_CLOSING_PARENTHESIS ||
	       error == PCRE2_ERROR_END_BACKSLASH;
}

static enum match ask(struct regexes *r, struct names *known, uint32_t options,
                      struct str pattern, struct str text)
{
	uint32_t index;

	known->arena = r->arena;
	index = names_add(known, pattern, (uint32_t)r->count);
	if (index == NAME_NONE) {
		index = (uint32_t)r->count;
		r->codes = arena_grow(r->arena, r->codes, r->count, &r->room, sizeof *r->codes);
		r->codes[r->count++].code = compile(pattern, options);
	}
	return match(r->codes[index].code, text);
}

enum match regex_match(struct regexes *r, struct str pattern, struct str text)
{
	return ask(r, &r->whole, (uint32_t)WHOLE, pattern, text);
}

enum match regex_search(struct regexes *r, struct str pattern, struct str text)
{
	return ask(r, &r->part, PART, pattern, text);
}

void regexes_free(struct regexes *r)
{
	for (size_t i = 0; i < r->count; i++)
		pcre2_code_free(r->codes[i].code);
	r->count = 0;
}
