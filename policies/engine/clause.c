// Whether one statement applies to a request, and by which way it reaches the caller.
#include "policies/engine/asking.h"

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
			r.limited = text_is(q, named, caller->entity);
		return r;
	case PRINCIPAL_ROLE:
		if (caller->kind == CALLER_ROLE)
			r.limited = text_is(q, named, caller->entity);
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

struct reached ask_clause(struct asking *q, const struct clause *clause)
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
