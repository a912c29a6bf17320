// What actions act on: whether an ARN can be one of their resources, and which condition
// keys come with each kind of them.
#ifndef LINT_POLICY_ACTS_H
#define LINT_POLICY_ACTS_H

#include "lint/policy/statement.h"
#include "policies/arn.h"

// How well an ARN fits a kind of resources; the better, the higher.
enum arn_fit {
	ARN_OTHER,       // of another service, or of another kind
	ARN_NO_REGION,   // right, but for the Region that it lacks …
	ARN_NO_ACCOUNT,
	ARN_HAS_REGION,  // … or has, where there is none
	ARN_HAS_ACCOUNT,
	ARN_FITS,        // or it is not known
};

// Of the text of a resource, holes as HOLE_BYTE; `pattern` as actions.txt has them.
enum arn_fit arn_fits(const struct arn *arn, struct str pattern);
// The best over the kinds of resources of an action ("s3:GetObject"); ARN_FITS where the
// action is a pattern or not known, or its kinds are not.
enum arn_fit arn_fits_action(const struct arn *arn, struct str action);

// An ARN that each field of means what it seems to: no wildcard in it reaches over a colon.
bool arn_is_clear(struct str text, struct arn *arn);

// A statement with more pairs of an action and a resource is not judged: the work grows
// with their product.
enum { ACTS_PAIRS_MAX = 1024 };

// What an action acts on; empty where that is not known.
struct acted {
	const struct fact *action, *service; // NULL: not known
	bool has_kinds;
};
struct acted acted_of(struct str action);
// Whether a row below an action is a kind of its resources; the others are condition keys.
bool row_is_kind(const struct fact *row);

#endif
