// Reads what a StackSet deploys, and points into it.
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lint/template/deployed.h"
#include "lint/template/look.h"
#include "lint/template/property.h"
#include "model/read/read.h"
#include "templates/loops.h"

enum { MOST_REGIONS = 64 };

static void add_region(struct lint *l, struct deployed *d, const struct node *region)
{
	if (!look_is_literal(region)) {
		d->regions_known = false;
		return;
	}
	for (size_t i = 0; i < d->region_count; i++)
		if (str_eq(node_str(d->regions[i]), node_str(region)))
			return;
	if (!d->regions)
		d->regions = arena_array(l->arena, const struct node *, MOST_REGIONS);
	if (d->region_count < MOST_REGIONS)
		d->regions[d->region_count++] = region;
}

static void read_group(struct lint *l, struct deployed *d, const struct node *group)
{
	const struct node *targets = node_get(group, "DeploymentTargets");
	const struct node *regions = node_get(group, "Regions");
	const struct node *accounts = node_get(targets, "Accounts");

	if (!node_is_seq(regions) || function_of(regions, NULL) != FN_NONE)
		d->regions_known = false;
	node_each(regions, region)
		add_region(l, d, region);
	// An INTERSECTION is with the accounts that are listed.
	d->many_accounts |= (node_is_seq(accounts) && accounts->len > 1) ||
	                    node_get(targets, "AccountsUrl") != NULL ||
	                    (node_get(targets, "OrganizationalUnitIds") != NULL &&
	                     !node_is(node_get(targets, "AccountFilterType"), "INTERSECTION"));
}

static void read_groups(struct lint *l, struct deployed *d)
{
	const struct node *groups = node_get(d->properties, "StackInstancesGroup");

	d->regions_known = true;
	if (!node_is_seq(groups) || function_of(groups, NULL) != FN_NONE) {
		d->regions_known = groups == NULL;
		return;
	}
	d->groups = groups;
	node_each(groups, group)
		read_group(l, d, group);
}

// --- the content ---

// The text under Fn::Sub as far as it is known, letter by letter: ${Name} stays, as what is
// filled in later, and ${!Name}, which the content itself fills in, is ${ Name}.
static struct str without_marks(struct arena *a, struct str text)
{
	char *copy = arena_alloc(a, text.len + 1);

	memcpy(copy, text.at, text.len);
	for (size_t i = 2; i < text.len; i++)
		if (copy[i] == '!' && copy[i - 1] == '{' && copy[i - 2] == '$')
			copy[i] = ' ';
	return (struct str){copy, text.len};
}

static void read_body(struct lint *l, struct deployed *d, const struct node *body)
{
	struct diags unheard = {.arena = l->arena};
	const struct node *argument;
	struct source *source;
	const struct doc *doc;
	struct str text;
	bool is_sub = function_of(body, &argument) == FN_SUB;

	if (is_sub)
		body = node_is_seq(argument) ? node_item(argument, 0) : argument;
	if (!node_is_scalar(body) || (body->tag != TAG_NONE && body->tag != FN_SUB) ||
	    node_str(body).len == 0)
		return;
	text = is_sub ? without_marks(l->arena, node_str(body)) : node_str(body);
	source = source_new(l->arena, "TemplateBody", text);
	doc = doc_read(l->arena, source, SYNTAX_GUESS, template_tags, &unheard);
	if (!doc->root || !template_is(doc))
		return;
	d->text = body;
	d->template = template_without_loops(l->arena, template_of(l->arena, doc));
	d->doc = d->template->doc;
}

// A path beside the file that names it, as 'aws cloudformation package' takes it.
static void read_file(struct lint *l, struct deployed *d, const struct node *url)
{
	struct str path = node_str(url), base = str_of(l->doc->sources[0]->name), text;
	struct diags unheard = {.arena = l->arena};
	const char *full;
	const struct doc *doc;

	if (!look_is_literal(url) || path.len == 0 || path.len > 1000 || path.at[0] == '/' ||
	    str_find(path, 0, "://") >= 0 || str_find(path, 0, "{") >= 0 ||
	    str_find_byte(path, 0, '\0') >= 0 || !l->document->loader)
		return;
	while (base.len && base.at[base.len - 1] != '/')
		base.len--;
	full = arena_printf(l->arena, "%.*s%.*s", STR(base), STR(path));
	if (loader_load(l->document->loader, l->arena, full, &text) != 0)
		return;
	doc = doc_read(l->arena, source_new(l->arena, full, text), SYNTAX_GUESS, template_tags,
	               &unheard);
	if (!doc->root || !template_is(doc))
		return;
	d->template = template_without_loops(l->arena, template_of(l->arena, doc));
	d->doc = d->template->doc;
}

// --- asking ---

const struct deployed *deployed_by(struct lint *l, const struct entry *resource)
{
	const struct deployed **kept;
	struct str model;
	struct deployed *d;

	if (!str_is(template_type(resource), "AWS::CloudFormation::StackSet") ||
	    l->template->is_rewritten)
		return NULL;
	if (!l->deployed)
		l->deployed = arena_array(l->arena, const struct deployed *,
		                          l->template->resources.count);
	kept = &l->deployed[resource - l->template->resources.items];
	if (*kept)
		return *kept;
	d = arena_new(l->arena, struct deployed);
	d->resource = resource;
	d->properties = node_get(resource->value, "Properties");
	if (node_known_text(l,
	                    eval_value(l->eval, node_get(d->properties, "PermissionModel")),
	                    &model)) {
		d->service_managed = str_is(model, "SERVICE_MANAGED");
		d->self_managed = str_is(model, "SELF_MANAGED");
	}
	read_groups(l, d);
	read_body(l, d, node_get(d->properties, "TemplateBody"));
	if (!d->template)
		read_file(l, d, node_get(d->properties, "TemplateURL"));
	*kept = d;
	return d;
}

const struct deployed *deployed_itself(struct lint *l)
{
	struct deployed *d;

	if (!l->document || !l->document->in_stack_set)
		return NULL;
	d = arena_new(l->scratch, struct deployed);
	d->template = l->template;
	d->doc = l->doc;
	d->many_accounts = !l->document->in_one_account;
	return d;
}

static bool share_item(const struct node *a, const struct node *b)
{
	node_each(a, item)
		node_each(b, other)
			if (look_is_literal(item) && look_is_literal(other) &&
			    str_eq(node_str(item), node_str(other)))
				return true;
	return false;
}

bool deployed_meet(const struct deployed *a, const struct deployed *b, bool in_region)
{
	node_each(a->groups, first)
		node_each(b->groups, second) {
			const struct node *x = node_get(first, "DeploymentTargets");
			const struct node *y = node_get(second, "DeploymentTargets");

			// A filter may keep them apart.
			if (node_get(x, "AccountFilterType") || node_get(y, "AccountFilterType") ||
			    (in_region && !share_item(node_get(first, "Regions"),
			                              node_get(second, "Regions"))))
				continue;
			if (share_item(node_get(x, "OrganizationalUnitIds"),
			               node_get(y, "OrganizationalUnitIds")) ||
			    share_item(node_get(x, "Accounts"), node_get(y, "Accounts")))
				return true;
		}
	return false;
}

struct diag *deployed_report(struct lint *l, const struct deployed *d, const struct node *n,
                             const char *format, ...)
{
	char message[500];
	struct diag *found;
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	if (!d->text)
		return diag_node(&l->result->diags, &l->rule->rule, d->doc, n, "%s", message);
	found = lint_report(l, d->text, "%s", message);
	found->start = node_offset(l->doc, d->text, n->start);
	found->end = found->start;
	return found;
}
