// The StackSets that Quick Setup makes for features.unified-console: orgc does not build them,
// but the policies of org.yaml stop them like any other.
#ifndef PREFLIGHT_QUICK_SETUP_H
#define PREFLIGHT_QUICK_SETUP_H

#include "aws/facts.h"
#include "org/org.h"
#include "preflight/needs.h"

struct quick_setup {
	const struct node *feature; // NULL: the console is not asked for
	struct str home;
	struct names regions;
};
struct quick_setup quick_setup_of(const struct org *org);

// A row of aws/quick-setup.hand.txt in an account: whether it goes there, and what it needs.
bool quick_setup_reaches(const struct org *org, const struct quick_setup *q,
                         const struct fact *set, uint32_t account);
struct needs quick_setup_needs(struct arena *a, const struct fact *set, struct str region,
                               bool is_home);

#endif
