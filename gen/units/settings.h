// What org.yaml says of the stacks of a unit besides their template: tags, capabilities, and
// how its StackSets are rolled out.
#ifndef GEN_UNITS_SETTINGS_H
#define GEN_UNITS_SETTINGS_H

#include "gen/units/unit.h"

// Finds the tags of a unit: those of the organization, then its own.
void unit_set_tags(const struct org *org, struct unit *u);
// What AWS takes of all this, once the template is folded.
void unit_check_settings(const struct org *org, const struct unit *u);
// A list of Key and Value as CloudFormation takes them; empty where there are none.
struct node *tags_list(struct arena *a, const struct node *tags);

// OperationPreferences; empty where CloudFormation's own defaults are meant.
struct node *unit_preferences(const struct org *org, const struct unit *u);
// Its own rollout.KEY, or that of all StackSets; NULL where neither says it.
const struct node *unit_rollout(const struct org *org, const struct unit *u, const char *key);
// Whether stacks stay in accounts that automatic deployment leaves.
bool unit_retains(const struct unit *u);
// "CAPABILITY_NAMED_IAM"; empty where it needs none.
const char *unit_capability(const struct unit *u);

#endif
