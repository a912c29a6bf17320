// The rules that import reports by.
#include "org/import/import_rules.h"

#include "org/import/import.h"

// Examples are several outputs in one list. Those about an org.yaml that is there have the
// outputs in lines that start with "#| ".
#define ORGANIZATION                                                                      \
	"- Organization: {Id: o-a1b2c3d4e5, MasterAccountId: \"111111111111\"}\n"             \
	"- Roots: [{Id: r-ab12}]\n"
#define NO_OUS "- {ParentId: r-ab12, OrganizationalUnits: []}\n"
#define NO_ACCOUNTS "- {ParentId: r-ab12, Accounts: []}\n"
#define DEV "{Id: \"222222222222\", Name: dev, State: ACTIVE}"

#define OLD                                                                               \
	"#| - Organization: {Id: o-a1b2c3d4e5, MasterAccountId: \"111111111111\"}\n"          \
	"#| - Roots: [{Id: r-ab12}]\n"                                                        \
	"#| - {ParentId: r-ab12, OrganizationalUnits: []}\n"                                  \
	"#| - {ParentId: r-ab12, Accounts: [" DEV "]}\n"                                      \
	"version: 1\n"
#define OLD_REST                                                                          \
	"management: {id: \"111111111111\"}\n"                                                \
	"regions: {home: us-east-1, all: [us-east-1]}\n"

#define API "https://docs.aws.amazon.com/organizations/latest/APIReference/"
#define GUIDE "https://docs.aws.amazon.com/organizations/latest/userguide/"

const struct rule import_unknown_output = {
	.id = "IMP001",
	.name = "unknown-output",
	.severity = SEV_ERROR,
	.summary = "a file holds none of the outputs that import reads",
	.why = "Import reads what these commands of aws organizations print: describe-organization,\n"
	       "list-roots, list-organizational-units-for-parent, list-accounts,\n"
	       "list-accounts-for-parent, list-policies, describe-policy, list-targets-for-policy\n"
	       "and list-delegated-administrators. orgc import --script prints a script that runs\n"
	       "them all.\n",
	.source = API "Welcome.html",
	.bad = "Buckets: []  #!\n",
	.good = ORGANIZATION NO_OUS NO_ACCOUNTS,
};

const struct rule import_cut_list = {
	.id = "IMP002",
	.name = "cut-list",
	.severity = SEV_ERROR,
	.summary = "a list ends before its end",
	.why = "NextToken says that there is more. Accounts that are not in the list would look\n"
	       "as if they were gone. Run the command without --max-items and --no-paginate: the\n"
	       "AWS CLI then asks until all is there.\n",
	.source = "https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-pagination.html",
	.bad = ORGANIZATION NO_OUS "- ParentId: r-ab12\n"
	                           "  Accounts: [" DEV "]\n"
	                           "  NextToken: eyJOZXh0VG9rZW4iOm51bGx9  #!\n",
	.good = ORGANIZATION NO_OUS "- ParentId: r-ab12\n"
	                            "  Accounts: [" DEV "]\n",
};

const struct rule import_missing_output = {
	.id = "IMP003",
	.name = "missing-output",
	.severity = SEV_ERROR,
	.summary = "the output of a command is missing",
	.why = "Without it the description would lack OUs, accounts or policies without saying so.\n"
	       "The hint names the command; orgc import --script prints a script that runs them\n"
	       "all.\n",
	.source = API "Welcome.html",
	.bad = "- Organization: {Id: o-a1b2c3d4e5, MasterAccountId: \"111111111111\"}\n"
	       "- Roots: [{Id: r-ab12}]  #!\n" NO_ACCOUNTS,
	.good = ORGANIZATION NO_OUS NO_ACCOUNTS,
};

