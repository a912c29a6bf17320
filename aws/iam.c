// IAM: actions, condition keys, the policies that AWS keeps.
#include "aws/aws.h"

#include <assert.h>
#include <string.h>

// Splits "s3:PutObject" at the first colon; without one, *name is empty.
static void split(struct str text, struct str *service, struct str *name)
{
	ptrdiff_t colon = str_find_byte(text, 0, ':');
	size_t end = colon < 0 ? text.len : (size_t)colon;

	*service = str_slice(text, 0, end);
	*name = str_slice(text, end + 1, text.len);
}

static bool same_letter(char pattern, char c)
{
	return pattern == '?' || char_lower(pattern) == char_lower(c);
}

// `*` and `?` as IAM takes them in actions: letters count alike in either case.
static bool glob(struct str pattern, struct str text)
{
	size_t p = 0, t = 0, star = SIZE_MAX, from = 0;

	while (t < text.len) {
		if (p < pattern.len && pattern.at[p] == '*') {
			star = p++;
			from = t;
		} else if (p < pattern.len && same_letter(pattern.at[p], text.at[t])) {
			p++;
			t++;
		} else if (star != SIZE_MAX) {
			p = star + 1;
			t = ++from;
		} else {
			return false;
		}
	}
	while (p < pattern.len && pattern.at[p] == '*')
		p++;
	return p == pattern.len;
}

// --- actions ---

const struct fact *action_service(struct str prefix)
{
	return fact_find_nocase(fact_file("actions"), prefix);
}

struct str action_service_nearest(struct str prefix)
{
	return fact_nearest(fact_file("actions"), prefix);
}

bool action_service_has_rcp(const struct fact *service)
{
	return fact_has_word(service, "rcp");
}

bool action_service_names_resources(struct str prefix)
{
	const struct fact *row = fact_find_nocase(fact_file("resource-policies"), prefix);

	return fact_has_word(row, "named") || fact_has_word(row, "none");
}

bool action_service_needs_resource(struct str prefix)
{
	return fact_has_word(fact_find_nocase(fact_file("resource-policies"), prefix), "required");
}

bool action_service_retired(struct str prefix, struct str *instead)
{
	const struct fact *row = fact_find_nocase(fact_file("retired"), prefix);

	*instead = fact_value(row);
	return row != NULL;
}

bool action_names_no_resource(struct str name)
{
	return fact_find_nocase(fact_file("no-resource"), name) != NULL;
}

const struct fact *action_find(struct str name)
{
	struct str service, action;

	split(name, &service, &action);
	return fact_find_nocase(fact_get(action_service(service), "actions"), action);
}

// What stands before the first wildcard.
static struct str before_wildcard(struct str pattern)
{
	size_t len = 0;

	while (len < pattern.len && pattern.at[len] != '*' && pattern.at[len] != '?')
		len++;
	return str_slice(pattern, 0, len);
}

static bool starts_nocase(struct str text, struct str start)
{
	return text.len >= start.len && str_eq_nocase(str_slice(text, 0, start.len), start);
}

// The first row from `row` on that the pattern matches, NULL where there is none. The rows
// are sorted, so those that begin as the pattern does stand together.
static const struct fact *match_from(const struct fact *owner, const struct fact *row,
                                     struct str pattern)
{
	struct str start = before_wildcard(pattern);

	for (; row && starts_nocase(fact_name(row), start); row = fact_next(owner, row))
		if (glob(pattern, fact_name(row)))
			return row;
	return NULL;
}

static const struct fact *first_match(const struct fact *owner, struct str pattern)
{
	struct str start = before_wildcard(pattern);

	if (start.len == pattern.len)
		return fact_find_nocase(owner, pattern);
	return owner ? match_from(owner, fact_from(owner, start), pattern) : NULL;
}

bool action_pattern_matches(struct str pattern)
{
	const struct fact *services = fact_file("actions"), *s;
	struct str service, name;

	split(pattern, &service, &name);
	s = first_match(services, service);
	for (; s; s = match_from(services, fact_next(services, s), service))
		if (first_match(fact_get(s, "actions"), name))
			return true;
	return str_is(pattern, "*");
}

size_t action_each(struct str pattern,
                   void (*take)(const struct fact *service, const struct fact *action))
{
	const struct fact *services = fact_file("actions"), *s, *actions, *one;
	struct str service, name;
	size_t count = 0;

	split(pattern, &service, &name);
	s = first_match(services, service);
	for (; s; s = match_from(services, fact_next(services, s), service)) {
		actions = fact_get(s, "actions");
		one = first_match(actions, name);
		for (; one; one = match_from(actions, fact_next(actions, one), name), count++)
			take(s, one);
	}
	return count;
}

struct str action_nearest(const struct fact *service, struct str name)
{
	return fact_nearest(fact_get(service, "actions"), name);
}

struct str action_access(const struct fact *action)
{
	return fact_value(action);
}

const struct fact *action_resources(const struct fact *service)
{
	return fact_get(service, "resources");
}

// --- condition keys ---

// Whether a key's name as AWS writes it, "aws:RequestTag/${TagKey}", means this one.
static bool key_means(struct str pattern, struct str key)
{
	ptrdiff_t hole = str_find(pattern, 0, "${"), end;
	struct str before, after;

	if (hole < 0)
		return str_eq_nocase(pattern, key);
	end = str_find_byte(pattern, (size_t)hole, '}');
	assert(end > 0);
	before = str_slice(pattern, 0, (size_t)hole);
	after = str_slice(pattern, (size_t)end + 1, pattern.len);
	if (key.len <= before.len || !str_eq_nocase(str_slice(key, 0, before.len), before))
		return false;
	for (size_t i = before.len + 1; i <= key.len; i++)
		if (key_means(after, str_slice(key, i, key.len)))
			return true;
	return false;
}

