// What can be wrong with values and names of org.yaml.
#include "org/org_rules.h"
#include "org/rules/examples.h"

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
	       "their id. What no one described cannot be found.",
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

#define NO_REGIONS                                                                        \
	"version: 1\n"                                                                        \
	"organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"                                    \
	"management: {id: \"111111111111\"}\n"

const struct rule org_other_partition = {
	.id = "ORG046",
	.name = "other-partition",
	.severity = SEV_ERROR,
	.summary = "a region is of another partition than the organization",
	.why = "The regions of China, of GovCloud and all others are partitions of their own, with\n"
	       "accounts and organizations of their own. Nothing of one reaches into another.",
	.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
	          "reference-arns.html#arns-partitions",
	.bad = NO_REGIONS "regions: {home: us-east-1, all: [us-east-1, cn-north-1]}  #!\n",
	.good = NO_REGIONS "regions: {home: cn-north-1, all: [cn-north-1, cn-northwest-1]}\n",
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

const struct rule org_unknown_value = {
	.id = "ORG048",
	.name = "unknown-value",
	.severity = SEV_ERROR,
	.summary = "a text holds {{NAME}}, and nothing is called so",
	.why = "AWS would be given the brackets. A value stands under values:, or in org.yaml\n"
	       "itself ({{accounts.prod.id}}); {{account.id}} means one account, and has none where\n"
	       "a text is for several. {{!NAME}} is the text {{NAME}}, and what has a colon in it,\n"
	       "as {{resolve:ssm:/x}}, is left to AWS.",
	.source = OWN,
	.bad = HEAD OUS "values: {team: platform}\n"
	                "tags: {Owner: \"{{taem}}\"}  #!\n",
	.good = HEAD OUS "values: {team: platform}\n"
	                 "tags: {Owner: \"{{team}}\"}\n",
};

const struct rule org_unusable_include = {
	.id = "ORG049",
	.name = "unusable-include",
	.severity = SEV_ERROR,
	.summary = "a file that org.yaml includes is missing, empty, or one too many",
	.why = "accounts, ous and values may stand in a file of their own: !include accounts.yaml.\n"
	       "The path starts in the folder of org.yaml. What is included includes nothing\n"
	       "itself, and there are four such files at most.",
	.source = OWN,
	.bad = HEAD "ous: !include ous.yaml  #!\n",
	.good = HEAD "#| Workloads: {id: ou-ab12-11111111}\n"
	             "ous: !include ous.yaml\n",
};
