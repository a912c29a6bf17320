// The Condition of a statement: every operator, on every kind of value.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
#ifndef POLICIES_CONDITION_H
#define POLICIES_CONDITION_H

#include "policies/engine/pattern.h"

enum operator_family {
	OPERATOR_STRING,
	OPERATOR_STRING_NOCASE,
	OPERATOR_LIKE,
	OPERATOR_ARN, // ArnEquals and ArnLike are the same
	OPERATOR_NUMERIC,
	OPERATOR_DATE,
	OPERATOR_BOOL,
	OPERATOR_BINARY,
	OPERATOR_IP,
	OPERATOR_NULL,
};

enum relation {
	RELATION_EQUAL,
	RELATION_LESS,
	RELATION_LESS_EQUAL,
	RELATION_GREATER,
	RELATION_GREATER_EQUAL,
};

enum operator_set { SET_NONE, SET_ALL, SET_ANY }; // ForAllValues:, ForAnyValue:

struct operator {
	enum operator_family family;
	enum relation relation; // of numbers and dates
	bool negated;           // …Not…
	bool if_exists;
	enum operator_set set;
};

// Of a name in any case; false where there is no such operator.
bool operator_parse(struct str name, struct operator *op);
// The operator that was likely meant; empty where none is near.
struct str operator_nearest(struct arena *a, struct str name);

// One key of one operator, ready to be asked.
struct test {
	bool is_known;  // the operator exists
	bool sometimes; // in a branch of a choice
	struct operator op;
	struct str key;
	uint64_t hash;
	struct items values;
	const struct condition_entry *entry;
};

struct test test_of(struct arena *a, const struct condition_entry *entry,
                    enum truth variables);
enum truth test_holds(struct context *c, const struct test *t);
// For a request without its key. Not of Null.
enum truth test_holds_without_key(const struct test *t);

// --- value.c ---

// Whether a string is a value that operators of this family can compare.
bool operator_takes(enum operator_family family, struct str value);
// How two values of numbers, dates or booleans compare: below zero, zero, above. False for
// other families, or where one of them is no such value.
bool operator_order(enum operator_family family, struct str a, struct str b, int *order);

#endif
