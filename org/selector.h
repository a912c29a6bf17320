// Where something goes: what `in:` and `except:` of one map come to.
#ifndef ORG_SELECTOR_H
#define ORG_SELECTOR_H

#include "org/org.h"

struct selection {
	const struct node *map; // holds in: and except:
	// Per OU and per account: the item of in: that covers it, NULL where none does or an
	// item of except: takes it out.
	const struct node **ous, **accounts;
	// Per account and per OU: the item of except: that takes it out of what in: covers, or
	// NULL.
	const struct node **exceptions, **ou_exceptions;
	bool any; // some account is covered
};

// Reads and checks selectors, one after the other.
struct selector;
struct selector *selector_new(struct org *org);
struct selection selection_of(struct selector *s, const struct node *map);

// The same as StackSets want to hear it: OUs with all that is in them, and `only` these
// accounts, which are in no such OU. All are indexes. The management account is in neither
// list, since StackSets never reach it.
struct targets {
	uint32_t *ous, *only;
	size_t ou_count, only_count;
	bool *whole; // per OU: whether it is covered with all that is in it
	// Per OU that is covered and not whole: the item of except: or rollout.order by which
	// it is not. NULL for all others.
	const struct node **because;
};

// Of those OUs and accounts for which wave[OU] == number; `wave` NULL: of all.
struct targets selection_targets(const struct org *org, const struct selection *s,
                                 const uint32_t *wave, uint32_t number);

// Which of the OUs in `rollout.order` comes first for each OU: its index there, and the
// length of the list for the rest. Sets *count to the number of waves, the rest included.
uint32_t *org_waves(struct org *org, uint32_t *count);

#endif
