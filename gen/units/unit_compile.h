// From a template and values to the file that is deployed.
#ifndef GEN_UNITS_UNIT_COMPILE_H
#define GEN_UNITS_UNIT_COMPILE_H

#include "gen/units/unit.h"

// Binds a unit's parameters, folds what is known, and writes its file.
void unit_compile(const struct units *units, struct unit *u);

// What people call org.yaml: its name without folders.
const char *org_file_name(const struct org *org);

// A tree as the text of a file, after a head that says where it comes from.
struct str yaml_file_text(struct arena *a, const struct doc *doc, const char *head);

#endif
