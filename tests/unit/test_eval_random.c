// Small templates made at random, evaluated by a second evaluator that knows nothing of
// what is unknown: it is given every parameter and computes, in the plainest way. What
// fold_template leaves must give the same as the template it came from, whatever the rest
// of the parameters turn out to be, and so must the values of eval_value.
//
// SEED in the environment starts another run; a failure prints its template.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/read/read.h"
#include "model/write/write.h"
#include "templates/eval.h"

enum { TEMPLATES = 3000 };

static struct arena arena;
static uint64_t state;

static unsigned below(unsigned limit)
{
	uint64_t z = state += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return (unsigned)((z ^ z >> 31) % limit);
}

static bool one_in(unsigned n)
{
	return below(n) == 0;
}

// --- what deployment decides ---

// Everything a template may refer to, with all that it can be; lists with commas.
struct unknown {
	const char *name, *type, *more;
	const char *values[4];
};
static const struct unknown unknowns[] = {
	{"A", "String", "AllowedValues: [x, y]", {"x", "y"}},
	{"B", "String", "Default: x", {"x", "z", ""}},
	{"C", "String", "MinLength: 1", {"x", "y,z"}},
	{"L", "CommaDelimitedList", "Default: 'x, y'", {"x,y", "y", ""}},
	{"AWS::Region", NULL, NULL, {"x", "r"}},
};
enum { UNKNOWNS = sizeof unknowns / sizeof *unknowns };

struct world {
	const char *values[UNKNOWNS];
};

static unsigned value_count(unsigned u)
{
	unsigned n = 0;

	while (n < 4 && unknowns[u].values[n])
		n++;
	return n;
}

static bool is_list(unsigned u)
{
	return unknowns[u].type && strcmp(unknowns[u].type, "CommaDelimitedList") == 0;
}

// --- templates made at random ---

static struct out made;
static bool shorts; // !Ref rather than {Ref: …}
static bool in_loop;
static bool in_condition; // where Fn::If has no place

static void say(const char *text)
{
	out_text(&made, text);
}

static void make_text(unsigned depth);
static void make_list(unsigned depth);
static void make_any(unsigned depth);

// A function of the name with what `argument` writes.
static void call(const char *name, void (*argument)(unsigned), unsigned depth)
{
	bool is_short = shorts ? !one_in(8) : one_in(8);

	if (is_short)
		out_printf(&made, "!%s ", name);
	else
		out_printf(&made, "{%s%s: ", strcmp(name, "Ref") == 0 ? "" : "Fn::", name);
	argument(depth);
	say(is_short ? "" : "}");
}

static void make_literal(unsigned depth)
{
	static const char *const literals[] = {"'x'", "'y'", "''", "'x,y'", "'-'", "'z'"};

	(void)depth;
	say(literals[below(6)]);
}

static void make_name(unsigned depth)
{
	static const char *const names[] = {"A", "B", "C", "'AWS::Region'"};

	(void)depth;
	say(names[below(4)]);
}

static void make_sub_text(unsigned depth)
{
	static const char *const pieces[] = {"${A}", "${B}", "${C}", "${AWS::Region}", "x", "y",
	                                     "-",    "${!q}", "${R0.Arn}", "$", ","};

	(void)depth;
	say("'");
	if (in_loop && one_in(2))
		say("${I}");
	for (unsigned i = below(4); i < 4; i++)
		say(pieces[below(11)]);
	say("'");
}

static void make_sub_list(unsigned depth)
{
	say("['${V}");
	if (one_in(2))
		say("${W}${B}");
	say("-${AWS::Region}', {V: ");
	make_text(depth);
	say(", W: ");
	make_text(depth);
	if (one_in(3)) {
		say(", B: ");
		make_text(depth);
	}
	say("}]");
}

static void make_items(unsigned depth);

static void make_join(unsigned depth)
{
	static const char *const delimiters[] = {"''", "','", "'-'"};

	say("[");
	say(delimiters[below(3)]);
	say(", ");
	if (one_in(3))
		make_list(depth);
	else
		make_items(depth);
	say("]");
}

static void make_select(unsigned depth)
{
	say(one_in(3) ? "[1, " : "[0, ");
	make_list(depth);
	say("]");
}

