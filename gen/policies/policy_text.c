// Reads policies, fills in what org.yaml knows, and adds exemptions.
#include "gen/policies/policy_text.h"

#include <string.h>

#include "aws/aws.h"
#include "model/read/read.h"
#include "model/text/say.h"
#include "org/fill/values.h"
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

static const struct doc *read_preset(struct org *org, const char *name, struct str text)
{
	struct source *source = source_new(org->arena, name, text);

	source->is_shipped = true;
	return doc_read(org->arena, source, SYNTAX_JSON, template_tags, org->diags);
}

const struct doc *policy_preset(struct org *org, const struct node *named)
{
	struct names known = {.arena = org->arena};

	for (size_t i = 0; i < presets_count; i++) {
		const struct embedded *p = &presets[i];
		const char *name = arena_printf(org->arena, "presets/%s.json", p->name);
		if (str_is(node_str(named), p->name))
			return read_preset(org, name, p->text);
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
	int reason = loader_load(loader, a, path, &text);

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
	const struct org_policy *p;
	const struct doc *doc; // its file's or preset's
};

static struct node *fill(struct filling *f, const struct node *n);

// What is wrong with a preset is wrong where org.yaml asks for it.
static struct diag *say_inside(struct filling *f, const struct node *n, const char *message)
{
	if (f->doc->sources[n->src]->is_shipped)
		return say(f->org, &org_policy_file, f->p->key, message);
	return diag_node(f->org->diags, &org_policy_file, f->doc, n, "%s", message);
}

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
	say_inside(f, n, arena_printf(f->org->arena, "org.yaml has no value at %s",
	                              say_text(f->org->arena, text)))
		->hint = "after orgc: write keys with dots between them: orgc:regions.all";
	return n;
}

// A copy that stands where the node does.
static struct node *text_copy(struct filling *f, const struct node *n)
{
	struct node *copy = node_scalar(f->org->arena, values_text(f->org, f->doc, n), n->style);

	node_from(copy, n);
	if (n->tag != TAG_NONE)
		say_inside(f, n, "a policy has no functions: nothing would evaluate them");
	return copy;
}

// A value in a key could make another key of it.
static struct node *key_copy(struct filling *f, const struct node *key)
{
	struct node *copy = text_copy(f, key);

	if (!str_eq(node_str(copy), node_str(key)))
		say_inside(f, key, "a key takes no values");
	return node_from(node_scalar(f->org->arena, node_str(key), key->style), key);
}

// The same of a value of org.yaml, whose sources follow those of the policy.
static struct node *value_copy(struct filling *f, const struct node *value)
{
	struct node *copy = node_scalar(f->org->arena, node_str(value), value->style);

	node_from(copy, value);
	copy->src = (copy->src + f->doc->source_count) & 0xff;
	return copy;
}

static struct node *fill_list(struct filling *f, const struct node *n)
{
	struct node *out = node_from(node_seq(f->org->arena), n);
	struct node_list list = node_list_of(out);

	node_each(n, item) {
		const struct node *value = placeholder(f, item);
		if (!node_is_seq(value))
			node_list_add(&list, fill(f, item));
		node_each(value, one)
			node_list_add(&list, value_copy(f, one));
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
		out = node_from(node_seq(a), n);
		list = node_list_of(out);
		node_each(value, one)
			node_list_add(&list, value_copy(f, one));
		return out;
	}
	if (!node_is_map(n))
		return value && value != n ? value_copy(f, value) : text_copy(f, n);
	out = node_from(node_map(a), n);
	list = node_list_of(out);
	node_each_pair(n, key)
		node_list_pair(&list, key_copy(f, key), fill(f, key->next));
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
static bool exempt(struct filling *f, struct node *statement, const struct node *roles)
{
	struct arena *a = f->org->arena;
	struct str partition =
		region_partition(node_str(node_path(f->org->root, "regions/home")));
	struct node *condition = get_or_add(a, statement, "Condition", node_map(a));
	struct node *operator = get_or_add(a, condition, "ArnNotLike", node_map(a));
	struct node *list = get_or_add(a, operator, "aws:PrincipalArn", node_seq(a));

	if (!list || node_is_map(list))
		return false;
	make_list(a, list);
	node_each(roles, role) {
		struct node *arn = value_copy(f, role);
		struct str text = str_of(arena_printf(
			a, "arn:%.*s:iam::*:%s", STR(partition),
			arena_cstring(a, node_is(role, "stacksets")
			                         ? service_role(a, "stacksets", S(""))
			                         : node_str(role))));

		node_append(list, node_from(node_scalar(a, text, STYLE_DOUBLE), arn));
	}
	return true;
}

static void exempt_in(struct filling *f, struct node *statement, const struct node *roles)
{
	if (!node_is_map(statement) || !node_is(node_get(statement, "Effect"), "Deny") ||
	    exempt(f, statement, roles))
		return;
	say(f->org, &org_policy_file, f->p->key,
	    arena_printf(f->org->arena,
	                 "policies.%.*s has a Condition that cannot be added to",
	                 STR(f->p->name)))
		->hint =
		"a condition is a map from operators to maps from keys to values";
}

static void exempt_all(struct filling *f, struct node *content, const struct node *roles)
{
	struct node *statements = node_get(content, "Statement");
	struct node *one = node_seq(f->org->arena);

	if (node_is_scalar(roles)) {
		node_append(one, node_copy(f->org->arena, roles));
		roles = one;
	}
	if (!node_is_seq(roles))
		return;
	exempt_in(f, statements, roles);
	if (node_is_seq(statements))
		for (struct node *s = statements->first; s; s = s->next)
			exempt_in(f, s, roles);
}

const struct doc *policy_fill(struct org *org, const struct org_policy *p,
                              const struct doc *doc, const struct node *roles)
{
	enum { SOURCES = sizeof doc->sources / sizeof *doc->sources };
	struct filling f = {org, p, doc};
	struct doc *filled = arena_new(org->arena, struct doc);
	struct node *content = fill(&f, doc->root);

	exempt_all(&f, content, roles);
	*filled = *doc;
	filled->root = content;
	for (unsigned i = 0; i < org->doc->source_count && filled->source_count < SOURCES; i++)
		filled->sources[filled->source_count++] = org->doc->sources[i];
	return filled;
}
