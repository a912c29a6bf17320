// The statements of all policies of org.yaml, and those of them that are about an action.
#ifndef PREFLIGHT_EXPECT_STATEMENTS_H
#define PREFLIGHT_EXPECT_STATEMENTS_H

#include "preflight/guardrails.h"

struct asked_of {
	const struct statement *statement;
	struct names actions, not_actions; // in lower case
	bool is_plain; // what it makes of a request does not depend on the action
};
struct statements {
	struct asked_of *items;
	size_t count;
};

struct statements statements_of(struct arena *a, const struct guardrails *g);
// `action` in lower case.
bool statement_is_about(const struct asked_of *s, struct str action);

struct about {
	const struct statement **items;
	size_t count;
};
// `action` in any case.
struct about statements_about(struct arena *a, const struct statements *all,
                              struct str action);

// Whether one of the patterns takes an action; both in lower case.
bool any_takes(const struct names *patterns, struct str action);
void add_lower(struct arena *a, struct names *to, const struct node *list);

#endif