static void make_lookup(unsigned depth)
{
	static const char *const keys[] = {"x", "y", "!Ref A", "!Ref A", "!Ref B",
	                                   "!Ref AWS::Region"};
	(void)depth;
	out_printf(&made, "[M, %s, %s", keys[below(6)], one_in(4) ? "!Ref A" : "x");
	say(one_in(3) ? ", {DefaultValue: d}]" : "]");
}

static void make_list_lookup(unsigned depth)
{
	(void)depth;
	say(one_in(2) ? "[M, !Ref A, l]" : "[M, x, l]");
}

static void make_split(unsigned depth)
{
	say("[',', ");
	make_text(depth);
	say("]");
}

static void make_condition_name(void)
{
	out_printf(&made, "C%u", below(5));
}

static void make_if_text(unsigned depth)
{
	say("[");
	make_condition_name();
	say(", ");
	make_text(depth);
	say(", ");
	make_text(depth);
	say("]");
}

static void make_if_list(unsigned depth)
{
	say("[");
	make_condition_name();
	say(", ");
	make_list(depth);
	say(", ");
	make_list(depth);
	say("]");
}

static void make_if_any(unsigned depth)
{
	say("[");
	make_condition_name();
	say(", ");
	make_any(depth);
	say(", ");
	if (one_in(2))
		say("!Ref AWS::NoValue");
	else
		make_any(depth);
	say("]");
}

static void make_text(unsigned depth)
{
	unsigned kind = depth ? below(12) : below(5);

	if (in_loop && one_in(4)) {
		say("!Ref I");
		return;
	}
	switch (kind) {
	case 0:
	case 1:
		make_literal(0);
		break;
	case 2:
		call("Ref", make_name, 0);
		break;
	case 3:
		call("Sub", make_sub_text, 0);
		break;
	case 4:
		say("!GetAtt R0.Arn");
		break;
	case 5:
		call("Sub", make_sub_list, depth - 1);
		break;
	case 6:
		call("Join", make_join, depth - 1);
		break;
	case 7:
		call("Select", make_select, depth - 1);
		break;
	case 8:
		call("FindInMap", make_lookup, 0);
		break;
	case 9:
		if (in_condition)
			make_literal(0);
		else
			call("If", make_if_text, depth - 1);
		break;
	default:
		say(kind == 10 ? "{Fn::Base64: " : "{Fn::ImportValue: ");
		make_text(depth - 1);
		say("}");
	}
}

static void make_item(unsigned depth)
{
	if (depth && !in_condition && one_in(4)) {
		say("!If [");
		make_condition_name();
		say(", ");
		make_text(depth - 1);
		say(", !Ref AWS::NoValue]");
	} else if (one_in(10)) {
		say("!Ref AWS::NoValue");
	} else {
		make_text(depth);
	}
}

static void make_items(unsigned depth)
{
	say("[");
	for (unsigned i = below(3); i < 3; i++) {
		make_item(depth);
		say(i < 2 ? ", " : "");
	}
	say("]");
}

static void make_list(unsigned depth)
{
	switch (depth ? below(5) : below(2)) {
	case 0:
		make_items(depth ? depth - 1 : 0);
		break;
	case 1:
		say("!Ref L");
		break;
	case 2:
		call("Split", make_split, depth - 1);
		break;
	case 3:
		if (in_condition)
			say("!Ref L");
		else
			call("If", make_if_list, depth - 1);
		break;
	default:
		call("FindInMap", make_list_lookup, 0);
	}
}

static void make_loop_body(unsigned depth)
{
	in_loop = true;
	make_any(depth);
	in_loop = false;
}

static void make_map(unsigned depth)
{
	say("{");
	if (!in_loop && one_in(5)) {
		say("'Fn::ForEach::X': [I, ");
		say(one_in(2) ? "[p, q]" : "!Ref L");
		say(", {'n${I}': ");
		make_loop_body(depth);
		say("}], ");
	}
	say("k: ");
	make_any(depth);
	say(", m: ");
	make_any(depth);
	say("}");
}

