// The step graph of a runbook, and what can be said of the ways through it.
#include "runbooks/graph.h"

enum {
	STEPS_MOST = 4000, // a document of 64 KB has no more
	ROUNDS_MOST = 50,
};

size_t ssm_target(const struct ssm_document *d, struct str name)
{
	const struct ssm_step *s;

	if (str_starts(name, "step:"))
		name = str_slice(name, 5, name.len);
	s = ssm_step(d, name);
	return s ? s->at : SIZE_MAX;
}

static void add_edge(struct ssm_graph *g, struct ssm_edge edge)
{
	g->edges = arena_grow(g->arena, g->edges, g->edge_count, &g->edge_room, sizeof edge);
	g->edges[g->edge_count++] = edge;
}

// An edge to the step that a value names. A reference is known at run time only.
static void add_named(struct ssm_graph *g, const struct ssm_step *s,
                      enum ssm_edge_kind kind, const struct node *why, const char *label)
{
	struct str name;
	size_t to;

	if (!why)
		return;
	if (!ssm_text(why, &name) || ssm_has_reference(why)) {
		g->unsure = true;
		return;
	}
	to = ssm_target(g->document, name);
	if (to == SIZE_MAX)
		g->unsure = true; // another rule says so
	else
		add_edge(g, (struct ssm_edge){s->at, to, kind, why, label});
}

// The automation stops; in a loop, its next round begins.
static void add_end(struct ssm_graph *g, const struct ssm_step *s)
{
	if (s->loop)
		add_edge(g, (struct ssm_edge){s->at, s->loop->at, SSM_ON_SUCCESS, NULL, "again"});
	else
		g->ends[s->at] = true;
}

static void add_next(struct ssm_graph *g, const struct ssm_step *s, const char *label)
{
	if (s->after < g->document->count)
		add_edge(g, (struct ssm_edge){s->at, s->after, SSM_ON_SUCCESS, NULL, label});
	else
		add_end(g, s);
}

static void add_branch(struct ssm_graph *g, const struct ssm_step *s)
{
	const struct node *choices = ssm_input(s, "Choices");
	const struct node *otherwise = ssm_input(s, "Default");

	g->unsure |= !node_is_seq(choices) || ssm_is_open(choices);
	node_each(choices, choice) {
		g->unsure |= !node_is_map(choice) || ssm_is_open(choice);
		add_named(g, s, SSM_ON_SUCCESS, node_get(choice, "NextStep"), "choice");
	}
	if (otherwise)
		add_named(g, s, SSM_ON_SUCCESS, otherwise, "default");
	else if (ssm_step_ends(s))
		add_end(g, s);
	else
		add_next(g, s, "else");
}

static void add_success(struct ssm_graph *g, const struct ssm_step *s)
{
	const struct node *next = ssm_step_get(s, "nextStep");

	g->unsure |= ssm_is_open(ssm_step_get(s, "isEnd"));
	if (ssm_step_is(s, "aws:branch"))
		add_branch(g, s);
	else if (ssm_step_ends(s))
		add_end(g, s);
	else if (next)
		add_named(g, s, SSM_ON_SUCCESS, next, "next");
	else
		add_next(g, s, NULL);
}

static void add_ways(struct ssm_graph *g, const struct ssm_step *s)
{
	const struct node *failure = ssm_step_get(s, "onFailure");
	const struct node *cancel = ssm_step_get(s, "onCancel");

	add_success(g, s);
	if (ssm_step_is(s, "aws:loop") && s->at + 1 < g->document->count &&
	    g->document->steps[s->at + 1].loop == s)
		add_edge(g, (struct ssm_edge){s->at, s->at + 1, SSM_ON_SUCCESS, NULL, "each"});
	if (str_starts(node_str(failure), "step:"))
		add_named(g, s, SSM_ON_FAILURE, failure, "on failure");
	if (str_starts(node_str(cancel), "step:"))
		add_named(g, s, SSM_ON_CANCEL, cancel, "on cancel");
	g->unsure |= ssm_is_open(failure) || ssm_is_open(cancel);
}

// Marks all that can be reached from `start`.
static void reach(const struct ssm_graph *g, size_t start, bool *seen)
{
	size_t *todo = arena_array(g->arena, size_t, g->document->count + 1);
	size_t count = 0;

	if (start >= g->document->count)
		return;
	seen[start] = true;
	todo[count++] = start;
	while (count > 0) {
		size_t at = todo[--count];

		for (size_t i = g->first[at]; i < g->first[at + 1]; i++) {
			size_t to = g->edges[i].to;

			if (seen[to])
				continue;
			seen[to] = true;
			todo[count++] = to;
		}
	}
}

// --- what has surely run ---

// Steps in an order in which each comes before those that it leads to, but for ways back.
static size_t order_steps(const struct ssm_graph *g, size_t *order, size_t *rank)
{
	size_t *path = arena_array(g->arena, size_t, g->document->count + 1);
	size_t *edge = arena_array(g->arena, size_t, g->document->count + 1);
	size_t depth = 0, at = g->document->count, count;

	path[depth] = 0;
	edge[depth++] = g->first[0];
	rank[0] = 1; // seen
	while (depth > 0) {
		size_t step = path[depth - 1];

		if (edge[depth - 1] == g->first[step + 1]) {
			order[--at] = step;
			depth--;
			continue;
		}
		step = g->edges[edge[depth - 1]++].to;
		if (rank[step])
			continue;
		rank[step] = 1;
		path[depth] = step;
		edge[depth++] = g->first[step];
	}
	count = g->document->count - at;
	memmove(order, order + at, count * sizeof *order);
	for (size_t i = 0; i < count; i++)
		rank[order[i]] = i;
	return count;
}

