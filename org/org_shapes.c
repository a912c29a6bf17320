// The shapes of values that several parts of org.yaml have.
#include "org/org_table.h"

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
