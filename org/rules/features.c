// What can be wrong with features and delegated administrators.
#include "org/org_rules.h"
#include "org/rules/examples.h"

const struct rule org_console_entry = {
	.id = "ORG018",
	.name = "unknown-console-entry",
	.severity = SEV_ERROR,
	.summary = "an entry of console has no known form",
	.why = "The console shows results through the execution role, so that role must trust\n"
	       "anyone who is logged in: role/NAME, role/PATH/NAME, role/PATTERN*, user/NAME,\n"
	       "permission-set/NAME (of IAM Identity Center), or account for every principal\n"
	       "of the admin account. Groups cannot be trusted.",
	.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
	          "reference_policies_elements_principal.html",
	.bad = HEAD OUS DEV AUTOMATION "    admin: management\n"
	                               "    in: [Workloads]\n"
	                               "    console: [test-user]  #!\n",
	.good = HEAD OUS DEV AUTOMATION "    admin: management\n"
	                                "    in: [Workloads]\n"
	                                "    console: [role/test-user]\n",
};

const struct rule org_whole_account = {
	.id = "ORG019",
	.name = "whole-account-trusted",
	.severity = SEV_WARNING,
	.summary = "every principal of the admin account may use the execution role",
	.why = "The execution role holds ssm:* and more in every target account. Anyone who has\n"
	       "sts:AssumeRole in the admin account, now or later, could run commands on every\n"
	       "machine of the organization. Name the roles that look at results.",
	.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
	          "reference_policies_elements_principal.html",
	.bad = HEAD OUS DEV AUTOMATION "    admin: management\n"
	                               "    in: [Workloads]\n"
	                               "    console: [account]  #!\n",
	.good = HEAD OUS DEV AUTOMATION "    admin: management\n"
	                                "    in: [Workloads]\n"
	                                "    console: [role/ops-*]\n",
};

const struct rule org_pattern_not_pinned = {
	.id = "ORG020",
	.name = "pattern-not-pinned",
	.severity = SEV_WARNING,
	.summary = "pin does nothing for a pattern or a permission set",
	.why = "IAM takes no wildcard in a principal, and the role of a permission set gets a\n"
	       "new name whenever it is made anew. Such entries stay a condition on\n"
	       "aws:PrincipalArn, which a role of that name made later meets, too.",
	.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
	          "reference_policies_elements_principal.html",
	.bad = HEAD OUS DEV AUTOMATION "    admin: management\n"
	                               "    in: [Workloads]\n"
	                               "    pin: true\n"
	                               "    console: [role/ops-*]  #!\n",
	.good = HEAD OUS DEV AUTOMATION "    admin: management\n"
	                                "    in: [Workloads]\n"
	                                "    pin: true\n"
	                                "    console: [role/ops-eu]\n",
};

const struct rule org_home_region_left_out = {
	.id = "ORG028",
	.name = "home-region-left-out",
	.severity = SEV_ERROR,
	.summary = "a feature is not deployed to the home region, where its roles are made",
	.why = "IAM is the same in every region, so that the roles of a feature are made once, in\n"
	       "the home region. Without it, the other regions would name roles that are not\n"
	       "there.",
	.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
	          "fleet-manager-default-host-management-configuration.html",
	.bad = HEAD OUS DEV
	"features:\n"
	"  default-host-management:\n"
	"    in: [Workloads]\n"
	"    regions: [eu-west-1]  #!\n",
	.good = HEAD OUS DEV
	"features:\n"
	"  default-host-management:\n"
	"    in: [Workloads]\n"
	"    regions: [home, eu-west-1]\n",
};

#define SESSIONS                                                                          \
	"features:\n"                                                                         \
	"  session-manager:\n"                                                                \
	"    from: management\n"                                                              \
	"    who: [role/Operator]\n"                                                          \
	"    in: [Workloads]\n"

const struct rule org_tier_without_sessions = {
	.id = "ORG029",
	.name = "tier-without-sessions",
	.severity = SEV_ERROR,
	.summary = "registered nodes are in a tier that has no sessions",
	.why = "Session Manager opens sessions on registered nodes in the advanced tier only. In\n"
	       "the standard tier the console asks to change it when a session is started, and\n"
	       "the command line fails.",
	.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
	          "fleet-manager-configure-instance-tiers.html",
	.bad = HEAD OUS DEV SESSIONS "    hybrid: {nodes: 10, tier: standard}  #!\n",
	.good = HEAD OUS DEV SESSIONS "    hybrid: {nodes: 10, tier: advanced}\n",
};

#define SHARE_AMI                                                                         \
	"features:\n"                                                                         \
	"  share-ami:\n"                                                                      \
	"    tag: {MyDocument: Group1}\n"                                                     \
	"    in: [dev]\n"

const struct rule org_shared_with_nobody = {
	.id = "ORG030",
	.name = "shared-with-nobody",
	.severity = SEV_ERROR,
	.summary = "images are shared with no one",
	.why = "The runbook would make images and leave them where they are.",
	.source = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/sharing-amis.html",
	.bad = HEAD OUS DEV SHARE_AMI "    with: {organization: false}  #!\n",
	.good = HEAD OUS DEV SHARE_AMI "    with: {organization: true}\n",
};

const struct rule org_management_as_delegate = {
	.id = "ORG031",
	.name = "management-as-delegate",
	.severity = SEV_ERROR,
	.summary = "the management account is named as a delegated administrator",
	.why = "It acts for the organization as it is, and AWS refuses to register it:\n"
	       "CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR.",
	.source = ORGANIZATIONS "API_RegisterDelegatedAdministrator.html",
	.bad = HEAD "delegated-administrators:\n  systems-manager: management  #!\n",
	.good = HEAD OUS DEV "delegated-administrators:\n  systems-manager: dev\n",
};

