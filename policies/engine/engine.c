// Asks all policies around a request and puts their answers together, as AWS documents the
// order of evaluation.
#include <assert.h>

#include "policies/engine/asking.h"

const char *layer_name(enum layer layer)
{
	static const char *const names[] = {
		[LAYER_NONE] = "no policy",
		[LAYER_SCP] = "service control policy",
		[LAYER_RCP] = "resource control policy",
		[LAYER_RESOURCE] = "resource-based policy",
		[LAYER_IDENTITY] = "identity-based policy",
		[LAYER_BOUNDARY] = "permissions boundary",
		[LAYER_SESSION] = "session policy",
	};

	return names[layer];
}

// What one list of policies says.
struct found {
	enum truth deny, allow;
	struct reached reached; // of RESOURCE
	struct policy_place deny_at, allow_at; // where YES
};

// --- lists of policies ---

static struct policy_place place_of(const struct prepared *p, const struct clause *r,
                                    struct policy_place place)
{
	place.in = p->policy;
	place.statement = r->statement;
	place.index = r->index;
	return place;
}

static void take_clause(struct asking *q, struct found *f, const struct clause *clause,
                      struct reached r)
{
	enum truth t = reached_any(r);

	if (clause->denies) {
		if (t == TRUTH_YES && f->deny != TRUTH_YES)
			f->deny_at = q->c.at;
		f->deny = truth_or(f->deny, t);
		return;
	}
	// Of several Allows the one that needs the least besides is the one to name.
	if ((t == TRUTH_YES && f->allow != TRUTH_YES) ||
	    (r.direct == TRUTH_YES && f->reached.direct != TRUTH_YES))
		f->allow_at = q->c.at;
	f->allow = truth_or(f->allow, t);
	f->reached = reached_or(f->reached, r);
}

static bool is_idle(const struct found *f, const struct clause *clause)
{
	if (clause->denies)
		return f->deny == TRUTH_YES;
	return f->allow == TRUTH_YES && f->reached.direct == TRUTH_YES;
}

static bool allows_in_doubt(const struct found *f)
{
	return f->allow == TRUTH_UNKNOWN || f->reached.limited == TRUTH_UNKNOWN ||
	       f->reached.direct == TRUTH_UNKNOWN;
}

static void drop_settled_doubts(struct asking *q, size_t from, const struct found *f)
{
	size_t kept = from;

	for (size_t i = from; i < q->c.doubt_count; i++) {
		const struct doubt *d = &q->c.doubts[i];
		if (d->denies ? f->deny == TRUTH_UNKNOWN : allows_in_doubt(f))
			q->c.doubts[kept++] = *d;
	}
	q->c.doubt_count = kept;
}

static void ask_unknown(struct asking *q, struct found *f)
{
	for (int denies = 0; denies < 2; denies++) {
		q->c.denies = denies;
		doubt_other(&q->c, DOUBT_POLICIES);
	}
	f->deny = truth_or(f->deny, TRUTH_UNKNOWN);
	f->allow = truth_or(f->allow, TRUTH_UNKNOWN);
	f->reached = reached_or(f->reached, reached_all(TRUTH_UNKNOWN));
}

static struct found ask_policies(struct asking *q, const struct policies *list,
                                 struct policy_place place)
{
	size_t mark = q->c.doubt_count;
	struct found f = {0};

	for (size_t i = 0; i < list->count; i++) {
		const struct prepared *p = list->items[i];
		place.policy = i;
		for (size_t j = 0; j < p->count; j++) {
			const struct clause *clause = &p->clauses[j];
			if (!(clause->services & q->c.service) || is_idle(&f, clause))
				continue;
			q->c.at = place_of(p, clause, place);
			q->c.denies = clause->denies;
			take_clause(q, &f, clause, ask_clause(q, clause));
		}
	}
	q->c.at = place;
	if (!list->known)
		ask_unknown(q, &f);
	drop_settled_doubts(q, mark, &f);
	if (f.deny == TRUTH_YES && q->deny != TRUTH_YES)
		q->deny_at = f.deny_at;
	q->deny = truth_or(q->deny, f.deny);
	return f;
}

// Doubts about Allows from the `from`th on, where those do not matter in the end.
static void drop_allow_doubts(struct context *c, size_t from)
{
	size_t kept = from;

	for (size_t i = from; i < c->doubt_count; i++)
		if (c->doubts[i].denies || c->doubts[i].at.layer == LAYER_SCP)
			c->doubts[kept++] = c->doubts[i];
	c->doubt_count = kept;
}

// --- service and resource control policies ---

static void ask_level(struct asking *q, const struct policies *list,
                      struct policy_place place)
{
	size_t mark = q->c.doubt_count;
	struct found f = ask_policies(q, list, place);

