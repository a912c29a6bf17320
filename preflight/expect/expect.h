// The sentences of org.yaml under `expect`, decided: for all requests, by trying one of each
// kind that the policies can tell apart. What the policies cannot be asked in this way is not
// decided, and says so; a sentence that is broken has a request that shows it.
#ifndef PREFLIGHT_EXPECT_EXPECT_H
#define PREFLIGHT_EXPECT_EXPECT_H

#include "org/expect.h"
#include "preflight/guardrails.h"

enum outcome { EXPECT_HOLDS, EXPECT_BROKEN, EXPECT_OPEN };

// A request that the sentence says no one, or anyone, can make.
struct counter_example {
	struct str account; // what org.yaml calls it
	struct str principal, action, resource, region;
	const struct context_key *keys; // what else it has, and what it has not
	size_t key_count;
	// ALWAYS: where it is denied; `by` NULL: no policy of `level` allows it.
	const struct guardrail *by;
	size_t statement;
	struct str level;
};

struct expected {
	const struct expectation *of;
	enum outcome outcome;
	struct counter_example example; // of BROKEN
	struct str open;                // of OPEN: a condition key, or empty
	size_t asked;                   // requests
};
struct expected_list {
	struct expected *items;
	size_t count;
};

// `diags` gets what expectations_of finds.
struct expected_list expect_all(struct arena *a, struct guardrails *g, struct diags *diags);

// "never cloudtrail:StopLogging": the sentence in a few words.
const char *expect_words(struct arena *a, const struct expectation *e);
// "it is not decided, since aws:PrincipalTag/team has more kinds of values than were tried"
const char *expect_why_open(struct arena *a, const struct expected *e);
// The request in words: "sns:Publish by arn:… in dev, eu-west-1, without aws:SourceVpce".
const char *expect_request(struct arena *a, const struct counter_example *c);

#endif