static void make_any(unsigned depth)
{
	switch (depth ? below(6) : 0) {
	case 1:
		make_list(depth - 1);
		break;
	case 2:
		make_map(depth - 1);
		break;
	case 3:
		call("If", make_if_any, depth - 1);
		break;
	case 4:
		say(one_in(2) ? "{Fn::Length: " : "{Fn::ToJsonString: ");
		make_list(depth - 1);
		say("}");
		break;
	default:
		make_text(depth);
	}
}

static void make_condition(unsigned depth, unsigned number)
{
	unsigned kind = depth ? below(7) : 0;

	in_condition = true;
	if (kind == 1 && number > 0) {
		out_printf(&made, "!Condition C%u", below(number));
		return;
	}
	if (kind < 4) {
		say("!Equals [");
		if (one_in(4))
			make_text(1);
		else
			call("Ref", make_name, 0);
		say(", ");
		if (one_in(6))
			make_text(1);
		else
			make_literal(0);
		say("]");
		return;
	}
	say(kind == 4 ? "!And [" : kind == 5 ? "!Or [" : "!Not [");
	make_condition(depth - 1, number);
	if (kind != 6) {
		say(", ");
		make_condition(depth - 1, number);
	}
	say("]");
}

static const char *make_template(void)
{
	made = (struct out){.arena = &arena};
	shorts = one_in(2);
	say("Transform: AWS::LanguageExtensions\nParameters:\n");
	for (unsigned u = 0; u < UNKNOWNS; u++)
		if (unknowns[u].type)
			out_printf(&made, "  %s: {Type: %s, %s}\n", unknowns[u].name,
			           unknowns[u].type, unknowns[u].more);
	say("Mappings:\n  M:\n    x: {x: m, y: n, l: [x, y]}\n    y: {x: m, y: o, l: [z]}\n"
	    "Conditions:\n");
	for (unsigned i = 0; i < 5; i++) {
		out_printf(&made, "  C%u: ", i);
		make_condition(2, i);
		say("\n");
	}
	in_condition = false;
	say("Resources:\n");
	for (unsigned i = 0; i < 4; i++) {
		out_printf(&made, "  R%u:\n    Type: T\n", i);
		if (i > 0 && one_in(2)) {
			say("    Condition: ");
			make_condition_name();
			say("\n");
		}
		if (one_in(3))
			out_printf(&made, "    DependsOn: [R%u, R%u]\n", (i + 1) % 4, (i + 2) % 4);
		say("    Properties: ");
		make_map(3);
		say("\n");
	}
	say("Outputs:\n  O:\n");
	if (one_in(2)) {
		say("    Condition: ");
		make_condition_name();
		say("\n");
	}
	say("    Value: ");
	make_any(3);
	say("\n");
	return arena_cstring(&arena, out_str(&made));
}

// --- the plain evaluator ---

enum plain_kind { PLAIN_TEXT, PLAIN_LIST, PLAIN_MAP, PLAIN_NONE, PLAIN_ERROR };

struct plain {
	enum plain_kind kind;
	const char *text;
	const char *key; // in a map
	struct plain *first, *next;
};

struct plainly {
	const struct node *root;
	const struct world *world;
	const char *item; // of the loop around; NULL outside
};

static struct plain *plain_new(enum plain_kind kind, const char *text)
{
	struct plain *p = arena_new(&arena, struct plain);

	p->kind = kind;
	p->text = text;
	return p;
}

static struct plain *error(void)
{
	return plain_new(PLAIN_ERROR, NULL);
}

static struct plain *text(const char *format, const char *value)
{
	return plain_new(PLAIN_TEXT, arena_printf(&arena, format, value));
}

static void add(struct plain *list, struct plain *item)
{
	struct plain **tail = &list->first;

	while (*tail)
		tail = &(*tail)->next;
	*tail = item;
}

static struct plain *plain_of(const struct plainly *x, const struct node *n);

static const char *string_of(const struct node *n)
{
	return arena_cstring(&arena, node_str(n));
}

static struct plain *pieces_of(const char *whole, char separator)
{
	struct plain *list = plain_new(PLAIN_LIST, NULL);

	for (;;) {
		size_t len = 0;
		while (whole[len] && whole[len] != separator)
			len++;
		add(list, plain_new(PLAIN_TEXT, arena_cstring(&arena, (struct str){whole, len})));
		if (!whole[len])
			return list;
		whole += len + 1;
	}
}

