// The IAM actions that CloudFormation calls for the resources of a template.
#ifndef PREFLIGHT_NEEDS_H
#define PREFLIGHT_NEEDS_H

#include "model/text/names.h"
#include "policies/engine/engine.h"
#include "templates/eval.h"

// Stands in an ARN for the id of the account.
enum { NEED_ACCOUNT = 0x1c };

struct need {
	struct str action;   // "s3:PutBucketPublicAccessBlock"
	struct str resource; // an ARN; HOLE_BYTE where a part is not known; see need_resource
	bool is_sure;        // it is called; else the resource type may call it
	struct str logical_id, type; // of the resource; empty: of the stack itself
	struct context_key *keys; // of the request, by properties of the resource
	size_t key_count;
	// A runbook's call, when it runs: `step` is the one that makes it, `role` the name of the
	// role that it acts with, empty where that is not known.
	bool is_later;
	struct str step, role;
};

struct needs {
	struct need *items;
	size_t count, room;
	struct names unknown; // types of which no one has said what they need
};

// For the stack itself and for each resource that is there in a Region. `verb`: "create",
// "update" or "delete".
struct needs needs_of(struct arena *a, const struct doc *template, const char *verb,
                      struct str region, bool in_stackset);

// The ARN in an account.
struct str need_resource(struct arena *a, const struct need *need, struct str account);

// "iam:PassRole" -> "iam"
struct str service_of_action(struct str action);

#endif
