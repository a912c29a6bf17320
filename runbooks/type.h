// The types of values that flow between the steps of a runbook.
// https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-syntax-data-elements-parameters.html
#ifndef RUNBOOKS_TYPE_H
#define RUNBOOKS_TYPE_H

#include "model/node.h"
#include "model/truth.h"

enum ssm_form {
	SSM_ANY, // not known
	SSM_STRING,
	SSM_INTEGER,
	SSM_BOOLEAN,
	SSM_STRING_LIST,
	SSM_STRING_MAP,
	SSM_MAP_LIST,
};

struct ssm_type {
	enum ssm_form form;
	struct str name;  // as it is written: "AWS::EC2::Instance::Id"; empty where it is not
};

const char *ssm_form_name(enum ssm_form form); // "StringList"; "" for SSM_ANY
// Of a parameter: any name; of an output or variable: plain types only.
struct ssm_type ssm_type_of(struct str name);
struct str ssm_type_nearest(struct str name);

// Whether a value of type `given` can stand where `wanted` is expected, after the
// conversions that Automation makes: a list of one element is never made a text.
enum truth ssm_type_fits(enum ssm_form wanted, enum ssm_form given);
// Whether a value written in the document can be of that form; references in it count as
// of any.
enum truth ssm_value_fits(enum ssm_form wanted, const struct node *value);

// What the API's own words ("string", "list", "structure" …) ask for.
enum ssm_form ssm_form_of_api(struct str type);

#endif
