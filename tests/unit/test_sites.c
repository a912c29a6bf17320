// Every property that holds a policy, said again by hand: that the rules look there, and
// take what is there for the right kind of policy.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "aws/aws.h"
#include "lint/lint.h"
#include "model/read/read.h"

static const struct {
	const char *type, *property;
	const char *inner; // key of each item; NULL: the property is the policy
	const char *kind;
} sites[] = {
	{"AWS::ApiGateway::RestApi", "Policy", NULL, "resource"},
	{"AWS::Backup::BackupVault", "AccessPolicy", NULL, "resource"},
	{"AWS::EC2::VPCEndpoint", "PolicyDocument", NULL, "resource"},
	{"AWS::ECR::RegistryPolicy", "PolicyText", NULL, "resource"},
	{"AWS::ECR::Repository", "RepositoryPolicyText", NULL, "resource"},
	{"AWS::EFS::FileSystem", "FileSystemPolicy", NULL, "resource"},
	{"AWS::Elasticsearch::Domain", "AccessPolicies", NULL, "resource"},
	{"AWS::IAM::Group", "ManagedPolicyArns", NULL, "managed"},
	{"AWS::IAM::Group", "Policies", "PolicyDocument", "identity"},
	{"AWS::IAM::GroupPolicy", "PolicyDocument", NULL, "identity"},
	{"AWS::IAM::ManagedPolicy", "PolicyDocument", NULL, "identity"},
	{"AWS::IAM::Policy", "PolicyDocument", NULL, "identity"},
	{"AWS::IAM::Role", "AssumeRolePolicyDocument", NULL, "trust"},
	{"AWS::IAM::Role", "ManagedPolicyArns", NULL, "managed"},
	{"AWS::IAM::Role", "PermissionsBoundary", NULL, "managed"},
	{"AWS::IAM::Role", "Policies", "PolicyDocument", "identity"},
	{"AWS::IAM::RolePolicy", "PolicyDocument", NULL, "identity"},
	{"AWS::IAM::User", "ManagedPolicyArns", NULL, "managed"},
	{"AWS::IAM::User", "PermissionsBoundary", NULL, "managed"},
	{"AWS::IAM::User", "Policies", "PolicyDocument", "identity"},
	{"AWS::IAM::UserPolicy", "PolicyDocument", NULL, "identity"},
	{"AWS::KMS::Key", "KeyPolicy", NULL, "resource"},
	{"AWS::KMS::ReplicaKey", "KeyPolicy", NULL, "resource"},
	{"AWS::OpenSearchService::Domain", "AccessPolicies", NULL, "resource"},
	{"AWS::Organizations::Policy", "Content", NULL, "organization"},
	{"AWS::Organizations::ResourcePolicy", "Content", NULL, "resource"},
	{"AWS::S3::AccessPoint", "Policy", NULL, "resource"},
	{"AWS::S3::BucketPolicy", "PolicyDocument", NULL, "resource"},
	{"AWS::SecretsManager::ResourcePolicy", "ResourcePolicy", NULL, "resource"},
	{"AWS::Serverless::Function", "AssumeRolePolicyDocument", NULL, "trust"},
	{"AWS::SNS::TopicPolicy", "PolicyDocument", NULL, "resource"},
	{"AWS::SQS::QueuePolicy", "PolicyDocument", NULL, "resource"},
	{"AWS::SSO::PermissionSet", "InlinePolicy", NULL, "identity"},
	{"AWS::SSO::PermissionSet", "ManagedPolicies", NULL, "managed"},
};
enum { SITES = sizeof sites / sizeof *sites };

#define OPEN "{Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: '*'}"
#define SHUT "{Effect: Allow, Action: 's3:GetObject', Resource: '*'}"

// What only one kind of policy is told, and the statement that trips it.
static const struct {
	const char *kind, *rule, *value;
} told[] = {
	{"identity", "principal-in-identity-policy", OPEN},
	{"managed", "managed-policy-unknown", NULL},
	{"organization", "scp-principal", OPEN},
	{"resource", "statement-without-principal", SHUT},
	{"trust", "trust-policy-resource", OPEN},
};
enum { KINDS = sizeof told / sizeof *told };

static const char *value_of(struct arena *a, size_t site, size_t kind)
{
	const char *policy;

	if (!told[kind].value)
		return "'arn:aws:iam::aws:policy/NoSuchPolicyAtAll'";
	policy = arena_printf(a, "{Version: '2012-10-17', Statement: [%s]}", told[kind].value);
	if (!sites[site].inner)
		return policy;
	return arena_printf(a, "[{PolicyName: one, %s: %s}]", sites[site].inner, policy);
}

static bool is_told(size_t site, size_t kind)
{
	struct arena a = {0};
	struct lint_result result = {.diags = {.arena = &a}}, *results[] = {&result};
	const char *text = arena_printf(
		&a, "Resources: {Thing: {Type: '%s', Properties: {Type: SERVICE_CONTROL_POLICY, "
		    "%s: %s}}}\n", sites[site].type, sites[site].property,
		value_of(&a, site, kind));
	struct doc *doc = doc_read(&a, source_new(&a, "sites.yaml", str_of(text)), SYNTAX_YAML,
	                           template_tags, &result.diags);
	bool found = false;

	lint_document(&a, doc, POLICY_UNSURE, &result);
	lint_finish(results, 1, NULL);
	for (size_t i = 0; i < result.findings.count; i++)
		found |= str_is(str_of(result.findings.items[i].rule->name), told[kind].rule);
	arena_free(&a);
	return found;
}

// A trust policy is the policy of a resource too.
static bool is_of(struct str kind, const char *of)
{
	return str_is(kind, of) || (str_is(kind, "trust") && str_is(str_of(of), "resource"));
}

static void test_sites(void **state)
{
	(void)state;
	for (size_t i = 0; i < SITES; i++)
		for (size_t k = 0; k < KINDS; k++)
			if (is_told(i, k) != is_of(str_of(sites[i].kind), told[k].kind))
				fail_msg("%s.%s and %s", sites[i].type, sites[i].property,
				         told[k].rule);
}

// So that no row of the facts goes without a row here, and none of them is misspelled.
static void test_facts(void **state)
{
	size_t count = 0;

	(void)state;
	fact_each(fact_file("policy-sites"), type) {
		fact_each(type, property) {
			const struct fact *limit = fact_get(property, "limit");

			count++;
			if (!type_find(fact_name(type)) &&
			    !str_starts(fact_name(type), "AWS::Serverless::"))
				fail_msg("no type %.*s", STR(fact_name(type)));
			assert_true(!limit ||
			            fact_find(fact_file("limits"), fact_value(limit)));
		}
	}
	assert_int_equal(count, SITES);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sites),
		cmocka_unit_test(test_facts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
