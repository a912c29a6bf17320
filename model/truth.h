// What can be said of a thing before deployment: no, yes, or that it depends.
#ifndef MODEL_TRUTH_H
#define MODEL_TRUTH_H

#include <stdbool.h>

enum truth { TRUTH_NO, TRUTH_YES, TRUTH_UNKNOWN };

static inline enum truth truth_of(bool known)
{
	return known ? TRUTH_YES : TRUTH_NO;
}

static inline enum truth truth_not(enum truth t)
{
	return t == TRUTH_UNKNOWN ? t : truth_of(t == TRUTH_NO);
}

static inline enum truth truth_and(enum truth a, enum truth b)
{
	if (a == TRUTH_NO || b == TRUTH_NO)
		return TRUTH_NO;
	return a == TRUTH_YES ? b : a;
}

static inline enum truth truth_or(enum truth a, enum truth b)
{
	return truth_not(truth_and(truth_not(a), truth_not(b)));
}

#endif
