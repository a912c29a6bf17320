// Files that stand for a part of org.yaml: `accounts: !include accounts.yaml`.
#ifndef ORG_FILL_INCLUDE_H
#define ORG_FILL_INCLUDE_H

#include "model/diag.h"

// org.yaml with what its files hold in their places; findings about that stand in the files.
// The same document where it includes none. A file that cannot be had is a finding.
const struct doc *org_include(struct arena *a, const struct doc *doc,
                              const struct loader *loader, struct diags *diags);

// Where a file is that the file `name` names.
const char *path_beside(struct arena *a, const char *name, struct str path);

#endif
