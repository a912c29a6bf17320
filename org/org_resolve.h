// What blueprints can name: org.yaml with names looked up and values derived.
#ifndef ORG_ORG_RESOLVE_H
#define ORG_ORG_RESOLVE_H

#include "org/org.h"

// Makes org->resolved.
void org_resolve(struct org *org);

// The value at "features.automation.admin.id" in `resolved`; NULL where there is none.
const struct node *org_path(const struct org *org, struct str path);
// Whether there is a value at that path that is neither false nor empty.
bool org_asks(const struct org *org, struct str path);

// A text of a blueprint in which ${PATH} stands for what org.yaml says there, and ${Item}
// for `item`; ${!NAME} is ${NAME}.
struct str org_fill(const struct org *org, struct str text, struct str item);

#endif
