// Reads policies, fills in what org.yaml knows, and adds exemptions.
#include "gen/policies/policy_text.h"

#include <string.h>

#include "aws/aws.h"
#include "model/read/read.h"
#include "model/text/say.h"
#include "org/org_resolve.h"
#include "org/org_rules.h"
#include "policies/presets.h"
#include "templates/function.h"

static struct diag *say(struct org *org, const struct rule *rule, const struct node *n,
                        const char *message)
{
	return diag_node(org->diags, rule, org->doc, n, "%s", message);
}

// --- reading ---

const struct doc *policy_preset(struct org *org, const struct node *named)
{
	struct names known = {.arena = org->arena};

	for (size_t i = 0; i < presets_count; i++) {
		const struct embedded *p = &presets[i];
		const char *name = arena_printf(org->arena, "presets/%s.json", p->name);
		if (str_is(node_str(named), p->name))
			return doc_read(org->arena, source_new(org->arena, name, p->text),
			                SYNTAX_JSON, template_tags, org->diags);
		names_add(&known, str_of(p->name), 0);
	}
	say(org, &org_unknown_name, named,
	    arena_printf(org->arena, "no preset is called %s",
	                 say_text(org->arena, node_str(named))))
		->hint = say_nearest(org->arena, names_nearest(&known, node_str(named)),
	                         say_names(org->arena, "the presets are", &known));
	return NULL;
}

static const struct doc *read_file(struct org *org, const struct loader *loader,
                                   const struct node *named)
{
	struct arena *a = org->arena;
	const char *path = org_beside(org, node_str(named)),
		   *shown = say_text(a, str_of(path));
	struct str text = {0};
	int reason = loader->load(loader->context, a, path, &text);

	if (!reason)
		return doc_read(a, source_new(a, path, text), SYNTAX_GUESS, template_tags,
		                org->diags);
	say(org, &org_policy_file, named,
	    arena_printf(a, "%s: %s", shown, source_load_reason(reason)))
		->hint = "the path starts in the folder of org.yaml";
	return NULL;
}

const struct doc *policy_read(struct org *org, const struct loader *loader,
                                     const struct node *key)
{
	const struct node *file = node_get(key->next, "file");
	const struct node *preset = node_get(key->next, "preset");

	if (file && preset) {
		say(org, &org_policy_file, node_key(key->next, "preset"),
		    "a policy has either a file or a preset")
			->hint = "take one of the two out";
		return NULL;
	}
	if (node_str(preset).len > 0)
		return policy_preset(org, preset);
	if (node_str(file).len > 0 && str_find_byte(node_str(file), 0, '\0') < 0)
		return read_file(org, loader, file);
	if (!file && !preset)
		say(org, &org_policy_file, key,
		    arena_printf(org->arena, "policies.%.*s has neither file nor preset",
		                 STR(node_str(key))))
			->hint = "name one of the two";
	return NULL;
}

// --- filling in ---

struct filling {
	struct org *org;
	const struct doc *doc; // the policy's
};

static struct node *fill(struct filling *f, const struct node *n);

// What "orgc:PATH" stands for; NULL where `n` is no such text.
static const struct node *placeholder(struct filling *f, const struct node *n)
{
	struct str text = node_str(n);
	const struct node *value;

	if (!str_starts(text, "orgc:"))
		return NULL;
	value = org_path(f->org, str_slice(text, strlen("orgc:"), text.len));
	if (value && !node_is_map(value))
		return value;
	diag_node(f->org->diags, &org_policy_file, f->doc, n,
	          "org.yaml has no value at %s", say_text(f->org->arena, text))
		->hint =
		"after orgc: stand keys with dots between them: orgc:regions.all";
	return n;
}

static struct node *text_copy(struct filling *f, const struct node *n)
{
	struct node *copy = node_scalar(f->org->arena, node_str(n), n->style);

	if (n->tag != TAG_NONE)
		diag_node(f->org->diags, &org_policy_file, f->doc, n,
		          "a policy has no functions: no one would evaluate them");
	return copy;
}

static struct node *fill_list(struct filling *f, const struct node *n)
{
	struct node *out = node_seq(f->org->arena);
	struct node_list list = node_list_of(out);

