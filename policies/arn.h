// Amazon Resource Names, and the wildcards in them.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
#ifndef POLICIES_ARN_H
#define POLICIES_ARN_H

#include "model/variant.h"

// arn:partition:service:region:account:resource. A field may hold HOLE_BYTE where a part
// is known at deploy time only.
struct arn {
	struct str partition, service, region, account, resource;
};

enum { ARN_FIELDS = 6 };
// Splits at the first five colons, whatever stands in front; false where there are fewer.
bool arn_fields(struct str text, struct str fields[ARN_FIELDS]);
// Splits at the first five colons; false where there are fewer, or no "arn:" in front.
bool arn_split(struct str text, struct arn *arn);

// The text with some letter for a partition that deployment fills in ("arn:…:iam::1:role/x"),
// as that is all that can stand there; any other text as it is. Offsets stay the same.
struct str arn_with_partition(struct arena *a, struct str text);

// Whether every byte is known, that is, none is HOLE_BYTE.
bool text_is_known(struct str text);

// '*' stands for any run of bytes, '?' for one character; of the two only '*' can stand
// for a hole in the text. Never goes back past the last '*', so a*a*a*… is no danger.
bool glob_match(struct str pattern, struct str text);
// The same with other bytes for the two, so that '*' and '?' can stand for themselves.
bool glob_match_as(struct str pattern, struct str text, char any, char one);
// ArnLike: each of the six fields on its own, so no wildcard reaches over a colon before
// the resource. A text or pattern of fewer than six fields never matches.
bool arn_match(struct str pattern, struct str text);
bool arn_match_as(struct str pattern, struct str text, char any, char one);

#endif