// The last step that both have surely run after.
static size_t meet(const struct ssm_graph *g, const size_t *rank, size_t a, size_t b)
{
	while (a != b) {
		while (rank[a] > rank[b])
			a = g->before[a];
		while (rank[b] > rank[a])
			b = g->before[b];
	}
	return a;
}

// Cooper, Harvey and Kennedy: a simple, fast dominance algorithm. Ways back make it go
// round again, few times.
static void find_before(struct ssm_graph *g)
{
	size_t count = g->document->count, ordered;
	size_t *order = arena_array(g->arena, size_t, count + 1);
	size_t *rank = arena_array(g->arena, size_t, count + 1);
	bool more = true;

	g->before = arena_array(g->arena, size_t, count + 1);
	g->deep = arena_array(g->arena, size_t, count + 1);
	if (count == 0)
		return;
	for (size_t i = 0; i < count; i++)
		g->before[i] = SIZE_MAX;
	g->before[0] = 0;
	ordered = order_steps(g, order, rank);
	for (int round = 0; more && round < ROUNDS_MOST; round++) {
		more = false;
		for (size_t i = 0; i < ordered; i++)
			for (size_t e = g->first[order[i]]; e < g->first[order[i] + 1]; e++) {
				size_t to = g->edges[e].to, old = g->before[to];
				size_t new = old == SIZE_MAX ? order[i] : meet(g, rank, old, order[i]);

				more |= to != 0 && new != old;
				g->before[to] = to ? new : 0;
			}
	}
	g->unsure |= more;
	for (size_t i = 1; i < ordered; i++)
		g->deep[order[i]] = g->deep[g->before[order[i]]] + 1;
}

static bool surely_before(const struct ssm_graph *g, size_t step, size_t reader)
{
	while (g->deep[reader] > g->deep[step])
		reader = g->before[reader];
	return reader == step;
}

static bool leads_to(const struct ssm_graph *g, size_t step, size_t reader)
{
	struct arena work = {0};
	struct ssm_graph own = *g;
	bool *seen, leads;

	own.arena = &work;
	seen = arena_array(&work, bool, g->document->count);
	for (size_t i = g->first[step]; i < g->first[step + 1]; i++)
		if (!seen[g->edges[i].to])
			reach(&own, g->edges[i].to, seen);
	leads = seen[reader];
	arena_free(&work);
	return leads;
}

struct ssm_graph *ssm_graph_of(struct arena *a, const struct ssm_document *d)
{
	struct ssm_graph *g = arena_new(a, struct ssm_graph);

	g->arena = a;
	g->document = d;
	g->first = arena_array(a, size_t, d->count + 1);
	g->reached = arena_array(a, bool, d->count);
	g->ends = arena_array(a, bool, d->count);
	g->unsure = d->varies || d->count > STEPS_MOST;
	for (size_t i = 0; i < d->count; i++) {
		g->first[i] = g->edge_count;
		add_ways(g, &d->steps[i]);
		g->unsure |= d->steps[i].name.len == 0;
	}
	g->first[d->count] = g->edge_count;
	reach(g, 0, g->reached);
	find_before(g);
	return g;
}

enum truth ssm_ran_before(const struct ssm_graph *g, size_t step, size_t reader)
{
	if (g->unsure || !g->reached[reader] || !g->reached[step])
		return TRUTH_UNKNOWN;
	if (step != reader && surely_before(g, step, reader))
		return TRUTH_YES;
	return leads_to(g, step, reader) ? TRUTH_UNKNOWN : TRUTH_NO;
}

// Edges by the step that they lead to: `before[to]` is one of them plus 1, `other[edge]` the
// next plus 1.
struct ways_back {
	size_t *before, *other;
};

static struct ways_back turn_around(const struct ssm_graph *g)
{
	struct ways_back w = {arena_array(g->arena, size_t, g->document->count),
	                      arena_array(g->arena, size_t, g->edge_count)};

	for (size_t i = 0; i < g->edge_count; i++) {
		w.other[i] = w.before[g->edges[i].to];
		w.before[g->edges[i].to] = i + 1;
	}
	return w;
}

bool *ssm_endless(const struct ssm_graph *g)
{
	size_t count = g->document->count, waiting = 0;
	bool *stops = arena_array(g->arena, bool, count), any = false;
	size_t *todo = arena_array(g->arena, size_t, count);
	struct ways_back back;

	if (g->unsure)
		return NULL;
	back = turn_around(g);
	for (size_t i = 0; i < count; i++)
		if ((stops[i] = g->ends[i]))
			todo[waiting++] = i;
	while (waiting > 0) {
		for (size_t e = back.before[todo[--waiting]]; e; e = back.other[e - 1]) {
			size_t from = g->edges[e - 1].from;

			if (stops[from])
				continue;
			stops[from] = true;
			todo[waiting++] = from;
		}
	}
	for (size_t i = 0; i < count; i++) {
		stops[i] = g->reached[i] && !stops[i];
		any |= stops[i];
	}
	return any ? stops : NULL;
}
