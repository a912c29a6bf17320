// The SCPs and RCPs of org.yaml as the policy engine asks them: for each account the path from
// the root, with AWS's own FullAWSAccess where nothing takes its place.
#ifndef PREFLIGHT_GUARDRAILS_H
#define PREFLIGHT_GUARDRAILS_H

#include "gen/policies/policies.h"
#include "policies/engine/engine.h"

struct guardrail {
	const struct org_policy *policy; // NULL: FullAWSAccess
	const struct policy *parsed;
	const struct prepared *prepared;
};

// Accounts of one class have the same answer to every question about them: their paths hold
// the same policies, and no policy tells one from the other.
struct guardrails {
	const struct org *org;
	struct arena *arena;
	struct guardrail *items; // those of org.yaml in its order, FullAWSAccess after them
	size_t count;            // of org.yaml's
	uint32_t *class_of;      // per account
	uint32_t class_count;
	struct situation *situations; // per class; see guardrails_situation
	bool *is_known;
	// Keys under aws:PrincipalTag/ that the policies ask for.
	struct names tags;
	struct names ids; // of accounts, to their indexes
	bool asks_org_paths;
	// Whether an answer may depend on the resource, on where a call comes from, on the name
	// of a session.
	bool asks_resources, asks_source, asks_session;
	// Of guardrails.c.
	struct attached {
		size_t *items, count, room; // indexes of items
		bool replaced;              // FullAWSAccess is detached
	} *of_ous, *of_accounts;
	struct attached *rcps_of_ous, *rcps_of_accounts;
};

struct guardrails *guardrails_of(struct arena *a, const struct org_policies *policies);

// What stands around a request from, or to a resource of, an account.
struct situation guardrails_situation(struct guardrails *g, uint32_t account);
// NULL where a place is in none of org.yaml.
const struct guardrail *guardrails_find(const struct guardrails *g, const struct policy *p);
// Where a statement stands: in the file of its owner, or where org.yaml names the preset.
struct guardrail_place {
	const struct doc *doc;
	const struct node *node;
};
struct guardrail_place guardrail_statement(const struct org *org, const struct org_policy *p,
                                           size_t index);
// The account of an id, or UINT32_MAX.
uint32_t guardrails_account(const struct guardrails *g, struct str id);

#endif