static struct plain *plain_ref(const struct plainly *x, const char *name)
{
	if (strcmp(name, "AWS::NoValue") == 0)
		return plain_new(PLAIN_NONE, NULL);
	if (x->item && strcmp(name, "I") == 0)
		return plain_new(PLAIN_TEXT, x->item);
	for (unsigned u = 0; u < UNKNOWNS; u++)
		if (strcmp(unknowns[u].name, name) == 0)
			return is_list(u) ? pieces_of(x->world->values[u], ',')
			                  : plain_new(PLAIN_TEXT, x->world->values[u]);
	return error();
}

// "${I}" where the loop stands.
static const char *with_item(const struct plainly *x, const char *s)
{
	const char *at = x->item ? strstr(s, "${I}") : NULL;

	if (!at)
		return s;
	s = arena_printf(&arena, "%.*s%s%s", (int)(at - s), s, x->item, at + 4);
	return with_item(x, s);
}

static struct plain *plain_sub(const struct plainly *x, const struct node *argument)
{
	const struct node *variables = node_item(argument, 1);
	const char *s = string_of(variables ? node_item(argument, 0) : argument);
	const char *result = "";

	for (s = with_item(x, s); *s;) {
		const char *end = s[0] == '$' && s[1] == '{' ? strchr(s, '}') : NULL;
		struct plain *value;
		const char *name;
		if (!end || s[2] == '!') {
			result = arena_printf(&arena, "%s%c%s", result, *s, end ? "{" : "");
			s += end ? 3 : 1;
			continue;
		}
		name = arena_printf(&arena, "%.*s", (int)(end - s - 2), s + 2);
		s = end + 1;
		if (node_get(variables, name))
			value = plain_of(x, node_get(variables, name));
		else if (strchr(name, '.'))
			value = text("<%s>", name);
		else
			value = plain_ref(x, name);
		if (value->kind != PLAIN_TEXT)
			return error();
		result = arena_printf(&arena, "%s%s", result, value->text);
	}
	return plain_new(PLAIN_TEXT, result);
}

static struct plain *plain_join(struct plain *delimiter, struct plain *list)
{
	const char *result = "";

	if (delimiter->kind != PLAIN_TEXT || list->kind != PLAIN_LIST)
		return error();
	for (struct plain *p = list->first; p; p = p->next) {
		if (p->kind != PLAIN_TEXT)
			return error();
		result = arena_printf(&arena, "%s%s%s", result,
		                      p == list->first ? "" : delimiter->text, p->text);
	}
	return plain_new(PLAIN_TEXT, result);
}

static struct plain *plain_select(struct plain *index, struct plain *list)
{
	struct plain *item = list->first;

	if (list->kind != PLAIN_LIST || index->kind != PLAIN_TEXT)
		return error();
	for (int i = atoi(index->text); item && i > 0; i--)
		item = item->next;
	return item ? plain_new(item->kind, item->text) : error();
}

static struct plain *plain_lookup(const struct plainly *x, const struct node *argument)
{
	const struct node *found = node_get(x->root, "Mappings");
	const struct node *otherwise = node_get(node_item(argument, 3), "DefaultValue");

	for (size_t i = 0; i < 3; i++) {
		struct plain *key = plain_of(x, node_item(argument, i));
		if (key->kind != PLAIN_TEXT)
			return error();
		found = node_get(found, key->text);
	}
	if (!found && !otherwise)
		return error();
	return plain_of(x, found ? found : otherwise);
}

static struct plain *plain_base64(const char *s)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t bits = strlen(s) * 8;
	const char *result = "";

	for (size_t at = 0; at < bits; at += 6) {
		unsigned digit = 0;
		for (size_t bit = at; bit < at + 6; bit++)
			digit = digit * 2 +
			        (bit < bits ? (unsigned char)s[bit / 8] >> (7 - bit % 8) & 1 : 0);
		result = arena_printf(&arena, "%s%c", result, digits[digit]);
	}
	while (strlen(result) % 4)
		result = arena_printf(&arena, "%s=", result);
	return plain_new(PLAIN_TEXT, result);
}

