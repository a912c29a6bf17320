// Who may act for the organization in a service.
#ifndef ORG_ORG_DELEGATES_H
#define ORG_ORG_DELEGATES_H

#include "org/org.h"

// The account that acts for the organization in a service ("systems-manager"), as {id, name}:
// the one named under delegated-administrators, or the one of the unified console. NULL
// where there is none.
const struct node *org_delegate(const struct org *org, const char *service);

// Checks delegated-administrators and rollout.from.
void org_check_delegates(const struct org *org);
// The management account is the owner already, and AWS refuses to delegate to it: `key` is
// that of the account's name.
void org_check_delegate(const struct org *org, const struct node *key);

#endif
