// The content of an element and an attribute of XML, for expat.
#include <expat.h>

#include "tests/fuzz/output.h"

struct seen {
	struct out text;
	struct str attribute;
	size_t elements;
};

static void XMLCALL begin(void *context, const XML_Char *name, const XML_Char **attributes)
{
	struct seen *seen = context;

	seen->elements++;
	expect(strcmp(name, "a") == 0 && strcmp(attributes[0], "b") == 0 && !attributes[2],
	       "another element", name);
	seen->attribute = arena_copy(seen->text.arena, str_of(attributes[1]));
}

static void XMLCALL words(void *context, const XML_Char *text, int len)
{
	out_bytes(&((struct seen *)context)->text, (struct str){text, (size_t)len});
}

static void check_output(struct arena *a, struct str text)
{
	const char *made = escaped(a, OUTPUT_XML, text);
	const char *xml = arena_printf(a, "<a b=\"%s\">%s</a>", made, made);
	struct seen seen = {.text.arena = a};
	XML_Parser parser = XML_ParserCreate("UTF-8");

	XML_SetUserData(parser, &seen);
	XML_SetElementHandler(parser, begin, NULL);
	XML_SetCharacterDataHandler(parser, words);
	expect(XML_Parse(parser, xml, (int)strlen(xml), 1) == XML_STATUS_OK, "is no XML", xml);
	expect(seen.elements == 1, "has more elements", xml);
	expect_text("attribute", shown(a, text), seen.attribute);
	expect_text("element", shown(a, text), out_str(&seen.text));
	XML_ParserFree(parser);
}
