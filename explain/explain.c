// From all that fits somewhere in a text to its messages in order, and to the first cause.
#include "explain/explain.h"

#include <stdlib.h>

#include "aws/aws.h"
#include "explain/caller.h"
#include "explain/mistyped.h"

enum { ORDER_AROUND = 0, ORDER_SURE = 2, ORDER_CODE = 8, ORDER_HARMLESS = 9 };
enum { CODE_REACH = 100 }; // bytes between a code and what it is the code of

static int order_of(const struct fact *row)
{
	struct str value = fact_value(row);

	return value.len == 1 ? value.at[0] - '0' : ORDER_HARMLESS;
}

// --- which of the matches count ---

// The one that says most first; those that are cut at the same place side by side.
static int by_letters(const void *left, const void *right)
{
	const struct told_match *a = left, *b = right;

	if (a->letters != b->letters)
		return a->letters > b->letters ? -1 : 1;
	if (a->is_complete != b->is_complete)
		return a->is_complete ? -1 : 1;
	if (a->to != b->to)
		return a->to < b->to ? -1 : 1;
	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	return a->row < b->row ? -1 : a->row > b->row;
}

static int by_place(const void *left, const void *right)
{
	const struct told_match *a = left, *b = right;

	return a->from < b->from ? -1 : a->from > b->from;
}

// What is left of a message may be of several: then it tells nothing.
static bool is_of_several(const struct told_matches *m, size_t i)
{
	const struct told_match *match = &m->items[i];

	for (size_t j = i; j-- > 0 && m->items[j].letters == match->letters &&
	                   !m->items[j].is_complete && m->items[j].to == match->to;)
		if (m->items[j].row != match->row)
			return true;
	for (size_t j = i + 1; j < m->count && m->items[j].letters == match->letters &&
	                       m->items[j].to == match->to;
	     j++)
		if (m->items[j].row != match->row)
			return true;
	return false;
}

static bool is_free(const char *taken, const struct told_match *m)
{
	return !memchr(taken + m->from, 1, m->to - m->from);
}

// Keeps those that say most of what they cover, in the order of the text.
static void choose(struct arena *a, struct told_matches *m, size_t text_len)
{
	char *taken = arena_array(a, char, text_len + 1);
	size_t kept = 0;

	if (m->count == 0)
		return;
	qsort(m->items, m->count, sizeof *m->items, by_letters);
	for (size_t i = 0; i < m->count; i++) {
		struct told_match match = m->items[i];
		if (!is_free(taken, &match) || (!match.is_complete && is_of_several(m, i)))
			continue;
		memset(taken + match.from, 1, match.to - match.from);
		m->items[kept++] = match;
	}
	m->count = kept;
	qsort(m->items, kept, sizeof *m->items, by_place);
}

// --- from matches to messages ---

static void set_slot(struct told *t, struct slot s)
{
	for (size_t i = 0; i < t->slot_count; i++)
		if (str_eq(t->slots[i].name, s.name))
			return;
	if (t->slot_count < TOLD_SLOTS && s.value.len > 0)
		t->slots[t->slot_count++] = s;
}

static bool same_value(const struct told *a, const struct told *b, const char *name)
{
	return str_eq(told_value(a, name), told_value(b, name));
}

// What waited for something else may say so twice in one breath.
static bool same_slots(const struct told *a, const struct told *b)
{
	if (a->order > ORDER_SURE)
		return same_value(a, b, "account") && same_value(a, b, "logical-id");
	if (a->slot_count != b->slot_count)
		return false;
	for (size_t i = 0; i < a->slot_count; i++)
		if (!str_is(a->slots[i].name, "time") &&
		    (!str_eq(a->slots[i].name, b->slots[i].name) ||
		     !str_eq(a->slots[i].value, b->slots[i].value)))
			return false;
	return true;
}

// A message that is said again is counted; of many the last few are compared.
static bool is_repeated(struct told_list *all, const struct told *t)
{
	size_t least = all->count > 64 ? all->count - 64 : 0;

	for (size_t i = all->count; i-- > least;)
		if (all->items[i].row == t->row && same_slots(&all->items[i], t)) {
			all->items[i].times++;
			return true;
		}
	return false;
}

