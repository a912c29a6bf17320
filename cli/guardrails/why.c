// `orgc why`: what the SCPs and RCPs of org.yaml say to one request.
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "aws/aws.h"
#include "cli/cli.h"
#include "cli/compile.h"
#include "model/die.h"
#include "model/text/escape.h"
#include "report/findings.h"
#include "report/why.h"

struct settings {
	const char *org, *role, *principal, *resource, *region;
	bool anywhere, all, not;
	struct context_key *keys;
	size_t key_count, key_room;
};

static void add_context(struct arena *a, struct settings *s, const char *text)
{
	const char *equals = strchr(text, '=');
	struct str *value = arena_new(a, struct str);

	if (!equals || equals == text)
		usage_error("why", "--context takes KEY=VALUE, and \"%s\" is none", text);
	*value = str_of(equals + 1);
	s->keys = arena_grow(a, s->keys, s->key_count, &s->key_room, sizeof *s->keys);
	s->keys[s->key_count++] = (struct context_key){
		.name = {text, (size_t)(equals - text)},
		.state = value->len > 0 ? KEY_PRESENT : KEY_ABSENT,
		.values = value,
		.count = value->len > 0,
	};
}

static uint32_t account_named(struct arena *a, const struct guardrails *g, const char *name)
{
	uint32_t account = names_find(&g->org->account_names, str_of(name));

	if (account == NAME_NONE)
		account = guardrails_account(g, str_of(name));
	if (account == UINT32_MAX)
		die("%s: is no account of this org description",
		    escaped(a, OUTPUT_TERMINAL, str_of(name)));
	return account;
}

// A role by name, a principal, or any role of the account.
static struct caller caller_in(struct arena *a, const struct settings *s, struct str account,
                               struct str partition)
{
	if (s->principal)
		return caller_of(a, str_of(s->principal));
	if (s->role)
		return caller_of(a, str_of(arena_printf(a, "arn:%.*s:iam::%.*s:role/%s",
		                                        STR(partition), STR(account),
		                                        s->role)));
	return deploying_caller(a, partition, account, false);
}

static int answer(struct arena *a, struct guardrails *g, const struct settings *s,
                  const char *account, const char *action)
{
	struct page page = page_new(a, stdout, false);
	struct str home = node_str(node_path(g->org->root, "regions/home"));
	struct why_question q = {
		.account = account_named(a, g, account),
		.action = str_of(action),
		.resource = s->resource ? str_of(s->resource) : S("\x1a"),
		.region = s->region ? str_of(s->region) : home,
		.keys = s->keys,
		.key_count = s->key_count,
	};
	struct why why;

	q.caller = caller_in(a, s, g->org->accounts[q.account].id, region_partition(home));
	if (!action_find(q.action))
		fprintf(stderr, "orgc why: no action %s is known\n",
		        escaped(a, OUTPUT_TERMINAL, q.action));
	why = why_of(a, g, &q);
	print_why(&page, g, &q, &why);
	if (!s->region)
		q.region = (struct str){0};
	if (s->all || s->not) {
		struct why_others others = why_others_of(a, g, &q);
		if (s->all)
			print_others(&page, &others);
		if (s->not)
			print_counter_example(&page, &others, why.answer.verdict);
	}
	page_end(&page);
	return why.answer.verdict == VERDICT_ALLOWED ? EXIT_CLEAN : EXIT_FINDINGS;
}

static int why(struct arena *a, const struct settings *s, const char *account,
               const char *action)
{
	struct diags diags = {.arena = a};
	struct compiled c;

	compile_path(a, s->org, s->anywhere, &diags, &c);
	if (!c.is_whole) {
		diags_sort(&diags);
		report_text(a, stderr, &diags);
		fprintf(stderr, "orgc why: there is no answer while there are errors\n");
		return EXIT_BROKEN;
	}
	return answer(a, guardrails_of(a, c.made.policies), s, account, action);
}

int why_command(int argc, char **argv)
{
	struct settings s = {.org = "org.yaml"};
	struct arena arena = {0};
	int option, status;

	while ((option = next_option("why", argc, argv)) != -1) {
		if (option == 'o')
			s.org = optarg;
		else if (option == 'r')
			s.role = optarg;
		else if (option == 'p')
			s.principal = optarg;
		else if (option == 's')
			s.resource = optarg;
		else if (option == 'g')
			s.region = optarg;
		else if (option == 'c')
			add_context(&arena, &s, optarg);
		else if (option == 'l')
			s.all = true;
		else if (option == 'n')
			s.not = true;
		else if (option == 'a')
			s.anywhere = true;
	}
	if (argc - optind != 2)
		usage_error("why", "name an account and an action");
	if (s.role && s.principal)
		usage_error("why", "--role and --principal exclude one another");
	status = why(&arena, &s, argv[optind], argv[optind + 1]);
	arena_free(&arena);
	return status;
}
