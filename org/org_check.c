// The walk along org.yaml and the table side by side.
#include "org/org_read.h"

#include "aws/aws.h"
#include "org/org_rules.h"
#include "model/text/say.h"
#include "model/write/write.h"

// Where the walk is: "accounts", then "prod", then "id".
struct step {
	const struct step *up;  // NULL at the top
	const struct node *key; // NULL for an item of a list, which goes by the list's name
};

static const char *path_of(struct reading *r, const struct step *at)
{
	struct arena *a = r->org->arena;
	const char *up;

	if (!at)
		return r->what;
	if (!at->key)
		return path_of(r, at->up);
	up = at->up ? arena_printf(a, "%s.", path_of(r, at->up)) : "";
	return arena_printf(a, "%s%s", up, say_text(a, node_str(at->key)));
}

static bool is_empty(const struct node *n)
{
	return node_is_null(n) || (node_is_scalar(n) && n->len == 0);
}

static const char *kind_of(const struct node *n)
{
	if (n->tag != TAG_NONE)
		return "something with a tag";
	if (is_empty(n))
		return "empty";
	return node_is_map(n) ? "a map" : node_is_seq(n) ? "a list" : "a text";
}

static void wrong_type(struct reading *r, const struct org_shape *s, const struct node *n,
                       const struct step *at)
{
	struct diag *d = diag_node(r->org->diags, &org_wrong_type, r->org->doc, n,
	                           "%s must be %s, and is %s", path_of(r, at), s->about,
	                           kind_of(n));

	if (n->tag != TAG_NONE)
		d->hint = "functions and tags have a meaning in values of parameters only";
	else if (is_empty(n) && s->ask)
		d->hint = arena_printf(r->org->arena, "%s prints it", s->ask);
	else if (is_empty(n) && s->kind != ORG_TEXT)
		d->hint = s->kind == ORG_LIST ? "write [] for none" : "write {} for none";
}

// --- texts ---

static const char *said(struct reading *r, struct str text)
{
	return text.len > 0 ? say_text(r->org->arena, text) : "empty";
}

static struct diag *malformed(struct reading *r, const struct org_shape *s,
                              const struct node *n, const struct step *at)
{
	return diag_node(r->org->diags, &org_malformed_value, r->org->doc, n,
	                 "%s must be %s, and is %s", path_of(r, at), s->about,
	                 said(r, node_str(n)));
}

static bool is_word(const char *const *words, struct str s)
{
	for (; *words; words++)
		if (str_is(s, *words))
			return true;
	return false;
}

static const char *number_it_becomes(struct reading *r, struct str id)
{
	unsigned long long value = 0;

	if (id.at[0] != '0')
		return "a number";
	if (!str_all_of(id, "01234567"))
		return "a number without its zero in front";
	for (size_t i = 0; i < id.len; i++)
		value = value * 8 + (unsigned long long)(id.at[i] - '0');
	return arena_printf(r->org->arena, "the octal number %llu", value);
}

// An account id without quotes: orgc keeps the text, but other readers of this file do not.
static void check_quotes(struct reading *r, const struct node *n, const struct step *at)
{
	struct arena *a = r->org->arena;
	const char *quoted;
	struct diag *d;
	struct edit *edit;
	struct fix *fix;

	if (n->style != STYLE_PLAIN)
		return;
	quoted = arena_printf(a, "\"%.*s\"", STR(node_str(n)));
	d = diag_node(r->org->diags, &org_unquoted_account_id, r->org->doc, n,
	              "%s is %.*s without quotes, which YAML 1.1 reads as %s", path_of(r, at),
	              STR(node_str(n)), number_it_becomes(r, node_str(n)));
	d->hint = arena_printf(a, "write %s", quoted);
	if (n->flags & NODE_SHARED)
		return;
	edit = arena_new(a, struct edit);
	*edit = (struct edit){n->start, n->end, str_of(quoted)};
	fix = arena_new(a, struct fix);
	*fix = (struct fix){"put the account id in quotes", edit, 1};
	d->fix = fix;
}

static void check_words(struct reading *r, const struct org_shape *s, const struct node *n,
                        const struct step *at)
{
	struct names words = {.arena = r->org->arena};
	const struct fact *file = s->facts ? fact_file(s->facts) : NULL;

	for (size_t i = 0; s->words && s->words[i]; i++)
		names_add(&words, str_of(s->words[i]), 0);
	for (size_t i = 0; file && i < fact_count(file); i++)
		names_add(&words, fact_name(fact_at(file, i)), 0);
	if (names_find(&words, node_str(n)) == NAME_NONE)
		malformed(r, s, n, at)->hint = say_nearest(
			r->org->arena, names_nearest(&words, node_str(n)),
			file ? say_names(r->org->arena, "there are", &words) : NULL);
}

