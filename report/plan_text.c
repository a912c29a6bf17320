#include "report/plan.h"

#include <stdlib.h>
#include <string.h>

static const char *counted(struct page *p, size_t count, const char *one, const char *many)
{
	return arena_printf(p->out.arena, "%zu %s", count, count == 1 ? one : many);
}

static size_t number_of(struct page *p, const struct node *map, const char *key)
{
	return strtoul(arena_cstring(p->out.arena, node_str(node_get(map, key))), NULL, 10);
}

static size_t length(const struct node *list)
{
	return node_is_seq(list) ? list->len : 0;
}

static const char *kind_of(const struct node *deployment)
{
	return node_is(node_get(deployment, "kind"), "stackset") ? "StackSet" : "stack";
}

// --- one deployment ---

// "in: Workloads (line 51)"; accounts that are named one by one share "in".
static struct str cause_key(struct page *p, const struct node *account)
{
	struct str cause = node_str(node_get(account, "cause"));
	struct str name = node_str(node_get(account, "name"));
	ptrdiff_t colon = str_find(cause, 0, ": ");

	if (colon > 0 && str_eq(str_slice(cause, (size_t)colon + 2, cause.len), name))
		return str_slice(cause, 0, (size_t)colon);
	return str_of(arena_printf(p->out.arena, "%.*s (line %.*s)", STR(cause),
	                           STR(node_str(node_get(account, "line")))));
}

static void print_accounts(struct page *p, const struct node *deployment)
{
	struct groups g = groups_new(p);
	const char *label = "accounts";

	node_each(node_get(deployment, "accounts"), account)
		groups_add(&g, cause_key(p, account), node_str(node_get(account, "name")));
	for (size_t i = 0; i < g.count; i++) {
		page_row(p, label,
		         arena_printf(p->out.arena, "%s: %s", page_safe(p, g.items[i].key),
		                      group_names(&g, &g.items[i])));
		label = p->markdown ? label : "";
	}
}

// Names with the reason behind them, of maps with `name` (or another key) and `why`.
static void print_reasons(struct page *p, const char *label, const struct node *list,
                          const char *key)
{
	struct groups g = groups_new(p);

	node_each(list, item)
		if (node_get(item, key))
			groups_add(&g, node_str(node_get(item, "why")), node_str(node_get(item, key)));
	for (size_t i = 0; i < g.count; i++)
		page_row(p, label,
		         arena_printf(p->out.arena, "%s (%s)", group_names(&g, &g.items[i]),
		                      page_safe(p, g.items[i].key)));
}

static void print_texts(struct page *p, const char *label, const struct node *list)
{
	node_each(list, text)
		page_row(p, label, page_safe(p, node_str(text)));
}

static const char *title_of(struct page *p, const struct node *deployment)
{
	size_t accounts = length(node_get(deployment, "accounts"));
	size_t regions = length(node_get(deployment, "regions"));

	const char *lead = arena_printf(p->out.arena, "Order %s: %s %s",
	                                page_text(p, deployment, "order"), kind_of(deployment),
	                                page_text(p, deployment, "name"));

	if (accounts == 1 && regions == 1)
		return lead;
	return arena_printf(p->out.arena, "%s, %s: %s × %s", lead,
	                    counted(p, number_of(p, deployment, "stacks"), "stack", "stacks"),
	                    counted(p, accounts, "account", "accounts"),
	                    counted(p, regions, "region", "regions"));
}

static const char *cause_of(struct page *p, const struct node *map)
{
	return arena_printf(p->out.arena, "%s (line %s)", page_text(p, map, "cause"),
	                    page_text(p, map, "line"));
}

static void print_deployment(struct page *p, const struct node *deployment)
{
	const struct node *after = node_get(deployment, "after");

	page_row(p, "template", page_text(p, deployment, "file"));
	page_row(p, "because of", cause_of(p, deployment));
	if (node_get(deployment, "wave"))
		page_row(p, "wave", page_text(p, deployment, "wave"));
	if (length(after) > 0)
		page_row(p, "after", page_list(p, after));
	page_row(p, "regions", page_list(p, node_get(deployment, "regions")));
	print_accounts(p, deployment);
	print_reasons(p, "left out", node_get(deployment, "left-out"), "name");
	if (node_is(node_get(deployment, "automatic"), "true"))
		page_row(p, "automatic", "accounts that join get their stacks by themselves");
}

