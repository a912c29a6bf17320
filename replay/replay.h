// Records of CloudTrail held against the SCPs and RCPs of an org.yaml: which calls that went
// through would be denied, and which that were denied would go through.
//
// One `struct replay` belongs to one thread. What it holds has a bound, and those of several
// threads, files or machines are added up (replay_add, summary.h) to what one would have got.
#ifndef REPLAY_REPLAY_H
#define REPLAY_REPLAY_H

#include "replay/exemptions.h"
#include "replay/record.h"

// Where a record is counted; names in replay_count_names.
enum replay_count {
	REPLAY_SAME,         // it went through and would again, or is denied as before
	REPLAY_DENIED,       // it went through and would be denied
	REPLAY_PASSES,       // an SCP or RCP denied it, and none would
	REPLAY_DEPENDS,      // the record does not tell enough
	REPLAY_OTHERS_DENY,  // denied, not by an SCP or RCP
	REPLAY_FAILED,       // failed for another reason than a denial
	REPLAY_MANAGEMENT,   // by the management account, which is beyond the policies
	REPLAY_LINKED,       // by a service-linked role
	REPLAY_SERVICE,      // by an AWS service itself, or an event that is no call
	REPLAY_CROSS,        // the copy of another account's call
	REPLAY_IDENTITY,     // by a caller who only now gets a session of a role
	REPLAY_ACCOUNT_LESS, // it is not said by which account
	REPLAY_STRANGER,     // by an account that org.yaml does not have
	REPLAY_UNKNOWN,      // an event whose IAM action is not known
	REPLAY_NO_ACTION,    // an event that IAM is not asked about
	REPLAY_COUNTS,
};
extern const char *const replay_count_names[REPLAY_COUNTS];

enum { REPLAY_TIME = 32 };

// Calls that get another answer for the same reason.
struct replay_group {
	enum replay_count kind; // DENIED, PASSES or DEPENDS
	struct str policy;      // whose statement; empty: no policy allows it, or none denies
	size_t statement;       // from 1; 0 where there is none
	struct str action, principal, account; // the principal is a role, not its session
	size_t calls;
	char first[REPLAY_TIME], last[REPLAY_TIME]; // of the calls; empty: none is known
};

enum { REPLAY_GROUPS_MOST = 20000 };

struct replay {
	struct arena *arena;
	struct guardrails *guardrails; // of the new org.yaml
	struct guardrails *old;        // NULL: none to compare with
	size_t counts[REPLAY_COUNTS], records;
	struct replay_group *groups;
	size_t group_count, group_room, dropped; // calls past REPLAY_GROUPS_MOST
	struct replay_exemptions exemptions; // of the new org.yaml
	struct names names; // of groups, to their indexes
	struct replay_memory *memory; // answers that were given before
};

// The guardrails have to be ready (guardrails_ready): several threads may share them.
struct replay *replay_new(struct arena *a, struct guardrails *now, struct guardrails *old);
void guardrails_ready(struct guardrails *g);
void replay_record(void *replay, const struct record *r); // a record_taker
void replay_end(struct replay *r); // gives back what is not in the arena
// Adds what another one has counted.
void replay_add(struct replay *to, const struct replay *from);
// By kind, then policy, statement, action, principal and account.
void replay_sort(struct replay *r);

// The group like this one, made where it is not there; NULL where there are too many.
struct replay_group *replay_group(struct replay *r, const struct replay_group *like);
// Takes times into a group's first and last.
void replay_stretch(struct replay_group *g, struct str first, struct str last);

#endif
