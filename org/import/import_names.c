// Names for accounts, OUs and policies that org.yaml can use as keys.
#include "org/import/import_names.h"

#include "model/write/write.h"

static int place_of(char c)
{
	return c == '/' ? 0 : (unsigned char)char_lower(c);
}

int names_compare(struct str a, struct str b)
{
	for (size_t i = 0; i < a.len && i < b.len; i++)
		if (place_of(a.at[i]) != place_of(b.at[i]))
			return place_of(a.at[i]) - place_of(b.at[i]);
	return a.len != b.len ? (a.len > b.len) - (a.len < b.len) : str_cmp(a, b);
}

static bool is_name_byte(const struct namer *n, char c)
{
	return char_is_alnum(c) || (c == '_' && !n->is_plain);
}

// Letters and digits of a name with hyphens between them: "Acme Prod (EU)": Acme-Prod-EU.
static struct str wish_of(const struct namer *n, struct str name)
{
	enum { LONGEST = 100 };
	struct out o = {.arena = n->arena};
	bool apart = false;

	for (size_t i = 0; i < name.len && o.len < LONGEST; i++) {
		if (is_name_byte(n, name.at[i])) {
			if (o.len == 0 && !char_is_letter(name.at[i]))
				out_printf(&o, "%s-", n->kind);
			else if (apart && o.len)
				out_byte(&o, '-');
			out_byte(&o, name.at[i]);
		}
		apart = !is_name_byte(n, name.at[i]);
	}
	return o.len ? out_str(&o) : str_of(n->kind);
}

// What two names must not share.
static struct str small(const struct namer *n, struct str s)
{
	char *text = arena_alloc(n->arena, s.len);
	size_t len = 0;

	for (size_t i = 0; i < s.len; i++)
		if (s.at[i] != '-' || !n->is_plain)
			text[len++] = char_lower(s.at[i]);
	return (struct str){text, len};
}

void namer_use(struct namer *n, struct str name)
{
	names_add(&n->used, small(n, name), 0);
}

void namer_wish(struct namer *n, struct str name)
{
	struct str wish = wish_of(n, name);

	if (names_add(&n->wished, small(n, wish), 0) != NAME_NONE)
		namer_use(n, wish);
}

struct str namer_take(struct namer *n, struct str name, struct str id)
{
	const char *key = arena_cstring(n->arena, wish_of(n, name)), *own;

	if (names_add(&n->used, small(n, str_of(key)), 0) == NAME_NONE)
		return str_of(key);
	own = arena_printf(n->arena, "%s-%.*s", key, STR(id));
	key = own;
	for (int i = 2; names_add(&n->used, small(n, str_of(key)), 0) != NAME_NONE; i++)
		key = arena_printf(n->arena, "%s-%d", own, i);
	return str_of(key);
}

struct namer namer_of(struct arena *a, const char *kind)
{
	struct namer n = {a, kind, false, {.arena = a}, {.arena = a}};

	namer_use(&n, str_of(kind));
	return n;
}
