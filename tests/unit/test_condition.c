// What conditions mean, case by case, as the pages of the IAM user guide say.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "policies/condition.h"
#include "tests/policy_case.h"

#define NO TRUTH_NO
#define YES TRUTH_YES
#define OPEN TRUTH_UNKNOWN

static struct node *yaml(struct arena *a, const char *text)
{
	return case_parse(a, str_of(text), SYNTAX_YAML);
}

struct row {
	const char *condition, *keys; // YAML flow
	enum truth holds;
};

static enum truth holds(struct arena *a, const char *version, const struct row *row)
{
	const char *text = arena_printf(a, "{%s Statement: {Effect: Deny, Condition: {%s}}}",
	                                version, row->condition);
	struct policy *p = policy_of(a, yaml(a, text), POLICY_SCP);
	struct request r = {.action = S("s3:GetObject"), .unlisted = KEY_ABSENT};
	struct context c;
	enum truth all = TRUTH_YES;

	r.keys = case_keys(a, yaml(a, arena_printf(a, "{%s}", row->keys)), &r.key_count);
	c = context_of(&r, a);
	c.listing = true;
	for (size_t i = 0; i < p->statements[0].condition_count; i++) {
		enum truth variables = truth_of(p->version && node_is(p->version, "2012-10-17"));
		struct test t = test_of(a, &p->statements[0].conditions[i], variables);
		enum truth t_holds = test_holds(&c, &t);
		assert_int_equal(t_holds == TRUTH_UNKNOWN, c.doubt_count > 0);
		c.doubt_count = 0;
		all = truth_and(all, t_holds);
	}
	return all;
}

static void check(const char *version, const struct row *rows, size_t count)
{
	struct arena a = {0};
	size_t wrong = 0;

	for (size_t i = 0; i < count; i++) {
		enum truth got = holds(&a, version, &rows[i]);
		if (got != rows[i].holds) {
			print_error("{%s} on {%s}: got %d, expected %d\n", rows[i].condition,
			            rows[i].keys, got, rows[i].holds);
			wrong++;
		}
	}
	arena_free(&a);
	assert_int_equal(wrong, 0);
}

#define VERSION "Version: '2012-10-17',"
#define CHECK(rows) check(VERSION, rows, sizeof rows / sizeof *rows)

static void test_strings(void **state)
{
	static const struct row rows[] = {
		{"StringEquals: {'aws:a': x}", "'aws:a': x", YES},
		{"StringEquals: {'aws:a': x}", "'aws:a': X", NO},
		{"StringEquals: {'AWS:A': x}", "'aws:a': x", YES}, // names of keys: any case
		{"stringequals: {'aws:a': x}", "'aws:a': x", YES}, // and of operators
		{"StringEquals: {'aws:a': [y, x]}", "'aws:a': x", YES},
		{"StringEquals: {'aws:a': []}", "'aws:a': x", NO},
		{"StringNotEquals: {'aws:a': []}", "'aws:a': x", YES},
		{"StringEquals: {'aws:a': ''}", "'aws:a': ''", YES},
		{"StringEquals: {'aws:a': 'x*'}", "'aws:a': xy", NO}, // '*' is a letter here
		{"StringEquals: {'aws:a': 'x*'}", "'aws:a': 'x*'", YES},
		{"StringNotEquals: {'aws:a': [y, x]}", "'aws:a': x", NO},
		{"StringNotEquals: {'aws:a': [y, z]}", "'aws:a': x", YES},
		{"StringEqualsIgnoreCase: {'aws:a': Yx}", "'aws:a': yX", YES},
		{"StringNotEqualsIgnoreCase: {'aws:a': Yx}", "'aws:a': yX", NO},
		{"StringLike: {'aws:a': 'x*z'}", "'aws:a': xyz", YES},
		{"StringLike: {'aws:a': 'x*z'}", "'aws:a': XyZ", NO},
		{"StringLike: {'aws:a': 'x?z'}", "'aws:a': xyyz", NO},
		{"StringLike: {'aws:a': 'x?z'}", "'aws:a': xéz", YES},
		{"StringLike: {'aws:a': '*'}", "'aws:a': ''", YES},
		{"StringLike: {'aws:a': ''}", "'aws:a': x", NO},
		{"StringNotLike: {'aws:a': ['a*', 'x*']}", "'aws:a': xyz", NO},
		{"StringEquals: {'aws:a': x, 'aws:b': y}", "'aws:a': x, 'aws:b': y", YES},
		{"StringEquals: {'aws:a': x, 'aws:b': y}", "'aws:a': x, 'aws:b': z", NO},
		{"StringEquals: {'aws:a': x}, StringLike: {'aws:b': '*'}", "'aws:a': x", NO},
		{"StringMatches: {'aws:a': x}", "'aws:a': x", OPEN},
		{"StringEquals: {'aws:RequestTag/Team': x}", "'aws:requesttag/team': x", YES},
	};
	(void)state;
	CHECK(rows);
}

