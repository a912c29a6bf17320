// Makes patterns of the strings of a policy, and matches them with those of a request.
#include <string.h>

#include "policies/engine/pattern.h"

// --- making ---

struct draft {
	struct arena *arena;
	char *at; // the text, as long as the source at most
	size_t len, from; // `from`: where the part that grows begins
	struct pattern_part *parts;
	size_t part_count, part_room;
};

static void end_part(struct draft *d, struct pattern_part part)
{
	part.text = (struct str){d->at + d->from, d->len - d->from};
	d->from = d->len;
	d->parts = arena_grow(d->arena, d->parts, d->part_count, &d->part_room,
	                      sizeof part);
	d->parts[d->part_count++] = part;
}

static struct str trimmed(struct str s)
{
	while (s.len > 0 && s.at[0] == ' ')
		s = str_slice(s, 1, s.len);
	while (s.len > 0 && s.at[s.len - 1] == ' ')
		s.len--;
	return s;
}

// ${*}, ${?} and ${$} are the letters themselves; all else is a key: ${key, 'fallback'}.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
static void add_variable(struct draft *d, struct str inner)
{
	struct pattern_part part = {.key = trimmed(inner)};
	ptrdiff_t comma = str_find_byte(inner, 0, ',');

	if (str_is(inner, "*") || str_is(inner, "?") || str_is(inner, "$")) {
		d->at[d->len++] = inner.at[0];
		return;
	}
	if (comma >= 0) {
		struct str quoted = str_slice(inner, (size_t)comma + 1, inner.len);
		quoted = trimmed(quoted);
		if (quoted.len >= 2 && str_starts(quoted, "'") && str_ends(quoted, "'")) {
			part.key = trimmed(str_slice(inner, 0, (size_t)comma));
			part.has_fallback = true;
			part.fallback = str_slice(quoted, 1, quoted.len - 1);
		}
	}
	part.hash = key_hash(part.key);
	end_part(d, part);
}

// The offset after a variable that starts at `at`, or `at` where none does.
static size_t variable_end(struct str text, size_t at)
{
	ptrdiff_t brace;

	if (text.at[at] != '$' || at + 1 >= text.len || text.at[at + 1] != '{')
		return at;
	brace = str_find_byte(text, at + 2, '}');
	return brace < 0 ? at : (size_t)brace + 1;
}

static char letter_of(char c, struct pattern_form form)
{
	if (form.wildcards && c == '*')
		return PATTERN_ANY;
	if (form.wildcards && c == '?')
		return PATTERN_ONE;
	return form.lower_case ? char_lower(c) : c;
}

struct pattern pattern_of(struct arena *a, struct str text, struct pattern_form form)
{
	struct draft d = {.arena = a, .at = arena_alloc(a, text.len + 1)};
	struct pattern p = {0};

	for (size_t i = 0; i < text.len;) {
		size_t end = form.variables == TRUTH_NO ? i : variable_end(text, i);
		if (end == i) {
			d.at[d.len++] = letter_of(text.at[i++], form);
			continue;
		}
		if (form.variables == TRUTH_YES)
			add_variable(&d, str_slice(text, i + 2, end - 1));
		else
			d.at[d.len++] = HOLE_BYTE;
		i = end;
	}
	if (d.parts)
		end_part(&d, (struct pattern_part){0});
	p.text = (struct str){d.at, d.len};
	p.parts = d.parts;
	p.part_count = d.part_count;
	p.has_hole = !text_is_known(p.text);
	while (p.plain < d.len && pattern_is_plain(d.at[p.plain]))
		p.plain++;
	p.is_prefix = p.plain + 1 == d.len && d.at[p.plain] == PATTERN_ANY;
	return p;
}

struct item_list {
	struct arena *arena;
	struct pattern_form form;
	struct items items;
	size_t room;
};

static void add_item(struct item_list *l, const struct node *value, struct variants ways,
                     bool sometimes)
{
	static const char hole = HOLE_BYTE;
	struct item item = {
		.first = {.text = {&hole, 1}, .has_hole = true},
		.node = value,
	};
	struct pattern *all = arena_array(l->arena, struct pattern, ways.count);

	for (size_t i = 0; i < ways.count; i++) {
		struct str text = variant_pattern(l->arena, &ways.items[i]);
		all[i] = pattern_of(l->arena, text, l->form);
	}
	if (ways.count > 0) {
		item.first = all[0];
		item.others = all + 1;
		item.other_count = ways.count - 1;
		item.is_sure = ways.complete && !ways.may_be_none && !sometimes;
	}
	l->items.all = arena_grow(l->arena, l->items.all, l->items.count, &l->room,
	                          sizeof item);
	l->items.all[l->items.count++] = item;
}

// A choice between texts is one item that can turn out in several ways; a choice between
// lists gives items that are there sometimes.
static void add_items(struct item_list *l, const struct node *value)
{
	struct variants ways;
	struct leaf *leaves;
	size_t count;

	node_each(value, item)
		add_items(l, item);
	if (!value || value->kind == NODE_SEQ || value->kind == NODE_NONE)
		return;
	ways = variants_of(l->arena, value, false);
	if (value->kind != NODE_CHOICE || ways.complete) {
		add_item(l, value, ways, false);
		return;
	}
	count = leaves_of(l->arena, value, &leaves);
	for (size_t i = 0; i < count; i++)
		add_item(l, leaves[i].value,
		         variants_of(l->arena, leaves[i].value, false),
		         leaves[i].sometimes);
}

