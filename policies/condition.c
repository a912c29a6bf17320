// The operators of conditions by name, and whether a condition holds for a request.
#include "policies/address.h"
#include "policies/condition.h"

// --- names ---

struct operator_name {
	const char *name;
	struct operator op;
};

#define ORDERED(word, of)                                                        \
	{word "Equals", {of, RELATION_EQUAL, .negated = false}},                 \
	{word "NotEquals", {of, RELATION_EQUAL, .negated = true}},               \
	{word "LessThan", {of, RELATION_LESS, .negated = false}},                \
	{word "LessThanEquals", {of, RELATION_LESS_EQUAL, .negated = false}},    \
	{word "GreaterThan", {of, RELATION_GREATER, .negated = false}},          \
	{word "GreaterThanEquals", {of, RELATION_GREATER_EQUAL, .negated = false}}

static const struct operator_name names[] = {
	{"StringEquals", {.family = OPERATOR_STRING}},
	{"StringNotEquals", {.family = OPERATOR_STRING, .negated = true}},
	{"StringEqualsIgnoreCase", {.family = OPERATOR_STRING_NOCASE}},
	{"StringNotEqualsIgnoreCase", {.family = OPERATOR_STRING_NOCASE, .negated = true}},
	{"StringLike", {.family = OPERATOR_LIKE}},
	{"StringNotLike", {.family = OPERATOR_LIKE, .negated = true}},
	{"ArnEquals", {.family = OPERATOR_ARN}},
	{"ArnNotEquals", {.family = OPERATOR_ARN, .negated = true}},
	{"ArnLike", {.family = OPERATOR_ARN}},
	{"ArnNotLike", {.family = OPERATOR_ARN, .negated = true}},
	ORDERED("Numeric", OPERATOR_NUMERIC),
	ORDERED("Date", OPERATOR_DATE),
	{"Bool", {.family = OPERATOR_BOOL}},
	{"BinaryEquals", {.family = OPERATOR_BINARY}},
	{"IpAddress", {.family = OPERATOR_IP}},
	{"NotIpAddress", {.family = OPERATOR_IP, .negated = true}},
	{"Null", {.family = OPERATOR_NULL}},
};

// Takes a prefix off a name, whatever its case.
static bool take_prefix(struct str *name, struct str prefix)
{
	if (!str_eq_nocase(str_slice(*name, 0, prefix.len), prefix))
		return false;
	*name = str_slice(*name, prefix.len, name->len);
	return true;
}

static bool take_suffix(struct str *name, struct str suffix)
{
	size_t rest = name->len >= suffix.len ? name->len - suffix.len : 0;

	if (!str_eq_nocase(str_slice(*name, rest, name->len), suffix))
		return false;
	name->len = rest;
	return true;
}

bool operator_parse(struct str name, struct operator *op)
{
	enum operator_set set = SET_NONE;
	bool if_exists;

	if (take_prefix(&name, S("ForAllValues:")))
		set = SET_ALL;
	else if (take_prefix(&name, S("ForAnyValue:")))
		set = SET_ANY;
	if_exists = take_suffix(&name, S("IfExists"));
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (!str_eq_nocase(name, str_of(names[i].name)))
			continue;
		*op = names[i].op;
		op->set = set;
		op->if_exists = if_exists;
		return !(if_exists && op->family == OPERATOR_NULL);
	}
	return false;
}

struct str operator_nearest(struct arena *a, struct str name)
{
	static const char *const sets[] = {"", "ForAllValues:", "ForAnyValue:"};
	static const char *const suffixes[] = {"", "IfExists"};
	enum { VARIANTS = 6 };
	struct str nearest = {0};
	int best = 3;

	for (size_t i = 0; i < sizeof names / sizeof *names * VARIANTS; i++) {
		const char *candidate = arena_printf(a, "%s%s%s", sets[i % 3],
		                                     names[i / VARIANTS].name,
		                                     suffixes[i % VARIANTS / 3]);
		int distance = str_distance(name, str_of(candidate), best - 1);
		struct operator unused;

		if (distance < best && operator_parse(str_of(candidate), &unused)) {
			best = distance;
			nearest = str_of(candidate);
		}
	}
	return nearest;
}

// --- comparing ---

static enum truth holds(enum relation relation, int order)
{
	switch (relation) {
	case RELATION_LESS:
		return truth_of(order < 0);
	case RELATION_LESS_EQUAL:
		return truth_of(order <= 0);
	case RELATION_GREATER:
		return truth_of(order > 0);
	case RELATION_GREATER_EQUAL:
		return truth_of(order >= 0);
	default:
		return truth_of(order == 0);
	}
}

// How AWS compares with a value of the wrong shape it does not tell.

static enum truth test_number(struct str policy, struct str request, int relation,
                              struct arena *scratch)
{
	int order;

	(void)scratch;
	if (!operator_order(OPERATOR_NUMERIC, request, policy, &order))
		return TRUTH_UNKNOWN;
	return holds((enum relation)relation, order);
}

static enum truth test_date(struct str policy, struct str request, int relation,
                            struct arena *scratch)
{
	int order;

