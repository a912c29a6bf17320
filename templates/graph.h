// Which part of a template refers to which: by Ref, Fn::GetAtt, Fn::Sub, Fn::FindInMap,
// Fn::If, Condition and DependsOn, as they stand in the file. Nothing is evaluated: what a
// loop or a macro makes of names is not known, and both ends say only what is written.
#ifndef TEMPLATES_GRAPH_H
#define TEMPLATES_GRAPH_H

#include "templates/template.h"

struct reference {
	enum section from_section; // in which it stands
	const struct entry *from;  // the resource, output … in which it stands; NULL elsewhere
	const struct node *node;   // the function, or the name under DependsOn or Condition
	const struct node *text;   // the scalar that holds the name
	size_t offset;             // of the name in that scalar's text; at its "${" in Fn::Sub
	enum function function;    // FN_NONE: DependsOn
	struct str name;           // "Role", "AWS::Region"
	struct str attribute;      // of Fn::GetAtt, and of "${Role.Arn}" in Fn::Sub; empty else
	enum section to_section;   // SECTION_NONE where `to` is NULL
	const struct entry *to;    // NULL: a pseudo parameter, or nothing of this file
	const struct reference *next_from; // the next of the same `from`; NULL at the end
	const struct reference *next_to;   // the next of the same `to`; NULL at the end
};

struct graph {
	struct arena *arena;
	const struct template *t;
	struct reference **items; // in the order of the file
	size_t count, room;
	struct graph_ends *ends;  // private
};

// All of it lives in `a`, as long as the template does.
struct graph *graph_of(struct arena *a, const struct template *t);

// The first reference that stands in an entry of the template, and the first that names it;
// NULL where there is none.
const struct reference *graph_from(const struct graph *g, const struct entry *from);
const struct reference *graph_to(const struct graph *g, const struct entry *to);

#endif