struct items items_of(struct arena *a, const struct node *value, struct pattern_form form)
{
	struct item_list l = {.arena = a, .form = form};

	add_items(&l, value);
	return l.items;
}

// --- asking ---

struct filled {
	struct str text;
	bool is_null; // a variable without a value: no text is equal to it, nor like it
};

// What stands in place of a variable; HOLE_BYTE where it is not known. A list cannot be a
// variable, and AWS does not tell what then happens, nor whether an empty value is none.
static struct str variable_value(struct context *c, const struct pattern_part *part,
                                 bool *is_null)
{
	static const char hole = HOLE_BYTE;
	const struct context_key *key;

	switch (context_find(c, part->key, part->hash, &key)) {
	case KEY_PRESENT:
		if (key->count == 1 && !key->is_list && key->values[0].len > 0)
			return key->values[0];
		break;
	case KEY_ABSENT:
		*is_null = !part->has_fallback;
		return part->fallback;
	default:
		break;
	}
	doubt_key(c, part->key);
	return (struct str){&hole, 1};
}

static struct filled fill(struct context *c, const struct pattern *p)
{
	struct str *values = arena_array(c->scratch, struct str, p->part_count);
	struct filled filled = {0};
	size_t len = p->text.len, at = 0;
	char *text;

	for (size_t i = 0; i < p->part_count; i++) {
		bool is_null = false;
		if (p->parts[i].key.len > 0)
			values[i] = variable_value(c, &p->parts[i], &is_null);
		filled.is_null |= is_null;
		len += values[i].len;
	}
	text = arena_alloc(c->scratch, len + 1);
	for (size_t i = 0; i < p->part_count; i++) {
		struct str runs[] = {p->parts[i].text, values[i]};
		for (int j = 0; j < 2; j++) {
			if (runs[j].len > 0)
				memcpy(text + at, runs[j].at, runs[j].len);
			at += runs[j].len;
		}
	}
	filled.text = (struct str){text, len};
	return filled;
}

static enum truth way_matches(struct context *c, const struct pattern *p,
                              struct subject subject, text_test *test, int how)
{
	struct filled filled;

	if (!p->parts)
		return test(p->text, subject.text, how, c->scratch);
	filled = fill(c, p);
	if (filled.is_null)
		return TRUTH_NO;
	return test(filled.text, subject.text, how, c->scratch);
}

static enum truth item_matches(struct context *c, const struct item *item,
                               struct subject subject, text_test *test, int how)
{
	size_t mark = c->doubt_count;
	enum truth t = way_matches(c, &item->first, subject, test, how);

	for (size_t i = 0; i < item->other_count; i++)
		if (way_matches(c, &item->others[i], subject, test, how) != t)
			t = TRUTH_UNKNOWN;
	if (t == TRUTH_YES && !item->is_sure)
		t = TRUTH_UNKNOWN;
	if (t != TRUTH_UNKNOWN)
		c->doubt_count = mark;
	else if (c->doubt_count == mark && (subject.is_known || item->first.has_hole))
		doubt_text(c, item->node);
	return t;
}

static enum truth quick_match(const struct pattern *p, struct subject subject, int how,
                              struct arena *scratch)
{
	struct str text = subject.text;

	if (text.len < p->plain)
		return TRUTH_NO;
	if (p->plain > 0 && memcmp(text.at, p->text.at, p->plain))
		return TRUTH_NO;
	if (p->plain == p->text.len)
		return truth_of(text.len == p->plain);
	return p->is_prefix ? TRUTH_YES : text_compare(p->text, text, how, scratch);
}

// The plain case by far: one text that is known, and as one text held against another.
static bool is_quick(const struct item *item, struct subject subject, text_test *test,
                     int how)
{
	return test == text_compare && (how == COMPARE_GLOB || how == COMPARE_RESOURCE) &&
	       subject.is_known && item->is_sure && !item->other_count &&
	       !item->first.parts && !item->first.has_hole;
}

struct subject subject_of(struct str text)
{
	return (struct subject){text, text_is_known(text)};
}

enum truth items_match(struct context *c, const struct items *items,
                       struct subject subject, text_test *test, int how)
{
	enum truth t = TRUTH_NO;
	size_t mark = c->doubt_count;

	for (size_t i = 0; i < items->count && t != TRUTH_YES; i++) {
		const struct item *item = &items->all[i];
		enum truth quick = TRUTH_UNKNOWN;
		if (is_quick(item, subject, test, how))
			quick = quick_match(&item->first, subject, how, c->scratch);
		if (quick == TRUTH_UNKNOWN)
			quick = item_matches(c, item, subject, test, how);
		t = truth_or(t, quick);
	}
	if (t == TRUTH_YES)
		c->doubt_count = mark;
	return t;
}
