// Sentences that must hold, as org.yaml has them under `expect`:
//
//     expect:
//       - never: {do: "cloudtrail:StopLogging", but: role/LogAdmin, in: Workloads/Prod}
//       - always: {who: role/break-glass, do: "iam:*", in: all}
#ifndef ORG_EXPECT_H
#define ORG_EXPECT_H

#include "org/org_table.h"
#include "org/selector.h"

struct expectation {
	const struct node *key; // "never" or "always", where it stands
	bool is_always;         // each request goes through; else none does
	// As they are written, one or a list; NULL where they are left out.
	const struct node *who, *but; // anyone, and no one
	const struct node *actions;
	const struct node *regions;   // of an "always" those of the organization, else any
	struct selection where;
};
struct expectations {
	struct expectation *items;
	size_t count;
};

// Checks them; of those that make no sense nothing is in it.
struct expectations expectations_of(struct org *org);

extern const struct org_shape shape_expect;

#endif
