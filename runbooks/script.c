// Reads Python as far as brackets, texts and depths of lines go.
#include "runbooks/script.h"

#include "aws/aws.h"

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
	char *mask; // NULL, or the text with comments and texts blanked out
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
	for (size_t i = from; p->mask && i < to; i++)
		if (p->mask[i] != '\n')
			p->mask[i] = '\1';
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

static void read_python(struct python *p)
{
	if (p->text.len)
		begin_line(p);
	while (p->at < p->text.len && p->fault.kind == SCRIPT_SOUND && !p->unsure)
		step(p);
	if (p->depth > 0)
		fail(p, SCRIPT_BRACKET, p->opened_at[p->depth - 1], "this bracket is not closed");
	if (p->unsure)
		p->fault = (struct script_fault){0};
}

struct script_fault ssm_python_check(struct str text)
{
	struct python p = {.text = text};

	read_python(&p);
	return p.fault;
}

// --- names ---

// The next place at or behind `at` where a word stands by itself; -1 where there is none.
static ptrdiff_t find_word(struct str text, size_t at, struct str word)
{
	for (; word.len && at + word.len <= text.len; at++) {
		bool starts = at == 0 || !is_word(text.at[at - 1]);
		bool ends = at + word.len == text.len || !is_word(text.at[at + word.len]);

		if (starts && ends && memcmp(text.at + at, word.at, word.len) == 0)
			return (ptrdiff_t)at;
	}
	return -1;
}

static size_t skip_spaces(struct str text, size_t at)
{
	while (at < text.len && text.at[at] == ' ')
		at++;
	return at;
}

static struct str line_around(struct str text, size_t at)
{
	size_t start = at, end = at;

	while (start > 0 && text.at[start - 1] != '\n')
		start--;
	while (end < text.len && text.at[end] != '\n')
		end++;
	return str_slice(text, skip_spaces(text, start), end);
}

static bool binds_at(struct str text, size_t at, struct str name)
{
	struct str before = str_slice(text, 0, at), line = line_around(text, at);
	size_t behind = skip_spaces(text, at + name.len);
	bool assigned = behind < text.len && text.at[behind] == '=' &&
	                !(behind + 1 < text.len && text.at[behind + 1] == '=');

	return str_ends(before, "def ") || str_ends(before, "class ") || assigned ||
	       str_starts(line, "import ") || str_starts(line, "from ") ||
	       str_find(line, 0, " as ") >= 0 || (behind < text.len && text.at[behind] == ',');
}

bool ssm_python_binds(struct str text, struct str name)
{
	for (ptrdiff_t at = -1; (at = find_word(text, (size_t)(at + 1), name)) >= 0;)
		if (binds_at(text, (size_t)at, name))
			return true;
	return str_find(text, 0, " import *") >= 0 || str_find(text, 0, "${") >= 0 ||
	       str_find(text, 0, "exec(") >= 0;
}

static struct str word_at(struct str text, size_t at)
{
	size_t end = at;

	while (end < text.len && is_word(text.at[end]))
		end++;
	return str_slice(text, at, end);
}

struct str ssm_python_nearest(struct arena *a, struct str text, struct str name)
{
	struct str nearest = {0};
	int limit = 5;

	(void)a;
	for (ptrdiff_t at = -1; (at = str_find(text, (size_t)(at + 1), "def ")) >= 0;) {
		struct str found = word_at(text, (size_t)at + 4);
		int distance = str_distance(name, found, limit);

		if (distance > limit || (size_t)distance >= name.len)
			continue;
		nearest = found;
		limit = distance - 1;
	}
	return nearest;
}

// --- events ---

// What a handler's body is: from behind its colon to the next line of its depth.
static struct str body_of(struct str code, struct str handler, struct str *argument)
{
	ptrdiff_t at = -1;
	size_t start, end;

	while ((at = find_word(code, (size_t)(at + 1), handler)) >= 0)
		if (str_ends(str_slice(code, 0, (size_t)at), "\ndef ") ||
		    (at == 4 && str_starts(code, "def ")))
			break;
	start = at < 0 ? code.len : (size_t)at + handler.len;
	if (start >= code.len || code.at[start] != '(')
		return (struct str){0};
	*argument = word_at(code, skip_spaces(code, start + 1));
	for (end = start; end < code.len; end++)
		if (code.at[end] == '\n' && end + 1 < code.len && !strchr(" \n\r\1)#", code.at[end + 1]))
			break;
	return str_slice(code, start, end);
}

