// Resource types, and the permissions that handling them takes.
#include "aws/aws.h"

#include <math.h>

const struct fact *type_find(struct str name)
{
	return fact_find(fact_file("types"), name);
}

struct str type_nearest(struct str name)
{
	return fact_nearest(fact_file("types"), name);
}

struct str type_ref(const struct fact *type)
{
	return fact_value(fact_get(type, "ref"));
}

struct str type_identifier(const struct fact *type)
{
	return fact_value(fact_get(type, "identifier"));
}

struct str type_arn(const struct fact *type)
{
	return fact_value(fact_get(type, "arn"));
}

bool type_is_iam(struct str type, struct str *named_by)
{
	const struct fact *row = fact_find(fact_file("iam-types"), type);

	*named_by = fact_value(row);
	if (str_is(*named_by, "-"))
		*named_by = (struct str){0};
	return row != NULL;
}

struct str type_transform(const struct fact *type)
{
	return fact_value(fact_get(type, "transform"));
}

const struct fact *type_attributes(const struct fact *type)
{
	return fact_get(type, "attributes");
}

// Attributes that are structures answer for their parts, too.
static bool is_inside_attribute(const struct fact *attributes, struct str name)
{
	ptrdiff_t dot = str_find_byte(name, 0, '.');
	const struct fact *outer;
	struct str inner, rest;

	if (dot < 0)
		return false;
	outer = fact_find(attributes, str_slice(name, 0, (size_t)dot));
	return outer && value_kind(fact_value(outer), &inner, &rest) >= VALUE_JSON;
}

static enum truth answers_beyond(const struct fact *type, struct str name)
{
	struct str words = fact_value(fact_find(fact_file("attributes"), fact_name(type)));
	ptrdiff_t dot = str_find_byte(name, 0, '.');
	struct str property = dot < 0 ? name : str_slice(name, 0, (size_t)dot);
	struct str word;

	while (fact_word(&words, &word)) {
		size_t open = word.at[word.len - 1] == '*' ? word.len - 1 : 0;
		if (str_eq(word, name) || str_is(word, "*") ||
		    (open > 0 && str_eq(str_slice(name, 0, open), str_slice(word, 0, open))))
			return TRUTH_YES;
		if (str_is(word, "properties") && fact_find(type_properties(type), property))
			return dot < 0 ? TRUTH_YES : TRUTH_UNKNOWN;
	}
	return TRUTH_NO;
}

enum truth type_has_attribute(const struct fact *type, struct str name)
{
	const struct fact *attributes = type_attributes(type);
	enum truth beyond;

	if (fact_find(attributes, name))
		return TRUTH_YES;
	beyond = answers_beyond(type, name);
	if (beyond == TRUTH_NO && is_inside_attribute(attributes, name))
		return TRUTH_UNKNOWN;
	return beyond;
}

struct str type_ended(struct str name)
{
	ptrdiff_t first = str_find(name, 0, "::");
	ptrdiff_t second = first < 0 ? -1 : str_find(name, (size_t)first + 2, "::");

	if (second < 0)
		return (struct str){0};
	return fact_value(fact_find(fact_file("endings"), str_slice(name, 0, (size_t)second)));
}

const struct fact *type_properties(const struct fact *type)
{
	return fact_get(type, "properties");
}

const struct fact *type_definition(const struct fact *type, struct str name)
{
	return fact_find(fact_get(type, "definitions"), name);
}

const struct fact *type_requirements(const struct fact *type, struct str definition)
{
	return fact_find(fact_get(type, "requires"),
	                 definition.len > 0 ? definition : S("properties"));
}

// --- properties ---

struct property property_of(const struct fact *row)
{
	struct property p = {.row = row};
	struct str words = fact_value(row), word;

	fact_word(&words, &p.type);
	while (fact_word(&words, &word)) {
		p.required |= str_is(word, "required");
		p.create_only |= str_is(word, "create-only");
		p.may_replace |= str_is(word, "may-replace");
		p.read_only |= str_is(word, "read-only");
		p.write_only |= str_is(word, "write-only");
		p.deprecated |= str_is(word, "deprecated");
	}
	return p;
}

bool property_find(const struct fact *owner, struct str name, struct property *p)
{
	const struct fact *row = fact_find(owner, name);

	*p = property_of(row);
	return row != NULL;
}

// The byte of a '|' outside brackets; -1 where there is none.
static ptrdiff_t find_bar(struct str type)
{
	int depth = 0;

	for (size_t i = 0; i < type.len; i++) {
		char c = type.at[i];
		depth += (c == '[' || c == '{') - (c == ']' || c == '}');
		if (c == '|' && depth == 0)
			return (ptrdiff_t)i;
	}
	return -1;
}

enum value_kind value_kind(struct str type, struct str *inner, struct str *rest)
{
	static const struct {
		const char *name;
		enum value_kind kind;
	} simple[] = {
		{"string", VALUE_STRING},       {"integer", VALUE_INTEGER},
		{"number", VALUE_NUMBER},       {"boolean", VALUE_BOOLEAN},
		{"timestamp", VALUE_TIMESTAMP}, {"json", VALUE_JSON},
		{"tag", VALUE_TAG},
	};
	ptrdiff_t bar = find_bar(type);

