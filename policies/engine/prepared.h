// Policies in the form in which the engine asks them. No other file includes it.
#ifndef POLICIES_ENGINE_PREPARED_H
#define POLICIES_ENGINE_PREPARED_H

#include "policies/condition.h"
#include "policies/principal.h"

// One way in which one value under Principal can turn out.
struct named {
	struct str type;     // "AWS", "Service" …; empty for a bare text
	struct pattern text; // without wildcards
	struct principal principal; // of `text`; of "AWS" and bare texts only
	bool is_sure;
	const struct node *node;
};

// One statement for one effect.
struct clause {
	bool denies;
	// Not NULL: the statement may be missing, may have the other effect, or holds what
	// AWS refuses, so that no one can say that it applies.
	const struct node *doubt;
	bool is_blank; // it may say anything: nothing below counts
	uint64_t services; // that its actions may be of: service_bits
	struct items actions, resources;
	bool not_actions, not_resources;
	bool any_resource;   // its kind of policy has no Resource, or it is "*"
	bool asks_principal; // its kind of policy has a Principal
	bool not_principal;
	struct named *named;
	size_t named_count;
	struct test *tests;
	size_t test_count;
	const struct statement *statement; // NULL: what an open policy may hold besides
	size_t index;
};

struct prepared {
	const struct policy *policy;
	struct clause *clauses;
	size_t count;
};

#endif
