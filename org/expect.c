// Reads the sentences under `expect` and checks what the table of keys cannot.
#include "org/expect.h"

#include <string.h>

#include "aws/aws.h"
#include "model/text/say.h"
#include "org/org_rules.h"

// --- the table ---

#define NAME_BYTES                                                                         \
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+=,.@-/*?"

static bool is_who(struct str s)
{
	static const char *const kinds[] = {"role/", "user/", "permission-set/"};

	if (str_is(s, "anyone") || str_is(s, "root") || str_is(s, "stacksets"))
		return true;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_starts(s, kinds[i]) && s.len > strlen(kinds[i]))
			return str_all_of(s, NAME_BYTES);
	return false;
}

#define WHO "anyone, root, stacksets, role/NAME, user/NAME or permission-set/NAME"

static const struct org_shape one_who = {
	ORG_TEXT, WHO, .is = is_who,
	.pattern = "^(anyone|root|stacksets|(role|user|permission-set)/[A-Za-z0-9_+=,.@*?/-]+)$"};
static const struct org_shape who = {ORG_LIST, "a list of " WHO, .of = &one_who};
static const struct org_shape actions = {
	ORG_LIST, "a list of IAM actions such as s3:PutBucketPolicy or iam:*",
	.of = &shape_text};

static const struct org_key sentence_keys[] = {
	{"do", &actions, true, "IAM actions, wildcards too.", NULL},
	{"in", &shape_targets, true, "The accounts that it is about.", NULL},
	{"except", &shape_targets, false, "What to leave out of them.", "[]"},
	{"who", &who, false, "Principals of these accounts.", "\"anyone\""},
	{"but", &who, false, "Principals that it is not about.", "[]"},
	{"regions", &shape_regions, false,
	 "Where the call is made; left out, it is any Region, and in always those of "
	 "regions.all.",
	 NULL},
	{0},
};
static const struct org_shape sentence = {
	ORG_MAP, "a map with do and in, and who or but", .keys = sentence_keys};
static const struct org_key item_keys[] = {
	{"never", &sentence, false, "The policies let no such request through.", NULL},
	{"always", &sentence, false, "The policies let each such request through.", NULL},
	{0},
};
static const struct org_shape item = {
	ORG_MAP, "a map with never or always", .keys = item_keys};
const struct org_shape shape_expect = {
	ORG_LIST, "a list of maps with never or always", .of = &item};

// --- checks ---

static void check_action(struct org *org, const struct node *n)
{
	struct str text = node_str(n), service, name;
	ptrdiff_t colon = str_find_byte(text, 0, ':');
	const struct fact *known;
	const char *hint = "write SERVICE:ACTION, as policies do";

	if (action_pattern_matches(text))
		return;
	service = str_slice(text, 0, colon < 0 ? text.len : (size_t)colon);
	name = str_slice(text, colon < 0 ? text.len : (size_t)colon + 1, text.len);
	known = action_service(service);
	if (!known && colon > 0)
		hint = say_nearest(org->arena, action_service_nearest(service),
		                   "no service has this prefix");
	if (known && colon > 0) {
		struct str near = action_nearest(known, name);
		hint = near.len > 0 ? arena_printf(org->arena, "did you mean %.*s:%.*s?",
		                                   STR(service), STR(near))
		                    : NULL;
	}
	diag_node(org->diags, &org_unknown_name, org->doc, n,
	          "expect names %s, and IAM has no such action",
	          say_text(org->arena, text))->hint = hint;
}

static void check_actions(struct org *org, const struct node *list)
{
	if (node_is_scalar(list) && list->len > 0)
		check_action(org, list);
	node_each(list, one)
		if (node_is_scalar(one) && one->len > 0)
			check_action(org, one);
}

static void check_sentence_count(struct org *org, const struct node *map)
{
	bool never = node_get(map, "never"), always = node_get(map, "always");

	if (never && always)
		diag_node(org->diags, &org_malformed_value, org->doc, map,
		          "an item of expect has never and always")->hint = "write two items";
	else if (!never && !always)
		diag_node(org->diags, &org_missing_key, org->doc, map,
		          "an item of expect has neither never nor always")
			->hint = "write - never: {do: ACTION, in: OU} or - always: {…}";
}

static bool is_list(const struct node *n)
{
	return node_is_scalar(n) || node_is_seq(n);
}

static void read_sentence(struct org *org, struct selector *selector, const struct node *key,
                          struct expectations *out)
{
	const struct node *map = key->next;

	if (!node_is_map(map) || !is_list(node_get(map, "do")) || !is_list(node_get(map, "in")))
		return;
	check_actions(org, node_get(map, "do"));
	out->items[out->count++] = (struct expectation){
		.key = key,
		.is_always = node_is(key, "always"),
		.who = node_get(map, "who"),
		.but = node_get(map, "but"),
		.actions = node_get(map, "do"),
		.regions = node_get(map, "regions"),
		.where = selection_of(selector, map),
	};
}

struct expectations expectations_of(struct org *org)
{
	const struct node *list = node_get(org->root, "expect"), *one;
	struct expectations out = {0};
	struct selector *selector;

	if (!node_is_seq(list) && !node_is_map(list))
		return out;
	selector = selector_new(org);
	out.items = arena_array(org->arena, struct expectation, 2 * (size_t)list->len + 2);
	one = node_is_map(list) ? list : list->first;
	for (; one; one = one == list ? NULL : one->next) {
		if (!node_is_map(one))
			continue;
		check_sentence_count(org, one);
		node_each_pair(one, key)
			if (node_is(key, "never") || node_is(key, "always"))
				read_sentence(org, selector, key, &out);
	}
	return out;
}
