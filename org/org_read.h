// What the steps of org_read share. No other file includes it.
#ifndef ORG_ORG_READ_H
#define ORG_ORG_READ_H

#include "org/org.h"
#include "org/org_table.h"

// What org.yaml is checked against besides the table.
struct reading {
	struct org *org;
	const char *what; // "org.yaml", in findings about its top
	struct names account_ids, ou_ids; // to indexes of org->accounts and org->ous
	// `previously`, to indexes of org->accounts and org->ous
	struct names old_names, old_paths;
	struct names regions;             // regions.all
};

// Fills in the OUs, the accounts, and all the names.
void org_index(struct reading *r);
// Checks every value against the table, and that what it names is there.
void org_check(struct reading *r);
// The row of features.NAME; NULL where AWS has no such feature.
const struct org_key *org_feature(struct str name);

#endif
