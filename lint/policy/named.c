// The strings that an element of a statement names.
#include "lint/policy/named.h"

static size_t add_texts(struct lint *l, const struct principal_entry *entry,
                        struct named_text *texts)
{
	struct variants variants;
	size_t count = 0;

	// A tag is a function that no one has evaluated: a policy on its own has no template.
	if (!l->template && entry->value->tag != TAG_NONE)
		return 0;
	variants = variants_of(l->scratch, entry->value, false);
	for (size_t i = 0; i < variants.count; i++) {
		struct str text = variant_pattern(l->scratch, &variants.items[i]);
		if (variants.items[i].count > 0 && str_find(text, 0, "{{resolve:") < 0)
			texts[count++] = (struct named_text){entry, &variants.items[i], text};
	}
	return count;
}

size_t named_texts(struct lint *l, const struct statement *s, const char *type,
                   struct named_text **texts)
{
	size_t count = 0, room = 0;

	*texts = NULL;
	for (size_t i = 0; i < s->principal_count; i++) {
		struct named_text more[VARIANTS_MAX];
		size_t added;

		if (!str_is(s->principals[i].type, type))
			continue;
		added = add_texts(l, &s->principals[i], more);
		for (size_t j = 0; j < added; j++) {
			*texts = arena_grow(l->scratch, *texts, count, &room, sizeof **texts);
			(*texts)[count++] = more[j];
		}
	}
	return count;
}
