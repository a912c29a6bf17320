// libyaml stops at the first error and names it in the terms of its grammar. Here that
// becomes words for the author of the file: what is wrong, where, and how to fix it.
#include <string.h>

#include "model/read/yaml_trouble.h"

static const char quote_it[] = "put the whole value in quotes";

// --- one for each complaint of libyaml ---

static void in_other_words(struct yaml_trouble *t)
{
	say(t, &rule_doc_yaml, t->e->at,
	    arena_printf(t->arena, "this is no YAML: %s", t->e->problem), NULL);
}

static void unclosed_quote(struct yaml_trouble *t)
{
	say(t, &rule_doc_quote, t->e->since, "this quote is never closed", NULL);
}

static void bad_escape(struct yaml_trouble *t)
{
	// libyaml has passed over the letter, or not.
	uint32_t at = byte_at(t, t->e->at) == '\\' ? t->e->at : t->e->at - 2;
	struct str escape = str_slice(t->text, at, char_end(t->text, at + 1));
	const char *message = arena_printf(t->arena, "%.*s is no escape that YAML knows",
	                                   STR(escape));

	if (str_is(escape, "\\x"))
		message = "\\x needs two hexadecimal digits";
	else if (str_is(escape, "\\u"))
		message = "\\u needs the four hexadecimal digits of one character";
	else if (str_is(escape, "\\U"))
		message = "\\U needs the eight hexadecimal digits of one character";
	say(t, &rule_doc_escape, at, message,
	    "write \\\\ for a backslash, or use single quotes, which know no escapes");
}

// Where a tab stands in the indentation of a line, or its first letter.
static uint32_t tab_in_indent(const struct yaml_trouble *t, uint32_t at)
{
	for (at = line_start(t->text, at); byte_at(t, at) == ' ';)
		at++;
	return at;
}

static void tab(struct yaml_trouble *t)
{
	uint32_t at = tab_in_indent(t, t->e->at);

	if (byte_at(t, at) == '\t')
		say(t, &rule_doc_tab, at, "a tab is used for indentation", "indent by spaces");
	else
		say(t, &rule_doc_tab, t->e->at, "a tab stands where YAML wants a space", NULL);
}

static void bad_start(struct yaml_trouble *t)
{
	uint32_t at = t->e->at;

	if (byte_at(t, at) == '\t')
		tab(t);
	else if (byte_at(t, at) == '%' && at > 0 && byte_at(t, at - 1) == '{')
		say(t, &rule_doc_unquoted, at - 1, "{% is no YAML",
		    "a placeholder of a template language must stand in quotes");
	else
		say_needs_quotes(t, at, NULL);
}

static void bad_name(struct yaml_trouble *t)
{
	say_needs_quotes(t, t->e->since, NULL);
}

// "a: 1" and, deeper, "b: 2": to libyaml one text that goes on.
static void text_goes_on(struct yaml_trouble *t, uint32_t line)
{
	uint32_t first = t->e->open->start;
	struct diag *d;

	if (byte_at(t, tab_in_indent(t, line)) == '\t') {
		tab(t);
	} else if (byte_at(t, first) == '-') {
		say_missing_space(t, first);
	} else {
		d = say(t, &rule_doc_indent, line,
		        arena_printf(t->arena, "this line is indented by %u, its siblings by %u",
		                     indent_of(t, line), indent_of(t, first)),
		        NULL);
		say_also(t, d, t->e->before->start, "this text goes on below");
	}
}

// "mapping values are not allowed in this context": at a colon, after what is no key.
static void second_colon(struct yaml_trouble *t)
{
	const struct node *before = t->e->before;
	uint32_t colon = t->e->at, line = first_on_line(t, colon), tight;

	if (!before || before->end > colon || line == colon) {
		say(t, &rule_doc_key, colon, "no key stands before this ':'", NULL);
	} else if (same_line(t, before->start, colon)) {
		say(t, &rule_doc_unquoted, colon,
		    "a value that holds \": \" must stand in quotes",
		    before->style == STYLE_PLAIN
		            ? quote_it
		            : "a map that is a value begins on the line below its key");
	} else if (node_is_map(t->e->open) &&
	           first_on_line(t, before->start) != before->start) {
		text_goes_on(t, line);
	} else {
		tight = tight_colon(t, before->start);
		if (tight)
			say_missing_space(t, tight);
		else
			say_no_key(t, before->start,
			           "where these lines are one text, put it in quotes");
	}
}

