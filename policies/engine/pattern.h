// Texts of a policy made ready to be compared: wildcards told from letters, policy
// variables found, holes marked.
#ifndef POLICIES_ENGINE_PATTERN_H
#define POLICIES_ENGINE_PATTERN_H

#include "policies/arn.h"
#include "policies/engine/context.h"

// No text holds these bytes, as they are not UTF-8.
#define PATTERN_ANY '\xff' // '*'
#define PATTERN_ONE '\xfe' // '?'

// Whether it is a character that stands for itself.
static inline bool pattern_is_plain(char c)
{
	return c != PATTERN_ANY && c != PATTERN_ONE;
}

enum matching {
	COMPARE_EXACT,
	COMPARE_NOCASE,
	COMPARE_GLOB,     // as one text
	COMPARE_RESOURCE, // as one text; what a wildcard may take is not sure everywhere
	COMPARE_ARN,      // field by field
};

// A text with a policy variable after it.
struct pattern_part {
	struct str text;
	struct str key; // empty at the end of the last part
	uint64_t hash;
	bool has_fallback;
	struct str fallback; // "x" of ${key, 'x'}
};

struct pattern {
	struct str text;
	uint32_t plain; // letters in front of the first wildcard
	bool is_prefix; // those letters and then '*', no more
	bool has_hole;
	const struct pattern_part *parts; // NULL: no variables, and `text` is all
	size_t part_count;
};

struct pattern_form {
	bool wildcards;
	bool lower_case;
	enum truth variables; // whether the policy's Version knows ${…}
};

struct pattern pattern_of(struct arena *a, struct str text, struct pattern_form form);

// One item of a list: the ways in which it can turn out.
struct item {
	struct pattern first;
	const struct pattern *others;
	size_t other_count;
	bool is_sure; // these are all, and the item is surely there
	const struct node *node;
};

struct items {
	struct item *all;
	size_t count;
};

// Of one text or a list of them; of NULL none.
struct items items_of(struct arena *a, const struct node *value, struct pattern_form form);

// Whether some text may fit both, as whole texts with holes and without variables.
bool patterns_may_meet(struct str a, struct str b, struct arena *scratch);
// Whether each wildcard of a resource's pattern surely takes any letters, colons too.
bool wildcards_take_all(struct str pattern);

// A text of the request that patterns are held against.
struct subject {
	struct str text;
	bool is_known; // it has no hole
};
struct subject subject_of(struct str text);

// Whether a text of a policy, its variables filled in, takes a text of the request; both
// may hold holes. `how` is the test's own.
typedef enum truth text_test(struct str policy, struct str request, int how,
                             struct arena *scratch);
text_test text_compare; // `how` is an enum matching

// Whether one of the items takes the subject. Doubts that come of it are listed, except
// those for holes in the subject, which are the caller's to tell.
enum truth items_match(struct context *c, const struct items *items,
                       struct subject subject, text_test *test, int how);

#endif
