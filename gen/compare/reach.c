// Whether a change of a policy lets it reach more or fewer requests.
#include "gen/compare/reach.h"

#include "model/text/names.h"
#include "policies/engine/cover.h"

enum {
	STATEMENTS_MOST = 64, // more are not told apart one by one
	PARTS_MOST = 256,     // nor is one of more values
};

const char *reach_word(enum reach r)
{
	static const char *const words[] = {
		[REACH_SAME] = "means the same",
		[REACH_WIDER] = "widened",
		[REACH_NARROWER] = "narrowed",
		[REACH_BOTH] = "widened and narrowed",
		[REACH_UNKNOWN] = "changed",
	};

	return words[r];
}

enum reach reach_join(enum reach a, enum reach b)
{
	if (a == REACH_UNKNOWN || b == REACH_UNKNOWN)
		return REACH_UNKNOWN;
	if (a == REACH_SAME || a == b)
		return b;
	return b == REACH_SAME ? a : REACH_BOTH;
}

// --- taking apart ---

// cover.h wants each statement covered by one alone. So that a list which was two statements
// before, or is now, is seen to be the same, those that are to be covered are taken apart:
// one for each value. It is what they mean: a statement is about any of its values.
struct parting {
	struct arena *arena;
	struct node_list out;
};

static bool is_known_list(const struct node *n)
{
	node_each(n, item)
		if (item->kind != NODE_SCALAR && item->kind != NODE_TEXT)
			return false;
	return node_is_seq(n) && n->len > 0;
}

// The map with another value for a key.
static struct node *with(struct arena *a, const struct node *map, const char *key,
                         const struct node *value)
{
	struct node *out = node_map(a);
	struct node_list list = node_list_of(out);

	node_each_pair(map, k)
		node_list_pair(&list, node_copy(a, k),
		               node_copy(a, node_is(k, key) ? value : k->next));
	return out;
}

static void part_by(struct parting *p, const struct node *statement,
                    const char *const *keys);

static void part_by_values(struct parting *p, const struct node *statement,
                           const char *const *keys)
{
	node_each(node_get(statement, *keys), item)
		part_by(p, with(p->arena, statement, *keys, item), keys + 1);
}

static void part_by_principals(struct parting *p, const struct node *statement,
                               const char *const *keys)
{
	const struct node *principal = node_get(statement, *keys);

	node_each_pair(principal, type) {
		struct node *one = node_seq(p->arena);
		if (!is_known_list(type->next))
			node_append(one, node_copy(p->arena, type->next));
		node_each(is_known_list(type->next) ? type->next : one, item) {
			struct node *map = node_map(p->arena);
			struct node_list pair = node_list_of(map);
			node_list_pair(&pair, node_copy(p->arena, type),
			               node_copy(p->arena, item));
			part_by(p, with(p->arena, statement, *keys, map), keys + 1);
		}
	}
}

static void part_by(struct parting *p, const struct node *statement,
                    const char *const *keys)
{
	const struct node *value = *keys ? node_get(statement, *keys) : NULL;

	if (!*keys)
		node_list_add(&p->out, node_copy(p->arena, statement));
	else if (node_is_map(value) && value->len > 0)
		part_by_principals(p, statement, keys);
	else if (is_known_list(value))
		part_by_values(p, statement, keys);
	else
		part_by(p, statement, keys + 1);
}

// Which of two equal keys counts is not for us to say.
static bool has_twins(const struct node *map)
{
	node_each_pair(map, key)
		if (node_get_str(map, node_str(key)) != key->next)
			return true;
	return false;
}

static size_t parts_of(const struct node *statement)
{
	const struct node *action = node_get(statement, "Action");
	const struct node *resource = node_get(statement, "Resource");
	size_t principals = 1, count;

	node_each_pair(node_get(statement, "Principal"), type)
		principals += node_is_seq(type->next) ? type->next->len : 1;
	count = principals * (node_is_seq(action) ? action->len : 1);
	return count > PARTS_MOST ? count
	                          : count * (node_is_seq(resource) ? resource->len : 1);
}

