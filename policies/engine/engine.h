// What a set of policies says to a request: allowed, denied, or that it depends, and on
// what. This header is all that a program needs to ask:
//
//     struct prepared *scp = policy_prepare(a, policy_of(a, root, POLICY_SCP));
//     …
//     struct answer answer = engine_ask(&request, &situation, &scratch);
//     arena_reset(&scratch);
//
// Policies are prepared once and asked many times: asking allocates a little in `scratch`
// and nothing else. Texts of policies and requests may be known only in part
// (model/variant.h; in plain texts HOLE_BYTE). What is not known never makes an answer
// up: anyone who says nothing about a key or a policy gets "depends", not "allowed".
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
#ifndef POLICIES_ENGINE_ENGINE_H
#define POLICIES_ENGINE_ENGINE_H

#include "model/truth.h"
#include "policies/policy.h"

// --- the request ---

enum caller_kind {
	CALLER_UNKNOWN,
	CALLER_ROLE,           // a session of a role
	CALLER_USER,
	CALLER_ROOT,           // the root user of an account
	CALLER_FEDERATED_USER, // a session of GetFederationToken
	CALLER_SERVICE,        // an AWS service itself, not a role that it took on
	CALLER_IDENTITY,       // of an OIDC or SAML provider, taking on a role
	CALLER_ANONYMOUS,
};

// Who calls. Texts that do not go with the kind are empty.
struct caller {
	enum caller_kind kind;
	struct str arn;     // who signed: of a role the session, …:assumed-role/NAME/…
	struct str entity;  // ROLE: the role's own ARN, with its path; FEDERATED_USER: the
	                    // user that got the session, empty where that is not known
	struct str account; // empty: not known, or (SERVICE, IDENTITY, ANONYMOUS) in none
	struct str name;    // SERVICE: "ssm.amazonaws.com"; IDENTITY: the provider as
	                    // policies write it under Federated
};

// From an ARN of iam or sts, a service principal, or a provider's ARN or name. A session's
// ARN does not have the path of its role, so `entity` then holds HOLE_BYTE: set it where
// the path is known. A role's ARN gives a session of an unknown name. Anything else is
// CALLER_UNKNOWN.
struct caller caller_of(struct arena *a, struct str text);

enum key_state {
	KEY_UNKNOWN, // it is not known whether the request has it, nor what it holds
	KEY_ABSENT,
	KEY_PRESENT, // with `values`; one that is not known is HOLE_BYTE
};

struct context_key {
	struct str name; // "aws:RequestedRegion", in any case
	enum key_state state;
	const struct str *values;
	size_t count;
	bool is_list; // can have several values, as aws:TagKeys, even if it has one
};

struct request {
	struct caller caller;
	struct str action;           // "s3:GetObject", in any case
	struct str resource;         // an ARN, or "*" where the action has no resources
	struct str resource_account; // empty: not known
	// aws:PrincipalArn and a few more follow from the caller (context.c, derive_keys)
	// where they are not listed here.
	const struct context_key *keys;
	size_t key_count;
	enum key_state unlisted; // of every other key: KEY_UNKNOWN or KEY_ABSENT
};

// --- the policies around it ---

struct prepared; // a policy, ready to be asked

// `p` and what it stands on must live as long as what is made of it.
struct prepared *policy_prepare(struct arena *a, const struct policy *p);

struct policies {
	const struct prepared *const *items;
	size_t count;
	bool known; // false: there may be others besides
};

// What hangs at the root, at an OU, at the account.
struct level {
	struct str name; // for messages only
	struct policies policies;
};

// Root first, account last. A known path without levels: policies of this type are not
// in use there, or the account is in no organization.
struct ou_path {
	const struct level *levels;
	size_t count;
	bool known; // false: this path is not known, or it may have more levels
};

// Zeroed, it says that nothing is known.
struct situation {
	struct ou_path scps; // of the caller's account: Allows of a level add up, those of
	                  // levels intersect
	struct ou_path rcps; // of the resource's account; RCPFullAWSAccess need not be listed
	// Which neither SCPs nor RCPs reach. Empty: the accounts at hand are others.
	struct str management_account;
	struct policies identity; // of the user and its groups, or of the role
	struct policies boundary; // known and none: no permissions boundary
	struct policies session;  // known and none: no session policy was passed
	struct policies resource; // the resource's own policy; of a role its trust policy
};

// --- the answer ---

enum verdict { VERDICT_DENIED, VERDICT_DEPENDS, VERDICT_ALLOWED };

enum layer {
	LAYER_NONE, // no policy decides: a root user of the account, say
	LAYER_SCP,
	LAYER_RCP,
	LAYER_RESOURCE,
	LAYER_IDENTITY,
	LAYER_BOUNDARY,
	LAYER_SESSION,
};
const char *layer_name(enum layer layer); // "service control policy"

// A place among the policies.
struct policy_place {
	enum layer layer;
	size_t level;  // SCP and RCP: which of the path
	size_t policy; // which of the list
	const struct policy *in;           // NULL: the layer (or level) as a whole
	const struct statement *statement; // NULL: the policy as a whole
	size_t index;                      // of the statement
};

enum doubt_kind {
	DOUBT_KEY,      // a condition key of the request: `key`
	DOUBT_TEXT,     // `node`, a part of the policy: not known, or AWS does not tell
	                // what it means
	DOUBT_RESOURCE, // the request's resource, or the account that owns it
	DOUBT_CALLER,   // who calls
	DOUBT_POLICIES, // policies that no one told of
};

struct doubt {
	enum doubt_kind kind;
	struct str key;          // KEY: as the policy spells it
	const struct node *node; // TEXT
	bool denies;             // about a Deny, which may apply; else about an Allow
	struct policy_place at;
};

struct answer {
	enum verdict verdict;
	bool is_explicit; // DENIED by a Deny, not for want of an Allow
	// DENIED: the Deny, or the layer without an Allow. ALLOWED: the Allow that grants
	// it. DEPENDS: the place of the first doubt.
	struct policy_place by;
	const struct doubt *doubts; // in `scratch`; of DEPENDS only, at least one
	size_t doubt_count;
};

struct answer engine_ask(const struct request *r, const struct situation *s,
                         struct arena *scratch);
// Whether SCPs and RCPs leave the request alone, whatever other policies say.
struct answer engine_ask_guardrails(const struct request *r, const struct situation *s,
                                    struct arena *scratch);

#endif
