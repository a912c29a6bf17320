// Words of Markdown, for GitHub's own parser with all of its extensions: a paragraph, an
// item and a cell with the same words and nothing else in them.
#define CMARK_NO_SHORT_NAMES
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <ctype.h>

#include "tests/fuzz/output.h"

static cmark_node *parse(const char *markdown)
{
	static const char *const names[] = {"table", "strikethrough", "autolink", "tagfilter",
	                                    "tasklist"};
	cmark_parser *parser;
	cmark_node *root;

	cmark_gfm_core_extensions_ensure_registered();
	parser = cmark_parser_new(CMARK_OPT_DEFAULT);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(names[i]));
	cmark_parser_feed(parser, markdown, strlen(markdown));
	root = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	return root;
}

static void add_node(struct out *words, cmark_node *n, const char *markdown)
{
	const char *type = cmark_node_get_type_string(n);

	if (strcmp(type, "text") == 0)
		out_text(words, cmark_node_get_literal(n));
	else if (strcmp(type, "html_inline") == 0)
		expect(strcmp(cmark_node_get_literal(n), "<!-- -->") == 0, "has HTML", markdown);
	else
		expect(strcmp(type, "document") == 0 || strcmp(type, "paragraph") == 0 ||
		       strcmp(type, "list") == 0 || strcmp(type, "item") == 0, "has markup", markdown);
}

// Blanks at the ends of a line are nobody's, and a mention is a sign before a name.
static void compare(struct arena *a, struct str text, const char *markdown, cmark_node *root)
{
	cmark_iter *iter = cmark_iter_new(root);
	struct out words = {.arena = a};
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE)
		if (event == CMARK_EVENT_ENTER)
			add_node(&words, cmark_iter_get_node(iter), markdown);
	cmark_iter_free(iter);
	expect_text("markdown", text, out_str(&words));
}

static struct str trimmed(struct str s)
{
	while (s.len > 0 && s.at[0] == ' ')
		s = str_slice(s, 1, s.len);
	while (s.len > 0 && s.at[s.len - 1] == ' ')
		s.len--;
	return s;
}

static void check_output(struct arena *a, struct str text)
{
	struct str line = trimmed(shown(a, text));
	const char *made = escaped(a, OUTPUT_MARKDOWN, line);
	const char *ways[] = {arena_printf(a, "%s\n", made), arena_printf(a, "- %s\n", made)};

	if (line.len == 0)
		return;
	for (size_t i = 0; i < 2; i++) {
		cmark_node *root = parse(ways[i]);
		compare(a, line, ways[i], root);
		cmark_node_free(root);
	}
	for (const char *c = made; c[0]; c++)
		expect(!(strchr("@#", c[0]) && isalnum((unsigned char)c[1])), "is a mention", made);
}
