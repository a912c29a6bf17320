// Reads a selector from left to right.
#include "runbooks/selector.h"

struct reader {
	struct str text;
	size_t at;
	struct ssm_selector out;
};

static char peek(const struct reader *r)
{
	return r->at < r->text.len ? r->text.at[r->at] : '\0';
}

static void fail(struct reader *r, const char *what)
{
	if (r->out.wrong)
		return;
	r->out.wrong = what;
	r->out.at = r->at;
}

// Where the bracket that opened before `at` closes, quotes and brackets inside passed over.
static size_t closing(struct str text, size_t at)
{
	size_t depth = 1;
	char quote = '\0';

	for (; at < text.len; at++) {
		char c = text.at[at];

		if (quote)
			quote = c == quote ? '\0' : quote;
		else if (c == '\'' || c == '"')
			quote = c;
		else if (c == '[')
			depth++;
		else if (c == ']' && --depth == 0)
			return at;
	}
	return text.len;
}

static void read_filter(struct reader *r, struct str inner)
{
	r->out.is_list = true;
	if (str_find(inner, 0, "&&") >= 0 || str_find(inner, 0, "||") >= 0)
		fail(r, "a filter is one comparison, without && and ||");
	else if (!str_starts(inner, "?(") || !str_ends(inner, ")"))
		fail(r, "a filter is written [?(@.key == 'value')]");
}

static void read_bracket(struct reader *r)
{
	size_t end = closing(r->text, r->at + 1);
	struct str inner = str_slice(r->text, r->at + 1, end);

	if (end == r->text.len) {
		fail(r, "this bracket is not closed");
		return;
	}
	if (inner.len == 0)
		fail(r, "there is nothing between these brackets");
	else if (inner.at[0] == '?')
		read_filter(r, inner);
	else if (str_is(inner, "*") || !str_all_of(inner, "0123456789-'\"") )
		r->out.is_list |= inner.at[0] != '\'' && inner.at[0] != '"';
	r->at = end + 1;
}

static void read_name(struct reader *r)
{
	size_t start = r->at;

	while (r->at < r->text.len && peek(r) != '.' && peek(r) != '[')
		r->at++;
	if (r->at == start && peek(r) != '[')
		fail(r, "a name is missing here");
	r->out.is_list |= str_is(str_slice(r->text, start, r->at), "*");
	if (start == 2)
		r->out.first = str_slice(r->text, start, r->at);
}

struct ssm_selector ssm_selector_of(struct str text)
{
	struct reader r = {.text = text};

	if (peek(&r) != '$')
		fail(&r, "a selector begins with $");
	r.at++;
	while (r.at < text.len && !r.out.wrong) {
		if (peek(&r) == '[') {
			read_bracket(&r);
		} else if (str_starts(str_slice(text, r.at, text.len), "..")) {
			r.out.is_list = true;
			r.at += 2;
			read_name(&r);
		} else if (peek(&r) == '.') {
			r.at++;
			read_name(&r);
		} else {
			fail(&r, "after $ come .name and [0]");
		}
	}
	if (str_starts(text, "$.."))
		r.out.first = (struct str){0};
	return r.out;
}
