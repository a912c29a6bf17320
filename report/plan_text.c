// What `orgc plan` prints of one plan.
#include "report/plan.h"

#include <string.h>

#include "aws/aws.h"

static const char *counted(struct page *p, size_t count, const char *one, const char *many)
{
	return arena_printf(p->out.arena, "%zu %s", count, count == 1 ? one : many);
}

static const char *kind_of(const struct plan_deployment *d)
{
	return d->is_stackset ? "StackSet" : "stack";
}

static const char *names_list(struct page *p, const struct names *names)
{
	struct out o = {.arena = p->out.arena};

	for (size_t i = 0; i < names->count; i++)
		out_printf(&o, "%s%s", i ? ", " : "", page_safe(p, names->items[i].text));
	return arena_cstring(o.arena, out_str(&o));
}

// "in: Workloads (line 51)": the line is not known of an older build.
static const char *cause_of(struct page *p, const struct plan_cause *cause)
{
	const char *text = page_safe(p, cause->text);

	return cause->line ? arena_printf(p->out.arena, "%s (line %u)", text, cause->line)
	                   : text;
}

// --- one deployment ---

// Accounts that are named one by one share "in".
static struct str cause_key(struct page *p, const struct plan_stack *stack)
{
	struct str cause = stack->cause->text;
	ptrdiff_t colon = str_find(cause, 0, ": ");

	if (colon > 0 && str_eq(str_slice(cause, (size_t)colon + 2, cause.len),
	                        stack->account->name))
		return str_slice(cause, 0, (size_t)colon);
	return str_of(cause_of(p, stack->cause));
}

static void print_accounts(struct page *p, const struct plan_deployment *d)
{
	struct groups g = groups_new(p);
	const char *label = "accounts";

	for (size_t i = 0; i < d->count; i++)
		groups_add(&g, cause_key(p, &d->stacks[i]), d->stacks[i].account->name);
	for (size_t i = 0; i < g.count; i++) {
		page_row(p, label,
		         arena_printf(p->out.arena, "%s: %s", page_safe(p, g.items[i].key),
		                      group_names(&g, &g.items[i])));
		label = p->markdown ? label : "";
	}
}

// Names with the reason after them.
static void print_reasons(struct page *p, const char *label, const struct groups *g)
{
	for (size_t i = 0; i < g->count; i++)
		page_row(p, label,
		         arena_printf(p->out.arena, "%s (%s)", group_names(g, &g->items[i]),
		                      page_safe(p, g->items[i].key)));
}

static void print_left_out(struct page *p, const struct plan_deployment *d)
{
	struct groups g = groups_new(p);

	for (size_t i = 0; i < d->left_out_count; i++)
		groups_add(&g, d->left_out[i].why, d->left_out[i].account->name);
	print_reasons(p, "left out", &g);
}

// Many accounts that are named one by one are one reason.
static void print_off_by(struct page *p, const struct plan_deployment *d)
{
	enum { MOST = 5 };
	struct out o = {.arena = p->out.arena};

	for (size_t i = 0; i < d->off_by_count && i < MOST; i++)
		out_printf(&o, "%s%s", i ? "; " : "", cause_of(p, &d->off_by[i]));
	if (d->off_by_count > MOST)
		out_printf(&o, "; %zu more", d->off_by_count - MOST);
	page_row(p, "automatic", arena_printf(o.arena, "off: StackSets follow whole OUs only, "
	                                               "and these are picked by %.*s",
	                                      STR(out_str(&o))));
}

static const char *title_of(struct page *p, const struct plan_deployment *d)
{
	const char *lead = arena_printf(p->out.arena, "Order %u: %s %s", (unsigned)d->order,
	                                kind_of(d), page_safe(p, d->name));

	if (d->count == 1 && d->regions.count == 1)
		return lead;
	return arena_printf(p->out.arena, "%s, %s: %s × %s", lead,
	                    counted(p, d->stack_count, "stack", "stacks"),
	                    counted(p, d->count, "account", "accounts"),
	                    counted(p, d->regions.count, "region", "regions"));
}

