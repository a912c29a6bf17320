// The keys of org.yaml: their kinds of value, and what they mean.
#include "org/org_table.h"

#include <string.h>

#include "aws/aws.h"
#include "org/expect.h"
#include "org/features/feature.h"

// --- texts ---

static bool is_name(struct str s)
{
	return s.len > 0 && s.len <= 128 && !str_all_of(str_slice(s, 0, 1), "0123456789-_") &&
	       str_all_of(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	                     "0123456789-_");
}

static bool is_stackset_name(struct str s)
{
	return is_name(s) && str_find_byte(s, 0, '_') < 0;
}

// Neither an empty part nor a blank at the edge of one.
static bool is_ou_path(struct str s)
{
	char before = '/';

	for (size_t i = 0; i <= s.len; i++) {
		char c = i < s.len ? s.at[i] : '/';
		if ((before == '/' && (c == '/' || c == ' ')) || (before == ' ' && c == '/'))
			return false;
		before = c;
	}
	return s.len > 0;
}


static const struct org_shape account_id = {
	ORG_TEXT, "an account id, exactly 12 digits in quotes",
	.id = "account", .pattern = "^[0-9]{12}$", .quoted = true,
	.ask = "aws organizations list-accounts",
};
static const struct org_shape organization_id = {
	ORG_TEXT, "an organization id such as o-a1b2c3d4e5",
	.id = "organization", .pattern = "^o-[a-z0-9]{10,32}$",
	.ask = "aws organizations describe-organization",
};
static const struct org_shape root_id = {
	ORG_TEXT, "the id of the root such as r-ab12",
	.id = "root", .pattern = "^r-[0-9a-z]{4,32}$",
	.ask = "aws organizations list-roots",
};
static const struct org_shape ou_id = {
	ORG_TEXT, "the id of an OU such as ou-ab12-11111111",
	.id = "organizational-unit", .pattern = "^ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}$",
	.ask = "aws organizations list-organizational-units-for-parent --parent-id ROOT-OR-OU",
};
static const struct org_shape region = {
	ORG_TEXT, "a region such as ap-northeast-1",
	.is = region_known, .pattern = "^[a-z]+(-[a-z]+)+-[0-9]+$",
};
static const struct org_shape account_name = {
	ORG_TEXT, "a name of letters, digits, - and _ that starts with a letter",
	.is = is_name, .pattern = "^[A-Za-z][A-Za-z0-9_-]{0,127}$",
};
static const struct org_shape stackset_name = {
	ORG_TEXT, "a name of letters, digits and - that starts with a letter",
	.is = is_stackset_name, .pattern = "^[A-Za-z][A-Za-z0-9-]{0,127}$",
};
static const struct org_shape ou_path = {
	ORG_TEXT, "the names of the OUs from the top down, with / between them",
	.is = is_ou_path, .pattern = "^[^/ ]([^/]*[^/ ])?(/[^/ ]([^/]*[^/ ])?)*$",
};

// --- names of other things ---

static const struct org_shape an_ou_or_root = {
	ORG_TEXT, "the path of an OU, or / for the root", .ref = REF_OU_OR_ROOT};
static const struct org_shape one_region = {ORG_TEXT, "a region of regions.all",
                                             .ref = REF_REGION};
static const struct org_shape a_stackset = {
	ORG_TEXT, "the name of a StackSet or a feature", .ref = REF_STACKSET};

static const struct org_shape stacksets_before = {
	ORG_LIST, "a list of names of StackSets and features", .of = &a_stackset};

// --- the file, from the inside out ---

static const char *const one[] = {"1", NULL};
static const struct org_shape version = {ORG_NUMBER, "1", .words = one};

static const struct org_key organization_keys[] = {
	{"id", &organization_id, true, "The id of the organization.", NULL},
	{"root", &root_id, true, "The id of its root.", NULL},
	{0},
};
static const struct org_shape organization = {
	ORG_MAP, "a map with id and root", .keys = organization_keys};

static const struct org_key management_keys[] = {
	{"id", &account_id, true, "The id of the management account.", NULL},
	{"name", &account_name, false, "What this file calls it.", "\"management\""},
	{0},
};
static const struct org_shape management = {
	ORG_MAP, "a map with id and name", .keys = management_keys};

static const struct org_shape region_list = {ORG_LIST, "a list of regions", .of = &region};
static const struct org_key regions_keys[] = {
	{"home", &one_region, true,
	 "Where IAM, stacksets.yaml and plain stacks are deployed from.", NULL},
	{"all", &region_list, true, "Every region that the organization uses.", NULL},
	{0},
};
static const struct org_shape regions = {
	ORG_MAP, "a map with home and all", .keys = regions_keys};

