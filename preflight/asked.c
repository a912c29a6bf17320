// Makes requests for the engine.
#include "preflight/asked.h"

#include "aws/aws.h"
#include "model/write/write.h"

struct caller deploying_caller(struct arena *a, struct str partition, struct str account,
                               bool is_stackset)
{
	const char *role = is_stackset ? "stacksets-exec-" : "deploy-";
	const char *session = arena_printf(a, "arn:%.*s:sts::%.*s:assumed-role/%s%c/%c",
	                                   STR(partition), STR(account), role, HOLE_BYTE,
	                                   HOLE_BYTE);
	struct caller c = caller_of(a, str_of(session));
	struct out o = {.arena = a};

	// Roles of StackSets have no path; of the others nothing is known.
	out_printf(&o, "arn:%.*s:iam::%.*s:role/", STR(partition), STR(account));
	out_text(&o, is_stackset ? role : "");
	out_byte(&o, HOLE_BYTE);
	c.entity = out_str(&o);
	return c;
}

struct str requested_region(struct str service, struct str region)
{
	const struct fact *row = fact_find_nocase(fact_file("global"), service);
	struct str partition = region_partition(region);

	if (!row || partition.len == 0)
		return region;
	return fact_value(row).len > 0 && str_is(partition, "aws") ? fact_value(row)
	                                                           : partition_global_region(partition);
}

static void add_key(struct asked *k, struct str name, enum key_state state, struct str value,
                    bool is_list)
{
	size_t i = k->request.key_count++;

	k->values[i] = value;
	k->keys[i] = (struct context_key){name, state, &k->values[i], state == KEY_PRESENT,
	                                  is_list};
}

// "o-a1/r-b2/ou-b2-1/ou-b2-2/"
static struct str org_path(struct arena *a, const struct org *org, uint32_t account)
{
	const char *path = "";

	for (uint32_t ou = org->accounts[account].ou; ou != OU_ROOT; ou = org->ous[ou].parent)
		path = arena_printf(a, "%.*s/%s", STR(org->ous[ou].id), path);
	return str_of(arena_printf(a, "%.*s/%.*s/%s",
	                           STR(node_str(node_path(org->root, "organization/id"))),
	                           STR(node_str(node_path(org->root, "organization/root"))),
	                           path));
}

// What no session of a role that a service made has. Temporary credentials always say whether
// there was a second factor, and here there was none.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
static void add_absent(struct arena *a, struct asked *k, const struct guardrails *g)
{
	static const char *const others[] = {"aws:MultiFactorAuthAge", "aws:SourceIdentity",
	                                     "aws:FederatedProvider"};
	enum { OTHERS = sizeof others / sizeof *others };
	struct context_key *all =
		arena_array(a, struct context_key, k->request.key_count + g->tags.count + OTHERS);

	memcpy(all, k->request.keys, k->request.key_count * sizeof *all);
	for (size_t i = 0; i < g->tags.count; i++)
		all[k->request.key_count++] =
			(struct context_key){.name = g->tags.items[i].text, .state = KEY_ABSENT};
	for (size_t i = 0; i < OTHERS; i++)
		all[k->request.key_count++] =
			(struct context_key){.name = str_of(others[i]), .state = KEY_ABSENT};
	k->request.keys = all;
}

void ask_of(struct arena *a, struct asked *k, struct guardrails *g, uint32_t account,
            struct caller caller, struct str action, struct str resource,
            struct str region)
{
	const struct org *org = g->org;
	struct str organization = node_str(node_path(org->root, "organization/id"));

	*k = (struct asked){.request = {
		.caller = caller,
		.action = action,
		.resource = resource,
		.resource_account = org->accounts[account].id,
		.keys = k->keys,
		.unlisted = KEY_UNKNOWN,
	}};
	if (region.len > 0)
		add_key(k, S("aws:RequestedRegion"), KEY_PRESENT,
		        requested_region(service_of_action(action), region), false);
	if (organization.len > 0) {
		add_key(k, S("aws:PrincipalOrgID"), KEY_PRESENT, organization, false);
		add_key(k, S("aws:ResourceOrgID"), KEY_PRESENT, organization, false);
	}
	if (g->asks_org_paths && caller.account.len > 0)
		add_key(k, S("aws:PrincipalOrgPaths"), KEY_PRESENT, org_path(a, org, account),
		        true);
	add_key(k, S("aws:SecureTransport"), KEY_PRESENT, S("true"), false);
	if (str_find(caller.entity, 0, ":role/stacksets-exec-") >= 0) {
		add_key(k, S("aws:MultiFactorAuthPresent"), KEY_PRESENT, S("false"), false);
		add_absent(a, k, g);
	}
}