	if (place.layer == LAYER_RCP) {
		// RCPFullAWSAccess hangs everywhere and cannot be taken off.
		drop_allow_doubts(&q->c, mark);
		return;
	}
	if (f.allow == TRUTH_NO && q->guards != TRUTH_NO)
		q->lacks_at = place;
	q->guards = truth_and(q->guards, f.allow);
}

// Where it is not known whether the path counts, what it says is not sure either.
static void ask_path(struct asking *q, const struct ou_path *path, enum layer layer,
                     enum truth is_beyond)
{
	static const struct policies unknown = {0};
	struct policy_place place = {.layer = layer};
	enum truth deny = q->deny, guards = q->guards;
	size_t mark = q->c.doubt_count;

	if (is_beyond == TRUTH_YES)
		return;
	for (; place.level < path->count; place.level++)
		ask_level(q, &path->levels[place.level].policies, place);
	if (!path->known)
		ask_level(q, &unknown, place);
	if (is_beyond == TRUTH_NO)
		return;
	if (q->deny != deny || q->guards != guards || q->c.doubt_count != mark) {
		q->c.at = place;
		q->c.denies = true;
		doubt_other(&q->c, layer == LAYER_RCP ? DOUBT_RESOURCE : DOUBT_CALLER);
	}
	if (q->deny != deny)
		q->deny = truth_or(deny, TRUTH_UNKNOWN);
	if (q->guards != guards)
		q->guards = truth_and(guards, TRUTH_UNKNOWN);
}

static void ask_guardrails(struct asking *q)
{
	ask_path(q, &q->s->scps, LAYER_SCP, is_beyond_scps(q));
	ask_path(q, &q->s->rcps, LAYER_RCP, is_beyond_rcps(q));
}

// --- who grants ---

// A role's trust policy and a key's policy must themselves allow, even within an account.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
static bool resource_must_allow(const struct context *c)
{
	static const char *const of_roles[] = {"sts:assumerole", "sts:tagsession",
	                                       "sts:setsourceidentity", "sts:setcontext"};

	for (size_t i = 0; i < sizeof of_roles / sizeof *of_roles; i++)
		if (str_starts(c->action, of_roles[i]))
			return true;
	return str_starts(c->action, "kms:") &&
	       str_find(c->request->resource, 0, ":key/") >= 0;
}

struct grants {
	struct found resource, identity, boundary, session;
};

static bool is_none(const struct policies *list)
{
	return list->known && list->count == 0;
}

static struct found ask_limit(struct asking *q, const struct policies *list,
                              enum layer layer, bool applies)
{
	if (!applies || is_none(list))
		return (struct found){.allow = TRUTH_YES};
	return ask_policies(q, list, (struct policy_place){.layer = layer});
}

static struct grants ask_grants(struct asking *q)
{
	const struct caller *caller = &q->c.request->caller;
	bool is_entity = is_in_account(caller) && caller->kind != CALLER_ROOT;
	bool is_session = is_entity && caller->kind != CALLER_USER;
	struct grants g = {0};

	g.resource = ask_policies(q, &q->s->resource,
	                          (struct policy_place){.layer = LAYER_RESOURCE});
	// The root user of an account may do all that its policies do not forbid.
	if (caller->kind == CALLER_ROOT)
		g.identity.allow = TRUTH_YES;
	else if (is_entity)
		g.identity = ask_policies(q, &q->s->identity,
		                          (struct policy_place){.layer = LAYER_IDENTITY});
	g.boundary = ask_limit(q, &q->s->boundary, LAYER_BOUNDARY, is_entity);
	g.session = ask_limit(q, &q->s->session, LAYER_SESSION, is_session);
	return g;
}

static enum truth own_policies_allow(const struct grants *g)
{
	enum truth limits = truth_and(g->boundary.allow, g->session.allow);

	return truth_and(g->identity.allow, limits);
}

static enum truth granted_within(const struct asking *q, const struct grants *g)
{
	const struct reached *r = &g->resource.reached;
	enum truth own = own_policies_allow(g);
	enum truth limits = truth_and(g->boundary.allow, g->session.allow);

	if (resource_must_allow(&q->c))
		own = truth_and(own, g->resource.allow);
	return truth_or(own, truth_or(r->direct, truth_and(r->limited, limits)));
}

static enum truth granted_across(const struct grants *g)
{
	return truth_and(own_policies_allow(g), g->resource.allow);
}

static enum truth is_same_account(const struct request *r)
{
	if (r->caller.account.len == 0 || r->resource_account.len == 0)
		return TRUTH_UNKNOWN;
	return truth_of(str_eq(r->caller.account, r->resource_account));
}

