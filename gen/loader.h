// The files that org.yaml names.
#ifndef GEN_LOADER_H
#define GEN_LOADER_H

#include "org/org.h"

// Where a file is that org.yaml names.
const char *org_beside(struct org *org, struct str path);

// The file of an SCP or RCP.
struct org_file {
	const char *path; // as a loader is asked for it
	bool is_rcp;      // else a service control policy
};
// All of them, in the arena of `org`, in the order of org.yaml. Gives the count.
size_t org_policy_files(struct org *org, struct org_file **files);

#endif