// What is there, on one line; as JSON for texts in lists.
static const char *shown(const struct plain *p)
{
	const char *all = "";

	if (p->kind == PLAIN_TEXT)
		return arena_printf(&arena, "\"%s\"", p->text);
	if (p->kind == PLAIN_NONE || p->kind == PLAIN_ERROR)
		return p->kind == PLAIN_NONE ? "none" : "error";
	for (const struct plain *c = p->first; c; c = c->next)
		all = arena_printf(&arena, "%s%s%s%s%s", all, c == p->first ? "" : ",",
		                   c->key ? c->key : "", c->key ? ":" : "", shown(c));
	return arena_printf(&arena, p->kind == PLAIN_LIST ? "[%s]" : "{%s}", all);
}

// 1, 0, or -1 for an error.
static int condition_holds(const struct plainly *x, const struct node *n)
{
	const struct node *argument;
	enum function f = function_of(n, &argument);
	int holds = f == FN_AND;

	if (f == FN_CONDITION)
		return condition_holds(x, node_get_str(node_get(x->root, "Conditions"),
		                                       node_str(argument)));
	if (f == FN_EQUALS) {
		struct plain *a = plain_of(x, node_item(argument, 0));
		struct plain *b = plain_of(x, node_item(argument, 1));
		if (a->kind != PLAIN_TEXT || b->kind != PLAIN_TEXT)
			return -1;
		return strcmp(a->text, b->text) == 0;
	}
	node_each(argument, item) {
		int next = condition_holds(x, item);
		if (next < 0)
			return -1;
		if (f == FN_NOT)
			return !next;
		holds = f == FN_AND ? holds && next : holds || next;
	}
	return holds;
}

static int named_holds(const struct plainly *x, struct str name)
{
	return condition_holds(x, node_get_str(node_get(x->root, "Conditions"), name));
}

static struct plain *plain_if(const struct plainly *x, const struct node *argument)
{
	int holds = named_holds(x, node_str(node_item(argument, 0)));

	return holds < 0 ? error() : plain_of(x, node_item(argument, holds ? 1 : 2));
}

static struct plain *plain_function(const struct plainly *x, const struct node *n,
                                    enum function f, const struct node *argument)
{
	struct node alone = *argument;
	struct plain *a, *b;

	if (f == FN_REF)
		return plain_ref(x, string_of(argument));
	if (f == FN_GET_ATT)
		return text("<%s>", node_is_scalar(argument) ? string_of(argument) : "R0.Arn");
	if (f == FN_SUB)
		return plain_sub(x, argument);
	if (f == FN_IF)
		return plain_if(x, argument);
	if (f == FN_FIND_IN_MAP)
		return plain_lookup(x, argument);
	if (f == FN_JOIN || f == FN_SELECT || f == FN_SPLIT) {
		a = plain_of(x, node_item(argument, 0));
		b = plain_of(x, node_item(argument, 1));
		if (f == FN_JOIN)
			return plain_join(a, b);
		if (f == FN_SELECT)
			return plain_select(a, b);
		return b->kind == PLAIN_TEXT ? pieces_of(b->text, ',') : error();
	}
	if (argument == n)
		alone.tag = TAG_NONE; // !Base64 x
	a = plain_of(x, &alone);
	if (f == FN_LENGTH && a->kind == PLAIN_LIST) {
		int count = 0;
		for (b = a->first; b; b = b->next)
			count++;
		return plain_new(PLAIN_TEXT, arena_printf(&arena, "%d", count));
	}
	if (f == FN_TO_JSON_STRING && a->kind == PLAIN_LIST)
		return plain_new(PLAIN_TEXT, shown(a));
	if (a->kind != PLAIN_TEXT)
		return error();
	return f == FN_BASE64 ? plain_base64(a->text) : text("<import %s>", a->text);
}

