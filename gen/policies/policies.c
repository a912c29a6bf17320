// The policies of the organization: checked, attached, and in a template.
#include "gen/policies/policies.h"

#include <stdlib.h>
#include <string.h>

#include "aws/aws.h"
#include "model/text/utf8.h"
#include "org/features/feature.h"
#include "org/org_rules.h"
#include "gen/logical_id.h"
#include "gen/policies/other_types.h"
#include "gen/policies/pack.h"
#include "gen/policies/policy_text.h"
#include "gen/policies/shadow.h"
#include "model/text/say.h"
#include "model/write/write.h"
#include "templates/function.h"

static struct diag *say(struct org *org, const struct rule *rule, const struct node *n,
                        const char *message)
{
	return diag_node(org->diags, rule, org->doc, n, "%s", message);
}

// --- checks ---

static void check_kind(struct org *org, const struct org_policy *p,
                       const struct node *statement)
{
	bool has_principal =
		node_get(statement, "Principal") || node_get(statement, "NotPrincipal");

	if (has_principal == p->is_rcp)
		return;
	say(org, &org_policy_of_other_kind, p->key,
	    arena_printf(
		    org->arena,
		    p->is_rcp
			    ? "policies.%.*s is an RCP, and a statement has no Principal"
			    : "policies.%.*s is an SCP, and a statement has a Principal",
		    STR(p->name)))
		->hint =
		p->is_rcp ? "write \"Principal\": \"*\" in each statement, or type: scp"
			  : "take the Principal out, or write type: rcp";
}

static bool has_effect(const struct node *statements, const char *effect)
{
	node_each(statements, statement)
		if (node_is(node_get(statement, "Effect"), effect))
			return true;
	return node_is_map(statements) && node_is(node_get(statements, "Effect"), effect);
}

// Where FullAWSAccess is, allowing changes nothing; where it is not, somebody has to allow.
static void check_allows(struct org *org, const struct org_policy *p,
                         const struct node *statements)
{
	bool allows = has_effect(statements, "Allow");

	if (p->is_rcp && p->replaces_full_access)
		say(org, &org_policy_of_other_kind, p->key,
		    arena_printf(
			    org->arena,
			    "policies.%.*s is an RCP, and RCPFullAWSAccess cannot be detached",
			    STR(p->name)))
			->hint = "take replace-full-access out: an RCP only denies";
	else if (p->replaces_full_access && !allows)
		say(org, &org_level_without_allow, p->key,
		    arena_printf(
			    org->arena,
			    "policies.%.*s takes the place of FullAWSAccess and allows nothing",
			    STR(p->name)))
			->hint =
			"add statements with Effect: Allow, or take replace-full-access out";
	else if (!p->is_rcp && !p->replaces_full_access && allows &&
	         !has_effect(statements, "Deny"))
		say(org, &org_allow_beside_all, p->key,
		    arena_printf(
			    org->arena,
			    "policies.%.*s only allows, and FullAWSAccess, which is attached "
			    "beside it, allows everything",
			    STR(p->name)))
			->hint =
			"deny the rest instead (NotAction), or add replace-full-access: true";
}

static void check_content(struct org *org, const struct org_policy *p,
                          const struct node *content)
{
	const struct node *statements = node_get(content, "Statement");
	const char *row = p->is_rcp ? "rcp-characters" : "scp-characters";
	size_t size = utf8_count(p->text);

	if (!node_is_map(statements) && !node_is_seq(statements))
		say(org, &org_policy_file, p->key,
		    arena_printf(org->arena, "policies.%.*s has no Statement",
		                 STR(p->name)))
			->hint = "a policy is a map with Version and Statement";
	if (node_is_map(statements))
		check_kind(org, p, statements);
	node_each(statements, statement)
		check_kind(org, p, statement);
	check_allows(org, p, statements);
	if (size > (size_t)limit(row))
		say(org, &org_over_a_limit, p->key,
		    arena_printf(
			    org->arena,
			    "policies.%.*s comes to %zu characters, and AWS takes at most %ld",
			    STR(p->name), size, limit(row)))
			->hint = "split it in two";
}

// --- where it is attached ---