static const struct node *with_sid(struct arena *a, const struct node *statement,
                                   size_t number)
{
	const struct node *effect = node_get(statement, "Effect");
	struct node *named;

	if (!effect || node_get(statement, "Sid"))
		return statement;
	named = with(a, statement, "Effect", effect);
	node_set(a, named, "Sid",
	         node_scalar(a, str_of(arena_printf(a, "statement %zu", number)),
	                     STYLE_DOUBLE));
	return named;
}

// The policy with its statements of one effect taken apart, and all of them with a Sid.
static const struct node *parted(struct arena *a, const struct node *policy,
                                 const char *effect)
{
	static const char *const keys[] = {"Principal", "Action", "Resource", NULL};
	const struct node *list = node_get(policy, "Statement");
	struct node *statements = node_seq(a), *one = node_seq(a);
	struct parting p = {a, node_list_of(statements)};
	size_t number = 0;

	if (node_is_map(list))
		node_append(one, node_copy(a, list));
	else if (!node_is_seq(list) || list->len > STATEMENTS_MOST)
		return policy;
	if (has_twins(policy))
		return policy;
	node_each(one->len ? one : list, statement) {
		const struct node *named = with_sid(a, statement, ++number);
		if (node_is(node_get(statement, "Effect"), effect) &&
		    !has_twins(statement) && parts_of(statement) <= PARTS_MOST)
			part_by(&p, named, keys);
		else
			node_list_add(&p.out, node_copy(a, named));
	}
	return with(a, policy, "Statement", statements);
}

// --- one by one ---

static struct str sid_of(const struct node *statement)
{
	return node_str(node_get(statement, "Sid"));
}

static enum reach reach_alone(const struct node *statement, bool added)
{
	if (node_is(node_get(statement, "Effect"), "Allow"))
		return added ? REACH_WIDER : REACH_NARROWER;
	if (node_is(node_get(statement, "Effect"), "Deny"))
		return added ? REACH_NARROWER : REACH_WIDER;
	return REACH_UNKNOWN;
}

// The items of Statement in an array; false where that is no list of maps, or a long one.
static bool statements_of(const struct node *policy, const struct node **items,
                          size_t *count)
{
	const struct node *list = node_get(policy, "Statement");

	*count = 0;
	if (node_is_map(list))
		items[(*count)++] = list;
	else if (!node_is_seq(list) || list->len > STATEMENTS_MOST)
		return false;
	node_each(list, statement) {
		if (!node_is_map(statement))
			return false;
		items[(*count)++] = statement;
	}
	return true;
}

// Statements that both have as they are say nothing of the change.
static void drop_common(const struct node **old, size_t old_count,
                        const struct node **now, size_t now_count)
{
	for (size_t i = 0; i < old_count; i++)
		for (size_t j = 0; j < now_count && old[i]; j++)
			if (now[j] && node_same(old[i], now[j]))
				old[i] = now[j] = NULL;
}

static const struct node *policy_with(struct arena *a, const struct node *policy,
                                      const struct node *statement)
{
	struct node *map = node_map(a), *list = node_seq(a);
	const struct node *version = node_get(policy, "Version");

	if (version)
		node_set(a, map, "Version", node_copy(a, version));
	node_append(list, node_copy(a, statement));
	node_set(a, map, "Statement", list);
	return map;
}

static enum reach whole(struct arena *a, const struct node *old, const struct node *now,
                        enum policy_kind kind, struct reach_change *change);

