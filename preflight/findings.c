// Causes -> findings: where the statement stands, what fails first and later, how to fix it.
#include "preflight/findings.h"

#include "aws/aws.h"
#include "model/text/say.h"
#include "preflight/rules.h"

struct reporting {
	struct arena *arena;
	const struct org *org;
	const struct made_list *made;
	struct diags *diags;
};

// --- where ---

// Its statement; where none allows it, the policy that took the place of FullAWSAccess.
static struct guardrail_place place_of(const struct reporting *r,
                                       const struct preflight_cause *c)
{
	struct guardrail_place at = {r->org->doc, r->org->root};

	if (c->by && c->by->policy)
		return guardrail_statement(r->org, c->by->policy, c->statement);
	for (size_t i = 0; i < r->made->policies->count; i++)
		if (r->made->policies->items[i].replaces_full_access)
			at.node = r->made->policies->items[i].key;
	return at;
}

// --- what ---

static const char *role(const struct preflight_cause *c)
{
	if (c->is_later)
		return "the role of a runbook";
	return c->of_stacksets ? "role/stacksets-exec-*" : "anyone who deploys";
}

static const char *what_fails(struct arena *a, const struct preflight_cause *c)
{
	const char *resource =
		c->is_later
			? arena_printf(a, "step %s of %s, %s,", say_text(a, c->step),
	                               say_text(a, c->logical_id), say_text(a, c->deployment))
		: c->logical_id.len > 0
			? arena_printf(a, "%s of %s", say_text(a, c->logical_id),
	                               say_text(a, c->deployment))
			: arena_printf(a, "the stack of %s", say_text(a, c->deployment));
	const char *others = "";

	if (c->instances > 1)
		others = arena_printf(a, ", as do %zu more stacks", c->instances - 1);
	if (c->instances == 2)
		others = ", as does 1 more stack";
	return arena_printf(a, "%s fails in %s (%s)%s", resource, say_text(a, c->account),
	                    say_text(a, c->region), others);
}

// --- what to do ---

static const struct condition_entry *condition_on(const struct preflight_cause *c,
                                                  const char *key)
{
	const struct policy *p = c->by ? c->by->parsed : NULL;

	if (!p || c->statement >= p->count)
		return NULL;
	return statement_condition(&p->statements[c->statement], NULL, key);
}

// A value that names the session of a role, as messages do.
static struct str session_form(const struct condition_entry *e)
{
	const struct node *one = e ? e->value : NULL;

	if (node_is_scalar(one) && str_find(node_str(one), 0, ":assumed-role/") >= 0)
		return node_str(one);
	node_each(one, item)
		if (str_find(node_str(item), 0, ":assumed-role/") >= 0)
			return node_str(item);
	return (struct str){0};
}

const char *preflight_fix(struct arena *a, const struct preflight_cause *c)
{
	struct str session = session_form(condition_on(c, "aws:PrincipalArn"));
	const struct org_policy *p = c->by ? c->by->policy : NULL;

	if (p && c->is_later)
		return arena_printf(a, "exempt the role that the runbook acts with: exempt: "
		                       "[role/NAME] for policies.%s in org.yaml",
		                    say_text(a, p->name));
	if (!p)
		return arena_printf(a, "allow %s there, or attach FullAWSAccess again",
		                    say_text(a, c->action));
	if (session.len > 0)
		return arena_printf(
			a, "%s never matches: aws:PrincipalArn is the ARN of the role, "
			   "arn:aws:iam::*:role/stacksets-exec-*", say_text(a, session));
	if (condition_on(c, "aws:RequestedRegion"))
		return arena_printf(
			a, "let %s through, leave the Region out of the deployment, or write "
			   "exempt: [stacksets] for the policy in org.yaml",
			say_text(a, c->region));
	if (!c->of_stacksets)
		return "exempt the role that deploys: exempt: [role/NAME] in org.yaml";
	if (p->is_of_feature)
		return "take protect out, or keep it out of these accounts";
	return arena_printf(
		a, "write exempt: [stacksets] for policies.%s in org.yaml (the preset "
		   "protect-stackset-roles keeps others from making such a role)",
		say_text(a, p->name));
}

// --- what fails later ---

