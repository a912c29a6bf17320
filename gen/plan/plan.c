// plan.json: every stack that there will be, where, in which order, and because of what;
// the policies and their targets, what is done by hand, and what is not covered.
// A deployment puts a stack into each of its accounts in each of its regions, so these are
// said once and not multiplied out; an account is one line, which makes a change easy to
// review.
#include "gen/deployment.h"

#include <stdlib.h>

#include "aws/aws.h"
#include "gen/bind.h"
#include "org/org_read.h"
#include "gen/policies.h"
#include "gen/steps.h"
#include "model/files.h"
#include "model/write/write.h"

// What is counted before anything is said.
struct survey {
	size_t stacks, stacksets, accounts;
	bool *reached; // per account: whether it gets a stack
	struct str *said; // per account: its line up to where the lines differ
};

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

// A list whose items stand on a line each.
struct lines {
	struct out *o;
	const char *margin;
	bool any;
};

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

static unsigned line_of(const struct org *org, const struct node *n)
{
	return (unsigned)node_place(org->doc, n).line;
}

static void say_account(struct out *o, const struct org_account *account)
{
	out_byte(o, '{');
	say_text(o, "id", account->id);
	out_text(o, ", ");
	say_text(o, "name", account->name);
	if (account->aws_name.len > 0) {
		out_text(o, ", ");
		say_text(o, "aws-name", account->aws_name);
	}
}

static struct str *say_each(const struct org *org)
{
	struct str *said = arena_array(org->arena, struct str, org->account_count), all;
	struct out o = {.arena = org->arena};

	for (size_t i = 0; i < org->account_count; i++) {
		size_t start = o.len;
		say_account(&o, &org->accounts[i]);
		said[i].len = o.len - start;
	}
	all = out_str(&o);
	for (size_t i = 0; i < org->account_count; i++) {
		said[i].at = all.at;
		all.at += said[i].len;
	}
	return said;
}

// --- one deployment ---

static const char *file_of(struct arena *a, const struct deployment *p)
{
	return arena_printf(a, "%s/%.*s.yaml", p->is_stackset ? "templates" : "stacks",
	                    STR(p->unit->name));
}

static void say_regions(struct out *o, const struct unit *u)
{
	say_key(o, "regions");
	for (size_t i = 0; i < u->region_count; i++) {
		out_text(o, i ? ", " : "[");
		out_json_string(o, str_of(u->regions[i]));
	}
	out_byte(o, ']');
}

static void say_after(struct out *o, const struct deployments *deployments,
                      const struct deployment *p)
{
	struct names seen = {.arena = o->arena};

	say_key(o, "after");
	out_byte(o, '[');
	for (size_t i = 0; i < p->unit->after_count; i++) {
		struct str name = deployments->units->items[p->unit->after[i].unit].name;
		if (names_add(&seen, name, 0) != NAME_NONE)
			continue;
		out_text(o, seen.count > 1 ? ", " : "");
		out_json_string(o, name);
	}
	out_byte(o, ']');
}

// The end of an account's line, which those that one item covers share.
struct tail {
	const struct node *cause;
	struct str text;
};

static void say_cause(struct out *o, const struct org *org, const struct deployment *p,
                      uint32_t account, struct tail *last)
{
	const struct unit *u = p->unit;
	const struct node *cause =
		u->is_stackset ? u->where.accounts[account] : u->account_named;

	if (cause != last->cause) {
		struct out tail = {.arena = o->arena};
		const char *words = arena_printf(o->arena, "%s: %.*s", u->selects,
		                                 STR(node_str(cause)));
		out_text(&tail, ", ");
		say_text(&tail, "cause", str_of(words));
		out_printf(&tail, ", \"line\": %u}", line_of(org, cause));
		*last = (struct tail){cause, out_str(&tail)};
	}
	out_bytes(o, last->text);
}

// What the parameters are of an account that has values of its own.
static void say_values(struct out *o, const struct deployment *p, uint32_t account)
{
	const struct node *values =
		p->is_stackset && p->unit->apart ? p->unit->apart[account] : NULL;

	if (!values)
		return;
	out_text(o, ", \"parameters\": {");
	node_each_pair(values, key) {
		out_text(o, key == values->first ? "" : ", ");
		out_json_string(o, node_str(key));
		out_text(o, ": ");
		out_json_string(o, parameter_text(o->arena, key->next));
	}
	out_byte(o, '}');
}

