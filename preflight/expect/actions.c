// From patterns of actions to actions, and to ARNs of what they act on.
#include "preflight/expect/actions.h"

#include "aws/aws.h"
#include "model/write/write.h"
#include "policies/arn.h"
#include "preflight/expect/globs.h"
#include "preflight/needs.h"

// --- actions ---

struct sorting {
	struct arena *arena;
	const struct statements *statements;
	struct names wanted; // in lower case
	struct names kinds, actions;
};

// Of a service without Regions; NULL for others.
static const struct fact *row_of_global(struct str action)
{
	return fact_find_nocase(fact_file("global"), service_of_action(action));
}

// What the policies make of an action: which statements are about it, and whatever else may
// tell it from others of those.
static struct str kind_of(struct sorting *s, struct arena *scratch, struct str action)
{
	struct out o = {.arena = scratch};
	const struct fact *service = action_service(service_of_action(action));
	bool is_plain = !str_is(action, "sts:getcalleridentity");

	for (size_t i = 0; i < s->statements->count; i++) {
		const struct asked_of *one = &s->statements->items[i];
		bool is_about = statement_is_about(one, action);
		out_byte(&o, is_about ? '1' : '0');
		is_plain &= !is_about || one->is_plain;
	}
	out_byte(&o, action_service_has_rcp(service) ? 'r' : '-');
	if (row_of_global(action))
		out_printf(&o, "g%.*s", STR(fact_value(row_of_global(action))));
	if (!is_plain)
		out_bytes(&o, action);
	return out_str(&o);
}

static void take_service(struct sorting *s, struct arena *scratch, const struct fact *service)
{
	fact_each(fact_get(service, "actions"), row) {
		struct str name = str_of(arena_printf(scratch, "%.*s:%.*s",
		                                      STR(fact_name(service)),
		                                      STR(fact_name(row))));
		struct str action = arena_lower(scratch, name), kind;

		if (!any_takes(&s->wanted, action))
			continue;
		kind = kind_of(s, scratch, action);
		if (names_find(&s->kinds, kind) != NAME_NONE)
			continue;
		names_add(&s->kinds, arena_copy(s->arena, kind), 0);
		names_add(&s->actions, arena_copy(s->arena, name), 0);
	}
	arena_reset(scratch);
}

static bool is_wanted(const struct names *wanted, struct str service)
{
	for (size_t i = 0; i < wanted->count; i++) {
		struct str pattern = wanted->items[i].text;
		ptrdiff_t colon = str_find_byte(pattern, 0, ':');
		if (colon < 0 || glob_match(str_slice(pattern, 0, (size_t)colon), service))
			return true;
	}
	return false;
}

struct names actions_of(struct arena *a, const struct statements *statements,
                        const struct expectation *e)
{
	struct arena scratch = {0};
	struct sorting s = {.arena = a, .statements = statements, .wanted = {.arena = a},
	                    .kinds = {.arena = a}, .actions = {.arena = a}};

	add_lower(a, &s.wanted, e->actions);
	fact_each(fact_file("actions"), service)
		if (is_wanted(&s.wanted, fact_name(service)))
			take_service(&s, &scratch, service);
	arena_free(&scratch);
	return s.actions;
}

// --- Regions ---

static void add_region_patterns(struct names *to, const struct node *list, bool in_arns)
{
	struct str fields[ARN_FIELDS];

	if (node_is_scalar(list) && !in_arns)
		names_add(to, node_str(list), 0);
	else if (node_is_scalar(list) && arn_fields(node_str(list), fields))
		names_add(to, fields[3], 0);
	node_each(list, one)
		add_region_patterns(to, one, in_arns);
}

static struct names region_patterns(struct arena *a, const struct about *about)
{
	struct names patterns = {.arena = a};

	for (size_t i = 0; i < about->count; i++) {
		const struct statement *s = about->items[i];
		add_region_patterns(&patterns, s->resource.value, true);
		add_region_patterns(&patterns, s->not_resource.value, true);
		for (size_t k = 0; k < s->condition_count; k++)
			add_region_patterns(&patterns, s->conditions[k].value,
			                    !str_eq_nocase(s->conditions[k].name,
			                                   S("aws:RequestedRegion")));
	}
	return patterns;
}

struct choosing_regions {
	struct names patterns, kinds, regions;
};

