// The shapes of values that several parts of org.yaml have.
#include "org/org_table.h"

#include "model/text/utf8.h"

const struct org_shape shape_text = {.kind = ORG_TEXT, .about = "a text"};
const struct org_shape shape_account = {ORG_TEXT, "the name of an account",
                                            .ref = REF_ACCOUNT};
const struct org_shape shape_ou = {ORG_TEXT, "the path of an OU", .ref = REF_OU};
static const struct org_shape a_target = {
	ORG_TEXT, "the path of an OU, the name of an account, or all", .ref = REF_TARGET};
const struct org_shape shape_targets = {
	ORG_LIST, "a list of OU paths and account names, or all", .of = &a_target};
static const struct org_shape a_region = {ORG_TEXT, "home, all, or a region of regions.all",
                                          .ref = REF_REGIONS};
const struct org_shape shape_regions = {
	ORG_LIST, "home, all, or a list of regions", .of = &a_region};
const struct org_shape shape_flag = {.kind = ORG_FLAG, .about = "true or false"};
static const struct org_shape console_entry = {
	ORG_TEXT, "role/NAME, user/NAME, permission-set/NAME or account", .ref = REF_CONSOLE,
	.pattern = "^((role|user)/[A-Za-z0-9+=,.@_*?/-]+|permission-set/[A-Za-z0-9+=,.@_-]+"
	           "|account)$",
};
const struct org_shape shape_console = {
	ORG_LIST, "a list of role/NAME, user/NAME, permission-set/NAME or account",
	.of = &console_entry};

// --- tags ---

// What starts so is AWS's own, in capitals as well.
static bool is_tag_key(struct str s)
{
	return s.len > 0 && utf8_count(s) <= 128 && !str_eq_nocase(str_slice(s, 0, 4), S("aws:"));
}

static bool is_tag_value(struct str s)
{
	return utf8_count(s) <= 256;
}

static const struct org_shape tag_key = {
	ORG_TEXT, "the key of a tag: at most 128 characters, and none that starts with aws:",
	.is = is_tag_key, .pattern = "^(?![aA][wW][sS]:)[\\s\\S]{1,128}$"};
static const struct org_shape tag_value = {
	ORG_TEXT, "the value of a tag: at most 256 characters", .is = is_tag_value,
	.pattern = "^[\\s\\S]{0,256}$", .may_be_empty = true};
const struct org_shape shape_tags = {
	ORG_NAMED, "a map from keys of tags to their values", .name = &tag_key, .of = &tag_value,
	.limit = "stackset-tags"};

// --- how StackSets are deployed ---

static const struct org_shape waves = {ORG_LIST, "a list of OU paths", .of = &shape_ou};
static const struct org_shape concurrency = {
	ORG_AMOUNT, "a number of accounts such as 5, or a percentage such as 25%",
	.least = 1, .most = 100};
static const struct org_shape tolerate = {
	ORG_AMOUNT, "a number of accounts such as 0, or a percentage such as 10%",
	.least = 0, .most = 100};
static const char *const region_words[] = {"sequential", "parallel", NULL};
static const struct org_shape region_order = {ORG_TEXT, "sequential or parallel",
                                              .words = region_words};

// What holds for all where one StackSet says nothing is no default of the latter.
#define ROLLOUT_KEYS(at_once, tolerated, in_regions, managed)                             \
	{"concurrency", &concurrency, false, "Accounts to deploy to at once, in one region.", \
	 at_once},                                                                            \
	{"tolerate", &tolerate, false,                                                        \
	 "Accounts that may fail in a region before the deployment stops.", tolerated},       \
	{"regions", &region_order, false, "One region after the other, or all at once.",      \
	 in_regions},                                                                         \
	{"managed-execution", &shape_flag, false,                                             \
	 "Let StackSets run operations side by side that do not touch one another.", managed},

static const struct org_key rollout_keys[] = {
	ROLLOUT_KEYS(NULL, NULL, NULL, NULL)
	{0},
};
const struct org_shape shape_rollout = {
	ORG_MAP, "a map with concurrency, tolerate, regions and managed-execution",
	.keys = rollout_keys};

static const struct org_key wave_keys[] = {
	{"order", &waves, false,
	 "OUs that get every StackSet one after the other, before all the rest.", "[]"},
	ROLLOUT_KEYS("1", "0", "\"sequential\"", "false")
	{"from", &shape_account, false,
	 "The account that stacksets.yaml is deployed in: the management account, or the "
	 "delegated administrator of StackSets.",
	 NULL},
	{0},
};
const struct org_shape shape_waves = {
	ORG_MAP, "a map with order, concurrency, tolerate, regions, managed-execution and from",
	.keys = wave_keys};
