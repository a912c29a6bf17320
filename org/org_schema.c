// The JSON Schema of org.yaml, made of the table of its keys.
#include "org/org_table.h"

#include <string.h>

#include "aws/aws.h"

static struct node *text(struct arena *a, const char *s)
{
	return node_scalar(a, str_of(s), STYLE_DOUBLE);
}

static struct node *bare(struct arena *a, const char *s)
{
	return node_scalar(a, str_of(s), STYLE_PLAIN);
}

// The few forms in which the table writes what holds where a key is left out.
static struct node *fallback(struct arena *a, const char *json)
{
	size_t len = strlen(json);

	if (json[0] == '[')
		return node_seq(a);
	if (json[0] == '{')
		return node_map(a);
	if (json[0] == '"')
		return node_scalar(a, (struct str){json + 1, len - 2}, STYLE_DOUBLE);
	return bare(a, json);
}

static struct node *schema_of(struct arena *a, const struct org_shape *s);

static void say_words(struct arena *a, const struct org_shape *s, struct node *out)
{
	struct node *words = node_seq(a);

	for (size_t i = 0; s->words[i]; i++)
		node_append(words, s->kind == ORG_NUMBER ? bare(a, s->words[i])
		                                         : text(a, s->words[i]));
	node_set(a, out, "enum", words);
}

static void say_facts(struct arena *a, const struct org_shape *s, struct node *out)
{
	const struct fact *file = fact_file(s->facts);
	struct node *words = node_seq(a);

	for (size_t i = 0; i < fact_count(file); i++)
		node_append(words,
		            node_scalar(a, fact_name(fact_at(file, i)), STYLE_DOUBLE));
	node_set(a, out, "enum", words);
}

static void say_type(struct arena *a, const struct org_shape *s, struct node *out)
{
	node_set(a, out, "type", text(a, s->kind == ORG_NUMBER ? "integer" : "string"));
	if (s->words)
		say_words(a, s, out);
	else if (s->facts)
		say_facts(a, s, out);
	else if (s->pattern)
		node_set(a, out, "pattern", text(a, s->pattern));
	else if (!s->may_be_empty)
		node_set(a, out, "minLength", bare(a, "1"));
}

// Either of two schemas.
static void say_either(struct arena *a, struct node *one, struct node *other,
                       struct node *out)
{
	struct node *either = node_seq(a);

	node_append(either, one);
	node_append(either, other);
	node_set(a, out, "anyOf", either);
}

static void say_amount(struct arena *a, const struct org_shape *s, struct node *out)
{
	struct node *count = node_map(a), *share = node_map(a);

	node_set(a, count, "type", text(a, "integer"));
	node_set(a, count, "minimum", bare(a, arena_printf(a, "%u", s->least)));
	if (s->most == 0) {
		node_set(a, out, "type", text(a, "integer"));
		node_set(a, out, "minimum", bare(a, arena_printf(a, "%u", s->least)));
		return;
	}
	node_set(a, share, "type", text(a, "string"));
	node_set(a, share, "pattern",
	         text(a, s->least > 0 ? "^([1-9][0-9]?|100)%$" : "^([1-9]?[0-9]|100)%$"));
	say_either(a, count, share, out);
}

static void say_list(struct arena *a, const struct org_shape *s, struct node *out)
{
	struct node *many = node_map(a);

	node_set(a, many, "type", text(a, "array"));
	node_set(a, many, "items", schema_of(a, s->of));
	node_set(a, many, "uniqueItems", bare(a, "true"));
	say_either(a, many, schema_of(a, s->of), out);
}

static void say_keys(struct arena *a, const struct org_shape *s, struct node *out)
{
	struct node *properties = node_map(a), *required = node_seq(a);

	for (const struct org_key *k = s->keys; k->name; k++) {
		struct node *one = schema_of(a, k->shape);
		node_set(a, one, "description", text(a, k->about));
		if (k->fallback)
			node_set(a, one, "default", fallback(a, k->fallback));
		node_set(a, properties, k->name, one);
		if (k->required)
			node_append(required, text(a, k->name));
	}
	node_set(a, out, "type", text(a, "object"));
	node_set(a, out, "properties", properties);
	if (required->len > 0)
		node_set(a, out, "required", required);
	node_set(a, out, "additionalProperties", bare(a, "false"));
}

static void say_names(struct arena *a, const struct org_shape *s, struct node *out)
{
	node_set(a, out, "type", text(a, "object"));
	node_set(a, out, "propertyNames", schema_of(a, s->name));
	node_set(a, out, "additionalProperties", schema_of(a, s->of));
}

static struct node *schema_of(struct arena *a, const struct org_shape *s)
{
	struct node *out = node_map(a);

	switch (s->kind) {
	case ORG_TEXT:
	case ORG_NUMBER:
		say_type(a, s, out);
		break;
	case ORG_FLAG:
		node_set(a, out, "type", text(a, "boolean"));
		break;
	case ORG_AMOUNT:
		say_amount(a, s, out);
		break;
	case ORG_LIST:
		say_list(a, s, out);
		break;
	case ORG_MAP:
		say_keys(a, s, out);
		break;
	case ORG_NAMED:
		say_names(a, s, out);
		break;
	case ORG_ANY:
		break;
	}
	return out;
}

struct node *shape_schema(struct arena *a, const struct org_shape *shape, const char *title,
                          const char *about)
{
	struct node *out = node_map(a), *body = schema_of(a, shape);

	node_set(a, out, "$schema", text(a, "http://json-schema.org/draft-07/schema#"));
	node_set(a, out, "title", text(a, title));
	node_set(a, out, "description", text(a, about));
	for (struct node *key = body->first, *next; key; key = next) {
		next = key->next->next;
		node_set(a, out, node_str(key).at, key->next);
	}
	return out;
}

struct node *org_schema(struct arena *a)
{
	return shape_schema(a, &org_shape, "org.yaml", "An AWS organization, for orgc build.");
}
