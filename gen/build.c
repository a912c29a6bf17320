#include "gen/build.h"

#include <assert.h>
#include <string.h>

#include "aws/aws.h"
#include "gen/bind.h"
#include "org/org_rules.h"
#include "gen/deploy.h"
#include "gen/deployment.h"
#include "gen/plan/plan_text.h"
#include "gen/policies.h"
#include "model/text/escape.h"
#include "model/text/say.h"
#include "gen/steps.h"
#include "model/write/second_opinion.h"
#include "model/write/write.h"
#include "templates/eval.h"
#include "templates/stackset.h"

// --- what a template brings along ---

// How long a pseudo parameter is in a region; 0 where that is not known.
static size_t length_of(struct str name, struct str region)
{
	if (str_is(name, "AWS::Region"))
		return region.len;
	if (str_is(name, "AWS::AccountId"))
		return 12;
	return str_is(name, "AWS::Partition") ? region_partition(region).len : 0;
}

// How long a text is in a region, as far as pseudo parameters make it; 0 where it holds
// something else.
static size_t length_in(struct arena *a, const struct node *text, struct str region)
{
	const struct node *argument = NULL;
	enum function f = function_of(text, &argument);
	struct sub_part *parts;
	size_t count, length = 0;

	if (f == FN_NONE)
		return node_str(text).len;
	if (f == FN_REF)
		return length_of(node_str(argument), region);
	if (f != FN_SUB || !node_is_scalar(argument))
		return 0;
	count = sub_parts(a, node_str(argument), &parts);
	for (size_t i = 0; i < count; i++) {
		size_t part = parts[i].is_name
		                            ? length_of(parts[i].text, region)
		                            : parts[i].text.len;
		if (part == 0)
			return 0;
		length += part;
	}
	return length;
}

static void check_name_length(const struct org *org, const struct unit *u,
                              const struct node *resource, const struct node *name)
{
	struct arena *a = org->arena;

	if (!node_is(node_get(resource->next, "Type"), "AWS::IAM::Role"))
		return;
	for (size_t i = 0; i < u->region_count; i++) {
		size_t length = length_in(a, name, str_of(u->regions[i]));
		struct diag *d;
		if (length <= (size_t)limit("role-name"))
			continue;
		d = diag_node(
			org->diags, &org_over_a_limit, org->doc,
			u->regions_named ? u->regions_named : u->key,
			"the name of %s comes to %zu characters in %s, and AWS takes at most %ld",
			say_text(a, node_str(resource)), length, u->regions[i],
			limit("role-name"));
		diag_relate_node(org->arena, d, u->folded, name, "named here");
		return;
	}
}

// The characters of a value as JSON without blanks, as far as they are known.
static size_t json_size(struct arena *a, const struct node *n, struct str region)
{
	size_t size = 2 + (n->len > 0 ? n->len - 1 : 0); // brackets and commas

	if (node_is_scalar(n) || function_of(n, NULL) != FN_NONE)
		return 2 + length_in(a, n, region);
	node_each(n, item)
		size += json_size(a, item, region);
	node_each_pair(n, key)
		size += node_str(key).len + 3 + json_size(a, key->next, region);
	return size;
}

// AWS raises the first limit for those who ask, and nobody's beyond the second one.
static void check_trust(const struct org *org, const struct unit *u,
                        const struct node *resource)
{
	const struct node *trust =
		node_path(resource->next, "Properties/AssumeRolePolicyDocument");
	struct str region = str_of(u->region_count > 0 ? u->regions[0] : NULL);
	size_t size = trust ? json_size(org->arena, trust, region) : 0;
	long least = limit("role-trust-characters"),
	     most = limit("role-trust-characters-most");
	struct diag *d;

	if (!trust || size <= (size_t)least)
		return;
	d = diag_node(org->diags, &org_over_a_limit, org->doc, u->named,
	              "the trust policy of %s comes to %zu characters, and IAM takes %ld",
	              say_text(org->arena, node_str(resource)), size,
	              size > (size_t)most ? most : least);
	d->hint = "name fewer principals, or one pattern for several";
	if (size <= (size_t)most) {
		d->severity = SEV_WARNING;
		d->hint = arena_printf(org->arena,
		                       "%s; or have AWS raise the quota, up to %ld",
		                       d->hint, most);
	}
	diag_relate_node(org->arena, d, u->folded, trust, "this policy");
}

static void check_iam(const struct org *org, struct unit *u, const struct node *resource)
{
	struct str type = stackset_type(resource), path = stackset_account_name(type);
	const struct node *name;
	struct diag *d;

	if (!stackset_is_iam(type))
		return;
	u->needs_iam = true;
	if (str_is(type, "AWS::IAM::Role"))
		check_trust(org, u, resource);
	name = path.len ? node_get_str(node_get(resource->next, "Properties"), path) : NULL;
	if (!name)
		return;
	u->needs_named_iam = true;
	check_name_length(org, u, resource, name);
	if (u->region_count < 2 || node_get(resource->next, "Condition") ||
	    !stackset_same_in_regions(org->arena, name))
		return;
	d = diag_node(
		org->diags, &org_named_iam_in_regions, org->doc,
		u->regions_named ? u->regions_named : u->key,
		"%s is an %.*s with a fixed %.*s: of %zu regions, all but the first fail",
		say_text(org->arena, node_str(resource)), STR(type), STR(path),
		u->region_count);
	d->hint =
		"deploy it to the home region only, or put ${AWS::Region} into the name";
	diag_relate_node(org->arena, d, u->folded, name, "named here");
}