static void print_deployment(struct page *p, const struct plan_deployment *d)
{
	page_row(p, "template", page_safe(p, d->file));
	page_row(p, "because of", cause_of(p, &d->cause));
	if (d->wave.len > 0)
		page_row(p, "wave", page_safe(p, d->wave));
	if (d->after.count > 0)
		page_row(p, "after", names_list(p, &d->after));
	page_row(p, "regions", names_list(p, &d->regions));
	print_accounts(p, d);
	print_left_out(p, d);
	if (d->is_automatic)
		page_row(p, "automatic", "accounts that join get their stacks by themselves");
	if (d->off_by_count > 0)
		print_off_by(p, d);
}

// --- all of them ---

static void print_totals(struct page *p, const struct plan *plan)
{
	size_t sets = plan->stackset_count, all = plan->deployment_count;

	page_heading(p, 1, arena_printf(p->out.arena, "Plan of %s",
	                                page_safe(p, plan->organization)));
	page_line(p, arena_printf(
		p->out.arena, "%s: %s and %s, in %zu of %s and %s.",
		counted(p, plan->stack_count, "stack", "stacks"),
		counted(p, sets, "StackSet", "StackSets"),
		counted(p, all - (sets < all ? sets : all), "plain template", "plain templates"),
		plan->reached, counted(p, plan->account_count, "account", "accounts"),
		counted(p, plan->regions.count, "region", "regions")));
}

static void print_steps(struct page *p, const struct plan *plan, bool is_after,
                        const char *heading)
{
	bool any = false;

	for (size_t i = 0; i < plan->step_count; i++) {
		const struct plan_step *step = &plan->steps[i];
		bool has_account = step->account.len > 0;
		if (step->is_after != is_after)
			continue;
		if (!any)
			page_heading(p, 2, heading);
		any = true;
		page_row(p, arena_printf(p->out.arena, "step %u", step->number),
		         arena_printf(p->out.arena, "%s%s%s%s%s", page_safe(p, step->title),
		                      has_account ? " (in " : "", page_safe(p, step->account),
		                      has_account ? ")" : "",
		                      step->is_by_hand ? ", by hand" : ""));
	}
}

static void print_overview(struct page *p, const struct plan *plan)
{
	static const char *const head[] = {"order", "wave", "deployment", "kind", "stacks",
	                                   "accounts", "regions", "because of", NULL};
	struct arena *a = p->out.arena;

	page_table(p, head);
	for (size_t i = 0; i < plan->deployment_count; i++) {
		const struct plan_deployment *d = &plan->deployments[i];
		const char *names = d->count == 1 ? page_safe(p, d->stacks[0].account->name)
		                                  : arena_printf(a, "%zu", d->count);
		const char *const cells[] = {arena_printf(a, "%u", (unsigned)d->order),
		                             page_safe(p, d->wave),
		                             page_safe(p, d->name),
		                             kind_of(d),
		                             arena_printf(a, "%zu", d->stack_count),
		                             names,
		                             names_list(p, &d->regions),
		                             cause_of(p, &d->cause),
		                             NULL};
		page_cells(p, cells);
	}
}

static void print_deployments(struct page *p, const struct plan *plan)
{
	if (p->markdown) {
		page_heading(p, 2, "Deployments");
		print_overview(p, plan);
		page_line(p, "<details><summary>Each with its accounts</summary>");
	}
	for (size_t i = 0; i < plan->deployment_count; i++) {
		page_heading(p, 2 + p->markdown, title_of(p, &plan->deployments[i]));
		print_deployment(p, &plan->deployments[i]);
	}
	if (p->markdown)
		page_line(p, "</details>");
}

static const char *target_names(struct page *p, const struct plan_policy *policy)
{
	struct groups g = groups_new(p);

	for (size_t i = 0; i < policy->target_count; i++)
		groups_add(&g, S(""), policy->targets[i].name);
	return g.count ? group_names(&g, g.items) : "nothing";
}

const char *policy_type_words(struct page *p, const struct plan_policy *policy)
{
	struct str called =
		fact_value(fact_get(fact_find(fact_file("policy-types"), policy->type), "called"));

	if (called.len == 0)
		called = policy->type.len > 0 ? policy->type : S("policy");
	return page_safe(p, called);
}

