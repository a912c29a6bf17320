// Writes stacksets.yaml as a tree.
#include "gen/stacksets.h"

#include "aws/aws.h"
#include "gen/logical_id.h"
#include "gen/units/settings.h"
#include "org/org_rules.h"
#include "model/text/say.h"

static struct node *text(struct arena *a, const char *s)
{
	return node_scalar(a, str_of(s), STYLE_SINGLE);
}

static struct node *bare(struct arena *a, const char *s)
{
	return node_scalar(a, str_of(s), STYLE_PLAIN);
}

static struct node *function(struct arena *a, enum function f, const char *argument)
{
	struct node *n = bare(a, argument);

	n->tag = f;
	return n;
}

uint32_t rollout_account(const struct org *org)
{
	uint32_t account = names_find(&org->account_names,
	                              node_str(node_path(org->root, "rollout/from")));

	return account == NAME_NONE ? ACCOUNT_MANAGEMENT : account;
}

// --- what is there first ---

// Whether a set waits for another by name: accounts that join later get the stacks in this
// order too, and the ARN makes CloudFormation make the other set first as well.
static bool waits_by_arn(const struct deployment *p, const struct deployment *other)
{
	return !p->is_list && !other->is_list &&
	       p->wave_number == other->wave_number;
}

// StackSets belong to the management account, no matter which account deploys them.
static struct node *arn_of(const struct org *org, const struct deployment *p)
{
	const char *owner = "${AWS::AccountId}";

	if (rollout_account(org) != ACCOUNT_MANAGEMENT)
		owner = arena_cstring(org->arena, org->accounts[ACCOUNT_MANAGEMENT].id);
	return function(
		org->arena, FN_SUB,
		arena_printf(org->arena,
	                     "arn:${AWS::Partition}:cloudformation:${AWS::Region}:"
	                     "%s:stackset/${%s}",
	                     owner, p->id));
}

static struct node *add_arns(const struct deployments *deployments,
                             const struct deployment *p)
{
	struct org *org = deployments->units->org;
	struct node *list = node_seq(org->arena);
	struct names seen = {.arena = org->arena};

	for (size_t i = 0; i < p->unit->after_count; i++) {
		const struct wait *wait = &p->unit->after[i];
		const struct span *span = &deployments->spans[wait->unit];
		for (uint32_t j = span->sets; j < span->sets_end; j++) {
			const struct deployment *other = &deployments->items[j];
			if (!waits_by_arn(p, other) ||
			    names_add(&seen, str_of(other->id), 0) != NAME_NONE)
				continue;
			node_append(list, arn_of(org, other));
			if (list->len == (size_t)limit("stackset-dependencies") + 1)
				diag_node(
					org->diags, &org_over_a_limit, org->doc,
					wait->item ? wait->item : p->unit->key,
					"%s waits for more than the %ld StackSets that AWS takes",
					p->unit->path, limit("stackset-dependencies"))
					->hint =
					"wait for those only that wait for the rest themselves";
		}
	}
	return list;
}

// What a set waits for besides: the wave before it, or the last wave of another unit.
static struct node *add_waits(const struct deployments *deployments,
                              const struct deployment *p)
{
	struct arena *a = deployments->units->org->arena;
	struct node *list = node_seq(a);
	struct names seen = {.arena = a};
	const struct unit *unit = p->unit;

	if (p > deployments->items && p[-1].is_stackset && p[-1].unit == unit) {
		node_append(list, bare(a, p[-1].id));
		return list;
	}
	for (size_t i = 0; i < unit->after_count; i++) {
		const struct span *span = &deployments->spans[unit->after[i].unit];
		const struct deployment *last = &deployments->items[span->sets_end] - 1;
		if (span->sets < span->sets_end && !waits_by_arn(p, last) &&
		    names_add(&seen, str_of(last->id), 0) == NAME_NONE)
			node_append(list, bare(a, last->id));
	}
	return list;
}

