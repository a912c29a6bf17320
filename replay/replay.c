// Judges records. Most of them are like one that was judged before: the answer is kept under
// all that it depends on, and asking again costs a look-up.
#include "replay/replay.h"

#include <stdlib.h>

#include "aws/aws.h"
#include "model/die.h"
#include "model/write/write.h"
#include "preflight/asked.h"
#include "replay/caller.h"

const char *const replay_count_names[REPLAY_COUNTS] = {
	[REPLAY_SAME] = "same",
	[REPLAY_DENIED] = "would be denied",
	[REPLAY_PASSES] = "would pass",
	[REPLAY_DEPENDS] = "depends",
	[REPLAY_OTHERS_DENY] = "denied by other policies",
	[REPLAY_FAILED] = "failed for other reasons",
	[REPLAY_MANAGEMENT] = "management account",
	[REPLAY_LINKED] = "service-linked roles",
	[REPLAY_SERVICE] = "services and events that are no calls",
	[REPLAY_CROSS] = "calls of other accounts",
	[REPLAY_IDENTITY] = "identity providers",
	[REPLAY_ACCOUNT_LESS] = "without an account",
	[REPLAY_STRANGER] = "accounts not in org.yaml",
	[REPLAY_UNKNOWN] = "unknown events",
	[REPLAY_NO_ACTION] = "events without an IAM action",
};

enum { MEMORY_SLOTS = 1 << 15, MEMORY_MOST = 4 << 20 };

// What is known of calls that are alike.
struct remembered {
	uint64_t hash;
	struct str key; // empty: free
	enum replay_count where;
	uint32_t group; // NAME_NONE: none
};

struct replay_memory {
	struct arena keys, scratch;
	size_t used, bytes;
	struct remembered slots[MEMORY_SLOTS];
};

struct replay *replay_new(struct arena *a, struct guardrails *now, struct guardrails *old)
{
	struct replay *r = arena_new(a, struct replay);

	*r = (struct replay){.arena = a, .guardrails = now, .old = old, .names = {.arena = a}};
	if (now)
		r->exemptions = exemptions_of(a, now);
	r->memory = calloc(1, sizeof *r->memory);
	if (!r->memory)
		die("out of memory");
	return r;
}

void replay_end(struct replay *r)
{
	arena_free(&r->memory->keys);
	arena_free(&r->memory->scratch);
	free(r->memory);
	r->memory = NULL;
}

void guardrails_ready(struct guardrails *g)
{
	for (uint32_t i = 0; i < g->org->account_count; i++)
		guardrails_situation(g, i);
}

// --- groups ---

struct replay_group *replay_group(struct replay *r, const struct replay_group *like)
{
	const char *key = arena_printf(&r->memory->scratch, "%d %.*s %zu %.*s %.*s %.*s",
	                               (int)like->kind, STR(like->policy), like->statement,
	                               STR(like->action), STR(like->principal),
	                               STR(like->account));
	uint32_t at = names_find(&r->names, str_of(key));
	struct replay_group *g;

	if (at != NAME_NONE)
		return &r->groups[at];
	if (r->group_count >= REPLAY_GROUPS_MOST)
		return NULL;
	names_add(&r->names, arena_copy(r->arena, str_of(key)), (uint32_t)r->group_count);
	r->groups = arena_grow(r->arena, r->groups, r->group_count, &r->group_room,
	                       sizeof *r->groups);
	g = &r->groups[r->group_count++];
	*g = (struct replay_group){
		.kind = like->kind,
		.policy = arena_copy(r->arena, like->policy),
		.statement = like->statement,
		.action = arena_copy(r->arena, like->action),
		.principal = arena_copy(r->arena, like->principal),
		.account = arena_copy(r->arena, like->account),
	};
	return g;
}

static void set_time(char *to, struct str time)
{
	size_t len = time.len < REPLAY_TIME ? time.len : REPLAY_TIME - 1;

	memcpy(to, time.at, len);
	to[len] = 0;
}

void replay_stretch(struct replay_group *g, struct str first, struct str last)
{
	if (first.len > 0 && (!*g->first || str_cmp(first, str_of(g->first)) < 0))
		set_time(g->first, first);
	if (last.len > 0 && str_cmp(last, str_of(g->last)) > 0)
		set_time(g->last, last);
}

// --- asking ---

static bool is_address(struct str text)
{
	return text.len > 0 && str_all_of(text, "0123456789abcdefABCDEF.:");
}

static bool is_denial(const struct record *r)
{
	return str_find(r->error_code, 0, "AccessDenied") >= 0 ||
	       str_find(r->error_code, 0, "UnauthorizedOperation") >= 0 ||
	       str_find(r->error_code, 0, "UnauthorizedAccess") >= 0;
}

static bool is_guardrail_denial(const struct record *r)
{
	return str_find(r->error_message, 0, "service control policy") >= 0 ||
	       str_find(r->error_message, 0, "resource control policy") >= 0;
}

