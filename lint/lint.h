// Documents -> findings. The engine reads what a document is, walks it once, and hands
// each rule just the thing that it judges; a rule is one file in lint/rules/ that defines
// one struct lint_rule, plus one line in lint/rules.def.
#ifndef LINT_LINT_H
#define LINT_LINT_H

#include "aws/aws.h"
#include "model/diag.h"
#include "model/read/keys.h"
#include "policies/condition.h"
#include "policies/policy.h"
#include "policies/principal.h"
#include "model/text/regex.h"
#include "runbooks/graph.h"
#include "runbooks/reference.h"
#include "templates/eval.h"
#include "templates/graph.h"

struct org;
struct lint;
struct lint_condition;
struct lint_principal;
struct lint_property;
struct lint_run;
struct lint_text;

// Kinds of documents, as a rule names those that it judges. A document has one or more.
enum {
	LINT_TEMPLATE = 1,  // a CloudFormation template
	LINT_STACK_SET = 2, // … that a StackSet deploys: LINT_TEMPLATE as well
	LINT_POLICY = 4,    // a policy on its own, or what the AWS CLI prints of one
	LINT_SSM = 8,       // an SSM document
	LINT_OTHER = 16,    // nothing that orgc knows, but a person named it
	LINT_KINDS = 32,    // more than all of them together
};

struct lint_rule {
	struct rule rule;
	unsigned documents;      // LINT_…; 0: templates and policies; of the hooks for runbooks
	                         // templates and SSM documents
	const char *const *types; // of resources, for the hooks that get one: NULL-ended names
	                         // ("AWS::IAM::Role"); NULL: every type
	// What it judges; one or more of these. The template's own hooks come in the order
	// of the file.
	void (*begin)(struct lint *l); // before anything else of a document
	void (*document)(struct lint *l, const struct doc *d); // every document of its kinds
	void (*template)(struct lint *l, const struct template *t);
	void (*resource)(struct lint *l, const struct entry *resource);
	// Every property of every resource, at any depth; what it can turn out to be.
	void (*property)(struct lint *l, const struct lint_property *p);
	void (*value)(struct lint *l, const struct lint_property *p);
	// Every function in a template; lint_position() says what its place expects.
	void (*function)(struct lint *l, const struct node *n, enum function f,
	                 const struct node *argument);
	// Every scalar outside of Metadata; `key` is the nearest key above. lint_position()
	// here as well.
	void (*scalar)(struct lint *l, const struct node *key, const struct node *value);
	void (*end)(struct lint *l); // when all else of a document has been asked
	// After all documents of the run, once: lint_kept() has what they left.
	void (*run)(struct lint_run *r);
	// Policies, bare or inside a template, of the kinds in `policies` (POLICIES_…).
	unsigned policies;
	void (*policy)(struct lint *l, const struct policy *p);
	void (*statement)(struct lint *l, const struct statement *s);
	void (*principal)(struct lint *l, const struct statement *s,
	                  const struct lint_principal *p);
	void (*condition)(struct lint *l, const struct statement *s,
	                  const struct lint_condition *c);
	void (*text)(struct lint *l, const struct statement *s, const struct lint_text *t);
	// Documents of Systems Manager, on their own or as the Content of a resource.
	void (*runbook)(struct lint *l, const struct ssm_document *d);
	void (*step)(struct lint *l, const struct ssm_document *d, const struct ssm_step *s);
	void (*reference)(struct lint *l, const struct ssm_document *d,
	                  const struct ssm_reference *r);
};

// One key under one operator of Condition.
struct lint_condition {
	const struct condition_entry *entry;
	const struct operator *op;       // NULL: there is no such operator
	const struct condition_key *key; // NULL: no such key is known
};

// One text that a value of a statement can turn out to be, wherever it stands: Action,
// Resource, Principal, a condition … What only a parameter's default says is left out, and
// so are dynamic references.
struct lint_text {
	const struct element *element;       // of the statement: &s->action …
	const struct condition_entry *entry; // under Condition; NULL elsewhere
	const struct operator *op;           // of `entry`, as above
	const struct condition_key *key;     // of `entry`, as above
	const struct node *value;
	const struct variant *variant;
	struct str text; // holes as HOLE_BYTE
};

// One text that can stand under Principal: AWS.
struct lint_principal {
	const struct principal_entry *entry;
	const struct variant *variant;
	struct str text;      // holes as HOLE_BYTE
	struct principal who; // what the text says
};

// A property of a resource; or, below it, an item of its list or an entry of its map. The
// rows of facts are NULL where nothing is known: of a type that we do not know, inside of
// what takes any JSON, or where there is no such property.
struct lint_property {
	const struct lint_property *around; // what it is inside of; NULL: the resource
	const struct entry *resource;
	const struct fact *type;   // of the resource (type_find)
	const struct fact *owner;  // which properties may stand here: of type or definition
	struct property facts;     // the property's; for an item or entry, those of the list
	struct str name;           // of a property or entry; empty for an item
	size_t index;              // of an item
	bool is_item, is_entry;    // of a list; of a map whose keys are free
	const struct node *key;    // its name, where it stands; NULL for an item
	const struct node *node;   // its value as it stands in the file, unevaluated; NULL where
	                           // a function around it makes it
	// Evaluated. For the hook `property` all that it can be, choices (NODE_CHOICE) with it;
	// for the hook `value` one of these: never NODE_CHOICE or NODE_NONE.
	const struct node *value;
	struct str expected;       // its type, for value_kind(); empty where it is not known
	struct lint_told *told;    // of the hook `value`; NULL elsewhere
};