#define CONSOLE "features: {unified-console: {admin: operations}}\n"

const struct rule org_two_delegates = {
	.id = "ORG032",
	.name = "two-delegates",
	.severity = SEV_ERROR,
	.summary = "the services of the unified console are delegated to different accounts",
	.why = "The unified console needs one account that is the delegated administrator of\n"
	       "Systems Manager, Quick Setup, Resource Explorer and StackSets. Resource Explorer\n"
	       "takes only one: \"Delegated administrator quota exceeded\".",
	.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
	          "systems-manager-setting-up-organizations.html",
	.bad = HEAD TWO_ACCOUNTS CONSOLE
	"delegated-administrators:\n  resource-explorer: search  #!\n",
	.good = HEAD TWO_ACCOUNTS CONSOLE
	"delegated-administrators:\n  resource-explorer: operations\n",
};

const struct rule org_region_without_console = {
	.id = "ORG033",
	.name = "region-without-console",
	.severity = SEV_WARNING,
	.summary = "the unified console is not offered in a region",
	.why = "AWS offers it in some regions only; the list that orgc has is dated. Nodes of\n"
	       "other regions are not shown.",
	.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
	          "systems-manager-setting-up-organizations.html",
	.bad = "version: 1\n"
	       "organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"
	       "management: {id: \"111111111111\"}\n"
	       "regions:\n"
	       "  home: ap-northeast-1\n"
	       "  all:\n"
	       "    - ap-northeast-1\n"
	       "    - ap-northeast-3  #!\n" TWO_ACCOUNTS CONSOLE,
	.good = "version: 1\n"
	        "organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"
	        "management: {id: \"111111111111\"}\n"
	        "regions:\n"
	        "  home: ap-northeast-1\n"
	        "  all:\n"
	        "    - ap-northeast-1\n"
	        "    - ap-northeast-3\n" TWO_ACCOUNTS
	        "features: {unified-console: {admin: operations, regions: home}}\n",
};

const struct rule org_console_away_from_identity_center = {
	.id = "ORG034",
	.name = "console-away-from-identity-center",
	.severity = SEV_ERROR,
	.summary = "the unified console's home region is not that of IAM Identity Center",
	.why = "Where IAM Identity Center is used, its region is the only one that the unified\n"
	       "console takes as home, and to change the home region it has to be disabled and\n"
	       "set up again.",
	.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
	          "systems-manager-setting-up-organizations.html",
	.bad = HEAD TWO_ACCOUNTS
	"identity-center: {region: eu-west-1}\n"
	"features:\n"
	"  unified-console: {admin: operations}  #!\n",
	.good = HEAD TWO_ACCOUNTS
	"identity-center: {region: us-east-1}\n"
	"features:\n"
	"  unified-console: {admin: operations}\n",
};

const struct rule org_setting_of_two = {
	.id = "ORG035",
	.name = "setting-of-two",
	.severity = SEV_WARNING,
	.summary = "the unified console writes a setting where another feature leaves it alone",
	.why = "Quick Setup, which the unified console uses, sets the role of default host\n"
	       "management in every account and region where none was chosen. What\n"
	       "default-host-management leaves out does not stay without one: it gets a role of\n"
	       "Quick Setup's, which nothing here describes or protects.",
	.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
	          "fleet-manager-default-host-management-configuration.html",
	.bad = HEAD TWO_ACCOUNTS
	"features:\n"
	"  unified-console: {admin: operations}\n"
	"  default-host-management: {in: all, except: [search]}  #!\n",
	.good = HEAD TWO_ACCOUNTS
	"features:\n"
	"  unified-console: {admin: operations}\n"
	"  default-host-management: {in: all}\n",
};

const struct rule org_admin_without_ous = {
	.id = "ORG040",
	.name = "admin-without-ous",
	.severity = SEV_WARNING,
	.summary = "the admin account of automation cannot look into OUs",
	.why = "An automation may name accounts from anywhere. To name OUs, Systems Manager has to\n"
	       "look up which accounts are in them, which the management account may do, and\n"
	       "the delegated administrator of ssm.amazonaws.com.",
	.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
	          "running-automations-multiple-accounts-regions.html",
	.bad = HEAD OUS DEV AUTOMATION "    admin: dev  #!\n"
	                               "    in: [Workloads]\n",
	.good = HEAD OUS DEV AUTOMATION "    admin: dev\n"
	                                "    in: [Workloads]\n"
	                                "delegated-administrators: {systems-manager: dev}\n",
};

const struct rule org_hidden_nodes = {
	.id = "ORG041",
	.name = "hidden-nodes",
	.severity = SEV_WARNING,
	.summary = "the unified console does not show the instances of the management account",
	.why = "It shows the nodes of member accounts, in the account of the delegated\n"
	       "administrator. Those of the management account are shown nowhere, and no setting\n"
	       "changes that.",
	.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
	          "systems-manager-setting-up-organizations.html",
	.bad = HEAD TWO_ACCOUNTS
	"features:\n"
	"  unified-console: {admin: operations}\n"
	"  session-manager:\n"
	"    from: operations\n"
	"    who: [role/Operator]\n"
	"    in: [search, management]  #!\n",
	.good = HEAD TWO_ACCOUNTS
	"features:\n"
	"  unified-console: {admin: operations}\n"
	"  session-manager:\n"
	"    from: operations\n"
	"    who: [role/Operator]\n"
	"    in: [search]\n",
};
