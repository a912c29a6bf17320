// Writes deploy.sh. All StackSets are in one stack, so that CloudFormation keeps their
// order; a plain stack goes before that one unless it waits for a StackSet.
#include "gen/deploy.h"

#include <stdlib.h>

#include "aws/aws.h"
#include "gen/scripts.h"
#include "gen/stacksets.h"
#include "gen/units/settings.h"
#include "model/write/write.h"

static const char head[] =
	"#!/bin/sh\n"
	"# Made by orgc: deploys this build with the AWS CLI, in the order of the plan.\n"
	"#   sh deploy.sh             shows each change set and asks before it runs\n"
	"#   sh deploy.sh --dry-run   says what would be done\n"
	"#   sh deploy.sh check       says what is there\n"
	"#   sh deploy.sh undo        takes everything back\n"
	"#   sh deploy.sh --help      lists the options\n"
	"# What is as it should be is left alone: after a failure, run it again. Each stack is\n"
	"# deployed with the profile of the AWS CLI that has its account's name in org.yaml.\n"
	"set -eu\n"
	"cd \"$(dirname \"$0\")\"\n"
	"export AWS_PAGER=''\n";

struct table {
	struct out out;
	const struct deployments *deployments;
	size_t count; // entries so far
};

static void say_pair(struct table *t, const char *name, struct str value)
{
	if (value.len == 0)
		return;
	out_printf(&t->out, " %s=", name);
	script_quote(&t->out, value);
}

static void say_steps(struct table *t, const char *when)
{
	out_printf(&t->out, "\t%zu) kind=steps name=%s ;;\n", ++t->count, when);
}

static void say_stack(struct table *t, struct str name, struct str account,
                      const char *region, const char *file, const char *capability,
                      const char *uploads, const struct node *tags)
{
	out_printf(&t->out, "\t%zu) kind=stack", ++t->count);
	say_pair(t, "name", name);
	say_pair(t, "account", account);
	say_pair(t, "region", str_of(region));
	say_pair(t, "file", str_of(file));
	say_pair(t, "capability", str_of(capability));
	say_pair(t, "uploads", str_of(uploads));
	if (tags)
		say_pair(t, "tags", write_json_minified(t->out.arena,
		                                        tags_list(t->out.arena, tags)));
	out_text(&t->out, " ;;\n");
}

// Whether a unit has to wait for stacks of a StackSet. What a unit waits for comes before
// it in no list, so this goes all the way; units wait in no circle.
static bool waits_for_stacksets(const struct units *units, const struct unit *u)
{
	for (size_t i = 0; i < u->after_count; i++) {
		const struct unit *other = &units->items[u->after[i].unit];
		if (other->is_stackset || waits_for_stacksets(units, other))
			return true;
	}
	return false;
}

static int compare_order(const void *left, const void *right)
{
	const struct deployment *a = *(const struct deployment *const *)left,
				*b = *(const struct deployment *const *)right;

	if (a->order != b->order)
		return a->order < b->order ? -1 : 1;
	return a < b ? -1 : a > b;
}

static const struct deployment **by_order(const struct deployments *deployments)
{
	const struct deployment **sorted =
		arena_array(deployments->units->org->arena, const struct deployment *,
	                    deployments->count);

	for (size_t i = 0; i < deployments->count; i++)
		sorted[i] = &deployments->items[i];
	if (deployments->count > 0)
		qsort(sorted, deployments->count, sizeof *sorted, compare_order);
	return sorted;
}

// The plain stacks that wait for a StackSet, or those that do not.
static void say_plain(struct table *t, const struct deployment *const *sorted, bool waiting)
{
	const struct deployments *all = t->deployments;
	const struct org *org = all->units->org;

	for (size_t i = 0; i < all->count; i++) {
		const struct unit *u = sorted[i]->unit;
		uint32_t account = sorted[i]->is_copy ? ACCOUNT_MANAGEMENT : u->account;
		if (sorted[i]->is_stackset || waits_for_stacksets(all->units, u) != waiting)
			continue;
		for (size_t j = 0; j < u->region_count; j++)
			say_stack(t, u->name, org->accounts[account].name, u->regions[j],
			          arena_printf(org->arena, "stacks/%.*s.yaml", STR(u->name)),
			          unit_capability(u), "", u->tags);
	}
}

// The templates that have to be in S3: "AuditRoleTemplateUrl=templates/audit-role.yaml …".
static const char *uploads(const struct deployments *all)
{
	struct out o = {.arena = all->units->org->arena};

	for (size_t i = 0; i < all->count; i++) {
		const struct deployment *d = &all->items[i];
		if (!d->by_url || (i > 0 && d[-1].unit == d->unit))
			continue;
		out_printf(&o, "%s%s=templates/%.*s.yaml", o.len ? " " : "",
		           stackset_url_parameter(o.arena, d->unit), STR(d->unit->name));
	}
	return arena_cstring(o.arena, out_str(&o));
}

static bool any_step(const struct steps *steps, bool is_after)
{
	for (size_t i = 0; i < steps->count; i++)
		if (steps->items[i].is_after == is_after)
			return true;
	return false;
}

static bool any_stackset(const struct deployments *deployments)
{
	for (size_t i = 0; i < deployments->count; i++)
		if (deployments->items[i].is_stackset)
			return true;
	return false;
}

void add_deploy_script(const struct deployments *deployments, const struct steps *steps,
                       struct file_set *out)
{
	const struct org *org = deployments->units->org;
	struct str home = node_str(node_path(org->root, "regions/home"));
	struct table t = {{.arena = org->arena}, deployments, 0};
	const struct deployment **sorted = by_order(deployments);
	bool is_delegate = rollout_account(org) != ACCOUNT_MANAGEMENT;

	if (deployments->count == 0)
		return;
	out_text(&t.out, head);
	out_printf(&t.out, "suffix=%s\ncall_as=%s\n\nentry() { # NUMBER\n\tcase $1 in\n",
	           str_is(region_partition(home), "aws-cn") ? "amazonaws.com.cn"
	                                                    : "amazonaws.com",
	           is_delegate ? "DELEGATED_ADMIN" : "SELF");
	if (any_step(steps, false))
		say_steps(&t, "before");
	say_plain(&t, sorted, false);
	if (any_stackset(deployments))
		say_stack(&t, S("stacksets"), org->accounts[rollout_account(org)].name,
		          arena_cstring(org->arena, home), "stacksets.yaml", "",
		          uploads(deployments), node_get(org->root, "tags"));
	say_plain(&t, sorted, true);
	if (any_step(steps, true))
		say_steps(&t, "after");
	out_printf(&t.out, "\tesac\n}\ncount=%zu\n", t.count);
	out_bytes(&t.out, script_named("deploy"));
	file_set_add(out, "deploy.sh", out_str(&t.out));
}
