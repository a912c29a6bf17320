// Writes plan.json. A deployment puts a stack into each of its accounts in each of its
// regions, so these are said once and not multiplied out; an account is one line, which
// makes a change easy to review.
#include "gen/plan/plan_text.h"

#include "model/write/write.h"

static void say_key(struct out *o, const char *key)
{
	out_byte(o, '"');
	out_text(o, key);
	out_text(o, "\": ");
}

static void say_text(struct out *o, const char *key, struct str text)
{
	say_key(o, key);
	out_json_string(o, text);
}

static void say_more(struct out *o, const char *key, struct str text)
{
	out_text(o, ", ");
	say_text(o, key, text);
}

// A list whose items stand on a line each.
struct lines {
	struct out *o;
	const char *margin;
	bool any;
};

static struct lines begin_lines(struct out *o, const char *key, const char *margin)
{
	say_key(o, key);
	out_byte(o, '[');
	return (struct lines){o, margin, false};
}

static void line(struct lines *l)
{
	out_text(l->o, l->any ? ",\n" : "\n");
	out_text(l->o, l->margin);
	l->any = true;
}

static void end_lines(struct lines *l, const char *margin)
{
	if (l->any)
		out_printf(l->o, "\n%s", margin);
	out_byte(l->o, ']');
}

static void say_names(struct out *o, const char *key, const struct names *names)
{
	say_key(o, key);
	out_byte(o, '[');
	for (size_t i = 0; i < names->count; i++) {
		out_text(o, i ? ", " : "");
		out_json_string(o, names->items[i].text);
	}
	out_byte(o, ']');
}

static void say_texts(struct out *o, const char *key, const struct plan_texts *texts,
                      const char *margin)
{
	struct lines l = begin_lines(o, key, margin);

	for (size_t i = 0; i < texts->count; i++) {
		line(&l);
		out_json_string(o, texts->items[i]);
	}
	end_lines(&l, margin + 2);
}

// --- accounts ---

struct writing {
	struct out *o;
	const struct plan *plan;
	struct str *said; // per account: its line up to where the lines differ
};

static void say_account(struct out *o, const struct plan_account *account)
{
	out_byte(o, '{');
	say_text(o, "id", account->id);
	say_more(o, "name", account->name);
	if (account->aws_name.len > 0)
		say_more(o, "aws-name", account->aws_name);
}

static struct str *say_each(struct arena *a, const struct plan *plan)
{
	struct str *said = arena_array(a, struct str, plan->account_count), all;
	struct out o = {.arena = a};

	for (size_t i = 0; i < plan->account_count; i++) {
		size_t start = o.len;
		say_account(&o, &plan->accounts[i]);
		said[i].len = o.len - start;
	}
	all = out_str(&o);
	for (size_t i = 0; i < plan->account_count; i++) {
		said[i].at = all.at;
		all.at += said[i].len;
	}
	return said;
}

static struct str said_of(const struct writing *w, const struct plan_account *account)
{
	return w->said[account - w->plan->accounts];
}

static void say_everybody(const struct writing *w)
{
	static const char *const words[] = {
		[PLAN_ACTIVE] = "active",
		[PLAN_SUSPENDED] = "suspended",
		[PLAN_MANAGEMENT] = "management",
	};
	struct lines l = begin_lines(w->o, "accounts", "    ");

	for (size_t i = 0; i < w->plan->account_count; i++) {
		const struct plan_account *a = &w->plan->accounts[i];
		line(&l);
		out_bytes(w->o, w->said[i]);
		say_more(w->o, "ou", a->ou);
		say_more(w->o, "status", str_of(words[a->status]));
		out_byte(w->o, '}');
	}
	end_lines(&l, "  ");
}

static void say_ous(struct out *o, const struct plan *plan)
{
	struct lines l = begin_lines(o, "ous", "    ");

	for (size_t i = 0; i < plan->ou_count; i++) {
		line(&l);
		out_byte(o, '{');
		say_text(o, "id", plan->ous[i].id);
		say_more(o, "path", plan->ous[i].path);
		out_byte(o, '}');
	}
	end_lines(&l, "  ");
}

