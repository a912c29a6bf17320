#include "model/text/regex.h"

#include "model/die.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

// Keeps the worst of real patterns near a millisecond.
enum { MOST_STEPS = 100000 };

static enum match match(const pcre2_code *code, struct str text)
{
	pcre2_match_data *data = pcre2_match_data_create(1, NULL);
	pcre2_match_context *context = pcre2_match_context_create(NULL);
	int found;

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

static enum match evaluate(struct str pattern, struct str text, uint32_t anchors)
{
	uint32_t options = anchors | PCRE2_UTF | PCRE2_ALT_BSUX | PCRE2_DOLLAR_ENDONLY;
	PCRE2_SIZE at;
	int error;
	PCRE2_SPTR start = (PCRE2_SPTR)(pattern.at ? pattern.at : "");
	pcre2_code *code = pcre2_compile(start, pattern.len, options, &error, &at, NULL);
	enum match result = code ? match(code, text) : MATCH_NOT_EVALUATED;

	pcre2_code_free(code);
	return result;
}

enum match pattern_match(struct str pattern, struct str text)
{
	return evaluate(pattern, text, PCRE2_ANCHORED | PCRE2_ENDANCHORED);
}

enum match pattern_search(struct str pattern, struct str text)
{
	return evaluate(pattern, text, 0);
}

bool pattern_is_broken(struct str pattern)
{
	PCRE2_SIZE at;
	int error = 0;
	PCRE2_SPTR start = (PCRE2_SPTR)(pattern.at ? pattern.at : "");
	pcre2_code *code = pcre2_compile(start, pattern.len, PCRE2_UTF | PCRE2_ALT_BSUX, &error,
	                                 &at, NULL);

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
