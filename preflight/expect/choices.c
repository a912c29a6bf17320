// From the conditions on a key to values that fit each of them, and none.
#include "preflight/expect/choices.h"

#include <stdlib.h>

#include "aws/aws.h"
#include "policies/address.h"
#include "policies/condition.h"
#include "preflight/asked.h"
#include "preflight/expect/globs.h"

enum { PAIRS_MOST = 8, SETS_MOST = 2 };

struct choosing {
	struct arena *arena;
	struct choices out;
	struct globs globs;    // of texts that conditions name
	struct condition_key known;
	bool is_known;
	size_t sets;           // conditions with ForAllValues or ForAnyValue
	struct names dates;
	struct names ranges;
};

// --- values that one condition names ---

static void add_number(struct choosing *c, struct str text)
{
	double value = strtod(arena_cstring(c->arena, text), NULL);

	for (int i = -1; i <= 1; i++)
		globs_add(&c->globs, str_of(arena_printf(c->arena, "%.15g", value + i)));
}

static struct str address_text(struct arena *a, const unsigned char *bytes, size_t len)
{
	const char *text = "";

	if (len == 4)
		return str_of(arena_printf(a, "%u.%u.%u.%u", bytes[0], bytes[1], bytes[2],
		                           bytes[3]));
	for (size_t i = 0; i < len; i += 2)
		text = arena_printf(a, "%s%s%x", text, i ? ":" : "",
		                    (unsigned)bytes[i] << 8 | bytes[i + 1]);
	return str_of(text);
}

// The first and the last address of a range.
static void add_range(struct choosing *c, struct str text)
{
	struct address range, other;
	unsigned char last[16];

	if (!address_parse(text, &range))
		return;
	memcpy(last, range.bytes, sizeof last);
	for (size_t i = range.prefix; i < 8 * range.len; i++)
		last[i / 8] |= (unsigned char)(0x80 >> i % 8);
	globs_add(&c->globs, address_text(c->arena, range.bytes, range.len));
	globs_add(&c->globs, address_text(c->arena, last, range.len));
	for (size_t i = 0; i < c->ranges.count; i++)
		if (!str_eq(c->ranges.items[i].text, text) &&
		    address_parse(c->ranges.items[i].text, &other) &&
		    (address_within(&range, &other) || address_within(&other, &range)))
			c->out.is_whole = false;
	names_add(&c->ranges, text, 0);
}

static void add_date(struct choosing *c, struct str text)
{
	names_add(&c->dates, text, 0);
	globs_add(&c->globs, text);
	if (c->dates.count > 1)
		c->out.is_whole = false; // there are days between two
}

static bool any_colon_wildcard(struct str pattern)
{
	struct arn arn;

	return !arn_split(pattern, &arn) || str_find_byte(arn.service, 0, '*') >= 0 ||
	       str_find_byte(arn.region, 0, '*') >= 0 || str_find_byte(arn.account, 0, '*') >= 0;
}

static struct str in_other_case(struct arena *a, struct str text)
{
	char *copy = arena_array(a, char, text.len + 1);

	for (size_t i = 0; i < text.len; i++)
		copy[i] = char_is_letter(text.at[i]) ? (char)(text.at[i] ^ 0x20) : text.at[i];
	return (struct str){copy, text.len};
}

static void add_text(struct choosing *c, const struct operator *op, struct str text)
{
	if (str_find(text, 0, "${") >= 0 || !text_is_known(text)) {
		c->out.is_whole = false;
		return;
	}
	switch (op->family) {
	case OPERATOR_LIKE:
		globs_add(&c->globs, glob_of(c->arena, text));
		break;
	case OPERATOR_ARN:
		// What two such patterns have in common is looked for in the text as a whole.
		if (any_colon_wildcard(text) && c->globs.patterns.count > 0)
			c->out.is_whole = false;
		globs_add(&c->globs, glob_of(c->arena, text));
		break;
	case OPERATOR_NUMERIC:
		add_number(c, text);
		break;
	case OPERATOR_DATE:
		add_date(c, text);
		break;
	case OPERATOR_IP:
		add_range(c, text);
		break;
	case OPERATOR_NULL:
		break;
	case OPERATOR_STRING_NOCASE:
		globs_add(&c->globs, text);
		globs_add(&c->globs, in_other_case(c->arena, text));
		break;
	default:
		globs_add(&c->globs, text);
	}
}

