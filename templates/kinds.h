// Of which kind a value is: what Fn::Join, an output or a property can do with it is known
// before its text is.
#ifndef TEMPLATES_KINDS_H
#define TEMPLATES_KINDS_H

#include "model/truth.h"
#include "templates/template.h"

// A set of what a value may turn out to be.
enum {
	KIND_STRING = 1, // numbers and true and false, too: CloudFormation turns them into each
	                 // other
	KIND_LIST = 2,
	KIND_MAP = 4,
	KIND_NONE = 8, // AWS::NoValue: nothing at all
	KIND_ANY = 15,
};

// By the function, the parameter's type, or how a literal is written; for Fn::If what each
// branch can be. Never empty; KIND_ANY where nothing is known.
unsigned kinds_of(const struct template *t, const struct node *n);

// "a string", "a list", "a map" for the first of the set.
const char *kinds_name(unsigned kinds);

// Whether a parameter's type makes it a list: List<…>, CommaDelimitedList, and what SSM
// holds of them.
bool parameter_type_is_list(struct str type);

// Whether two literals come to the same string; unknown where a reader of YAML decides.
enum truth literal_equal(const struct node *a, const struct node *b);

#endif