static void test_missing_keys(void **state)
{
	static const struct row rows[] = {
		{"StringEquals: {'aws:a': x}", "", NO},
		{"StringNotEquals: {'aws:a': x}", "", YES},
		{"StringEqualsIfExists: {'aws:a': x}", "", YES},
		{"StringEqualsIfExists: {'aws:a': x}", "'aws:a': y", NO},
		{"StringNotEqualsIfExists: {'aws:a': x}", "", YES},
		{"StringLike: {'aws:a': '*'}", "", NO},
		{"NumericLessThan: {'aws:a': '1'}", "", NO},
		{"NumericNotEquals: {'aws:a': '1'}", "", YES},
		{"DateGreaterThan: {'aws:a': '2020-01-01'}", "", NO},
		{"Bool: {'aws:a': 'false'}", "", NO},
		{"BoolIfExists: {'aws:a': 'false'}", "", YES},
		{"IpAddress: {'aws:a': '10.0.0.0/8'}", "", NO},
		{"NotIpAddress: {'aws:a': '10.0.0.0/8'}", "", YES},
		{"ArnLike: {'aws:a': 'arn:aws:iam::1:role/*'}", "", NO},
		{"ArnNotLike: {'aws:a': 'arn:aws:iam::1:role/*'}", "", YES},
		{"Null: {'aws:a': 'true'}", "", YES},
		{"Null: {'aws:a': 'false'}", "", NO},
		{"Null: {'aws:a': 'true'}", "'aws:a': x", NO},
		{"Null: {'aws:a': 'false'}", "'aws:a': x", YES},
		{"Null: {'aws:a': true}", "", YES},
		{"Null: {'aws:a': ['true', 'false']}", "", YES},
		{"Null: {'aws:a': 'true'}", "'aws:a': []", YES},
		{"NullIfExists: {'aws:a': 'true'}", "", OPEN}, // there is no such operator
		{"Null: {'aws:a': 'maybe'}", "", OPEN},
	};
	(void)state;
	CHECK(rows);
}

static void test_unknown_keys(void **state)
{
	static const struct row rows[] = {
		{"StringEquals: {'aws:a': x}", "'aws:a': unknown", OPEN},
		{"StringNotEquals: {'aws:a': x}", "'aws:a': unknown", OPEN},
		{"StringEqualsIfExists: {'aws:a': x}", "'aws:a': unknown", OPEN},
		{"Null: {'aws:a': 'true'}", "'aws:a': unknown", OPEN},
		{"StringEquals: {'aws:a': x, 'aws:b': y}", "'aws:a': unknown, 'aws:b': z", NO},
		{"StringEquals: {'aws:a': x, 'aws:b': y}", "'aws:a': unknown, 'aws:b': y", OPEN},
		// There, with a value that is known in part or not at all.
		{"Null: {'aws:a': 'false'}", "'aws:a': \"\\x1a\"", YES},
		{"StringLike: {'aws:a': '*'}", "'aws:a': \"\\x1a\"", YES},
		{"StringLike: {'aws:a': 'x*'}", "'aws:a': \"\\x1a\"", OPEN},
		{"StringLike: {'aws:a': 'x*'}", "'aws:a': \"x\\x1a\"", YES},
		{"StringLike: {'aws:a': 'x*'}", "'aws:a': \"y\\x1a\"", NO},
		{"StringNotLike: {'aws:a': 'x*'}", "'aws:a': \"y\\x1a\"", YES},
		{"StringLike: {'aws:a': 'x?'}", "'aws:a': \"x\\x1a\"", OPEN},
		{"StringEquals: {'aws:a': xy}", "'aws:a': \"x\\x1a\"", OPEN},
		{"StringEquals: {'aws:a': xy}", "'aws:a': \"\\x1az\"", NO},
		{"StringEqualsIgnoreCase: {'aws:a': XY}", "'aws:a': \"\\x1ay\"", OPEN},
		{"NumericLessThan: {'aws:a': '5'}", "'aws:a': \"\\x1a\"", OPEN},
		{"ArnLike: {'aws:a': 'arn:aws:iam::*:role/ops-*'}",
		 "'aws:a': \"arn:aws:iam::1:role/\\x1aops-1\"", OPEN},
		{"ArnLike: {'aws:a': 'arn:aws:iam::*:role/*'}",
		 "'aws:a': \"arn:aws:iam::1:role/\\x1aops-1\"", YES},
		{"ArnLike: {'aws:a': 'arn:aws:iam::*:user/*'}",
		 "'aws:a': \"arn:aws:iam::1:role/\\x1aops-1\"", NO},
	};
	(void)state;
	CHECK(rows);
}

