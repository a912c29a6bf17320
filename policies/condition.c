#include "policies/condition.h"

#include <string.h>

#include "policies/address.h"

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

// --- numbers ---

struct number {
	bool is_negative;
	struct str whole, fraction; // without zeros that change nothing
};

static size_t count_digits(struct str s, size_t from)
{
	size_t at = from;

	while (at < s.len && s.at[at] >= '0' && s.at[at] <= '9')
		at++;
	return at - from;
}

static bool parse_number(struct str s, struct number *n)
{
	size_t digits;

	n->is_negative = str_starts(s, "-");
	if (n->is_negative || str_starts(s, "+"))
		s = str_slice(s, 1, s.len);
	digits = count_digits(s, 0);
	n->whole = str_slice(s, 0, digits);
	n->fraction = (struct str){0};
	if (digits < s.len) {
		size_t rest = s.len - digits - 1;
		if (s.at[digits] != '.' || count_digits(s, digits + 1) != rest)
			return false;
		n->fraction = str_slice(s, digits + 1, s.len);
	}
	if (n->whole.len == 0 && n->fraction.len == 0)
		return false;
	while (str_starts(n->whole, "0"))
		n->whole = str_slice(n->whole, 1, n->whole.len);
	while (str_ends(n->fraction, "0"))
		n->fraction.len--;
	if (n->whole.len == 0 && n->fraction.len == 0)
		n->is_negative = false;
	return true;
}

static int compare_numbers(const struct number *a, const struct number *b)
{
	int order;

	if (a->is_negative != b->is_negative)
		return a->is_negative ? -1 : 1;
	if (a->whole.len != b->whole.len)
		order = a->whole.len < b->whole.len ? -1 : 1;
	else if ((order = str_cmp(a->whole, b->whole)) == 0)
		order = str_cmp(a->fraction, b->fraction);
	return a->is_negative ? -order : order;
}

// --- dates ---

struct moment {
	int64_t seconds; // since 1970
	struct str fraction;
};

// Exactly `count` digits; -1 where there are none.
static int take_digits(struct str *s, size_t count)
{
	int value = 0;

	if (s->len < count || count_digits(str_slice(*s, 0, count), 0) != count)
		return -1;
	for (size_t i = 0; i < count; i++)
		value = value * 10 + (s->at[i] - '0');
	*s = str_slice(*s, count, s->len);
	return value;
}

static int take_after(struct str *s, char mark, size_t count)
{
	if (s->len == 0 || s->at[0] != mark)
		return -1;
	*s = str_slice(*s, 1, s->len);
	return take_digits(s, count);
}

// Days since 1970-01-01 in the Gregorian calendar, counted in eras of 400 years that
// begin on the first of March.
static int64_t days_of(int year, int month, int day)
{
	int64_t y = year - (month <= 2), era = (y >= 0 ? y : y - 399) / 400;
	int64_t of_era = y - era * 400;
	int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static bool day_exists(int year, int month, int day)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month >= 1 && month <= 12 && day >= 1 &&
	       day <= days[month - 1] + (leap && month == 2);
}

static bool parse_zone(struct str s, int64_t *seconds)
{
	int sign = str_starts(s, "-") ? 1 : -1, hours, minutes;

	if (str_is(s, "Z"))
		return true;
	if (!str_starts(s, "-") && !str_starts(s, "+"))
		return false;
	s = str_slice(s, 1, s.len);
	hours = take_digits(&s, 2);
	minutes = take_after(&s, ':', 2);
	if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || s.len > 0)
		return false;
	*seconds += sign * (hours * 3600 + minutes * 60);
	return true;
}

// Behind the 'T': hh:mm[:ss[.s…]] and a zone.
static bool parse_time(struct str s, struct moment *m)
{
	int hours = take_digits(&s, 2), minutes = take_after(&s, ':', 2), seconds = 0;

	if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
		return false;
	if (str_starts(s, ":")) {
		seconds = take_after(&s, ':', 2);
		if (seconds < 0 || seconds > 59)
			return false;
		if (str_starts(s, ".")) {
			size_t digits = count_digits(s, 1);
			m->fraction = str_slice(s, 1, digits + 1);
			s = str_slice(s, digits + 1, s.len);
			if (digits == 0)
				return false;
		}
	}
	m->seconds += hours * 3600 + minutes * 60 + seconds;
	return parse_zone(s, &m->seconds);
}

static bool parse_epoch(struct str s, struct moment *m)
{
	struct number n;

	if (!parse_number(s, &n) || n.whole.len > 15)
		return false;
	m->seconds = 0;
	for (size_t i = 0; i < n.whole.len; i++)
		m->seconds = m->seconds * 10 + (n.whole.at[i] - '0');
	m->fraction = n.fraction;
	return !n.is_negative;
}

// The forms of W3C's note on ISO 8601, or seconds since 1970. Four digits alone would be
// a year in the one and seconds in the other, and AWS does not tell which.
// https://www.w3.org/TR/NOTE-datetime
static bool parse_moment(struct str s, struct moment *m)
{
	int year, month, day = 1;

	*m = (struct moment){0};
	if (count_digits(s, 0) != 4)
		return parse_epoch(s, m);
	year = take_digits(&s, 4);
	month = take_after(&s, '-', 2);
	if (s.len > 0)
		day = take_after(&s, '-', 2);
	if (!day_exists(year, month, day))
		return false;
	m->seconds = days_of(year, month, day) * 86400;
	return s.len == 0 || (s.at[0] == 'T' && parse_time(str_slice(s, 1, s.len), m));
}

static int compare_moments(const struct moment *a, const struct moment *b)
{
	struct str x = a->fraction, y = b->fraction;

	if (a->seconds != b->seconds)
		return a->seconds < b->seconds ? -1 : 1;
	while (str_ends(x, "0"))
		x.len--;
	while (str_ends(y, "0"))
		y.len--;
	return str_cmp(x, y);
}

// --- comparing ---

static bool parse_bool(struct str s, bool *value)
{
	*value = str_eq_nocase(s, S("true"));
	return *value || str_eq_nocase(s, S("false"));
}

bool operator_takes(enum operator_family family, struct str value)
{
	struct number number;
	struct moment moment;
	struct address address;
	bool yes;

	switch (family) {
	case OPERATOR_NUMERIC:
		return parse_number(value, &number);
	case OPERATOR_DATE:
		return parse_moment(value, &moment);
	case OPERATOR_IP:
		return address_parse(value, &address);
	case OPERATOR_BOOL:
	case OPERATOR_NULL:
		return parse_bool(value, &yes);
	default:
		return true;
	}
}

bool operator_order(enum operator_family family, struct str a, struct str b, int *order)
{
	struct number numbers[2];
	struct moment moments[2];
	bool bools[2];

	switch (family) {
	case OPERATOR_NUMERIC:
		if (!parse_number(a, &numbers[0]) || !parse_number(b, &numbers[1]))
			return false;
		*order = compare_numbers(&numbers[0], &numbers[1]);
		return true;
	case OPERATOR_DATE:
		if (!parse_moment(a, &moments[0]) || !parse_moment(b, &moments[1]))
			return false;
		*order = compare_moments(&moments[0], &moments[1]);
		return true;
	case OPERATOR_BOOL:
		if (!parse_bool(a, &bools[0]) || !parse_bool(b, &bools[1]))
			return false;
		*order = bools[0] - bools[1];
		return true;
	default:
		return false;
	}
}

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
