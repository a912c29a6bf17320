// Reads cases (tests/policy_case.h), one line of JSON each, and prints a line for each:
// the verdict, and of one that depends the kinds of its doubts. Then the same question is
// put with some of the keys hidden: an answer that does not depend must not change by it,
// or the line says UNSOUND.
#include "tests/policy_case.h"

static void hide_keys(struct arena *a, struct policy_case *c, unsigned seed)
{
	struct context_key *keys = arena_array(a, struct context_key, c->request.key_count);

	for (size_t i = 0; i < c->request.key_count; i++) {
		seed = seed * 1103515245u + 12345u;
		keys[i] = c->request.keys[i];
		if (seed >> 16 & 1)
			keys[i].state = KEY_UNKNOWN;
	}
	c->request.keys = keys;
	if (seed >> 17 & 1)
		c->request.unlisted = KEY_UNKNOWN;
}

static void print_doubts(const struct answer *answer)
{
	static const char *const kinds[] = {"key", "text", "resource", "caller", "policies"};

	for (size_t i = 0; i < answer->doubt_count; i++)
		printf(" %s", kinds[answer->doubts[i].kind]);
}

static void answer_line(struct arena *a, struct str line, unsigned number)
{
	struct policy_case c = case_of(a, case_parse(a, line, SYNTAX_JSON));
	struct answer answer = engine_ask(&c.request, &c.situation, a), less;

	hide_keys(a, &c, number);
	less = engine_ask(&c.request, &c.situation, a);
	printf("%s", case_verdict(&answer));
	print_doubts(&answer);
	if (less.verdict != VERDICT_DEPENDS && less.verdict != answer.verdict)
		printf(" UNSOUND");
	printf("\n");
}

int main(void)
{
	struct arena whole = {0}, one = {0};
	struct str text, line;
	unsigned number = 0;

	if (source_load(&whole, "-", &text) != 0)
		return 2;
	for (size_t at = 0; at < text.len; at += line.len + 1) {
		ptrdiff_t end = str_find_byte(text, at, '\n');
		line = str_slice(text, at, end < 0 ? text.len : (size_t)end);
		answer_line(&one, line, ++number);
		arena_reset(&one);
	}
	arena_free(&one);
	arena_free(&whole);
	return 0;
}