static void relate_later(struct reporting *r, struct diag *d, const struct preflight_cause *c)
{
	const struct plan *plan = r->made->plan;
	const struct fact *then =
		fact_get(fact_find(fact_file("quick-setup"), c->deployment), "then");
	const char *later = arena_printf(r->arena, "%.*s", STR(fact_value(then)));

	for (size_t i = 0; i < plan->deployment_count; i++) {
		const struct plan_deployment *p = &plan->deployments[i];
		for (size_t j = 0; j < p->after.count; j++)
			if (str_eq(p->after.items[j].text, c->deployment) &&
			    names_find(&c->deployments, p->name) == NAME_NONE)
				later = arena_printf(r->arena, "%s%s%s", later,
				                     *later ? ", " : "",
				                     say_text(r->arena, p->name));
	}
	if (*later)
		diag_relate(r->arena, d, d->source, d->start, d->end,
		            arena_printf(r->arena,
		                         "then %s fails, too: what it needs is not there",
		                         later));
}

static bool is_made_by_aws(const struct preflight_cause *c)
{
	for (size_t i = 0; i < c->deployments.count; i++)
		if (!fact_find(fact_file("quick-setup"), c->deployments.items[i].text))
			return false;
	return true;
}

static void report(struct reporting *r, const struct preflight_cause *c)
{
	struct guardrail_place at = place_of(r, c);
	const struct rule *rule = c->is_later         ? &preflight_runbook_denied
	                          : is_made_by_aws(c) ? &preflight_made_by_aws
	                          : c->by           ? &preflight_denied
	                                            : &preflight_not_allowed;
	const char *says = c->by && c->by->policy
	                           ? arena_printf(r->arena, "%s denies",
	                                          say_text(r->arena, c->by->policy->name))
	                           : arena_printf(r->arena, "nothing attached to %s allows",
	                                          str_is(c->level, "/")
	                                                  ? "the root"
	                                                  : say_text(r->arena, c->level));
	struct diag *d = diag_node(r->diags, rule, at.doc, at.node, "%s %s to %s: %s", says,
	                           say_text(r->arena, c->action), role(c),
	                           what_fails(r->arena, c));

	d->hint = preflight_fix(r->arena, c);
	// Another caller than a role may deploy a plain stack.
	if (!c->of_stacksets && d->severity == SEV_ERROR)
		d->severity = SEV_WARNING;
	if (!c->is_later)
		relate_later(r, d, c);
}

// --- sentences ---

static void report_broken(struct reporting *r, const struct expected *e)
{
	const struct counter_example *c = &e->example;
	const struct node *key = e->of->key;
	struct diag *d = diag_node(r->diags, &preflight_sentence_broken, r->org->doc, key,
	                           "%s: %s %s", arena_cstring(r->arena, node_str(key)),
	                           expect_request(r->arena, c),
	                           e->of->is_always ? "is denied" : "goes through");
	struct guardrail_place at;

	if (!e->of->is_always) {
		d->hint = "deny it there, or say under but or regions what may do it";
		if (str_eq(c->account, r->org->accounts[ACCOUNT_MANAGEMENT].name))
			d->hint = arena_printf(r->arena, "policies do not reach the management "
			                                 "account: write except: %s",
			                       say_text(r->arena, c->account));
		return;
	}
	d->hint = "exempt the principal, or say under who, but or regions what may fail";
	if (!c->by || !c->by->policy)
		return;
	at = guardrail_statement(r->org, c->by->policy, c->statement);
	diag_relate(r->arena, d, at.doc->sources[at.node->src], at.node->start, at.node->start,
	            arena_printf(r->arena, "statement %zu of %s denies it", c->statement + 1,
	                         say_text(r->arena, c->by->policy->name)));
}

static void report_open(struct reporting *r, const struct expected *e)
{
	const struct node *key = e->of->key;

	diag_node(r->diags, &preflight_sentence_open, r->org->doc, key, "%s: %s",
	          arena_cstring(r->arena, node_str(key)), expect_why_open(r->arena, e))
		->hint = "no request was found that breaks it: look at the policies by hand";
}

static void report_sentences(struct reporting *r, const struct expected_list *all)
{
	for (size_t i = 0; i < all->count; i++)
		if (all->items[i].outcome == EXPECT_BROKEN)
			report_broken(r, &all->items[i]);
		else if (all->items[i].outcome == EXPECT_OPEN)
			report_open(r, &all->items[i]);
}

void preflight_find(const struct preflight *p, const struct made_list *made,
                    struct diags *diags)
{
	struct reporting r = {diags->arena, made->policies->org, made, diags};

	for (size_t i = 0; i < p->count; i++)
		if (p->causes[i].is_sure)
			report(&r, &p->causes[i]);
	report_sentences(&r, &p->expected);
}