static void refuse(const struct org *org, const struct unit *u, const struct node *place,
                   const char *what, const char *hint)
{
	struct diag *d;

	d = diag_node(org->diags, &org_template_not_for_stacksets, org->doc, u->named,
	              "the %s %s, which StackSets of an organization refuse", u->source,
	              what);
	d->hint = hint;
	diag_relate_node(org->arena, d, u->folded, place, "here");
}

static void check_resource(const struct org *org, struct unit *u,
                           const struct node *resource)
{
	if (u->is_stackset && stackset_nests(stackset_type(resource)))
		refuse(org, u, resource, "nests another stack",
		       "put its resources into this template, or make it a StackSet of org.yaml");
	check_iam(org, u, resource);
}

static void check_folded(const struct org *org, struct unit *u)
{
	const struct node *transform = stackset_transform(u->folded->root);

	if (u->is_stackset && transform)
		refuse(org, u, transform, "needs a transform",
		       "expand it first (sam build, cfn-include …) and name the result here");
	node_each_pair(node_get(u->folded->root, "Resources"), resource)
		check_resource(org, u, resource);
	if (u->text.len > (size_t)limit("template-url-body"))
		diag_node(
			org->diags, &org_over_a_limit, org->doc, u->named,
			"the %s comes to %zu bytes, and CloudFormation takes at most %ld",
			u->source, u->text.len, limit("template-url-body"));
}

// --- one file ---

// The tree as text below a head that says where it comes from. What does not read back as
// it was meant is our mistake, and must never reach a deployment.
static struct str yaml_text(struct arena *a, const struct doc *doc, const char *head)
{
	struct out o = {.arena = a};
	bool is_meant;

	out_text(&o, head);
	out_bytes(&o, write_yaml(a, doc));
	is_meant = yaml_reads_back(a, out_str(&o), doc);
	assert(is_meant);
	(void)is_meant;
	return out_str(&o);
}

static const char *org_name(const struct org *org)
{
	return say_text(org->arena, str_after_last(str_of(org->doc->sources[0]->name), '/'));
}

void unit_compile(const struct units *units, struct unit *u)
{
	const struct org *org = units->org;
	struct arena *a = org->arena;
	struct template *t;
	const char *head;

	if (!u->template)
		return;
	t = template_of(a, u->template);
	u->folded = fold_template(eval_new(a, t, unit_bind(org, u, t)), org->doc, true);
	unit_bind_defaults(org, u, u->folded);
	head = arena_printf(
		a,
		"# Made by orgc: %s of %s, %s.\n"
		"# Change those and build again: what is changed here is lost.\n",
		escaped(a, OUTPUT_YAML_COMMENT, str_of(u->path)), org_name(org),
		escaped(a, OUTPUT_YAML_COMMENT, str_of(u->source)));
	u->text = yaml_text(a, u->folded, head);
	check_folded(org, u);
}

// --- all files ---

static bool has_errors(const struct org *org)
{
	return diags_count(org->diags, SEV_ERROR) > 0;
}

static void add_files(const struct deployments *deployments, struct file_set *out,
                      struct made_list *made)
{
	struct arena *a = deployments->units->org->arena;

	for (size_t i = 0; i < deployments->count; i++) {
		const struct deployment *p = &deployments->items[i];
		const char *path = deployment_file(a, p);
		// The waves of a unit share a file.
		if (i > 0 && p[-1].unit == p->unit && p[-1].is_stackset == p->is_stackset)
			continue;
		file_set_add(out, path, p->unit->text);
		if (!made)
			continue;
		made->items = arena_grow(a, made->items, made->count, &made->room,
		                         sizeof *made->items);
		made->items[made->count++] = (struct made){path, p->unit->folded};
	}
}

static void add_policies(const struct org_policies *policies, struct file_set *out)
{
	struct arena *a = policies->org->arena;

	for (size_t i = 0; i < policies->count; i++) {
		const struct org_policy *p = &policies->items[i];
		file_set_add(out, arena_printf(a, "policies/%.*s.json", STR(p->name)),
		             str_of(arena_printf(a, "%.*s\n", STR(p->text))));
	}
}

static void add_stacksets(const struct deployments *deployments, struct file_set *out)
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
		org_name(org), where, org_name(org));
	text = yaml_text(org->arena, doc, head);
	if (text.len > (size_t)limit("template-body"))
		text = yaml_text(
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

	// What is wrong with org.yaml would be wrong once more in what is derived from it, but
	// the templates of its owner have their own say.
	for (size_t i = 0; i < units.count; i++)
		if (is_sound || units.items[i].feature.len == 0)
			unit_compile(&units, &units.items[i]);
	if (has_errors(org))
		return false;
	deployments = deployments_of(&units);
	add_files(&deployments, &files, made);
	add_stacksets(&deployments, &files);
	if (has_errors(org))
		return false;
	add_policies(units.policies, &files);
	steps = steps_of(&deployments);
	add_steps(&deployments, &steps, &files);
	add_deploy_script(&deployments, &steps, &files);
	plan = plan_of(&deployments, &steps);
	file_set_add(&files, files.mark, plan_text(org->arena, plan, &files));
	if (made)
		made->plan = plan;
	*out = files;
	return true;
}
