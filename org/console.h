// Whom a role trusts, for looking at results in a console or opening sessions.
#ifndef ORG_CONSOLE_H
#define ORG_CONSOLE_H

#include "org/org.h"

// What a list of console entries comes to: {principals, patterns, account}, the first two
// lists of ARNs in the account `admin` ({id, name}; NULL where it is not known), the third
// "true" or "false". With `pin`, whatever can be a principal becomes one.
struct node *org_console(struct org *org, const struct node *entries,
                         const struct node *admin, bool pin);

#endif
