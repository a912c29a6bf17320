// Sentences and requests in words.
#include "model/text/say.h"
#include "preflight/expect/expect.h"

static const char *list_of(struct arena *a, const struct node *list, const char *otherwise)
{
	const char *all = "";
	size_t count = 0;

	if (node_is_scalar(list))
		return say_text(a, node_str(list));
	node_each(list, one) {
		if (count++ == 4)
			return arena_printf(a, "%s, ...", all);
		all = arena_printf(a, "%s%s%s", all, *all ? ", " : "", say_text(a, node_str(one)));
	}
	return *all ? all : otherwise;
}

const char *expect_words(struct arena *a, const struct expectation *e)
{
	const struct node *map = e->where.map;
	const char *but = e->but ? arena_printf(a, " but %s", list_of(a, e->but, "")) : "";
	const char *except = node_get(map, "except")
	                             ? arena_printf(a, " except %s",
	                                            list_of(a, node_get(map, "except"), ""))
	                             : "";

	return arena_printf(a, "%s %s by %s%s in %s%s", e->is_always ? "always" : "never",
	                    list_of(a, e->actions, "nothing"), list_of(a, e->who, "anyone"),
	                    but, list_of(a, node_get(map, "in"), "nowhere"), except);
}

const char *expect_why_open(struct arena *a, const struct expected *e)
{
	if (e->open.len == 0)
		return "it is not decided, since the policies ask for more than can be tried";
	return arena_printf(a, "it is not decided, since %s has more kinds of values than were "
	                       "tried", say_text(a, e->open));
}

static const char *key_words(struct arena *a, const struct context_key *key)
{
	const char *values = "";

	if (key->state == KEY_ABSENT)
		return arena_printf(a, "without %s", say_text(a, key->name));
	for (size_t i = 0; i < key->count; i++)
		values = arena_printf(a, "%s%s%s", values, i ? " and " : "",
		                      say_text(a, key->values[i]));
	return arena_printf(a, "%s = %s", say_text(a, key->name), values);
}

const char *expect_request(struct arena *a, const struct counter_example *c)
{
	const char *all = arena_printf(a, "%s by %s in %s (%s)", say_text(a, c->action),
	                               say_text(a, c->principal), say_text(a, c->account),
	                               say_text(a, c->region));

	if (!str_is(c->resource, "*"))
		all = arena_printf(a, "%s on %s", all, say_text(a, c->resource));
	for (size_t i = 0; i < c->key_count; i++)
		all = arena_printf(a, "%s, %s", all, key_words(a, &c->keys[i]));
	return all;
}
