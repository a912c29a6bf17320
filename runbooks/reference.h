// References: what stands in {{ }} in the texts of a document.
// https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-working-with-documents.html
#ifndef RUNBOOKS_REFERENCE_H
#define RUNBOOKS_REFERENCE_H

#include "runbooks/document.h"

enum ssm_refers {
	SSM_REFERS_PARAMETER, // {{ Name }}
	SSM_REFERS_OUTPUT,    // {{ step.Output }}
	SSM_REFERS_VARIABLE,  // {{ variable:name }}
	SSM_REFERS_GLOBAL,    // {{ global:REGION }}
	SSM_REFERS_AUTOMATION, // {{ automation:EXECUTION_ID }}
	SSM_REFERS_STORE,     // {{ ssm:/name }}: Parameter Store
	SSM_REFERS_OTHER,     // some other prefix
};

struct ssm_reference {
	enum ssm_refers to;
	struct str name;   // what stands after the prefix, or all of it
	struct str step, output; // of an OUTPUT: split at the first dot
	const struct node *node; // the SCALAR that it stands in
	size_t at, end;    // of its text, braces included
	bool whole;        // the text is nothing but this reference
	bool is_key;       // stands in the key of a map
	const struct ssm_step *in; // the step whose it is; NULL elsewhere
	const char *section; // the top-level key it stands under, "steps" for those
	const struct node *key; // the nearest key above
};

// Finds every reference of the document: called by ssm_document_of.
void ssm_find_references(struct ssm_document *d);

// One reference at or after *at of a text; moves *at after it. Of what it gives only
// to, name, step, output, at and end are set.
bool ssm_reference_next(struct str text, size_t *at, struct ssm_reference *out);

// What a reference stands for; SSM_ANY where that is not known or there is no such thing.
struct ssm_type ssm_reference_type(const struct ssm_document *d,
                                   const struct ssm_reference *r);

// An output by its name: declared, of the action, or a loop's value. Unknown where the
// step's outputs are not known, as for actions without facts.
enum truth ssm_output_exists(const struct ssm_step *s, struct str name,
                             struct ssm_type *type);
struct str ssm_output_nearest(const struct ssm_step *s, struct str name);

#endif
