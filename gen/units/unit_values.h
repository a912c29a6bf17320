// The values of a StackSet's parameters as org.yaml has them, once lists of accounts and what
// is another value in each account are known.
#ifndef GEN_UNITS_UNIT_VALUES_H
#define GEN_UNITS_UNIT_VALUES_H

#include "gen/units/unit.h"

// Sets values, overrides and own of a unit from its map in org.yaml; its `where` is known.
// A value {in: Workloads, except: [prod]} is the list of the ids of those accounts.
// {{account.tags.owner}} is a value of its own in each account, as overrides: are.
void unit_set_values(struct org *org, struct selector *selector, struct unit *u,
                     const struct node *map);

#endif
