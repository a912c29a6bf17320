// The facts that rules and blueprints stand on, said again by hand.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "aws/aws.h"

#define assert_text(got, expected) assert_str((got), (expected), __FILE__, __LINE__)

static void assert_str(struct str got, const char *expected, const char *file, int line)
{
	if (!str_is(got, expected)) {
		print_error("got \"%.*s\", expected \"%s\"\n", STR(got), expected);
		_fail(file, line);
	}
}

static void test_partitions(void **state)
{
	static const struct {
		const char *name, *suffix, *global;
	} table[] = {
		{"aws", "amazonaws.com", "us-east-1"},
		{"aws-cn", "amazonaws.com.cn", "cn-northwest-1"},
		{"aws-us-gov", "amazonaws.com", "us-gov-west-1"},
		{"aws-iso", "c2s.ic.gov", "us-iso-east-1"},
		{"aws-iso-b", "sc2s.sgov.gov", "us-isob-east-1"},
		{"aws-iso-e", "cloud.adc-e.uk", "eu-isoe-west-1"},
		{"aws-iso-f", "csp.hci.ic.gov", "us-isof-south-1"},
		{"aws-eusc", "amazonaws.eu", "eusc-de-east-1"},
	};
	(void)state;

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct str name = str_of(table[i].name);
		assert_true(partition_known(name));
		assert_text(partition_suffix(name), table[i].suffix);
		assert_text(partition_global_region(name), table[i].global);
	}
	assert_false(partition_known(S("AWS")));
	assert_false(partition_known(S("aws-c")));
	assert_false(partition_known(S("")));
	assert_text(partition_suffix(S("azure")), "");
	assert_text(partition_nearest(S("aws-cm")), "aws-cn");
	assert_text(partition_nearest(S("aws-usgov")), "aws-us-gov");
	assert_text(partition_nearest(S("completely different")), "");
}

static void test_regions(void **state)
{
	(void)state;
	assert_true(region_known(S("ap-northeast-1")));
	assert_true(region_known(S("us-gov-west-1")));
	assert_false(region_known(S("mars")));
	assert_false(region_known(S("ap-northeast-")));
	assert_false(region_known(S("aws-global")));
	assert_text(region_partition(S("ap-northeast-1")), "aws");
	assert_text(region_partition(S("ap-east-1")), "aws");
	assert_text(region_partition(S("cn-north-1")), "aws-cn");
	assert_text(region_partition(S("us-isob-east-1")), "aws-iso-b");
	assert_text(region_partition(S("mars")), "");
	assert_false(region_opt_in(S("us-east-1")));
	assert_false(region_opt_in(S("ap-northeast-3")));
	assert_false(region_opt_in(S("cn-north-1")));
	assert_true(region_opt_in(S("ap-east-1")));
	assert_true(region_opt_in(S("me-south-1")));
	assert_true(region_opt_in(S("eu-south-2")));
	assert_text(region_nearest(S("ap-norhteast-1")), "ap-northeast-1");
	assert_text(region_nearest(S("us-east1")), "us-east-1");
	assert_text(region_nearest(S("mars")), "");
	assert_true(region_has_unified_console(S("ap-northeast-1")));
	assert_true(region_has_unified_console(S("sa-east-1")));
	assert_false(region_has_unified_console(S("ap-northeast-3")));
	assert_text(region_at(0), "af-south-1");
	assert_text(region_at(1000), "");
}

static void test_services(void **state)
{
	static const char *const known[] = {
		"cloudformation.amazonaws.com",
		"ec2.amazonaws.com",
		"ec2.amazonaws.com.cn",
		"lambda.amazonaws.com",
		"logging.s3.amazonaws.com",
		"member.org.stacksets.cloudformation.amazonaws.com",
		"resource-explorer-2.amazonaws.com",
		"ssm-quicksetup.amazonaws.com",
		"ssm.amazonaws.com",
		"ssm.ap-east-1.amazonaws.com",
		"stacksets.cloudformation.amazonaws.com",
	};
	static const char *const unknown[] = {
		"",
		".amazonaws.com",
		"amazonaws.com",
		"s.amazonaws.com",
		"ssm",
		"ssm.amazonaws.com.evil",
		"ssm.mars.amazonaws.com",
		"sssm.amazonaws.com",
	};
	(void)state;

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		assert_true(service_known(str_of(known[i])));
	for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
		assert_false(service_known(str_of(unknown[i])));
	assert_text(service_nearest(S("sssm.amazonaws.com")), "ssm.amazonaws.com");
	assert_text(service_nearest(S("ssm.amazonaw.com")), "ssm.amazonaws.com");
}