static void add_target(struct org *org, struct org_policy *p, const struct node *named)
{
	struct str name = node_str(named), id = {0};
	uint32_t ou = names_find(&org->ou_paths, name);
	uint32_t account = names_find(&org->account_names, name);

	if (str_is(name, "all"))
		id = node_str(node_path(org->root, "organization/root"));
	else if (ou != NAME_NONE)
		id = org->ous[ou].id;
	else if (account != NAME_NONE)
		id = org->accounts[account].id;
	if (account == ACCOUNT_MANAGEMENT && p->is_of_feature)
		return;
	if (account == ACCOUNT_MANAGEMENT && !policy_is_other(p->type))
		say(org, &org_policy_without_effect, named,
		    "the management account is subject to no policy of the organization")
			->hint = "take it out, or run nothing in that account";
	if (id.len > 0)
		node_append(p->targets, node_scalar(org->arena, id, STYLE_SINGLE));
}

static void set_targets(struct org *org, struct org_policy *p, const struct node *map)
{
	const struct node *in = node_get(map, "in"), *except = node_key(map, "except");

	p->targets = node_seq(org->arena);
	if (node_is_scalar(in))
		add_target(org, p, in);
	node_each(in, named)
		add_target(org, p, named);
	if (except && (!node_is_seq(except->next) || except->next->len > 0))
		say(org, &org_policy_with_exception, except,
		    "a policy of the organization holds for everything below what it is attached to")
			->hint = "attach it lower down, or exempt roles with exempt:";
}

// How many policies of one type a root, OU or account would have. AWS's own, which allows
// everything, is one.
struct slots {
	struct str id;
	unsigned own, reserved;
};

const char *policy_target_name(const struct org *org, struct str id)
{
	for (size_t i = 0; i < org->ou_count; i++)
		if (str_eq(org->ous[i].id, id))
			return i == OU_ROOT ? "the root"
			                    : say_text(org->arena, org->ous[i].path);
	for (size_t i = 0; i < org->account_count; i++)
		if (str_eq(org->accounts[i].id, id))
			return say_text(org->arena, org->accounts[i].name);
	return say_text(org->arena, id);
}

static void check_slot(const struct org_policies *all, const struct org_policy *p,
                       const struct slots *s)
{
	struct arena *a = all->org->arena;
	const char *type = p->is_rcp ? "RCP" : "SCP", *reserved = "", *merge;
	struct policy_slots slots;
	struct diag *d;
	long most = limit(p->is_rcp ? "rcp-attached" : "scp-attached");

	if (1 + s->own + s->reserved != most + 1)
		return;
	if (s->reserved > 0)
		reserved =
			arena_printf(a, ", and %u of others (reserve-scps)", s->reserved);
	d = say(all->org, &org_over_a_limit, p->key,
	        arena_printf(a, "%s takes %ld %ss, and would have %u of this file, AWS's own one%s",
	                     policy_target_name(all->org, s->id), most, type, s->own, reserved));
	slots = policy_slots_of(all, s->id, p->is_rcp);
	merge = policy_merge_say(all, &slots);
	d->hint = merge ? merge
	                : "put the statements of several into one, or attach some to the OU above";
}

// What others attach is known for OUs only.
static unsigned reserved_by(const struct org *org, uint32_t ou)
{
	const struct node *n =
		ou == OU_ROOT ? NULL : node_get(org->ous[ou].key->next, "reserve-scps");
	unsigned long count = strtoul(arena_cstring(org->arena, node_str(n)), NULL, 10);

	if (!n || !str_all_digits(node_str(n)))
		return 0;
	if (count < (unsigned long)limit("scp-attached"))
		return (unsigned)count;
	diag_node(
		org->diags, &org_over_a_limit, org->doc, n,
		"%s takes %ld SCPs, FullAWSAccess among them, and %lu are kept for others",
		say_text(org->arena, org->ous[ou].path), limit("scp-attached"), count);
	return 0;
}

