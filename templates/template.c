// Reads the sections of a template, and what its transforms may change.
#include "templates/template.h"

#include "aws/aws.h"
#include "model/text/names.h"

// A resource, or one whose Type is missing or misspelt.
static bool is_resource(const struct node *n)
{
	if (node_get(n, "Type") || node_is_map(node_get(n, "Properties")))
		return true;
	node_each_pair(n, key)
		if (str_starts(node_str(key->next), "AWS::"))
			return true;
	return false;
}

bool template_is(const struct doc *d)
{
	const struct node *resources = node_get(d->root, "Resources");

	if (node_get(d->root, "AWSTemplateFormatVersion"))
		return true;
	node_each_pair(resources, key)
		if (is_resource(key->next) ||
		    (str_starts(node_str(key), "Fn::ForEach::") && node_is_seq(key->next)))
			return true;
	return false;
}

// --- sections ---

// The slot of `name`, or the free one where it belongs; NULL where neither is near. A slot
// holds an index plus one.
static uint32_t *slot_of(const struct entries *s, struct str name)
{
	uint64_t hash = str_hash_keyed(name, s->hash_key);

	for (size_t i = 0; i < HASH_PROBES; i++) {
		uint32_t *slot = &s->slots[(hash + i) & (s->slot_count - 1)];
		if (!*slot || str_eq(s->items[*slot - 1].name, name))
			return slot;
	}
	return NULL;
}

const struct entry *entries_find(const struct entries *s, struct str name)
{
	const uint32_t *slot = s->count ? slot_of(s, name) : NULL;

	return slot && *slot ? &s->items[*slot - 1] : NULL;
}

// Of two with one name the last counts.
static bool fill_slots(struct entries *s, struct arena *a)
{
	s->slots = arena_array(a, uint32_t, s->slot_count);
	for (size_t i = 0; i < s->count; i++) {
		uint32_t *slot = slot_of(s, s->items[i].name);
		if (!slot)
			return false;
		*slot = (uint32_t)i + 1;
	}
	return true;
}

static struct str type_of(const struct node *value)
{
	const struct node *type = node_get(value, "Type");

	return type && type->tag == TAG_NONE ? node_str(type) : (struct str){0};
}

// The loops and transforms among the keys of a section name nothing.
static struct entries entries_of(struct template *t, struct arena *a, const char *section)
{
	const struct node *map = node_get(t->doc->root, section);
	struct entries s = {.slot_count = 4, .guesses = t->guesses};

	if (!node_is_map(map))
		return (struct entries){0};
	while (s.slot_count < map->len * (size_t)2)
		s.slot_count *= 2;
	s.items = arena_array(a, struct entry, map->len);
	node_each_pair(map, key) {
		struct str name = node_str(key);
		if (str_starts(name, "Fn::ForEach::")) {
			t->loops = true;
		} else if (str_is(name, "Fn::Transform")) {
			t->is_rewritten = true;
		} else if (node_is_scalar(key)) {
			s.items[s.count++] = (struct entry){key, key->next, name,
			                                     type_of(key->next)};
		}
	}
	while (!fill_slots(&s, a))
		s.hash_key++;
	return s;
}

static const struct node *section_of(const struct template *t, const char *name)
{
	const struct node *map = node_get(t->doc->root, name);

	return node_is_map(map) ? map : NULL;
}

// --- transforms ---

static void add_transform(struct template *t, const struct node *transform)
{
	bool is_sam = node_is(transform, "AWS::Serverless-2016-10-31");

	t->has_language_extensions |= node_is(transform, "AWS::LanguageExtensions");
	t->has_sam |= is_sam;
	t->is_rewritten |= !is_sam && !transform_keeps_resources(node_str(transform));
}

// A type that is no plain text (`Type: !Rain::Module x`, or a map) is for a tool that makes
// resources of it before CloudFormation sees the template.
static void look_for_modules(struct template *t)
{
	t->is_rewritten |= node_get(t->doc->root, "Modules") != NULL;
	for (size_t i = 0; i < t->resources.count; i++) {
		const struct node *type = node_get(t->resources.items[i].value, "Type");

		t->is_rewritten |= type && (type->tag == TAG_OTHER || !node_is_scalar(type));
		t->has_modules |= str_ends(node_str(type), "::MODULE");
	}
}

