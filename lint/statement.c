#include "lint/statement.h"

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

bool statement_names_action(struct lint *l, const struct statement *s, const char *action)
{
	struct str name = str_of(action);

	for (size_t i = 0; i < s->action.count; i++) {
		struct str pattern = node_str(s->action.leaves[i].value);

		if (!s->action.leaves[i].sometimes &&
		    str_eq_nocase(action_prefix(pattern), action_prefix(name)) &&
		    glob_match(arena_lower(l->scratch, pattern), arena_lower(l->scratch, name)))
			return true;
	}
	return false;
}

bool statement_has_any_resource(const struct statement *s)
{
	for (size_t i = 0; i < s->resource.count; i++)
		if (!s->resource.leaves[i].sometimes &&
		    node_is(s->resource.leaves[i].value, "*"))
			return true;
	return false;
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
