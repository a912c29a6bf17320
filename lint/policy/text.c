// Strings of a policy: variables, placeholders, and values that are not known.
#include "lint/policy/text.h"

#include "policies/variable.h"

#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"

// Of Bool one page of AWS says that it takes them, another that it does not: no one is
// told off for either.
bool text_takes_variables(const struct statement *s, const struct lint_text *t)
{
	if (t->element == &s->resource || t->element == &s->not_resource)
		return true;
	return t->op && (t->op->family <= OPERATOR_ARN || t->op->family == OPERATOR_BOOL);
}

bool text_is_no_value(const struct lint_text *t, enum operator_family family)
{
	struct placeholder unused;

	return t->op && t->op->family == family && text_is_known(t->text) &&
	       str_find(t->text, 0, "${") < 0 && !placeholder_next(t->text, 0, &unused) &&
	       !operator_takes(family, t->text);
}

// ${Account}: names of condition keys have a colon. CloudFormation's own ${AWS::Region}
// outside of Fn::Sub is one, too.
static size_t foreign_variable(struct str text)
{
	struct variable v;

	if (!variable_next(text, 0, &v) || v.start > 0 || !v.is_closed)
		return 0;
	if (str_starts(v.inside, "AWS::") ||
	    (v.inside.len > 1 && str_all_of(v.inside, UPPER LOWER DIGITS "_-.")))
		return v.end;
	return 0;
}

// At least `least` of `set` between brackets.
static size_t bracketed(struct str text, char closing, ptrdiff_t least, const char *set)
{
	ptrdiff_t close = str_find_byte(text, 0, closing);

	return close > least && str_all_of(str_slice(text, 1, (size_t)close), set)
	               ? (size_t)close + 1 : 0;
}

static size_t your(struct str text)
{
	size_t end = 5;

	if (!str_starts(text, "YOUR-") && !str_starts(text, "YOUR_"))
		return 0;
	while (end < text.len && str_all_of(str_slice(text, end, end + 1),
	                                    UPPER LOWER DIGITS "-_"))
		end++;
	return end;
}

static size_t placeholder_length(struct str text)
{
	switch (text.at[0]) {
	case '$':
		return foreign_variable(text);
	case '<':
		return bracketed(text, '>', 3, UPPER LOWER DIGITS "_- ");
	case '[':
		// Shorter ones are classes of letters: [A-Z].
		return bracketed(text, ']', 6, UPPER DIGITS "_- ");
	case 'Y':
		return your(text);
	default:
		return 0;
	}
}

bool placeholder_next(struct str text, size_t from, struct placeholder *p)
{
	// None is longer, and it keeps hostile texts cheap.
	enum { LONGEST = 128 };

	for (size_t at = from; at < text.len; at++) {
		size_t len = placeholder_length(str_slice(text, at, at + LONGEST));

		if (len == 0)
			continue;
		*p = (struct placeholder){at, at + len};
		return true;
	}
	return false;
}