static void test_sets(void **state)
{
	static const struct row rows[] = {
		{"'ForAllValues:StringEquals': {'aws:a': [x, y]}", "'aws:a': [x, y]", YES},
		{"'ForAllValues:StringEquals': {'aws:a': [x, y]}", "'aws:a': [x, z]", NO},
		{"'ForAllValues:StringEquals': {'aws:a': [x, y]}", "", YES},
		{"'ForAllValues:StringEquals': {'aws:a': [x, y]}", "'aws:a': []", YES},
		{"'ForAllValues:StringNotEquals': {'aws:a': [x, y]}", "'aws:a': [z, x]", NO},
		{"'ForAllValues:StringNotEquals': {'aws:a': [x, y]}", "'aws:a': [z, w]", YES},
		{"'ForAnyValue:StringEquals': {'aws:a': [x, y]}", "'aws:a': [z, x]", YES},
		{"'ForAnyValue:StringEquals': {'aws:a': [x, y]}", "'aws:a': [z]", NO},
		{"'ForAnyValue:StringEquals': {'aws:a': [x, y]}", "", NO},
		{"'ForAnyValue:StringNotEquals': {'aws:a': [x]}", "'aws:a': [x, y]", YES},
		{"'ForAnyValue:StringNotEquals': {'aws:a': [x]}", "'aws:a': [x]", NO},
		{"'ForAnyValue:StringNotEquals': {'aws:a': [x]}", "", NO},
		{"'ForAnyValue:StringEqualsIfExists': {'aws:a': [x]}", "", YES},
		{"'ForAnyValue:StringLike': {'aws:a': 'x*'}", "'aws:a': [y, xx]", YES},
		{"'foranyvalue:StringLike': {'aws:a': 'x*'}", "'aws:a': [y, xx]", YES},
		{"'ForAllValues:ArnLike': {'aws:a': ['arn:aws:a::1:d/*']}",
		 "'aws:a': ['arn:aws:a::1:d/x', 'arn:aws:a::2:d/x']", NO},
		{"'ForAllValues:Bool': {'aws:a': 'true'}", "'aws:a': ['true', 'true']", YES},
		// Several values under an operator for one: AWS does not say.
		{"StringEquals: {'aws:a': x}", "'aws:a': [x, y]", OPEN},
		{"StringEquals: {'aws:a': x}", "'aws:a': [x]", OPEN},
		{"StringEqualsIfExists: {'aws:a': x}", "'aws:a': []", YES},
		{"'ForAnyValue:StringEquals': {'aws:a': x}", "'aws:a': [\"\\x1a\", x]", YES},
		{"'ForAllValues:StringEquals': {'aws:a': x}", "'aws:a': [\"\\x1a\", x]", OPEN},
		{"'ForAllValues:StringEquals': {'aws:a': x}", "'aws:a': [\"\\x1a\", y]", NO},
	};
	(void)state;
	CHECK(rows);
}