const struct rule import_malformed_output = {
	.id = "IMP004",
	.name = "malformed-output",
	.severity = SEV_ERROR,
	.summary = "an output is not as the AWS CLI prints it",
	.why = "An id or a name is missing or has another shape than AWS gives it: the file was\n"
	       "changed by hand, or a --query took something away.\n",
	.source = API "API_Account.html",
	.bad = ORGANIZATION NO_OUS "- ParentId: r-ab12\n"
	                           "  Accounts: [{Id: 2222, Name: dev}]  #!\n",
	.good = ORGANIZATION NO_OUS "- ParentId: r-ab12\n"
	                            "  Accounts: [" DEV "]\n",
};

const struct rule import_no_place = {
	.id = "IMP005",
	.name = "no-place",
	.severity = SEV_ERROR,
	.summary = "no output says in which OU an OU or an account is",
	.why = "The lists for a parent do not say which parent that is. Keep it beside the list,\n"
	       "as ParentId, or at the end of the file's name: ous-of-r-ab12.json. The script that\n"
	       "orgc import --script prints does the former. A newer AWS CLI prints Path and Paths,\n"
	       "which say it too.\n",
	.source = API "API_ListAccountsForParent.html",
	.bad = ORGANIZATION NO_OUS NO_ACCOUNTS "- Accounts: [" DEV "]  #!\n",
	.good = ORGANIZATION NO_OUS "- ParentId: r-ab12\n"
	                            "  Accounts: [" DEV "]\n"
	                            "- Accounts: [" DEV "]\n",
};

const struct rule import_contradiction = {
	.id = "IMP006",
	.name = "contradiction",
	.severity = SEV_ERROR,
	.summary = "two outputs, or one and org.yaml, say different things of the same",
	.why = "Outputs that were collected at different times differ where something changed in\n"
	       "between, and only one of them is true: collect all of them again.\n",
	.source = API "API_Account.html",
	.bad = ORGANIZATION NO_OUS "- {ParentId: r-ab12, Accounts: [" DEV "]}\n"
	                           "- Accounts:\n"
	                           "    - Id: \"222222222222\"\n"
	                           "      Name: development  #!\n",
	.good = ORGANIZATION NO_OUS "- {ParentId: r-ab12, Accounts: [" DEV "]}\n"
	                            "- Accounts:\n"
	                            "    - Id: \"222222222222\"\n"
	                            "      Name: dev\n",
};

const struct rule import_other_organization = {
	.id = "IMP007",
	.name = "other-organization",
	.severity = SEV_ERROR,
	.summary = "the outputs, or org.yaml, belong to another organization",
	.why = "The commands ran with credentials of another organization than the rest, or -o\n"
	       "names another one's org.yaml. Putting both into one would deploy to strangers.\n",
	.source = API "API_Organization.html",
	.bad = OLD "organization: {id: o-zzzzzzzzzz, root: r-ab12}  #!\n" OLD_REST
	           "accounts: {dev: {id: \"222222222222\", ou: /}}\n",
	.good = OLD "organization: {id: o-a1b2c3d4e5, root: r-ab12}\n" OLD_REST
	            "accounts: {dev: {id: \"222222222222\", ou: /}}\n",
};

const struct rule import_gone = {
	.id = "IMP008",
	.name = "gone",
	.severity = SEV_WARNING,
	.summary = "org.yaml describes an account or an OU that the organization does not have",
	.why = "It was closed, left the organization or was deleted, or its id is misspelt. Import\n"
	       "takes nothing out of org.yaml: what else names the account has to be changed with\n"
	       "it.\n",
	.source = GUIDE "orgs_manage_accounts_close.html",
	.bad = OLD "organization: {id: o-a1b2c3d4e5, root: r-ab12}\n" OLD_REST
	           "accounts:\n"
	           "  dev: {id: \"222222222222\", ou: /}\n"
	           "  prod: {id: \"333333333333\", ou: /}  #!\n",
	.good = OLD "organization: {id: o-a1b2c3d4e5, root: r-ab12}\n" OLD_REST
	            "accounts:\n"
	            "  dev: {id: \"222222222222\", ou: /}\n",
};

