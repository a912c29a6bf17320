// Reads Python as far as brackets, texts and depths of lines go.
#include "runbooks/script.h"

enum { DEEP = 100 };

struct python {
	struct str text;
	size_t at;
	char open[DEEP]; // brackets
	size_t opened_at[DEEP];
	size_t depth;
	size_t indents[DEEP];
	size_t indent_count;
	bool after_colon; // the logical line before ends in one
	bool unsure;
	struct script_fault fault;
	char *code; // the text, in which comments and texts are blanked out
};

static char peek(const struct python *p, size_t ahead)
{
	return p->at + ahead < p->text.len ? p->text.at[p->at + ahead] : '\0';
}

static void fail(struct python *p, enum script_fault_kind kind, size_t at, const char *what)
{
	if (p->fault.kind == SCRIPT_SOUND)
		p->fault = (struct script_fault){kind, at, what};
}

static void blank(struct python *p, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (p->code[i] != '\n')
			p->code[i] = '\1';
}

static bool is_word(char c)
{
	return char_is_alnum(c) || c == '_';
}

// Whether the letters before a quote make it a text with expressions in it.
static bool has_expressions(const struct python *p, size_t quote)
{
	size_t at = quote;

	while (at > 0 && is_word(p->text.at[at - 1]))
		at--;
	return quote - at <= 2 && quote > at &&
	       (str_find_byte(str_slice(p->text, at, quote), 0, 'f') >= 0 ||
	        str_find_byte(str_slice(p->text, at, quote), 0, 'F') >= 0);
}

// Passes over a text. Quotes inside the expressions of an f-text are read differently by
// different versions of Python.
static void pass_text(struct python *p)
{
	size_t start = p->at;
	char quote = peek(p, 0);
	bool is_long = peek(p, 1) == quote && peek(p, 2) == quote;
	bool formatted = has_expressions(p, start);
	size_t length = is_long ? 3 : 1, braces = 0;

	for (p->at += length; p->at < p->text.len; p->at++) {
		char c = peek(p, 0);

		if (c == '\\') {
			p->at++;
		} else if (c == '\n' && !is_long) {
			break;
		} else if (c == quote && (!is_long || (peek(p, 1) == quote && peek(p, 2) == quote))) {
			p->unsure |= braces > 0;
			blank(p, start + length, p->at);
			p->at += length;
			return;
		}
		braces += formatted && c == '{';
		braces -= formatted && c == '}' && braces > 0;
	}
	fail(p, SCRIPT_BRACKET, start, "this text is not closed");
}

static void pass_comment(struct python *p)
{
	size_t start = p->at;

	while (p->at < p->text.len && peek(p, 0) != '\n')
		p->at++;
	blank(p, start, p->at);
}

static void open_bracket(struct python *p, char c)
{
	if (p->depth == DEEP) {
		p->unsure = true;
		return;
	}
	p->opened_at[p->depth] = p->at;
	p->open[p->depth++] = c == '(' ? ')' : c == '[' ? ']' : '}';
}

static void close_bracket(struct python *p, char c)
{
	if (p->depth == 0)
		fail(p, SCRIPT_BRACKET, p->at, "this bracket closes nothing");
	else if (p->open[--p->depth] != c)
		fail(p, SCRIPT_BRACKET, p->at, "this bracket closes one of another kind");
}

// The depth of the line that begins at p->at; SIZE_MAX where that does not count.
static size_t line_depth(struct python *p)
{
	size_t depth = 0;

	while (peek(p, depth) == ' ')
		depth++;
	if (peek(p, depth) == '\t') {
		p->unsure = true;
		return SIZE_MAX;
	}
	p->at += depth;
	return strchr("\r\n#", peek(p, 0)) ? SIZE_MAX : depth; // also at the end
}

static void begin_line(struct python *p)
{
	size_t depth = line_depth(p), top;

	if (depth == SIZE_MAX)
		return;
	if (p->indent_count == 0)
		p->indents[p->indent_count++] = depth;
	top = p->indents[p->indent_count - 1];
	if (p->after_colon && depth <= top) {
		fail(p, SCRIPT_INDENT, p->at, "after the colon before it this line has to be deeper");
	} else if (depth > top && !p->after_colon) {
		fail(p, SCRIPT_INDENT, p->at, "this line is deeper, and no colon stands before it");
	} else if (depth > top) {
		if (p->indent_count == DEEP)
			p->unsure = true;
		else
			p->indents[p->indent_count++] = depth;
	}
	while (p->indent_count > 1 && p->indents[p->indent_count - 1] > depth)
		p->indent_count--;
	if (p->indents[p->indent_count - 1] != depth && depth < top)
		fail(p, SCRIPT_INDENT, p->at, "no line before it begins at this depth");
	p->after_colon = false;
}

static void pass_line_break(struct python *p)
{
	p->at++;
	if (p->depth == 0)
		begin_line(p);
}

static void step(struct python *p)
{
	char c = peek(p, 0);

	if (c == '#') {
		pass_comment(p);
		return;
	}
	if (c == '\n') {
		pass_line_break(p);
		return;
	}
	if (!strchr(" \t\r", c) && p->depth == 0)
		p->after_colon = c == ':';
	if (c == '"' || c == '\'') {
		pass_text(p);
		return;
	}
	if (c == '\\' && (peek(p, 1) == '\n' || (peek(p, 1) == '\r' && peek(p, 2) == '\n'))) {
		p->at += peek(p, 1) == '\n' ? 2 : 3;
		return;
	}
	if (strchr("([{", c))
		open_bracket(p, c);
	else if (strchr(")]}", c))
		close_bracket(p, c);
	p->unsure |= c == '$' || c == '?' || c == '`' || c == '\0'; // a template of another tool
	p->at++;
}

bool ssm_read_python(struct str text, char *code, struct script_fault *fault)
{
	struct python p = {.text = text, .code = code};

	if (text.len)
		begin_line(&p);
	while (p.at < text.len && p.fault.kind == SCRIPT_SOUND && !p.unsure)
		step(&p);
	if (p.depth > 0)
		fail(&p, SCRIPT_BRACKET, p.opened_at[p.depth - 1], "this bracket is not closed");
	if (!p.unsure)
		*fault = p.fault;
	return !p.unsure;
}
