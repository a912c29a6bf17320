// The content of an element and an attribute of HTML, for gumbo.
#include <gumbo.h>

#include "tests/fuzz/output.h"

static void add_text(struct out *o, const GumboNode *n, const char *html)
{
	expect(n->type == GUMBO_NODE_TEXT || n->type == GUMBO_NODE_WHITESPACE, "has markup", html);
	out_text(o, n->v.text.text);
}

// The body's one child.
static const GumboElement *paragraph(const GumboOutput *read, const char *html)
{
	const GumboVector *parts = &read->root->v.element.children, *inside;

	expect(parts->length == 2, "has another root", html);
	inside = &((const GumboNode *)parts->data[1])->v.element.children;
	expect(inside->length == 1, "has another body", html);
	return &((const GumboNode *)inside->data[0])->v.element;
}

static void check_output(struct arena *a, struct str text)
{
	const char *made = escaped(a, OUTPUT_HTML, text);
	const char *html = arena_printf(a, "<!doctype html><html><head></head><body>"
	                                   "<p title=\"%s\">%s</p></body></html>", made, made);
	GumboOutput *read = gumbo_parse(html);
	const GumboElement *p = paragraph(read, html);
	struct out words = {.arena = a};

	for (unsigned i = 0; i < p->children.length; i++)
		add_text(&words, p->children.data[i], html);
	expect(p->attributes.length == 1, "has other attributes", html);
	expect_text("attribute", shown(a, text),
	            str_of(((const GumboAttribute *)p->attributes.data[0])->value));
	expect_text("element", shown(a, text), out_str(&words));
	gumbo_destroy_output(&kGumboDefaultOptions, read);
}