static void take_region(struct choosing_regions *c, struct str region)
{
	struct out kind = {.arena = c->kinds.arena};

	for (size_t i = 0; i < c->patterns.count; i++)
		out_byte(&kind, glob_match(c->patterns.items[i].text, region) ? '1' : '0');
	if (names_add(&c->kinds, out_str(&kind), 0) == NAME_NONE)
		names_add(&c->regions, region, 0);
}

static void take_regions(struct choosing_regions *c, const struct org *org,
                         const struct node *list)
{
	struct str name = node_str(list);

	if (node_is(list, "all"))
		take_regions(c, org, node_path(org->root, "regions/all"));
	else if (node_is(list, "home"))
		take_region(c, node_str(node_path(org->root, "regions/home")));
	else if (node_is_scalar(list))
		take_region(c, name);
	node_each(list, one)
		take_regions(c, org, one);
}

struct names regions_of(struct arena *a, const struct org *org, const struct about *about,
                        const struct expectation *e, struct str action)
{
	struct str home = node_str(node_path(org->root, "regions/home")), region;
	struct choosing_regions c = {.patterns = region_patterns(a, about), .kinds = {.arena = a},
	                             .regions = {.arena = a}};

	if (row_of_global(action)) {
		take_region(&c, home);
	} else if (e->regions || e->is_always) {
		take_regions(&c, org,
		             e->regions ? e->regions : node_path(org->root, "regions/all"));
	} else {
		take_region(&c, home);
		for (size_t i = 0; (region = region_at(i)).len > 0; i++)
			if (str_eq(region_partition(region), region_partition(home)))
				take_region(&c, region);
	}
	return c.regions;
}

// --- what they act on ---

// "arn:${Partition}:s3:::${BucketName}" -> "arn:aws:s3:::*", as a pattern.
static struct str pattern_of_kind(struct arena *a, struct str row, struct str account,
                                  struct str region)
{
	struct out o = {.arena = a};

	for (size_t at = 0; at < row.len; at++) {
		struct str rest = str_slice(row, at, row.len);
		if (str_starts(rest, "${Partition}"))
			out_bytes(&o, region_partition(region));
		else if (str_starts(rest, "${Region}"))
			out_bytes(&o, region);
		else if (str_starts(rest, "${Account}"))
			out_bytes(&o, account);
		else if (str_starts(rest, "${") || rest.at[0] == '*')
			out_byte(&o, GLOB_ANY);
		else
			out_byte(&o, rest.at[0]);
		if (str_starts(rest, "${"))
			at += (size_t)str_find_byte(rest, 0, '}');
	}
	return out_str(&o);
}

static void add_common(struct arena *a, struct globs *to, struct str pattern,
                       const struct node *list)
{
	if (node_is_scalar(list)) {
		if (str_find(node_str(list), 0, "${") >= 0)
			to->is_whole = false;
		else
			globs_add_common(to, pattern, glob_of(a, node_str(list)));
	}
	node_each(list, one)
		add_common(a, to, pattern, one);
}

static struct names arns_of_kind(struct arena *a, const struct about *about,
                                 struct str pattern, bool *is_whole)
{
	struct globs globs = globs_new(a);

	globs_add(&globs, pattern);
	for (size_t i = 0; i < about->count; i++) {
		add_common(a, &globs, pattern, about->items[i]->resource.value);
		add_common(a, &globs, pattern, about->items[i]->not_resource.value);
	}
	globs_close(&globs);
	*is_whole &= globs.is_whole;
	return globs_texts(a, &globs);
}

struct resource_kinds resources_of(struct arena *a, const struct about *about,
                                   struct str action, struct str account, struct str region)
{
	const struct fact *service = action_service(service_of_action(action));
	const struct fact *row = action_find(action);
	struct resource_kinds out = {.is_whole = true};
	bool is_required = false;

	out.items = arena_array(a, struct resource_kind, fact_count(row) + 1);
	fact_each(row, kind) {
		const struct fact *arn = fact_find(action_resources(service), fact_name(kind));
		struct resource_kind *to = &out.items[out.count];

		if (!arn)
			continue;
		to->is_required = fact_has_word(kind, "required");
		to->arns = arns_of_kind(a, about,
		                        pattern_of_kind(a, fact_value(arn), account, region),
		                        &out.is_whole);
		is_required |= to->is_required;
		out.count++;
	}
	if (!is_required) {
		out.items[out.count].arns.arena = a;
		names_add(&out.items[out.count++].arns, S("*"), 0);
	}
	return out;
}
