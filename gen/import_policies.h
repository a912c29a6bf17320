// Policies and delegated administrators of what was taken in, once OUs and accounts have
// their places.
#ifndef GEN_IMPORT_POLICIES_H
#define GEN_IMPORT_POLICIES_H

#include "gen/import.h"

void import_place_policies(struct import *in);
void import_place_delegates(struct import *in);

#endif
