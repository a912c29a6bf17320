// What properties ask of each other (aws/relations.txt): the terms of its rows, judged.
#include "lint/template/relations.h"

const struct fact *relations_of(const struct fact *type, struct str definition)
{
	const struct fact *of = fact_find(fact_file("relations"), fact_name(type));

	return fact_find(of, definition.len > 0 ? definition : S("properties"));
}

// --- paths ---

// Takes the first step off a path.
static struct str step_of(struct str *path)
{
	ptrdiff_t dot = str_find_byte(*path, 0, '.');
	size_t end = dot < 0 ? path->len : (size_t)dot;
	struct str step = str_slice(*path, 0, end);

	*path = str_slice(*path, dot < 0 ? end : end + 1, path->len);
	return step;
}

// A list of one item is looked through.
static const struct node *only_item(const struct node *n)
{
	return node_is_seq(n) && n->len == 1 ? n->first : n;
}

const struct node *relation_key(const struct node *map, struct str path)
{
	const struct node *key = NULL;

	while (path.len > 0) {
		key = node_is_map(map) ? node_key_str(map, step_of(&path)) : NULL;
		if (!key)
			return NULL;
		map = only_item(key->next);
	}
	return key;
}

const struct node *relation_value(const struct node *map, struct str path)
{
	const struct node *key = relation_key(map, path);

	return key ? key->next : NULL;
}

enum truth relation_has(const struct node *map, struct str path)
{
	while (path.len > 0) {
		struct str step = step_of(&path);
		enum truth has = map_has(map, step);
		if (has != TRUTH_YES || path.len == 0)
			return has;
		map = only_item(node_get_str(map, step));
		if (node_is_map(map) && map->len > 0 && str_starts(node_str(map->first), "Fn::"))
			return TRUTH_UNKNOWN;
	}
	return TRUTH_UNKNOWN;
}

// --- terms ---

// Whether a number lies in "x..y"; UNKNOWN where either is no number.
static enum truth is_between(struct str text, struct str least, struct str most)
{
	double number, low, high;

	if (!text_number(text, &number) || !text_number(least, &low) ||
	    !text_number(most, &high))
		return TRUTH_UNKNOWN;
	return truth_of(low <= number && number <= high);
}

// Whether a text is one of "x|y|z". Numbers say nothing of a text that is no number.
static enum truth is_one_of(struct str text, struct str list)
{
	double number, first;
	ptrdiff_t dots = str_find(list, 0, "..");
	bool numeric = true;

	if (dots > 0)
		return is_between(text, str_slice(list, 0, (size_t)dots),
		                  str_slice(list, (size_t)dots + 2, list.len));
	while (list.len > 0) {
		ptrdiff_t bar = str_find_byte(list, 0, '|');
		struct str one = str_slice(list, 0, bar < 0 ? list.len : (size_t)bar);
		bool flag = str_is(one, "true") || str_is(one, "false");
		if (flag ? str_eq_nocase(one, text) : str_eq(one, text))
			return TRUTH_YES;
		if (text_number(one, &first) && text_number(text, &number) && first == number)
			return TRUTH_YES;
		numeric = numeric && text_number(one, &first);
		list = str_slice(list, bar < 0 ? list.len : (size_t)bar + 1, list.len);
	}
	return numeric && !text_number(text, &number) ? TRUTH_UNKNOWN : TRUTH_NO;
}

static enum truth list_has(struct lint *l, const struct node *list, struct str values)
{
	enum truth has = TRUTH_NO;
	struct str text;

	if (!node_is_seq(list))
		return TRUTH_UNKNOWN;
	node_each(list, item)
		has = truth_or(has, node_known_text(l, item, &text) ? is_one_of(text, values)
		                                                    : TRUTH_UNKNOWN);
	return has;
}

static enum truth value_is(struct lint *l, const struct node *map, struct str path,
                           struct str values)
{
	enum truth has = relation_has(map, path);
	struct str text;

