// From the organization to everything that describes it to AWS.
#ifndef GEN_BUILD_H
#define GEN_BUILD_H

#include "gen/units/unit.h"
#include "model/files.h"

// What AWS is given, as a tree whose nodes stand where they came from: in org.yaml, a
// blueprint or preset, or a file of the user's.
struct made {
	const char *path; // as in the file set
	struct str text;
	const struct doc *doc;
	const struct node *asks; // what in org.yaml asks for it; NULL: all of it
	bool in_one_account;     // of a StackSet that goes to no more
	enum made_kind {
		MADE_TEMPLATE,     // of a plain stack
		MADE_OF_STACK_SET, // a template that StackSets deploy
		MADE_OF_OTHERS,    // a template that holds others of these as texts
		MADE_SCP,
		MADE_RCP,
	} kind;
};
struct org_policies;
struct plan;

// What else comes of a build, besides its files.
struct made_list {
	struct made *items;
	size_t count, room;
	const struct plan *plan; // gen/plan/plan.h
	const struct org_policies *policies; // gen/policies/policies.h; of org.yaml with errors, too
};

// Fills `out` with the whole build (its arena must be set): stacksets.yaml, templates/,
// stacks/ and plan.json. False, and nothing is in it, where org.yaml or a template that it
// names has an error: the findings are in org->diags, warnings too.
// `made` gets the templates and policies in it; it may be NULL.
bool gen_build(struct org *org, const struct loader *loader, struct file_set *out,
               struct made_list *made);

#endif
