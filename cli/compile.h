// From an org.yaml on disk to the files of its build: what `build` and `plan` do first.
#ifndef CLI_COMPILE_H
#define CLI_COMPILE_H

#include "gen/build.h"

// `path` may be "-". Only files of its repository are read, unless `anywhere`. Fills `files` (its arena must be set) and, where it is not NULL,
// `made`. False where a finding at error level stands in the way; dies where the file
// cannot be read.
bool compile_org(struct arena *a, const char *path, bool anywhere, struct diags *diags,
                 struct file_set *files, struct made_list *made);

#endif
