#include "gen/steps.h"

#include <string.h>

#include "aws/aws.h"
#include "gen/policies/policies.h"
#include "gen/scripts.h"
#include "model/text/escape.h"
#include "model/text/lines.h"
#include "org/org_delegates.h"
#include "org/org_resolve.h"
#include "model/text/say.h"
#include "model/write/write.h"

// --- finding them ---

static struct str text_of(const struct steps *s, const struct node *map, const char *key,
                          struct str item)
{
	struct str text = org_fill(s->org, node_str(node_get(map, key)), item);

	while (text.len > 0 && text.at[text.len - 1] == '\n')
		text.len--;
	return text;
}

static struct step *new_step(struct steps *s)
{
	s->items = arena_grow(s->arena, s->items, s->count, &s->room, sizeof *s->items);
	return &s->items[s->count++];
}

static void add_step(struct steps *s, const struct unit *u, const struct node *map,
                     struct str item)
{
	const struct node *account = node_get(map, "account");
	bool is_by_hand = node_get(map, "by-hand") != NULL;
	struct str name = {0};

	if (account)
		name = node_str(node_get(org_path(s->org, node_str(account)), "name"));
	else if (!u->is_stackset)
		name = s->org->accounts[u->account].name;
	*new_step(s) = (struct step){
		.is_after = node_is(node_get(map, "do"), "after"),
		.is_by_hand = is_by_hand,
		.is_on_request = node_is(node_get(map, "on-request"), "true"),
		.title = text_of(s, map, "title", item),
		.why = text_of(s, map, "why", item),
		.check = text_of(s, map, "check", item),
		.run = text_of(s, map, is_by_hand ? "by-hand" : "run", item),
		.undo = text_of(s, map, "undo", item),
		.account = name,
	};
}

// StackSets that deploy to OUs need it, whatever they deploy.
static void add_trusted_access(struct steps *s)
{
	*new_step(s) = (struct step){
		.title = S("Let StackSets deploy to the organization"),
		.why = S(
			"Without trusted access CloudFormation can neither see OUs nor make roles in "
			"their accounts."),
		.check = S(
			"aws cloudformation describe-organizations-access --query Status "
			"--output text | grep -qx ENABLED"),
		.run = S("aws cloudformation activate-organizations-access"),
		.undo = S("aws cloudformation deactivate-organizations-access"),
		.account = s->org->accounts[ACCOUNT_MANAGEMENT].name,
	};
}

static void add_service_access(struct steps *s, const char *principal)
{
	struct arena *a = s->arena;

	*new_step(s) = (struct step){
		.title =
			str_of(arena_printf(a, "Let %s see the organization", principal)),
		.check = str_of(arena_printf(
			a,
			"aws organizations list-aws-service-access-for-organization --query "
			"\"EnabledServicePrincipals[?ServicePrincipal=='%s'].ServicePrincipal\" "
			"--output text | grep -q .",
			principal)),
		.run = str_of(arena_printf(
			a,
			"aws organizations enable-aws-service-access --service-principal %s",
			principal)),
		.undo = str_of(arena_printf(
			a,
			"aws organizations disable-aws-service-access --service-principal %s",
			principal)),
		.account = s->org->accounts[ACCOUNT_MANAGEMENT].name,
	};
}

// Who acts for the organization in a service: a member account that is registered for it,
// once the service is trusted.
static void add_delegation(struct steps *s, const char *service, const char *principal)
{
	struct arena *a = s->arena;
	const struct node *account = org_delegate(s->org, service);
	const char *id = arena_cstring(a, node_str(node_get(account, "id")));

	if (!account)
		return;
	// That of StackSets has a command of its own.
	if (strcmp(service, "stacksets") != 0)
		add_service_access(s, principal);
	*new_step(s) = (struct step){
		.title = str_of(arena_printf(
			a, "Make %s the delegated administrator of %s",
			arena_cstring(a, node_str(node_get(account, "name"))),
			principal)),
		.why = S(
			"\"Delegated administrator quota exceeded\" means that another account holds "
			"the place: list-delegated-administrators shows it, and "
			"deregister-delegated-administrator with its id frees it. The console of Systems "
			"Manager goes on saying that there is none."),
		.check = str_of(arena_printf(
			a,
			"aws organizations list-delegated-administrators --service-principal %s "
			"--query \"DelegatedAdministrators[?Id=='%s'].Id\" --output text | grep -q .",
			principal, id)),
		.run = str_of(arena_printf(
			a,
			"aws organizations register-delegated-administrator --account-id %s "
			"--service-principal %s",
			id, principal)),
		.undo = str_of(arena_printf(
			a,
			"aws organizations deregister-delegated-administrator --account-id %s "
			"--service-principal %s",
			id, principal)),
		.account = s->org->accounts[ACCOUNT_MANAGEMENT].name,
	};
}