// Where a value has ended and more stands on its line.
static void text_after(struct yaml_trouble *t)
{
	const struct node *before = t->e->before;
	bool quoted = before->style == STYLE_SINGLE || before->style == STYLE_DOUBLE;
	uint32_t opening = opening_of(t, before), line;
	struct diag *d;

	if (quoted && !same_line(t, opening, before->end)) {
		line = source_place(t->arena, t->source, before->end).line;
		d = say(t, &rule_doc_quote, opening,
		        arena_printf(t->arena, "this quote is not closed before line %u",
		                     line),
		        NULL);
		say_also(t, d, before->end - 1, "closed here, and text follows");
	} else if (quoted) {
		say(t, &rule_doc_quote, t->e->at, "text stands after the closing quote",
		    before->style == STYLE_SINGLE ? "inside of single quotes ' is written ''"
		                                  : "inside of double quotes \" is written \\\"");
	} else if (byte_at(t, before->start) == '*') {
		say_needs_quotes(t, before->start, NULL);
	} else if (before->kind == NODE_SCALAR) {
		say(t, &rule_doc_yaml, t->e->at, "text stands after the value", NULL);
	} else if (byte_at(t, opening + 1) != '{') { // {{ has been told of already
		say(t, &rule_doc_unquoted, t->e->at, "text stands after the closing bracket",
		    quote_it);
	}
}

static uint32_t gap(uint32_t a, uint32_t b)
{
	return a > b ? a - b : b - a;
}

// Of the collections that a line may belong to, the one it was most likely meant for.
static const struct node *likely_home(struct yaml_trouble *t)
{
	const struct node *open = t->e->open, *closed = t->e->closed;
	uint32_t here = indent_of(t, t->e->at);

	if (!open || !closed)
		return open ? open : closed;
	if (closed->start < open->start)
		return open;
	if (starts_item(t, t->e->at) && node_is_seq(closed))
		return closed;
	return gap(here, indent_of(t, closed->start)) <= gap(here, indent_of(t, open->start))
	               ? closed
	               : open;
}

static void uneven(struct yaml_trouble *t)
{
	const struct node *closed = t->e->closed, *before = t->e->before;
	const struct node *home = likely_home(t);
	uint32_t at = t->e->at;
	struct diag *d;

	if (before && (before->style == STYLE_LITERAL || before->style == STYLE_FOLDED) &&
	    (!closed || closed->start < before->start)) {
		d = say(t, &rule_doc_indent, at, "this line is indented less than the text above",
		        "indent it as that text, or as the key of it");
		say_also(t, d, before->start, "the text begins here");
	} else if (home && indent_of(t, home->start) != indent_of(t, at)) {
		d = say(t, &rule_doc_indent, at,
		        arena_printf(t->arena, "this line is indented by %u, its siblings by %u",
		                     indent_of(t, at), indent_of(t, home->start)),
		        NULL);
		say_also(t, d, home->start, "the first of them");
	} else {
		say(t, &rule_doc_yaml, at, "text stands after the end of the document", NULL);
	}
}

// A line does not begin as its collection wants.
static void wrong_line(struct yaml_trouble *t)
{
	const struct node *open = t->e->open, *home = likely_home(t);
	uint32_t at = t->e->at;
	bool item = starts_item(t, at);

	if (is_closer(byte_at(t, at)))
		say_never_opened(t, at);
	else if (byte_at(t, at) == ':')
		say(t, &rule_doc_key, at, "no key stands before this ':'", NULL);
	else if (t->e->before && at != first_on_line(t, at))
		text_after(t);
	else if (item && node_is_map(open) && !node_is_seq(home))
		say(t, &rule_doc_indent, at, "a list item stands where a key is expected",
		    "indent it below the key that it belongs to");
	else if (!item && node_is_seq(open) && indent_of(t, at) == indent_of(t, open->start))
		say(t, &rule_doc_indent, at, "a key stands where a list item is expected",
		    "put '- ' before it, or indent it as the keys that it belongs to");
	else
		uneven(t);
}

static void missing_colon(struct yaml_trouble *t)
{
	uint32_t at = t->e->since, tight = tight_colon(t, at);
	char first = byte_at(t, at);
	struct str line = rest_of_line(t, at);

	if (first == '-' && node_is_seq(t->e->open))
		say_missing_space(t, at);
	else if (tight)
		say_missing_space(t, tight);
	else if ((first == '"' || first == '\'') && str_find_byte(line, 1, first) < 0)
		say(t, &rule_doc_quote, at, "this quote is not closed on its line",
		    "a key stands on one line");
	else if (str_find(line, 0, ": ") > 0)
		say(t, &rule_doc_yaml, at, "this key is longer than 1024 characters",
		    "write \"? \" before it");
	else
		say_no_key(t, at, NULL);
}

// "did not find expected ',' or ']'": after an item of a bracketed collection.
static void unfinished(struct yaml_trouble *t)
{
	uint32_t bracket = t->e->since, at = t->e->at;
	const struct node *before = t->e->before;
	struct diag *d;

	if (at == t->text.len ||
	    (!same_line(t, bracket, at) && indent_of(t, first_on_line(t, at)) <=
	                                           indent_of(t, first_on_line(t, bracket)))) {
		say_never_closed(t, bracket);
		return;
	}
	if (is_closer(byte_at(t, at))) {
		say_wrong_closer(t, at, bracket);
		return;
	}
	if (before && before->end <= at && !same_line(t, before->start, at))
		d = say(t, &rule_doc_yaml, line_end(t->text, before->start),
		        "a comma is missing at the end of this line", NULL);
	else
		d = say(t, &rule_doc_yaml, at, "a comma or the closing bracket is expected here",
		        NULL);
	say_also(t, d, bracket, "opened here");
}