// --- names of other things ---

static void unknown(struct reading *r, const struct node *n, const struct step *at,
                    const char *what, const char *hint)
{
	diag_node(r->org->diags, &org_unknown_name, r->org->doc, n, "%s names %s, %s",
	          path_of(r, at), say_text(r->org->arena, node_str(n)), what)->hint = hint;
}

// What an account or OU that is called by its id, or by its old name, is called here.
static struct str name_of_id(struct reading *r, struct str text)
{
	const struct org *org = r->org;
	uint32_t i = names_find(&r->account_ids, text);

	if (i == NAME_NONE)
		i = names_find(&r->old_names, text);
	if (i != NAME_NONE)
		return org->accounts[i].name;
	i = names_find(&r->ou_ids, text);
	if (i == NAME_NONE)
		i = names_find(&r->old_paths, text);
	return i != NAME_NONE ? org->ous[i].path : (struct str){0};
}

static void check_account(struct reading *r, const struct node *n, const struct step *at)
{
	struct org *org = r->org;
	struct str name = node_str(n), meant = name_of_id(r, name);
	uint32_t i = names_find(&org->account_names, name);

	if (i == NAME_NONE) {
		if (meant.len == 0)
			meant = names_nearest(&org->account_names, name);
		unknown(r, n, at, "and no account is called that",
		        say_nearest(org->arena, meant,
		                    say_names(org->arena, "the accounts are",
		                              &org->account_names)));
	} else if (org->accounts[i].suspended) {
		diag_node(org->diags, &org_suspended_account, org->doc, n,
		          "%s names %.*s, which is suspended", path_of(r, at), STR(name));
	}
}

static void check_ou(struct reading *r, const struct node *n, const struct step *at)
{
	struct org *org = r->org;
	struct str path = node_str(n), meant = name_of_id(r, path);

	if (names_find(&org->ou_paths, path) != NAME_NONE)
		return;
	if (meant.len == 0)
		meant = names_nearest(&org->ou_paths, path);
	unknown(r, n, at, "and no OU has that path",
	        say_nearest(org->arena, meant,
	                    say_names(org->arena, "the OUs are", &org->ou_paths)));
}

static void check_target(struct reading *r, const struct node *n, const struct step *at)
{
	struct org *org = r->org;
	struct str name = node_str(n), meant = name_of_id(r, name);

	if (str_is(name, "all") || names_find(&org->ou_paths, name) != NAME_NONE ||
	    names_find(&org->account_names, name) != NAME_NONE)
		return;
	if (meant.len == 0)
		meant = names_nearest(&org->ou_paths, name);
	if (meant.len == 0)
		meant = names_nearest(&org->account_names, name);
	unknown(r, n, at, "and no OU or account is called that",
	        say_nearest(org->arena, meant,
	                    say_names(org->arena, "the OUs are", &org->ou_paths)));
}

static void check_region(struct reading *r, const struct org_shape *s, const struct node *n,
                         const struct step *at)
{
	struct str name = node_str(n);
	const char *hint;

	if (names_find(&r->regions, name) != NAME_NONE)
		return;
	if (s->ref == REF_REGIONS && (str_is(name, "home") || str_is(name, "all")))
		return;
	hint = say_nearest(r->org->arena, names_nearest(&r->regions, name),
	                   "add it to regions.all, or name a region that is there");
	if (s->ref == REF_REGIONS)
		unknown(r, n, at, "which is not in regions.all", hint);
	else
		diag_node(r->org->diags, &org_home_region, r->org->doc, n,
		          "%s is %s, which is not in regions.all", path_of(r, at),
		          say_text(r->org->arena, name))->hint = hint;
}

static void check_stackset(struct reading *r, const struct node *n, const struct step *at)
{
	struct org *org = r->org;
	struct str name = node_str(n);

	if (names_find(&org->stackset_names, name) != NAME_NONE)
		return;
	if (!org_feature(name))
		unknown(r, n, at, "and no StackSet or feature is called that",
		        say_nearest(org->arena, names_nearest(&org->stackset_names, name),
		                    say_names(org->arena, "the StackSets are",
		                              &org->stackset_names)));
	else if (!node_get_str(node_get(org->root, "features"), name))
		unknown(r, n, at, "which is not under features",
		        "add the feature, or take this out");
}

