// Values of conditions: numbers, dates, booleans and addresses as AWS writes them.
#include "policies/address.h"
#include "policies/condition.h"

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

// --- values of any family ---

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