static void test_source_keys(void **state)
{
	(void)state;
	assert_int_equal(service_role_keys(S("ssm.amazonaws.com")), SOURCE_KEYS_BOTH);
	assert_int_equal(service_role_keys(S("ssm.eu-west-1.amazonaws.com")),
	                 SOURCE_KEYS_BOTH);
	assert_int_equal(service_role_keys(S("ec2.amazonaws.com")), SOURCE_KEYS_NONE);
	assert_int_equal(service_role_keys(S("lambda.amazonaws.com")), SOURCE_KEYS_NONE);
	assert_int_equal(service_role_keys(S("edgelambda.amazonaws.com")), SOURCE_KEYS_NONE);
	assert_int_equal(service_role_keys(S("sns.amazonaws.com")), SOURCE_KEYS_UNKNOWN);
	assert_int_equal(service_role_keys(S("no.such.service")), SOURCE_KEYS_UNKNOWN);
	assert_int_equal(service_resource_keys(S("sns.amazonaws.com")), SOURCE_KEYS_BOTH);
}

static void test_ids(void **state)
{
	static const struct {
		const char *kind, *text;
		bool right;
	} table[] = {
		{"account", "012345678901", true},
		{"account", "1212121212122", false},
		{"account", "12345678901", false},
		{"account", "12345678901x", false},
		{"account", "", false},
		{"organization", "o-a1b2c3d4e5", true},
		{"organization", "o-a1b2c3d4e", false},
		{"organization", "o-A1B2C3D4E5", false},
		{"root", "r-ab12", true},
		{"root", "r-ab1", false},
		{"root", "ou-ab12-11111111", false},
		{"organizational-unit", "ou-ab12-11111111", true},
		{"organizational-unit", "ou-ab12-1111111", false},
		{"organizational-unit", "ou-ab1211111111", false},
		{"organizational-unit", "r-ab12", false},
		{"policy", "p-FullAWSAccess", true},
		{"policy", "p-short", false},
		{"instance", "i-0f5ba431de00d32a6", true},
		{"instance", "i-0f5ba431", true},
		{"instance", "i-0f5ba431d", false},
		{"instance", "mi-0f5ba431de00d32a6", false},
		{"managed-node", "mi-0f5ba431de00d32a6", true},
		{"image", "ami-06b79a64a1a2b1447", true},
	};
	(void)state;

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (id_is(table[i].kind, str_of(table[i].text)) != table[i].right)
			fail_msg("%s %s", table[i].kind, table[i].text);
	assert_text(id_shape("account"), "exactly 12 digits");
	assert_text(id_example("organization"), "o-a1b2c3d4e5");
}

static void test_limits(void **state)
{
	static const struct {
		const char *name;
		long number;
	} table[] = {
		{"scp-characters", 10240},
		{"scp-attached", 10},
		{"rcp-characters", 5120},
		{"rcp-attached", 5},
		{"role-name", 64},
		{"role-trust-characters", 2048},
		{"role-inline-characters", 10240},
		{"policy-managed-characters", 6144},
		{"template-body", 51200},
		{"template-url-body", 1048576},
		{"template-description", 1024},
		{"parameters", 200},
		{"resources", 500},
		{"stackset-name", 128},
		{"organization-ou-depth", 5},
		{"document-bytes", 65536},
	};
	(void)state;

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		assert_int_equal(limit(table[i].name), table[i].number);
	assert_text(limit_of("role-name"), "characters of a role's name");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_partitions), cmocka_unit_test(test_regions),
		cmocka_unit_test(test_services),   cmocka_unit_test(test_source_keys),
		cmocka_unit_test(test_ids),        cmocka_unit_test(test_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
