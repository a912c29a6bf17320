// A record of CloudTrail, as far as policies are asked about it, read straight from its bytes:
// the rest is passed over.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
#ifndef REPLAY_RECORD_H
#define REPLAY_RECORD_H

#include "model/arena.h"

// Texts are empty where the record has none. They lie in the buffer, or, where the record has
// escapes in them, in the arena.
struct record {
	struct str event_source, event_name, event_type, event_category, region, time;
	struct str error_code, error_message, source_ip, endpoint, recipient;
	// userIdentity
	struct str identity_type, arn, account, invoked_by, provider, mfa;
	struct str issuer_type, issuer_arn; // sessionIssuer
	struct str resource, resource_account; // the first under `resources`
};

enum scanned {
	SCAN_RECORD, // *end is after it
	SCAN_MORE,   // the text ends inside
	SCAN_WRONG,  // it is no JSON object
};

// A record that begins with the '{' at text.at[0].
enum scanned record_scan(struct arena *a, struct str text, struct record *r, size_t *end);

#endif