// --- all of them ---

static void print_totals(struct page *p, const struct node *plan)
{
	const struct node *deployments = node_get(plan, "deployments");
	size_t sets = number_of(p, plan, "stacksets"), all = length(deployments);

	page_heading(p, 1, arena_printf(p->out.arena, "Plan of %s",
	                                page_text(p, plan, "organization")));
	page_line(p, arena_printf(
		p->out.arena, "%s: %s and %s, in %s of %s and %s.",
		counted(p, number_of(p, plan, "stacks"), "stack", "stacks"),
		counted(p, sets, "StackSet", "StackSets"),
		counted(p, all - (sets < all ? sets : all), "plain template", "plain templates"),
		page_text(p, plan, "accounts-reached"),
		counted(p, length(node_get(plan, "accounts")), "account", "accounts"),
		counted(p, length(node_get(plan, "regions")), "region", "regions")));
}

static void print_steps(struct page *p, const struct node *plan, const char *when,
                        const char *heading)
{
	bool any = false;

	node_each(node_get(plan, "steps"), step) {
		const struct node *account = node_get(step, "account");
		if (!node_is(node_get(step, "do"), when))
			continue;
		if (!any)
			page_heading(p, 2, heading);
		any = true;
		page_row(p, arena_printf(p->out.arena, "step %s", page_text(p, step, "number")),
		         arena_printf(p->out.arena, "%s%s%s%s%s", page_text(p, step, "title"),
		                      account ? " (in " : "",
		                      account ? page_safe(p, node_str(account)) : "",
		                      account ? ")" : "",
		                      node_is(node_get(step, "by-hand"), "true") ? ", by hand" : ""));
	}
}

static void print_overview(struct page *p, const struct node *plan)
{
	static const char *const head[] = {"order", "deployment", "kind", "stacks", "accounts",
	                                   "regions", "because of", NULL};

	page_table(p, head);
	node_each(node_get(plan, "deployments"), d) {
		const struct node *accounts = node_get(d, "accounts");
		const char *names = length(accounts) == 1
		                            ? page_text(p, accounts->first, "name")
		                            : arena_printf(p->out.arena, "%zu", length(accounts));
		const char *const cells[] = {
			page_text(p, d, "order"), page_text(p, d, "name"),
			kind_of(d), page_text(p, d, "stacks"),
			names,                   page_list(p, node_get(d, "regions")),
			cause_of(p, d),          NULL};
		page_cells(p, cells);
	}
}

static void print_deployments(struct page *p, const struct node *plan)
{
	if (p->markdown) {
		page_heading(p, 2, "Deployments");
		print_overview(p, plan);
		page_line(p, "<details><summary>Each with its accounts</summary>");
	}
	node_each(node_get(plan, "deployments"), deployment) {
		page_heading(p, 2 + p->markdown, title_of(p, deployment));
		print_deployment(p, deployment);
	}
	if (p->markdown)
		page_line(p, "</details>");
}

static const char *target_names(struct page *p, const struct node *policy)
{
	struct groups g = groups_new(p);

	node_each(node_get(policy, "targets"), target)
		groups_add(&g, S(""), node_str(node_get(target, "name")));
	return g.count ? group_names(&g, g.items) : "nothing";
}

static void print_policies(struct page *p, const struct node *plan)
{
	static const char *const head[] = {"policy", "type", "characters", "attached to",
	                                   "because of", NULL};
	const struct node *policies = node_get(plan, "policies");

	if (length(policies) == 0)
		return;
	page_heading(p, 2, "Policies");
	if (p->markdown)
		page_table(p, head);
	node_each(policies, policy) {
		const char *type = node_is(node_get(policy, "type"), "rcp") ? "RCP" : "SCP";
		const char *size = arena_printf(p->out.arena, "%s of %s",
		                                page_text(p, policy, "characters"),
		                                page_text(p, policy, "of"));
		const char *const cells[] = {page_text(p, policy, "name"), type, size,
		                             target_names(p, policy), cause_of(p, policy), NULL};
		if (p->markdown)
			page_cells(p, cells);
		else
			page_row(p, type,
			         arena_printf(p->out.arena, "%s: attached to %s; %s characters; %s",
			                      cells[0], cells[3], size, cells[4]));
	}
}