// What property_asked() and property_text() found (lint/template/property.h), kept for the
// rules that ask the same.
struct lint_told {
	bool is_looked_up, is_asked, text_is_asked, is_text;
	struct constraints registry, api;
	struct str text;
};

// What a place of a template takes.
enum lint_expects {
	EXPECTS_ANY, // or not known
	EXPECTS_STRING,
	EXPECTS_NUMBER,
	EXPECTS_BOOLEAN,
	EXPECTS_LIST,
	EXPECTS_MAP,
	EXPECTS_CONDITION, // true or false by the name of a condition or by a function
};

// Where a function or a scalar stands.
struct lint_position {
	enum section section;
	const struct entry *entry; // the parameter, resource, output …; NULL outside of them
	bool in_properties;        // of a resource
	struct property property;  // the nearest one around; row NULL where unknown
	struct str expected;       // the type of what may stand here, as struct lint_property
	                           // has it; empty where it is not known
	enum lint_expects expects; // the same in short, and for arguments of functions
	// The nearest function around, and which of its arguments this is, or is a part of:
	// FN_NONE where there is none.
	enum function function;
	size_t argument;
};

// What a rule can see of where it is.
struct lint {
	struct arena *arena;   // for what stays: hints, fixes
	struct arena *scratch; // for what is known of one resource; emptied after it
	const struct doc *doc;
	const struct template *template; // NULL: a policy on its own
	struct eval *eval;               // NULL: a policy on its own
	const struct entry *resource;    // that holds the policy or node; NULL outside
	const struct policy *policy;     // NULL outside of policies
	const struct ssm_graph *steps;   // of the runbook; NULL outside of runbooks
	struct lint_result *result;
	const struct lint_rule *rule;    // that is being asked
	size_t rule_index;               // of it, in lint_rules
	// Of the engine: ask lint_position, lint_evaluate, lint_graph, lint_state.
	struct lint_hooks *hooks;
	const struct lint_frame *frame;
	struct lint_values_of *values;
	struct graph *graph;
	struct regexes *regexes;
	const struct document *document;
	const struct deployed **deployed; // by each resource, once it was asked: deployed_by()
};

// What a rule can see at the end of the run.
struct lint_run {
	struct arena *scratch; // what stays, as hints do, goes into a result's diags.arena
	struct lint_result *const *results;
	size_t count;
	const struct org *org; // NULL: no org description is part of the run, or several are
	const struct lint_rule *rule;
	size_t rule_index;
};

// --- for rules ---

// The texts that one entry under Principal: AWS can turn out to be; none for other types.
size_t lint_principals(struct lint *l, const struct principal_entry *entry,
                       struct lint_principal **principals);

// The value of a node of the resource (may be NULL), as long as that is looked at. What
// stands right under Properties is evaluated once for all rules.
const struct node *lint_evaluate(struct lint *l, const struct node *n);

// Where the function or scalar stands that is being asked about.
struct lint_position lint_position(const struct lint *l);
// "Resources.Role.Properties.Policies[0].PolicyName"
const char *lint_path(struct lint *l, const struct lint_property *p);
// Who refers to whom in the template (NULL: there is none); made at the first question.
const struct graph *lint_graph(struct lint *l);
// A pattern of the facts, which may match any part of a text unless it says ^ and $; and
// one of a template (AllowedPattern), which must match the whole.
enum match lint_search(struct lint *l, struct str pattern, struct str text);
enum match lint_match(struct lint *l, struct str pattern, struct str text);

// What the rule that is being asked keeps for this document: `size` bytes, zeroed at the
// first question, that live until the end of the run.
void *lint_state(struct lint *l, size_t size);
// What the same rule kept for a document of the run; NULL where it kept nothing.
void *lint_kept(const struct lint_run *r, const struct lint_result *result);
// A finding at the end of the run, in one of its documents.
__attribute__((format(printf, 4, 5)))
struct diag *lint_run_report(struct lint_run *r, struct lint_result *result,
                             const struct node *n, const char *format, ...);

// Findings inside one text that a rule should make at most: the rest has the same cause.
enum { LINT_PER_TEXT = 20 };

__attribute__((format(printf, 3, 4)))
struct diag *lint_report(struct lint *l, const struct node *n, const char *format, ...);
// At the start of the document, which may be empty.
__attribute__((format(printf, 2, 3)))
struct diag *lint_report_start(struct lint *l, const char *format, ...);
// At the letter `offset` of a variant's pattern, wherever that stands in the file.
__attribute__((format(printf, 4, 5)))
struct diag *lint_report_text(struct lint *l, const struct variant *v, size_t offset,
                              const char *format, ...);
