// What the files of the engine share; rules see lint/lint.h.
#ifndef LINT_ENGINE_H
#define LINT_ENGINE_H

#include "lint/lint.h"
#include "lint/sites.h"
#include "model/text/names.h"

// The rules that have a hook, so that nothing is asked in vain for each node of a file.
struct asker {
	const struct lint_rule *rule;
	size_t index; // of the rule in lint_rules
};
struct askers {
	struct asker *items;
	size_t count, room;
};

// Those that judge resources of one type.
struct type_askers {
	bool is_filled;
	struct askers resource, property, value;
};

struct lint_hooks {
	struct arena *arena;
	unsigned kinds; // of the document
	struct askers begin, document, template, function, scalar, policy, statement, principal,
		condition, text, runbook, step, reference, end;
	struct names types; // that some rule names, to indexes of of_type
	struct type_askers *of_type; // filled when the first resource of the type comes
	size_t type_count, type_room;
	struct type_askers any_type; // for types that no rule names
};

// Asks every rule of a list; `call` uses `rule`.
#define ASK_ALL(l, askers, call)                                                          \
	for (size_t i_ = 0; i_ < (askers)->count; i_++) {                                 \
		const struct lint_rule *rule = (askers)->items[i_].rule;                  \
		(l)->rule = rule;                                                         \
		(l)->rule_index = (askers)->items[i_].index;                              \
		call;                                                                     \
	}
#define ASK(l, hook, call) ASK_ALL(l, &(l)->hooks->hook, call)

// The kinds of documents that a rule judges.
static inline unsigned rule_kinds(const struct lint_rule *rule)
{
	if (rule->documents)
		return rule->documents;
	return rule->runbook || rule->step || rule->reference ? LINT_TEMPLATE | LINT_SSM
	                                                       : LINT_TEMPLATE | LINT_POLICY;
}

// The node that a walk is at, and those around it.
struct lint_frame {
	const struct lint_frame *outer; // NULL: the root of the document
	const struct node *node;
	const struct node *key; // of a pair; NULL for an item
	size_t index;           // of an item
};

// The values of what stands right under Properties of the resource that is looked at.
struct lint_values_of {
	const struct node *properties;
	const struct node **values; // in the order of the file; NULL: not asked yet
	const struct node *key; // the one that was asked for last; NULL: none was …
	size_t index;           // … and its place: mostly the next one comes next
};

// The rules for resources of a type.
const struct type_askers *askers_of(struct lint_hooks *h, struct str type);

void walk_template(struct lint *l);
// `properties` as they stand in the file.
void walk_properties(struct lint *l, const struct type_askers *askers,
                     const struct entry *resource);
// The policies that a resource holds at a place.
void walk_site(struct lint *l, const struct policy_site *site,
               const struct node *properties);
void walk_runbook_resource(struct lint *l, const struct entry *resource);
void walk_runbook_alone(struct lint *l);
void walk_policy_alone(struct lint *l, const struct node *root, enum policy_kind told);

// Findings since `first` in a document that is the text of `text` point at its place there,
// and keep what fixes can be made there.
void move_out(struct lint *l, const struct node *text, struct source *inner, size_t first);

// --- origin.c ---

// Takes all that `from` found, and what it knows of other documents, into `to`.
void lint_move(struct lint_result *to, struct lint_result *from);
// Gives a finding in a document that a build made the place of what it was made from.
void lint_go_to_origin(const struct lint_result *r, struct diag *d);

// --- loops.c ---

// Where loops of a template made one thing many times: keeps the first finding of a rule at
// each place inside them, without its fix. `d` is the document before it was unfolded.
void lint_fold_loops(const struct doc *d, struct lint_result *result);

// --- content.c ---

// Whether the document is so much larger than what AWS takes that it is told only that.
bool lint_is_too_large(struct lint *l);
// Judges the templates that the StackSets of this one hold as text.
void lint_contents(struct lint *l);
void lint_inner_document(struct lint *l, const struct doc *d, struct lint_result *result);

#endif