// "templates/baseline.yaml" -> "baseline": waves, and the stack of the management account,
// are of one template.
static struct str unit_of(const struct node *deployment)
{
	struct str file = str_after_last(node_str(node_get(deployment, "file")), '/');

	return str_slice(file, 0, str_ends(file, ".yaml") ? file.len - 5 : file.len);
}

// The texts of all deployments, each once, behind the names of those that have it.
static void print_collected(struct page *p, const struct node *plan, const char *key,
                            const char *heading)
{
	struct groups g = groups_new(p);
	struct names seen = {.arena = p->out.arena};

	node_each(node_get(plan, "deployments"), d)
		node_each(node_get(d, key), text) {
			const char *pair = arena_printf(p->out.arena, "%.*s: %.*s", STR(unit_of(d)),
			                                STR(node_str(text)));
			if (names_add(&seen, str_of(pair), 0) == NAME_NONE)
				groups_add(&g, node_str(text), unit_of(d));
		}
	if (g.count > 0)
		page_heading(p, 2, heading);
	for (size_t i = 0; i < g.count; i++)
		page_row(p, "", arena_printf(p->out.arena, "%s: %s", group_names(&g, &g.items[i]),
		                             page_safe(p, g.items[i].key)));
}

static void print_gaps(struct page *p, const struct node *plan)
{
	const struct node *gaps = node_get(plan, "not-covered");

	if (length(gaps) + length(node_get(plan, "notes")) == 0)
		return;
	page_heading(p, 2, "Not covered");
	print_reasons(p, "account", gaps, "account");
	print_reasons(p, "region", gaps, "region");
	print_texts(p, "region", node_get(plan, "notes"));
}

void print_plan(struct page *p, const struct node *plan)
{
	print_totals(p, plan);
	print_steps(p, plan, "before", "Before you deploy: sh steps.sh before");
	print_deployments(p, plan);
	print_policies(p, plan);
	print_steps(p, plan, "after", "After you deployed: sh steps.sh after");
	print_collected(p, plan, "costs", "Costs");
	print_collected(p, plan, "notes", "Notes");
	print_gaps(p, plan);
}

// --- a line each ---

enum { COLUMNS = 6 };

struct table {
	struct page *page;
	size_t widths[COLUMNS];
	bool measure; // the first time, in a terminal
};

static void put_instance(struct table *t, const char *const *cells)
{
	struct out *o = &t->page->out;

	for (size_t i = 0; i < COLUMNS && t->measure; i++)
		if (strlen(cells[i]) > t->widths[i])
			t->widths[i] = strlen(cells[i]);
	if (t->measure)
		return;
	if (t->page->markdown) {
		page_cells(t->page, cells);
		return;
	}
	for (size_t i = 0; i + 1 < COLUMNS; i++)
		out_printf(o, "%-*s  ", (int)t->widths[i], cells[i]);
	out_printf(o, "%s\n", cells[COLUMNS - 1]);
}

static void put_instances(struct table *t, const struct node *deployment)
{
	struct page *p = t->page;
	const char *cells[COLUMNS + 1] = {page_text(p, deployment, "order"),
	                                  page_text(p, deployment, "name")};

	node_each(node_get(deployment, "accounts"), account) {
		cells[2] = page_text(p, account, "id");
		cells[3] = page_text(p, account, "name");
		cells[5] = cause_of(p, account);
		node_each(node_get(deployment, "regions"), region) {
			cells[4] = page_safe(p, node_str(region));
			put_instance(t, cells);
		}
	}
}

void print_instances(struct page *p, const struct node *plan)
{
	static const char *const head[] = {"order",  "deployment", "account",   "name",
	                                   "region", "because of", NULL};
	struct table t = {.page = p};

	for (int measure = !p->markdown; measure >= 0; measure--) {
		t.measure = measure;
		if (p->markdown)
			page_table(p, head);
		else
			put_instance(&t, head);
		node_each(node_get(plan, "deployments"), deployment)
			put_instances(&t, deployment);
	}
}