static void no_content(struct yaml_trouble *t)
{
	const struct node *open = t->e->open;
	uint32_t at = t->e->at;

	if (at == t->text.len && open)
		say_never_closed(t, opening_of(t, open));
	else if (is_closer(byte_at(t, at)) && open && open->style == STYLE_FLOW)
		say_wrong_closer(t, at, opening_of(t, open));
	else if (is_closer(byte_at(t, at)))
		say_never_opened(t, at);
	else if (byte_at(t, at) == ',')
		say(t, &rule_doc_yaml, at, "no value stands before this comma", NULL);
	else
		in_other_words(t);
}

static void text_in_header(struct yaml_trouble *t)
{
	say_needs_quotes(t, t->e->since,
	                 "where | or > is meant, the text begins on the line below");
}

static void list_after_key(struct yaml_trouble *t)
{
	say(t, &rule_doc_yaml, t->e->at, "a list cannot begin on the line of its key",
	    "put each \"- \" on a line of its own; a text that begins with it needs quotes");
}

static void text_after_tag(struct yaml_trouble *t)
{
	say(t, &rule_doc_yaml, t->e->at, "a space is missing after this tag", NULL);
}

static void bad_tag(struct yaml_trouble *t)
{
	say(t, &rule_doc_unquoted, t->e->since, "this is no tag",
	    "a value that begins with ! must stand in quotes");
}

static void bad_directive(struct yaml_trouble *t)
{
	say(t, &rule_doc_yaml, t->e->since, "a line that begins with % is no YAML here",
	    "only %YAML 1.1 and %TAG stand so, before the document");
}

static void colon_in_brackets(struct yaml_trouble *t)
{
	say(t, &rule_doc_unquoted, t->e->at,
	    "inside of brackets a value that holds ':' must stand in quotes", NULL);
}

// A row fits where its words are those of libyaml; "" fits any context.
static const struct {
	const char *context, *problem;
	void (*explain)(struct yaml_trouble *t);
} complaints[] = {
	{"", "found unexpected end of stream", unclosed_quote},
	{"", "found unexpected document indicator", unclosed_quote},
	{"", "found unknown escape character", bad_escape},
	{"", "did not find expected hexdecimal number", bad_escape},
	{"", "found invalid Unicode character escape code", bad_escape},
	{"", "found character that cannot start any token", bad_start},
	{"", "found a tab character that violates indentation", tab},
	{"", "found a tab character where an indentation space is expected", tab},
	{"", "did not find expected alphabetic or numeric character", bad_name},
	{"", "mapping keys are not allowed in this context", bad_name},
	{"", "mapping values are not allowed in this context", second_colon},
	{"", "did not find expected key", wrong_line},
	{"", "did not find expected '-' indicator", wrong_line},
	{"", "did not find expected <document start>", wrong_line},
	{"", "could not find expected ':'", missing_colon},
	{"", "did not find expected ',' or ']'", unfinished},
	{"", "did not find expected ',' or '}'", unfinished},
	{"", "did not find expected node content", no_content},
	{"while scanning a block scalar", "did not find expected comment or line break",
	 text_in_header},
	{"", "found an indentation indicator equal to 0", text_in_header},
	{"", "block sequence entries are not allowed in this context", list_after_key},
	{"while scanning a tag", "did not find expected whitespace or line break",
	 text_after_tag},
	{"while scanning a tag", "", bad_tag},
	{"while parsing a tag", "", bad_tag},
	{"", "found undefined tag handle", bad_tag},
	{"while scanning a directive", "", bad_directive},
	{"while scanning a %YAML directive", "", bad_directive},
	{"while scanning a %TAG directive", "", bad_directive},
	{"", "found incompatible YAML document", bad_directive},
	{"", "found duplicate %YAML directive", bad_directive},
	{"", "found duplicate %TAG directive", bad_directive},
	{"", "found unexpected ':'", colon_in_brackets},
};

static bool fits(const char *ours, const char *theirs)
{
	return !*ours || (theirs && strcmp(ours, theirs) == 0);
}

void explain_yaml_error(struct doc *doc, struct diags *diags, const struct yaml_error *e)
{
	struct source *source = doc->sources[0];
	struct yaml_trouble t = {doc->arena, diags, source, source->text, e};
	void (*explain)(struct yaml_trouble *) = in_other_words;
	size_t before = diags->count;

	if (find_conflict_marks(doc, diags))
		return;
	for (size_t i = sizeof complaints / sizeof *complaints; i-- > 0;)
		if (fits(complaints[i].context, e->context) &&
		    fits(complaints[i].problem, e->problem))
			explain = complaints[i].explain;
	explain(&t);
	if (diags->count > before)
		hint_at_curly_quotes(doc, &diags->items[before]);
}
