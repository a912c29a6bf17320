// orgc show, of types, actions, limits and sources.
#include "cli/show/show_facts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "aws/aws.h"

static void print_field(const char *label, struct str text)
{
	if (text.len > 0)
		printf("  %-14s %.*s\n", label, STR(text));
}

// "  label  a, b, c"
static void print_names(const char *label, const struct fact *owner)
{
	const char *separator = "";

	if (fact_count(owner) == 0)
		return;
	printf("  %-14s ", label);
	fact_each(owner, row) {
		printf("%s%.*s", separator, STR(fact_name(row)));
		separator = ", ";
	}
	putchar('\n');
}

static int print_unknown(const char *kind, struct str name, struct str nearest)
{
	fprintf(stderr, "orgc: no %s %.*s is known", kind, STR(name));
	if (nearest.len > 0)
		fprintf(stderr, "; did you mean %.*s?", STR(nearest));
	fputc('\n', stderr);
	return 1;
}

// --- types ---

static void print_property(const struct fact *row)
{
	struct property p = property_of(row);

	printf("    %-32.*s %.*s", STR(fact_name(row)), STR(p.type));
	printf("%s%s%s%s\n", p.required ? ", required" : "",
	       p.create_only   ? ", a change replaces the resource"
	       : p.may_replace ? ", a change may replace the resource"
	                       : "",
	       p.read_only ? ", read-only" : "", p.deprecated ? ", deprecated" : "");
}

static void print_properties(const struct fact *owner, const struct fact *requirements)
{
	puts("  properties");
	fact_each(owner, row)
		print_property(row);
	fact_each(requirements, row)
		printf("    %s: %.*s\n",
		       str_is(fact_value(row), "oneOf") ? "exactly one of" : "at least one of",
		       STR(fact_name(row)));
}

static void print_bounds(const char *label, struct bounds b)
{
	if (isfinite(b.least) && isfinite(b.most))
		printf("  %-14s %.15g to %.15g\n", label, b.least, b.most);
	else if (isfinite(b.least))
		printf("  %-14s %.15g or more\n", label, b.least);
	else if (isfinite(b.most))
		printf("  %-14s %.15g or less\n", label, b.most);
}

static void print_constraints(const struct constraints *c)
{
	print_field("pattern", c->pattern);
	print_bounds("characters", c->length);
	print_bounds("items", c->items);
	print_bounds("value", c->range);
	print_names("one of", c->values);
}

static bool is_bounded(struct bounds b)
{
	return isfinite(b.least) || isfinite(b.most);
}

static bool has_constraints(const struct constraints *c)
{
	return c->pattern.len > 0 || c->values || is_bounded(c->length) ||
	       is_bounded(c->items) || is_bounded(c->range);
}

static void print_handlers(struct str type)
{
	static const char *const from[] = {"unknown", "as the registry says", "inferred",
	                                   "by hand"};
	static const char *const verbs[] = {"create", "update", "delete"};

	printf("  %-14s %s\n", "permissions", from[handlers_from(type)]);
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
		char label[16];
		snprintf(label, sizeof label, "  to %s", verbs[i]);
		print_names(label, handlers_actions(type, verbs[i]));
	}
}

static void print_type(const struct fact *type)
{
	printf("%.*s\n", STR(fact_name(type)));
	print_field("Ref", type_ref(type));
	print_names("Fn::GetAtt", type_attributes(type));
	print_field("identifier", type_identifier(type));
	print_field("ARN", type_arn(type));
	print_field("transform", type_transform(type));
	print_handlers(fact_name(type));
	print_properties(type_properties(type), type_requirements(type, (struct str){0}));
}

// The definition that a type of value leads to, through lists and maps; NULL: none.
static const struct fact *definition_in(const struct fact *type, struct str value)
{
	struct str inner, rest;

	for (;;) {
		switch (value_kind(value, &inner, &rest)) {
		case VALUE_LIST:
		case VALUE_MAP:
			value = inner;
			break;
		case VALUE_EITHER: {
			const struct fact *first = definition_in(type, inner);
			if (first)
				return first;
			value = rest;
			break;
		}
		case VALUE_DEFINITION:
			return type_definition(type, value);
		default:
			return NULL;
		}
	}
}

static void print_path(const struct fact *type, struct str path, const struct property *p)
{
	const struct fact *definition = definition_in(type, p->type);
	struct constraints c = property_constraints(p), e = property_element_constraints(p);
	struct constraints a = property_api_constraints(p);
	struct constraints b = property_element_api_constraints(p);

	printf("%.*s.%.*s\n", STR(fact_name(type)), STR(path));
	print_property(p->row);
	print_constraints(&c);
	print_constraints(&e);
	if (has_constraints(&a) || has_constraints(&b))
		puts("  by the API");
	print_constraints(&a);
	print_constraints(&b);
	print_names("refers to", property_refers(p));
	if (definition)
		print_properties(definition, type_requirements(type, fact_name(definition)));
}

int show_type(const char *name)
{
	struct str whole = str_of(name), path;
	ptrdiff_t dot = str_find_byte(whole, 0, '.');
	struct str base = str_slice(whole, 0, dot < 0 ? whole.len : (size_t)dot);
	const struct fact *type = type_find(base), *owner = type_properties(type);
	struct property p;

	if (!type)
		return print_unknown("resource type", base, type_nearest(base));
	if (dot < 0) {
		print_type(type);
		return 0;
	}
	path = str_slice(whole, (size_t)dot + 1, whole.len);
	for (struct str rest = path;;) {
		dot = str_find_byte(rest, 0, '.');
		struct str key = str_slice(rest, 0, dot < 0 ? rest.len : (size_t)dot);
		if (!property_find(owner, key, &p))
			return print_unknown("property", key, fact_nearest(owner, key));
		if (dot < 0)
			break;
		rest = str_slice(rest, (size_t)dot + 1, rest.len);
		owner = definition_in(type, p.type);
	}
	print_path(type, path, &p);
	return 0;
}