	if (has != TRUTH_YES)
		return has;
	if (!node_known_text(l, relation_value(map, path), &text))
		return TRUTH_UNKNOWN;
	return is_one_of(text, values);
}

// "A+7<=B": two properties that are numbers. Not said of what is no number.
static enum truth is_at_most(struct lint *l, const struct node *map, struct str low,
                             struct str high)
{
	ptrdiff_t plus = str_find_byte(low, 0, '+');
	struct str path = str_slice(low, 0, plus < 0 ? low.len : (size_t)plus), text, other;
	double more = 0, a, b;

	if (relation_has(map, path) != TRUTH_YES || relation_has(map, high) != TRUTH_YES ||
	    !node_known_text(l, relation_value(map, path), &text) ||
	    !node_known_text(l, relation_value(map, high), &other) ||
	    !text_number(text, &a) || !text_number(other, &b) ||
	    (plus >= 0 && !text_number(str_slice(low, (size_t)plus + 1, low.len), &more)))
		return TRUTH_UNKNOWN;
	return truth_of(a + more <= b);
}

enum truth relation_term(struct lint *l, const struct node *map, struct str term)
{
	ptrdiff_t other = str_find(term, 0, "!="), is = str_find_byte(term, 0, '=');
	ptrdiff_t holds = str_find_byte(term, 0, '~'), less = str_find(term, 0, "<=");

	if (str_starts(term, "!"))
		return truth_not(relation_has(map, str_slice(term, 1, term.len)));
	if (less > 0)
		return is_at_most(l, map, str_slice(term, 0, (size_t)less),
		                  str_slice(term, (size_t)less + 2, term.len));
	if (other > 0) {
		struct str path = str_slice(term, 0, (size_t)other);
		return truth_and(relation_has(map, path),
		                 truth_not(value_is(l, map, path,
		                                    str_slice(term, (size_t)other + 2, term.len))));
	}
	if (is > 0)
		return value_is(l, map, str_slice(term, 0, (size_t)is),
		                str_slice(term, (size_t)is + 1, term.len));
	if (holds > 0) {
		struct str path = str_slice(term, 0, (size_t)holds);
		return truth_and(relation_has(map, path),
		                 list_has(l, relation_value(map, path),
		                          str_slice(term, (size_t)holds + 1, term.len)));
	}
	return relation_has(map, term);
}

enum truth relation_holds(struct lint *l, const struct node *map, const struct fact *row)
{
	struct str terms = fact_name(row), term;
	enum truth all = TRUTH_YES;

	while (fact_word(&terms, &term) && all != TRUTH_NO)
		if (!str_is(term, "&"))
			all = truth_and(all, relation_term(l, map, term));
	return all;
}

// --- words ---

static const char *term_words(struct lint *l, struct str term)
{
	const char *text = "";

	if (str_starts(term, "!"))
		return arena_printf(l->arena, "no %.*s", (int)term.len - 1, term.at + 1);
	for (size_t i = 0; i < term.len; i++) {
		char c = term.at[i];
		bool two = i + 1 < term.len && term.at[i + 1] == (c == '.' ? '.' : '=');
		const char *part = two && c == '!' ? " other than "
		                   : two && c == '<' ? " at most "
		                   : two && c == '.' ? " to "
		                   : c == '+' ? " and "
		                   : c == '=' ? " "
		                   : c == '~' ? " with "
		                   : c == '|' ? " or "
		                              : NULL;
		text = part ? arena_printf(l->arena, "%s%s", text, part)
		            : arena_printf(l->arena, "%s%c", text, c);
		i += two && part;
	}
	return text;
}

const char *relation_words(struct lint *l, struct str terms)
{
	const char *text = "";
	struct str term;

	while (fact_word(&terms, &term))
		if (!str_is(term, "&"))
			text = arena_printf(l->arena, "%s%s%s", text, *text ? " and " : "",
			                    term_words(l, term));
	return text;
}