	*inner = *rest = (struct str){0};
	if (bar >= 0) {
		*inner = str_slice(type, 0, (size_t)bar);
		*rest = str_slice(type, (size_t)bar + 1, type.len);
		return VALUE_EITHER;
	}
	if (str_starts(type, "[") || str_starts(type, "{")) {
		*inner = str_slice(type, 1, type.len - 1);
		return type.at[0] == '[' ? VALUE_LIST : VALUE_MAP;
	}
	for (size_t i = 0; i < sizeof simple / sizeof *simple; i++)
		if (str_is(type, simple[i].name))
			return simple[i].kind;
	return VALUE_DEFINITION;
}

// --- constraints ---

static double number(struct str s)
{
	bool minus = str_starts(s, "-");
	double n = 0, unit = 1;
	size_t i = minus;

	for (; i < s.len && s.at[i] != '.'; i++)
		n = n * 10 + (s.at[i] - '0');
	for (i++; i < s.len; i++)
		n += (s.at[i] - '0') * (unit /= 10);
	return minus ? -n : n;
}

// "1..64", "..64", "1.."
static struct bounds bounds_of(const struct fact *row)
{
	struct str text = fact_value(row);
	ptrdiff_t dots = str_find(text, 0, "..");
	struct bounds b = {-INFINITY, INFINITY};
	struct str least, most;

	if (dots < 0)
		return b;
	least = str_slice(text, 0, (size_t)dots);
	most = str_slice(text, (size_t)dots + 2, text.len);
	if (least.len > 0)
		b.least = number(least);
	if (most.len > 0)
		b.most = number(most);
	return b;
}

// A row "values" has them below it, or names the list of an API's model.
static const struct fact *values_of(const struct fact *row)
{
	struct str text = fact_value(row), api;

	if (text.len == 0)
		return row;
	fact_word(&text, &api);
	return fact_find(fact_find(fact_file("enums"), api), text);
}

static struct constraints constraints_of(const struct fact *row)
{
	if (fact_count(row) == 0)
		return (struct constraints){
			.length = {-INFINITY, INFINITY},
			.items = {-INFINITY, INFINITY},
			.range = {-INFINITY, INFINITY},
		};
	return (struct constraints){
		.pattern = fact_value(fact_get(row, "pattern")),
		.length = bounds_of(fact_get(row, "length")),
		.items = bounds_of(fact_get(row, "items")),
		.range = bounds_of(fact_get(row, "range")),
		.values = values_of(fact_get(row, "values")),
	};
}

struct constraints property_constraints(const struct property *p)
{
	return constraints_of(p->row);
}

struct constraints property_element_constraints(const struct property *p)
{
	return constraints_of(fact_get(p->row, "element"));
}

struct constraints property_api_constraints(const struct property *p)
{
	return constraints_of(fact_get(p->row, "api"));
}

struct constraints property_element_api_constraints(const struct property *p)
{
	return constraints_of(fact_get(fact_get(p->row, "element"), "api"));
}

const struct fact *property_refers(const struct property *p)
{
	return fact_get(p->row, "refers");
}

// --- Lambda, and how old all this is ---

const struct fact *lambda_runtime(struct str name)
{
	return fact_find(fact_file("lambda"), name);
}

struct lambda_runtime lambda_runtime_of(const struct fact *row)
{
	return (struct lambda_runtime){
		.deprecated = fact_value(fact_get(row, "deprecated")),
		.create = fact_value(fact_get(row, "create")),
		.update = fact_value(fact_get(row, "update")),
		.instead = fact_value(fact_get(row, "instead")),
	};
}

static struct str source_day(const char *name)
{
	return fact_value(fact_get(fact_get(fact_file("SOURCES"), name), "date"));
}

struct str lambda_day(void)
{
	return source_day("by hand: runtimes and endings");
}

struct str types_day(void)
{
	return source_day("@aws-cdk/aws-service-spec");
}

// --- handlers ---

enum handlers_from handlers_from(struct str type)
{
	static const char *const names[] = {"", "registry", "inferred", "manual"};
	struct str from = fact_value(fact_find(fact_file("handlers"), type));

	for (enum handlers_from i = HANDLERS_REGISTRY; i <= HANDLERS_MANUAL; i++)
		if (str_is(from, names[i]))
			return i;
	return HANDLERS_UNKNOWN;
}

const struct fact *handlers_actions(struct str type, const char *verb)
{
	return fact_get(fact_find(fact_file("handlers"), type), verb);
}

const struct fact *handlers_needs(struct str type, const char *verb)
{
	return fact_get(fact_find(fact_file("needs"), type), verb);
}

// --- transforms ---

bool transform_keeps_resources(struct str name)
{
	return fact_find(fact_file("transforms"), name) != NULL;
}