enum section section_find(struct str name)
{
	static const char *const names[] = {
		[SECTION_METADATA] = "Metadata",     [SECTION_PARAMETERS] = "Parameters",
		[SECTION_MAPPINGS] = "Mappings",     [SECTION_CONDITIONS] = "Conditions",
		[SECTION_RULES] = "Rules",           [SECTION_TRANSFORM] = "Transform",
		[SECTION_RESOURCES] = "Resources",   [SECTION_OUTPUTS] = "Outputs",
	};

	for (size_t i = SECTION_METADATA; i < sizeof names / sizeof *names; i++)
		if (str_is(name, names[i]))
			return (enum section)i;
	return SECTION_NONE;
}

struct template *template_of(struct arena *a, const struct doc *d)
{
	struct template *t = arena_new(a, struct template);

	t->doc = d;
	t->guesses = arena_new(a, unsigned);
	t->metadata = section_of(t, "Metadata");
	t->rules = section_of(t, "Rules");
	t->transform = node_get(d->root, "Transform");
	t->parameters = entries_of(t, a, "Parameters");
	t->mappings = entries_of(t, a, "Mappings");
	t->conditions = entries_of(t, a, "Conditions");
	t->resources = entries_of(t, a, "Resources");
	t->outputs = entries_of(t, a, "Outputs");
	if (node_get(d->root, "Fn::Transform"))
		t->is_rewritten = true;
	look_for_modules(t);
	if (node_is_seq(t->transform)) {
		node_each(t->transform, item)
			add_transform(t, item);
	} else if (t->transform) {
		add_transform(t, t->transform);
	}
	t->has_macro = t->has_sam || t->is_rewritten;
	return t;
}

// --- names ---

static const char *const pseudo_parameters[] = {
	"AWS::AccountId", "AWS::NotificationARNs", "AWS::NoValue",   "AWS::Partition",
	"AWS::Region",    "AWS::StackId",          "AWS::StackName", "AWS::URLSuffix",
};
enum { PSEUDO_PARAMETERS = sizeof pseudo_parameters / sizeof *pseudo_parameters };

bool pseudo_parameter_is(struct str name)
{
	for (size_t i = 0; i < PSEUDO_PARAMETERS; i++)
		if (str_is(name, pseudo_parameters[i]))
			return true;
	return false;
}

struct search {
	struct str wanted, best;
	int distance; // of `best`, or one more than what would still be near
};

static void consider(struct search *s, struct str name)
{
	int distance = str_distance(s->wanted, name, s->distance - 1);

	if (distance < s->distance) {
		s->distance = distance;
		s->best = name;
	}
}

static void consider_all(struct search *s, const struct entries *entries)
{
	enum { MOST = 1000 }; // more than CloudFormation takes; hostile files have more

	for (size_t i = 0; i < entries->count && i < MOST; i++)
		consider(s, entries->items[i].name);
}

static struct search search_for(struct str name)
{
	// One slip in a short name, three in a long one.
	int near = name.len < 5 ? 1 : name.len < 10 ? 2 : 3;

	return (struct search){.wanted = name, .distance = near + 1};
}

struct str entries_nearest(const struct entries *s, struct str name)
{
	struct search search = search_for(name);

	if (s->count > 0 && (*s->guesses)++ < MOST_GUESSES)
		consider_all(&search, s);
	return search.best;
}

struct str template_nearest(const struct template *t, struct str name)
{
	struct search s = search_for(name);

	if ((*t->guesses)++ < MOST_GUESSES) {
		consider_all(&s, &t->parameters);
		consider_all(&s, &t->resources);
	}
	for (size_t i = 0; i < PSEUDO_PARAMETERS; i++)
		consider(&s, str_of(pseudo_parameters[i]));
	return s.best;
}
