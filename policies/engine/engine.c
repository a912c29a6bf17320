#include "policies/engine/engine.h"

#include <assert.h>

#include "aws/aws.h"
#include "policies/engine/prepared.h"

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

// What a resource's policy may reach a caller by. What it gives to the very user or
// session needs no more; what it gives to the role behind a session stays within the
// role's boundary and the session's policy; what it gives to an account is passed on by
// the account's own policies.
struct reached {
	enum truth account, limited, direct;
};

static struct reached reached_all(enum truth t)
{
	return (struct reached){t, t, t};
}

static enum truth reached_any(struct reached r)
{
	return truth_or(truth_or(r.account, r.limited), r.direct);
}

static struct reached reached_or(struct reached a, struct reached b)
{
	return (struct reached){
		truth_or(a.account, b.account),
		truth_or(a.limited, b.limited),
		truth_or(a.direct, b.direct),
	};
}

// What one list of policies says.
struct found {
	enum truth deny, allow;
	struct reached reached; // of RESOURCE
	struct policy_place deny_at, allow_at; // where YES
};

struct asking {
	struct context c;
	const struct situation *s;
	enum truth deny;              // of all layers
	enum truth guards;            // whether SCPs leave it alone
	struct policy_place deny_at;  // the first Deny
	struct policy_place lacks_at; // the first level, else layer, without an Allow
	struct policy_place allow_at;
};

// --- principals ---

static enum truth text_is(struct asking *q, const struct named *named, struct str text)
{
	enum truth t = TRUTH_UNKNOWN;

	if (text.len > 0)
		t = text_compare(named->text.text, text, COMPARE_EXACT, q->c.scratch);
	if (t == TRUTH_UNKNOWN && named->text.has_hole)
		doubt_text(&q->c, named->node);
	else if (t == TRUTH_UNKNOWN)
		doubt_other(&q->c, DOUBT_CALLER);
	return t;
}

static enum truth account_is(struct asking *q, const struct named *named)
{
	struct str account = q->c.request->caller.account, wanted = named->text.text;
	enum truth t = TRUTH_UNKNOWN;

	if (named->principal.form == PRINCIPAL_ROOT)
		wanted = named->principal.arn.account;
	if (account.len > 0)
		t = text_compare(wanted, account, COMPARE_EXACT, q->c.scratch);
	if (t == TRUTH_UNKNOWN && named->text.has_hole)
		doubt_text(&q->c, named->node);
	else if (t == TRUTH_UNKNOWN)
		doubt_other(&q->c, DOUBT_CALLER);
	return t;
}

static enum truth doubtful(struct asking *q, const struct named *named)
{
	doubt_text(&q->c, named->node);
	return TRUTH_UNKNOWN;
}

// A value under "AWS", held against a caller in an account.
static struct reached aws_reaches(struct asking *q, const struct named *named)
{
	const struct caller *caller = &q->c.request->caller;
	struct reached r = {0};

	if (named->principal.has_wildcard)
		return reached_all(doubtful(q, named));
	switch (named->principal.form) {
	case PRINCIPAL_ACCOUNT:
	case PRINCIPAL_ROOT:
		r.account = account_is(q, named);
		return r;
	case PRINCIPAL_USER:
		if (caller->kind == CALLER_USER)
			r.direct = text_is(q, named, caller->arn);
		else if (caller->kind == CALLER_FEDERATED_USER)
			r.limited = text_is(q, named, caller->behind);
		return r;
	case PRINCIPAL_ROLE:
		if (caller->kind == CALLER_ROLE)
			r.limited = text_is(q, named, caller->behind);
		return r;
	case PRINCIPAL_SESSION:
		if (caller->kind == CALLER_ROLE)
			r.direct = text_is(q, named, caller->arn);
		return r;
	case PRINCIPAL_FEDERATED_USER:
		if (caller->kind == CALLER_FEDERATED_USER)
			r.direct = text_is(q, named, caller->arn);
		return r;
	default:
		return reached_all(doubtful(q, named));
	}
}

static struct reached named_by_name(struct asking *q, const struct named *named,
                                    enum caller_kind kind)
{
	const struct caller *caller = &q->c.request->caller;
	struct reached r = {0};

