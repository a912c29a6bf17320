// The content of an AWS::SSM::Document, and what `aws ssm get-document` prints: a map, or a
// text that is read as a document of its own.
#ifndef LINT_RUNBOOK_CONTENT_H
#define LINT_RUNBOOK_CONTENT_H

#include "model/diag.h"
#include "runbooks/document.h"
#include "templates/eval.h"

struct runbook_content {
	const struct node *root;  // evaluated; a MAP; NULL: not readable, or not known
	struct str type;          // DocumentType; empty where it is not known
	const struct doc *inner;  // what the text was read to; NULL: it is no text
	const struct node *text;  // the SCALAR in the file around `inner`
};

// What a resource can have: one for each branch of a choice. A text in which functions fill
// something in has holes there. What is wrong with a text goes to `diags`, at its own
// source (inner->sources[0]), for those where nothing is filled in.
size_t runbook_contents(struct arena *a, struct eval *e, const struct entry *resource,
                        struct diags *diags, struct runbook_content **contents);

// Of what `aws ssm get-document` prints; false where it is something else.
bool runbook_printed(struct arena *a, const struct node *root, struct diags *diags,
                     struct runbook_content *content);

#endif