static void check_ref(struct reading *r, const struct org_shape *s, const struct node *n,
                      const struct step *at)
{
	switch (s->ref) {
	case REF_NONE:
	case REF_CONSOLE: // org_console looks into it
		break;
	case REF_ACCOUNT:
		check_account(r, n, at);
		break;
	case REF_OU_OR_ROOT:
		if (!node_is(n, "/"))
			check_ou(r, n, at);
		break;
	case REF_OU:
		check_ou(r, n, at);
		break;
	case REF_TARGET:
		check_target(r, n, at);
		break;
	case REF_REGION:
	case REF_REGIONS:
		check_region(r, s, n, at);
		break;
	case REF_STACKSET:
		check_stackset(r, n, at);
		break;
	}
}

// An organization is of one partition: that of its home region. Regions of another would need
// an organization of their own.
static void check_partition(struct reading *r, const struct node *n, const struct step *at)
{
	struct arena *a = r->org->arena;
	struct str home = node_str(node_path(r->org->root, "regions/home"));
	struct str partition = region_partition(home), other = region_partition(node_str(n));

	if (partition.len == 0 || other.len == 0 || str_eq(partition, other))
		return;
	diag_node(r->org->diags, &org_other_partition, r->org->doc, n,
	          "%s is %s, a region of the partition %.*s, and the organization is in %.*s",
	          path_of(r, at), say_text(a, node_str(n)), STR(other), STR(partition))
		->hint = arena_printf(a, "regions.home, %s, says which partition it is in: "
	                                 "describe the organization of %.*s in another file",
	                      say_text(a, home), STR(other));
}

static void check_text(struct reading *r, const struct org_shape *s, const struct node *n,
                       const struct step *at)
{
	struct arena *a = r->org->arena;

	if (!node_is_scalar(n) || (is_empty(n) && !(s->may_be_empty && !node_is_null(n)))) {
		wrong_type(r, s, n, at);
	} else if (s->words || s->facts) {
		check_words(r, s, n, at);
	} else if (s->id && !id_is(s->id, node_str(n))) {
		malformed(r, s, n, at)->hint =
			s->ask ? arena_printf(a, "%s prints it", s->ask) : NULL;
	} else if (s->is && !s->is(node_str(n))) {
		struct str near = s->is == region_known ? region_nearest(node_str(n))
		                                        : (struct str){0};
		malformed(r, s, n, at)->hint = say_nearest(a, near, NULL);
	} else {
		if (s->quoted)
			check_quotes(r, n, at);
		if (s->is == region_known)
			check_partition(r, n, at);
		check_ref(r, s, n, at);
	}
}

static void check_amount(struct reading *r, const struct org_shape *s, const struct node *n,
                         const struct step *at)
{
	struct str text = node_str(n);
	bool is_share = text.len > 1 && text.at[text.len - 1] == '%';
	struct str digits = str_slice(text, 0, text.len - is_share);
	unsigned value = 0;

	if (!node_is_scalar(n) || is_empty(n)) {
		wrong_type(r, s, n, at);
		return;
	}
	for (size_t i = 0; i < digits.len && i < 6; i++)
		value = value * 10 + (unsigned)(digits.at[i] - '0');
	if (!str_all_digits(digits) || digits.len > 6 ||
	    (digits.len > 1 && digits.at[0] == '0') || value < s->least ||
	    (is_share && (s->most == 0 || value > s->most)))
		malformed(r, s, n, at);
}

// --- maps and lists ---

static void check(struct reading *r, const struct org_shape *s, const struct node *n,
                  const struct step *at);

static const struct org_key *key_of(const struct org_shape *s, struct str name)
{
	for (const struct org_key *k = s->keys; k->name; k++)
		if (str_is(name, k->name))
			return k;
	return NULL;
}

static void unknown_key(struct reading *r, const struct org_shape *s,
                        const struct node *key, const struct step *at)
{
	struct org *org = r->org;
	struct names keys = {.arena = org->arena};

	for (const struct org_key *k = s->keys; k->name; k++)
		names_add(&keys, str_of(k->name), 0);
	diag_node(org->diags, &org_unknown_key, org->doc, key, "%s has no key %s",
	          path_of(r, at), say_text(org->arena, node_str(key)))->hint =
		say_nearest(org->arena, names_nearest(&keys, node_str(key)),
	                say_names(org->arena, "its keys are", &keys));
}

