// Documents -> findings. The engine reads what a document is, walks it once, and hands
// each rule just the thing that it judges; a rule is one file in lint/rules/ that defines
// one struct lint_rule, plus one line in lint/rules.def.
#ifndef LINT_LINT_H
#define LINT_LINT_H

#include "aws/aws.h"
#include "model/diag.h"
#include "policies/condition.h"
#include "policies/policy.h"
#include "policies/principal.h"
#include "templates/eval.h"

struct lint;
struct lint_condition;
struct lint_principal;
struct lint_text;

struct lint_rule {
	struct rule rule;
	// What it judges; one or more of these. The template's own hooks come in the order
	// of the file.
	void (*document)(struct lint *l, const struct doc *d); // every document orgc knows
	void (*template)(struct lint *l, const struct template *t);
	void (*resource)(struct lint *l, const struct entry *resource);
	void (*function)(struct lint *l, const struct node *n, enum function f,
	                 const struct node *argument); // every one in a template
	void (*scalar)(struct lint *l, const struct node *key, const struct node *value);
	                 // every one; `key` is the nearest key above
	// Policies, bare or inside a template, of the kinds in `policies` (POLICIES_…).
	unsigned policies;
	void (*policy)(struct lint *l, const struct policy *p);
	void (*statement)(struct lint *l, const struct statement *s);
	void (*principal)(struct lint *l, const struct statement *s,
	                  const struct lint_principal *p);
	void (*condition)(struct lint *l, const struct statement *s,
	                  const struct lint_condition *c);
	void (*text)(struct lint *l, const struct statement *s, const struct lint_text *t);
};

// One key under one operator of Condition.
struct lint_condition {
	const struct condition_entry *entry;
	const struct operator *op;       // NULL: there is no such operator
	const struct condition_key *key; // NULL: no such key is known
};

// One text that a value of a statement can turn out to be, wherever it stands: Action,
// Resource, Principal, a condition … What only a parameter's default says is left out, and
// so are dynamic references.
struct lint_text {
	const struct element *element;       // of the statement: &s->action …
	const struct condition_entry *entry; // under Condition; NULL elsewhere
	const struct operator *op;           // of `entry`, as above
	const struct condition_key *key;     // of `entry`, as above
	const struct node *value;
	const struct variant *variant;
	struct str text; // holes as HOLE_BYTE
};

// One text that can stand under Principal: AWS.
struct lint_principal {
	const struct principal_entry *entry;
	const struct variant *variant;
	struct str text;      // holes as HOLE_BYTE
	struct principal who; // what the text says
};

// What a rule can see of where it is.
struct lint {
	struct arena *arena;   // for what stays: hints, fixes
	struct arena *scratch; // for what is known of one resource; emptied behind it
	const struct doc *doc;
	const struct template *template; // NULL: a policy on its own
	struct eval *eval;               // NULL: a policy on its own
	const struct entry *resource;    // that holds the policy or node; NULL outside
	const struct policy *policy;     // NULL outside of policies
	struct lint_result *result;
	const struct lint_rule *rule;    // that is being asked
	struct lint_hooks *hooks;        // of the engine
};

// --- for rules ---

// The texts that one entry under Principal: AWS can turn out to be; none for other types.
size_t lint_principals(struct lint *l, const struct principal_entry *entry,
                       struct lint_principal **principals);

// The value of a node of the resource (may be NULL), as long as that is looked at.
const struct node *lint_evaluate(struct lint *l, const struct node *n);

// Findings inside one text that a rule should make at most: the rest has the same cause.
enum { LINT_PER_TEXT = 20 };

__attribute__((format(printf, 3, 4)))
struct diag *lint_report(struct lint *l, const struct node *n, const char *format, ...);
// At the letter `offset` of a variant's pattern, wherever that stands in the file.
__attribute__((format(printf, 4, 5)))
struct diag *lint_report_text(struct lint *l, const struct variant *v, size_t offset,
                              const char *format, ...);
// The byte of the file that letter `offset` of a variant's pattern came from.
uint32_t lint_place(struct lint *l, const struct variant *v, size_t offset);
// Offers a mend; the edits are copied.
void lint_fix(struct lint *l, struct diag *d, const char *title, const struct edit *edits,
              size_t count);
// Drops the finding at the end of the run where some file of the run makes a role or user
// of this name.
void lint_unless_created(struct lint *l, struct diag *d, struct str name);

// The node of the file that an evaluated node came from, and what stands around it:
// chain[0] is the root, chain[count - 1] the node. 0 where it cannot be found.
enum { LINT_CHAIN = 256 };
size_t lint_chain(const struct lint *l, const struct node *n, const struct node **chain);

// --- for those who run it ---

enum doc_kind { DOC_OTHER, DOC_TEMPLATE, DOC_POLICY };
enum doc_kind lint_kind(const struct doc *d);

// A finding that another file of the run may take back.
struct lint_pending {
	struct lint_pending *next;
	struct str name; // of the role or user that the file would have to make
	const struct rule *rule;
	uint32_t start;
};

// What one document gave. Zero it and set diags.arena before.
struct lint_result {
	struct diags diags;
	struct str *created; // names of roles and users that the document makes
	size_t created_count, created_room;
	struct lint_pending *pending;
};

// Runs every rule over a document that lint_kind knows. Of what kind a policy on its own is
// may be told; POLICY_UNSURE: as its elements, or the names of file and folders, tell.
void lint_document(struct arena *a, const struct doc *d, enum policy_kind told,
                   struct lint_result *result);
// Settles what only the whole run can tell, and sorts each result.
void lint_finish(struct lint_result *const *results, size_t count);

extern const struct lint_rule *const lint_rules[]; // NULL-ended, sorted by id

#endif
