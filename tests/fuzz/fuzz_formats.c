// Findings with names, messages, hints and lines that are whatever the input says, written in
// every format and read back by a parser that is not ours: it finds each finding once, says
// of it what it says, and finds nothing else.
//
// Each line of the input is a field: name, message, hint and text of a finding in turn; \n
// stands for a line break.
#define _POSIX_C_SOURCE 200809L
#define CMARK_NO_SHORT_NAMES
#include <cjson/cJSON.h>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <expat.h>

#include "model/text/utf8.h"
#include "report/formats/formats.h"
#include "tests/fuzz/output.h"

enum { MOST = 25, FIELDS = 4 };

static const struct rule rules[] = {
	{.id = "TST001", .name = "first", .severity = SEV_ERROR, .summary = "one", .why = "why",
	 .source = "https://example.com/one", .bad = "", .good = ""},
	{.id = "TST002", .name = "second", .severity = SEV_WARNING, .summary = "two", .why = "why",
	 .source = "docs/two.md", .bad = "", .good = ""},
	{.id = "TST003", .name = "third", .severity = SEV_INFO, .summary = "three", .why = "why",
	 .source = "https://example.com/three", .bad = "", .good = ""},
};
static const struct rule *const all_rules[] = {&rules[0], &rules[1], &rules[2], NULL};

struct made {
	struct arena *arena;
	struct diags diags[MOST];
	struct report_file files[MOST];
	struct report report;
	struct tally tally;
	bool found[MOST]; // by the parser
};

// --- what there is to find ---

static const struct diag *diag_of(const struct made *m, size_t i)
{
	return &m->diags[i].items[0];
}

static const char *path_of(const struct made *m, size_t i)
{
	return diag_of(m, i)->source->name;
}

static struct place place_of(const struct made *m, size_t i)
{
	return source_place(m->arena, diag_of(m, i)->source, diag_of(m, i)->start);
}

// A finding that says all of this, and was not found before. `shown` is how the format shows a
// text; a NULL text is not asked about.
static void find(struct made *m, const char *format, struct str (*as)(struct made *, const char *),
                 const char *path, const char *id, const char *message)
{
	for (size_t i = 0; i < m->report.count; i++) {
		if (m->found[i] || (path && !str_eq(as(m, path_of(m, i)), str_of(path))) ||
		    (id && strcmp(diag_of(m, i)->rule->id, id) != 0) ||
		    (message && !str_eq(as(m, diag_of(m, i)->message), str_of(message))))
			continue;
		m->found[i] = true;
		return;
	}
	fprintf(stderr, "%s: a finding that is none: %s, %s, %s\n", format, path ? path : "",
	        id ? id : "", message ? message : "");
	abort();
}

static void expect_all(struct made *m, const char *format)
{
	for (size_t i = 0; i < m->report.count; i++)
		expect(m->found[i], format, "misses a finding");
	memset(m->found, 0, sizeof m->found);
}

static struct str as_it_is(struct made *m, const char *text)
{
	(void)m;
	return str_of(text);
}

static struct str as_line(struct made *m, const char *text)
{
	return shown(m->arena, str_of(text));
}

// --- JSON and what is made of it ---

static const char *string_at(const cJSON *json, const char *key)
{
	const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(json, key));

	expect(text, "has no text", key);
	return text;
}

static const cJSON *list_at(const cJSON *json, const char *key, size_t count)
{
	const cJSON *list = cJSON_GetObjectItemCaseSensitive(json, key);

	expect(cJSON_IsArray(list), "has no list", key);
	expect((size_t)cJSON_GetArraySize(list) == count, "has another count", key);
	return list;
}

static void check_finding(struct made *m, const char *format, const cJSON *one)
{
	const cJSON *help = cJSON_GetObjectItemCaseSensitive(one, "help");
	const char *path = string_at(one, "file"), *message = string_at(one, "message");
	size_t i = 0;

	while (i < m->report.count && (m->found[i] || strcmp(path_of(m, i), path) != 0 ||
	                               strcmp(diag_of(m, i)->message, message) != 0))
		i++;
	expect(i < m->report.count, format, "has a finding that is none");
	expect(!help == !diag_of(m, i)->hint, format, "loses a hint");
	find(m, format, as_it_is, path, string_at(one, "id"), message);
}

static void check_json(struct made *m, const char *text)
{
	cJSON *json = cJSON_ParseWithOpts(text, NULL, 1);
	const cJSON *one;

	cJSON_ArrayForEach(one, list_at(json, "findings", m->report.count))
		check_finding(m, "json", one);
	expect_all(m, "json");
	cJSON_Delete(json);
}

