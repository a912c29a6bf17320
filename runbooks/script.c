// What rules ask of a script that has been read.
#include "runbooks/script.h"

#include "aws/aws.h"

struct ssm_script *ssm_script_of(struct arena *a, struct str runtime, struct str text)
{
	struct ssm_script *s = arena_new(a, struct ssm_script);
	char *code = (char *)arena_copy(a, text).at;
	bool understood = false;

	s->text = text;
	s->is_python = str_starts(runtime, "python");
	if (s->is_python)
		understood = ssm_read_python(text, code, &s->fault);
	else if (str_starts(runtime, "PowerShell"))
		understood = ssm_read_powershell(text, &s->fault);
	if (s->is_python && understood && s->fault.kind == SCRIPT_SOUND)
		s->code = (struct str){code, text.len};
	return s;
}

static bool is_word(char c)
{
	return char_is_alnum(c) || c == '_';
}

// --- names ---

// The next place at or after `at` where a word stands by itself; -1 where there is none.
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
	size_t after = skip_spaces(text, at + name.len);
	bool assigned = after < text.len && text.at[after] == '=' &&
	                !(after + 1 < text.len && text.at[after + 1] == '=');

	return str_ends(before, "def ") || str_ends(before, "class ") || assigned ||
	       str_starts(line, "import ") || str_starts(line, "from ") ||
	       str_find(line, 0, " as ") >= 0 || (after < text.len && text.at[after] == ',');
}

bool ssm_script_binds(const struct ssm_script *s, struct str name)
{
	struct str text = s->text;

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

struct str ssm_script_nearest(const struct ssm_script *s, struct str name)
{
	struct str text = s->text, nearest = {0};
	int limit = 5;

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

// What a handler's body is: from after its colon to the next line of its depth.
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
		size_t after = skip_spaces(body, (size_t)at + argument.len);
		char next = after < body.len ? body.at[after] : '\0';

		if (names++ > 0 && next == '=' && body.at[after + 1] != '=')
			return true; // bound anew
		if (next == '.' && (str_starts(str_slice(body, after, body.len), ".update") ||
		                    str_starts(str_slice(body, after, body.len), ".setdefault")))
			return true;
	}
	return find_word(body, 0, S("except")) >= 0 || find_word(body, 0, S("suppress")) >= 0;
}

// Whether a key stands elsewhere in the script as a text that is tested for or set.
static bool is_seen_to(struct str text, struct str argument, struct str key, size_t at)
{
	for (ptrdiff_t hit = -1; (hit = find_word(text, (size_t)(hit + 1), key)) >= 0;) {
		size_t after = skip_spaces(text, (size_t)hit + key.len + 1);

		if ((size_t)hit == at)
			continue;
		if (find_word(str_slice(text, after, after + 6), 0, S("in")) == 0 ||
		    find_word(str_slice(text, after, after + 7), 0, S("not")) == 0)
			return true;
		if (after < text.len && text.at[after] == ']' && (size_t)hit > argument.len + 1) {
			after = skip_spaces(text, after + 1);
			if (after + 1 < text.len && text.at[after] == '=' && text.at[after + 1] != '=')
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

static bool is_set(struct str code, size_t after)
{
	after = skip_spaces(code, after);
	return after + 1 < code.len && code.at[after] == '=' && code.at[after + 1] != '=';
}

void ssm_script_events(const struct ssm_script *s, struct str handler,
                       const struct names *known,
                       void (*found)(void *context, struct str key, size_t at),
                       void *context)
{
	enum { MOST = 100 }; // for each all of the script is searched
	struct str text = s->text, code = s->code, argument = {0}, body;
	size_t count = 0;

	body = body_of(code, handler, &argument);
	if (argument.len == 0 || is_too_clever(body, argument))
		return;
	for (ptrdiff_t hit = -1; (hit = find_word(body, (size_t)(hit + 1), argument)) >= 0;) {
		size_t at = (size_t)(body.at - code.at) + (size_t)hit;
		struct str key = key_at(text, code, at, argument);
		size_t place = at + argument.len + 2;

		if (!key.len || is_set(code, place + key.len + 2) ||
		    names_find(known, key) != NAME_NONE)
			continue;
		if (count++ == MOST)
			return;
		if (!is_seen_to(text, argument, key, place))
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