static void test_numbers(void **state)
{
	static const struct row rows[] = {
		{"NumericEquals: {'aws:a': 10}", "'aws:a': '10'", YES},
		{"NumericEquals: {'aws:a': '10'}", "'aws:a': '010.0'", YES},
		{"NumericEquals: {'aws:a': '0'}", "'aws:a': '-0'", YES},
		{"NumericNotEquals: {'aws:a': ['1', '2']}", "'aws:a': '2'", NO},
		{"NumericLessThan: {'aws:a': '10'}", "'aws:a': '9'", YES},
		{"NumericLessThan: {'aws:a': '10'}", "'aws:a': '10'", NO},
		{"NumericLessThanEquals: {'aws:a': '10'}", "'aws:a': '10'", YES},
		{"NumericGreaterThan: {'aws:a': '-10'}", "'aws:a': '-9.5'", YES},
		{"NumericGreaterThan: {'aws:a': '-9'}", "'aws:a': '-10'", NO},
		{"NumericGreaterThanEquals: {'aws:a': '1.25'}", "'aws:a': '1.3'", YES},
		{"NumericLessThan: {'aws:a': '1.10'}", "'aws:a': '1.1'", NO},
		{"NumericLessThan: {'aws:a': '18446744073709551617'}",
		 "'aws:a': '18446744073709551616'", YES},
		{"NumericLessThan: {'aws:a': ten}", "'aws:a': '9'", OPEN},
		{"NumericLessThan: {'aws:a': '10'}", "'aws:a': nine", OPEN},
		{"NumericLessThan: {'aws:a': '1e3'}", "'aws:a': '9'", OPEN},
		{"NumericLessThan: {'aws:a': '.'}", "'aws:a': '9'", OPEN},
	};
	(void)state;
	CHECK(rows);
}

static void test_dates(void **state)
{
	static const struct row rows[] = {
		{"DateEquals: {'aws:a': '2020-01-01T00:00:00Z'}", "'aws:a': '1577836800'", YES},
		{"DateEquals: {'aws:a': '2020-01-01'}", "'aws:a': '2020-01-01T00:00:00Z'", YES},
		{"DateEquals: {'aws:a': '2020'}", "'aws:a': '2020-01-01T00:00Z'", OPEN},
		{"DateEquals: {'aws:a': '2020-01'}", "'aws:a': '2020-01-01T00:00Z'", YES},
		{"DateEquals: {'aws:a': '2020-01'}", "'aws:a': '2020-01-01T09:00:00+09:00'", YES},
		{"DateEquals: {'aws:a': '1969-12-31'}", "'aws:a': '1970-01-01'", NO},
		{"DateLessThan: {'aws:a': '1970-01-01'}", "'aws:a': '1969-12-31'", YES},
		{"DateEquals: {'aws:a': '2000-02-29'}", "'aws:a': '951782400'", YES},
		{"DateGreaterThan: {'aws:a': '2020-01-01T00:00:01Z'}",
		 "'aws:a': '2020-01-01T00:00:01.5Z'", YES},
		{"DateLessThan: {'aws:a': '2020-06-30T23:59:59Z'}",
		 "'aws:a': '2020-06-30T23:59:58-01:00'", NO},
		{"DateLessThanEquals: {'aws:a': '2020-01-01'}", "'aws:a': '2020-01-01'", YES},
		{"DateGreaterThanEquals: {'aws:a': '2020-01-01'}", "'aws:a': '2019-12-31'", NO},
		{"DateNotEquals: {'aws:a': '2020-01-01'}", "'aws:a': '2019-12-31'", YES},
		{"DateLessThan: {'aws:a': '2021-02-29'}", "'aws:a': '2020-01-01'", OPEN},
		{"DateLessThan: {'aws:a': '2021-02-28T23:59:59Z'}", "'aws:a': '2020-01'", YES},
		{"DateLessThan: {'aws:a': '2021-02-28T24:00:00Z'}", "'aws:a': '2020-01'", OPEN},
		{"DateLessThan: {'aws:a': '2021-02-28T25:00:00Z'}", "'aws:a': '2020-01'", OPEN},
		{"DateLessThan: {'aws:a': '2021-02-28T23:59:00+24:00'}", "'aws:a': '2020-01'",
		 OPEN},
		{"DateLessThan: {'aws:a': '2021-02-28T00:00:00'}", "'aws:a': '2020-01'", OPEN},
		{"DateLessThan: {'aws:a': tomorrow}", "'aws:a': '2020-01-01'", OPEN},
	};
	(void)state;
	CHECK(rows);
}

