// What is known of a request while policies are asked about it, and what they find they
// would have to know. Shared by the files of the engine; no other file includes it.
#ifndef POLICIES_ENGINE_CONTEXT_H
#define POLICIES_ENGINE_CONTEXT_H

#include "policies/engine/engine.h"

struct key_slot {
	uint64_t hash;
	const struct context_key *key; // NULL: free
};

struct context {
	const struct request *request;
	struct arena *scratch;
	struct str action;      // in lower case
	uint64_t service;       // service_bit of its service
	struct key_slot *slots; // by name
	size_t slot_mask;
	// Doubts are listed only when an answer turned out to be "depends".
	bool listing;
	struct doubt *doubts;
	size_t doubt_count, doubt_room;
	struct policy_place at; // where we are, for new doubts
	bool denies;            // the effect of the statement we are at
};

// Whether callers of this kind belong to an account. False for CALLER_UNKNOWN.
bool is_in_account(const struct caller *who);

struct context context_of(const struct request *r, struct arena *scratch);

uint64_t key_hash(struct str name); // the same for any case
// The state of a key, and in *key its row where it is PRESENT.
enum key_state context_find(const struct context *c, struct str name, uint64_t hash,
                            const struct context_key **key);

void doubt_key(struct context *c, struct str key);
void doubt_text(struct context *c, const struct node *node);
void doubt_other(struct context *c, enum doubt_kind kind);

// One of 64 bits for the service of an action in lower case: statements about other
// services are passed over by one test. All of them where the service is not known.
uint64_t service_bits(struct str action);

#endif
