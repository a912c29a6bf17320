// The step graph of a runbook: which step can follow which, and what has surely run.
#ifndef RUNBOOKS_GRAPH_H
#define RUNBOOKS_GRAPH_H

#include "runbooks/document.h"

enum ssm_edge_kind { SSM_ON_SUCCESS, SSM_ON_FAILURE, SSM_ON_CANCEL };

struct ssm_edge {
	size_t from, to; // indexes into ssm_document.steps
	enum ssm_edge_kind kind;
	const struct node *why; // the value that names the target; NULL: the order of the list
	const char *label;      // "nextStep", "choice", "default", "on failure" …; NULL: next
};

struct ssm_graph {
	struct arena *arena;
	const struct ssm_document *document;
	struct ssm_edge *edges; // sorted by `from`
	size_t edge_count, edge_room;
	size_t *first;  // of each step's edges, and one after the last
	bool *reached;  // by step: some way leads there from the first one
	bool *ends;     // by step: the automation (or the loop's round) can stop after it
	size_t *before; // by step: the last one that has surely run before; SIZE_MAX: never reached
	size_t *deep;   // how many have
	bool unsure;    // some step or target is not known: nothing may be said
};

// Linear in the size of the document.
struct ssm_graph *ssm_graph_of(struct arena *a, const struct ssm_document *d);

// The steps that a target names: text of nextStep, or after "step:"; SIZE_MAX where none.
size_t ssm_target(const struct ssm_document *d, struct str name);

// Whether `step` may have run before `reader` starts, and whether it surely has: on no way
// NO, on some UNKNOWN, on all YES. Both in the same list of steps, or reader inside a loop.
enum truth ssm_ran_before(const struct ssm_graph *g, size_t step, size_t reader);

// A step from which the automation can reach no end, going round for ever: by step.
// NULL where there is none.
bool *ssm_endless(const struct ssm_graph *g);

#endif