static void add_condition(struct choosing *c, const struct condition_entry *e)
{
	struct operator op;

	if (!operator_parse(e->operator, &op)) {
		c->out.is_whole = false;
		return;
	}
	c->sets += op.set != SET_NONE;
	if (node_is_scalar(e->value))
		add_text(c, &op, node_str(e->value));
	node_each(e->value, one)
		add_text(c, &op, node_str(one));
}

// A value that no condition names.
static void add_other(struct choosing *c)
{
	static const char *const addresses[] = {"203.0.113.77", "198.51.100.77", "192.0.2.77",
	                                        "9.9.9.9", "2001:db8::77"};
	struct str type = c->known.type;

	if (str_is(type, "Bool")) {
		c->globs.patterns.count = 0;
		c->globs = globs_new(c->arena);
		globs_add(&c->globs, S("true"));
		globs_add(&c->globs, S("false"));
	} else if (c->ranges.count > 0 || str_is(type, "IPAddress")) {
		for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++)
			globs_add(&c->globs, str_of(addresses[i]));
	} else if (str_is(type, "Date")) {
		globs_add(&c->globs, S("1970-01-02T00:00:00Z"));
		globs_add(&c->globs, S("2999-01-01T00:00:00Z"));
	} else if (str_is(type, "Numeric")) {
		globs_add(&c->globs, S("1"));
	} else if (str_is(type, "ARN")) {
		globs_add(&c->globs, glob_of(c->arena, S("arn:aws:iam::999999999999:*")));
	} else {
		globs_add(&c->globs, glob_of(c->arena, S("*")));
	}
}

// --- states ---

static void add(struct choosing *c, struct context_key key)
{
	struct choices *out = &c->out;

	out->items = arena_grow(c->arena, out->items, out->count, &out->room,
	                        sizeof *out->items);
	out->items[out->count++] = key;
}

static void add_present(struct choosing *c, struct str name, const struct str *values,
                        size_t count, bool is_list)
{
	struct str *copy = arena_array(c->arena, struct str, count);

	memcpy(copy, values, count * sizeof *copy);
	add(c, (struct context_key){name, KEY_PRESENT, copy, count, is_list});
}

static void add_states(struct choosing *c, struct str key, const struct names *texts)
{
	bool is_list = c->sets > 0 || c->known.multivalued;

	for (size_t i = 0; i < texts->count; i++)
		add_present(c, key, &texts->items[i].text, 1, is_list);
	if (!is_list)
		return;
	c->out.is_whole &= c->sets <= SETS_MOST && texts->count <= PAIRS_MOST;
	for (size_t i = 0; i < texts->count && i < PAIRS_MOST; i++)
		for (size_t j = 0; j < i; j++)
			add_present(c, key,
			            (struct str[]){texts->items[i].text, texts->items[j].text}, 2,
			            true);
}

// Whether requests for the action can have the key at all.
static bool is_taken(const struct choosing *c, struct str key, struct str action)
{
	static const char *const of_actions[] = {"aws:RequestTag/", "aws:ResourceTag/",
	                                         "aws:TagKeys"};
	const struct fact *service = action_service(service_of_action(action));
	const struct fact *row = action_find(action);
	bool is_asked = !c->is_known || !c->known.global;

	if (fact_find_nocase(fact_file("service-keys"), key))
		return false;
	for (size_t i = 0; i < 3; i++)
		is_asked |= str_eq_nocase(str_slice(key, 0, strlen(of_actions[i])),
		                          str_of(of_actions[i]));
	return !is_asked || !row || !c->is_known || action_takes_key(service, row, key);
}

struct choices choices_of(struct arena *a, const struct about *about, struct str key,
                          struct str action)
{
	struct choosing c = {.arena = a, .globs = globs_new(a), .out.is_whole = true,
	                     .dates = {.arena = a}, .ranges = {.arena = a}};
	struct names texts;

	c.is_known = condition_key_find(key, &c.known);
	if (!c.is_known || !c.known.always)
		add(&c, (struct context_key){.name = key, .state = KEY_ABSENT});
	if (!is_taken(&c, key, action))
		return c.out;
	for (size_t i = 0; i < about->count; i++)
		for (size_t k = 0; k < about->items[i]->condition_count; k++)
			if (str_eq_nocase(about->items[i]->conditions[k].name, key))
				add_condition(&c, &about->items[i]->conditions[k]);
	add_other(&c);
	globs_close(&c.globs);
	c.out.is_whole &= c.globs.is_whole;
	texts = globs_texts(a, &c.globs);
	add_states(&c, key, &texts);
	return c.out;
}