	if (caller->kind == kind)
		r.direct = text_is(q, named, caller->name);
	return r;
}

static struct reached named_reaches(struct asking *q, const struct named *named)
{
	const struct caller *caller = &q->c.request->caller;

	if (named->principal.form == PRINCIPAL_ANYONE)
		return (struct reached){.direct = TRUTH_YES};
	if (caller->kind == CALLER_UNKNOWN) {
		doubt_other(&q->c, DOUBT_CALLER);
		return reached_all(TRUTH_UNKNOWN);
	}
	if (str_is(named->type, "Service"))
		return named_by_name(q, named, CALLER_SERVICE);
	if (str_is(named->type, "Federated"))
		return named_by_name(q, named, CALLER_IDENTITY);
	if (named->type.len == 0 || str_is(named->type, "AWS")) {
		if (is_in_account(caller))
			return aws_reaches(q, named);
		if (named->principal.form != PRINCIPAL_UNKNOWN)
			return (struct reached){0};
	}
	return reached_all(doubtful(q, named));
}

static enum truth unless_sure(enum truth t, bool is_sure)
{
	return t == TRUTH_YES && !is_sure ? TRUTH_UNKNOWN : t;
}

static struct reached principals_reach(struct asking *q, const struct clause *clause)
{
	struct reached all = {0};

	for (size_t i = 0; i < clause->named_count; i++) {
		const struct named *named = &clause->named[i];
		struct reached r = named_reaches(q, named);
		if (!named->is_sure && reached_any(r) == TRUTH_YES)
			doubt_text(&q->c, named->node);
		r.account = unless_sure(r.account, named->is_sure);
		r.limited = unless_sure(r.limited, named->is_sure);
		r.direct = unless_sure(r.direct, named->is_sure);
		all = reached_or(all, r);
	}
	return all;
}

// NotPrincipal spares who is listed together with their account; listed alone, AWS says
// that they may be denied all the same. Who has a permissions boundary is always denied.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
static enum truth not_principal_applies(struct asking *q, const struct clause *clause)
{
	struct reached listed = principals_reach(q, clause);
	enum truth self = truth_or(listed.direct, listed.limited), t;
	const struct caller *caller = &q->c.request->caller;

	if (clause->denies && q->s->boundary.count > 0)
		return TRUTH_YES;
	if (caller->kind == CALLER_ROOT)
		t = truth_not(truth_or(self, listed.account));
	else if (!is_in_account(caller))
		t = truth_not(self);
	else if (self == TRUTH_YES && listed.account == TRUTH_YES)
		t = TRUTH_NO;
	else if (self == TRUTH_NO && listed.account == TRUTH_NO)
		t = TRUTH_YES;
	else
		t = TRUTH_UNKNOWN;
	if ((t == TRUTH_NO && !q->s->boundary.known) || !clause->denies)
		t = TRUTH_UNKNOWN;
	if (t == TRUTH_UNKNOWN)
		doubt_text(&q->c, clause->statement->not_principal.value);
	return t;
}

// --- statements ---

static enum truth action_applies(struct asking *q, const struct clause *clause)
{
	struct subject action = {q->c.action, true};
	enum truth t;

	t = items_match(&q->c, &clause->actions, action, text_compare, COMPARE_GLOB);
	return clause->not_actions ? truth_not(t) : t;
}

static enum truth resource_applies(struct asking *q, const struct clause *clause)
{
	struct subject resource;
	enum truth t;

	if (clause->any_resource)
		return TRUTH_YES;
	resource = subject_of(q->c.request->resource);
	t = items_match(&q->c, &clause->resources, resource, text_compare,
	                COMPARE_RESOURCE);
	if (t == TRUTH_UNKNOWN && !resource.is_known)
		doubt_other(&q->c, DOUBT_RESOURCE);
	return clause->not_resources ? truth_not(t) : t;
}

static enum truth tests_hold(struct asking *q, const struct clause *clause)
{
	enum truth all = TRUTH_YES;

	for (size_t i = 0; i < clause->test_count && all != TRUTH_NO; i++)
		all = truth_and(all, test_holds(&q->c, &clause->tests[i]));
	return all;
}

