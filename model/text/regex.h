// Regular expressions of strangers: of a template's AllowedPattern, say.
#ifndef MODEL_TEXT_REGEX_H
#define MODEL_TEXT_REGEX_H

#include "model/text/str.h"

// A pattern that does not compile, or takes too long, says nothing of any text.
enum match { MATCH_NO, MATCH_YES, MATCH_NOT_EVALUATED };

// Whether the pattern matches the whole of the text.
enum match pattern_match(struct str pattern, struct str text);
// Whether it matches any part of the text, as JSON Schema has it.
enum match pattern_search(struct str pattern, struct str text);

// Whether any reader of regular expressions refuses the pattern: a bracket or parenthesis
// that is not closed, a quantifier with nothing in front. False where dialects differ.
bool pattern_is_broken(struct str pattern);

#endif
