// What the steps of org_read share. Nobody else includes it.
#ifndef ORG_ORG_READ_H
#define ORG_ORG_READ_H

#include "org/org.h"
#include "org/org_table.h"

// What org.yaml is checked against besides the table.
struct reading {
	struct org *org;
	struct names account_ids, ou_ids; // to indexes of org->accounts and org->ous
	struct names old_names;           // `previously`, to indexes of org->accounts
	struct names regions;             // regions.all
};

// Fills in the OUs, the accounts, and all the names.
void org_index(struct reading *r);
// Checks every value against the table, and that what it names is there.
void org_check(struct reading *r);
// Checks what single features ask for besides.
void org_check_features(const struct org *org);
// Makes org->resolved.
void org_resolve(struct org *org);

// The row of features.NAME; NULL where AWS has no such feature.
const struct org_key *org_feature(struct str name);

// What a list of console entries comes to: {principals, patterns, account}, the first two
// lists of ARNs in the account `admin` ({id, name}; NULL where nobody knows it), the third
// "true" or "false". With `pin`, whatever can be a principal becomes one.
struct node *org_console(struct org *org, const struct node *entries,
                         const struct node *admin, bool pin);

#endif
