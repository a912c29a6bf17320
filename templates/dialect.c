// Recognises the input of tools that work before CloudFormation does.
#include "templates/dialect.h"

// Those that begin alike stand together: the text is searched once for each beginning.
struct mark {
	const char *start, *rest, *tool;
};

// Which no template has: CloudFormation takes no name with these signs.
static const struct mark marks[] = {
	{"${", "self:", "the Serverless Framework"},
	{"${", "opt:", "the Serverless Framework"},
	{"${", "sls:", "the Serverless Framework"},
	{"${", "file(", "the Serverless Framework"},
	{"${", "param:", "the Serverless Framework"},
	{"2010-09-09", "-OC", "org-formation"},
	{"!Rain::", "", "Rain"},
	{"Rain::", "Module", "Rain"},
	{"{{", " cookiecutter.", "cookiecutter"},
	{"{{", "cookiecutter.", "cookiecutter"},
	{"<%", "=", "a text template"},
};

// Where a document cannot be read: they stand where YAML has no place for them.
static const struct mark text_marks[] = {
	{"{%", "", "a text template"},
	{"{{", "", "a text template"},
	{"<%", "", "a text template"},
};

// Of `count` marks with one beginning.
static const char *find_group(struct str text, const struct mark *list, size_t count)
{
	size_t len = strlen(list->start);

	for (ptrdiff_t at = str_find(text, 0, list->start); at >= 0;
	     at = str_find(text, (size_t)at + len, list->start))
		for (size_t i = 0; i < count; i++)
			if (str_starts(str_slice(text, (size_t)at + len, text.len), list[i].rest))
				return list[i].tool;
	return NULL;
}

static const char *find_mark(struct str text, const struct mark *list, size_t count)
{
	const char *tool = NULL;

	for (size_t i = 0, end; i < count && !tool; i = end) {
		for (end = i + 1; end < count && !strcmp(list[end].start, list[i].start);)
			end++;
		tool = find_group(text, list + i, end - i);
	}
	return tool;
}

static bool is_placeholder_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

// %%NAME%%, which build scripts fill in.
static bool has_placeholder(struct str text)
{
	for (ptrdiff_t at = str_find(text, 0, "%%"); at >= 0;
	     at = str_find(text, (size_t)at, "%%")) {
		size_t from = (size_t)at + 2, end = from;

		while (end < text.len && is_placeholder_letter(text.at[end]))
			end++;
		if (end - from >= 2 && str_starts(str_slice(text, end, text.len), "%%"))
			return true;
		at = (ptrdiff_t)(end > from ? end : from);
	}
	return false;
}

const char *dialect_of(const struct doc *d, bool was_read)
{
	struct str text = d->sources[0]->text;
	const char *tool = find_mark(text, marks, sizeof marks / sizeof *marks);

	if (!tool && !was_read)
		tool = find_mark(text, text_marks, sizeof text_marks / sizeof *text_marks);
	if (!tool && has_placeholder(text))
		tool = "a build script";
	return tool;
}