static void add_told(struct arena *a, struct told_list *all, unsigned line,
                     const struct told_match *m, const struct told *around)
{
	struct told t = {
		.row = m->row,
		.order = order_of(m->row),
		.line = line,
		.times = 1,
		.is_cut = !m->is_complete,
	};

	for (size_t i = 0; i < m->slot_count; i++)
		set_slot(&t, m->slots[i]);
	for (size_t i = 0; i < around->slot_count; i++)
		set_slot(&t, around->slots[i]);
	caller_derive(a, &t);
	if (is_repeated(all, &t))
		return;
	all->items = arena_grow(a, all->items, all->count, &all->room, sizeof *all->items);
	all->items[all->count++] = t;
}

// A code in front of a message ("An error occurred (Code) when calling …") says less than it.
static bool is_told_after(const struct told_matches *m, size_t i)
{
	size_t next = i + 1;

	return next < m->count && m->items[next].from - m->items[i].to < CODE_REACH &&
	       order_of(m->items[next].row) != ORDER_CODE &&
	       order_of(m->items[next].row) != ORDER_AROUND;
}

static struct told_list messages_of(struct arena *a, const struct bare_text *text,
                                    const struct told_matches *m)
{
	struct told_list all = {0};
	struct told around = {0};
	bool is_used = true, said = false; // since the last code
	unsigned line = 1;
	size_t at = 0;

	for (size_t i = 0; i < m->count; i++) {
		const struct told_match *match = &m->items[i];
		int order = order_of(match->row);

		for (; at < text->at[match->from]; at++)
			line += text->text.at[at] == '\n';
		if (order == ORDER_AROUND) {
			if (is_used)
				around.slot_count = 0;
			is_used = false;
			for (size_t j = 0; j < match->slot_count; j++)
				set_slot(&around, match->slots[j]);
			continue;
		}
		is_used = true;
		if (order != ORDER_CODE || (!said && !is_told_after(m, i)))
			add_told(a, &all, line, match, &around);
		said = order != ORDER_CODE;
	}
	return all;
}

// --- the first cause ---

static bool is_before(const struct told *a, const struct told *b)
{
	struct str at = told_value(a, "time"), bt = told_value(b, "time");

	if (a->order != b->order)
		return a->order < b->order;
	return at.len > 0 && bt.len > 0 && str_cmp(at, bt) < 0;
}

static enum relation_to_cause relation_of(const struct told *t, const struct told_list *all)
{
	struct str mine, cause;

	if (t->order == ORDER_HARMLESS)
		return TOLD_HARMLESS;
	mine = told_value(t, "account");
	cause = told_value(all->first, "account");
	if (t == all->first)
		return TOLD_FIRST;
	if (t->order == all->first->order || t->order == ORDER_CODE)
		return TOLD_OTHER;
	if (t->order > ORDER_SURE || (mine.len > 0 && str_eq(mine, cause)))
		return TOLD_FOLLOWS;
	return TOLD_MAY_FOLLOW;
}

struct told_list explain_text(struct arena *a, struct str text)
{
	struct bare_text bare = bare_text_of(a, text);
	struct shapes shapes = shapes_of(a);
	struct told_matches matches = shapes_match(a, &shapes, &bare);
	struct told_list all;

	mistyped_commands(a, &bare, &matches);
	choose(a, &matches, bare.bytes.len);
	all = messages_of(a, &bare, &matches);
	for (size_t i = 0; i < all.count; i++)
		if (all.items[i].order != ORDER_HARMLESS &&
		    (!all.first || is_before(&all.items[i], all.first)))
			all.first = &all.items[i];
	all.has_cause = all.first && (all.first->order <= ORDER_SURE ||
	                              all.first->order == ORDER_CODE);
	for (size_t i = 0; i < all.count; i++)
		all.items[i].relation = relation_of(&all.items[i], &all);
	return all;
}