	(void)scratch;
	if (!operator_order(OPERATOR_DATE, request, policy, &order))
		return TRUTH_UNKNOWN;
	return holds((enum relation)relation, order);
}

static enum truth test_address(struct str policy, struct str request, int relation,
                               struct arena *scratch)
{
	struct address address, range;

	(void)relation;
	(void)scratch;
	if (!address_parse(request, &address) || !address_parse(policy, &range))
		return TRUTH_UNKNOWN;
	return truth_of(address_within(&range, &address));
}

static enum truth test_bool(struct str policy, struct str request, int relation,
                            struct arena *scratch)
{
	int order;

	(void)scratch;
	if (!operator_order(OPERATOR_BOOL, request, policy, &order))
		return TRUTH_UNKNOWN;
	return holds((enum relation)relation, order);
}

struct way {
	text_test *test;
	int how;
};

static struct way way_of(const struct operator *op)
{
	switch (op->family) {
	case OPERATOR_NUMERIC:
		return (struct way){test_number, (int)op->relation};
	case OPERATOR_DATE:
		return (struct way){test_date, (int)op->relation};
	case OPERATOR_BOOL:
	case OPERATOR_NULL:
		return (struct way){test_bool, RELATION_EQUAL};
	case OPERATOR_IP:
		return (struct way){test_address, 0};
	case OPERATOR_ARN:
		return (struct way){text_compare, COMPARE_ARN};
	case OPERATOR_LIKE:
		return (struct way){text_compare, COMPARE_GLOB};
	case OPERATOR_STRING_NOCASE:
		return (struct way){text_compare, COMPARE_NOCASE};
	default:
		return (struct way){text_compare, COMPARE_EXACT};
	}
}

// --- tests ---

static bool takes_variables(enum operator_family family)
{
	return family == OPERATOR_STRING || family == OPERATOR_STRING_NOCASE ||
	       family == OPERATOR_LIKE || family == OPERATOR_ARN;
}

struct test test_of(struct arena *a, const struct condition_entry *entry,
                    enum truth variables)
{
	struct test t = {
		.sometimes = entry->sometimes,
		.key = entry->name,
		.hash = key_hash(entry->name),
		.entry = entry,
	};
	struct pattern_form form = {.variables = TRUTH_NO};

	t.is_known = operator_parse(entry->operator, &t.op);
	if (t.is_known && takes_variables(t.op.family))
		form.variables = variables;
	form.wildcards = t.op.family == OPERATOR_LIKE || t.op.family == OPERATOR_ARN;
	t.values = items_of(a, entry->value, form);
	return t;
}

static enum truth value_fits(struct context *c, const struct test *t, struct str value)
{
	struct subject subject = subject_of(value);
	struct way way = way_of(&t->op);
	enum truth fits;

	if (subject.is_known && !operator_takes(t->op.family, value)) {
		doubt_key(c, t->key);
		return TRUTH_UNKNOWN;
	}
	fits = items_match(c, &t->values, subject, way.test, way.how);
	if (fits == TRUTH_UNKNOWN && !subject.is_known)
		doubt_key(c, t->key);
	return t->op.negated ? truth_not(fits) : fits;
}

static enum truth present_holds(struct context *c, const struct test *t,
                                const struct context_key *key)
{
	enum truth all = TRUTH_YES, any = TRUTH_NO;

	// What an operator for one value makes of a list, AWS does not tell.
	if (t->op.set == SET_NONE && (key->is_list || key->count > 1)) {
		doubt_key(c, t->key);
		return TRUTH_UNKNOWN;
	}
	for (size_t i = 0; i < key->count; i++) {
		enum truth fits = value_fits(c, t, key->values[i]);
		all = truth_and(all, fits);
		any = truth_or(any, fits);
	}
	return t->op.set == SET_ANY ? any : all;
}

enum truth test_holds_without_key(const struct test *t)
{
	if (t->op.if_exists || t->op.set == SET_ALL)
		return TRUTH_YES;
	return truth_of(t->op.set == SET_NONE && t->op.negated);
}

static enum truth found_holds(struct context *c, const struct test *t)
{
	const struct context_key *key;
	enum key_state state = context_find(c, t->key, t->hash, &key);

	if (state == KEY_UNKNOWN) {
		doubt_key(c, t->key);
		return TRUTH_UNKNOWN;
	}
	if (t->op.family == OPERATOR_NULL) {
		struct str is_null = state == KEY_ABSENT ? S("true") : S("false");
		return items_match(c, &t->values, subject_of(is_null), test_bool,
		                   RELATION_EQUAL);
	}
	return state == KEY_ABSENT ? test_holds_without_key(t) : present_holds(c, t, key);
}

enum truth test_holds(struct context *c, const struct test *t)
{
	size_t mark = c->doubt_count;
	enum truth outcome = t->is_known ? found_holds(c, t) : TRUTH_UNKNOWN;

	if (outcome != TRUTH_UNKNOWN)
		c->doubt_count = mark;
	if (outcome == TRUTH_NO && t->sometimes)
		outcome = TRUTH_UNKNOWN;
	if (outcome == TRUTH_UNKNOWN && c->doubt_count == mark)
		doubt_text(c, t->entry->operator_key);
	return outcome;
}
