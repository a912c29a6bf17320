// What a Systems Manager document is made of: its parameters, variables and steps, for
// documents of every type and schema version. Automation (0.3) is modelled in full.
// https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-schemas-features.html
//
// The tree is a file's own, or what the evaluator made of a template's Content: parts that
// only deployment decides are holes and choices, and nothing is said of them.
#ifndef RUNBOOKS_DOCUMENT_H
#define RUNBOOKS_DOCUMENT_H

#include "aws/aws.h"
#include "model/text/names.h"
#include "runbooks/type.h"

enum ssm_kind {
	SSM_UNSURE,     // the content does not tell
	SSM_AUTOMATION, // a runbook
	SSM_COMMAND,    // also Policy documents: State Manager's, of the same form
	SSM_SESSION,
	SSM_OTHER,      // ChangeCalendar, Package …: content of other forms
};

struct ssm_parameter {
	const struct node *key;
	const struct node *value;    // a MAP where it is sound
	const struct node *fallback; // its default; NULL where it has none
	struct str name;
	struct ssm_type type;
	bool uncertain; // a condition decides whether it is there
};

struct ssm_variable {
	const struct node *key, *value;
	struct str name;
	struct ssm_type type;
};

struct ssm_output {
	const struct node *node;     // the item of the step's `outputs`
	const struct node *selector; // NULL where it has none
	struct str name;             // empty where it has none, or it is not known
	struct ssm_type type;
};

struct ssm_script; // runbooks/script.h

struct ssm_step {
	const struct node *node;   // a MAP
	const struct node *name_node, *action_node; // NULL where it has none
	struct str name, action;   // empty where missing, or where it is not known
	const struct fact *facts;  // of the action; NULL where there are none
	const struct node *inputs; // NULL where there are none
	// What it calls (runbooks/api.h); NULL where it calls none that is known.
	const struct fact *api, *operation;
	const struct ssm_script *script; // that aws:executeScript runs; NULL where not known
	const struct ssm_step *loop; // the aws:loop that holds it; NULL outside
	size_t loop_at;              // its index; SIZE_MAX outside
	size_t at;       // in ssm_document.steps
	size_t after;   // the index of the step that comes next in its list; `count` for none
	bool uncertain;  // a condition decides whether it is there
	struct ssm_output *outputs; // declared ones
	size_t output_count;
	bool outputs_vary; // one of them has no name that is known
	struct names *output_names; // to their indexes, and those of the action; filled when asked
};

struct ssm_document {
	struct arena *arena;
	const struct node *root; // a MAP
	enum ssm_kind kind;
	struct str version; // schemaVersion; empty where missing, or it is not known
	struct str type;    // DocumentType, where the document came with one
	struct ssm_parameter *parameters;
	size_t parameter_count;
	struct ssm_variable *variables;
	size_t variable_count;
	// In the order of the file; a loop's own steps stand right after it.
	struct ssm_step *steps;
	size_t count, step_room;
	struct ssm_reference *references; // every {{ }} (runbooks/reference.h)
	size_t reference_count;
	bool varies; // what steps there are, or what they are called, is decided at deployment
	bool parameters_vary;
	struct names *parameter_names, *variable_names, *step_names; // to their indexes
};

// Whether a tree is a document of Systems Manager, judged by what stands in it.
bool ssm_is(const struct node *root);
// Whether it is what `aws ssm get-document` prints; gives the text of the document.
const struct node *ssm_printed(const struct node *root);

// Never NULL. `type` is what is known of its DocumentType besides; may be empty.
struct ssm_document *ssm_document_of(struct arena *a, const struct node *root,
                                     struct str type);

const struct ssm_parameter *ssm_parameter(const struct ssm_document *d, struct str name);
const struct ssm_variable *ssm_variable(const struct ssm_document *d, struct str name);
// The first step of this name.
const struct ssm_step *ssm_step(const struct ssm_document *d, struct str name);
bool ssm_step_is(const struct ssm_step *s, const char *action); // "aws:branch"
// One of its own keys, or of its inputs; NULL where it has none.
const struct node *ssm_step_get(const struct ssm_step *s, const char *key);
const struct node *ssm_input(const struct ssm_step *s, const char *name);
// Whether it surely stops the automation when it has succeeded.
bool ssm_step_ends(const struct ssm_step *s);

// The known name that was likely meant; empty where none is near.
struct str ssm_parameter_nearest(const struct ssm_document *d, struct str name);
struct str ssm_step_nearest(const struct ssm_document *d, struct str name);
struct str ssm_variable_nearest(const struct ssm_document *d, struct str name);

// --- values ---

// Whether deployment decides all or part of a value: a hole, a choice, a function that
// no one has evaluated.
bool ssm_is_open(const struct node *n);
// A text that is wholly known. False for everything else.
bool ssm_text(const struct node *n, struct str *text);
bool ssm_true(const struct node *n);         // surely a boolean true
bool ssm_has_reference(const struct node *n); // somewhere in it stands a {{ }}
bool ssm_is_number(const struct node *n, long *number); // a whole one, quoted or not

#endif