static struct reached reached_and(struct reached r, enum truth t)
{
	return (struct reached){truth_and(r.account, t), truth_and(r.limited, t),
	                        truth_and(r.direct, t)};
}

static struct reached who_is_meant(struct asking *q, const struct clause *clause)
{
	if (!clause->asks_principal)
		return (struct reached){.direct = TRUTH_YES};
	if (clause->not_principal)
		return (struct reached){.direct = not_principal_applies(q, clause)};
	return principals_reach(q, clause);
}

static struct reached read_clause(struct asking *q, const struct clause *clause)
{
	struct reached r;
	enum truth t;

	if (clause->is_blank)
		return reached_all(TRUTH_UNKNOWN);
	t = action_applies(q, clause);
	if (t != TRUTH_NO)
		t = truth_and(t, resource_applies(q, clause));
	if (t == TRUTH_NO)
		return (struct reached){0};
	r = reached_and(who_is_meant(q, clause), t);
	if (reached_any(r) == TRUTH_NO)
		return r;
	return reached_and(r, tests_hold(q, clause));
}

// Whether a statement applies, and by which way it reaches the caller. Keeps no doubts of
// one that surely does or does not.
static struct reached ask_clause(struct asking *q, const struct clause *clause)
{
	size_t mark = q->c.doubt_count;
	struct reached r = read_clause(q, clause);
	enum truth any = reached_any(r);

	if (any != TRUTH_NO && clause->doubt) {
		r = reached_and(r, TRUTH_UNKNOWN);
		any = TRUTH_UNKNOWN;
		doubt_text(&q->c, clause->doubt);
	}
	if (any == TRUTH_NO)
		q->c.doubt_count = mark;
	return r;
}

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

// Roles that AWS services made for themselves, under a path and a name of their own.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
static enum truth is_service_linked(const struct caller *caller)
{
	struct str arn = caller->behind;
	struct arn of;
	ptrdiff_t hole = str_find_byte(arn, 0, HOLE_BYTE);

	if (caller->kind != CALLER_ROLE)
		return TRUTH_NO;
	if (arn_split(arn, &of) && str_starts(of.resource, "role/aws-service-role/"))
		return TRUTH_YES;
	if (arn.len > 0 && hole < 0)
		return TRUTH_NO;
	while (hole >= 0) {
		arn = str_slice(arn, (size_t)hole + 1, arn.len);
		hole = str_find_byte(arn, 0, HOLE_BYTE);
	}
	if (arn.len == 0 || str_starts(arn, "AWSServiceRoleFor"))
		return TRUTH_UNKNOWN;
	return TRUTH_NO;
}

static enum truth is_management(const struct asking *q, struct str account)
{
	if (q->s->management_account.len == 0)
		return TRUTH_NO;
	if (account.len == 0)
		return TRUTH_UNKNOWN;
	return truth_of(str_eq(q->s->management_account, account));
}

// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
static enum truth is_beyond_scps(const struct asking *q)
{
	const struct caller *caller = &q->c.request->caller;

	if (caller->kind == CALLER_UNKNOWN)
		return TRUTH_UNKNOWN;
	if (!is_in_account(caller))
		return TRUTH_YES;
	return truth_or(is_service_linked(caller), is_management(q, caller->account));
}

// They reach the services of a list; of one that we do not know nobody can tell.
static enum truth is_beyond_rcps_of(struct str action)
{
	ptrdiff_t colon = str_find_byte(action, 0, ':');
	const struct fact *service =
		action_service(str_slice(action, 0, colon < 0 ? 0 : (size_t)colon));

	if (!service)
		return TRUTH_UNKNOWN;
	return truth_of(!action_service_has_rcp(service) ||
	                str_is(action, "kms:retiregrant"));
}

// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
static enum truth is_beyond_rcps(const struct asking *q)
{
	const struct request *r = q->c.request;
	enum truth whose = truth_or(is_service_linked(&r->caller),
	                            is_management(q, r->resource_account));

	return truth_or(whose, is_beyond_rcps_of(q->c.action));
}

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

// Where nobody can tell whether the path counts, what it says is not sure either.
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