// False for an error.
static bool add_pairs(const struct plainly *x, const struct node *map, struct plain *to)
{
	node_each_pair(map, key) {
		struct plainly inside = *x;
		struct plain *value, *items;
		if (strncmp(string_of(key), "Fn::ForEach", 11) != 0) {
			value = plain_of(x, key->next);
			value->key = with_item(x, string_of(key));
			if (value->kind == PLAIN_ERROR)
				return false;
			if (value->kind != PLAIN_NONE)
				add(to, value);
			continue;
		}
		items = plain_of(x, node_item(key->next, 1));
		for (struct plain *item = items->first; item; item = item->next) {
			inside.item = item->text;
			if (!add_pairs(&inside, node_item(key->next, 2), to))
				return false;
		}
	}
	return true;
}

static struct plain *plain_of(const struct plainly *x, const struct node *n)
{
	const struct node *argument;
	enum function f = function_of(n, &argument);
	struct plain *all;

	if (!n)
		return plain_new(PLAIN_NONE, NULL); // was folded away
	if (f != FN_NONE && f != FN_FOR_EACH)
		return plain_function(x, n, f, argument);
	if (n->kind == NODE_SCALAR)
		return plain_new(PLAIN_TEXT, with_item(x, string_of(n)));
	all = plain_new(n->kind == NODE_SEQ ? PLAIN_LIST : PLAIN_MAP, NULL);
	if (n->kind == NODE_MAP)
		return add_pairs(x, n, all) ? all : error();
	node_each(n, item) {
		struct plain *value = plain_of(x, item);
		if (value->kind == PLAIN_ERROR)
			return value;
		if (value->kind != PLAIN_NONE)
			add(all, value);
	}
	return all;
}

// 1, 0, or -1 for an error.
static int is_there(const struct plainly *x, const struct node *thing)
{
	const struct node *name = node_get(thing, "Condition");

	return name ? named_holds(x, node_str(name)) : 1;
}

// All that a template makes in a world; NULL where CloudFormation would refuse it.
static const char *outcome(const struct node *root, const struct world *world)
{
	const struct plainly x = {.root = root, .world = world};
	const struct node *resources = node_get(root, "Resources");
	const char *all = "";

	node_each_pair(node_get(root, "Conditions"), key)
		if (condition_holds(&x, key->next) < 0)
			return NULL;
	node_each_pair(resources, key) {
		struct plain *properties;
		if (!is_there(&x, key->next))
			continue;
		properties = plain_of(&x, node_get(key->next, "Properties"));
		if (properties->kind == PLAIN_ERROR)
			return NULL;
		all = arena_printf(&arena, "%s%s %s", all, string_of(key), shown(properties));
		node_each(node_get(key->next, "DependsOn"), name)
			if (is_there(&x, node_get_str(resources, node_str(name))))
				all = arena_printf(&arena, "%s after %s", all, string_of(name));
		all = arena_printf(&arena, "%s\n", all);
	}
	node_each_pair(node_get(root, "Outputs"), key) {
		struct plain *value;
		if (!is_there(&x, key->next))
			continue;
		value = plain_of(&x, node_get(key->next, "Value"));
		if (value->kind == PLAIN_ERROR)
			return NULL;
		all = arena_printf(&arena, "%s%s\n", all, shown(value));
	}
	return all;
}

// --- whether a value with holes can be what it is ---

struct match {
	const struct plainly *x;
	const struct eval *e;
};

static bool can_be(const struct match *m, const struct node *value, const struct plain *p);

// The choices that the template names are decided, so that only real alternatives are left.
static const struct node *chosen(const struct match *m, const struct node *value)
{
	while (value->kind == NODE_CHOICE) {
		struct str name = eval_condition_name(m->e, value);
		if (!name.len)
			break;
		value = named_holds(m->x, name) ? value->first : value->first->next;
	}
	return value;
}

static const char *known_hole(const struct match *m, const struct hole *hole)
{
	for (unsigned u = 0; u < UNKNOWNS; u++)
		if (str_is(hole->name, unknowns[u].name) && !is_list(u))
			return m->x->world->values[u];
	return NULL;
}

static bool text_can_be(const struct match *m, const struct node *piece, const char *s)
{
	const char *known;
	size_t len;

	if (!piece)
		return !*s;
	known = piece->kind == NODE_HOLE ? known_hole(m, piece->hole) : string_of(piece);
	if (known) {
		len = strlen(known);
		return strncmp(known, s, len) == 0 && text_can_be(m, piece->next, s + len);
	}
	for (;; s++) {
		if (text_can_be(m, piece->next, s))
			return true;
		if (!*s)
			return false;
	}
}

