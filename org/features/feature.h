// The features of org.yaml, a file each: its keys, what blueprints see of its values, what
// AWS asks of it beyond the table, and what it brings to a build besides its blueprints.
// (What those deploy, its steps, costs and notes stand in the blueprints themselves, under
// Metadata: orgc.) features.def lists them.
#ifndef ORG_FEATURES_FEATURE_H
#define ORG_FEATURES_FEATURE_H

#include "org/org.h"
#include "org/org_table.h"

struct feature {
	const char *name; // "automation": its key under features:
	struct org_shape shape;
	void (*check)(const struct org *org); // NULL where the table says everything
	bool has_nodes; // its `in` names accounts with instances that Systems Manager manages

	// A policy of the organization that it brings where this key of it is true: an SCP that
	// is the preset of this name, attached to what its `in` covers. NULL where none.
	const char *policy_key, *preset;

	// Whether AWS offers it in a region, and what the plan says where not; its regions
	// stand at `regions` of its resolved value, without the words home and all. NULL where
	// it is offered everywhere.
	bool (*is_offered)(struct str region);
	const char *regions, *not_offered;
};

#define FEATURE(symbol, name, about) extern const struct feature feature_##symbol;
#include "org/features/features.def"
#undef FEATURE

extern const struct feature *const org_features[]; // NULL-ended

// Checks everything that single features ask for.
void features_check(const struct org *org);

// --- what several of them ask ---

// The feature's map in org.yaml; NULL where it is not there.
const struct node *feature_map(const struct org *org, const struct feature *f);
// Whether one or a list of regions names this one, or all of them.
bool names_region(const struct node *regions, struct str region);
struct str home_region(const struct org *org);
// Whether a feature's `regions` have the home region; NULL is all of them.
bool covers_home(const struct org *org, const struct node *regions);
// Missing, without items, or false.
bool is_off(const struct node *n);
// The text at an index of a list; one text may stand for a list of it. 0 past the end.
size_t texts_of(const struct node *n, size_t index, struct str *text);

#endif
