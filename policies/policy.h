// A policy as its reader meant it: the elements of each statement, found once, with texts
// that may be known only in part (model/variant.h). The tree below may come from a plain
// file or from a template by way of the evaluator.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
#ifndef POLICIES_POLICY_H
#define POLICIES_POLICY_H

#include "model/variant.h"

enum policy_kind {
	POLICY_UNSURE,   // a file without a Principal: an identity policy or an SCP
	POLICY_IDENTITY, // what a principal may do: inline and managed policies, boundaries
	POLICY_TRUST,    // who may assume a role: a resource policy without Resource
	POLICY_RESOURCE, // who may do what with a bucket, a key, a queue …
	POLICY_SCP,
	POLICY_RCP,
};
// For rules that hold for several kinds.
enum {
	POLICIES_IDENTITY = 1 << POLICY_IDENTITY,
	POLICIES_TRUST = 1 << POLICY_TRUST,
	POLICIES_RESOURCE = 1 << POLICY_RESOURCE,
	POLICIES_SCP = 1 << POLICY_SCP,
	POLICIES_RCP = 1 << POLICY_RCP,
	POLICIES_UNSURE = 1 << POLICY_UNSURE,
	POLICIES_ALL = (1 << (POLICY_RCP + 1)) - 1,
};

enum presence {
	ABSENT,  // certainly not there
	MAYBE,   // in one branch of a choice only
	PRESENT, // certainly there
};

// One element of a statement: Action, Principal …
struct element {
	enum presence presence;
	const struct node *key;   // NULL where there is none
	const struct node *value; // as evaluated; NULL where there is none
	struct leaf *leaves;      // its values: the items of a list, both ways of a choice
	size_t count;
};

// One value under Principal or NotPrincipal.
struct principal_entry {
	struct str type;          // "AWS", "Service", "Federated", "CanonicalUser"; empty for
	                          // a bare text, of which only "*" is valid
	const struct node *value; // SCALAR, TEXT or HOLE
	bool sometimes;           // in a branch of a choice
	bool negated;             // under NotPrincipal
};

// One key of one operator of Condition.
struct condition_entry {
	const struct node *operator_key; // "ArnLike", where it stands
	struct str operator;
	const struct node *key;          // "aws:PrincipalArn", where it stands
	struct str name;
	const struct node *value;        // as evaluated
	struct leaf *leaves;
	size_t count;
	bool sometimes; // in a branch of a choice
};

struct statement {
	const struct node *node; // the MAP
	bool sometimes;          // in a branch of a choice
	bool open;               // a macro may add to it: nothing is surely missing
	struct element effect, action, not_action, resource, not_resource, principal,
		not_principal, condition, sid;
	struct principal_entry *principals; // of Principal and NotPrincipal
	size_t principal_count;
	struct condition_entry *conditions;
	size_t condition_count;
};

struct policy {
	enum policy_kind kind;
	const struct node *node;    // what was evaluated
	bool open;                  // more statements may come at deploy time
	const struct node *version; // NULL where absent
	struct statement *statements;
	size_t count;
};

// Whether a document is a policy on its own, or means to be one: its Statement holds maps
// with an Effect, an Action or a Principal, or anything where the Version is one of
// policies; the names of elements may be misspelt by a letter, or in lower case.
bool policy_is(const struct node *root);
// Whether it is one statement, or a list of them, without the policy around it; policy_is
// and policy_of take these for policies, too.
bool policy_is_bare(const struct node *root);
// The kind of such a document, as far as its elements tell.
enum policy_kind policy_kind_of(const struct node *root);

// Never NULL; what has the wrong shape is left out (rules about shape look at nodes).
struct policy *policy_of(struct arena *a, const struct node *value, enum policy_kind kind);

// The condition of one of `operators` (NULL-ended; prefixes and IfExists do not count;
// NULL: any operator) on a key, whatever its case. NULL where there is none.
const struct condition_entry *statement_condition(const struct statement *s,
                                                  const char *const *operators,
                                                  const char *key);
// "ForAnyValue:ArnLikeIfExists" -> "ArnLike".
struct str condition_operator_base(struct str operator);

bool statement_is(const struct statement *s, const char *effect); // "Allow", surely

#endif