// --- actions ---

static bool is_key(const struct fact *row)
{
	return str_find_byte(fact_name(row), 0, ':') >= 0;
}

static void print_keys(const struct fact *owner, const char *indent)
{
	fact_each(owner, row)
		if (is_key(row))
			printf("%s%.*s\n", indent, STR(fact_name(row)));
}

static void print_action(const struct fact *service, const struct fact *action)
{
	printf("%.*s:%.*s\n", STR(fact_name(service)), STR(fact_name(action)));
	print_field("access", action_access(action));
	fact_each(action, kind) {
		const struct fact *resources = action_resources(service);
		const struct fact *resource = fact_find(resources, fact_name(kind));
		if (is_key(kind))
			continue;
		printf("  %-14s %.*s%s\n", "resource", STR(fact_value(resource)),
		       fact_has_word(kind, "required") ? "" : " (optional)");
		print_keys(resource, "    ");
		print_keys(kind, "    ");
	}
	if (fact_count(action) > 0)
		puts("  condition keys");
	print_keys(action, "    ");
}

static void print_action_line(const struct fact *service, const struct fact *action)
{
	int width = (int)fact_name(service).len + 1;

	printf("%.*s:%-*.*s %.*s\n", STR(fact_name(service)), 60 - width, STR(fact_name(action)),
	       STR(action_access(action)));
}

// "s3:Put*"; "s3:" and "s3" are all actions of a service, and another word is part of a name.
static int search_actions(struct str words, struct str prefix)
{
	char pattern[128];
	struct str name = words;

	name.len -= str_ends(name, ":");
	if (str_find_byte(name, 0, ':') >= 0)
		snprintf(pattern, sizeof pattern, "%.*s", STR(name));
	else if (action_service(name))
		snprintf(pattern, sizeof pattern, "%.*s:*", STR(name));
	else
		snprintf(pattern, sizeof pattern, "*:*%.*s*", STR(name));
	if (action_each(str_of(pattern), print_action_line) > 0)
		return 0;
	if (!action_service(prefix))
		return print_unknown("service or action", words, action_service_nearest(prefix));
	return print_unknown("action", words, (struct str){0});
}

int show_action(const char *name)
{
	struct str whole = str_of(name);
	ptrdiff_t colon = str_find_byte(whole, 0, ':');
	struct str prefix = str_slice(whole, 0, colon < 0 ? whole.len : (size_t)colon);
	const struct fact *service = action_service(prefix), *action = action_find(whole);
	char nearest[256];

	if (colon < 0 || (size_t)colon + 1 == whole.len || strpbrk(name, "*?"))
		return search_actions(whole, prefix);
	if (!service)
		return print_unknown("service", prefix, action_service_nearest(prefix));
	if (action) {
		print_action(service, action);
		return 0;
	}
	struct str rest = str_slice(whole, prefix.len + 1, whole.len);
	struct str near = action_nearest(service, rest);
	snprintf(nearest, sizeof nearest, "%.*s:%.*s", STR(fact_name(service)), STR(near));
	return print_unknown("action", whole, str_of(near.len > 0 ? nearest : NULL));
}

// --- limits ---

static bool has_part(struct str text, struct str part)
{
	for (size_t i = 0; i + part.len <= text.len; i++)
		if (str_eq_nocase(str_slice(text, i, i + part.len), part))
			return true;
	return false;
}

static void print_limit(const struct fact *row, int width)
{
	printf("%-*.*s %9.*s  %.*s\n", width, STR(fact_name(row)), STR(fact_value(row)),
	       STR(fact_value(fact_get(row, "of"))));
}

// Those whose name, or what they are of, has the word in it.
static int search_limits(const struct fact *limits, struct str word)
{
	size_t count = 0;

	fact_each(limits, each) {
		if (!has_part(fact_name(each), word) &&
		    !has_part(fact_value(fact_get(each, "of")), word))
			continue;
		print_limit(each, 36);
		count++;
	}
	return count ? 0 : print_unknown("limit", word, fact_nearest(limits, word));
}

int show_limit(const char *name)
{
	const struct fact *limits = fact_file("limits");
	const struct fact *row = fact_find(limits, str_of(name));
	struct str date = fact_value(fact_get(fact_file("SOURCES"), "by hand"));

	if (!name) {
		printf("as of %.*s\n", STR(date));
		fact_each(limits, each)
			print_limit(each, 36);
		return 0;
	}
	if (!row)
		return search_limits(limits, str_of(name));
	print_limit(row, 0);
	print_field("as of", date);
	print_field("source", fact_value(fact_get(row, "source")));
	print_field("since", fact_value(fact_get(row, "since")));
	print_field("before", fact_value(fact_get(row, "before")));
	return 0;
}

// --- sources ---

void show_sources(void)
{
	for (size_t i = 0; source_at(i); i++) {
		const struct fact *source = source_at(i);
		printf("%.*s %.*s, %.*s, %.*s\n", STR(fact_name(source)), STR(fact_value(source)),
		       STR(fact_value(fact_get(source, "date"))),
		       STR(fact_value(fact_get(source, "licence"))));
		fact_each(fact_get(source, "gives"), count)
			printf("  %8.*s %.*s\n", STR(fact_value(count)), STR(fact_name(count)));
	}
}
