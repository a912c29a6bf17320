// What can be wrong with policies of the organization.
#include "org/org_rules.h"
#include "org/rules/examples.h"

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

const struct rule org_policy_shadowed = {
	.id = "ORG045",
	.name = "policy-shadowed",
	.severity = SEV_INFO,
	.summary = "a Deny says what another policy on its path denies already",
	.why = "What one policy denies no other one gives back. A statement that another policy\n"
	       "says too, attached at the same place or above it, changes nothing, and whom it\n"
	       "exempts the other one denies all the same.",
	.source = SCPS "orgs_manage_policies_scps_evaluation.html",
	.bad = HEAD OUS
	"policies:\n"
	"  stay: {type: scp, preset: deny-leaving-organization, in: all}\n"
	"  workloads-stay:  #!\n"
	"    {type: scp, preset: deny-leaving-organization, in: [Workloads]}\n",
	.good = HEAD OUS
	"policies:\n"
	"  stay: {type: scp, preset: deny-leaving-organization, in: all}\n",
};
