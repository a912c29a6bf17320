// Conditions as formulas over what deployment decides; for the files of the evaluator. All
// of it lives in `keep` of the evaluator.
#ifndef TEMPLATES_EVAL_FORMULA_H
#define TEMPLATES_EVAL_FORMULA_H

#include "templates/eval/eval_private.h"

// Something unknown that is one of several values: one of those that it is compared with,
// or another. For what cannot be looked into it is just "true" or another.
struct formula_variable {
	const struct node *unknown;    // the text; NULL where it is not one
	const struct node *other;      // that it is compared with, where that is unknown too
	const struct node **values;
	uint32_t *conditions;          // that it is this value; NO_CONDITION: not asked yet
	size_t count, room;
	bool has_no_others;            // AllowedValues lists them all
	uint32_t taken;                // during the search: one more than the index; 0: open
};

enum operation { OP_CONSTANT, OP_IS, OP_CONDITION, OP_AND, OP_OR, OP_NOT };

struct formula {
	enum operation operation;
	uint32_t number;         // OP_IS: variable; OP_CONDITION: condition; OP_CONSTANT: 0, 1
	uint32_t value;          // OP_IS: index
	struct formula *first;   // of the operands; NULL where there are none
	struct formula *next;
};

struct condition {
	struct formula *formula;
	uint32_t rank;        // higher than that of all it refers to
	bool is_decided;      // `decided` holds without assumptions
	enum truth decided;
	uint32_t mark;        // last search it took part in
	enum truth value;     // during the search
};

// A condition that matters for a question.
struct relevant {
	uint32_t rank, number;
};

struct conditions {
	struct condition *items; // those of the template, in its order, then unnamed ones
	size_t count, room;
	struct formula_variable *variables;
	size_t variable_count, variable_room;
	uint32_t searches;
	struct relevant *cone; // each after those that it refers to
	size_t cone_count, cone_room;
	size_t steps; // left of this search
	// What the template's Rules say of the parameters: conditions that hold in every stack.
	uint32_t *axioms;
	size_t axiom_count;
	bool has_other_rules; // some that cannot be put so
};

// --- formulas.c ---

struct formula *formula_new(struct eval *e, enum operation operation, uint32_t number,
                            uint32_t value);
struct formula *formula_constant(struct eval *e, bool value);
// Something of which only is known that it is true or not, and of each new one separately.
struct formula *formula_opaque(struct eval *e);
// Whether a value is a string that is known in part or not at all.
bool text_is_unknown(const struct node *value);
// That an unknown text is a literal: a variable and the index of its value. TRUTH_NO: it
// cannot be; unknown: a reader of YAML decides, and both stay unset.
enum truth formula_find(struct eval *e, const struct node *unknown,
                        const struct node *literal, uint32_t *variable, uint32_t *index);
// That two evaluated values are equal.
struct formula *formula_equal(struct eval *e, const struct node *a, const struct node *b);

// --- conditions.c ---

// The conditions of the template; made on the first call.
struct conditions *conditions_prepare(struct eval *e);
// Adds one without a name; gives its number.
uint32_t condition_add(struct eval *e, struct formula *formula);
// Whether some part of it is a formula_opaque.
bool formula_is_opaque(const struct conditions *c, const struct formula *f);

#endif