static bool is_default_world(const struct world *w)
{
	return strcmp(w->values[1], "x") == 0 && strcmp(w->values[3], "x,y") == 0;
}

static bool hole_can_be(const struct match *m, const struct hole *hole,
                        const struct plain *p)
{
	const char *known = known_hole(m, hole);

	if (hole->fallback && is_default_world(m->x->world) &&
	    !can_be(m, hole->fallback, p))
		return false;
	return !known || (p->kind == PLAIN_TEXT && strcmp(known, p->text) == 0);
}

static bool children_can_be(const struct match *m, const struct node *value,
                            const struct plain *p)
{
	const struct plain *child = p->first;

	for (const struct node *n = value->first; n; n = n->next) {
		const struct node *key = value->kind == NODE_MAP ? n : NULL, *item;
		n = key ? n->next : n;
		item = chosen(m, n);
		if (item->kind == NODE_NONE)
			continue;
		if (!child || (key && strcmp(string_of(key), child->key) != 0))
			return false;
		if (!can_be(m, item, child))
			return false;
		child = child->next;
	}
	return !child;
}

static bool can_be(const struct match *m, const struct node *value, const struct plain *p)
{
	value = chosen(m, value);
	switch (value->kind) {
	case NODE_CHOICE:
		return can_be(m, value->first, p) || can_be(m, value->first->next, p);
	case NODE_HOLE:
		return hole_can_be(m, value->hole, p);
	case NODE_NONE:
		return p->kind == PLAIN_NONE;
	case NODE_SCALAR:
		return p->kind == PLAIN_TEXT && strcmp(string_of(value), p->text) == 0;
	case NODE_TEXT:
		return p->kind == PLAIN_TEXT && text_can_be(m, value->first, p->text);
	default:
		return p->kind == (value->kind == NODE_SEQ ? PLAIN_LIST : PLAIN_MAP) &&
		       children_can_be(m, value, p);
	}
}

// --- the properties ---

struct run {
	const char *text, *bindings;
	const struct doc *doc, *origin;
	int bound[UNKNOWNS]; // index of the value; -1: open; -2: C is the region
	struct world worlds[2 * 3 * 2 * 3 * 2]; // that CloudFormation would take
	unsigned world_count;
};

static struct doc *read_doc(const char *whole)
{
	struct diags diags = {.arena = &arena};
	struct source *source = source_new(&arena, "test.yaml", str_of(whole));
	struct doc *d = doc_read(&arena, source, SYNTAX_YAML, template_tags, &diags);

	if (diags.count)
		fail_msg("%s\n%s", diags.items[0].message, whole);
	return d;
}

static void make_run(struct run *r)
{
	*r = (struct run){.text = make_template()};
	made = (struct out){.arena = &arena};
	say("{");
	for (unsigned u = 0; u < UNKNOWNS; u++) {
		r->bound[u] = one_in(2) ? -1 : (int)below(value_count(u));
		if (r->bound[u] < 0)
			continue;
		out_printf(&made, "'%s': ", unknowns[u].name);
		if (u == 2 && one_in(4)) {
			r->bound[u] = -2;
			say("!Ref AWS::Region, ");
		} else if (is_list(u) && one_in(2)) {
			out_printf(&made, "[%s], ", unknowns[u].values[r->bound[u]]);
		} else {
			out_printf(&made, "'%s', ", unknowns[u].values[r->bound[u]]);
		}
	}
	say("}");
	r->bindings = arena_cstring(&arena, out_str(&made));
	r->doc = read_doc(r->text);
	r->origin = read_doc(r->bindings);
}

// The next world that agrees with the bindings; false after the last.
static bool next_world(const struct run *r, unsigned *indexes)
{
	for (unsigned u = 0; u < UNKNOWNS; u++) {
		if (r->bound[u] != -1)
			continue;
		if (++indexes[u] < value_count(u))
			return true;
		indexes[u] = 0;
	}
	return false;
}

static struct world world_of(const struct run *r, const unsigned *indexes)
{
	struct world w;