static void test_bools_and_bytes(void **state)
{
	static const struct row rows[] = {
		{"Bool: {'aws:a': 'true'}", "'aws:a': 'true'", YES},
		{"Bool: {'aws:a': true}", "'aws:a': 'True'", YES},
		{"Bool: {'aws:a': 'false'}", "'aws:a': 'true'", NO},
		{"Bool: {'aws:a': 'yes'}", "'aws:a': 'true'", OPEN},
		{"BinaryEquals: {'aws:a': 'QmluYXJ5'}", "'aws:a': 'QmluYXJ5'", YES},
		{"BinaryEquals: {'aws:a': 'QmluYXJ5'}", "'aws:a': 'qmluYXJ5'", NO},
	};
	(void)state;
	CHECK(rows);
}

static void test_addresses(void **state)
{
	static const struct row rows[] = {
		{"IpAddress: {'aws:a': '203.0.113.0/24'}", "'aws:a': 203.0.113.1", YES},
		{"IpAddress: {'aws:a': '203.0.113.0/24'}", "'aws:a': 198.51.100.1", NO},
		{"NotIpAddress: {'aws:a': '203.0.113.0/24'}", "'aws:a': 203.0.113.1", NO},
		{"IpAddress: {'aws:a': '203.0.113.7'}", "'aws:a': 203.0.113.7", YES},
		{"IpAddress: {'aws:a': '203.0.113.7'}", "'aws:a': 203.0.113.6", NO},
		{"IpAddress: {'aws:a': '203.0.113.9/23'}", "'aws:a': 203.0.112.1", YES},
		{"IpAddress: {'aws:a': '0.0.0.0/0'}", "'aws:a': 203.0.113.6", YES},
		{"IpAddress: {'aws:a': '0.0.0.0/0'}", "'aws:a': '::1'", NO},
		{"IpAddress: {'aws:a': '2001:DB8:1234:5678::/64'}",
		 "'aws:a': '2001:db8:1234:5678:0::ffff'", YES},
		{"IpAddress: {'aws:a': '2001:DB8:1234:5678::/64'}",
		 "'aws:a': '2001:db8:1234:5679::1'", NO},
		{"IpAddress: {'aws:a': '::/0'}", "'aws:a': 203.0.113.6", NO},
		{"IpAddress: {'aws:a': '::ffff:10.0.0.0/104'}", "'aws:a': '::ffff:10.9.9.9'", YES},
		{"IpAddress: {'aws:a': '1:2:3:4:5:6:7:8'}", "'aws:a': '1:2:3:4:5:6:7:8'", YES},
		{"IpAddress: {'aws:a': '1::8'}", "'aws:a': '1:0:0:0:0:0:0:8'", YES},
		{"IpAddress: {'aws:a': ['10.0.0.0/8', '::1']}", "'aws:a': '::1'", YES},
		{"IpAddress: {'aws:a': '203.0.113.0/33'}", "'aws:a': 203.0.113.1", OPEN},
		{"IpAddress: {'aws:a': '203.0.113'}", "'aws:a': 203.0.113.1", OPEN},
		{"IpAddress: {'aws:a': '1:2:3:4:5:6:7:8:9'}", "'aws:a': '::1'", OPEN},
		{"IpAddress: {'aws:a': '1:2:3:4:5:6:7::8:9'}", "'aws:a': '::1'", OPEN},
		{"IpAddress: {'aws:a': '1:::2'}", "'aws:a': '::1'", OPEN},
		{"IpAddress: {'aws:a': '10.0.0.0/8'}", "'aws:a': here", OPEN},
	};
	(void)state;
	CHECK(rows);
}

