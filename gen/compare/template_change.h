// What an update of a stack from one template to another comes to, resource by resource.
#ifndef GEN_COMPARE_TEMPLATE_CHANGE_H
#define GEN_COMPARE_TEMPLATE_CHANGE_H

#include "model/text/names.h"
#include "gen/compare/reach.h"
#include "templates/template.h"

// STAYS: nothing asks for it any more, and the deployment does not take it away either.
enum change {
	CHANGE_NONE,
	CHANGE_ADDED,
	CHANGE_CHANGED,
	CHANGE_REMOVED,
	CHANGE_STAYS,
};

enum replacing {
	REPLACING_NO,
	REPLACING_MAYBE,   // AWS says that it depends
	REPLACING_UNKNOWN, // not known how this type is updated
	REPLACING_YES,
	REPLACING_REFUSED, // another type under the same logical id
};

// What a policy in a resource comes to.
struct policy_effect {
	const char *property; // "AssumeRolePolicyDocument"
	struct reach_change change;
};

struct resource_change {
	enum change change;
	struct str id, type;   // the old type where it is removed
	struct str new_type;   // empty unless the type changes
	struct names differs;  // properties and attributes
	enum replacing replacing;
	struct str because;    // the property that asks for it
	// The property that names it and stays as it is: CloudFormation makes the new one
	// first, and its name is taken. Empty where that is not so.
	struct str stuck;
	// Of an added resource: the removed one that has its name. Empty where none has.
	struct str renamed_from;
	bool stays; // removed from the template only: DeletionPolicy
	bool is_conditional; // it has a Condition, before or after
	struct policy_effect *effects;
	size_t effect_count, effect_room;
};

struct template_change {
	bool differs;
	bool is_only_text; // comments and layout: no resource changes
	struct resource_change
		*resources; // added and changed as in the new one, then removed
	size_t count, room;
	struct names sections; // Parameters, Outputs …: what else differs
	size_t replaced;       // for sure
};

// Both never NULL; what has no root has no resources. `partition` is what AWS::Partition
// stands for in both; empty where it is not known.
struct template_change template_change_of(struct arena *a, const struct doc *old,
                                          const struct doc *now, struct str partition);

#endif