	node_each(n, item) {
		const struct node *value = placeholder(f, item);
		if (!node_is_seq(value))
			node_list_add(&list, fill(f, item));
		node_each(value, deployment)
			node_list_add(&list, text_copy(f, deployment));
	}
	return out;
}

static struct node *fill(struct filling *f, const struct node *n)
{
	struct arena *a = f->org->arena;
	const struct node *value = placeholder(f, n);
	struct node *out;
	struct node_list list;

	if (node_is_seq(n))
		return fill_list(f, n);
	if (node_is_seq(value)) {
		out = node_seq(a);
		list = node_list_of(out);
		node_each(value, deployment)
			node_list_add(&list, text_copy(f, deployment));
		return out;
	}
	if (!node_is_map(n))
		return text_copy(f, value ? value : n);
	out = node_map(a);
	list = node_list_of(out);
	node_each_pair(n, key)
		node_list_pair(&list, text_copy(f, key), fill(f, key->next));
	return out;
}

// --- exemptions ---

static struct node *get_nocase(const struct node *map, const char *name)
{
	struct node *found = NULL;

	node_each_pair(map, key)
		if (str_eq_nocase(node_str(key), str_of(name)))
			found = key->next;
	return found;
}

// The value of a key, which is added as an empty map or list where it is missing; NULL
// where `map` is none.
static struct node *get_or_add(struct arena *a, struct node *map, const char *name,
                               struct node *empty)
{
	struct node *value = get_nocase(map, name);

	if (!node_is_map(map))
		return NULL;
	if (!value)
		node_set(a, map, name, value = empty);
	return value;
}

static void make_list(struct arena *a, struct node *n)
{
	struct node *list, *next = n->next;

	if (!node_is_scalar(n))
		return;
	list = node_seq(a);
	node_append(list, node_copy(a, n));
	*n = *list;
	n->next = next;
}

// A principal is let through where one more operator does not hold for it: operators of a
// statement hold all or the statement does not. aws:PrincipalArn of a session is the ARN
// of its role, never the sts form that error messages show. False where the condition is
// not what one is.
static bool exempt(struct org *org, struct node *statement, const struct node *roles)
{
	struct arena *a = org->arena;
	struct str partition =
		region_partition(node_str(node_path(org->root, "regions/home")));
	struct node *condition = get_or_add(a, statement, "Condition", node_map(a));
	struct node *operator = get_or_add(a, condition, "ArnNotLike", node_map(a));
	struct node *list = get_or_add(a, operator, "aws:PrincipalArn", node_seq(a));

	if (!list || node_is_map(list))
		return false;
	make_list(a, list);
	node_each(roles, role)
		node_append(list, node_scalar(a, str_of(arena_printf(
			a, "arn:%.*s:iam::*:%s", STR(partition),
			arena_cstring(a, node_is(role, "stacksets")
			                         ? service_role(a, "stacksets", S(""))
			                         : node_str(role)))),
			STYLE_DOUBLE));
	return true;
}

static void exempt_in(struct org *org, const struct org_policy *p, struct node *statement,
                      const struct node *roles)
{
	if (!node_is_map(statement) || !node_is(node_get(statement, "Effect"), "Deny") ||
	    exempt(org, statement, roles))
		return;
	say(org, &org_policy_file, p->key,
	    arena_printf(org->arena,
	                 "policies.%.*s has a Condition that cannot be added to",
	                 STR(p->name)))
		->hint =
		"a condition is a map from operators to maps from keys to values";
}

static void exempt_all(struct org *org, const struct org_policy *p, struct node *content,
                       const struct node *roles)
{
	struct node *statements = node_get(content, "Statement");
	struct node *one = node_seq(org->arena);

	if (node_is_scalar(roles)) {
		node_append(one, node_copy(org->arena, roles));
		roles = one;
	}
	if (!node_is_seq(roles))
		return;
	exempt_in(org, p, statements, roles);
	if (node_is_seq(statements))
		for (struct node *s = statements->first; s; s = s->next)
			exempt_in(org, p, s, roles);
}

struct node *policy_fill(struct org *org, const struct org_policy *p,
                         const struct doc *doc, const struct node *roles)
{
	struct filling f = {org, doc};
	struct node *content = fill(&f, doc->root);

	exempt_all(org, p, content, roles);
	return content;
}
