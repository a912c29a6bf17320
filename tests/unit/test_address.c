// Addresses and CIDR blocks.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "policies/address.h"

static void test_forms(void **state)
{
	static const struct {
		const char *text;
		bool is_address, host_bits;
		unsigned prefix;
	} rows[] = {
		{"203.0.113.0/24", true, false, 24},
		{"203.0.113.77/24", true, true, 24},
		{"203.0.113.77", true, false, 32},
		{"203.0.113.128/25", true, false, 25},
		{"203.0.113.129/25", true, true, 25},
		{"0.0.0.0/0", true, false, 0},
		{"0.0.0.1/0", true, true, 0},
		{"2001:db8::/32", true, false, 32},
		{"2001:db8::1/32", true, true, 32},
		{"::", true, false, 128},
		{"::/0", true, false, 0},
		{"203.0.113.0/33", false, false, 0},
		{"203.0.113.0/", false, false, 0},
		{"203.0.113.", false, false, 0},
		{"203.0.113.256", false, false, 0},
		{"203.0.0113.1", false, false, 0},
		{"2001:db8::/129", false, false, 0},
		{"2001:db8", false, false, 0},
		{"", false, false, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct address a;

		assert_int_equal(address_parse(str_of(rows[i].text), &a), rows[i].is_address);
		if (!rows[i].is_address)
			continue;
		assert_int_equal(a.prefix, rows[i].prefix);
		assert_int_equal(address_has_host_bits(&a), rows[i].host_bits);
	}
}

static void test_within(void **state)
{
	static const struct {
		const char *range, *address;
		bool within;
	} rows[] = {
		{"172.16.0.0/12", "172.31.255.255", true},
		{"172.16.0.0/12", "172.32.0.0", false},
		{"10.0.0.0/8", "10.1.0.0/16", true},
		{"10.1.0.0/16", "10.0.0.0/8", false},
		{"fc00::/7", "fd12::1", true},
		{"fc00::/7", "2001:db8::1", false},
		{"0.0.0.0/0", "::1", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct address range, address;

		assert_true(address_parse(str_of(rows[i].range), &range));
		assert_true(address_parse(str_of(rows[i].address), &address));
		assert_int_equal(address_within(&range, &address), rows[i].within);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_within),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
