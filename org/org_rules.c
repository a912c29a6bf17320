#include "org/org_rules.h"

#include "org/org.h"

// Examples share what every org.yaml has. Lines that start with "#| " show the template
// that the example names.
#define HEAD                                                                              \
	"version: 1\n"                                                                        \
	"organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"                                    \
	"management: {id: \"111111111111\"}\n"                                                \
	"regions: {home: us-east-1, all: [us-east-1, eu-west-1]}\n"
#define OUS "ous: {Workloads: {id: ou-ab12-11111111}}\n"
#define DEV "accounts: {dev: {id: \"222222222222\", ou: Workloads}}\n"
#define AUTOMATION "features:\n  automation:\n"
#define TOPIC "#| Resources: {Topic: {Type: AWS::SNS::Topic}}\n"
#define ALERTS "stacksets:\n  alerts:\n    template: alerts.yaml\n"

#define OWN "orgc show schema"
#define ORGANIZATIONS                                                                     \
	"https://docs.aws.amazon.com/organizations/latest/APIReference/"
#define STACKSETS "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"

const struct rule org_wrong_type = {
	.id = "ORG001",
	.name = "wrong-type",
	.severity = SEV_ERROR,
	.summary = "a value is of another kind than the key asks for",
	.why = "Each key of org.yaml takes a text, a list or a map. Anything else cannot be\n"
	       "understood, and nothing is built from half of a description.",
	.source = OWN,
	.bad = HEAD "ous: [Workloads]  #!\n",
	.good = HEAD OUS,
};

const struct rule org_unknown_key = {
	.id = "ORG002",
	.name = "unknown-key",
	.severity = SEV_ERROR,
	.summary = "a key means nothing here",
	.why = "A misspelt key would be passed over in silence, and with it what it says.",
	.source = OWN,
	.bad = HEAD "identity-centre: {region: us-east-1}  #!\n",
	.good = HEAD "identity-center: {region: us-east-1}\n",
};

const struct rule org_missing_key = {
	.id = "ORG003",
	.name = "missing-key",
	.severity = SEV_ERROR,
	.summary = "a key that must be there is missing",
	.why = "Without it there is nothing to put into the templates. The hint names the\n"
	       "command that prints such a value.",
	.source = OWN,
	.bad = HEAD "ous:\n  Workloads: {}  #!\n",
	.good = HEAD OUS,
};

const struct rule org_malformed_value = {
	.id = "ORG005",
	.name = "malformed-value",
	.severity = SEV_ERROR,
	.summary = "an id, a name or a number does not have the shape it must have",
	.why = "AWS would refuse it: an account id has exactly 12 digits, the id of an OU names\n"
	       "the root, a StackSet's name has letters, digits and hyphens only.",
	.source = ORGANIZATIONS "API_Account.html",
	.bad = HEAD OUS "accounts:\n"
	                "  dev: {id: \"2222222222223\", ou: Workloads}  #!\n",
	.good = HEAD OUS DEV,
};

const struct rule org_unquoted_account_id = {
	.id = "ORG006",
	.name = "unquoted-account-id",
	.severity = SEV_WARNING,
	.summary = "an account id has no quotes",
	.why = "orgc keeps the digits as they are written. Editors, scripts and AWS's own tools\n"
	       "read a number: they drop a zero in front, and where no digit is above 7 they\n"
	       "take the number for an octal one and make another account of it.",
	.source = "https://yaml.org/type/int.html",
	.bad = HEAD OUS "accounts:\n"
	                "  dev: {id: 012345670123, ou: Workloads}  #!\n",
	.good = HEAD OUS "accounts:\n"
	                 "  dev: {id: \"012345670123\", ou: Workloads}\n",
	.fixed = HEAD OUS "accounts:\n"
	                  "  dev: {id: \"012345670123\", ou: Workloads}\n",
};

