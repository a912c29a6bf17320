// The size of a policy as AWS counts it.
#include "lint/policy/size.h"

#include "aws/aws.h"
#include "lint/sites.h"
#include "model/text/utf8.h"
#include "model/write/write.h"

static struct policy_size plus(struct policy_size a, struct policy_size b)
{
	a.minified += b.minified;
	a.unspaced += b.unspaced;
	return a;
}

static struct policy_size marks(size_t count)
{
	return (struct policy_size){count, count, 0};
}

// By whole bytes, since large templates are mostly such strings.
static struct policy_size size_of_text(struct str text)
{
	size_t later = 0, blanks = 0;

	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		later += utf8_continues(c);
		blanks += c == ' ' || c == '\t' || c == '\r' || c == '\n';
	}
	return (struct policy_size){text.len - later, text.len - later - blanks, 0};
}

static bool is_quoted(const struct node *n)
{
	struct str text = node_str(n);

	return n->style != STYLE_PLAIN ||
	       !(json_is_number(text) || str_is(text, "true") || str_is(text, "false") ||
	         str_is(text, "null"));
}

static struct policy_size size_of(const struct node *n)
{
	struct policy_size size = {0}, other;
	size_t parts = 0;

	switch (n->kind) {
	case NODE_SCALAR:
		return plus(size_of_text(node_str(n)), marks(is_quoted(n) ? 2 : 0));
	case NODE_CHOICE:
		size = size_of(n->first);
		other = size_of(n->first->next);
		return size.minified < other.minified ? size : other;
	case NODE_TEXT:
		for (const struct node *part = n->first; part; part = part->next)
			size = plus(size, size_of_text(node_str(part)));
		return plus(size, marks(2));
	case NODE_SEQ:
		node_each(n, item) {
			size = plus(size, size_of(item));
			parts += item->kind != NODE_NONE && item->kind != NODE_CHOICE;
		}
		return plus(size, marks(2 + (parts ? parts - 1 : 0)));
	case NODE_MAP:
		node_each_pair(n, key) {
			if (key->next->kind == NODE_NONE || key->next->kind == NODE_CHOICE)
				continue;
			size = plus(size, plus(size_of_text(node_str(key)),
			                       size_of(key->next)));
			size = plus(size, marks(3));
			parts++;
		}
		return plus(size, marks(2 + (parts ? parts - 1 : 0)));
	default:
		return size;
	}
}

struct policy_size policy_size_of(const struct node *value)
{
	struct policy_size size;

	if (!policy_text_is(value))
		return size_of(value);
	size = size_of_text(node_str(value));
	size.written = size.minified;
	size.minified = size.unspaced;
	return size;
}

// The JSON that AWS gets as it stands: a whole file, or a text that holds a policy.
static struct str json_as_written(struct lint *l, const struct policy *p)
{
	struct str text = {0};

	if (p->node != l->doc->root || !(p->node->flags & NODE_JSON))
		return text;
	text = l->doc->sources[p->node->src]->text;
	while (str_ends(text, "\n") || str_ends(text, "\r"))
		text.len--;
	return text;
}

static void offer_minified(struct lint *l, struct diag *d, const struct policy *p)
{
	struct edit edit = {
		.start = p->node->start,
		.end = p->node->end,
		.text = write_json_minified(l->arena, p->node),
	};

	lint_fix(l, d, "write it without blanks", &edit, 1);
}

void check_size_as_written(struct lint *l, const struct policy *p, const char *name,
                           const char *row)
{
	size_t written = size_of_text(json_as_written(l, p)).minified, most = (size_t)limit(row);
	size_t minified = p->node ? size_of(p->node).minified : 0;
	struct diag *d;

	if (minified > most) {
		d = lint_report(l, p->node,
		                "this %s has at least %zu characters without any blanks%s, and "
		                "Organizations takes %zu", name, minified,
		                written ? arena_printf(l->arena, " (%zu as written)", written)
		                        : "", most);
		d->hint = "say more with wildcards, or make several policies of it";
	} else if (written > most) {
		d = lint_report(l, p->node,
		                "this %s has %zu characters as written (%zu without blanks), "
		                "and Organizations takes %zu", name, written, minified, most);
		d->hint = "write it without blanks: only the console takes them out";
		offer_minified(l, d, p);
	}
}
