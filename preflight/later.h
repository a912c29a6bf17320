// The second wave: what runbooks of a template call when they run, as the role that they name.
#ifndef PREFLIGHT_LATER_H
#define PREFLIGHT_LATER_H

#include "model/node.h"

struct later {
	struct str action, step;
	struct str role; // its name with its path; empty where it is not known
};

// Of the properties of an AWS::SSM::Document; only calls that a step surely makes, and none of
// a content that is a text. Gives the count.
size_t later_of(struct arena *a, const struct node *properties, struct later **calls);

#endif
