// The policies of org.yaml: read or preset, filled in, with their
// exemptions, and attached by one stack in the management account.
#ifndef GEN_POLICIES_POLICIES_H
#define GEN_POLICIES_POLICIES_H

#include "aws/aws.h"
#include "gen/loader.h"

struct org_policy {
	struct str name;        // "keep-buckets-private"
	struct str aws_name; // what AWS calls it: the same, where org.yaml says nothing
	struct str previously; // the name it had before; empty where it is the first
	const char *id;        // its logical id
	const struct node *key; // where org.yaml asks for it
	const char *path;       // "policies.keep-buckets-private"
	const struct fact *type; // a row of policy-types
	bool is_rcp;
	bool is_of_feature; // a feature brings it along: what it selects is not its own
	bool replaces_full_access; // FullAWSAccess is to be detached where this is attached
	struct str description; // empty where there is none
	const struct doc *doc;  // its file or preset as it was read
	struct node *targets;   // SEQ of ids: the root, OUs and accounts
	const struct doc *content; // what it says (policy_fill)
	struct str text;        // the same, minified, since AWS counts every character
};

struct org_policies {
	struct org *org;
	struct org_policy *items; // SCPs and RCPs, in the order of org.yaml
	size_t count, room;
	struct org_policy *others; // of other types (other_types.h): nothing judges who may do what
	size_t other_count, other_room;
};

struct org_policies policies_of(struct org *org, const struct loader *loader);

// What org.yaml calls the root, OU or account with that id.
const char *policy_target_name(const struct org *org, struct str id);

// How many characters AWS takes of one; 0 where that is not known.
long policy_characters(const struct org_policy *p);

// The template with an AWS::Organizations::Policy for each.
const struct doc *policies_template(const struct org_policies *p);

#endif
