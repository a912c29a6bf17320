// Selectors: the part of JSONPath by which a runbook takes values out of an answer.
// https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-outputs-inputs.html
#ifndef RUNBOOKS_SELECTOR_H
#define RUNBOOKS_SELECTOR_H

#include "model/text/str.h"

struct ssm_selector {
	const char *wrong; // what is wrong with it, one sentence; NULL where nothing is
	size_t at;         // where
	bool is_list;      // ".." , [*] or a filter: what comes out is a list
	struct str first;  // the first name after the $; empty where there is none
};

struct ssm_selector ssm_selector_of(struct str text);

#endif
