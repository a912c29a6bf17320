// Where something goes: what `in:` and `except:` of one map come to.
#ifndef ORG_SELECTOR_H
#define ORG_SELECTOR_H

#include "org/org.h"

struct selection {
	const struct node *map; // holds in: and except:
	// Per OU and per account: the item of in: that covers it, NULL where none does or an
	// item of except: takes it out.
	const struct node **ous, **accounts;
	// Per account: the item of except: that takes it out of what in: covers, or NULL.
	const struct node **exceptions;
	bool any; // some account is covered
};

// Reads and checks selectors, one after the other.
struct selector;
struct selector *selector_new(struct org *org);
struct selection selection_of(struct selector *s, const struct node *map);

// The same as StackSets want to hear it: OUs with all that is in them, but `without` these
// accounts; and `only` these accounts. All are indexes. The management account is in
// neither list, since StackSets never reach it.
struct targets {
	uint32_t *ous, *without, *only;
	size_t ou_count, without_count, only_count;
};

// Of those OUs and accounts for which wave[OU] == number; `wave` NULL: of all.
struct targets selection_targets(const struct org *org, const struct selection *s,
                                 const uint32_t *wave, uint32_t number);

// Which of the OUs in `rollout.order` comes first for each OU: its index there, and the
// length of the list for the rest. Sets *count to the number of waves, the rest included.
uint32_t *org_waves(struct org *org, uint32_t *count);

#endif
