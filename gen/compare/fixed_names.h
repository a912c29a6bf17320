// The names that a template gives its resources. Where a name has to be unique, a second
// stack that makes it in the same place fails: "already exists".
#ifndef GEN_COMPARE_FIXED_NAMES_H
#define GEN_COMPARE_FIXED_NAMES_H

#include "model/read/read.h"

enum name_scope { SCOPE_REGION, SCOPE_ACCOUNT, SCOPE_WORLD };

struct fixed_name {
	struct str id;   // the resource
	struct str type;
	struct str name; // as people read it
	struct str key;  // type and name: equal where two cannot be together
	enum name_scope scope; // in one Region of an account, in an account, everywhere
	bool is_sure;    // the resource has no condition
	bool is_retained; // it outlives its stack: DeletionPolicy
};

struct fixed_names {
	struct fixed_name *items; // in the order of the template
	size_t count, room;
};

// Of a folded template. What a parameter or another resource decides is left out, and what
// CloudFormation makes up.
struct fixed_names fixed_names_of(struct arena *a, const struct doc *template);

// The property that names resources of a type alone; empty where none does.
struct str naming_property(struct str type);

#endif