// The row of `keys` that has a hole after the first `len` bytes of `name` and means it.
static const struct fact *find_hole(const struct fact *keys, struct str name, size_t len)
{
	char start[128];
	struct str before = {start, len + 2};

	if (before.len > sizeof start)
		return NULL;
	memcpy(start, name.at, len);
	memcpy(start + len, "${", 2);
	for (const struct fact *k = fact_from(keys, before); k; k = fact_next(keys, k)) {
		if (!str_eq_nocase(str_slice(fact_name(k), 0, before.len), before))
			return NULL;
		if (key_means(fact_name(k), name))
			return k;
	}
	return NULL;
}

static const struct fact *find_key(const struct fact *keys, struct str name)
{
	const struct fact *key = fact_find_nocase(keys, name);

	for (size_t i = 0; i < name.len && !key; i++)
		if (strchr("/:.-", name.at[i]))
			key = find_hole(keys, name, i + 1);
	return key;
}

static const struct fact *service_keys(struct str name)
{
	struct str service, rest;

	split(name, &service, &rest);
	return fact_get(action_service(service), "keys");
}

bool condition_key_find(struct str name, struct condition_key *k)
{
	const struct fact *key = find_key(fact_file("keys"), name);
	struct str words, arrays = S("ArrayOf");

	*k = (struct condition_key){.global = key != NULL};
	if (!key)
		key = find_key(service_keys(name), name);
	if (!key)
		return false;
	k->name = fact_name(key);
	k->always = fact_has_word(key, "always");
	words = fact_value(key);
	fact_word(&words, &k->type);
	k->multivalued = str_starts(k->type, arrays.at);
	if (k->multivalued)
		k->type = str_slice(k->type, arrays.len, k->type.len);
	return true;
}

struct str condition_key_nearest(struct str name)
{
	struct str global = fact_nearest(fact_file("keys"), name);

	return global.len > 0 ? global : fact_nearest(service_keys(name), name);
}

// What aws/takes.hand.txt adds to the keys of an action.
static const struct fact *keys_by_hand(const struct fact *service, const struct fact *action)
{
	char text[160];
	struct str prefix = fact_name(service), name = fact_name(action);
	size_t len = prefix.len + 1 + name.len;

	if (len > sizeof text)
		return NULL;
	memcpy(text, prefix.at, prefix.len);
	text[prefix.len] = ':';
	memcpy(text + prefix.len + 1, name.at, name.len);
	return fact_find_nocase(fact_file("takes"), (struct str){text, len});
}

// A kind's own rows say which of the keys of such resources come with this action; where it
// has none, all of them may.
bool action_takes_key_with(const struct fact *service, const struct fact *action,
                           const struct fact *kind, struct str key)
{
	if (find_key(action, key) || find_key(keys_by_hand(service, action), key))
		return true;
	if (fact_count(kind) > 0)
		return find_key(kind, key);
	return find_key(fact_find(action_resources(service), fact_name(kind)), key);
}

bool action_takes_key(const struct fact *service, const struct fact *action,
                      struct str key)
{
	if (find_key(action, key) || find_key(keys_by_hand(service, action), key))
		return true;
	fact_each(action, kind) {
		if (find_key(kind, key) ||
		    find_key(fact_find(action_resources(service), fact_name(kind)), key))
			return true;
	}
	return false;
}

// --- managed policies ---

// "arn:aws:iam::aws:policy/service-role/X" -> "service-role/X"
static struct str policy_name(struct str text)
{
	struct str mark = S(":iam::aws:policy/");
	ptrdiff_t at = str_starts(text, "arn:") ? str_find(text, 0, mark.at) : -1;

	return at < 0 ? text : str_slice(text, (size_t)at + mark.len, text.len);
}

bool managed_policy_find(struct str name, struct managed_policy *p)
{
	const struct fact *row = fact_find(fact_file("managed"), policy_name(name));
	struct str words = fact_value(row);

	*p = (struct managed_policy){.name = fact_name(row)};
	p->deprecated = fact_has_word(row, "deprecated");
	if (!p->deprecated) {
		fact_word(&words, &p->version);
		fact_word(&words, &p->date);
	}
	p->document = fact_value(fact_get(row, "document"));
	p->instead = fact_value(fact_get(row, "instead"));
	p->attachable = p->document.len > 0;
	return row != NULL;
}

bool managed_policy_is_broad(struct str name)
{
	return fact_find(fact_file("broad-policies"), policy_name(name)) != NULL;
}

const struct fact *policy_sites(struct str type)
{
	return fact_find(fact_file("policy-sites"), type);
}

struct str managed_policy_nearest(struct str name)
{
	struct str base = str_after_last(policy_name(name), '/');

	fact_each(fact_file("managed"), row) {
		struct str known = fact_name(row);
		if (base.len > 0 && known.len >= base.len &&
		    str_eq_nocase(str_slice(known, known.len - base.len, known.len), base) &&
		    (known.len == base.len || known.at[known.len - base.len - 1] == '/'))
			return known;
	}
	return fact_nearest(fact_file("managed"), policy_name(name));
}

struct str service_role(struct arena *a, const char *service, struct str name)
{
	const struct fact *row = fact_find(fact_file("roles"), str_of(service));
	struct str text = fact_value(row), hole = S("${Name}");
	ptrdiff_t at = str_find(text, 0, hole.at);

	assert(row);
	if (at < 0)
		return text;
	return str_of(arena_printf(a, "%.*s%.*s%.*s", STR(str_slice(text, 0, (size_t)at)),
	                           STR(name),
	                           STR(str_slice(text, (size_t)at + hole.len, text.len))));
}