// The root refuses policies of a type that is off.
static void add_policy_type(struct steps *s, const struct org_policies *policies,
                            bool is_rcp)
{
	struct arena *a = s->arena;
	const char *type = is_rcp ? "RESOURCE_CONTROL_POLICY" : "SERVICE_CONTROL_POLICY";
	const char *root = arena_cstring(a, s->org->ous[OU_ROOT].id);
	bool any = false;

	for (size_t i = 0; i < policies->count; i++)
		any |= policies->items[i].is_rcp == is_rcp;
	if (!any)
		return;
	*new_step(s) = (struct step){
		.title = is_rcp ? S("Switch on resource control policies")
	                        : S("Switch on service control policies"),
		.why = S(
			"Taking it back would detach every policy of this type, whoever attached it, "
			"so it is refused while there are any."),
		.check = str_of(arena_printf(
			a,
			"aws organizations list-roots --query \"Roots[].PolicyTypes[?Type=='%s' && "
			"Status=='ENABLED'][].Type\" --output text | grep -q .",
			type)),
		.run = str_of(arena_printf(
			a,
			"aws organizations enable-policy-type --root-id %s --policy-type %s",
			root, type)),
		.undo = str_of(arena_printf(
			a,
			"policies=$(aws organizations list-policies --filter %s "
			"--query 'Policies[?!AwsManaged].Name' --output text)\n"
			"if [ -n \"$policies\" ]; then\n"
			"\techo \"Delete these policies first: $policies\" >&2\n"
			"\texit 1\n"
			"fi\n"
			"aws organizations disable-policy-type --root-id %s --policy-type %s",
			type, root, type)),
		.account = s->org->accounts[ACCOUNT_MANAGEMENT].name,
	};
}

// Only once the policy that takes its place is attached: between the two nothing would be
// allowed.
static void add_replacement(struct steps *s, const struct org_policy *p,
                            struct str target)
{
	struct arena *a = s->arena;
	const char *id = arena_cstring(a, target), *name = arena_cstring(a, p->aws_name);
	bool is_plain = str_all_of(p->aws_name,
	                           "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	                           "0123456789 -_.");

	*new_step(s) = (struct step){
		.is_after = true,
		.is_by_hand = !is_plain,
		.title = str_of(arena_printf(a, "Detach FullAWSAccess from %s",
	                                     policy_target_name(s->org, target))),
		.why = str_of(arena_printf(
			a,
			"%s says what is allowed there instead. Were it not attached, nothing would "
			"be allowed: that is looked at first.",
			say_text(a, p->aws_name))),
		.check = str_of(arena_printf(
			a,
			"aws organizations list-policies-for-target --target-id %s --filter "
			"SERVICE_CONTROL_POLICY --query \"length(Policies[?Id=='p-FullAWSAccess'])\" "
			"--output text | grep -qx 0",
			id)),
		.run = str_of(arena_printf(
			a,
			"aws organizations list-policies-for-target --target-id %s --filter "
			"SERVICE_CONTROL_POLICY --query \"Policies[?Name=='%s'].Id\" --output text | "
			"grep -q .\n"
			"aws organizations detach-policy --policy-id p-FullAWSAccess --target-id %s",
			id, is_plain ? name : "NAME", id)),
		.undo = str_of(arena_printf(
			a,
			"aws organizations attach-policy --policy-id p-FullAWSAccess --target-id %s",
			id)),
		.account = s->org->accounts[ACCOUNT_MANAGEMENT].name,
	};
}

static void add_policy_steps(struct steps *s, const struct org_policies *policies)
{
	struct names seen = {.arena = s->arena};

	add_policy_type(s, policies, false);
	add_policy_type(s, policies, true);
	for (size_t i = 0; i < policies->count; i++)
		if (policies->items[i].replaces_full_access)
			node_each(policies->items[i].targets,
			          target) if (names_add(&seen, node_str(target), 0) ==
			                      NAME_NONE)
				add_replacement(s, &policies->items[i], node_str(target));
}

static void add_unit_steps(struct steps *s, const struct unit *u)
{
	if (u->feature.len == 0)
		return;
	node_each(node_get(u->metadata, "steps"), map) {
		const struct node *items = node_get(map, "for"),
				  *when = node_get(map, "when");
		if (when && !org_asks(s->org, node_str(when)))
			continue;
		if (!items)
			add_step(s, u, map, S(""));
		node_each(items, item)
			add_step(s, u, map, node_str(item));
	}
}

struct steps steps_of(const struct deployments *deployments)
{
	const struct units *units = deployments->units;
	struct steps all = {units->org, units->org->arena, NULL, 0, 0};
	struct steps sorted = all;
	bool has_stackset = false;

