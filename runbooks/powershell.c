// Reads PowerShell as far as brackets and texts go.
#include "runbooks/script.h"

enum { DEEP = 100 };

struct powershell {
	struct str text;
	size_t at;
	char open[DEEP]; // ( or {
	size_t opened_at[DEEP];
	size_t depth;
	bool unsure;
	struct script_fault fault;
};

static char peek(const struct powershell *p, size_t ahead)
{
	return p->at + ahead < p->text.len ? p->text.at[p->at + ahead] : '\0';
}

static bool sees(const struct powershell *p, const char *what)
{
	return str_starts(str_slice(p->text, p->at, p->text.len), what);
}

static void fail(struct powershell *p, size_t at, const char *what)
{
	if (p->fault.kind == SCRIPT_SOUND)
		p->fault = (struct script_fault){SCRIPT_BRACKET, at, what};
}

// Passes to after `end`; the script ends within where there is none.
static void pass_to(struct powershell *p, const char *end, const char *what)
{
	ptrdiff_t found = str_find(p->text, p->at + 2, end);

	if (found < 0) {
		fail(p, p->at, what);
		p->at = p->text.len;
		return;
	}
	p->at = (size_t)found + strlen(end);
}

static void step(struct powershell *p);

static bool goes_on(const struct powershell *p)
{
	return p->at < p->text.len && p->fault.kind == SCRIPT_SOUND && !p->unsure;
}

// $( ) inside of a text is code, with texts of its own. DEEP ends the recursion.
static void pass_code(struct powershell *p)
{
	size_t depth = p->depth;

	p->at++;
	do
		step(p);
	while (p->depth > depth && goes_on(p));
}

// A quote is written twice inside of a text.
static void pass_text(struct powershell *p, char quote)
{
	size_t start = p->at++;

	while (goes_on(p)) {
		char c = peek(p, 0);

		if (quote == '"' && c == '$' && peek(p, 1) == '(') {
			pass_code(p);
		} else if (c == quote && peek(p, 1) != quote) {
			p->at++;
			return;
		} else {
			p->at += c == quote || (quote == '"' && c == '`') ? 2 : 1;
		}
	}
	fail(p, start, "this text is not closed");
}

// A here-text opens at the end of a line and is closed at the start of one.
static bool pass_here_text(struct powershell *p)
{
	if (sees(p, "@\"\n") || sees(p, "@\"\r\n"))
		pass_to(p, "\n\"@", "this text is not closed");
	else if (sees(p, "@'\n") || sees(p, "@'\r\n"))
		pass_to(p, "\n'@", "this text is not closed");
	else
		return false;
	return true;
}

// A # inside of a word is a letter of it.
static bool starts_comment(const struct powershell *p)
{
	return peek(p, 0) == '#' &&
	       (p->at == 0 || strchr(" \t\r\n(){};,|&=", p->text.at[p->at - 1]));
}

static void pass_comment(struct powershell *p)
{
	while (p->at < p->text.len && peek(p, 0) != '\n')
		p->at++;
}

static void pass_bracket(struct powershell *p, char c)
{
	bool opens = c == '(' || c == '{';

	if (opens && p->depth == DEEP) {
		p->unsure = true;
	} else if (opens) {
		p->opened_at[p->depth] = p->at;
		p->open[p->depth++] = c;
	} else if (p->depth == 0) {
		fail(p, p->at, "this bracket closes nothing");
	} else if ((p->open[--p->depth] == '(') != (c == ')')) {
		fail(p, p->at, "this bracket closes one of another kind");
	}
	p->at++;
}

// Square brackets are wildcards too, and say nothing.
static void step(struct powershell *p)
{
	char c = peek(p, 0);

	if (sees(p, "<#"))
		pass_to(p, "#>", "this comment is not closed");
	else if (starts_comment(p))
		pass_comment(p);
	else if (pass_here_text(p))
		return;
	else if (c == '"' || c == '\'')
		pass_text(p, c);
	else if (strchr("(){}", c) && c)
		pass_bracket(p, c);
	else
		p->at += c == '`' ? 2 : 1;
}

// `--%` hands the rest of a line to another program; {{ }} is filled in before it runs; the
// quotes of books count as quotes.
static bool is_plain(struct str text)
{
	return str_find(text, 0, "--%") < 0 && str_find(text, 0, "{{") < 0 &&
	       str_find(text, 0, "\xe2\x80") < 0 && str_find_byte(text, 0, '\0') < 0;
}

bool ssm_read_powershell(struct str text, struct script_fault *fault)
{
	struct powershell p = {.text = text};

	if (!is_plain(text))
		return false;
	while (goes_on(&p))
		step(&p);
	if (p.depth > 0)
		fail(&p, p.opened_at[p.depth - 1], "this bracket is not closed");
	if (!p.unsure)
		*fault = p.fault;
	return !p.unsure;
}