static enum truth granted(struct asking *q, const struct grants *g)
{
	const struct request *r = q->c.request;
	enum truth same = is_same_account(r), within, across;

	if (r->caller.kind == CALLER_UNKNOWN) {
		doubt_other(&q->c, DOUBT_CALLER);
		return TRUTH_UNKNOWN;
	}
	if (!is_in_account(&r->caller))
		return g->resource.allow;
	within = granted_within(q, g);
	across = granted_across(g);
	if (same != TRUTH_UNKNOWN)
		return same == TRUTH_YES ? within : across;
	if (within == across)
		return within;
	doubt_other(&q->c, r->resource_account.len == 0 ? DOUBT_RESOURCE : DOUBT_CALLER);
	return TRUTH_UNKNOWN;
}

static enum layer lacking_layer(const struct asking *q, const struct grants *g)
{
	if (!is_in_account(&q->c.request->caller))
		return LAYER_RESOURCE;
	if (g->identity.allow == TRUTH_NO)
		return LAYER_IDENTITY;
	if (g->boundary.allow == TRUTH_NO)
		return LAYER_BOUNDARY;
	return g->session.allow == TRUTH_NO ? LAYER_SESSION : LAYER_RESOURCE;
}

static struct policy_place granting_place(const struct asking *q, const struct grants *g)
{
	bool own = own_policies_allow(g) == TRUTH_YES;
	bool within = is_same_account(q->c.request) == TRUTH_YES;

	if (own && within && g->resource.reached.direct != TRUTH_YES)
		return g->identity.allow_at;
	return g->resource.allow_at;
}

// --- the answer ---

static struct answer allowed_by(struct policy_place place)
{
	return (struct answer){.verdict = VERDICT_ALLOWED, .by = place};
}

static struct answer answer_of(const struct asking *q, enum truth grant)
{
	struct answer answer = {.verdict = VERDICT_DENIED};

	if (q->deny == TRUTH_YES) {
		answer.is_explicit = true;
		answer.by = q->deny_at;
	} else if (q->guards == TRUTH_NO || grant == TRUTH_NO) {
		answer.by = q->lacks_at;
	} else if (q->deny == TRUTH_NO && q->guards == TRUTH_YES && grant == TRUTH_YES) {
		return allowed_by(q->allow_at);
	} else {
		answer.verdict = VERDICT_DEPENDS;
		answer.doubts = q->c.doubts;
		answer.doubt_count = q->c.doubt_count;
		if (answer.doubt_count > 0)
			answer.by = answer.doubts[0].at;
	}
	return answer;
}

static enum truth ask_all(struct asking *q)
{
	struct grants g = ask_grants(q);
	enum truth grant;

	q->c.at = (struct policy_place){0};
	q->c.denies = false;
	grant = granted(q, &g);
	if (grant == TRUTH_YES)
		drop_allow_doubts(&q->c, 0);
	if (grant == TRUTH_NO && q->guards != TRUTH_NO)
		q->lacks_at = (struct policy_place){.layer = lacking_layer(q, &g)};
	if (grant == TRUTH_YES)
		q->allow_at = granting_place(q, &g);
	return grant;
}

static struct answer ask(const struct request *r, const struct situation *s,
                         struct arena *scratch, bool guardrails_only, bool listing)
{
	struct asking q = {.s = s, .guards = TRUTH_YES};
	enum truth grant = TRUTH_YES;

	q.c = context_of(r, scratch);
	q.c.listing = listing;
	// Needs no permission, and no Deny takes it away.
	// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
	if (str_is(q.c.action, "sts:getcalleridentity") && is_in_account(&r->caller))
		return allowed_by(q.allow_at);
	ask_guardrails(&q);
	if (!guardrails_only && q.deny != TRUTH_YES)
		grant = ask_all(&q);
	return answer_of(&q, grant);
}

// Few answers depend, so the doubts are looked for a second time round.
static struct answer ask_twice(const struct request *r, const struct situation *s,
                               struct arena *scratch, bool guardrails_only)
{
	struct answer answer = ask(r, s, scratch, guardrails_only, false);

	if (answer.verdict == VERDICT_DEPENDS)
		answer = ask(r, s, scratch, guardrails_only, true);
	assert(answer.verdict != VERDICT_DEPENDS || answer.doubt_count > 0);
	return answer;
}

struct answer engine_ask(const struct request *r, const struct situation *s,
                         struct arena *scratch)
{
	return ask_twice(r, s, scratch, false);
}

struct answer engine_ask_guardrails(const struct request *r, const struct situation *s,
                                    struct arena *scratch)
{
	return ask_twice(r, s, scratch, true);
}
