// Prints how much of what AWS takes the policies of org.yaml use, from the root down to an
// OU or account.
#include <stdio.h>
#include <string.h>

#include "aws/aws.h"
#include "cli/cli.h"
#include "cli/compile.h"
#include "cli/show/show_facts.h"
#include "gen/policies/pack.h"
#include "model/text/utf8.h"
#include "org/org.h"
#include "report/findings.h"

static void put_policies(const struct policy_slots *s, bool is_rcp)
{
	long most = limit(is_rcp ? "rcp-characters" : "scp-characters");

	for (size_t i = 0; i < s->count; i++) {
		size_t size = utf8_count(s->items[i]->text);

		printf("    %5zu of %ld characters  %.*s%s\n", size, most, STR(s->items[i]->name),
		       size > (size_t)most ? "  too large" : "");
	}
}

static void put_node(const struct org_policies *all, const char *name, struct str id,
                     bool is_rcp)
{
	struct policy_slots s = policy_slots_of(all, id, is_rcp);
	unsigned used = s.aws_own + (unsigned)s.count + s.reserved;
	const char *merge = used < s.most ? NULL : policy_merge_say(all, &s);

	if (is_rcp && s.count == 0)
		return;
	printf("%s: %u of %u %s slots%s\n", name, used, s.most, is_rcp ? "RCP" : "SCP",
	       used > s.most ? ", too many" : "");
	if (s.aws_own)
		printf("    %s, AWS's own\n", is_rcp ? "RCPFullAWSAccess" : "FullAWSAccess");
	if (s.reserved)
		printf("    %u kept for others (reserve-scps)\n", s.reserved);
	put_policies(&s, is_rcp);
	if (merge)
		printf("    %s\n", merge);
}

static void put_both(const struct org_policies *all, const char *name, struct str id)
{
	put_node(all, name, id, false);
	put_node(all, name, id, true);
}

static void put_path(const struct org_policies *all, uint32_t ou)
{
	const struct org *org = all->org;

	if (ou == OU_ROOT) {
		put_both(all, "/", node_str(node_path(org->root, "organization/root")));
		return;
	}
	put_path(all, org->ous[ou].parent);
	put_both(all, arena_cstring(org->arena, org->ous[ou].path), org->ous[ou].id);
}

static void put_all(const struct org_policies *all)
{
	const struct org *org = all->org;

	put_path(all, OU_ROOT);
	for (size_t i = 1; i < org->ou_count; i++)
		put_both(all, arena_cstring(org->arena, org->ous[i].path), org->ous[i].id);
	for (size_t i = 0; i < org->account_count; i++) {
		struct str id = org->accounts[i].id;

		if (i != ACCOUNT_MANAGEMENT && (policy_slots_of(all, id, false).count ||
		                                policy_slots_of(all, id, true).count))
			put_both(all, arena_cstring(org->arena, org->accounts[i].name), id);
	}
}

static int put_named(const struct org_policies *all, const char *name)
{
	const struct org *org = all->org;
	uint32_t ou = names_find(&org->ou_paths, str_of(name));
	uint32_t account = names_find(&org->account_names, str_of(name));

	if (strcmp(name, "/") == 0) {
		put_path(all, OU_ROOT);
	} else if (ou != NAME_NONE) {
		put_path(all, ou);
	} else if (account != NAME_NONE && account != ACCOUNT_MANAGEMENT) {
		put_path(all, org->accounts[account].ou);
		put_both(all, name, org->accounts[account].id);
	} else {
		fprintf(stderr, "orgc: org.yaml has no OU or account %s that policies hold for\n", name);
		return EXIT_FINDINGS;
	}
	return EXIT_CLEAN;
}

int show_slots(const char *name)
{
	struct arena arena = {0};
	struct diags diags = {.arena = &arena};
	struct compiled c;
	int status = EXIT_CLEAN;

	compile_path(&arena, "org.yaml", false, &diags, &c);
	if (!c.made.policies) {
		fprintf(stderr, "orgc: org.yaml cannot be read: orgc build says why\n");
		status = EXIT_BROKEN;
	} else if (name) {
		status = put_named(c.made.policies, name);
	} else {
		put_all(c.made.policies);
	}
	arena_free(&arena);
	return status;
}