static void test_arns(void **state)
{
#define ROLE "'aws:a': 'arn:aws:iam::111122223333:role/team/x'"
	static const struct row rows[] = {
		{"ArnEquals: {'aws:a': 'arn:aws:iam::111122223333:role/*'}", ROLE, YES},
		{"ArnLike: {'aws:a': 'arn:aws:iam::111122223333:role/*'}", ROLE, YES},
		{"ArnLike: {'aws:a': 'arn:*:iam::*:role/team/?'}", ROLE, YES},
		{"ArnLike: {'aws:a': 'arn:aws:iam::*:role/X'}", ROLE, NO},
		{"ArnLike: {'aws:a': 'arn:aws:IAM::*:role/*'}", ROLE, NO},
		{"ArnNotLike: {'aws:a': 'arn:aws:iam::*:role/*'}", ROLE, NO},
		{"ArnNotEquals: {'aws:a': 'arn:aws:iam::*:user/*'}", ROLE, YES},
		{"ArnLike: {'aws:a': 'arn:aws:iam::1111*'}", ROLE, NO}, // fewer than six fields
		{"ArnLike: {'aws:a': 'arn:aws:iam:*'}", ROLE, NO},
		{"ArnNotLike: {'aws:a': 'arn:aws:iam:*'}", ROLE, YES},
		{"ArnLike: {'aws:a': 'arn:*'}", ROLE, NO},
		{"ArnLike: {'aws:a': 'arn:aws:iam:*:role/team/x'}", ROLE, NO},
		{"ArnLike: {'aws:a': '*:*:*:*:*:*'}", ROLE, YES},
		{"ArnLike: {'aws:a': '*'}", ROLE, OPEN}, // AWS does not say
		{"StringLike: {'aws:a': 'arn:aws:iam:*:role/team/x'}", ROLE, YES},
		{"ArnLike: {'aws:a': 'arn:aws:logs:*:*:group:a:*'}",
		 "'aws:a': 'arn:aws:logs:eu-west-1:1:group:a:b:c'", YES},
	};
	(void)state;
	CHECK(rows);
}

static void test_variables(void **state)
{
	static const struct row rows[] = {
		{"StringEquals: {'aws:a': '${aws:username}'}", "'aws:a': bo, 'aws:username': bo",
		 YES},
		{"StringEquals: {'aws:a': '${AWS:UserName}'}", "'aws:a': bo, 'aws:username': bo",
		 YES},
		{"StringLike: {'aws:a': 'home/${aws:username}/*'}",
		 "'aws:a': home/bo/x, 'aws:username': bo", YES},
		{"StringLike: {'aws:a': 'home/${aws:username}/*'}", "'aws:a': home//x", NO},
		{"StringNotLike: {'aws:a': 'home/${aws:username}/*'}", "'aws:a': home//x", YES},
		{"StringEquals: {'aws:a': \"${aws:username, 'any'}\"}", "'aws:a': any", YES},
		{"StringEquals: {'aws:a': \"${aws:username, 'any'}\"}",
		 "'aws:a': any, 'aws:username': bo", NO},
		{"StringLike: {'aws:a': 'a${*}'}", "'aws:a': ab", NO},
		{"StringLike: {'aws:a': 'a${*}'}", "'aws:a': 'a*'", YES},
		{"StringLike: {'aws:a': 'a${?}b'}", "'aws:a': 'a?b'", YES},
		{"StringEquals: {'aws:a': '${$}{x}'}", "'aws:a': '${x}'", YES},
		{"StringLike: {'aws:a': '${aws:t}'}", "'aws:a': ab, 'aws:t': 'a*'", NO},
		{"ArnLike: {'aws:a': 'arn:aws:iam::1:user/${aws:username}'}",
		 "'aws:a': 'arn:aws:iam::1:user/bo', 'aws:username': bo", YES},
		{"StringEquals: {'aws:a': '${aws:username'}", "'aws:a': '${aws:username'", YES},
		{"StringEquals: {'aws:a': '${aws:username}'}",
		 "'aws:a': bo, 'aws:username': unknown", OPEN},
		{"StringEquals: {'aws:a': 'x${aws:username}'}",
		 "'aws:a': bo, 'aws:username': unknown", NO},
		{"StringEquals: {'aws:a': ['x${aws:username}', bo]}",
		 "'aws:a': bo, 'aws:username': unknown", YES},
		{"StringEquals: {'aws:a': '${aws:b}${aws:c}'}", "'aws:a': x, 'aws:b': unknown", NO},
		{"StringEquals: {'aws:a': '${aws:t}'}", "'aws:a': x, 'aws:t': [x, y]", OPEN},
		{"StringEquals: {'aws:a': 'x${aws:t}'}", "'aws:a': x, 'aws:t': ''", OPEN},
		// A placeholder that was left in: no key has such a name.
		{"StringNotLike: {'aws:a': '${Account}'}", "'aws:a': x", YES},
		// Not in numbers, dates, addresses and booleans.
		{"Bool: {'aws:a': '${aws:b}'}", "'aws:a': 'true', 'aws:b': 'true'", OPEN},
		{"NumericEquals: {'aws:a': '${aws:b}'}", "'aws:a': '1', 'aws:b': '1'", OPEN},
	};
	static const struct row old[] = {
		{"StringEquals: {'aws:a': '${aws:username}'}", "'aws:a': bo, 'aws:username': bo",
		 NO},
		{"StringEquals: {'aws:a': '${aws:username}'}", "'aws:a': '${aws:username}'", YES},
		{"StringLike: {'aws:a': 'a${*}'}", "'aws:a': 'a${b}'", YES},
	};
	(void)state;
	CHECK(rows);
	check("", old, sizeof old / sizeof *old);
	check("Version: '2008-10-17',", old, sizeof old / sizeof *old);
}