// Points at what holds the map: a block map starts where its first key does.
static void missing_key(struct reading *r, const struct org_key *k, const struct node *n,
                        const struct step *at)
{
	struct org *org = r->org;
	const char *ask = k->shape->ask;
	struct diag *d;

	if (at && at->key)
		d = diag_node(org->diags, &org_missing_key, org->doc, at->key, "%s has no %s",
		              path_of(r, at), k->name);
	else
		d = diag_at(org->diags, &org_missing_key, org->doc->sources[n->src], n->start,
		            n->start, "%s has no %s", path_of(r, at), k->name);
	d->hint = ask ? arena_printf(org->arena, "add %s: %s; %s prints it", k->name,
	                             k->shape->about, ask)
	              : arena_printf(org->arena, "add %s: %s", k->name, k->shape->about);
}

static void check_map(struct reading *r, const struct org_shape *s, const struct node *n,
                      const struct step *at)
{
	for (const struct org_key *k = s->keys; k->name; k++)
		if (k->required && !node_get(n, k->name))
			missing_key(r, k, n, at);
	node_each_pair(n, key) {
		const struct org_key *k = key_of(s, node_str(key));
		if (!k)
			unknown_key(r, s, key, at);
		else
			check(r, k->shape, key->next, &(struct step){at, key});
	}
}

static void check_named(struct reading *r, const struct org_shape *s, const struct node *n,
                        const struct step *at)
{
	if (s->limit && n->len > (size_t)limit(s->limit))
		diag_node(r->org->diags, &org_over_a_limit, r->org->doc, n,
		          "%s has %u entries, and AWS takes at most %ld", path_of(r, at), n->len,
		          limit(s->limit));
	node_each_pair(n, key) {
		struct str name = node_str(key);
		if (name.len == 0 || (s->name->is && !s->name->is(name)))
			diag_node(r->org->diags, &org_malformed_value, r->org->doc, key,
			          "a key of %s must be %s, and is %s", path_of(r, at),
			          s->name->about, said(r, name));
		else
			check_ref(r, s->name, key, at);
		check(r, s->of, key->next, &(struct step){at, key});
	}
}

static void check_list(struct reading *r, const struct org_shape *s, const struct node *n,
                       const struct step *at)
{
	struct names seen = {.arena = r->org->arena};

	node_each(n, item) {
		check(r, s->of, item, &(struct step){at, NULL});
		if (node_is_scalar(item) && names_add(&seen, node_str(item), 0) != NAME_NONE)
			diag_node(r->org->diags, &org_covered_twice, r->org->doc, item,
			          "%s names %s twice", path_of(r, at),
			          say_text(r->org->arena, node_str(item)));
	}
}

static void check(struct reading *r, const struct org_shape *s, const struct node *n,
                  const struct step *at)
{

	if (s->kind == ORG_ANY)
		return;
	if (n->tag != TAG_NONE) {
		wrong_type(r, s, n, at);
		return;
	}
	switch (s->kind) {
	case ORG_TEXT:
		check_text(r, s, n, at);
		return;
	case ORG_NUMBER:
		if (!node_is_scalar(n) || is_empty(n))
			break;
		if (n->style != STYLE_PLAIN || !is_word(s->words, node_str(n)))
			malformed(r, s, n, at);
		return;
	case ORG_FLAG:
		if (n->style != STYLE_PLAIN || (!node_is(n, "true") && !node_is(n, "false")))
			break;
		return;
	case ORG_AMOUNT:
		check_amount(r, s, n, at);
		return;
	case ORG_LIST:
		if (node_is_map(n) || is_empty(n))
			break;
		if (node_is_seq(n))
			check_list(r, s, n, at);
		else
			check(r, s->of, n, at);
		return;
	case ORG_MAP:
	case ORG_NAMED:
		if (!node_is_map(n))
			break;
		if (s->kind == ORG_MAP)
			check_map(r, s, n, at);
		else
			check_named(r, s, n, at);
		return;
	case ORG_ANY:
		return;
	}
	wrong_type(r, s, n, at);
}

void org_check(struct reading *r)
{
	if (r->org->root)
		check(r, &org_shape, r->org->root, NULL);
	else if (r->org->doc->root)
		wrong_type(r, &org_shape, r->org->doc->root, NULL);
}

void shape_check(struct arena *a, const struct doc *doc, const struct org_shape *shape,
                 const char *what, struct diags *diags)
{
	struct org org = {.arena = a, .doc = doc, .diags = diags};
	struct reading r = {.org = &org, .what = what};

	if (doc->root)
		check(&r, shape, doc->root, NULL);
}