static struct node *auto_deployment(const struct deployments *deployments,
                                    const struct deployment *p)
{
	struct arena *a = deployments->units->org->arena;
	struct node *map = node_map(a), *arns;

	node_set(a, map, "Enabled", bare(a, p->is_list ? "false" : "true"));
	if (p->is_list)
		return map;
	node_set(a, map, "RetainStacksOnAccountRemoval",
	         bare(a, unit_retains(p->unit) ? "true" : "false"));
	arns = add_arns(deployments, p);
	if (arns->len > 0)
		node_set(a, map, "DependsOn", arns);
	return map;
}

// --- where to ---

static struct node *regions_of(struct arena *a, const struct unit *u)
{
	struct node *list = node_seq(a);

	for (size_t i = 0; i < u->region_count; i++)
		node_append(list, bare(a, u->regions[i]));
	return list;
}

static struct node *account_ids(const struct org *org, const uint32_t *accounts,
                                size_t count)
{
	struct node *list = node_seq(org->arena);
	struct node_list tail = node_list_of(list);

	for (size_t i = 0; i < count; i++)
		node_list_add(&tail,
		              node_scalar(org->arena, org->accounts[accounts[i]].id,
		                          STYLE_SINGLE));
	return list;
}

static struct node *ou_ids(const struct org *org, const uint32_t *ous, size_t count)
{
	struct node *list = node_seq(org->arena);
	struct node_list tail = node_list_of(list);

	for (size_t i = 0; i < count; i++)
		node_list_add(&tail,
		              node_scalar(org->arena, org->ous[ous[i]].id, STYLE_PLAIN));
	return list;
}

// The OUs in which accounts are, each once.
static struct node *ous_of(const struct org *org, const uint32_t *accounts, size_t count)
{
	uint32_t *ous = arena_array(org->arena, uint32_t, count);
	bool *seen = arena_array(org->arena, bool, org->ou_count);
	size_t ou_count = 0;

	for (size_t i = 0; i < count; i++) {
		uint32_t ou = org->accounts[accounts[i]].ou;
		if (!seen[ou])
			ous[ou_count++] = ou;
		seen[ou] = true;
	}
	return ou_ids(org, ous, ou_count);
}

// One group, so that each OU stands once.
static struct node *groups(const struct org *org, const struct deployment *p)
{
	struct arena *a = org->arena;
	const struct targets *t = &p->targets;
	struct node *list = node_seq(a), *map = node_map(a), *targets = node_map(a);

	node_set(a, targets, "OrganizationalUnitIds",
	         p->is_list ? ous_of(org, t->only, t->only_count)
	                    : ou_ids(org, t->ous, t->ou_count));
	if (p->is_list) {
		node_set(a, targets, "AccountFilterType", bare(a, "INTERSECTION"));
		node_set(a, targets, "Accounts", account_ids(org, t->only, t->only_count));
	}
	node_set(a, map, "DeploymentTargets", targets);
	node_set(a, map, "Regions", regions_of(a, p->unit));
	node_append(list, map);
	return list;
}

// --- the whole ---

const char *stackset_url_parameter(struct arena *a, const struct unit *u)
{
	return arena_printf(a, "%sTemplateUrl", logical_id(a, u->name));
}

static void set_description(struct arena *a, struct node *properties,
                            const struct deployment *p)
{
	struct str text = node_str(node_get(p->unit->folded->root, "Description"));

	if (text.len > 0 && text.len <= (size_t)limit("stackset-description"))
		node_set(a, properties, "Description", node_scalar(a, text, STYLE_PLAIN));
}

static void set_capabilities(struct arena *a, struct node *properties,
                             const struct unit *u)
{
	const char *capability = unit_capability(u);
	struct node *list = node_seq(a);

	if (!*capability)
		return;
	node_append(list, bare(a, capability));
	node_set(a, properties, "Capabilities", list);
}

static void set_managed_execution(const struct org *org, struct node *properties,
                                  const struct unit *u)
{
	struct arena *a = org->arena;
	const struct node *managed = unit_rollout(org, u, "managed-execution");
	struct node *map = node_map(a);

	if (!managed)
		return;
	node_set(a, map, "Active", bare(a, node_is(managed, "true") ? "true" : "false"));
	node_set(a, properties, "ManagedExecution", map);
}