static void check_slots(const struct org_policies *all)
{
	const struct org *org = all->org;
	struct names scps = {.arena = org->arena}, rcps = scps;
	uint32_t used = 0;
	struct slots *slots = arena_array(org->arena, struct slots,
	                                  2 * (org->ou_count + org->account_count));

	for (uint32_t i = 0; i < org->ou_count; i++)
		if (org->ous[i].id.len > 0 &&
		    names_add(&scps, org->ous[i].id, used) == NAME_NONE)
			slots[used++] =
				(struct slots){org->ous[i].id, 0, reserved_by(org, i)};
	for (size_t i = 0; i < all->count; i++) {
		const struct org_policy *p = &all->items[i];
		struct names *names = p->is_rcp ? &rcps : &scps;
		node_each(p->targets, id) {
			uint32_t at = names_find(names, node_str(id));
			if (at == NAME_NONE) {
				names_add(names, node_str(id), at = used++);
				slots[at].id = node_str(id);
			}
			slots[at].own++;
			check_slot(all, p, &slots[at]);
		}
	}
}

// --- all of them ---

static struct org_policy *new_policy(struct org_policies *all)
{
	all->items = arena_grow(all->org->arena, all->items, all->count, &all->room,
	                        sizeof *all->items);
	return &all->items[all->count++];
}

static struct org_policy *new_other(struct org_policies *all)
{
	all->others = arena_grow(all->org->arena, all->others, all->other_count,
	                         &all->other_room, sizeof *all->others);
	return &all->others[all->other_count++];
}

static void add_policy(struct org_policies *all, const struct org_policy *start,
                       const struct doc *doc, const struct node *roles)
{
	struct org *org = all->org;
	struct org_policy *p;

	if (!doc || !doc->root)
		return;
	p = policy_is_other(start->type) ? new_other(all) : new_policy(all);
	*p = *start;
	p->doc = doc;
	p->id = logical_id(org->arena, p->previously.len > 0 ? p->previously : p->name);
	p->content = policy_fill(org, p, doc, roles);
	p->text = write_json_minified(org->arena, p->content->root);
	if (policy_is_other(p->type))
		policy_check_other(org, p);
	else
		check_content(org, p, p->content->root);
}

static void add_written(struct org_policies *all, const struct loader *loader,
                        const struct node *key)
{
	const struct node *map = key->next;
	const struct node *name = node_get(map, "name");
	struct org_policy p = {
		.name = node_str(key),
		.aws_name = node_str(name ? name : key),
		.previously = node_str(node_get(map, "previously")),
		.key = key,
		.path = arena_printf(all->org->arena, "policies.%.*s", STR(node_str(key))),
		.type = policy_type(node_str(node_get(map, "type"))),
		.is_rcp = node_is(node_get(map, "type"), "rcp"),
		.replaces_full_access =
			node_is(node_get(map, "replace-full-access"), "true"),
		.description = node_str(node_get(map, "description")),
	};

	if (!p.type)
		return; // as is said where types are checked
	set_targets(all->org, &p, map);
	add_policy(all, &p, policy_read(all->org, loader, key), node_get(map, "exempt"));
}

// What a feature brings along, attached to what it covers.
static void add_of_feature(struct org_policies *all, const struct feature *f)
{
	struct org *org = all->org;
	const struct node *map = feature_map(org, f);
	const struct node *key = f->policy_key ? node_key(map, f->policy_key) : NULL;
	struct org_policy p = {
		.key = key, .is_of_feature = true, .type = policy_type(S("scp"))};

	if (!key || !node_is(key->next, "true"))
		return;
	p.name = p.aws_name = str_of(f->preset);
	p.path = arena_printf(org->arena, "features.%s.%s", f->name, f->policy_key);
	set_targets(org, &p, map);
	add_policy(all, &p,
	           policy_preset(org, node_scalar(org->arena, p.name, STYLE_PLAIN)), NULL);
}

static void check_length(struct org *org, const struct org_policy *p, const char *what,
                         struct str text)
{
	long most = limit(arena_printf(org->arena, "organization-policy-%s", what));

	if (utf8_count(text) > (size_t)most)
		say(org, &org_over_a_limit, p->key,
		    arena_printf(
			    org->arena,
			    "the %s of policies.%.*s has %zu characters, and AWS takes at "
			    "most %ld",
			    what, STR(p->name), utf8_count(text), most));
}

