// Meets of patterns, and their texts.
#include "preflight/expect/globs.h"

#include <string.h>

#include "model/write/write.h"
#include "policies/arn.h"

// Stands in a text for letters that no pattern knows; as many of it fill a wildcard as no
// pattern has '?' in a row.
enum { FRESH = 0x01, FRESH_COUNT = 9, STEPS_MOST = 20000, AREA_MOST = 1 << 20 };

struct globs globs_new(struct arena *a)
{
	return (struct globs){.patterns = {.arena = a}, .is_whole = true};
}

struct str glob_of(struct arena *a, struct str text)
{
	char *pattern = arena_array(a, char, text.len + 1);

	for (size_t i = 0; i < text.len; i++)
		pattern[i] = text.at[i] == '*'   ? GLOB_ANY
		             : text.at[i] == '?' ? GLOB_ONE
		                                 : text.at[i];
	return (struct str){pattern, text.len};
}

void globs_add(struct globs *g, struct str pattern)
{
	size_t ones = 0;

	for (size_t i = 0; i < pattern.len; i++)
		ones += pattern.at[i] == GLOB_ONE;
	if (ones >= FRESH_COUNT || g->patterns.count >= GLOBS_MOST)
		g->is_whole = false;
	if (g->patterns.count < GLOBS_MOST)
		names_add(&g->patterns, pattern, 0);
}

// --- what two have in common ---

// Of two patterns, from places in them on. What they have in common from there on does not
// depend on what stands before, so that where it is nothing is found out once.
struct meeting {
	struct globs *to;
	struct str p, q;
	char *text;
	size_t len, steps;
	bool *nothing; // (p.len + 1) * (q.len + 1)
};

static bool meet(struct meeting *m, size_t i, size_t j);

static bool meet_after(struct meeting *m, char c, size_t i, size_t j)
{
	bool found;

	m->text[m->len++] = c;
	found = meet(m, i, j);
	m->len--;
	return found;
}

// At least one begins with a run of any letters: it ends here, or takes what the other begins
// with.
static bool meet_any(struct meeting *m, size_t i, size_t j)
{
	bool of_p = i < m->p.len && m->p.at[i] == GLOB_ANY;
	bool of_q = j < m->q.len && m->q.at[j] == GLOB_ANY;
	bool found;

	if (of_p && of_q) {
		found = meet_after(m, GLOB_ANY, i + 1, j);
		return meet_after(m, GLOB_ANY, i, j + 1) || found;
	}
	found = meet(m, i + of_p, j + of_q);
	if (of_p && j < m->q.len)
		return meet_after(m, m->q.at[j], i, j + 1) || found;
	if (of_q && i < m->p.len)
		return meet_after(m, m->p.at[i], i + 1, j) || found;
	return found;
}

static bool meet_here(struct meeting *m, size_t i, size_t j)
{
	char a = i < m->p.len ? m->p.at[i] : '\0', b = j < m->q.len ? m->q.at[j] : '\0';

	if (a == GLOB_ANY || b == GLOB_ANY)
		return meet_any(m, i, j);
	if (i == m->p.len && j == m->q.len) {
		globs_add(m->to,
		          arena_copy(m->to->patterns.arena, (struct str){m->text, m->len}));
		return true;
	}
	if (i == m->p.len || j == m->q.len)
		return false;
	if (a == GLOB_ONE)
		return meet_after(m, b, i + 1, j + 1);
	return (b == GLOB_ONE || a == b) && meet_after(m, a, i + 1, j + 1);
}

static bool meet(struct meeting *m, size_t i, size_t j)
{
	bool *nothing = &m->nothing[i * (m->q.len + 1) + j];

	if (*nothing)
		return false;
	if (m->steps == 0) {
		m->to->is_whole = false;
		return true;
	}
	m->steps--;
	*nothing = !meet_here(m, i, j);
	return !*nothing;
}

static bool takes(struct str pattern, struct str text)
{
	return glob_match_as(pattern, text, GLOB_ANY, GLOB_ONE);
}

// Whether all that `q` takes is surely taken by `p`.
static bool takes_all(struct str p, struct str q)
{
	return str_find_byte(p, 0, GLOB_ONE) < 0 && takes(p, q);
}

void globs_add_common(struct globs *to, struct str p, struct str q)
{
	struct meeting m = {.to = to, .p = p, .q = q, .steps = STEPS_MOST};

	if (takes_all(p, q) || takes_all(q, p)) {
		globs_add(to, takes_all(p, q) ? q : p);
		return;
	}
	if ((p.len + 1) * (q.len + 1) > AREA_MOST) {
		to->is_whole = false;
		return;
	}
	m.text = arena_array(to->patterns.arena, char, p.len + q.len + 1);
	m.nothing = arena_array(to->patterns.arena, bool, (p.len + 1) * (q.len + 1));
	meet(&m, 0, 0);
}

void globs_close(struct globs *g)
{
	for (size_t i = 1; i < g->patterns.count; i++)
		for (size_t j = 0; j < i && g->is_whole; j++)
			globs_add_common(g, g->patterns.items[i].text, g->patterns.items[j].text);
}

// --- texts ---

// With `word` for each wildcard, or with fresh letters where it is NULL.
static struct str text_of(struct arena *a, struct str pattern, const char *word)
{
	struct out o = {.arena = a};

	for (size_t i = 0; i < pattern.len; i++) {
		char c = pattern.at[i];
		size_t count = c == GLOB_ANY ? FRESH_COUNT : c == GLOB_ONE ? 1 : 0;
		if (count == 0)
			out_byte(&o, c);
		for (size_t j = 0; j < count; j++)
			out_byte(&o, word ? word[j] : FRESH);
	}
	return out_str(&o);
}

// Whether the word is as good as fresh letters to all of the patterns.
static bool word_is_fresh(struct arena *a, const struct globs *g, struct str pattern,
                          const char *word)
{
	struct str text = text_of(a, pattern, word), fresh = text_of(a, pattern, NULL);

	for (size_t i = 0; i < g->patterns.count; i++)
		if (takes(g->patterns.items[i].text, text) !=
		    takes(g->patterns.items[i].text, fresh))
			return false;
	return true;
}

struct names globs_texts(struct arena *a, const struct globs *g)
{
	static const char *const words[] = {"any-other", "something", "zebra7777", "q7Xq7Xq7X"};
	struct names texts = {.arena = a};

	for (size_t i = 0; i < g->patterns.count; i++) {
		struct str pattern = g->patterns.items[i].text;
		size_t word = 0;
		while (word < 3 && !word_is_fresh(a, g, pattern, words[word]))
			word++;
		names_add(&texts, text_of(a, pattern, words[word]), 0);
	}
	return texts;
}