static void say_accounts(struct out *o, const struct deployments *deployments,
                         const struct survey *survey, const struct deployment *p)
{
	const struct org *org = deployments->units->org;
	struct lines l = {o, "        ", false};
	struct tail tail = {0};

	say_key(o, "accounts");
	out_byte(o, '[');
	for (uint32_t i = 0; i < org->account_count; i++) {
		if (org->accounts[i].suspended ||
		    !deployment_covers(org, deployments, p, i))
			continue;
		line(&l);
		out_bytes(o, survey->said[i]);
		say_values(o, p, i);
		say_cause(o, org, p, i, &tail);
	}
	end_lines(&l, "      ");
}

// The item of except: by which an account gets no stack of the deployment; NULL where it is for
// another reason, or gets one.
static const struct node *exception(const struct deployments *deployments,
                                    const struct deployment *p, uint32_t account)
{
	const struct org *org = deployments->units->org;
	bool is_rest = p->wave_number == deployments->wave_of[OU_ROOT];

	if (!p->is_stackset)
		return NULL;
	if (account == ACCOUNT_MANAGEMENT
	            ? !is_rest
	            : deployments->wave_of[org->accounts[account].ou] != p->wave_number)
		return NULL;
	return p->unit->where.exceptions[account];
}

static void say_why(struct out *o, struct str account, struct str why)
{
	out_bytes(o, account);
	out_text(o, ", ");
	say_text(o, "why", why);
	out_byte(o, '}');
}

// What the selector covers and the deployment does not reach.
static void say_left_out(struct out *o, const struct deployments *deployments,
                         const struct survey *survey, const struct deployment *p)
{
	const struct org *org = deployments->units->org;
	struct lines l = {o, "        ", false};

	say_key(o, "left-out");
	out_byte(o, '[');
	for (uint32_t i = 0; i < org->account_count; i++) {
		const struct node *item = exception(deployments, p, i);
		bool passed = org->accounts[i].suspended &&
		              deployment_covers(org, deployments, p, i);
		if (!item && !passed)
			continue;
		line(&l);
		say_why(o, survey->said[i],
		        item ? str_of(arena_printf(o->arena, "except: %.*s",
		                                   STR(node_str(item))))
		             : S("suspended: StackSets pass over it"));
	}
	if (p->is_stackset && p->unit->where.accounts[ACCOUNT_MANAGEMENT] &&
	    p->wave_number == deployments->wave_of[OU_ROOT]) {
		line(&l);
		say_why(o, survey->said[ACCOUNT_MANAGEMENT],
		        str_of(arena_printf(
				o->arena,
				"the management account: StackSets never reach it, "
				"stacks/%.*s.yaml does",
				STR(p->unit->name))));
	}
	end_lines(&l, "      ");
}

static void say_notes(struct out *o, const struct org *org, const struct deployment *p)
{
	struct lines l = {o, "        ", false};

	say_key(o, "notes");
	out_byte(o, '[');
	if (p->unit->feature.len > 0)
		node_each(node_get(p->unit->metadata, "notes"), note) {
			line(&l);
			out_json_string(o, org_fill(org, node_str(note), S("")));
		}
	if (p->is_stackset && !p->auto_deploy) {
		line(&l);
		out_json_string(
			o, S("Accounts are picked, and automatic deployment would ignore "
		             "that: it is off. An account that joins gets its stack when "
		             "org.yaml has it and is built and deployed again."));
	}
	if (p->is_stackset && p->by_url) {
		line(&l);
		out_json_string(
			o,
			S("The template is too large to stand in stacksets.yaml: upload "
		          "it to S3 and give its URL as a parameter."));
	}
	if (p->is_copy) {
		line(&l);
		out_json_string(
			o, S("StackSets never reach the management account: deploy this "
		             "file there as a stack."));
	}
	end_lines(&l, "      ");
}

