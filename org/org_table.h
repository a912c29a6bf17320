// What org.yaml may hold. One table says it: the reader checks with it, names are looked up
// and resolved along it, and the schema for editors is made from it.
#ifndef ORG_ORG_TABLE_H
#define ORG_ORG_TABLE_H

#include "model/node.h"

enum org_kind {
	ORG_TEXT,   // a text that is not empty; is, id, pattern and words narrow it
	ORG_NUMBER, // one of `words`, and a number to editors
	ORG_FLAG,   // true or false
	ORG_AMOUNT, // a count, or a percentage: 5, 25%
	ORG_LIST,   // values of shape `of`; a single one may stand without brackets
	ORG_MAP,    // `keys` and no others
	ORG_NAMED,  // any names of shape `name`, each with a value of shape `of`
	ORG_ANY,    // anything, functions included
};

// What else in org.yaml a text names.
enum org_ref {
	REF_NONE,
	REF_ACCOUNT,    // an account
	REF_OU,         // an OU by its path
	REF_OU_OR_ROOT, // an OU, or "/" for the root
	REF_TARGET,     // an OU, an account, or "all"
	REF_REGION,     // a region of regions.all
	REF_REGIONS,    // the same, or "home" or "all"
	REF_STACKSET,   // a StackSet or a feature
	REF_CONSOLE,    // a principal of the feature's admin account
};

struct diags;
struct org;
struct org_key;

struct org_shape {
	enum org_kind kind;
	const char *about;        // "an account id", after "must be"
	const char *id;           // TEXT: a kind of aws/aws.h: id_is; NULL where none
	bool (*is)(struct str);   // TEXT: whether it is one; NULL where any will do
	const char *pattern;      // TEXT: the same for editors (ECMA 262); NULL where any
	const char *facts;        // TEXT: the names of rows of a fact file; NULL where any
	const char *const *words; // TEXT, NUMBER: all there are, NULL-ended; NULL where any
	bool quoted;              // TEXT: digits that some readers take for a number
	bool may_be_empty;        // TEXT: "" is one, too
	enum org_ref ref;         // TEXT
	unsigned least, most;     // AMOUNT: counts from `least` on, percentages to `most`, if any
	const char *ask;          // the command that prints such a value; NULL where none does
	const struct org_key *keys;   // MAP: ends with a key without name
	const struct org_shape *name; // NAMED
	const char *limit;            // NAMED: how many AWS takes, a row of limits.txt; NULL: any
	const struct org_shape *of;   // LIST, NAMED
	// Makes what blueprints see of a resolved value; NULL where they see the value itself.
	const struct node *(*derive)(struct org *org, const struct node *value);
};

struct org_key {
	const char *name;
	const struct org_shape *shape;
	bool required;
	const char *about;    // what it is for: one sentence
	const char *fallback; // what holds where it is left out, as JSON; NULL where nothing
};

extern const struct org_shape org_shape;

// Shapes that several parts of it have (org_shapes.c).
extern const struct org_shape shape_text; // any text
extern const struct org_shape shape_account; // the name of an account
extern const struct org_shape shape_ou; // the path of an OU
extern const struct org_shape shape_targets; // a list of OUs and accounts, or all
extern const struct org_shape shape_regions; // regions, home or all
extern const struct org_shape shape_flag; // true or false
extern const struct org_shape shape_console; // a list of console entries
extern const struct org_shape shape_tags; // a map from keys of tags to their values
extern const struct org_shape shape_rollout; // how one StackSet is deployed
extern const struct org_shape shape_waves; // how all of them are, and in which order

// The keys that say how stacks are deployed, of a feature or of a StackSet.
#define STACK_KEYS                                                                        \
	{"tags", &shape_tags, false,                                                          \
	 "Tags of its StackSets and stacks, besides those of the organization.", "{}"},       \
	{"rollout", &shape_rollout, false,                                                    \
	 "How its StackSets are deployed, where that is not as rollout says for all.", NULL}, \
	{"retain", &shape_flag, false,                                                        \
	 "Leave its stacks in accounts that leave its OUs or the organization.", "false"},

// Holds a tree that is not an org.yaml against a shape of its own, and says what differs;
// `what` is what it is called in findings: ".orgc.yaml". A document without content fits.
void shape_check(struct arena *a, const struct doc *doc, const struct org_shape *shape,
                 const char *what, struct diags *diags);
// The JSON Schema of a shape, as org_schema() makes it.
struct node *shape_schema(struct arena *a, const struct org_shape *shape, const char *title,
                          const char *about);

// The JSON Schema (draft-07, as the common editors read it) of org.yaml, for write_json.
struct node *org_schema(struct arena *a);

#endif
