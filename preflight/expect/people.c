// From who and but, and from what the policies say of aws:PrincipalArn, to ARNs.
#include "preflight/expect/people.h"

#include "aws/aws.h"
#include "policies/arn.h"
#include "policies/condition.h"
#include "preflight/expect/globs.h"

struct gathering {
	struct arena *arena;
	struct str start;    // "arn:aws:iam::444444444444:"
	struct globs asked;  // who
	struct globs spared; // but
	struct globs named;  // by policies
};

static void add_who(struct gathering *g, struct globs *to, const char *resource)
{
	globs_add(to, glob_of(g->arena, str_of(arena_printf(g->arena, "%.*s%s",
	                                                    STR(g->start), resource))));
}

static void add_one_who(struct gathering *g, struct globs *to, struct str who)
{
	struct str mark = S("permission-set/"), role = who;

	if (str_is(who, "anyone")) {
		add_who(g, to, "role/*");
		add_who(g, to, "user/*");
		add_who(g, to, "root");
		return;
	}
	if (str_is(who, "stacksets"))
		role = service_role(g->arena, "stacksets", S(""));
	else if (str_starts(who, mark.at))
		role = service_role(g->arena, "permission-set",
		                    str_slice(who, mark.len, who.len));
	add_who(g, to, arena_cstring(g->arena, role));
}

static void add_all_who(struct gathering *g, struct globs *to, const struct node *list)
{
	if (node_is_scalar(list))
		add_one_who(g, to, node_str(list));
	node_each(list, one)
		add_one_who(g, to, node_str(one));
}

// A pattern of ARNs, narrowed to principals of the account; false where it takes none.
static bool narrow(struct gathering *g, struct str text, struct str *pattern)
{
	struct str p[ARN_FIELDS], start[ARN_FIELDS];

	if (!arn_fields(text, p) || !arn_fields(g->start, start))
		return false;
	for (int i = 0; i < ARN_FIELDS - 1; i++)
		if (!glob_match(p[i], start[i]))
			return false;
	*pattern = glob_of(g->arena, str_of(arena_printf(g->arena, "%.*s%.*s", STR(g->start),
	                                                 STR(p[ARN_FIELDS - 1]))));
	return true;
}

static void add_named(struct gathering *g, const struct operator *op, struct str text)
{
	struct str pattern = text;
	bool is_pattern = op->family == OPERATOR_ARN || op->family == OPERATOR_LIKE;

	if (str_find(text, 0, "${") >= 0)
		g->named.is_whole = false;
	else if (op->family == OPERATOR_LIKE)
		globs_add(&g->named, glob_of(g->arena, text));
	else if (op->family == OPERATOR_ARN && narrow(g, text, &pattern))
		globs_add(&g->named, pattern);
	else if (!is_pattern && str_find_byte(text, 0, '*') < 0)
		globs_add(&g->named, text);
}

static void find_named(struct gathering *g, const struct about *about)
{
	for (size_t i = 0; i < about->count; i++)
		for (size_t j = 0; j < about->items[i]->condition_count; j++) {
			const struct condition_entry *e = &about->items[i]->conditions[j];
			struct operator op;

			if (!str_eq_nocase(e->name, S("aws:PrincipalArn")) ||
			    !operator_parse(e->operator, &op))
				continue;
			if (node_is_scalar(e->value))
				add_named(g, &op, node_str(e->value));
			node_each(e->value, one)
				add_named(g, &op, node_str(one));
		}
}

// Roles that services made for themselves are beyond SCPs and RCPs.
static bool is_spared(const struct gathering *g, struct str arn)
{
	const struct names *spared = &g->spared.patterns;

	for (size_t i = 0; i < spared->count; i++)
		if (glob_match_as(spared->items[i].text, arn, GLOB_ANY, GLOB_ONE))
			return true;
	return str_starts(str_slice(arn, g->start.len, arn.len), "role/aws-service-role/");
}

static bool is_entity(const struct gathering *g, struct str arn)
{
	struct str resource = str_slice(arn, g->start.len, arn.len);

	return str_is(resource, "root") || (resource.len > strlen("role/") &&
	                                    (str_starts(resource, "role/") ||
	                                     str_starts(resource, "user/")) &&
	                                    resource.at[resource.len - 1] != '/');
}

struct people people_of(struct arena *a, const struct org *org, const struct about *about,
                        const struct expectation *e, struct str account)
{
	struct str home = node_str(node_path(org->root, "regions/home"));
	struct gathering g = {
		.arena = a,
		.start = str_of(arena_printf(a, "arn:%.*s:iam::%.*s:",
	                                     STR(region_partition(home)), STR(account))),
		.asked = globs_new(a),
		.spared = globs_new(a),
		.named = globs_new(a),
	};
	struct people people = {.arns = {.arena = a}};
	struct globs all = globs_new(a);
	struct names texts;

	if (e->who)
		add_all_who(&g, &g.asked, e->who);
	else
		add_one_who(&g, &g.asked, S("anyone"));
	add_all_who(&g, &g.spared, e->but);
	find_named(&g, about);
	for (size_t i = 0; i < g.asked.patterns.count; i++) {
		struct str who = g.asked.patterns.items[i].text;
		globs_add(&all, who);
		for (size_t j = 0; j < g.named.patterns.count; j++)
			globs_add_common(&all, who, g.named.patterns.items[j].text);
	}
	globs_close(&all);
	people.is_whole = all.is_whole && g.named.is_whole;
	texts = globs_texts(a, &all);
	for (size_t i = 0; i < texts.count; i++)
		if (!is_spared(&g, texts.items[i].text) && is_entity(&g, texts.items[i].text))
			names_add(&people.arns, texts.items[i].text, 0);
	return people;
}