const struct rule import_other_name = {
	.id = "IMP009",
	.name = "other-name",
	.severity = SEV_INFO,
	.summary = "AWS calls an OU otherwise than org.yaml does",
	.why = "Paths of OUs are names of org.yaml: features and StackSets go by them, and what is\n"
	       "deployed goes by the id. So a name that is there stays when AWS's changes. A new\n"
	       "name may hold no slash, and no blank at its edges.\n",
	.source = API "API_OrganizationalUnit.html",
	.bad = ORGANIZATION NO_ACCOUNTS
	       "- ParentId: r-ab12\n"
	       "  OrganizationalUnits: [{Id: ou-ab12-11111111, Name: Dev/Test}]  #!\n"
	       "- {ParentId: ou-ab12-11111111, OrganizationalUnits: []}\n"
	       "- {ParentId: ou-ab12-11111111, Accounts: []}\n",
	.good = ORGANIZATION NO_ACCOUNTS
	        "- ParentId: r-ab12\n"
	        "  OrganizationalUnits: [{Id: ou-ab12-11111111, Name: Dev and Test}]\n"
	        "- {ParentId: ou-ab12-11111111, OrganizationalUnits: []}\n"
	        "- {ParentId: ou-ab12-11111111, Accounts: []}\n",
};

const struct rule import_by_hand = {
	.id = "IMP010",
	.name = "change-by-hand",
	.severity = SEV_WARNING,
	.summary = "a change cannot be made in org.yaml without touching something else",
	.why = "The value is shared by an alias or a merge, or laid out in a way that leaves no\n"
	       "place for the change. Everything else was changed; this is left to you.\n",
	.source = "https://yaml.org/spec/1.1/#id899912",
	.bad = OLD "organization: {id: o-a1b2c3d4e5, root: r-ab12}\n" OLD_REST
	           "accounts:\n"
	           "  dev: {id: \"222222222222\", ou: &ou Old}  #!\n"
	           "rollout: {order: [*ou]}\n",
	.good = OLD "organization: {id: o-a1b2c3d4e5, root: r-ab12}\n" OLD_REST
	            "accounts:\n"
	            "  dev: {id: \"222222222222\", ou: Old}\n"
	            "rollout: {order: [Old]}\n",
};

#define ADMINS                                                                            \
	"- ServicePrincipal: member.org.stacksets.cloudformation.amazonaws.com\n"             \
	"  DelegatedAdministrators:\n"                                                        \
	"    - Id: \"222222222222\"\n"

const struct rule import_second_delegate = {
	.id = "IMP011",
	.name = "second-delegate",
	.severity = SEV_INFO,
	.summary = "a service has more delegated administrators than org.yaml has room for",
	.why = "StackSets and others take several; org.yaml names one account for a service. The\n"
	       "one that org.yaml has stays, or the first one is taken. The others stay\n"
	       "registered: orgc takes nothing away.\n",
	.source = API "API_ListDelegatedAdministrators.html",
	.bad = ORGANIZATION NO_OUS "- {ParentId: r-ab12, Accounts: [" DEV ",\n"
	       "    {Id: \"333333333333\", Name: ops, State: ACTIVE}]}\n" ADMINS
	       "    - Id: \"333333333333\"  #!\n",
	.good = ORGANIZATION NO_OUS "- {ParentId: r-ab12, Accounts: [" DEV ",\n"
	        "    {Id: \"333333333333\", Name: ops, State: ACTIVE}]}\n" ADMINS,
};

const struct rule *const import_rules[] = {
	&import_unknown_output,
	&import_cut_list,
	&import_missing_output,
	&import_malformed_output,
	&import_no_place,
	&import_contradiction,
	&import_other_organization,
	&import_gone,
	&import_other_name,
	&import_by_hand,
	&import_second_delegate,
	NULL,
};
