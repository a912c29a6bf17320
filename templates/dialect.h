// Files that look like templates and are the input of another tool: what stands in them is
// filled in before CloudFormation sees it, so nothing can be said of it yet.
#ifndef TEMPLATES_DIALECT_H
#define TEMPLATES_DIALECT_H

#include "model/node.h"

// What fills it in: "the Serverless Framework", "org-formation" …; NULL where the document
// is what it looks like. A document that could not be read (no root, or only in part) is
// held against the marks of text templates (Jinja, cookiecutter, Go) besides.
const char *dialect_of(const struct doc *d, bool was_read);

#endif
