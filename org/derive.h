// What blueprints see of values that org.yaml says in its own words. Each takes the resolved
// value and gives a map in its place, as docs/blueprints.md lists them.
#ifndef ORG_DERIVE_H
#define ORG_DERIVE_H

#include "org/org.h"

// default-host-management, with `native`: whether that is its mode.
const struct node *derive_host_management(struct org *org, const struct node *map);

// session-manager.hybrid, with `cost`: "50.74", in USD a month, where the tier is advanced.
const struct node *derive_hybrid(struct org *org, const struct node *hybrid);

// share-ami, with `tag-key` and `tag-value`, `account-ids`, `ou-arns` and `organization-arns`
// of those it is shared with, `key-arn`, and `key-statements`, JSON for the key's policy.
const struct node *derive_share_ami(struct org *org, const struct node *share_ami);

// unified-console, with `region-names`: its regions without the words home and all.
const struct node *derive_unified_console(struct org *org, const struct node *console);

#endif