static void print_policies(struct page *p, const struct plan *plan)
{
	static const char *const head[] = {"policy", "type", "characters", "attached to",
	                                   "because of", NULL};

	if (plan->policy_count == 0)
		return;
	page_heading(p, 2, "Policies");
	if (p->markdown)
		page_table(p, head);
	for (size_t i = 0; i < plan->policy_count; i++) {
		const struct plan_policy *policy = &plan->policies[i];
		const char *type = policy_type_words(p, policy);
		const char *size = policy->most
		                           ? arena_printf(p->out.arena, "%zu of %ld",
		                                          policy->characters, policy->most)
		                           : arena_printf(p->out.arena, "%zu", policy->characters);
		const char *const cells[] = {page_safe(p, policy->name), type, size,
		                             target_names(p, policy),
		                             cause_of(p, &policy->cause), NULL};
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
static struct str unit_of(const struct plan_deployment *d)
{
	struct str file = str_after_last(d->file, '/');

	return str_slice(file, 0, str_ends(file, ".yaml") ? file.len - 5 : file.len);
}

// Texts of all deployments, each once, with the names of those that have it.
struct collection {
	struct groups groups;
	struct names seen;
};

static struct collection collection_new(struct page *p)
{
	return (struct collection){groups_new(p), {.arena = p->out.arena}};
}

static void collect(struct page *p, struct collection *c, const struct plan_deployment *d,
                    const struct plan_texts *texts)
{
	for (size_t i = 0; i < texts->count; i++) {
		const char *pair = arena_printf(p->out.arena, "%.*s: %.*s", STR(unit_of(d)),
		                                STR(texts->items[i]));
		if (names_add(&c->seen, str_of(pair), 0) == NAME_NONE)
			groups_add(&c->groups, texts->items[i], unit_of(d));
	}
}

static void print_collection(struct page *p, const struct collection *c,
                             const char *heading)
{
	const struct groups *g = &c->groups;

	if (g->count > 0)
		page_heading(p, 2, heading);
	for (size_t i = 0; i < g->count; i++)
		page_row(p, "", arena_printf(p->out.arena, "%s: %s", group_names(g, &g->items[i]),
		                             page_safe(p, g->items[i].key)));
}

static void print_gaps(struct page *p, const struct plan *plan)
{
	struct groups accounts = groups_new(p), regions = groups_new(p);

	if (plan->gap_count + plan->notes.count == 0)
		return;
	page_heading(p, 2, "Not covered");
	for (size_t i = 0; i < plan->gap_count; i++)
		groups_add(plan->gaps[i].is_region ? &regions : &accounts, plan->gaps[i].why,
		           plan->gaps[i].name);
	print_reasons(p, "account", &accounts);
	print_reasons(p, "region", &regions);
	for (size_t i = 0; i < plan->notes.count; i++)
		page_row(p, "region", page_safe(p, plan->notes.items[i]));
}

void print_plan(struct page *p, const struct plan *plan)
{
	struct collection costs = collection_new(p), notes = collection_new(p);

	for (size_t i = 0; i < plan->deployment_count; i++) {
		collect(p, &costs, &plan->deployments[i], &plan->deployments[i].costs);
		collect(p, &notes, &plan->deployments[i], &plan->deployments[i].notes);
	}
	print_totals(p, plan);
	print_steps(p, plan, false, "Before you deploy: sh steps.sh before");
	print_deployments(p, plan);
	print_policies(p, plan);
	print_steps(p, plan, true, "After you deployed: sh steps.sh after");
	print_collection(p, &costs, "Costs");
	print_collection(p, &notes, "Notes");
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

static void put_instances(struct table *t, const struct plan_deployment *d)
{
	struct page *p = t->page;
	const char *cells[COLUMNS + 1] = {
		arena_printf(p->out.arena, "%u", (unsigned)d->order), page_safe(p, d->name)};

	for (size_t i = 0; i < d->count; i++) {
		cells[2] = page_safe(p, d->stacks[i].account->id);
		cells[3] = page_safe(p, d->stacks[i].account->name);
		cells[5] = cause_of(p, d->stacks[i].cause);
		for (size_t j = 0; j < d->regions.count; j++) {
			cells[4] = page_safe(p, d->regions.items[j].text);
			put_instance(t, cells);
		}
	}
}

void print_instances(struct page *p, const struct plan *plan)
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
		for (size_t i = 0; i < plan->deployment_count; i++)
			put_instances(&t, &plan->deployments[i]);
	}
}