	for (size_t i = 0; i < deployments->count; i++)
		has_stackset |= deployments->items[i].is_stackset;
	if (has_stackset || org_delegate(units->org, "stacksets"))
		add_trusted_access(&all);
	add_delegation(&all, "systems-manager", "ssm.amazonaws.com");
	add_delegation(&all, "quick-setup", "ssm-quicksetup.amazonaws.com");
	add_delegation(&all, "resource-explorer", "resource-explorer-2.amazonaws.com");
	add_delegation(&all, "stacksets",
	               "member.org.stacksets.cloudformation.amazonaws.com");
	add_policy_steps(&all, units->policies);
	for (size_t i = 0; i < units->count; i++)
		add_unit_steps(&all, &units->items[i]);
	for (int is_after = 0; is_after < 2; is_after++)
		for (size_t i = 0; i < all.count; i++)
			if (all.items[i].is_after == is_after)
				*new_step(&sorted) = all.items[i];
	return sorted;
}

// --- steps.md ---

// A fence that no line of the text ends.
static const char *fence_for(struct arena *a, struct str text)
{
	const char *fence = "```";

	while (str_find(text, 0, fence) >= 0)
		fence = arena_printf(a, "%s`", fence);
	return fence;
}

static void say_block(struct out *o, const char *lead, struct str text)
{
	const char *fence = fence_for(o->arena, text);

	if (text.len > 0)
		out_printf(o, "%s\n\n%s\n%.*s\n%s\n\n", lead, fence, STR(text), fence);
}

static const char *markdown(struct out *o, struct str text)
{
	return escaped(o->arena, OUTPUT_MARKDOWN, text);
}

static void say_step(struct out *o, const struct step *step, size_t number)
{
	out_printf(o, "## %zu. %s\n\n", number, markdown(o, step->title));
	if (step->why.len > 0)
		out_printf(o, "%s\n\n", markdown(o, step->why));
	if (step->account.len > 0)
		out_printf(o, "Account: %s\n\n", markdown(o, step->account));
	say_block(o, "Is it done?", step->check);
	say_block(o, step->is_by_hand ? "Do it by hand:" : "Do it:", step->run);
	say_block(o, "Take it back:", step->undo);
}

static struct str steps_text(const struct steps *s, struct str region)
{
	struct out o = {.arena = s->arena};
	bool is_after = false;