const struct rule org_duplicate_id = {
	.id = "ORG007",
	.name = "duplicate-id",
	.severity = SEV_ERROR,
	.summary = "two accounts, or two OUs, have one id",
	.why = "One of the two is not what it says: it was copied, or typed wrong. Stacks meant\n"
	       "for one account would go to another.",
	.source = ORGANIZATIONS "API_Account.html",
	.bad = HEAD OUS "accounts:\n"
	                "  dev: {id: \"222222222222\", ou: Workloads}\n"
	                "  prod: {id: \"222222222222\", ou: Workloads}  #!\n",
	.good = HEAD OUS "accounts:\n"
	                 "  dev: {id: \"222222222222\", ou: Workloads}\n"
	                 "  prod: {id: \"333333333333\", ou: Workloads}\n",
};

const struct rule org_unknown_name = {
	.id = "ORG008",
	.name = "unknown-name",
	.severity = SEV_ERROR,
	.summary = "a name stands for no account, OU, region or StackSet",
	.why = "Selectors name OUs by their path and accounts by their key in this file, not by\n"
	       "their id. What nobody described cannot be found.",
	.source = OWN,
	.bad = HEAD OUS DEV AUTOMATION "    admin: management\n"
	                               "    in: [Worklods]  #!\n",
	.good = HEAD OUS DEV AUTOMATION "    admin: management\n"
	                                "    in: [Workloads]\n",
};

const struct rule org_name_for_two = {
	.id = "ORG009",
	.name = "name-for-two",
	.severity = SEV_ERROR,
	.summary = "one name stands for two things",
	.why = "A selector could not tell them apart, or two StackSets would share one file.\n"
	       "Names are local to this file: AWS need not know the new one.",
	.source = OWN,
	.bad = HEAD OUS "accounts:\n"
	                "  Workloads: {id: \"222222222222\", ou: Workloads}  #!\n",
	.good = HEAD OUS "accounts:\n"
	                 "  workloads-main: {id: \"222222222222\", ou: Workloads}\n",
};

const struct rule org_home_region = {
	.id = "ORG010",
	.name = "home-region-not-listed",
	.severity = SEV_ERROR,
	.summary = "the home region is not one of the regions in use",
	.why = "IAM roles and the StackSets themselves live in the home region, so it is in use\n"
	       "whatever else is.",
	.source = STACKSETS "stacksets-concepts.html",
	.bad = "version: 1\n"
	       "organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"
	       "management: {id: \"111111111111\"}\n"
	       "regions:\n"
	       "  home: us-east-1  #!\n"
	       "  all: [eu-west-1]\n",
	.good = "version: 1\n"
	        "organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"
	        "management: {id: \"111111111111\"}\n"
	        "regions:\n"
	        "  home: us-east-1\n"
	        "  all: [us-east-1, eu-west-1]\n",
};

const struct rule org_ou_without_parent = {
	.id = "ORG011",
	.name = "ou-without-parent",
	.severity = SEV_ERROR,
	.summary = "the OU above an OU is not described",
	.why = "Selecting an OU selects what is below it. Where the OU above is missing, or its\n"
	       "name is misspelt, the tree is not the one that AWS has.",
	.source = ORGANIZATIONS "API_OrganizationalUnit.html",
	.bad = HEAD "ous:\n"
	            "  Workloads/Dev: {id: ou-ab12-22222222}  #!\n",
	.good = HEAD "ous:\n"
	             "  Workloads: {id: ou-ab12-11111111}\n"
	             "  Workloads/Dev: {id: ou-ab12-22222222}\n",
};

