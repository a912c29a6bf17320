// What rules ask of the names of condition keys.
#ifndef LINT_POLICY_KEYS_H
#define LINT_POLICY_KEYS_H

#include "aws/aws.h"
#include "policies/condition.h"

// Whether all keys of this prefix should be known: it is aws or a service's. Those of
// identity providers are not, nor names that hold a tag or more colons.
bool key_of_known_service(struct str name);
// "aws:RequestTag", "ec2:ResourceTag/": a key for tags without the tag's own.
bool key_lacks_tag(struct str name);

#endif