// Whatever the pattern and the text, the time stays small: with going back further than
// to the last star these would not end.
static void test_stars(void **state)
{
	struct arena a = {0};
	char pattern[2001], text[4001];
	struct pattern p;

	(void)state;
	for (size_t i = 0; i < 2000; i++)
		pattern[i] = i % 2 ? '*' : 'a';
	for (size_t i = 0; i < 4000; i++)
		text[i] = 'a';
	pattern[1999] = 'b';
	p = pattern_of(&a, (struct str){pattern, 2000}, (struct pattern_form){.wildcards = true});
	assert_int_equal(text_compare(p.text, (struct str){text, 4000}, COMPARE_GLOB, &a),
	                 TRUTH_NO);
	assert_int_equal(text_compare(p.text, (struct str){text, 4000}, COMPARE_ARN, &a),
	                 TRUTH_NO);
	text[3999] = 'b';
	assert_int_equal(text_compare(p.text, (struct str){text, 4000}, COMPARE_GLOB, &a),
	                 TRUTH_YES);
	text[0] = HOLE_BYTE;
	assert_int_equal(text_compare(p.text, (struct str){text, 4000}, COMPARE_GLOB, &a),
	                 TRUTH_UNKNOWN);
	arena_free(&a);
}

static void test_operator_names(void **state)
{
	struct operator op;

	(void)state;
	assert_true(operator_parse(S("ForAllValues:ArnNotLikeIfExists"), &op));
	assert_true(op.family == OPERATOR_ARN && op.negated && op.if_exists &&
	            op.set == SET_ALL);
	assert_true(operator_parse(S("DateLessThanEquals"), &op));
	assert_true(op.family == OPERATOR_DATE && op.relation == RELATION_LESS_EQUAL);
	assert_false(operator_parse(S("IfExists"), &op));
	assert_false(operator_parse(S("ForAllValues:"), &op));
	assert_false(operator_parse(S("StringNotLikes"), &op));
	assert_false(operator_parse(S(""), &op));
}

static void test_nearest(void **state)
{
	static const char *const rows[][2] = {
		{"StringEqual", "StringEquals"},
		{"stringLike", "StringLike"},
		{"ForAnyValues:StringLike", "ForAnyValue:StringLike"},
		{"DateLessThanEqual", "DateLessThanEquals"},
		{"BoolIfExist", "BoolIfExists"},
		{"ArnMatches", ""},
		{"", ""},
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_true(str_is(operator_nearest(&a, str_of(rows[i][0])), rows[i][1]));
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_strings),
		cmocka_unit_test(test_missing_keys),
		cmocka_unit_test(test_unknown_keys),
		cmocka_unit_test(test_sets),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_bools_and_bytes),
		cmocka_unit_test(test_addresses),
		cmocka_unit_test(test_arns),
		cmocka_unit_test(test_variables),
		cmocka_unit_test(test_stars),
		cmocka_unit_test(test_operator_names),
		cmocka_unit_test(test_nearest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