const struct rule org_ou_too_deep = {
	.id = "ORG012",
	.name = "ou-too-deep",
	.severity = SEV_ERROR,
	.summary = "OUs nest deeper than AWS lets them",
	.why = "There are five levels of OUs below the root at most, so this one cannot exist\n"
	       "where its path says.",
	.source = "https://docs.aws.amazon.com/organizations/latest/userguide/"
	          "orgs_reference_limits.html",
	.bad = HEAD "ous:\n"
	            "  A: {id: ou-ab12-11111111}\n"
	            "  A/B: {id: ou-ab12-22222222}\n"
	            "  A/B/C: {id: ou-ab12-33333333}\n"
	            "  A/B/C/D: {id: ou-ab12-44444444}\n"
	            "  A/B/C/D/E: {id: ou-ab12-55555555}\n"
	            "  A/B/C/D/E/F: {id: ou-ab12-66666666}  #!\n",
	.good = HEAD "ous:\n"
	             "  A: {id: ou-ab12-11111111}\n"
	             "  A/B: {id: ou-ab12-22222222}\n"
	             "  A/B/C: {id: ou-ab12-33333333}\n"
	             "  A/B/C/D: {id: ou-ab12-44444444}\n"
	             "  A/B/C/D/E: {id: ou-ab12-55555555}\n",
};

const struct rule org_ou_of_other_root = {
	.id = "ORG013",
	.name = "ou-of-other-root",
	.severity = SEV_ERROR,
	.summary = "an OU belongs to another organization's root",
	.why = "The id of an OU holds the id of its root: ou-ab12-… stands below r-ab12. One\n"
	       "from another organization is refused as a target of StackSets.",
	.source = ORGANIZATIONS "API_OrganizationalUnit.html",
	.bad = HEAD "ous: {Workloads: {id: ou-zz99-11111111}}  #!\n",
	.good = HEAD OUS,
};

const struct rule org_suspended_account = {
	.id = "ORG014",
	.name = "suspended-account",
	.severity = SEV_ERROR,
	.summary = "a suspended account is named where an active one is needed",
	.why = "StackSets pass over suspended accounts without an error, and nothing can be\n"
	       "deployed to one in any other way: what this asks for would never be there.",
	.source = STACKSETS "stacksets-orgs-manage-auto-deployment.html",
	.bad = HEAD OUS "accounts:\n"
	                "  dev: {id: \"222222222222\", ou: Workloads, status: suspended}\n"
	                "  prod: {id: \"333333333333\", ou: Workloads}\n" AUTOMATION
	                "    admin: management\n"
	                "    in: [prod, dev]  #!\n",
	.good = HEAD OUS "accounts:\n"
	                 "  dev: {id: \"222222222222\", ou: Workloads, status: suspended}\n"
	                 "  prod: {id: \"333333333333\", ou: Workloads}\n" AUTOMATION
	                 "    admin: management\n"
	                 "    in: [prod]\n",
};

const struct rule org_empty_selector = {
	.id = "ORG015",
	.name = "empty-selector",
	.severity = SEV_ERROR,
	.summary = "in, except and regions select nothing, or an item of them does nothing",
	.why = "A StackSet without targets or regions is refused. An exception to something that\n"
	       "is not selected hints at a name that was meant otherwise.",
	.source = STACKSETS "account-level-targets.html",
	.bad = HEAD OUS DEV AUTOMATION "    admin: management\n"
	                               "    in: [dev]  #!\n"
	                               "    except: [Workloads]\n",
	.good = HEAD OUS DEV AUTOMATION "    admin: management\n"
	                                "    in: [Workloads]\n",
};

const struct rule org_covered_twice = {
	.id = "ORG016",
	.name = "covered-twice",
	.severity = SEV_WARNING,
	.summary = "a list names the same thing twice",
	.why = "An OU stands for everything below it. Naming a part of it as well does nothing,\n"
	       "and looks as if it did when the OU is taken out later.",
	.source = STACKSETS "account-level-targets.html",
	.bad = HEAD OUS DEV AUTOMATION "    admin: management\n"
	                               "    in:\n"
	                               "      - Workloads\n"
	                               "      - dev  #!\n",
	.good = HEAD OUS DEV AUTOMATION "    admin: management\n"
	                                "    in:\n"
	                                "      - Workloads\n",
};

