// What the rules about properties ask of a value.
#include "lint/template/property.h"

#include "model/node.h"

// Whether a mark of a placeholder may begin with the byte: few texts have one of these, and
// most texts are asked about.
static bool may_begin_mark(char c)
{
	switch (c) {
	case '$': case '{': case '}': case '%': case '@': case '#': case '_': case '.':
	case '<': case '[': case '\xe2':
		return true;
	default:
		return false;
	}
}

static bool may_have_mark(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (may_begin_mark(text.at[i]))
			return true;
	return false;
}

bool text_is_placeholder(struct str text)
{
	static const char *const marks[] = {"${", "{{", "}}", "%%", "@@", "##", "__", "...",
	                                    "$(", "{%", "<%", "[[", "%{", "\xe2\x80\xa6"};

	if (!may_have_mark(text))
		return false;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_find(text, 0, marks[i]) >= 0)
			return true;
	return text.len > 1 && text.at[0] == '<' && text.at[text.len - 1] == '>';
}

bool node_known_text(struct lint *l, const struct node *value, struct str *text)
{
	struct variants v;

	if (node_is_scalar(value)) {
		*text = node_str(value);
	} else {
		v = variants_of(l->scratch, value, false);
		if (!v.complete || v.may_be_none || v.count != 1 ||
		    !variant_text(l->scratch, &v.items[0], text))
			return false;
	}
	return !node_is_null(value) && !text_is_placeholder(*text);
}

bool property_text(struct lint *l, const struct lint_property *p, struct str *text)
{
	struct lint_told *told = p->told;

	if (told && told->text_is_asked) {
		*text = told->text;
		return told->is_text;
	}
	*text = (struct str){0};
	bool is_text = !l->template->is_rewritten && node_known_text(l, p->value, text);
	if (told) {
		told->text_is_asked = true;
		told->is_text = is_text;
		told->text = *text;
	}
	return is_text;
}

bool text_number(struct str text, double *number)
{
	bool minus = str_starts(text, "-");
	double unit = 1;
	size_t i = minus;

	*number = 0;
	if (text.len > 15 || i == text.len)
		return false;
	for (; i < text.len && text.at[i] >= '0' && text.at[i] <= '9'; i++)
		*number = *number * 10 + (text.at[i] - '0');
	if (i < text.len && i > minus && text.at[i] == '.' && i + 1 < text.len)
		for (i++; i < text.len && text.at[i] >= '0' && text.at[i] <= '9'; i++)
			*number += (text.at[i] - '0') * (unit /= 10);
	if (minus)
		*number = -*number;
	return i == text.len;
}

static bool look_up_asked(const struct lint_property *p, struct constraints *registry,
                          struct constraints *api)
{
	struct str inner, rest;

	if (!p->facts.row || p->expected.len == 0)
		return false;
	if (p->is_item || p->is_entry) {
		*registry = property_element_constraints(&p->facts);
		*api = property_element_api_constraints(&p->facts);
		return value_kind(p->expected, &inner, &rest) < VALUE_TIMESTAMP;
	}
	*registry = property_constraints(&p->facts);
	*api = property_api_constraints(&p->facts);
	return true;
}

bool property_asked(const struct lint_property *p, struct constraints *registry,
                    struct constraints *api)
{
	struct lint_told *told = p->told;

	if (!told)
		return look_up_asked(p, registry, api);
	if (!told->is_looked_up) {
		told->is_looked_up = true;
		told->is_asked = look_up_asked(p, &told->registry, &told->api);
	}
	*registry = told->registry;
	*api = told->api;
	return told->is_asked;
}

bool map_is_open(const struct lint *l, const struct node *map)
{
	if (l->template->is_rewritten || !node_is_map(map))
		return true;
	node_each_pair(map, key)
		if (!node_is_scalar(key) || str_find(node_str(key), 0, "::") >= 0)
			return true;
	return false;
}

bool type_is_open(const struct fact *type)
{
	return !type || type_transform(type).len > 0 ||
	       str_is(fact_name(type), "AWS::CloudFormation::CustomResource");
}

static enum truth is_there(const struct node *value)
{
	enum truth then, otherwise;

	if (!value || value->kind == NODE_NONE)
		return TRUTH_NO;
	if (value->kind != NODE_CHOICE)
		return TRUTH_YES;
	then = is_there(value->first);
	otherwise = is_there(value->first->next);
	return then == otherwise ? then : TRUTH_UNKNOWN;
}

enum truth map_has(const struct node *map, struct str name)
{
	if (!node_is_map(map))
		return TRUTH_UNKNOWN;
	return is_there(node_get_str(map, name));
}

const struct node *property_place(const struct lint_property *p)
{
	return p->key ? p->key : p->value;
}

const char *property_owner(struct lint *l, const struct fact *type, const struct fact *owner)
{
	if (owner == type_properties(type))
		return arena_printf(l->arena, "%.*s", STR(fact_name(type)));
	return arena_printf(l->arena, "%.*s of %.*s", STR(fact_name(owner)),
	                    STR(fact_name(type)));
}