	for (unsigned u = 0; u < UNKNOWNS; u++)
		w.values[u] = unknowns[u].values[r->bound[u] < 0 ? (int)indexes[u] : r->bound[u]];
	if (r->bound[2] == -2)
		w.values[2] = w.values[4];
	return w;
}

static void fail_run(const struct run *r, const char *what, const char *more)
{
	// Longer than what cmocka prints.
	fprintf(stderr, "%s\n%s\nbindings: %s\n%s\n", what, r->text, r->bindings, more);
	fail();
}

static const char *written(const struct doc *d)
{
	return arena_cstring(&arena, write_yaml(&arena, d));
}

static void check_outcome(const struct run *r, const struct doc *folded,
                          const struct world *w, const char *before)
{
	const char *after = outcome(folded->root, w);

	if (!after || strcmp(before, after) != 0)
		fail_run(r, "folded, it makes something else",
		         arena_printf(&arena, "%s--- before\n%s--- after\n%s", written(folded),
		                      before, after ? after : "error"));
}

static void check_fold(struct run *r)
{
	struct eval *e = eval_new(&arena, template_of(&arena, r->doc), r->origin->root);
	const struct doc *folded = fold_template(e, r->origin, shorts);
	const struct doc *reread = read_doc(written(folded)), *again;
	unsigned indexes[UNKNOWNS] = {0};

	do {
		const struct world w = world_of(r, indexes);
		const char *before = outcome(r->doc->root, &w);
		if (!before)
			continue;
		r->worlds[r->world_count++] = w;
		check_outcome(r, folded, &w, before);
		check_outcome(r, reread, &w, before);
	} while (next_world(r, indexes));

	e = eval_new(&arena, template_of(&arena, folded), NULL);
	again = fold_template(e, NULL, shorts);
	if (!node_same(again->root, folded->root))
		fail_run(r, "folded twice, it is something else",
		         arena_printf(&arena, "%s--- again\n%s", written(folded), written(again)));
}

// The value may go before the next one is asked for; what the evaluator keeps may not.
static void check_value(struct run *r, struct eval *e, const struct entry *entry,
                        const char *key)
{
	struct arena values = {0};
	const struct node *n = node_get(entry->value, key);
	const struct node *value = eval_value_in(e, &values, entry, n);

	if (!node_same(value, eval_value_in(e, &values, entry, n)))
		fail_run(r, "evaluated twice, it is something else", string_of(entry->key));
	for (unsigned i = 0; i < r->world_count; i++) {
		const struct world *w = &r->worlds[i];
		const struct plainly x = {.root = r->doc->root, .world = w};
		const struct match m = {&x, e};
		struct plain *p;
		if (!is_there(&x, entry->value))
			continue;
		p = plain_of(&x, n);
		if (!can_be(&m, value, p))
			fail_run(r, "a value is not among those that it can be",
			         arena_printf(&arena, "%s: %s in %s %s %s %s %s",
			                      string_of(entry->key), shown(p), w->values[0],
			                      w->values[1], w->values[2], w->values[3],
			                      w->values[4]));
	}
	arena_free(&values);
}

static void check_values(struct run *r, const struct node *bindings)
{
	const struct template *t = template_of(&arena, r->doc);
	struct eval *e = eval_new(&arena, t, bindings);

	for (size_t i = 0; i < t->resources.count; i++)
		check_value(r, e, &t->resources.items[i], "Properties");
	check_value(r, e, &t->outputs.items[0], "Value");
}

static void templates_mean_the_same(void **unused)
{
	const char *seed = getenv("SEED");
	unsigned compared = 0;

	(void)unused;
	state = seed ? strtoull(seed, NULL, 0) : 1;
	print_message("seed %llu\n", (unsigned long long)state);
	for (unsigned i = 0; i < TEMPLATES; i++) {
		struct run r;
		make_run(&r);
		check_fold(&r);
		check_values(&r, r.origin->root);
		check_values(&r, NULL);
		compared += r.world_count;
		arena_reset(&arena);
	}
	print_message("%u outcomes of %u templates compared\n", compared, TEMPLATES);
	// Templates that CloudFormation would refuse prove nothing.
	assert_true(compared > 5 * TEMPLATES);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(templates_mean_the_same)};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_free(&arena);
	return failed;
}