static void check_jsonl(struct made *m, char *text)
{
	for (char *line = text, *end; *line; line = end + 1) {
		cJSON *json;
		end = strchr(line, '\n');
		expect(end, "jsonl has a line without an end", line);
		*end = '\0';
		json = cJSON_ParseWithOpts(line, NULL, 1);
		expect(json, "is no JSON", line);
		check_finding(m, "jsonl", json);
		cJSON_Delete(json);
	}
	expect_all(m, "jsonl");
}

static void check_gitlab(struct made *m, const char *text)
{
	cJSON *json = cJSON_ParseWithOpts(text, NULL, 1);
	const cJSON *one;

	expect((size_t)cJSON_GetArraySize(json) == m->report.count, "gitlab has another count", text);
	cJSON_ArrayForEach(one, json) {
		const char *id = string_at(one, "check_name"), *said = string_at(one, "description");
		struct str message = str_of(said);
		ptrdiff_t tail = -1, at = -1;
		while ((at = str_find(message, (size_t)(at + 1), arena_printf(m->arena, " [%s ", id))) >= 0)
			tail = at;
		expect(tail >= 0, "has no rule", said);
		find(m, "gitlab", as_it_is, string_at(cJSON_GetObjectItem(one, "location"), "path"), id,
		     arena_cstring(m->arena, str_slice(message, 0, (size_t)tail)));
	}
	expect_all(m, "gitlab");
	cJSON_Delete(json);
}

// What a URI says.
static const char *decoded(struct arena *a, const char *uri)
{
	struct out o = {.arena = a};

	for (; *uri; uri++) {
		unsigned code = (unsigned char)*uri;
		expect(code > ' ' && code < 0x7F && !strchr("\"<>\\^`{|}", *uri), "is no URI", uri);
		if (*uri == '%') {
			expect(sscanf(uri, "%%%2X", &code) == 1, "is no URI", uri);
			uri += 2;
		}
		out_byte(&o, (char)code);
	}
	return arena_cstring(a, out_str(&o));
}

static void check_sarif(struct made *m, const char *text)
{
	cJSON *json = cJSON_ParseWithOpts(text, NULL, 1);
	const cJSON *run = cJSON_GetArrayItem(list_at(json, "runs", 1), 0), *one;

	cJSON_ArrayForEach(one, list_at(run, "results", m->report.count)) {
		const cJSON *place = cJSON_GetObjectItem(
			cJSON_GetArrayItem(list_at(one, "locations", 1), 0), "physicalLocation");
		const char *uri = string_at(cJSON_GetObjectItem(place, "artifactLocation"), "uri");
		const char *message = string_at(cJSON_GetObjectItem(one, "message"), "text");
		const char *path = decoded(m->arena, uri);
		size_t i = 0;
		for (; i < m->report.count; i++) {
			const struct diag *d = diag_of(m, i);
			const char *whole = d->hint ? arena_printf(m->arena, "%s\n%s", d->message, d->hint)
			                            : d->message;
			if (!m->found[i] && strcmp(whole, message) == 0 && strcmp(path_of(m, i), path) == 0 &&
			    strcmp(d->rule->id, string_at(one, "ruleId")) == 0)
				break;
		}
		expect(i < m->report.count, "sarif has a finding that is none", message);
		m->found[i] = true;
	}
	expect_all(m, "sarif");
	cJSON_Delete(json);
}

// --- XML ---

struct reading {
	struct made *made;
	const char *format, *path; // of the test case or file
	char id[8];
	size_t suites;
};

static const char *attribute(const XML_Char **attributes, const char *name)
{
	for (; *attributes; attributes += 2)
		if (strcmp(attributes[0], name) == 0)
			return attributes[1];
	expect(false, "has no attribute", name);
	return NULL;
}

static bool is(const char *name, const char *other)
{
	return strcmp(name, other) == 0;
}

static void XMLCALL begin_junit(void *context, const XML_Char *name, const XML_Char **attributes)
{
	struct reading *r = context;

	expect(is(name, "testsuites") || is(name, "testsuite") || is(name, "testcase") ||
	       is(name, "failure") || is(name, "system-out"), "another element", name);
	if (is(name, "testcase")) {
		r->path = arena_cstring(r->made->arena, str_of(attribute(attributes, "classname")));
		snprintf(r->id, sizeof r->id, "%.6s", attribute(attributes, "name"));
	} else if (is(name, "failure")) {
		find(r->made, "junit", as_line, r->path, r->id, attribute(attributes, "message"));
	} else if (is(name, "system-out")) {
		find(r->made, "junit", as_line, r->path, "TST003", NULL);
	}
}