static const struct org_key identity_center_keys[] = {
	{"region", &region, true, "Where IAM Identity Center was switched on.", NULL},
	{0},
};
static const struct org_shape identity_center = {
	ORG_MAP, "a map with region", .keys = identity_center_keys};

static const struct org_shape scp_count = {
	ORG_AMOUNT, "a number of SCPs such as 2", .least = 0, .most = 0};
static bool is_suffix(struct str s)
{
	return s.len > 0 && s.len <= 128 &&
	       str_all_of(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");
}

static const struct org_shape suffix = {
	ORG_TEXT, "letters, digits and -", .is = is_suffix, .pattern = "^[A-Za-z0-9-]{1,128}$"};
static const struct org_key ou_keys[] = {
	{"id", &ou_id, true, "The id of the OU.", NULL},
	{"reserve-scps", &scp_count, false,
	 "How many SCPs others attach to it, as Control Tower does; FullAWSAccess aside.", "0"},
	{"previously", &ou_path, false, "Its path in this file before.", NULL},
	{"stackset-suffix", &suffix, false,
	 "What StackSets that are for it alone (rollout.order) end in, where that is not its name.",
	 NULL},
	{"tags", &shape_tags, false, "The tags that it has in AWS.", "{}"},
	{0},
};
static const struct org_shape ou = {ORG_MAP, "a map with id", .keys = ou_keys};
static const struct org_shape ous = {
	ORG_NAMED, "a map from OU paths to maps with id", .name = &ou_path, .of = &ou};

static const char *const statuses[] = {"active", "suspended", NULL};
static const struct org_shape status = {ORG_TEXT, "active or suspended", .words = statuses};
static const struct org_key account_keys[] = {
	{"id", &account_id, true, "The id of the account.", NULL},
	{"ou", &an_ou_or_root, true, "The path of the OU that it is in; / is the root.", NULL},
	{"name", &shape_text, false, "What AWS calls it, where that is not its key here.", NULL},
	{"status", &status, false, "StackSets pass over suspended accounts.", "\"active\""},
	{"previously", &account_name, false, "What this file called it before.", NULL},
	{"tags", &shape_tags, false, "The tags that it has in AWS.", "{}"},
	{0},
};
static const struct org_shape account = {
	ORG_MAP, "a map with id and ou", .keys = account_keys};
static const struct org_shape accounts = {
	ORG_NAMED, "a map from names to accounts", .name = &account_name, .of = &account};

#define FEATURE(symbol, name, about) {name, &feature_##symbol.shape, false, about, NULL},
static const struct org_key feature_keys[] = {
#include "org/features/features.def"
	{0},
};
#undef FEATURE
static const struct org_shape all_features = {ORG_MAP, "a map of features",
                                          .keys = feature_keys};

static const struct org_shape any_value = {.kind = ORG_ANY, .about = "a value"};
static const struct org_shape parameter_name = {
	ORG_TEXT, "the name of a parameter: letters and digits", .pattern = "^[A-Za-z0-9]+$"};
static const struct org_shape parameters = {
	ORG_NAMED, "a map from parameters to values", .name = &parameter_name,
	.of = &any_value,
};
static const struct org_shape overrides = {
	ORG_NAMED, "a map from account names to maps of parameters", .name = &shape_account,
	.of = &parameters,
};
static const char *const capability_names[] = {"CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", NULL};
static const struct org_shape capability = {
	ORG_TEXT, "CAPABILITY_IAM or CAPABILITY_NAMED_IAM", .words = capability_names};
static const struct org_shape capabilities = {
	ORG_LIST, "a list of CAPABILITY_IAM and CAPABILITY_NAMED_IAM", .of = &capability};
static const struct org_key stackset_keys[] = {
	{"template", &shape_text, true,
	 "The template's file, seen from the folder of this one.", NULL},
	{"in", &shape_targets, true, "The accounts that get a stack of it.", NULL},
	{"except", &shape_targets, false, "What to leave out of them.", "[]"},
	{"regions", &shape_regions, false, "The regions that get a stack of it.", "\"home\""},
	{"after", &stacksets_before, false, "What must be there before it is deployed.", "[]"},
	{"parameters", &parameters, false, "Values for the template's parameters.", "{}"},
	{"overrides", &overrides, false, "Values that single accounts have instead.", "{}"},
	{"name", &stackset_name, false, "What AWS calls it, where that is not its key here.",
	 NULL},
	{"previously", &stackset_name, false,
	 "Its key here before: it stays the same StackSet of that name in AWS.", NULL},
	STACK_KEYS
	{"capabilities", &capabilities, false,
	 "Capabilities that its template needs besides those that orgc sees.", "[]"},
	{0},
};
static const struct org_shape stackset = {
	ORG_MAP, "a map with template and in", .keys = stackset_keys};
static const struct org_shape stacksets = {
	ORG_NAMED, "a map from names to StackSets", .name = &stackset_name, .of = &stackset};

static const struct org_key delegate_keys[] = {
	{"systems-manager", &shape_account, false, "Of ssm.amazonaws.com.", NULL},
	{"quick-setup", &shape_account, false, "Of ssm-quicksetup.amazonaws.com.", NULL},
	{"resource-explorer", &shape_account, false,
	 "Of resource-explorer-2.amazonaws.com, which takes only one.", NULL},
	{"stacksets", &shape_account, false,
	 "Of member.org.stacksets.cloudformation.amazonaws.com.", NULL},
	{0},
};
static const struct org_shape delegates = {
	ORG_MAP, "a map from services to accounts", .keys = delegate_keys};

static bool is_exempt(struct str s)
{
	return str_is(s, "stacksets") ||
	       (str_starts(s, "role/") && s.len > strlen("role/") &&
	        str_all_of(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	                      "_+=,.@-/*?"));
}

static const struct org_shape policy_type = {
	ORG_TEXT, "a type of policy such as scp, rcp or tag", .facts = "policy-types"};
static const struct org_shape exempt_role = {
	ORG_TEXT, "stacksets or role/NAME", .is = is_exempt,
	.pattern = "^(stacksets|role/[A-Za-z0-9_+=,.@*?/-]+)$"};
static const struct org_shape exempt_roles = {
	ORG_LIST, "a list of stacksets and role/NAME", .of = &exempt_role};
static const struct org_shape preset = {.kind = ORG_TEXT, .about = "the name of a preset"};
static const struct org_shape anything = {.kind = ORG_ANY, .about = "a value"};
static const struct org_key policy_keys[] = {
	{"type", &policy_type, true, "What it is to AWS.", NULL},
	{"file", &shape_text, false, "Its file, seen from the folder of this one.", NULL},
	{"preset", &preset, false, "A policy that ships with orgc.", NULL},
	{"in", &shape_targets, true, "What it is attached to.", NULL},
	{"except", &anything, false, "AWS has no such thing: exempt roles instead.", NULL},
	{"exempt", &exempt_roles, false, "Roles for which it does not hold.", "[]"},
	{"name", &shape_text, false, "What AWS calls it, where that is not its key here.", NULL},
	{"previously", &stackset_name, false,
	 "Its key here before: it stays the same policy, with its new name.", NULL},
	{"description", &shape_text, false, "What AWS is told of it.", NULL},
	{"replace-full-access", &shape_flag, false,
	 "It lists what is allowed: FullAWSAccess, which allows everything, is detached from the "
	 "same places.",
	 "false"},
	{0},
};
static const struct org_shape policy = {
	ORG_MAP, "a map with type, in, and file or preset", .keys = policy_keys};
static const struct org_shape policies = {
	ORG_NAMED, "a map from names to policies", .name = &stackset_name, .of = &policy};

static bool is_value_name(struct str s)
{
	return is_name(s) && !str_is(s, "account") && !str_is(s, "accounts");
}

static const struct org_shape value_name = {
	ORG_TEXT, "a name of letters, digits, - and _ that starts with a letter",
	.is = is_value_name, .pattern = "^(?!accounts?$)[A-Za-z][A-Za-z0-9_-]{0,127}$"};
static const struct org_shape value = {ORG_TEXT, "a text", .may_be_empty = true};
static const struct org_shape values = {
	ORG_NAMED, "a map from names to texts", .name = &value_name, .of = &value};

static const struct org_key root_keys[] = {
	{"version", &version, true, "The version of this format.", NULL},
	{"organization", &organization, true, "The organization itself.", NULL},
	{"management", &management, true, "The management account.", NULL},
	{"regions", &regions, true, "The regions in use.", NULL},
	{"identity-center", &identity_center, false, "IAM Identity Center.", NULL},
	{"ous", &ous, false, "The OUs, by their path from the top: Workloads/Dev.", "{}"},
	{"accounts", &accounts, false,
	 "The member accounts, by a name that stays when AWS's name for one changes.", "{}"},
	{"delegated-administrators", &delegates, false,
	 "Which member accounts act for the organization in a service.", NULL},
	{"values", &values, false, "Texts to be used in others, as {{NAME}}.", "{}"},
	{"features", &all_features, false, "What orgc sets up.", "{}"},
	{"policies", &policies, false, "Policies of the organization, of any type.", "{}"},
	{"stacksets", &stacksets, false, "Templates of your own.", "{}"},
	{"rollout", &shape_waves, false, "How StackSets are deployed.", NULL},
	{"tags", &shape_tags, false, "Tags of every StackSet, and of all stacks.", "{}"},
	{"expect", &shape_expect, false, "Sentences about the policies that must hold.", "[]"},
	{0},
};
const struct org_shape org_shape = {ORG_MAP, "the description of an organization",
                                    .keys = root_keys};
