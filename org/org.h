// The organization as org.yaml describes it: checked, and with its names looked up.
#ifndef ORG_ORG_H
#define ORG_ORG_H

#include "model/text/names.h"
#include "model/diag.h"

// The root is the first of the OUs, the management account the first of the accounts.
enum { OU_ROOT = 0, ACCOUNT_MANAGEMENT = 0 };

struct org_ou {
	struct str path; // "Workloads/Dev"; "/" for the root
	struct str id;
	const struct node *key; // where it is described; NULL for the root
	uint32_t parent;        // of the root: the root
};

struct org_account {
	struct str name;     // what org.yaml calls it
	struct str aws_name; // what AWS calls it; empty where that is not said
	struct str id;
	const struct node *key; // where it is described; NULL where that is missing
	uint32_t ou;
	bool suspended;
};

struct org {
	struct arena *arena;
	const struct doc *doc;
	struct diags *diags;
	const struct node *root; // NULL where org.yaml is no map

	struct org_ou *ous; // a parent stands before its children
	size_t ou_count;
	struct org_account *accounts;
	size_t account_count;
	struct names ou_paths, account_names; // to indexes of the two
	struct names stackset_names;          // to nothing

	struct org_values *values; // org/fill/values.h; NULL where org.yaml is no map

	// What blueprints name by path: org.yaml with an account in the place of each name of
	// one, and with values derived from it (docs/blueprints.md).
	const struct node *resolved;
};

// Never NULL: what cannot be understood is missing in it, and `diags` says why.
struct org *org_read(struct arena *a, const struct doc *doc, struct diags *diags);

// Everything that can be said of an org.yaml; NULL-ended.
extern const struct rule *const org_rules[];

#endif