static void check_name(const struct org_policies *all, const struct org_policy *p,
                       struct names *ids, struct names *names)
{
	struct org *org = all->org;

	if (names_add(ids, str_of(p->id), 0) != NAME_NONE ||
	    names_add(names, p->aws_name, 0) != NAME_NONE)
		say(org, &org_name_for_two, p->key,
		    arena_printf(org->arena, "the policy %s would have the name of another one",
		                 say_text(org->arena, p->aws_name)))
			->hint = "give one of the two another name";
	check_length(org, p, "name", p->aws_name);
	check_length(org, p, "description", p->description);
}

static void check_names(const struct org_policies *all)
{
	struct names ids = {.arena = all->org->arena}, names = ids;

	for (size_t i = 0; i < all->count; i++)
		check_name(all, &all->items[i], &ids, &names);
	for (size_t i = 0; i < all->other_count; i++)
		check_name(all, &all->others[i], &ids, &names);
}

struct org_policies policies_of(struct org *org, const struct loader *loader)
{
	struct org_policies all = {.org = org};

	node_each_pair(node_get(org->root, "policies"), key)
		if (node_is_map(key->next) && node_str(key).len > 0)
			add_written(&all, loader, key);
	for (const struct feature *const *f = org_features; *f; f++)
		add_of_feature(&all, *f);
	check_names(&all);
	check_slots(&all);
	policies_check_other_slots(&all);
	policies_check_shadows(&all);
	return all;
}

long policy_characters(const struct org_policy *p)
{
	struct str most = fact_value(fact_get(p->type, "characters"));
	long count = 0;

	if (!policy_is_other(p->type))
		return limit(p->is_rcp ? "rcp-characters" : "scp-characters");
	for (size_t i = 0; i < most.len; i++)
		count = count * 10 + (most.at[i] - '0');
	return count;
}

// --- the stack ---

static struct node *text(struct arena *a, const char *s)
{
	return node_scalar(a, str_of(s), STYLE_SINGLE);
}

static struct node *resource(struct arena *a, const struct org_policy *p,
                             const struct org_policy *before)
{
	struct node *map = node_from(node_map(a), p->key);
	struct node *properties = node_map(a), *waits = node_seq(a);

	node_set(a, map, "Type", text(a, "AWS::Organizations::Policy"));
	// It is so anyway, but CloudFormation takes over what is there only where it is said.
	node_set(a, map, "DeletionPolicy", text(a, "Delete"));
	node_set(a, properties, "Name", node_scalar(a, p->aws_name, STYLE_SINGLE));
	node_set(a, properties, "Type",
	         node_scalar(a, fact_value(p->type), STYLE_SINGLE));
	if (p->description.len > 0)
		node_set(a, properties, "Description",
		         node_scalar(a, p->description, STYLE_SINGLE));
	node_set(a, properties, "Content", node_scalar(a, p->text, STYLE_SINGLE));
	node_set(a, properties, "TargetIds", node_copy(a, p->targets));
	// Organizations takes one change at a time.
	if (before) {
		node_append(waits, text(a, before->id));
		node_set(a, map, "DependsOn", waits);
	}
	node_set(a, map, "Properties", properties);
	return map;
}

const struct doc *policies_template(const struct org_policies *all)
{
	struct arena *a = all->org->arena;
	struct doc *doc = arena_new(a, struct doc);
	struct node *root = node_map(a), *resources = node_map(a);
	struct node_list list = node_list_of(resources);
	const struct org_policy *before = NULL, *p;

	for (size_t i = 0; i < all->count + all->other_count; i++) {
		p = i < all->count ? &all->items[i] : &all->others[i - all->count];
		node_list_pair(&list, text(a, p->id), resource(a, p, before));
		before = p;
	}
	node_set(a, root, "AWSTemplateFormatVersion", text(a, "2010-09-09"));
	node_set(a, root, "Description", text(a, "The policies of the organization."));
	node_set(a, root, "Resources", resources);
	*doc = (struct doc){.arena = a, .root = root, .tags = template_tags};
	doc->sources[doc->source_count++] = all->org->doc->sources[0];
	return doc;
}