static void XMLCALL begin_checkstyle(void *context, const XML_Char *name,
                                     const XML_Char **attributes)
{
	struct reading *r = context;
	const char *said;
	size_t i = 0;

	expect(is(name, "checkstyle") || is(name, "file") || is(name, "error"), "another element",
	       name);
	if (is(name, "file"))
		r->path = arena_cstring(r->made->arena, str_of(attribute(attributes, "name")));
	if (!is(name, "error"))
		return;
	said = attribute(attributes, "message");
	for (; i < r->made->report.count; i++) {
		const struct diag *d = diag_of(r->made, i);
		const char *whole = d->hint ? arena_printf(r->made->arena, "%s (%s)", d->message, d->hint)
		                            : d->message;
		if (!r->made->found[i] && str_eq(as_line(r->made, whole), str_of(said)) &&
		    str_eq(as_line(r->made, path_of(r->made, i)), str_of(r->path)) &&
		    strstr(attribute(attributes, "source"), d->rule->id))
			break;
	}
	expect(i < r->made->report.count, "checkstyle has a finding that is none", said);
	r->made->found[i] = true;
}

static void check_xml(struct made *m, const char *format, const char *text,
                      XML_StartElementHandler begin)
{
	struct reading r = {.made = m, .format = format};
	XML_Parser parser = XML_ParserCreate(NULL);

	XML_SetUserData(parser, &r);
	XML_SetElementHandler(parser, begin, NULL);
	expect(XML_Parse(parser, text, (int)strlen(text), 1) == XML_STATUS_OK, format, text);
	XML_ParserFree(parser);
	expect_all(m, format);
}

// --- commands of GitHub ---

static struct str unescaped(struct arena *a, struct str s)
{
	static const char *const codes[] = {"%3A", "%2C", "%0D", "%0A", "%25"};
	struct out o = {.arena = a};

	for (size_t at = 0, i; at < s.len; at++) {
		struct str rest = str_slice(s, at, s.len);
		for (i = 0; i < 5 && !str_starts(rest, codes[i]); i++)
			continue;
		out_byte(&o, i < 5 ? ":,\r\n%"[i] : s.at[at]);
		at += i < 5 ? 2 : 0;
	}
	return out_str(&o);
}

// "::error file=a,line=1,title=TST001 first::message" as its runner takes it apart.
static void check_command(struct made *m, struct str line)
{
	ptrdiff_t end = str_find(line, 2, "::"), comma = str_find(line, 0, ",line=");
	ptrdiff_t title = str_find(line, 0, ",title="), from = str_find(line, 0, " file=");
	struct str path, said;
	size_t i = 0;

	expect(str_starts(line, "::error file=") || str_starts(line, "::warning file=") ||
	       str_starts(line, "::notice file="), "is no command", arena_cstring(m->arena, line));
	expect(from > 0 && from < comma && comma < title && title < end, "has other properties",
	       arena_cstring(m->arena, line));
	path = unescaped(m->arena, str_slice(line, (size_t)from + 6, (size_t)comma));
	said = unescaped(m->arena, str_slice(line, (size_t)end + 2, line.len));
	for (; i < m->report.count; i++) {
		const struct diag *d = diag_of(m, i);
		struct str whole = as_line(m, d->message);
		if (d->hint)
			whole = str_of(arena_printf(m->arena, "%.*s\n%.*s", STR(whole),
			                            STR(as_line(m, d->hint))));
		if (!m->found[i] && str_eq(whole, said) &&
		    str_eq(as_line(m, path_of(m, i)), path) &&
		    str_starts(str_slice(line, (size_t)title + 7, line.len), d->rule->id))
			break;
	}
	expect(i < m->report.count, "github has a finding that is none",
	       arena_cstring(m->arena, line));
	m->found[i] = true;
}

