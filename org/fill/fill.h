// What the parts of org/fill share. No other file includes it.
#ifndef ORG_FILL_FILL_H
#define ORG_FILL_FILL_H

#include "org/fill/parts.h"
#include "org/fill/values.h"

struct org_values {
	struct org *org;
	struct names names; // to indexes of items
	struct str *items;
	size_t count, room;
	// The values of the keys of org.yaml, filled where that is done already.
	struct node *root;
	struct names accounts; // of org.yaml, once one is asked for that is not there
	size_t left; // bytes that values may still come to
};

// Where a text stands.
struct value_place {
	const struct doc *doc;
	const struct node *node;
	const struct node *account; // its key, where one is meant; NULL where none is
	struct str account_name;
	bool may_vary; // texts of {{account.…}} are left for later
	bool in_sub;   // it is one for Fn::Sub, in which values are no references
};

// False where nothing is called so; *value then is the text after |, if any.
bool value_find(struct org_values *v, const struct value_place *p, const struct value_hole *h,
                struct str *value);
// The key of an account, the management account too; NULL where there is none.
const struct node *value_account(const struct org_values *v, struct str name);
// Whether it is another one in each account.
bool value_varies(const struct value_hole *h);
// The node with another text: no fix may change its bytes.
struct node *value_filled(struct arena *a, const struct node *n, struct str text);
// A value in a text for Fn::Sub: ${ is written ${!.
struct out;
void value_literal(struct out *o, struct str text, bool in_sub);

#endif