static struct node *resource(const struct deployments *deployments,
                             const struct deployment *p)
{
	const struct org *org = deployments->units->org;
	struct arena *a = org->arena;
	struct node *map = node_map(a), *properties = node_map(a);
	struct node *waits = add_waits(deployments, p), *how = unit_preferences(org, p->unit);

	node_set(a, properties, "StackSetName", text(a, p->set_name));
	set_description(a, properties, p);
	node_set(a, properties, "PermissionModel", bare(a, "SERVICE_MANAGED"));
	if (rollout_account(org) != ACCOUNT_MANAGEMENT)
		node_set(a, properties, "CallAs", bare(a, "DELEGATED_ADMIN"));
	node_set(a, properties, "AutoDeployment", auto_deployment(deployments, p));
	set_capabilities(a, properties, p->unit);
	set_managed_execution(org, properties, p->unit);
	if (how->len > 0)
		node_set(a, properties, "OperationPreferences", how);
	node_set(a, properties, "StackInstancesGroup", groups(org, p));
	if (p->unit->tags)
		node_set(a, properties, "Tags", tags_list(a, p->unit->tags));
	if (p->by_url)
		node_set(a, properties, "TemplateURL",
		         function(a, FN_REF, stackset_url_parameter(a, p->unit)));
	else
		node_set(a, properties, "TemplateBody",
		         node_scalar(a, p->unit->text, STYLE_LITERAL));

	node_set(a, map, "Type", bare(a, "AWS::CloudFormation::StackSet"));
	if (waits->len > 0)
		node_set(a, map, "DependsOn", waits);
	node_set(a, map, "Properties", properties);
	return map;
}

static struct node *url(struct arena *a, const struct unit *u)
{
	struct node *map = node_map(a);

	node_set(a, map, "Type", bare(a, "String"));
	node_set(a, map, "Description",
	         text(a,
	              arena_printf(a, "Where templates/%.*s.yaml was uploaded to in S3.",
	                           STR(u->name))));
	node_set(a, map, "AllowedPattern", text(a, "^https://.+$"));
	return map;
}

// Of the templates that are too large to stand in the file.
static struct node *url_parameters(const struct deployments *deployments)
{
	struct arena *a = deployments->units->org->arena;
	struct node *map = node_map(a);

	for (size_t i = 0; i < deployments->count; i++) {
		const struct deployment *p = &deployments->items[i];
		bool first = i == 0 || p[-1].unit != p->unit;
		if (p->by_url && first)
			node_set(a, map, stackset_url_parameter(a, p->unit),
			         url(a, p->unit));
	}
	return map;
}

struct doc *stacksets_doc(const struct deployments *deployments)
{
	const struct org *org = deployments->units->org;
	struct arena *a = org->arena;
	struct doc *doc = arena_new(a, struct doc);
	struct node *root = node_map(a), *resources = node_map(a);
	struct node *urls = url_parameters(deployments);
	struct node_list list = node_list_of(resources);
	struct str id = node_str(node_path(org->root, "organization/id"));

	for (size_t i = 0; i < deployments->count; i++)
		if (deployments->items[i].is_stackset)
			node_list_pair(&list, bare(a, deployments->items[i].id),
			               node_from(resource(deployments, &deployments->items[i]),
			                         deployments->items[i].unit->key));
	if (resources->len == 0)
		return NULL;
	node_set(a, root, "AWSTemplateFormatVersion", text(a, "2010-09-09"));
	node_set(a, root, "Description",
	         text(a, arena_printf(a, "The StackSets of the organization %.*s.",
	                              STR(id))));
	if (urls->len > 0)
		node_set(a, root, "Parameters", urls);
	node_set(a, root, "Resources", resources);
	*doc = (struct doc){.arena = a, .root = root, .tags = template_tags};
	doc->sources[doc->source_count++] = org->doc->sources[0];
	return doc;
}
