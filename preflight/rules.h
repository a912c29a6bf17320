// The rules of the family PRE, one by one.
#ifndef PREFLIGHT_RULES_H
#define PREFLIGHT_RULES_H

#include "model/diag.h"

extern const struct rule preflight_denied;
extern const struct rule preflight_made_by_aws;
extern const struct rule preflight_not_allowed;
extern const struct rule preflight_runbook_denied;
extern const struct rule preflight_sentence_broken;
extern const struct rule preflight_sentence_open;

#endif
