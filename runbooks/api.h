// What steps hand to their action: rows of facts about inputs, and the API operation that a
// step calls.
#ifndef RUNBOOKS_API_H
#define RUNBOOKS_API_H

#include "runbooks/document.h"

// The service and operation that an aws:executeAwsApi step (or one that waits for or asserts
// a property) names; NULL where it names none that is known, or deployment decides.
const struct fact *ssm_api(const struct ssm_step *s);
const struct fact *ssm_operation(const struct ssm_step *s);
void ssm_find_operation(struct ssm_step *s); // called by ssm_document_of
bool ssm_calls_api(const struct ssm_step *s); // whether its action does

struct ssm_input_fact {
	const struct fact *row;
	enum ssm_form form;
	bool required;
	bool of_api; // one of the operation, not of the action
};
// Of an input by its name; false where no such input is known.
bool ssm_input_find(const struct ssm_step *s, struct str name, struct ssm_input_fact *f);
// Every input of the action and then of the operation; NULL past the end.
bool ssm_input_at(const struct ssm_step *s, size_t index, struct ssm_input_fact *f);
// Whether all inputs that it can take are known.
bool ssm_inputs_known(const struct ssm_step *s);
struct str ssm_input_nearest(const struct ssm_step *s, struct str name);

#endif