// Whether the handler does with its argument what makes reading it a matter of the run.
static bool is_too_clever(struct str body, struct str argument)
{
	size_t names = 0;

	for (ptrdiff_t at = -1; (at = find_word(body, (size_t)(at + 1), argument)) >= 0;) {
		size_t behind = skip_spaces(body, (size_t)at + argument.len);
		char next = behind < body.len ? body.at[behind] : '\0';

		if (names++ > 0 && next == '=' && body.at[behind + 1] != '=')
			return true; // bound anew
		if (next == '.' && (str_starts(str_slice(body, behind, body.len), ".update") ||
		                    str_starts(str_slice(body, behind, body.len), ".setdefault")))
			return true;
	}
	return find_word(body, 0, S("except")) >= 0 || find_word(body, 0, S("suppress")) >= 0;
}

// Whether a key stands elsewhere in the script as a text that is tested for or set.
static bool is_seen_to(struct str text, struct str argument, struct str key, size_t at)
{
	for (ptrdiff_t hit = -1; (hit = find_word(text, (size_t)(hit + 1), key)) >= 0;) {
		size_t behind = skip_spaces(text, (size_t)hit + key.len + 1);

		if ((size_t)hit == at)
			continue;
		if (find_word(str_slice(text, behind, behind + 6), 0, S("in")) == 0 ||
		    find_word(str_slice(text, behind, behind + 7), 0, S("not")) == 0)
			return true;
		if (behind < text.len && text.at[behind] == ']' && (size_t)hit > argument.len + 1) {
			behind = skip_spaces(text, behind + 1);
			if (behind + 1 < text.len && text.at[behind] == '=' && text.at[behind + 1] != '=')
				return true;
		}
	}
	return false;
}

// The key of argument["key"] at `at` of the argument's name; empty for anything else.
static struct str key_at(struct str text, struct str code, size_t at, struct str argument)
{
	size_t open = at + argument.len, end;
	char quote;

	if (open + 2 >= code.len || code.at[open] != '[')
		return (struct str){0};
	quote = code.at[open + 1];
	if (quote != '"' && quote != '\'')
		return (struct str){0};
	for (end = open + 2; end < code.len && code.at[end] == '\1'; end++)
		;
	if (end + 1 >= code.len || code.at[end] != quote || code.at[end + 1] != ']')
		return (struct str){0};
	return str_slice(text, open + 2, end);
}

static bool is_set(struct str code, size_t behind)
{
	behind = skip_spaces(code, behind);
	return behind + 1 < code.len && code.at[behind] == '=' && code.at[behind + 1] != '=';
}

void ssm_python_events(struct arena *a, struct str text, struct str handler,
                       void (*found)(void *context, struct str key, size_t at),
                       void *context)
{
	struct python p = {.text = text, .mask = (char *)arena_copy(a, text).at};
	struct str code = {p.mask, text.len}, argument = {0}, body;

	read_python(&p);
	if (p.unsure || p.fault.kind != SCRIPT_SOUND)
		return;
	body = body_of(code, handler, &argument);
	if (argument.len == 0 || is_too_clever(body, argument))
		return;
	for (ptrdiff_t hit = -1; (hit = find_word(body, (size_t)(hit + 1), argument)) >= 0;) {
		size_t at = (size_t)(body.at - code.at) + (size_t)hit;
		struct str key = key_at(text, code, at, argument);
		size_t place = at + argument.len + 2;

		if (key.len && !is_set(code, place + key.len + 2) &&
		    !is_seen_to(text, argument, key, place))
			found(context, key, place);
	}
}

bool ssm_script_moves(const struct node *script)
{
	struct str text = node_str(script);

	if (!node_is_scalar(script) || script->tag != TAG_NONE)
		return false;
	fact_each(fact_get(fact_file("documents"), "modules gone"), row)
		if (find_word(text, 0, fact_name(row)) >= 0)
			return false;
	return true;
}
