// What a build deploys: templates, each with its parameters bound, and where they go.
#ifndef GEN_UNITS_UNIT_H
#define GEN_UNITS_UNIT_H

#include "gen/loader.h"
#include "org/selector.h"
#include "templates/template.h"

// A template that org.yaml asks for.
struct unit {
	struct str name;     // names its files: "automation-execution-role", "baseline"
	struct str set_name; // what AWS calls the StackSet
	struct str id_name;  // gives the StackSet its logical id: the name it had first
	const char *path; // what asks for it: "features.automation", "stacksets.baseline"
	struct str feature;  // "automation"; empty for a StackSet of org.yaml
	const struct node *key;  // where org.yaml asks for it
	const struct node
		*named; // where it names the template: findings about that point there
	const char *source;  // what the template is called, for people
	const struct doc *template;
	const struct node *metadata; // orgc's in the template; NULL where it has none
	const struct node *values; // `parameters:` of org.yaml; NULL where there are none
	const struct node *overrides; // of org.yaml; NULL where there are none
	const struct node *tags; // of its StackSets and stacks, a map; NULL where it has none

	bool is_stackset;       // else a plain stack
	bool holds_policies;    // it is the stack of the organization's policies
	struct selection where; // StackSet
	// Per account its own values; NULL where no account has any.
	const struct node **own;
	uint32_t account;       // plain stack
	const struct node *account_named; // where org.yaml names that account
	const char *selects;    // the key that does: "in", "admin"
	const char **regions;   // home first
	size_t region_count;
	const struct node
		*regions_named; // where org.yaml says so; NULL where it does not
	struct wait {
		uint32_t unit;           // index
		const struct node *item; // of `after:` in org.yaml; NULL in a blueprint
	} *after;
	size_t after_count, after_room;
	uint32_t order; // 1 for what waits for nothing, then up

	struct doc *folded; // NULL where something is wrong with it
	struct str text;    // its file
	bool needs_iam, needs_named_iam;
};

struct org_policies;

struct units {
	struct org *org;
	const struct org_policies
		*policies;  // SCPs and RCPs; their stack is one of the units
	struct unit *items; // in the order of the table's features, then of org.yaml
	size_t count, room;
	struct names names; // to indexes
};

// Finds every template that org.yaml asks for, and what each waits for.
struct units units_of(struct org *org, const struct loader *loader);

#endif
