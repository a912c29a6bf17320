// All files of a build, in order.
#include "gen/build.h"

#include "aws/aws.h"
#include "gen/stacksets.h"
#include "gen/units/unit_compile.h"
#include "org/org_rules.h"
#include "gen/deploy.h"
#include "gen/deployment.h"
#include "gen/plan/plan_text.h"
#include "gen/policies/policies.h"
#include "gen/profiles.h"
#include "model/text/say.h"
#include "gen/steps.h"
#include "model/text/utf8.h"
#include "model/write/write.h"

// --- all files ---

static bool has_errors(const struct org *org)
{
	return diags_count(org->diags, SEV_ERROR) > 0;
}

static void add_made(struct arena *a, struct made_list *made, const struct made *one)
{
	if (!made)
		return;
	made->items = arena_grow(a, made->items, made->count, &made->room, sizeof *made->items);
	made->items[made->count++] = *one;
}

// An OU may have more accounts tomorrow.
static bool goes_to_one_account(const struct org *org, const struct unit *u)
{
	size_t count = 0;

	if (!u->is_stackset)
		return true;
	for (size_t i = 0; i < org->ou_count; i++)
		if (u->where.ous[i])
			return false;
	for (size_t i = 0; i < org->account_count; i++)
		count += u->where.accounts[i] != NULL;
	return count <= 1;
}

static void add_templates(const struct deployments *deployments, struct file_set *out,
                          struct made_list *made)
{
	struct arena *a = deployments->units->org->arena;

	for (size_t i = 0; i < deployments->count; i++) {
		const struct deployment *p = &deployments->items[i];
		const struct unit *u = p->unit;
		struct made one = {
			.path = deployment_file(a, p),
			.text = u->text,
			.doc = u->folded,
			.asks = u->key,
			.in_one_account = goes_to_one_account(deployments->units->org, u),
			.kind = u->is_stackset ? MADE_OF_STACK_SET : MADE_TEMPLATE,
		};

		// The waves of a unit share a file.
		if (i > 0 && p[-1].unit == u && p[-1].is_stackset == p->is_stackset)
			continue;
		if (u->holds_policies)
			one.kind = MADE_OF_OTHERS;
		file_set_add(out, one.path, one.text);
		add_made(a, made, &one);
	}
}

// Indented for people, unless it is then too long to be given to AWS as it stands.
static struct str policy_file(struct arena *a, const struct org_policy *p)
{
	struct str text = write_json(a, p->content->root);
	long most = policy_characters(p);

	if (most == 0 || utf8_count(text) <= (size_t)most)
		return text;
	return str_of(arena_printf(a, "%.*s\n", STR(p->text)));
}

static const char *add_policy_file(struct arena *a, const struct org_policy *p,
                                   struct file_set *out)
{
	const char *path = arena_printf(a, "policies/%.*s.json", STR(p->name));

	file_set_add(out, path, policy_file(a, p));
	return path;
}

static void add_policies(const struct org_policies *policies, struct file_set *out,
                         struct made_list *made)
{
	struct arena *a = policies->org->arena;

	for (size_t i = 0; i < policies->count; i++) {
		const struct org_policy *p = &policies->items[i];
		struct made one = {
			.path = add_policy_file(a, p, out),
			.text = p->text,
			.doc = p->content,
			.asks = p->key,
			.kind = p->is_rcp ? MADE_RCP : MADE_SCP,
		};
		add_made(a, made, &one);
	}
	for (size_t i = 0; i < policies->other_count; i++)
		add_policy_file(a, &policies->others[i], out);
}

static void add_stacksets(const struct deployments *deployments, struct file_set *out,
                          struct made_list *made)
{
	const struct org *org = deployments->units->org;
	const struct doc *doc = stacksets_doc(deployments);
	const char *head, *where = "the management account";
	struct str text;

	if (!doc || has_errors(org))
		return;
	if (rollout_account(org) != ACCOUNT_MANAGEMENT)
		where = say_text(org->arena, org->accounts[rollout_account(org)].name);
	head = arena_printf(
		org->arena,
		"# Made by orgc from %s: deploy it in %s.\n"
		"# Change %s and build again: what is changed here is lost.\n",
		org_file_name(org), where, org_file_name(org));
	text = yaml_file_text(org->arena, doc, head);
	if (text.len > (size_t)limit("template-body"))
		text = yaml_file_text(
			org->arena, doc,
			arena_printf(
				org->arena,
				"%s# It is larger than the %ld bytes that CloudFormation "
				"takes as they are: name a bucket in S3\n"
				"# (aws cloudformation deploy --s3-bucket BUCKET ...).\n",
				head, limit("template-body")));
	if (text.len > (size_t)limit("template-url-body"))
		diag_at(org->diags, &org_over_a_limit, org->doc->sources[0], 0, 0,
		        "stacksets.yaml comes to %zu bytes, and CloudFormation takes at most %ld",
		        text.len, limit("template-url-body"));
	file_set_add(out, "stacksets.yaml", text);
	add_made(org->arena, made, &(struct made){.path = "stacksets.yaml", .text = text, .doc = doc,
	                                          .kind = MADE_OF_OTHERS});
}

bool gen_build(struct org *org, const struct loader *loader, struct file_set *out,
               struct made_list *made)
{
	struct units units = units_of(org, loader);
	bool is_sound = !has_errors(org);
	struct file_set files = {
		.arena = out->arena,
		.mark = "plan.json",
		.sign = "Made by orgc",
		.mark_start = S("{\n  \"made-by\": \"orgc\",\n  \"files\": ["),
	};
	struct deployments deployments;
	struct steps steps;
	const struct plan *plan;

	if (made)
		made->policies = units.policies;
	// What is wrong with org.yaml would be wrong once more in what is derived from it, but
	// the templates of its owner have their own say.
	for (size_t i = 0; i < units.count; i++)
		if (is_sound || units.items[i].feature.len == 0)
			unit_compile(&units, &units.items[i]);
	if (has_errors(org))
		return false;
	deployments = deployments_of(&units);
	add_templates(&deployments, &files, made);
	add_stacksets(&deployments, &files, made);
	if (has_errors(org))
		return false;
	add_policies(units.policies, &files, made);
	steps = steps_of(&deployments);
	add_profiles(&deployments, &files);
	add_steps(&steps, &files);
	add_deploy_script(&deployments, &steps, &files);
	plan = plan_of(&deployments, &steps);
	file_set_add(&files, files.mark, plan_text(org->arena, plan, &files));
	if (made)
		made->plan = plan;
	*out = files;
	return true;
}