// Both ways at once, where each statement by itself goes one way.
static enum reach one_by_one(struct arena *a, const struct node *old,
                             const struct node *now, enum policy_kind kind)
{
	const struct node *before[STATEMENTS_MOST + 1], *after[STATEMENTS_MOST + 1];
	struct names sids = {.arena = a};
	enum reach reach = REACH_SAME;
	size_t old_count, now_count;

	if (!statements_of(old, before, &old_count) ||
	    !statements_of(now, after, &now_count))
		return REACH_UNKNOWN;
	drop_common(before, old_count, after, now_count);
	for (size_t i = 0; i < now_count; i++)
		if (after[i] && sid_of(after[i]).len > 0)
			names_add(&sids, sid_of(after[i]), (uint32_t)i);
	for (size_t i = 0; i < old_count; i++) {
		struct reach_change unused = {0};
		uint32_t same =
			before[i] ? names_find(&sids, sid_of(before[i])) : NAME_NONE;
		if (!before[i])
			continue;
		if (same == NAME_NONE || !after[same]) {
			reach = reach_join(reach, reach_alone(before[i], false));
			continue;
		}
		reach = reach_join(reach, whole(a, policy_with(a, old, before[i]),
		                                policy_with(a, now, after[same]), kind,
		                                &unused));
		after[same] = NULL;
	}
	for (size_t i = 0; i < now_count; i++)
		if (after[i])
			reach = reach_join(reach, reach_alone(after[i], true));
	return reach;
}

// --- the whole ---

static const char *sid(struct arena *a, const struct statement *s)
{
	struct str text = s ? node_str(s->sid.value) : (struct str){0};

	return text.len > 0 ? arena_cstring(a, text) : NULL;
}

// A policy, ready to cover another one and to be covered.
struct ready {
	struct prepared *allows_apart, *denies_apart;
};

static struct ready ready_of(struct arena *a, const struct node *policy,
                             enum policy_kind kind)
{
	return (struct ready){
		policy_prepare(a, policy_of(a, parted(a, policy, "Allow"), kind)),
		policy_prepare(a, policy_of(a, parted(a, policy, "Deny"), kind)),
	};
}

// Whether `b` surely lets nothing pass that `a` does not; else *by may say why. Its Denies
// count by themselves, too: they hold for what other policies allow.
static bool lets_no_more(struct arena *arena, const struct ready *a,
                         const struct ready *b, const char **by)
{
	struct cover allows = policy_allows_all(a->denies_apart, b->allows_apart, arena);
	struct cover denies = policy_denies_all(b->allows_apart, a->denies_apart, arena);

	if (allows.all == TRUTH_YES && denies.all == TRUTH_YES)
		return true;
	*by = sid(arena, allows.all == TRUTH_YES ? denies.left : allows.left);
	return false;
}

static enum reach whole(struct arena *a, const struct node *old, const struct node *now,
                        enum policy_kind kind, struct reach_change *change)
{
	struct ready before = ready_of(a, old, kind), after = ready_of(a, now, kind);
	bool no_more = lets_no_more(a, &before, &after, &change->wider_by);
	bool no_less = lets_no_more(a, &after, &before, &change->narrower_by);

	if (no_more && no_less)
		return REACH_SAME;
	if (no_more)
		return REACH_NARROWER;
	return no_less ? REACH_WIDER : REACH_UNKNOWN;
}

struct reach_change reach_of(struct arena *a, const struct node *old,
                             const struct node *now, enum policy_kind kind)
{
	struct reach_change change = {.reach = REACH_UNKNOWN};

	// The older language has no variables.
	if (!node_same(node_get(old, "Version"), node_get(now, "Version")))
		return change;
	change.reach = whole(a, old, now, kind, &change);
	if (change.reach == REACH_UNKNOWN && one_by_one(a, old, now, kind) == REACH_BOTH)
		change.reach = REACH_BOTH;
	return change;
}

bool reach_only_denies(const struct node *policy)
{
	const struct node *list = node_get(policy, "Statement");
	bool only = node_is_seq(list) || node_is_map(list);

	if (node_is_map(list))
		return node_is(node_get(list, "Effect"), "Deny");
	node_each(list, statement)
		only &= node_is(node_get(statement, "Effect"), "Deny");
	return only;
}
