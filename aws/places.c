// Partitions, regions, service principals, ids, limits.
#include "aws/aws.h"

#include <assert.h>
#include <string.h>

static const struct fact *partition_find(struct str name)
{
	return fact_find(fact_file("partitions"), name);
}

bool partition_known(struct str name)
{
	return partition_find(name) != NULL;
}

struct str partition_suffix(struct str name)
{
	return fact_value(partition_find(name));
}

struct str partition_global_region(struct str name)
{
	return fact_value(fact_get(partition_find(name), "global-region"));
}

struct str partition_nearest(struct str name)
{
	return fact_nearest(fact_file("partitions"), name);
}

static const struct fact *region_find(struct str name)
{
	return fact_find(fact_file("regions"), name);
}

bool region_known(struct str name)
{
	return region_find(name) != NULL;
}

struct str region_partition(struct str name)
{
	struct str words = fact_value(region_find(name)), partition;

	fact_word(&words, &partition);
	return partition;
}

bool region_opt_in(struct str name)
{
	return fact_has_word(region_find(name), "opt-in");
}

bool region_has_unified_console(struct str name)
{
	return fact_find(fact_file("unified-console"), name) != NULL;
}

struct str region_nearest(struct str name)
{
	return fact_nearest(fact_file("regions"), name);
}

struct str region_at(size_t index)
{
	return fact_name(fact_at(fact_file("regions"), index));
}

// --- service principals ---

// A principal may name its region (ssm.ap-east-1.amazonaws.com) and end as the partition
// does (ec2.amazonaws.com.cn); the fact file has the plain form only.
static const struct fact *service_find(struct str principal)
{
	const struct fact *services = fact_file("services");
	const struct fact *service = fact_find(services, principal);
	struct str suffix = S(".amazonaws.com"), name = principal;
	char plain[128];

	if (service)
		return service;
	if (str_ends(name, ".cn"))
		name.len -= 3;
	if (!str_ends(name, suffix.at) || name.len > sizeof plain)
		return NULL;
	name.len -= suffix.len;
	for (size_t i = name.len; i > 0; i--) {
		if (name.at[i - 1] != '.')
			continue;
		if (region_known(str_slice(name, i, name.len)))
			name.len = i - 1;
		break;
	}
	memcpy(plain, name.at, name.len);
	memcpy(plain + name.len, suffix.at, suffix.len);
	return fact_find(services, (struct str){plain, name.len + suffix.len});
}

bool service_known(struct str principal)
{
	return service_find(principal) != NULL;
}

bool service_plausible(struct str principal)
{
	ptrdiff_t dot = str_find_byte(principal, 0, '.');
	struct str prefix = str_slice(principal, 0, dot > 0 ? (size_t)dot : 0);

	return (str_ends(principal, ".amazonaws.com") || str_ends(principal, ".amazonaws.com.cn")) &&
	       (action_service(prefix) || api_find(prefix));
}

static enum source_keys source_keys(struct str principal, const char *use)
{
	static const char *const names[] = {"", "none", "arn", "account", "both"};
	struct str keys = fact_value(fact_get(service_find(principal), use));
	enum source_keys k = SOURCE_KEYS_UNKNOWN;

	while (!str_is(keys, names[k]))
		assert(k < SOURCE_KEYS_BOTH), k++;
	return k;
}

enum source_keys service_role_keys(struct str principal)
{
	return source_keys(principal, "role");
}

enum source_keys service_resource_keys(struct str principal)
{
	return source_keys(principal, "resource");
}

struct str service_nearest(struct str principal)
{
	return fact_nearest(fact_file("services"), principal);
}

// --- ids ---

// Takes the number at *at and steps after it.
static size_t number(struct str s, size_t *at)
{
	size_t n = 0;

	while (*at < s.len && s.at[*at] >= '0' && s.at[*at] <= '9')
		n = n * 10 + (size_t)(s.at[(*at)++] - '0');
	return n;
}

static bool in_set(struct str set, char c)
{
	for (size_t i = 0; i < set.len; i++) {
		if (i + 2 < set.len && set.at[i + 1] == '-') {
			if (c >= set.at[i] && c <= set.at[i + 2])
				return true;
			i += 2;
		} else if (c == set.at[i]) {
			return true;
		}
	}
	return false;
}

// Matches one shape of aws/ids.txt: letters, [sets] and {counts}. A set never holds the
// letter after it, so taking as much as it can is right.
static bool shape_matches(struct str shape, struct str text)
{
	size_t at = 0;

	for (size_t i = 0; i < shape.len;) {
		size_t end = shape.at[i] == '[' ? (size_t)str_find_byte(shape, i, ']') : i;
		struct str set = str_slice(shape, end > i ? i + 1 : i, end > i ? end : i + 1);
		size_t least = 1, most = 1, got = 0;

		i = end + 1;
		if (i < shape.len && shape.at[i] == '{') {
			i++;
			least = most = number(shape, &i);
			if (shape.at[i] == ',') {
				i++;
				most = number(shape, &i);
			}
			i++;
		}
		while (got < most && at < text.len && in_set(set, text.at[at]))
			got++, at++;
		if (got < least)
			return false;
	}
	return at == text.len;
}

static const struct fact *id_find(const char *kind)
{
	const struct fact *id = fact_get(fact_file("ids"), kind);

	assert(id);
	return id;
}

bool id_is(const char *kind, struct str text)
{
	struct str shapes = fact_value(id_find(kind)), shape;

	while (fact_word(&shapes, &shape))
		if (shape_matches(shape, text))
			return true;
	return false;
}

struct str id_shape(const char *kind)
{
	return fact_value(fact_get(id_find(kind), "is"));
}

struct str id_example(const char *kind)
{
	return fact_value(fact_get(id_find(kind), "like"));
}

// --- limits ---

static const struct fact *limit_find(const char *name)
{
	const struct fact *found = fact_get(fact_file("limits"), name);

	assert(found);
	return found;
}

long limit(const char *name)
{
	struct str digits = fact_value(limit_find(name));
	size_t at = 0;

	return (long)number(digits, &at);
}

struct str limit_of(const char *name)
{
	return fact_value(fact_get(limit_find(name), "of"));
}