// The byte of the file that letter `offset` of a variant's pattern came from.
uint32_t lint_place(struct lint *l, const struct variant *v, size_t offset);
// Offers a fix; the edits are copied.
void lint_fix(struct lint *l, struct diag *d, const char *title, const struct edit *edits,
              size_t count);
// Drops the finding at the end of the run where some file of the run makes a role or user
// of this name.
void lint_unless_created(struct lint *l, struct diag *d, struct str name);

// The node of the file that an evaluated node came from, and what stands around it:
// chain[0] is the root, chain[count - 1] the node. 0 where it cannot be found.
enum { LINT_CHAIN = 256 };
size_t lint_chain(const struct lint *l, const struct node *n, const struct node **chain);

// --- for those who run it ---

// What a document is, by what it says and then by the name of its file: decided in one place
// (lint/kind.c), once. A document that was not readable is DOC_OTHER.
enum doc_kind {
	DOC_OTHER,
	DOC_ORG,
	DOC_TEMPLATE,
	DOC_POLICY,
	DOC_SSM,
	DOC_PLAN, // the plan.json of a build, in which there is nothing to judge
};
enum doc_kind document_kind(const struct doc *d);
// Whether a text that cannot be read, or says nothing that we know, may have been meant to.
bool document_may_be_ours(const struct doc *d);
// A statement, or a list of them, where a policy belongs.
bool document_is_statement(const struct node *root);

// What one thread keeps from one document to the next. Zero it; free its arena after all.
struct lint_worker {
	struct arena arena;
	struct lint_hooks *hooks[LINT_KINDS]; // of each set of kinds; NULL: not met yet
};

// What a build made a document from: what is wrong with the document is wrong there.
struct lint_origin {
	const struct doc *made;   // the tree that was written out: node by node that of the
	                          // document, and its nodes stand where they came from
	const struct doc *org;    // the org description
	const struct node *asks;  // what in it asks for the document; NULL: all of it
	struct lint_result *home; // of the org description: it gets the findings
};

// A document and what is known of it beside what it says.
struct document {
	const struct doc *doc;
	enum doc_kind kind;
	enum policy_kind policy; // of a policy on its own, as the user or the build says;
	                         // POLICY_UNSURE: as its elements, or the names of file and
	                         // folders, tell
	bool in_stack_set;       // a template that a StackSet deploys …
	bool in_one_account;     // … and surely to no more than one account
	bool content_is_judged;  // the policies of the organization and the templates that are
	                         // texts in it are judged as documents of their own
	const struct lint_origin *origin; // NULL: it is what a person wrote
	const struct loader *loader; // for files that it names; NULL: they are not read
	struct lint_worker *worker;  // NULL: nothing is kept
};

// A finding that another file of the run may take back.
struct lint_pending {
	struct lint_pending *next;
	struct str name; // of the role or user that the file would have to make
	size_t index;    // of the finding in diags; SIZE_MAX: there was no room for it
};

// What one document gave. Zero it and set diags.arena before.
struct lint_result {
	struct diags diags;    // as the reader and the rules gave them
	struct diags findings; // of those, what passed every stage of lint_finish
	struct str *created; // names of roles and users that the document makes
	size_t created_count, created_room;
	struct lint_pending *pending;
	const struct doc *doc; // NULL: not one that the rules know, or nothing is asked of it
	const struct doc *said; // where "orgc: ignore" may stand; NULL: it does not
	void **states;         // what rules keep, in the order of lint_rules; NULL: nothing
	const struct lint_origin *origin; // as the document's
	bool is_of_build; // of an org description: what its build is made from gave findings, too
};

// Runs every rule over a document; of DOC_OTHER says that it is unknown. Org descriptions
// are judged by org_read (org/org.h) and by a build.
void lint_judge(struct arena *a, const struct document *d, struct lint_result *result);
// A template that another tool fills in first, which may not even be readable: takes all
// findings back and gives one that says so. False where the document is none.
bool lint_text_template(const struct document *d, struct lint_result *result);
// The same for a document whose kind shows in it; nothing where it is none.
void lint_document(struct arena *a, const struct doc *d, enum policy_kind told,
                   struct lint_result *result);
// What all findings pass, in this order: collected from rules that look at the whole run,
// taken back where the rest of the run settles them, sorted. Fills `findings` of each result
// and leaves all else as it is, so that it can be asked again when documents have changed. `org` may be NULL: no org description is part of the run, or several are.
void lint_finish(struct lint_result *const *results, size_t count, const struct org *org);
// The same with what people have decided (lint/decide/decisions.h) between taking back and sorting:
// ignores, levels, a baseline. NULL: nothing.
struct lint_decisions;
void lint_finish_with(struct lint_result *const *results, size_t count,
                      const struct org *org, struct lint_decisions *decisions);
// Keeps of each result's findings those that are shown; fixes and baselines take them all.
void lint_limit(struct lint_result *const *results, size_t count);

extern const struct lint_rule *const lint_rules[]; // NULL-ended, sorted by id

#endif
