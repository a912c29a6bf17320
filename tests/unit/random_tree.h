// Trees made at random, of texts that tempt a writer to go wrong. The same seed gives the
// same trees; SEED in the environment repeats a failed run.
#ifndef TESTS_RANDOM_TREE_H
#define TESTS_RANDOM_TREE_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "model/write/write.h"

struct dice {
	uint64_t state;
};

static inline uint64_t dice_next(struct dice *d)
{
	uint64_t z = d->state += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

static inline size_t dice_roll(struct dice *d, size_t sides)
{
	return (size_t)(dice_next(d) % sides);
}

static inline struct dice dice_from_environment(const char *what)
{
	const char *said = getenv("SEED");
	uint64_t seed = said ? strtoull(said, NULL, 0) : (uint64_t)time(NULL);

	printf("%s: SEED=%llu\n", what, (unsigned long long)seed);
	return (struct dice){seed};
}

static const char *const random_tags[] = {"", "!Ref", "!Sub", "!If", "!GetAtt", NULL};

static inline struct str random_text(struct arena *a, struct dice *d)
{
	static const char *const bits[] = {
		"a", "Allow", "word", "s3:Get*", "arn:aws:iam::111111111111:root", "${AWS::Region}",
		" ", "  ", "\n", "\n\n", "\t", "'", "\"", "\\", "#", " #", ": ", ":", "-", "- ",
		"?", "? ", ",", "[", "]", "{", "}", "&a", "*", "!", "!t ", "|", ">", "%", "@", "`",
		"0", "7", "012345678901", "1.5", "0x1f", "1e3", "2012-10-17", "12:30:45", "+1",
		".5", ".inf", "yes", "No", "null", "~", "true", "<<", "=", "---", "...", "\r",
		"\r\n", "\x01", "\x1b", "\x7f", "\xC2\x85", "\xC2\xA0", "\xC3\xA9", "\xE2\x80\xA8",
		"\xE2\x80\xA9", "\xE6\x97\xA5", "\xEF\xBB\xBF", "\xEF\xBF\xBD", "\xEF\xBF\xBE",
		"\xF0\x9F\x98\x80", "a\nb\n", "x \n", "\n  y\n", "line one\nline two",
	};
	struct out o = {.arena = a};
	size_t count = dice_roll(d, 3) ? dice_roll(d, 3) : dice_roll(d, 8);

	while (count--)
		out_text(&o, bits[dice_roll(d, sizeof bits / sizeof *bits)]);
	return out_str(&o);
}

static inline struct node *random_scalar(struct arena *a, struct dice *d)
{
	struct str text = random_text(a, d);

	if (dice_roll(d, 500) == 0)
		text = str_of(arena_printf(a, "%1100s", "long"));
	return node_scalar(a, text, (enum node_style)dice_roll(d, STYLE_FOLDED + 1));
}

static inline struct node *random_tree(struct arena *a, struct dice *d, size_t depth, bool tags)
{
	size_t kind = depth ? dice_roll(d, 4) : 0, count = dice_roll(d, 5);
	struct node *n;

	if (kind < 2) {
		n = random_scalar(a, d);
	} else if (kind == 2) {
		n = node_seq(a);
		while (count--)
			node_append(n, random_tree(a, d, depth - 1, tags));
	} else {
		struct node_list list;
		n = node_map(a);
		list = node_list_of(n);
		for (size_t i = 0; i < count; i++) {
			// No text has a slash, which keeps keys apart.
			struct out key = {.arena = a};
			if (i > 0)
				out_printf(&key, "%zu/", i);
			out_bytes(&key, random_text(a, d));
			node_list_pair(&list, node_scalar(a, out_str(&key), STYLE_SINGLE),
			               random_tree(a, d, depth - 1, tags));
		}
	}
	if (tags && dice_roll(d, 4) == 0)
		n->tag = (unsigned)dice_roll(d, 5) & 0xFF;
	return n;
}

// Strict about order and tags.
static inline bool trees_equal(const struct node *a, const struct node *b)
{
	if (!a || !b || a->kind != b->kind || a->len != b->len || a->tag != b->tag)
		return !a && !b;
	if (a->kind == NODE_SCALAR)
		return str_eq(node_str(a), node_str(b));
	for (a = a->first, b = b->first; a && b; a = a->next, b = b->next)
		if (!trees_equal(a, b))
			return false;
	return !a && !b;
}

#endif
