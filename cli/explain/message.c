// What AWS printed, read from a file or standard input and explained.
#include "cli/explain/message.h"

#include "cli/cli.h"
#include "cli/compile.h"
#include "model/die.h"
#include "model/text/escape.h"
#include "policies/arn.h"
#include "preflight/asked.h"
#include "report/explain.h"

enum { TEXT_MOST = 4 << 20 }; // who pastes more is looking for something else

// --- in an org description ---

struct looking {
	struct arena *arena;
	const char *language;
	struct guardrails *guardrails;
};

static void say(const struct looking *l, struct explain_places *places, const char *text)
{
	places->items = arena_grow(l->arena, places->items, places->count, &places->room,
	                           sizeof *places->items);
	places->items[places->count++] = (struct explain_place){"org.yaml", text};
}

static const char *word(const struct looking *l, const char *name)
{
	return arena_cstring(l->arena, explain_word(name, l->language));
}

static void say_statement(const struct looking *l, struct explain_places *places,
                          const struct answer *answer)
{
	const struct guardrail *g = guardrails_find(l->guardrails, answer->by.in);
	bool is_sure = answer->verdict == VERDICT_DENIED;
	struct guardrail_place at;
	struct place line;

	if (!g) {
		say(l, places, word(l, is_sure ? "=not-allowed" : "=maybe-not-allowed"));
		return;
	}
	at = guardrail_statement(l->guardrails->org, g->policy, answer->by.index);
	line = node_place(at.doc, at.node);
	say(l, places, arena_printf(l->arena, "%s: %s:%u (%s)",
	                            word(l, is_sure ? "=statement" : "=maybe"),
	                            escaped(l->arena, OUTPUT_TERMINAL,
	                                    str_of(at.doc->sources[at.node->src]->name)),
	                            line.line,
	                            escaped(l->arena, OUTPUT_TERMINAL, g->policy->name)));
}

// What the policies of the org description say to the call that a message tells.
static void look_up(const struct looking *l, const struct told *t, struct explain_places *places)
{
	struct str caller = told_value(t, "caller"), action = told_value(t, "action");
	struct str resource = told_value(t, "resource"), region = told_value(t, "region");
	struct arn arn;
	struct asked asked;
	struct answer answer;
	struct situation situation;
	uint32_t account;

	if (action.len == 0 || !arn_split(caller, &arn))
		return;
	account = guardrails_account(l->guardrails, arn.account);
	if (account == UINT32_MAX) {
		say(l, places, word(l, "=not-account"));
		return;
	}
	if (arn_split(resource, &arn) && region.len == 0)
		region = arn.region;
	situation = guardrails_situation(l->guardrails, account);
	ask_of(l->arena, &asked, l->guardrails, account, caller_of(l->arena, caller), action,
	       resource.len ? resource : S("*"), region);
	answer = engine_ask_guardrails(&asked.request, &situation, l->arena);
	if (answer.verdict == VERDICT_ALLOWED)
		say(l, places, word(l, "=not-now"));
	else
		say_statement(l, places, &answer);
}

// NULL where there is none to look in; dies where it does not build.
static struct explain_places *look_up_all(struct arena *a, const struct told_list *all,
                                          const struct explaining *how)
{
	struct explain_places *places = arena_array(a, struct explain_places, all->count);
	struct diags diags = {.arena = a};
	struct compiled c;
	struct looking l = {a, how->language, NULL};

	if (!how->org)
		return NULL;
	compile_path(a, how->org, how->anywhere, &diags, &c);
	if (!c.is_whole) {
		diags_sort(&diags);
		report_text(a, stderr, &diags);
		die("%s has errors", escaped(a, OUTPUT_TERMINAL, str_of(how->org)));
	}
	l.guardrails = guardrails_of(a, c.made.policies);
	for (size_t i = 0; i < all->count; i++)
		look_up(&l, &all->items[i], &places[i]);
	return places;
}

int explain_message(struct arena *a, const char *path, const struct explaining *how)
{
	struct page page = page_new(a, stdout, false);
	struct told_list all;
	struct str text;
	int reason = source_load(a, path, &text);

	if (reason)
		die("%s: %s", escaped(a, OUTPUT_TERMINAL, str_of(path)),
		    source_load_reason(reason));
	if (text.len > TEXT_MOST)
		die("%s: has more than %d MiB: cut out the messages",
		    escaped(a, OUTPUT_TERMINAL, str_of(path)), TEXT_MOST >> 20);
	all = explain_text(a, text);
	if (all.count == 0) {
		fprintf(stderr, "orgc explain: %s\n",
		        arena_cstring(a, explain_word("=unknown", how->language)));
		return EXIT_FINDINGS;
	}
	print_told(&page, &all, how->language, look_up_all(a, &all, how));
	page_end(&page);
	return EXIT_CLEAN;
}