	out_printf(
		&o,
		"# What CloudFormation has no resource for\n\n"
		"Made by orgc. steps.sh does the same: `sh steps.sh before`, deploy, "
		"`sh steps.sh after`.\nThe region is %.*s.\nVersion 2.9 of the AWS CLI, which "
		"Debian 12 has, is too old for some of this.\n\n# Before you deploy\n\n",
		STR(region));
	for (size_t i = 0; i < s->count; i++) {
		if (s->items[i].is_after && !is_after)
			out_text(&o, "# After you deployed\n\n");
		is_after = s->items[i].is_after;
		say_step(&o, &s->items[i], i + 1);
	}
	o.len--;
	return out_str(&o);
}

// --- steps.sh ---

static void quote(struct out *o, struct str text)
{
	out_bytes(o, escape(o->arena, OUTPUT_SHELL, text));
}

static void say_lines(struct out *o, struct str text)
{
	for (size_t at = 0; at < text.len;) {
		ptrdiff_t end = str_find_byte(text, at, '\n');
		size_t stop = end < 0 ? text.len : (size_t)end;
		out_printf(o, "\t\t%.*s\n", STR(str_slice(text, at, stop)));
		at = stop + 1;
	}
}

static void say_branch(struct out *o, const struct step *step, size_t number,
                       const char *action, struct str text)
{
	if (text.len == 0)
		return;
	out_printf(o, "\t%zu-%s)\n\t\texport AWS_PROFILE=", number, action);
	quote(o, step->account);
	out_byte(o, '\n');
	say_lines(o, text);
	out_text(o, "\t\t;;\n");
}

// What a person does is printed, up to a line that the text has not.
static void say_by_hand(struct out *o, size_t number, const char *action, struct str text)
{
	const char *end = "END";

	while (str_find(text, 0, end) >= 0)
		end = arena_printf(o->arena, "%s_", end);
	if (text.len == 0)
		return;
	out_printf(o, "\t%zu-%s)\n\t\tcat <<'%s'\n", number, action, end);
	for (uint32_t at = 0; at < text.len; at = next_line(text, at)) {
		struct str line = str_slice(text, at, line_end(text, at));
		out_printf(o, "%s\n", escaped(o->arena, OUTPUT_TERMINAL, line));
	}
	out_printf(o, "%s\n\t\t;;\n", end);
}

static void say_title(struct out *o, const struct step *step, size_t number)
{
	out_printf(o, "\t%zu-title)\n\t\tprintf '%%s\\n' ", number);
	quote(o, escape(o->arena, OUTPUT_TERMINAL, step->title));
	out_text(o, "\n\t\t;;\n");
}

// The numbers of some steps, as a variable of the script.
static void say_numbers(struct out *o, const struct steps *s, const char *name,
                        bool (*holds)(const struct step *step))
{
	const char *gap = "";

	out_printf(o, "%s='", name);
	for (size_t i = 0; i < s->count; i++) {
		if (!holds(&s->items[i]))
			continue;
		out_printf(o, "%s%zu", gap, i + 1);
		gap = " ";
	}
	out_text(o, "'\n");
}

static bool is_before(const struct step *step)
{
	return !step->is_after;
}

static bool is_after(const struct step *step)
{
	return step->is_after;
}

static bool has_check(const struct step *step)
{
	return step->check.len > 0;
}

static bool has_undo(const struct step *step)
{
	return step->undo.len > 0;
}

static bool is_on_request(const struct step *step)
{
	return step->is_on_request;
}

static const char script_head[] =
	"#!/bin/sh\n"
	"# Made by orgc: what CloudFormation has no resource for. steps.md says why.\n"
	"#   sh steps.sh before   does what has to be there before you deploy\n"
	"#   sh steps.sh after    does what can be done only then\n"
	"#   sh steps.sh check    says what is done; changes nothing\n"
	"#   sh steps.sh run N    does step N, also one that waits to be asked for\n"
	"#   sh steps.sh undo N   takes step N back; before or after: all of these\n"
	"# What is done already is left as it is. Each step runs with the profile of the AWS CLI\n"
	"# that has the name of its account in org.yaml.\n"
	"set -eu\n";

static struct str script_text(const struct steps *s, struct str region)
{
	struct out o = {.arena = s->arena};

