// One template for accounts that have values of their own (`overrides:`). AWS takes an OU in
// one parameter set only, so the template itself decides by AWS::AccountId.
#ifndef GEN_UNITS_OWN_VALUES_H
#define GEN_UNITS_OWN_VALUES_H

#include "gen/units/unit.h"

// The template folded for accounts with the same values of their own.
struct own_values {
	const struct node *values;   // of org.yaml
	const struct node *key;      // the first of the accounts, under overrides:
	struct node *ids;            // SEQ of account ids
	const char *condition;       // "OnlyPaymentsProd"
	const struct doc *folded;
};

struct own_values_list {
	struct own_values *items;
	size_t count, room;
};

// Accounts that a unit covers, by their values; `folded` is still NULL.
struct own_values_list own_values_of(const struct org *org, const struct unit *u);

// Makes one document of `base`, which is for all other accounts, and of those: what differs
// becomes Fn::If under conditions on AWS::AccountId. NULL, and a finding says why, where it
// differs in a place that takes no function.
struct doc *own_values_merge(const struct org *org, const struct unit *u,
                             const struct doc *base, const struct own_values_list *own);

#endif