static void add_record_keys(struct arena *a, struct asked *asked, const struct record *r)
{
	struct context_key *all = arena_array(a, struct context_key, asked->request.key_count + 6);
	size_t count = 0, others = asked->request.key_count;
	struct str *values = arena_array(a, struct str, 4);

	// Of two of a name the first counts: what the record says.
	values[0] = r->source_ip;
	values[1] = r->endpoint;
	values[2] = r->mfa;
	values[3] = r->invoked_by.len > 0 ? S("true") : S("false");
	if (is_address(r->source_ip))
		all[count++] = (struct context_key){S("aws:SourceIp"), KEY_PRESENT, &values[0], 1, false};
	if (r->endpoint.len > 0)
		all[count++] = (struct context_key){S("aws:SourceVpce"), KEY_PRESENT, &values[1], 1, false};
	if (r->mfa.len > 0)
		all[count++] = (struct context_key){S("aws:MultiFactorAuthPresent"), KEY_PRESENT, &values[2], 1, false};
	all[count++] = (struct context_key){S("aws:ViaAWSService"), KEY_PRESENT, &values[3], 1, false};
	memcpy(all + count, asked->request.keys, others * sizeof *all);
	asked->request.keys = all;
	asked->request.key_count = count + others;
}

struct question {
	struct asked asked;
	struct situation around;
};

static void ask_about(struct arena *a, struct question *q, struct guardrails *g,
                      const struct record *r, uint32_t account, struct caller caller,
                      struct str action)
{
	static const char hole[] = {HOLE_BYTE};
	struct asked *asked = &q->asked;
	uint32_t owner = r->resource_account.len > 0 ? names_find(&g->ids, r->resource_account)
	                                             : account;

	q->around = guardrails_situation(g, account);
	ask_of(a, asked, g, account, caller, action,
	       r->resource.len > 0 ? r->resource : (struct str){hole, 1}, r->region);
	if (owner == NAME_NONE) {
		q->around.rcps = (struct ou_path){.known = true};
		asked->request.resource_account = r->resource_account;
	} else if (owner != account) {
		q->around.rcps = guardrails_situation(g, owner).rcps;
		asked->request.resource_account = r->resource_account;
	}
	add_record_keys(a, asked, r);
}

static struct answer ask(struct arena *a, const struct question *q)
{
	return engine_ask_guardrails(&q->asked.request, &q->around, a);
}

// What the old policies said already is no change.
static bool is_old(struct replay *r, const struct record *record, uint32_t account,
                   struct caller caller, struct str action, enum verdict now)
{
	struct arena *a = &r->memory->scratch;
	struct question before;

	if (!r->old)
		return false;
	ask_about(a, &before, r->old, record, account, caller, action);
	return ask(a, &before).verdict == now;
}

static struct replay_group group_like(const struct replay *r, const struct answer *answer,
                                      enum replay_count kind, const struct caller *caller,
                                      uint32_t account, struct str action)
{
	const struct guardrail *by =
		answer->by.statement ? guardrails_find(r->guardrails, answer->by.in) : NULL;
	bool counts = kind != REPLAY_PASSES && by && by->policy;

	return (struct replay_group){
		.kind = kind,
		.policy = counts ? by->policy->name : (struct str){0},
		.statement = counts ? answer->by.index + 1 : 0,
		.action = action,
		.principal = caller->kind == CALLER_ROLE ? caller->entity : caller->arn,
		.account = r->guardrails->org->accounts[account].name,
	};
}

static enum replay_count kind_of(const struct record *r, enum verdict now)
{
	if (is_denial(r) && !is_guardrail_denial(r))
		return REPLAY_OTHERS_DENY;
	if (now == VERDICT_DEPENDS)
		return REPLAY_DEPENDS;
	if (is_denial(r))
		return now == VERDICT_ALLOWED ? REPLAY_PASSES : REPLAY_SAME;
	if (r->error_code.len > 0)
		return REPLAY_FAILED;
	return now == VERDICT_DENIED ? REPLAY_DENIED : REPLAY_SAME;
}

// Where the record is counted, and in *group its group.
static enum replay_count judge(struct replay *r, const struct record *record, uint32_t *group)
{
	struct arena *a = &r->memory->scratch;
	enum replay_count where;
	struct replay_group like, *found;
	struct caller caller;
	struct question question;
	struct answer now;
	struct str action;
	uint32_t account;

