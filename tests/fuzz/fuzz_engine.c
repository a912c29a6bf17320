// Any document as a request with policies (tests/policy_case.h): no crash, an answer that
// depends says on what, and who is told less never gets a different answer for sure.
#include "tests/policy_case.h"

static enum verdict ask(const struct policy_case *c, struct arena *a)
{
	struct answer answer = engine_ask(&c->request, &c->situation, a);

	if (answer.verdict == VERDICT_DEPENDS && answer.doubt_count == 0)
		abort();
	for (size_t i = 0; i < answer.doubt_count; i++)
		if (answer.doubts[i].kind == DOUBT_TEXT && !answer.doubts[i].node)
			abort();
	return answer.verdict;
}

static void hide_nothing(struct policy_case *c)
{
	c->request.unlisted = KEY_ABSENT;
	c->situation.scps.known = c->situation.rcps.known = true;
	c->situation.identity.known = c->situation.resource.known = true;
	c->situation.boundary.known = c->situation.session.known = true;
}

static void check(struct arena *a, const struct node *root)
{
	struct policy_case c = case_of(a, root);
	enum verdict told_less = ask(&c, a), told_all;

	engine_ask_guardrails(&c.request, &c.situation, a);
	hide_nothing(&c);
	told_all = ask(&c, a);
	if (told_less != VERDICT_DEPENDS && told_less != told_all)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const tags[] = {"", NULL};
	struct arena a = {0};
	struct diags diags = {.arena = &a};
	struct str text = {(const char *)data, size};
	struct doc *doc = doc_read(&a, source_new(&a, "fuzz", text), SYNTAX_GUESS, tags, &diags);

	if (doc->root)
		check(&a, doc->root);
	arena_free(&a);
	return 0;
}