// GitHub shows ten of each level.
static void check_github(struct made *m, const char *text)
{
	struct str rest = str_of(text);
	size_t counts[3] = {0}, found[3] = {0}, more = 0;

	for (size_t i = 0; i < m->report.count; i++)
		counts[diag_of(m, i)->severity]++;
	while (rest.len) {
		ptrdiff_t end = str_find_byte(rest, 0, '\n');
		struct str line;
		expect(end >= 0, "a line does not end", text);
		line = str_slice(rest, 0, (size_t)end);
		rest = str_slice(rest, (size_t)end + 1, rest.len);
		if (str_starts(line, "::"))
			check_command(m, line);
		else
			expect(more++ == 0 && str_find(line, 0, " more findings: GitHub shows 10") > 0,
			       "another line", text);
	}
	for (size_t i = 0; i < m->report.count; i++)
		found[diag_of(m, i)->severity] += m->found[i];
	for (size_t level = 0; level < 3; level++)
		expect(found[level] == (counts[level] < 10 ? counts[level] : 10), "misses findings", text);
	memset(m->found, 0, sizeof m->found);
}

// --- Markdown ---

static cmark_node *parse_markdown(const char *text)
{
	static const char *const names[] = {"table", "strikethrough", "autolink", "tagfilter",
	                                    "tasklist"};
	cmark_parser *parser;
	cmark_node *root;

	cmark_gfm_core_extensions_ensure_registered();
	parser = cmark_parser_new(CMARK_OPT_DEFAULT);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(names[i]));
	cmark_parser_feed(parser, text, strlen(text));
	root = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	return root;
}

// The words of a cell; what is no word has to be the break before a hint, or the link of a
// rule.
static const char *cell_words(struct arena *a, cmark_node *cell)
{
	struct out words = {.arena = a};
	cmark_iter *iter = cmark_iter_new(cell);
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *n = cmark_iter_get_node(iter);
		const char *type = cmark_node_get_type_string(n);
		if (event != CMARK_EVENT_ENTER || n == cell)
			continue;
		if (strcmp(type, "text") == 0)
			out_text(&words, cmark_node_get_literal(n));
		else if (strcmp(type, "html_inline") == 0 && strcmp(cmark_node_get_literal(n), "<br>") == 0)
			out_byte(&words, '\n');
		else if (strcmp(type, "html_inline") == 0)
			expect(strcmp(cmark_node_get_literal(n), "<!-- -->") == 0, "has HTML",
			       cmark_node_get_literal(n));
		else
			expect(strcmp(type, "link") == 0 &&
			       strncmp(cmark_node_get_url(n), "https://example.com/", 20) == 0,
			       "has markup", type);
	}
	cmark_iter_free(iter);
	return arena_cstring(a, out_str(&words));
}

// As a cell shows a text: cut, and without blanks at its ends.
static struct str as_cell(struct made *m, const char *text)
{
	struct str s = str_of(text);

	s = shown(m->arena, str_slice(s, 0, utf8_cut(s, 600)));
	while (s.len && s.at[0] == ' ')
		s = str_slice(s, 1, s.len);
	while (s.len && s.at[s.len - 1] == ' ')
		s.len--;
	return s;
}

static void check_row(struct made *m, cmark_node *row)
{
	cmark_node *cell = cmark_node_next(cmark_node_first_child(row));
	const char *place = cell_words(m->arena, cell);
	const char *said = cell_words(m->arena, cell = cmark_node_next(cell));
	const char *rule = cell_words(m->arena, cell = cmark_node_next(cell));
	size_t i = 0;

	expect(!cmark_node_next(cell), "has more cells", said);
	for (; i < m->report.count; i++) {
		const struct diag *d = diag_of(m, i);
		const char *path = arena_cstring(m->arena, as_cell(m, path_of(m, i)));
		const char *line = arena_printf(m->arena, ":%u", place_of(m, i).line);
		const char *end = place + strlen(place) - strlen(line);
		struct str message = as_cell(m, d->message), got = str_of(said);
		ptrdiff_t at = str_find_byte(got, 0, '\n');
		if (d->hint ? at < 0 : at >= 0)
			continue;
		if (d->hint && !str_eq(as_cell(m, d->hint),
		                       as_cell(m, arena_cstring(m->arena, str_slice(got, (size_t)at + 1,
		                                                                    got.len)))))
			continue;
		got = as_cell(m, arena_cstring(m->arena, str_slice(got, 0, at < 0 ? got.len : (size_t)at)));
		if (!m->found[i] && end >= place && strcmp(end, line) == 0 && str_eq(message, got) &&
		    str_eq(as_cell(m, arena_cstring(m->arena, (struct str){place, (size_t)(end - place)})),
		           str_of(path)) &&
		    strncmp(rule, d->rule->id, 6) == 0)
			break;
	}
	expect(i < m->report.count, "markdown has a finding that is none", said);
	m->found[i] = true;
}

