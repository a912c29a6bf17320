// Policies and delegated administrators of what was taken in, once OUs and accounts have
// their places.
#ifndef ORG_IMPORT_IMPORT_POLICIES_H
#define ORG_IMPORT_IMPORT_POLICIES_H

#include "org/import/import.h"

void import_place_policies(struct import *in);
void import_place_delegates(struct import *in);

#endif