// --- one deployment ---

static void say_values(struct out *o, const char *key, const struct node *values)
{
	say_key(o, key);
	out_byte(o, '{');
	node_each_pair(values, name) {
		out_text(o, name == values->first ? "" : ", ");
		out_json_string(o, node_str(name));
		out_text(o, ": ");
		out_json_string(o, node_str(name->next));
	}
	out_byte(o, '}');
}

static void say_stacks(const struct writing *w, const struct plan_deployment *d)
{
	struct lines l = begin_lines(w->o, "accounts", "        ");
	const struct plan_cause *last = NULL;
	struct str tail = {0}; // what accounts of one cause share

	for (size_t i = 0; i < d->count; i++) {
		const struct plan_stack *stack = &d->stacks[i];
		if (stack->cause != last || i == 0) {
			struct out o = {.arena = w->o->arena};
			say_more(&o, "cause", stack->cause->text);
			out_byte(&o, '}');
			tail = out_str(&o);
			last = stack->cause;
		}
		line(&l);
		out_bytes(w->o, said_of(w, stack->account));
		if (stack->parameters) {
			out_text(w->o, ", ");
			say_values(w->o, "parameters", stack->parameters);
		}
		out_bytes(w->o, tail);
	}
	end_lines(&l, "      ");
}

static void say_left_out(const struct writing *w, const struct plan_deployment *d)
{
	struct lines l = begin_lines(w->o, "left-out", "        ");

	for (size_t i = 0; i < d->left_out_count; i++) {
		line(&l);
		out_bytes(w->o, said_of(w, d->left_out[i].account));
		say_more(w->o, "why", d->left_out[i].why);
		out_byte(w->o, '}');
	}
	end_lines(&l, "      ");
}

static void say_causes(struct out *o, const char *key, const struct plan_cause *causes,
                       size_t count)
{
	say_key(o, key);
	out_byte(o, '[');
	for (size_t i = 0; i < count; i++) {
		out_text(o, i ? ", " : "");
		out_json_string(o, causes[i].text);
	}
	out_byte(o, ']');
}

static void say_deployment(const struct writing *w, const struct plan_deployment *d)
{
	struct out *o = w->o;
	const char *next = ",\n      ";

	out_text(o, "{\n      ");
	say_text(o, "name", d->name);
	out_text(o, next);
	say_text(o, "kind", d->is_stackset ? S("stackset") : S("stack"));
	out_printf(o, "%s\"order\": %u%s", next, (unsigned)d->order, next);
	say_names(o, "after", &d->after);
	out_text(o, next);
	if (d->wave.len > 0) {
		say_text(o, "wave", d->wave);
		out_text(o, next);
	}
	say_text(o, "file", d->file);
	out_text(o, next);
	say_text(o, "cause", d->cause.text);
	out_text(o, next);
	if (d->is_stackset)
		out_printf(o, "\"automatic\": %s%s", d->is_automatic ? "true" : "false",
		           next);
	if (d->off_by_count > 0) {
		say_causes(o, "off-by", d->off_by, d->off_by_count);
		out_text(o, next);
	}
	say_names(o, "regions", &d->regions);
	if (d->tags) {
		out_text(o, next);
		say_values(o, "tags", d->tags);
	}
	out_printf(o, "%s\"stacks\": %zu%s", next, d->stack_count, next);
	say_stacks(w, d);
	out_text(o, next);
	say_left_out(w, d);
	out_text(o, next);
	say_texts(o, "costs", &d->costs, "        ");
	out_text(o, next);
	say_texts(o, "notes", &d->notes, "        ");
	out_text(o, "\n    }");
}

static void say_deployments(const struct writing *w)
{
	struct lines l = begin_lines(w->o, "deployments", "    ");

	for (size_t i = 0; i < w->plan->deployment_count; i++) {
		line(&l);
		say_deployment(w, &w->plan->deployments[i]);
	}
	end_lines(&l, "  ");
}