const struct rule org_cyclic_after = {
	.id = "ORG017",
	.name = "cyclic-after",
	.severity = SEV_ERROR,
	.summary = "StackSets wait for one another in a circle",
	.why = "None of them could ever be deployed first.",
	.source = STACKSETS "aws-attribute-dependson.html",
	.bad = HEAD OUS DEV TOPIC
	"stacksets:\n"
	"  alerts: {template: alerts.yaml, in: [dev], after: [logs]}  #!\n"
	"  logs: {template: logs.yaml, in: [dev], after: [alerts]}\n",
	.good = HEAD OUS DEV TOPIC
	"stacksets:\n"
	"  alerts: {template: alerts.yaml, in: [dev], after: [logs]}\n"
	"  logs: {template: logs.yaml, in: [dev]}\n",
};

const struct rule org_console_entry = {
	.id = "ORG018",
	.name = "unknown-console-entry",
	.severity = SEV_ERROR,
	.summary = "an entry of console has no known form",
	.why = "The console shows results through the execution role, so that role must trust\n"
	       "whoever is logged in: role/NAME, role/PATH/NAME, role/PATTERN*, user/NAME,\n"
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
	.why = "The execution role holds ssm:* and more in every target account. Whoever has\n"
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

const struct rule org_template_file = {
	.id = "ORG021",
	.name = "unusable-template",
	.severity = SEV_ERROR,
	.summary = "the file that template names is missing or no template",
	.why = "A StackSet needs a CloudFormation template: YAML or JSON with Resources. The\n"
	       "path starts in the folder of org.yaml.",
	.source = STACKSETS "template-anatomy.html",
	.bad = HEAD OUS DEV "#| Just: a document\n"
	"stacksets:\n"
	"  alerts:\n"
	"    template: alerts.yaml  #!\n"
	"    in: [Workloads]\n",
	.good = HEAD OUS DEV TOPIC ALERTS "    in: [Workloads]\n",
};

const struct rule org_unknown_parameter = {
	.id = "ORG022",
	.name = "unknown-parameter",
	.severity = SEV_ERROR,
	.summary = "the template has no such parameter",
	.why = "CloudFormation refuses values for parameters that a template does not have.",
	.source = STACKSETS "parameters-section-structure.html",
	.bad = HEAD OUS DEV "#| Parameters: {Mail: {Type: String}}\n" TOPIC ALERTS
	"    in: [Workloads]\n"
	"    parameters:\n"
	"      Mail: ops@example.com\n"
	"      Mial: dev@example.com  #!\n",
	.good = HEAD OUS DEV "#| Parameters: {Mail: {Type: String}}\n" TOPIC ALERTS
	"    in: [Workloads]\n"
	"    parameters:\n"
	"      Mail: ops@example.com\n",
};

const struct rule org_missing_parameter = {
	.id = "ORG023",
	.name = "parameter-without-value",
	.severity = SEV_ERROR,
	.summary = "a parameter has neither a value nor a default",
	.why = "Nobody is there to ask when a StackSet is deployed: every parameter needs a\n"
	       "value in org.yaml, or a Default in the template.",
	.source = STACKSETS "parameters-section-structure.html",
	.bad = HEAD OUS DEV "#| Parameters: {Mail: {Type: String}}\n" TOPIC
	"stacksets:\n"
	"  alerts:\n"
	"    template: alerts.yaml  #!\n"
	"    in: [Workloads]\n",
	.good = HEAD OUS DEV "#| Parameters: {Mail: {Type: String}}\n" TOPIC ALERTS
	"    in: [Workloads]\n"
	"    parameters: {Mail: ops@example.com}\n",
};

const struct rule org_refused_parameter = {
	.id = "ORG024",
	.name = "refused-parameter-value",
	.severity = SEV_ERROR,
	.summary = "a value is not one that the parameter takes",
	.why = "The value is put into the template, so CloudFormation does not hold it against\n"
	       "AllowedValues, AllowedPattern and the rest any more: orgc does.",
	.source = STACKSETS "parameters-section-structure.html",
	.bad = HEAD OUS DEV "#| Parameters: {Stage: {Type: String, AllowedValues: [dev, prod]}}\n"
	TOPIC ALERTS
	"    in: [Workloads]\n"
	"    parameters: {Stage: production}  #!\n",
	.good = HEAD OUS DEV "#| Parameters: {Stage: {Type: String, AllowedValues: [dev, prod]}}\n"
	TOPIC ALERTS
	"    in: [Workloads]\n"
	"    parameters: {Stage: prod}\n",
};

const struct rule org_template_not_for_stacksets = {
	.id = "ORG025",
	.name = "template-not-for-stacksets",
	.severity = SEV_ERROR,
	.summary = "the template has what StackSets of an organization refuse",
	.why = "StackSets that deploy to OUs take neither transforms and macros nor nested\n"
	       "stacks and StackSets. Expand the template first, or put the nested one's\n"
	       "resources into it.",
	.source = STACKSETS "stacksets-concepts.html",
	.bad = HEAD OUS DEV "#| Transform: AWS::Serverless-2016-10-31\n" TOPIC
	"stacksets:\n"
	"  alerts:\n"
	"    template: alerts.yaml  #!\n"
	"    in: [Workloads]\n",
	.good = HEAD OUS DEV TOPIC ALERTS "    in: [Workloads]\n",
};

const struct rule org_named_iam_in_regions = {
	.id = "ORG026",
	.name = "named-iam-in-regions",
	.severity = SEV_ERROR,
	.summary = "an IAM name would be made in more than one region",
	.why = "IAM is the same in every region of an account. The stack in the second region\n"
	       "meets the name that the first one made, and fails. Deploy to the home region,\n"
	       "let ${AWS::Region} be a part of the name, or give the resource a condition.",
	.source = STACKSETS "aws-resource-iam-role.html",
	.bad = HEAD OUS DEV
	"#| Resources: {Group: {Type: AWS::IAM::Group, Properties: {GroupName: ops}}}\n"
	"stacksets:\n"
	"  groups:\n"
	"    template: groups.yaml\n"
	"    in: [Workloads]\n"
	"    regions: all  #!\n",
	.good = HEAD OUS DEV
	"#| Resources: {Group: {Type: AWS::IAM::Group, Properties: {GroupName: ops}}}\n"
	"stacksets:\n"
	"  groups:\n"
	"    template: groups.yaml\n"
	"    in: [Workloads]\n"
	"    regions: home\n",
};

const struct rule org_over_a_limit = {
	.id = "ORG027",
	.name = "over-a-limit",
	.severity = SEV_ERROR,
	.summary = "AWS takes no more of this",
	.why = "What would be built is larger, longer or more than AWS takes.",
	.source = STACKSETS "cloudformation-limits.html",
	.bad = HEAD OUS DEV TOPIC
	"stacksets:\n"
	"  a: {template: a.yaml, in: [Workloads]}\n"
	"  b: {template: a.yaml, in: [Workloads]}\n"
	"  c: {template: a.yaml, in: [Workloads]}\n"
	"  d: {template: a.yaml, in: [Workloads]}\n"
	"  e: {template: a.yaml, in: [Workloads]}\n"
	"  f: {template: a.yaml, in: [Workloads]}\n"
	"  g: {template: a.yaml, in: [Workloads]}\n"
	"  h: {template: a.yaml, in: [Workloads]}\n"
	"  i: {template: a.yaml, in: [Workloads]}\n"
	"  j: {template: a.yaml, in: [Workloads]}\n"
	"  k: {template: a.yaml, in: [Workloads]}\n"
	"  l:\n"
	"    template: a.yaml\n"
	"    in: [Workloads]\n"
	"    after: [a, b, c, d, e, f, g, h, i, j, k]  #!\n",
	.good = HEAD OUS DEV TOPIC
	"stacksets:\n"
	"  a: {template: a.yaml, in: [Workloads]}\n"
	"  l:\n"
	"    template: a.yaml\n"
	"    in: [Workloads]\n"
	"    after: [a]\n",
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
	.summary = "images are shared with nobody",
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

#define TWO_ACCOUNTS                                                                      \
	"accounts:\n"                                                                         \
	"  operations: {id: \"222222222222\", ou: /}\n"                                       \
	"  search: {id: \"333333333333\", ou: /}\n"
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
	.why = "Quick Setup, behind the unified console, sets the role of default host\n"
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

#define SCPS "https://docs.aws.amazon.com/organizations/latest/userguide/"

const struct rule org_policy_file = {
	.id = "ORG036",
	.name = "unusable-policy",
	.severity = SEV_ERROR,
	.summary = "a policy's file or preset is missing, or is no policy",
	.why = "A policy comes from one place: a file of JSON or YAML beside org.yaml, or a preset\n"
	       "that ships with orgc. In it, orgc:PATH stands for what org.yaml says at that path;\n"
	       "functions of CloudFormation mean nothing there.",
	.source = OWN,
	.bad = HEAD OUS "policies:\n  stay: {type: scp, in: all}  #!\n",
	.good = HEAD OUS
	"policies:\n  stay: {type: scp, preset: deny-leaving-organization, in: all}\n",
};

const struct rule org_policy_of_other_kind = {
	.id = "ORG037",
	.name = "policy-of-other-kind",
	.severity = SEV_ERROR,
	.summary = "a policy is not of the type that org.yaml says",
	.why = "A service control policy has no Principal: it holds for every principal of the\n"
	       "accounts. A resource control policy names the Principal \"*\" in each statement.\n"
	       "Organizations refuses one in the place of the other.",
	.source = SCPS "orgs_manage_policies_rcps_syntax.html",
	.bad = HEAD OUS
	"policies:\n"
	"  strangers: {type: scp, preset: deny-outside-principals, in: all}  #!\n",
	.good = HEAD OUS
	"policies:\n"
	"  strangers: {type: rcp, preset: deny-outside-principals, in: all}\n",
};

const struct rule org_policy_with_exception = {
	.id = "ORG038",
	.name = "policy-with-exception",
	.severity = SEV_ERROR,
	.summary = "accounts or OUs are taken out of a policy",
	.why = "A policy of the organization holds for everything below the root, OU or account\n"
	       "that it is attached to. AWS knows no exception: attach it lower down, or let\n"
	       "single roles through with exempt.",
	.source = SCPS "orgs_manage_policies_scps_evaluation.html",
	.bad = HEAD OUS DEV
	"policies:\n"
	"  stay:\n"
	"    type: scp\n"
	"    preset: deny-leaving-organization\n"
	"    in: all\n"
	"    except: [dev]  #!\n",
	.good = HEAD OUS DEV
	"policies:\n"
	"  stay:\n"
	"    type: scp\n"
	"    preset: deny-leaving-organization\n"
	"    in: all\n",
};

const struct rule org_policy_without_effect = {
	.id = "ORG039",
	.name = "policy-without-effect",
	.severity = SEV_WARNING,
	.summary = "a policy is attached to the management account",
	.why = "Service and resource control policies never hold for the management account, even\n"
	       "where they are attached to it.",
	.source = SCPS "orgs_manage_policies_scps.html",
	.bad = HEAD OUS
	"policies:\n"
	"  stay:\n"
	"    type: scp\n"
	"    preset: deny-leaving-organization\n"
	"    in: [Workloads, management]  #!\n",
	.good = HEAD OUS
	"policies:\n"
	"  stay:\n"
	"    type: scp\n"
	"    preset: deny-leaving-organization\n"
	"    in: [Workloads]\n",
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

const struct rule org_allow_beside_all = {
	.id = "ORG042",
	.name = "allow-beside-all",
	.severity = SEV_WARNING,
	.summary = "a service control policy only allows, beside AWS's own that allows everything",
	.why = "Policies of one level add up, and FullAWSAccess, which AWS attaches to the root\n"
	       "and to every OU and account, allows everything already. A list of what is allowed\n"
	       "holds only where FullAWSAccess is detached from the very same place, which is\n"
	       "what replace-full-access asks for.",
	.source = SCPS "orgs_manage_policies_scps_evaluation.html",
	.bad = HEAD OUS
	"#| {Version: '2012-10-17', Statement: {Effect: Allow, Action: 's3:*', Resource: '*'}}\n"
	"policies:\n"
	"  buckets-only: {type: scp, file: p.yaml, in: [Workloads]}  #!\n",
	.good = HEAD OUS
	"#| {Version: '2012-10-17', Statement: {Effect: Deny, NotAction: 's3:*', Resource: '*'}}\n"
	"policies:\n"
	"  buckets-only: {type: scp, file: p.yaml, in: [Workloads]}\n",
};

const struct rule org_rollout_from_elsewhere = {
	.id = "ORG043",
	.name = "rollout-from-elsewhere",
	.severity = SEV_ERROR,
	.summary = "StackSets are to be deployed from an account that may not",
	.why = "The management account may deploy StackSets to OUs, and a delegated administrator\n"
	       "of StackSets may. Any other account is refused.",
	.source = STACKSETS "stacksets-orgs-delegated-admin.html",
	.bad = HEAD TWO_ACCOUNTS "rollout:\n"
	                         "  from: operations  #!\n",
	.good = HEAD TWO_ACCOUNTS "rollout:\n"
	                          "  from: operations\n"
	                          "delegated-administrators: {stacksets: operations}\n",
};

const struct rule org_level_without_allow = {
	.id = "ORG044",
	.name = "level-without-allow",
	.severity = SEV_ERROR,
	.summary = "FullAWSAccess would be detached, and nothing else allows anything",
	.why = "An account may do only what each level above it allows: the root, every OU on the\n"
	       "way, and the account itself. Below a level without any Allow everything is denied,\n"
	       "to StackSets too.",
	.source = SCPS "orgs_manage_policies_scps_evaluation.html",
	.bad = HEAD OUS
	"#| {Version: '2012-10-17', Statement: {Effect: Deny, Action: 's3:*', Resource: '*'}}\n"
	"policies:\n"
	"  no-buckets:  #!\n"
	"    {type: scp, file: p.yaml, in: [Workloads], replace-full-access: true}\n",
	.good = HEAD OUS
	"#| {Version: '2012-10-17', Statement: {Effect: Allow, NotAction: 's3:*', Resource: '*'}}\n"
	"policies:\n"
	"  no-buckets:\n"
	"    {type: scp, file: p.yaml, in: [Workloads], replace-full-access: true}\n",
};

const struct rule *const org_rules[] = {
	&org_wrong_type,
	&org_unknown_key,
	&org_missing_key,
	&org_malformed_value,
	&org_unquoted_account_id,
	&org_duplicate_id,
	&org_unknown_name,
	&org_name_for_two,
	&org_home_region,
	&org_ou_without_parent,
	&org_ou_too_deep,
	&org_ou_of_other_root,
	&org_suspended_account,
	&org_empty_selector,
	&org_covered_twice,
	&org_cyclic_after,
	&org_console_entry,
	&org_whole_account,
	&org_pattern_not_pinned,
	&org_template_file,
	&org_unknown_parameter,
	&org_missing_parameter,
	&org_refused_parameter,
	&org_template_not_for_stacksets,
	&org_named_iam_in_regions,
	&org_over_a_limit,
	&org_home_region_left_out,
	&org_tier_without_sessions,
	&org_shared_with_nobody,
	&org_management_as_delegate,
	&org_two_delegates,
	&org_region_without_console,
	&org_console_away_from_identity_center,
	&org_setting_of_two,
	&org_policy_file,
	&org_policy_of_other_kind,
	&org_policy_with_exception,
	&org_policy_without_effect,
	&org_admin_without_ous,
	&org_hidden_nodes,
	&org_allow_beside_all,
	&org_rollout_from_elsewhere,
	&org_level_without_allow,
	NULL,
};
