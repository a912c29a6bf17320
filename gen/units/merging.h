// Merging the templates of accounts with values of their own, part by part.
#ifndef GEN_UNITS_MERGING_H
#define GEN_UNITS_MERGING_H

#include "gen/units/own_values.h"

struct merging {
	struct arena *arena;
	const struct own_values_list *own;
	struct node *conditions; // of the result
	const char *refused;     // where no function may stand; NULL: nowhere
};

// A part of the template for all other accounts, and for each of the lists of own values;
// NULL where it is not there.
struct parts {
	const struct node *base;
	const struct node **own;
};

struct parts parts_new(const struct merging *m);

// What each part has under a key.
struct parts parts_at(const struct merging *m, const struct parts *p, struct str key);

bool parts_same(const struct merging *m, const struct parts *p);

// All keys, in the order in which they come first.
struct names parts_keys(const struct merging *m, const struct parts *p);

// A key as a part has it, with the comments that stand before it.
struct node *parts_key(const struct merging *m, const struct parts *p, struct str name);

// A function with one plain argument: !Ref, !Condition.
struct node *fn_named(struct arena *a, enum function f, const char *name);

// The condition that the account is one of a SEQ of ids.
struct node *is_account(struct arena *a, const struct node *ids);

struct node *merge_value(const struct merging *m, const struct parts *p);

// The condition that the account is one of those that have a part. `there` says which parts
// are, `when` under which condition; NULL: always.
struct node *presence(const struct merging *m, const struct parts *there,
                      const struct parts *when);

// Adds each condition of the parts to those of the result.
void merge_conditions(struct merging *m, const struct parts *p);

#endif