// What is paid for besides, of a feature.
static void say_costs(struct out *o, const struct org *org, const struct deployment *p)
{
	struct lines l = {o, "        ", false};

	say_key(o, "costs");
	out_byte(o, '[');
	if (p->unit->feature.len > 0)
		node_each(node_get(p->unit->metadata, "costs"), cost) {
			const struct node *when = node_get(cost, "when");
			if (when && !org_asks(org, node_str(when)))
				continue;
			line(&l);
			out_json_string(o, org_fill(org, node_str(node_get(cost, "text")),
			                            S("")));
		}
	end_lines(&l, "      ");
}

static void say_deployment(struct out *o, const struct deployments *deployments,
                           const struct survey *survey, const struct deployment *p)
{
	const struct org *org = deployments->units->org;
	const char *next = ",\n      ";

	out_text(o, "{\n      ");
	say_text(o, "name", p->is_stackset ? str_of(p->set_name) : p->unit->name);
	out_text(o, next);
	say_text(o, "kind", p->is_stackset ? S("stackset") : S("stack"));
	out_printf(o, "%s\"order\": %u%s", next, (unsigned)p->order, next);
	say_after(o, deployments, p);
	out_text(o, next);
	if (p->wave) {
		say_text(o, "wave", node_str(p->wave));
		out_text(o, next);
	}
	say_text(o, "file", str_of(file_of(o->arena, p)));
	out_text(o, next);
	say_text(o, "cause", str_of(p->unit->path));
	out_printf(o, "%s\"line\": %u%s", next, line_of(org, p->unit->key), next);
	if (p->is_stackset)
		out_printf(o, "\"automatic\": %s%s", p->auto_deploy ? "true" : "false",
		           next);
	say_regions(o, p->unit);
	out_printf(o, "%s\"stacks\": %zu%s", next,
	           deployment_instances(org, deployments, p), next);
	say_accounts(o, deployments, survey, p);
	out_text(o, next);
	say_left_out(o, deployments, survey, p);
	out_text(o, next);
	say_costs(o, org, p);
	out_text(o, next);
	say_notes(o, org, p);
	out_text(o, "\n    }");
}

// --- all of them ---

static int compare_parts(const void *left, const void *right)
{
	const struct deployment *a = *(const struct deployment *const *)left;
	const struct deployment *b = *(const struct deployment *const *)right;

	if (a->order != b->order)
		return a->order < b->order ? -1 : 1;
	// Plain stacks first: they are there before stacksets.yaml is deployed.
	if (a->is_stackset != b->is_stackset)
		return a->is_stackset ? 1 : -1;
	return (a > b) - (a < b);
}

static const struct deployment **sorted(const struct deployments *deployments)
{
	const struct deployment **list =
		arena_array(deployments->units->org->arena, const struct deployment *,
	                    deployments->count);

	for (size_t i = 0; i < deployments->count; i++)
		list[i] = &deployments->items[i];
	qsort(list, deployments->count, sizeof *list, compare_parts);
	return list;
}

static struct survey survey_of(const struct deployments *deployments)
{
	const struct org *org = deployments->units->org;
	struct survey s = {
		.reached = arena_array(org->arena, bool, org->account_count),
		.said = say_each(org),
	};

	for (size_t i = 0; i < deployments->count; i++) {
		const struct deployment *p = &deployments->items[i];
		s.stacksets += p->is_stackset;
		for (uint32_t j = 0; j < org->account_count; j++) {
			if (org->accounts[j].suspended ||
			    !deployment_covers(org, deployments, p, j))
				continue;
			s.stacks += p->unit->region_count;
			s.accounts += !s.reached[j];
			s.reached[j] = true;
		}
	}
	return s;
}

static void say_region_notes(struct out *o, const struct org *org)
{
	const struct node *all = node_path(org->root, "regions/all");
	struct lines l = {o, "    ", false};

	say_key(o, "notes");
	out_byte(o, '[');
	node_each(all, region) {
		if (!region_opt_in(node_str(region)))
			continue;
		line(&l);
		out_json_string(o, str_of(arena_printf(
			o->arena, "%.*s is off in an account until it is enabled there.",
			STR(node_str(region)))));
	}
	end_lines(&l, "  ");
}

