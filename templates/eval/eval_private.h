// What the files of the evaluator share; for everybody else it is templates/eval.h.
#ifndef TEMPLATES_EVAL_PRIVATE_H
#define TEMPLATES_EVAL_PRIVATE_H

#include "templates/eval.h"

enum {
	// Units of work (a node made, some bytes copied, a step of the solver) beyond what
	// reading the template costs. They end what multiplies: choices of choices, mappings
	// and lists put in many places, loops in loops. Then values turn into holes.
	EVAL_WORK = 1 << 16,      // of one question, and more for a long one
	EVAL_WORK_PART = 1 << 18, // of all about one part (eval_turn_to), and more for a long one
	EVAL_WORK_ALL = 1 << 22,  // of all questions to one evaluator, and more for long files
	EVAL_DEPTH = 500,         // functions in functions in bindings
	EVAL_WAYS = 64,           // in which one text, or one list, can turn out
	SOLVER_STEPS = 20000,     // of one question to the solver …
	SOLVER_CONDITIONS = 1000, // … about so many conditions at most
	SOLVER_VARIABLES = 256,   // past these no two unknown values are told to be the same …
	SOLVER_VALUES = 256,      // … and past these literals no value is told to be one
};

// A parameter of the template.
struct parameter {
	const struct node *binding; // NULL where it stays a parameter
	const struct hole *hole;    // what is known of it; made at the first reference
	bool is_list;
	bool is_busy;               // its binding is being evaluated: a reference to itself
};

// Taken as given while the inside of a choice is evaluated.
struct assumption {
	uint32_t condition;
	bool holds;
};

struct assumptions {
	struct assumption *items;
	size_t count, room;
};

struct eval {
	struct arena *arena; // of the values that are asked for
	struct arena *keep;  // of what is known of the template: it outlives them
	const struct template *t;
	const struct node *bindings;  // a MAP of our own; NULL where there are none
	struct parameter *parameters; // as many as t->parameters
	struct conditions *conditions;
	struct assumptions assumed;
	// Values must stay what can be written down as a template again: no alternatives that
	// the template does not name, no fallbacks.
	bool exact;
	bool in_conditions;           // where Fn::If has no place
	unsigned depth, in_binding;
	// Of the text or list that is being put together: the ways in which it can turn out,
	// so far, and the choices that have been taken on the present one.
	unsigned ways, splits;
	size_t work, work_all;        // left: of this question; of the part that it is about
	size_t work_later;            // left for other parts
	bool is_cut;                  // some ran out since eval_turn_to
};

// --- eval.c ---

// As eval_new, with the loops of the template left as they are.
struct eval *eval_start(struct arena *a, const struct template *t,
                        const struct node *bindings);
// The value of a node under what is assumed, within the work that is left.
const struct node *eval_node(struct eval *e, const struct node *n);
// The same with work of its own.
const struct node *eval_ask(struct eval *e, const struct node *n);
bool eval_spend(struct eval *e, size_t units); // false: none is left
// For a value that is put where a function stood.
bool eval_spend_on(struct eval *e, const struct node *value);

// The choice that a CHOICE comes down to where its condition is decided.
const struct node *eval_settle(struct eval *e, const struct node *value);

struct node *eval_make(struct eval *e, enum node_kind kind, const struct node *from);
const struct node *eval_hole(struct eval *e, const struct node *from, struct hole hole);
const struct node *eval_choice(struct eval *e, const struct node *from, uint32_t condition,
                               const struct node *then, const struct node *otherwise);

// --- calls.c ---

// A function whose arguments have been evaluated.
struct call {
	const struct node *n;    // the function
	enum function f;
	const struct node *list; // the SEQ that the arguments stood in; NULL: just one
	const struct node **args;
	size_t count;
};

// What is left of a call that cannot be evaluated: a hole.
const struct node *call_rest(struct eval *e, const struct call *c);
bool call_is_known(enum function f); // to call_evaluate
// For a choice among the arguments it is a choice of what comes of each.
const struct node *call_evaluate(struct eval *e, const struct call *c);
// Fn::Sub of these pieces, some of which may be choices. Changes `pieces`.
const struct node *call_text(struct eval *e, const struct call *c,
                             const struct node **pieces, size_t count);

// --- references.c: parameters, pseudo parameters, resources ---

void names_prepare(struct eval *e, const struct node *bindings);
const struct node *eval_reference(struct eval *e, struct str name, const struct node *at);
const struct node *eval_attribute(struct eval *e, struct str id, struct str attribute,
                                  const struct node *at);
// The reference as a hole, whatever it is bound to.
const struct node *eval_unknown_reference(struct eval *e, struct str name,
                                          const struct node *at);
// Whether a hole is a reference or an attribute that can be written by its name.
bool hole_is_named(const struct hole *hole);
size_t hole_shortest(const struct eval *e, const struct hole *hole); // bytes, at least

// --- text.c: texts that are known in part ---

// A SCALAR, or a TEXT without holes.
bool text_known(struct eval *e, const struct node *value, struct str *text);
// A TEXT with what is known between two holes in one piece, however it was put together,
// and a SCALAR where there is no hole. Anything else as it is.
const struct node *text_in_runs(struct eval *e, const struct node *value);
// A text whose holes can all be written by name.
bool text_is_plain(const struct node *value);
// A run of a scalar's text as a scalar of its own, at the place where it stands.
struct node *text_slice(struct eval *e, const struct node *scalar, size_t from, size_t to);
// Puts pieces together: SCALARs, TEXTs and HOLEs; NULL where one is nothing of that.
const struct node *text_join(struct eval *e, const struct node *from,
                           const struct node *const *pieces, size_t count);
// A SEQ of what stands between the delimiters; NULL where a hole may hold one.
const struct node *text_split(struct eval *e, const struct node *value,
                              struct str delimiter, bool trim);
const struct node *text_base64(struct eval *e, const struct node *from, struct str text);
const struct node *text_json(struct eval *e, const struct node *from,
                             const struct node *value); // NULL: not known well enough

// How YAML 1.1 leaves a scalar when CloudFormation makes a text of it; false where that
// depends on the reader.
bool text_canonical(const struct node *scalar, struct str *text);
bool text_same(const struct node *a, const struct node *b); // the same unknown value

// --- conditions.c, solver.c, condition_rest.c ---

enum { NO_CONDITION = UINT32_MAX };

uint32_t condition_named(struct eval *e, struct str name); // or NO_CONDITION
// That an unknown text is this literal, as a condition that has no name.
uint32_t condition_equals(struct eval *e, const struct node *unknown,
                          const struct node *literal);
enum truth condition_truth(struct eval *e, uint32_t condition);
enum truth condition_possible(struct eval *e, uint32_t condition, bool holds);
void condition_assume(struct eval *e, uint32_t condition, bool holds);
void condition_forget(struct eval *e); // the last that was assumed
// The body of a condition with what is decided taken out; NULL where all of it is, and
// then *truth says how.
const struct node *condition_rest(struct eval *e, const struct node *body,
                                  enum truth *truth);

// --- residual.c ---

// A value written down as a template again: functions where something is not known. A new
// tree, in the spelling of YAML (!Ref) or of JSON ({"Ref": …}).
struct node *residual(struct eval *e, const struct node *value, bool short_forms);

// --- loops.c ---

bool loop_is(const struct node *key);
// Appends the pairs that Fn::ForEach makes; false where its collection is not known.
bool loop_unfold(struct eval *e, const struct node *key, struct node_list *pairs);
// The template with the loops of its sections unfolded where they can be.
const struct template *loops_unfold(struct eval *e);

#endif
