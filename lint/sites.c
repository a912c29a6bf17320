#include "lint/sites.h"

#include <stdlib.h>

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/ (each type's
// page). Keep sorted by type.
static const struct policy_site sites[] = {
	{"AWS::ApiGateway::RestApi", "Policy", NULL, POLICY_RESOURCE},
	{"AWS::Backup::BackupVault", "AccessPolicy", NULL, POLICY_RESOURCE},
	{"AWS::EC2::VPCEndpoint", "PolicyDocument", NULL, POLICY_RESOURCE},
	{"AWS::ECR::RegistryPolicy", "PolicyText", NULL, POLICY_RESOURCE},
	{"AWS::ECR::Repository", "RepositoryPolicyText", NULL, POLICY_RESOURCE},
	{"AWS::EFS::FileSystem", "FileSystemPolicy", NULL, POLICY_RESOURCE},
	{"AWS::Elasticsearch::Domain", "AccessPolicies", NULL, POLICY_RESOURCE},
	{"AWS::IAM::Group", "Policies", "PolicyDocument", POLICY_IDENTITY},
	{"AWS::IAM::GroupPolicy", "PolicyDocument", NULL, POLICY_IDENTITY},
	{"AWS::IAM::ManagedPolicy", "PolicyDocument", NULL, POLICY_IDENTITY},
	{"AWS::IAM::Policy", "PolicyDocument", NULL, POLICY_IDENTITY},
	{"AWS::IAM::Role", "AssumeRolePolicyDocument", NULL, POLICY_TRUST},
	{"AWS::IAM::Role", "Policies", "PolicyDocument", POLICY_IDENTITY},
	{"AWS::IAM::RolePolicy", "PolicyDocument", NULL, POLICY_IDENTITY},
	{"AWS::IAM::User", "Policies", "PolicyDocument", POLICY_IDENTITY},
	{"AWS::IAM::UserPolicy", "PolicyDocument", NULL, POLICY_IDENTITY},
	{"AWS::KMS::Key", "KeyPolicy", NULL, POLICY_RESOURCE},
	{"AWS::KMS::ReplicaKey", "KeyPolicy", NULL, POLICY_RESOURCE},
	{"AWS::OpenSearchService::Domain", "AccessPolicies", NULL, POLICY_RESOURCE},
	{"AWS::Organizations::Policy", "Content", NULL, POLICY_SCP},
	{"AWS::Organizations::ResourcePolicy", "Content", NULL, POLICY_RESOURCE},
	{"AWS::S3::AccessPoint", "Policy", NULL, POLICY_RESOURCE},
	{"AWS::S3::BucketPolicy", "PolicyDocument", NULL, POLICY_RESOURCE},
	{"AWS::SNS::TopicPolicy", "PolicyDocument", NULL, POLICY_RESOURCE},
	{"AWS::SQS::QueuePolicy", "PolicyDocument", NULL, POLICY_RESOURCE},
	{"AWS::SSO::PermissionSet", "InlinePolicy", NULL, POLICY_IDENTITY},
	{"AWS::SecretsManager::ResourcePolicy", "ResourcePolicy", NULL, POLICY_RESOURCE},
	{"AWS::Serverless::Function", "AssumeRolePolicyDocument", NULL, POLICY_TRUST},
};
enum { SITES = sizeof sites / sizeof *sites };

static int compare(const void *key, const void *row)
{
	return str_cmp(*(const struct str *)key, str_of(((const struct policy_site *)row)->type));
}

const struct policy_site *policy_sites_of(struct str type, size_t *count)
{
	const struct policy_site *first = bsearch(&type, sites, SITES, sizeof *sites, compare);
	const struct policy_site *last = first;

	*count = 0;
	if (!first)
		return NULL;
	while (first > sites && str_is(type, first[-1].type))
		first--;
	while (last + 1 < sites + SITES && str_is(type, last[1].type))
		last++;
	*count = (size_t)(last - first) + 1;
	return first;
}

bool policy_text_is(const struct node *n)
{
	struct str text = node_str(n);
	size_t at = 0;

	while (at < text.len && (text.at[at] == ' ' || text.at[at] == '\n'))
		at++;
	return at < text.len && text.at[at] == '{';
}

// What the AWS CLI prints: where in it a policy stands, as a map or as JSON in a text.
static const struct {
	const char *path;
	enum policy_kind kind;
	const char *type; // path of a text that must say `is`; NULL: none
	const char *is;
} printed[] = {
	{"Policy/Content", POLICY_SCP, "Policy/PolicySummary/Type", "SERVICE_CONTROL_POLICY"},
	{"Policy/Content", POLICY_RCP, "Policy/PolicySummary/Type", "RESOURCE_CONTROL_POLICY"},
	{"PolicyVersion/Document", POLICY_IDENTITY, NULL, NULL},
	{"PolicyDocument", POLICY_IDENTITY, "PolicyName", NULL},
	{"Role/AssumeRolePolicyDocument", POLICY_TRUST, NULL, NULL},
	{"Policy", POLICY_RESOURCE, NULL, NULL},
	{"policy", POLICY_RESOURCE, NULL, NULL},
};
enum { PRINTED = sizeof printed / sizeof *printed };

// The policy that one of those rows finds, or NULL.
static const struct node *policy_of_row(const struct node *root, size_t row)
{
	const struct node *value = node_path(root, printed[row].path);
	const struct node *type = printed[row].type ? node_path(root, printed[row].type) : NULL;

	if (printed[row].type && (!type || (printed[row].is && !node_is(type, printed[row].is))))
		return NULL;
	return policy_is(value) || policy_text_is(value) ? value : NULL;
}

const struct node *printed_policy(const struct node *root, enum policy_kind *kind)
{
	for (size_t i = 0; i < PRINTED; i++) {
		const struct node *value = policy_of_row(root, i);
		if (value) {
			*kind = printed[i].kind;
			return value;
		}
	}
	return NULL;
}

// The next word of a path at or after *at; empty at the end.
static struct str next_word(struct str path, size_t *at)
{
	size_t start;

	while (*at < path.len && !char_is_alnum(path.at[*at]))
		++*at;
	start = *at;
	while (*at < path.len && char_is_alnum(path.at[*at]))
		++*at;
	return str_slice(path, start, *at);
}

static bool is_policy_word(struct str word)
{
	return str_eq_nocase(word, S("policy")) || str_eq_nocase(word, S("policies"));
}

enum policy_kind policy_kind_of_path(struct str path)
{
	struct str before = {0}, middle = {0}, word;
	bool scp = false, rcp = false;

	for (size_t at = 0; (word = next_word(path, &at)).len > 0;) {
		bool control = is_policy_word(word) && str_eq_nocase(middle, S("control"));

		scp |= str_eq_nocase(word, S("scp")) || str_eq_nocase(word, S("scps")) ||
		       (control && str_eq_nocase(before, S("service")));
		rcp |= str_eq_nocase(word, S("rcp")) || str_eq_nocase(word, S("rcps")) ||
		       (control && str_eq_nocase(before, S("resource")));
		before = middle;
		middle = word;
	}
	if (scp == rcp)
		return POLICY_UNSURE;
	return scp ? POLICY_SCP : POLICY_RCP;
}