static void say_regions_of(struct out *o, const struct org *org)
{
	const struct node *all = node_path(org->root, "regions/all");

	say_key(o, "regions");
	out_byte(o, '[');
	if (node_is_scalar(all))
		out_json_string(o, node_str(all));
	node_each(all, region) {
		out_text(o, region == all->first ? "" : ", ");
		out_json_string(o, node_str(region));
	}
	out_byte(o, ']');
}

static void say_ous(struct out *o, const struct org *org)
{
	struct lines l = {o, "    ", false};

	say_key(o, "ous");
	out_byte(o, '[');
	for (size_t i = OU_ROOT + 1; i < org->ou_count; i++) {
		line(&l);
		out_byte(o, '{');
		say_text(o, "id", org->ous[i].id);
		out_text(o, ", ");
		say_text(o, "path", org->ous[i].path);
		out_byte(o, '}');
	}
	end_lines(&l, "  ");
}

static void say_everybody(struct out *o, const struct org *org,
                          const struct survey *survey)
{
	struct lines l = {o, "    ", false};

	say_key(o, "accounts");
	out_byte(o, '[');
	for (uint32_t i = 0; i < org->account_count; i++) {
		line(&l);
		out_bytes(o, survey->said[i]);
		out_text(o, ", ");
		say_text(o, "ou", org->ous[org->accounts[i].ou].path);
		out_text(o, ", ");
		say_text(o, "status", i == ACCOUNT_MANAGEMENT      ? S("management")
		                      : org->accounts[i].suspended ? S("suspended")
		                                                   : S("active"));
		out_byte(o, '}');
	}
	end_lines(&l, "  ");
}

// --- policies ---

// What the ids of targets are called here.
static struct names target_names(const struct org *org)
{
	struct names names = {.arena = org->arena};

	names_expect(&names, org->ou_count + org->account_count);
	for (uint32_t i = OU_ROOT + 1; i < org->ou_count; i++)
		names_add(&names, org->ous[i].id, i);
	for (uint32_t i = 0; i < org->account_count; i++)
		names_add(&names, org->accounts[i].id, (uint32_t)org->ou_count + i);
	return names;
}

static struct str target_name(const struct org *org, const struct names *names,
                              struct str id)
{
	uint32_t index = names_find(names, id);

	if (index == NAME_NONE)
		return S("all");
	return index < org->ou_count ? org->ous[index].path
	                             : org->accounts[index - org->ou_count].name;
}

static void say_targets(struct out *o, const struct org *org, const struct names *names,
                        const struct org_policy *p)
{
	struct lines l = {o, "        ", false};

	say_key(o, "targets");
	out_byte(o, '[');
	node_each(p->targets, id) {
		line(&l);
		out_byte(o, '{');
		say_text(o, "id", node_str(id));
		out_text(o, ", ");
		say_text(o, "name", target_name(org, names, node_str(id)));
		out_byte(o, '}');
	}
	end_lines(&l, "      ");
}

static void say_policy(struct out *o, const struct org *org, const struct names *names,
                       const struct org_policy *p)
{
	const char *next = ",\n      ";

	out_text(o, "{\n      ");
	say_text(o, "name", p->name);
	out_text(o, next);
	say_text(o, "type", p->is_rcp ? S("rcp") : S("scp"));
	out_text(o, next);
	say_text(o, "file",
	         str_of(arena_printf(o->arena, "policies/%.*s.json", STR(p->name))));
	out_text(o, next);
	say_text(o, "cause",
	         p->is_of_feature
	                 ? S("features.default-host-management.protect")
	                 : str_of(arena_printf(o->arena, "policies.%.*s", STR(p->name))));
	out_printf(o, "%s\"line\": %u%s\"characters\": %zu%s\"of\": %ld%s", next,
	           line_of(org, p->key), next, p->text.len, next,
	           limit(p->is_rcp ? "rcp-characters" : "scp-characters"), next);
	say_targets(o, org, names, p);
	out_text(o, "\n    }");
}

static void say_policies(struct out *o, const struct org_policies *policies)
{
	struct lines l = {o, "    ", false};
	struct names names = {0};

	say_key(o, "policies");
	out_byte(o, '[');
	if (policies->count > 0)
		names = target_names(policies->org);
	for (size_t i = 0; i < policies->count; i++) {
		line(&l);
		say_policy(o, policies->org, &names, &policies->items[i]);
	}
	end_lines(&l, "  ");
}

