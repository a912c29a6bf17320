// Policy variables: ${aws:username}, ${aws:PrincipalTag/team, 'none'}, ${*}.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
#ifndef POLICIES_VARIABLE_H
#define POLICIES_VARIABLE_H

#include "model/text/str.h"

struct variable {
	size_t start, end; // from the '$' to after the '}'
	bool is_closed;    // false: no '}' follows, and all of the rest is `inside`
	struct str inside; // what stands between the braces
	struct str name;   // of that, what stands before a default
};

// The first "${" at or after `from`; false where there is none.
bool variable_next(struct str text, size_t from, struct variable *v);

// Whether AWS surely fills it in. Where not it may still be a key of an identity provider,
// or a placeholder of somebody else: ${self:stage}, CloudFormation's ${AWS::Region}.
bool variable_names_key(const struct variable *v);

#endif
