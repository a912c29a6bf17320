// Statements as rules ask for them: actions, resources, and what of a string is open.
#include "lint/policy/statement.h"

#include <string.h>

#include "aws/aws.h"

bool text_is_action(const struct statement *s, const struct lint_text *t)
{
	return t->element == &s->action || t->element == &s->not_action;
}

bool text_is_resource(const struct statement *s, const struct lint_text *t)
{
	return t->element == &s->resource || t->element == &s->not_resource;
}

bool text_is_open(struct str text)
{
	return !text_is_known(text) || str_find(text, 0, "${") >= 0 ||
	       str_find(text, 0, "{{") >= 0 || str_find(text, 0, "{%") >= 0 ||
	       str_find_byte(text, 0, '<') >= 0 || str_find_byte(text, 0, '[') >= 0;
}

bool text_has_wildcard(struct str text)
{
	return str_find_byte(text, 0, '*') >= 0 || str_find_byte(text, 0, '?') >= 0;
}

static const char shown_hole[] = "…";

const char *text_readable(struct arena *a, struct str text)
{
	const char *shown = "";
	size_t from = 0;

	for (ptrdiff_t hole; (hole = str_find_byte(text, from, HOLE_BYTE)) >= 0;
	     from = (size_t)hole + 1)
		shown = arena_printf(a, "%s%.*s%s", shown,
		                     STR(str_slice(text, from, (size_t)hole)), shown_hole);
	return arena_printf(a, "%s%.*s", shown, STR(str_slice(text, from, text.len)));
}

bool text_is_word(struct str text, const char *more)
{
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		if (!char_is_alnum(c) && (c == '\0' || !strchr(more, c)))
			return false;
	}
	return true;
}

struct str action_prefix(struct str action)
{
	ptrdiff_t colon = str_find_byte(action, 0, ':');

	return str_slice(action, 0, colon > 0 ? (size_t)colon : 0);
}

static void add_values(struct lint *l, const struct leaf *leaf, struct lint_value **values,
                       size_t *count, size_t *room)
{
	struct variants v = {.count = 1};

	if (!node_is_scalar(leaf->value))
		v = variants_of(l->scratch, leaf->value, false);
	for (size_t i = 0; i < v.count; i++) {
		struct str text = v.items ? variant_pattern(l->scratch, &v.items[i])
		                          : node_str(leaf->value);

		*values = arena_grow(l->scratch, *values, *count, room, sizeof **values);
		(*values)[(*count)++] = (struct lint_value){leaf, text};
	}
}

size_t lint_values(struct lint *l, const struct leaf *leaves, size_t count,
                   struct lint_value **values)
{
	size_t found = 0, room = 0;

	*values = NULL;
	for (size_t i = 0; i < count; i++)
		add_values(l, &leaves[i], values, &found, &room);
	return found;
}

static enum truth one_action(struct lint *l, const struct leaf *leaf, struct str action)
{
	struct variants variants = variants_of(l->scratch, leaf->value, false);
	enum truth found = variants.complete && !leaf->sometimes ? TRUTH_NO : TRUTH_UNKNOWN;

	for (size_t i = 0; i < variants.count; i++) {
		struct str text = arena_lower(l->scratch, variant_pattern(l->scratch, &variants.items[i]));

		if (!text_is_known(text) || str_find(text, 0, "{{resolve:") >= 0)
			found = TRUTH_UNKNOWN;
		else if (glob_match(text, action))
			return variants.count > 1 || leaf->sometimes ? TRUTH_UNKNOWN : TRUTH_YES;
	}
	return found;
}

enum truth statement_names_action(struct lint *l, const struct statement *s, const char *action)
{
	bool may_be_any = s->open || s->not_action.presence != ABSENT;
	enum truth found = may_be_any ? TRUTH_UNKNOWN : TRUTH_NO;

	for (size_t i = 0; i < s->action.count && found != TRUTH_YES; i++)
		found = truth_or(found, one_action(l, &s->action.leaves[i], str_of(action)));
	return found;
}

static bool has_star(const struct leaf *leaves, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!leaves[i].sometimes && node_is(leaves[i].value, "*"))
			return true;
	return false;
}

bool statement_has_any_action(const struct statement *s)
{
	return has_star(s->action.leaves, s->action.count);
}

bool statement_has_any_resource(const struct statement *s)
{
	return has_star(s->resource.leaves, s->resource.count);
}

struct str lint_facts_day(const char *kind)
{
	const struct fact *source;

	for (size_t i = 0; (source = source_at(i)); i++)
		if (fact_get(fact_get(source, "gives"), kind))
			return fact_value(fact_get(source, "date"));
	return (struct str){0};
}

void lint_fix_text(struct lint *l, struct diag *d, const struct lint_text *t, struct str old,
                   struct str by)
{
	size_t offset = (size_t)(old.at - t->text.at);
	const struct piece *piece = variant_piece(t->variant, offset);
	struct edit edit = {d->start, d->start + (uint32_t)old.len, by};

	if (piece->hole || piece->from->flags & NODE_SHARED)
		return;
	if (str_eq(str_slice(d->source->text, edit.start, edit.end), old))
		lint_fix(l, d, by.len ? arena_printf(l->arena, "write %.*s", STR(by))
		                      : arena_printf(l->arena, "take %.*s out", STR(old)),
		         &edit, 1);
}