// --- asking ---

static void ask(struct lint *l, const struct fact *relations, const struct node *map,
                const struct node *at, relation_judge *judge)
{
	if (!relations || map_is_open(l, map))
		return;
	fact_each(relations, row)
		if (relation_holds(l, map, row) == TRUTH_YES)
			judge(l, row, map, at);
}

static bool is_said(const struct diags *d, size_t from, size_t to, const struct diag *found)
{
	for (size_t i = from; i < to; i++)
		if (d->items[i].rule == found->rule && d->items[i].start == found->start &&
		    strcmp(d->items[i].message, found->message) == 0)
			return true;
	return false;
}

// What was found since `asked` under a condition: once, and no error, since the condition
// may never hold. Since `from` the resource was asked.
static void keep_conditional(struct diags *d, size_t from, size_t asked)
{
	size_t kept = asked;

	for (size_t i = asked; i < d->count; i++) {
		if (is_said(d, from, kept, &d->items[i]))
			continue;
		d->items[kept] = d->items[i];
		if (d->items[kept].severity == SEV_ERROR)
			d->items[kept].severity = SEV_WARNING;
		kept++;
	}
	d->count = kept;
}

// The properties once more for both outcomes of a condition: what goes wrong in one of them
// is wrong, whatever all other conditions are.
static void ask_each_way(struct lint *l, const struct fact *relations, const struct entry *r,
                         const struct node *key, struct str condition, relation_judge *judge)
{
	for (int holds = 0; condition.len > 0 && holds < 2; holds++) {
		if (eval_possible(l->eval, condition, holds) != TRUTH_YES ||
		    !eval_assume(l->eval, condition, holds))
			continue;
		ask(l, relations, eval_value_in(l->eval, l->scratch, r, key->next), key, judge);
		eval_forget(l->eval);
	}
}

// By each of the first conditions that a property depends on.
static void ask_by_conditions(struct lint *l, const struct fact *relations,
                              const struct entry *r, const struct node *key,
                              size_t from, relation_judge *judge)
{
	enum { MOST = 4 };
	uint32_t asked[MOST];
	size_t count = 0, i;

	node_each_pair(lint_evaluate(l, key->next), name) {
		const struct node *choice = name->next;
		size_t before = l->result->diags.count;

		if (choice->kind != NODE_CHOICE || count == MOST)
			continue;
		for (i = 0; i < count && asked[i] != choice->len;)
			i++;
		if (i < count)
			continue;
		asked[count++] = choice->len;
		ask_each_way(l, relations, r, key, eval_condition_name(l->eval, choice), judge);
		keep_conditional(&l->result->diags, from, before);
	}
}

void relations_of_resource(struct lint *l, const struct entry *r, relation_judge *judge)
{
	const struct node *key = node_key(r->value, "Properties");
	const struct fact *relations =
		relations_of(type_find(template_type(r)), (struct str){0});
	size_t from = l->result->diags.count;

	if (!key || !relations)
		return;
	ask(l, relations, lint_evaluate(l, key->next), key, judge);
	ask_by_conditions(l, relations, r, key, from, judge);
}

void relations_of_value(struct lint *l, const struct lint_property *p, relation_judge *judge)
{
	struct str inner, rest;

	if (p->type && p->expected.len > 0 && node_is_map(p->value) &&
	    value_kind(p->expected, &inner, &rest) == VALUE_DEFINITION)
		ask(l, relations_of(p->type, p->expected), p->value, property_place(p), judge);
}

void relation_finish(struct diag *d, struct lint *l, const struct fact *row)
{
	struct str why = fact_value(fact_get(row, "why"));
	struct str level = fact_value(fact_get(row, "level"));

	if (why.len > 0)
		d->hint = arena_printf(l->arena, "%.*s", STR(why));
	if (level.len > 0)
		d->severity = str_is(level, "info") ? SEV_INFO : SEV_WARNING;
}
