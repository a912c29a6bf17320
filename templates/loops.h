// Fn::ForEach of AWS::LanguageExtensions, unfolded for those who judge what a template says.
#ifndef TEMPLATES_LOOPS_H
#define TEMPLATES_LOOPS_H

#include "templates/template.h"

// The template with its loops unfolded, at any depth outside of Metadata: a new one, of a
// new document in `a` with the sources of the old one; `t` itself where it has none, or
// where a macro may change them. What a loop makes has the place of its body, and what
// stands for the variable that of the item. A loop stays where its list is not known or
// where all loops together would make too much: then `loops` of the template says so.
const struct template *template_without_loops(struct arena *a, const struct template *t);

#endif
