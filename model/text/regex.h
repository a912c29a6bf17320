// Regular expressions of strangers: of a template's AllowedPattern, of a resource type's
// schema.
#ifndef MODEL_TEXT_REGEX_H
#define MODEL_TEXT_REGEX_H

#include "model/text/names.h"

// A pattern that does not compile, or takes too long, says nothing of any text.
enum match { MATCH_NO, MATCH_YES, MATCH_NOT_EVALUATED };

// Whether the pattern matches the whole of the text.
enum match pattern_match(struct str pattern, struct str text);
// Whether it matches any part of the text, as JSON Schema has it.
enum match pattern_search(struct str pattern, struct str text);

// Whether any reader of regular expressions refuses the pattern: a bracket or parenthesis
// that is not closed, a quantifier with nothing in front. False where dialects differ.
bool pattern_is_broken(struct str pattern);

// Patterns that are asked for again and again, compiled once. A zeroed struct with an arena
// is an empty cache. The texts of the patterns must live as long as it does.
struct regexes {
	struct arena *arena;
	struct names whole, part; // to indexes of `codes`
	struct regex *codes;
	size_t count, room;
};
enum match regex_match(struct regexes *r, struct str pattern, struct str text);
// Whether it matches any part of the text: it says ^ and $ itself where it means the whole.
enum match regex_search(struct regexes *r, struct str pattern, struct str text);
void regexes_free(struct regexes *r); // what is not in the arena

#endif