	where = record_caller(record, r->guardrails, a, &caller, &account);
	if (where == REPLAY_SAME)
		where = record_action(record, a, &action);
	if (where != REPLAY_SAME)
		return where;
	ask_about(a, &question, r->guardrails, record, account, caller, action);
	now = ask(a, &question);
	exemptions_mark(&r->exemptions, r->guardrails, &question.around,
	                &question.asked.request, a);
	where = kind_of(record, now.verdict);
	if ((where == REPLAY_DENIED || where == REPLAY_DEPENDS) &&
	    is_old(r, record, account, caller, action, now.verdict))
		where = REPLAY_SAME;
	if (where != REPLAY_DENIED && where != REPLAY_PASSES && where != REPLAY_DEPENDS)
		return where;
	like = group_like(r, &now, where, &caller, account, action);
	found = replay_group(r, &like);
	*group = found ? (uint32_t)(found - r->groups) : NAME_NONE - 1;
	return where;
}

// --- memory ---

// All that an answer may depend on.
static struct str key_of(struct arena *a, const struct replay *r, const struct record *record)
{
	const struct guardrails *g = r->guardrails;
	struct out o = {.arena = a};
	const struct str parts[] = {
		record->issuer_arn.len > 0 ? record->issuer_arn : record->arn,
		record->identity_type, record->account, record->event_source,
		record->event_name, record->event_type, record->event_category,
		record->region, record->error_code,
		record->resource_account, record->mfa,
		g->asks_resources ? record->resource : (struct str){0},
		g->asks_source ? record->source_ip : (struct str){0},
		g->asks_source ? record->endpoint : (struct str){0},
		g->asks_session ? record->arn : (struct str){0},
	};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		out_bytes(&o, parts[i]);
		out_byte(&o, '\n');
	}
	out_byte(&o, record->invoked_by.len > 0 ? 'v' : '-');
	out_byte(&o, is_guardrail_denial(record) ? 'g' : '-');
	out_byte(&o, is_address(record->source_ip) ? 'a' : '-');
	return out_str(&o);
}

static struct remembered *slot_for(struct replay_memory *m, struct str key, uint64_t hash)
{
	size_t at = (size_t)hash & (MEMORY_SLOTS - 1);

	while (m->slots[at].key.len > 0 &&
	       (m->slots[at].hash != hash || !str_eq(m->slots[at].key, key)))
		at = (at + 1) & (MEMORY_SLOTS - 1);
	return &m->slots[at];
}

static void forget(struct replay_memory *m)
{
	memset(m->slots, 0, sizeof m->slots);
	arena_reset(&m->keys);
	m->used = m->bytes = 0;
}

static struct remembered *remember(struct replay *r, const struct record *record)
{
	struct replay_memory *m = r->memory;
	struct str key = key_of(&m->scratch, r, record);
	uint64_t hash = str_hash(key);
	struct remembered *slot;

	if (2 * m->used >= MEMORY_SLOTS || m->bytes > MEMORY_MOST)
		forget(m);
	slot = slot_for(m, key, hash);
	if (slot->key.len > 0)
		return slot;
	*slot = (struct remembered){hash, arena_copy(&m->keys, key), REPLAY_SAME, NAME_NONE};
	m->used++;
	m->bytes += key.len;
	slot->where = judge(r, record, &slot->group);
	return slot;
}

void replay_record(void *context, const struct record *record)
{
	struct replay *r = context;
	const struct remembered *slot = remember(r, record);

	r->records++;
	r->counts[slot->where]++;
	if (slot->group < r->group_count) {
		struct replay_group *g = &r->groups[slot->group];
		g->calls++;
		replay_stretch(g, record->time, record->time);
	} else if (slot->group != NAME_NONE) {
		r->dropped++;
	}
	arena_reset(&r->memory->scratch);
}

// --- adding up ---

void replay_add(struct replay *to, const struct replay *from)
{
	to->records += from->records;
	to->dropped += from->dropped;
	for (int i = 0; i < REPLAY_COUNTS; i++)
		to->counts[i] += from->counts[i];
	for (size_t i = 0; i < from->exemptions.count; i++)
		exemptions_add(to->arena, &to->exemptions, &from->exemptions.items[i]);
	for (size_t i = 0; i < from->group_count; i++) {
		const struct replay_group *g = &from->groups[i];
		struct replay_group *same = replay_group(to, g);

		if (!same) {
			to->dropped += g->calls;
			continue;
		}
		same->calls += g->calls;
		replay_stretch(same, str_of(g->first), str_of(g->last));
		arena_reset(&to->memory->scratch);
	}
}

static int by_place(const void *left, const void *right)
{
	const struct replay_group *a = left, *b = right;
	int order = (a->kind > b->kind) - (a->kind < b->kind);

	order = order ? order : str_cmp(a->policy, b->policy);
	order = order ? order : (a->statement > b->statement) - (a->statement < b->statement);
	order = order ? order : str_cmp(a->action, b->action);
	order = order ? order : str_cmp(a->principal, b->principal);
	return order ? order : str_cmp(a->account, b->account);
}

void replay_sort(struct replay *r)
{
	if (r->group_count > 0)
		qsort(r->groups, r->group_count, sizeof *r->groups, by_place);
}
