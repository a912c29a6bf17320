// What can be wrong with what import reads, one row each.
#ifndef ORG_IMPORT_IMPORT_RULES_H
#define ORG_IMPORT_IMPORT_RULES_H

#include "model/diag.h"

extern const struct rule import_unknown_output;
extern const struct rule import_cut_list;
extern const struct rule import_missing_output;
extern const struct rule import_malformed_output;
extern const struct rule import_no_place;
extern const struct rule import_contradiction;
extern const struct rule import_other_organization;
extern const struct rule import_gone;
extern const struct rule import_other_name;
extern const struct rule import_by_hand;
extern const struct rule import_second_delegate;

#endif