static void check_markdown(struct made *m, const char *text)
{
	cmark_node *root = parse_markdown(text), *n;
	size_t rows = 0;

	expect(strlen(text) < 65536, "is too long for a comment", "markdown");
	for (n = cmark_node_first_child(root); n; n = cmark_node_next(n)) {
		const char *type = cmark_node_get_type_string(n);
		if (strcmp(type, "html_block") == 0)
			expect(strcmp(cmark_node_get_literal(n), "<!-- orgc -->\n") == 0, "has HTML", text);
		else if (strcmp(type, "table") == 0)
			for (cmark_node *row = cmark_node_next(cmark_node_first_child(n)); row;
			     row = cmark_node_next(row), rows++)
				check_row(m, row);
		else
			expect(strcmp(type, "heading") == 0 || strcmp(type, "paragraph") == 0,
			       "has another block", type);
	}
	expect(rows == m->report.count || strstr(text, "more findings do not fit here"),
	       "misses findings", text);
	memset(m->found, 0, sizeof m->found);
	cmark_node_free(root);
}

// --- text ---

// A line for each finding, two that show the place, one for the hint; nothing steers.
static void check_text(struct made *m, const char *text)
{
	size_t lines = 0, expected = 0;

	for (const char *c = text; *c; c++) {
		expect(*c == '\n' || ((unsigned char)*c >= ' ' && *c != 0x7F), "steers", text);
		expect(strncmp(c, "\xC2\x9B", 2) != 0 && strncmp(c, "\xE2\x80\xAE", 3) != 0, "steers",
		       text);
		if (c == text || c[-1] == '\n')
			expect(strncmp(c, "::", 2) != 0, "is a command", c);
		lines += *c == '\n';
	}
	for (size_t i = 0; i < m->report.count; i++)
		expected += 3 + (diag_of(m, i)->hint != NULL);
	expect(lines == expected, "has more or fewer lines", text);
}

// --- the report ---

static void check_format(struct made *m, const char *name)
{
	char *text;
	size_t len;
	FILE *out = open_memstream(&text, &len);

	format_named(str_of(name))->write(m->arena, out, &m->report);
	fclose(out);
	if (is(name, "json"))
		check_json(m, text);
	else if (is(name, "jsonl"))
		check_jsonl(m, text);
	else if (is(name, "sarif"))
		check_sarif(m, text);
	else if (is(name, "gitlab"))
		check_gitlab(m, text);
	else if (is(name, "junit"))
		check_xml(m, name, text, begin_junit);
	else if (is(name, "checkstyle"))
		check_xml(m, name, text, begin_checkstyle);
	else if (is(name, "github"))
		check_github(m, text);
	else if (is(name, "markdown"))
		check_markdown(m, text);
	else
		check_text(m, text);
	free(text);
}

// The next line of the input, with its line breaks.
static const char *field(struct arena *a, struct str *rest)
{
	struct out o = {.arena = a};
	size_t at = 0;

	for (; at < rest->len && rest->at[at] != '\n'; at++) {
		if (str_starts(str_slice(*rest, at, rest->len), "\\n")) {
			out_byte(&o, '\n');
			at++;
		} else {
			out_byte(&o, rest->at[at]);
		}
	}
	*rest = str_slice(*rest, at + 1 < rest->len ? at + 1 : rest->len, rest->len);
	return arena_cstring(a, out_str(&o));
}

static void add_finding(struct made *m, struct str *rest)
{
	size_t i = m->report.count++;
	const char *name = field(m->arena, rest), *message = field(m->arena, rest);
	const char *hint = field(m->arena, rest), *text = field(m->arena, rest);
	struct source *source = source_new(m->arena, *name ? name : "a.yaml", str_of(text));
	uint32_t middle = (uint32_t)utf8_cut(source->text, source->text.len / 2);
	struct diag *d;

	m->diags[i] = (struct diags){.arena = m->arena};
	d = diag_at(&m->diags[i], &rules[(strlen(message) + i) % 3], source, middle,
	            (uint32_t)source->text.len, "%s", *message ? message : "message");
	d->hint = *hint ? hint : NULL;
	m->files[i] = (struct report_file){source->name, &m->diags[i]};
	tally_add(&m->tally, &m->diags[i]);
}

static void check_output(struct arena *a, struct str text)
{
	struct made m = {.arena = a};
	struct str rest = text;

	m.report = (struct report){m.files, 0, &m.tally, all_rules, {0}, false};
	while (rest.len && m.report.count < MOST)
		add_finding(&m, &rest);
	for (const char *const *name = format_names; *name; name++)
		check_format(&m, *name);
}