	out_printf(&o, "%sexport AWS_REGION=%.*s AWS_DEFAULT_REGION=%.*s\n", script_head,
	           STR(region), STR(region));
	say_numbers(&o, s, "before", is_before);
	say_numbers(&o, s, "after", is_after);
	say_numbers(&o, s, "checked", has_check);
	say_numbers(&o, s, "undone", has_undo);
	say_numbers(&o, s, "asked", is_on_request);
	out_text(&o, "\nstep() { # NUMBER ACTION\n\tcase $1-$2 in\n");
	for (size_t i = 0; i < s->count; i++) {
		const struct step *step = &s->items[i];
		say_title(&o, step, i + 1);
		say_branch(&o, step, i + 1, "check", step->check);
		if (step->is_by_hand) {
			say_by_hand(&o, i + 1, "run", step->run);
			say_by_hand(&o, i + 1, "undo", step->undo);
		} else {
			say_branch(&o, step, i + 1, "run", step->run);
			say_branch(&o, step, i + 1, "undo", step->undo);
		}
	}
	out_text(&o, "\t*)\n\t\techo \"there is no step $1, or it has no $2\" >&2\n"
	             "\t\treturn 1\n\t\t;;\n\tesac\n}\n");
	out_bytes(&o, script_named("steps"));
	return out_str(&o);
}

// --- profiles/aws-config ---

static void say_profiles_of(struct out *o, const struct org_account *account,
                            struct str home, const char *role_arn)
{
	static const struct {
		const char *suffix, *credentials;
	} forms[] = {
		{"session", "source_profile = default"},
		{"session-ec2", "credential_source = Ec2InstanceMetadata"},
		{"session-cloudshell", "credential_source = EcsContainer"},
	};

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		out_printf(o, "\n[profile %s-%s]\nrole_arn = %s\n%s\nregion = %s\n",
		           escaped(o->arena, OUTPUT_INI, account->name), forms[i].suffix,
		           escaped(o->arena, OUTPUT_INI, str_of(role_arn)),
		           forms[i].credentials, escaped(o->arena, OUTPUT_INI, home));
}

static void say_profiles(struct out *o, const struct deployments *deployments,
                         const struct unit *u)
{
	const struct org *org = deployments->units->org;
	struct str role = node_str(node_get(u->metadata, "profile"));
	struct str home = node_str(node_path(org->root, "regions/home"));
	struct str partition = region_partition(home);

	for (uint32_t i = 0; i < org->account_count; i++)
		if (u->where.accounts[i] && !org->accounts[i].suspended)
			say_profiles_of(
				o, &org->accounts[i], home,
				arena_printf(org->arena, "arn:%.*s:iam::%.*s:role/%.*s",
			                     STR(partition), STR(org->accounts[i].id),
			                     STR(role)));
}

static const char profiles_head[] =
	"# Made by orgc, for ~/.aws/config: roles to step into, each in three forms.\n"
	"#   NAME-session             with the credentials of [default]\n"
	"#   NAME-session-ec2         on an EC2 instance, with those of its role\n"
	"#   NAME-session-cloudshell  in AWS CloudShell, with yours\n"
	"# aws ssm start-session --profile NAME-session --target i-…\n";

static void add_profiles(const struct deployments *deployments, struct file_set *out)
{
	const struct units *units = deployments->units;
	struct out o = {.arena = units->org->arena};

	for (size_t i = 0; i < units->count; i++)
		if (units->items[i].feature.len > 0 &&
		    node_get(units->items[i].metadata, "profile"))
			say_profiles(&o, deployments, &units->items[i]);
	if (o.len > 0)
		file_set_add(out, "profiles/aws-config",
		             str_of(arena_printf(units->org->arena, "%s%.*s",
		                                 profiles_head, STR(out_str(&o)))));
}

void add_steps(const struct deployments *deployments, const struct steps *steps,
               struct file_set *out)
{
	struct str region = node_str(node_path(steps->org->root, "regions/home"));

	add_profiles(deployments, out);
	if (steps->count == 0)
		return;
	file_set_add(out, "steps.md", steps_text(steps, region));
	file_set_add(out, "steps.sh", script_text(steps, region));
}