// --- policies, steps, gaps ---

static void say_targets(struct out *o, const struct plan_policy *p)
{
	struct lines l = begin_lines(o, "targets", "        ");

	for (size_t i = 0; i < p->target_count; i++) {
		line(&l);
		out_byte(o, '{');
		say_text(o, "id", p->targets[i].id);
		say_more(o, "name", p->targets[i].name);
		out_byte(o, '}');
	}
	end_lines(&l, "      ");
}

static void say_policy(struct out *o, const struct plan_policy *p)
{
	const char *next = ",\n      ";

	out_text(o, "{\n      ");
	say_text(o, "name", p->name);
	out_text(o, next);
	if (p->previously.len > 0) {
		say_text(o, "previously", p->previously);
		out_text(o, next);
	}
	say_text(o, "type", p->type);
	out_text(o, next);
	say_text(o, "file", p->file);
	out_text(o, next);
	say_text(o, "cause", p->cause.text);
	out_printf(o, "%s\"characters\": %zu%s\"of\": %ld%s", next, p->characters, next,
	           p->most, next);
	say_targets(o, p);
	out_text(o, "\n    }");
}

static void say_policies(struct out *o, const struct plan *plan)
{
	struct lines l = begin_lines(o, "policies", "    ");

	for (size_t i = 0; i < plan->policy_count; i++) {
		line(&l);
		say_policy(o, &plan->policies[i]);
	}
	end_lines(&l, "  ");
}

static void say_steps(struct out *o, const struct plan *plan)
{
	struct lines l = begin_lines(o, "steps", "    ");

	for (size_t i = 0; i < plan->step_count; i++) {
		const struct plan_step *step = &plan->steps[i];
		line(&l);
		out_printf(o, "{\"number\": %u, ", step->number);
		say_text(o, "do", step->is_after ? S("after") : S("before"));
		say_more(o, "title", step->title);
		if (step->account.len > 0)
			say_more(o, "account", step->account);
		out_printf(o, ", \"by-hand\": %s}", step->is_by_hand ? "true" : "false");
	}
	end_lines(&l, "  ");
}

static void say_gaps(struct out *o, const struct plan *plan)
{
	struct lines l = begin_lines(o, "not-covered", "    ");

	for (size_t i = 0; i < plan->gap_count; i++) {
		line(&l);
		out_byte(o, '{');
		say_text(o, plan->gaps[i].is_region ? "region" : "account",
		         plan->gaps[i].name);
		say_more(o, "why", plan->gaps[i].why);
		out_byte(o, '}');
	}
	end_lines(&l, "  ");
}

struct str plan_text(struct arena *a, const struct plan *plan, const struct file_set *files)
{
	struct out o = {.arena = a};
	struct writing w = {&o, plan, say_each(a, plan)};
	const char *next = ",\n  ";

	out_bytes(&o, files->mark_start);
	out_bytes(&o, file_set_list(files, files->mark));
	out_text(&o, next);
	say_text(&o, "organization", plan->organization);
	out_text(&o, next);
	say_text(&o, "home", plan->home);
	out_text(&o, next);
	say_text(&o, "rollout-account", plan->rollout_account);
	out_text(&o, next);
	say_names(&o, "regions", &plan->regions);
	out_printf(
		&o, "%s\"stacks\": %zu%s\"stacksets\": %zu%s\"accounts-reached\": %zu%s",
		next, plan->stack_count, next, plan->stackset_count, next, plan->reached,
		next);
	say_texts(&o, "notes", &plan->notes, "    ");
	out_text(&o, next);
	say_gaps(&o, plan);
	out_text(&o, next);
	say_steps(&o, plan);
	out_text(&o, next);
	say_deployments(&w);
	out_text(&o, next);
	say_policies(&o, plan);
	out_text(&o, next);
	say_ous(&o, plan);
	out_text(&o, next);
	say_everybody(&w);
	out_text(&o, "\n}\n");
	return out_str(&o);
}