// --- what CloudFormation does not do ---

static void say_steps(struct out *o, const struct steps *steps)
{
	struct lines l = {o, "    ", false};

	say_key(o, "steps");
	out_byte(o, '[');
	for (size_t i = 0; i < steps->count; i++) {
		const struct step *step = &steps->items[i];
		line(&l);
		out_printf(o, "{\"number\": %zu, ", i + 1);
		say_text(o, "do", step->is_after ? S("after") : S("before"));
		out_text(o, ", ");
		say_text(o, "title", step->title);
		if (step->account.len > 0) {
			out_text(o, ", ");
			say_text(o, "account", step->account);
		}
		out_printf(o, ", \"by-hand\": %s}", step->is_by_hand ? "true" : "false");
	}
	end_lines(&l, "  ");
}

static void say_gap(struct lines *l, const char *kind, struct str name, struct str why)
{
	line(l);
	out_byte(l->o, '{');
	say_text(l->o, kind, name);
	out_text(l->o, ", ");
	say_text(l->o, "why", why);
	out_byte(l->o, '}');
}

static void say_console_gap(struct lines *l, struct str region)
{
	if (region_known(region) && !region_has_unified_console(region))
		say_gap(l, "region", region,
		        S("the unified console is not offered there"));
}

// Where nothing is deployed at all, and where a feature is not offered.
static void say_not_covered(struct out *o, const struct deployments *deployments,
                            const struct survey *survey)
{
	const struct org *org = deployments->units->org;
	struct lines l = {o, "    ", false};

	say_key(o, "not-covered");
	out_byte(o, '[');
	for (uint32_t i = 0; i < org->account_count; i++)
		if (!survey->reached[i])
			say_gap(&l, "account", org->accounts[i].name,
			        org->accounts[i].suspended
			                ? S("suspended: StackSets pass over it")
			        : i == ACCOUNT_MANAGEMENT
			                ? S("the management account: nothing is deployed to it")
			                : S("nothing selects it"));
	if (deployments->units->policies->count > 0)
		say_gap(&l, "account", org->accounts[ACCOUNT_MANAGEMENT].name,
		        S("policies of the organization do not hold in the management account"));
	node_each(org_path(org, S("features.unified-console.region-names")), region)
		say_console_gap(&l, node_str(region));
	end_lines(&l, "  ");
}

struct str plan_text(const struct deployments *deployments, const struct steps *steps,
                     const struct file_set *files)
{
	const struct org *org = deployments->units->org;
	const struct deployment **list = sorted(deployments);
	struct survey survey = survey_of(deployments);
	struct out o = {.arena = org->arena};
	struct lines l = {&o, "    ", false};
	const char *next = ",\n  ";

	out_bytes(&o, files->mark_start);
	out_bytes(&o, file_set_list(files, files->mark));
	out_text(&o, next);
	say_text(&o, "organization", node_str(node_path(org->root, "organization/id")));
	out_text(&o, next);
	say_text(&o, "home", node_str(node_path(org->root, "regions/home")));
	out_text(&o, next);
	say_regions_of(&o, org);
	out_printf(
		&o, "%s\"stacks\": %zu%s\"stacksets\": %zu%s\"accounts-reached\": %zu%s",
		next, survey.stacks, next, survey.stacksets, next, survey.accounts, next);
	say_region_notes(&o, org);
	out_text(&o, next);
	say_not_covered(&o, deployments, &survey);
	out_text(&o, next);
	say_steps(&o, steps);
	out_printf(&o, "%s\"deployments\": [", next);
	for (size_t i = 0; i < deployments->count; i++) {
		line(&l);
		say_deployment(&o, deployments, &survey, list[i]);
	}
	end_lines(&l, "  ");
	out_text(&o, next);
	say_policies(&o, deployments->units->policies);
	out_text(&o, next);
	say_ous(&o, org);
	out_text(&o, next);
	say_everybody(&o, org, &survey);
	out_text(&o, "\n}\n");
	return out_str(&o);
}
