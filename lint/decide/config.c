// Reads .orgc.yaml and answers from it.
#include "lint/decide/config.h"

#include "lint/decide/ignore.h"
#include "model/read/read.h"
#include "model/text/glob.h"
#include "model/text/names.h"
#include "model/text/say.h"
#include "org/org_table.h"

// --- its table ---

static const char *const severities[] = {"error", "warning", "info", NULL};
static const char *const levels[] = {"off", "info", "warning", "error", NULL};
static const char *const reasons[] = {"required", "optional", NULL};

static const struct org_shape severity = {ORG_TEXT, "error, warning or info",
                                          .words = severities};
static const struct org_shape level = {ORG_TEXT, "off, info, warning or error",
                                       .words = levels};
static const struct org_shape reason = {ORG_TEXT, "required or optional", .words = reasons};
static const struct org_shape rule_name = {
	.kind = ORG_TEXT, .about = "the id, name or family of a rule"};
static const struct org_shape rule_levels = {
	ORG_NAMED, "a map from rules to levels", .name = &rule_name, .of = &level};
static const struct org_shape patterns = {
	ORG_LIST, "a list of patterns as in .gitignore", .of = &shape_text};
static const struct org_key path_keys[] = {
	{"files", &patterns, true, "For which files, as in .gitignore.", NULL},
	{"rules", &rule_levels, true, "What holds for them in the place of rules.", NULL},
	{"reason", &shape_text, false, "Why.", NULL},
	{0},
};
static const struct org_shape a_path = {ORG_MAP, "a map with files and rules",
                                        .keys = path_keys};
static const struct org_shape paths = {ORG_LIST, "a list of maps with files and rules",
                                       .of = &a_path};
static const struct org_key keys[] = {
	{"extends", &shape_text, false, "Another .orgc.yaml, seen from the folder of this one.",
	 NULL},
	{"exclude", &patterns, false,
	 "Files that a search of folders leaves out, as in .gitignore.", "[]"},
	{"fail-on", &severity, false, "The findings that give exit status 1.", "\"warning\""},
	{"baseline", &shape_text, false, "A baseline, seen from the folder of this file.", NULL},
	{"org", &shape_text, false,
	 "The org description that policies and templates belong to, seen from the folder of this "
	 "file.", NULL},
	{"ignore-reasons", &reason, false, "Whether each ignore has to say why.",
	 "\"optional\""},
	{"rules", &rule_levels, false, "Levels of rules, by id, name or family.", "{}"},
	{"paths", &paths, false, "The same for some files only; the last that fits decides.",
	 "[]"},
	{0},
};
static const struct org_shape config_shape = {ORG_MAP, "a configuration of orgc",
                                              .keys = keys};

struct node *config_schema(struct arena *a)
{
	return shape_schema(a, &config_shape, ".orgc.yaml",
	                    "How orgc lint judges the files of a folder.");
}

// --- reading ---

static const struct rule config_unknown_rule = {
	.id = "CFG001",
	.name = "config-unknown-rule",
	.severity = SEV_WARNING,
	.summary = "a level for a rule that does not exist",
	.why = "It changes nothing. orgc show rules lists the ids and names of all rules; a family\n"
	       "is the letters of an id.",
	.source = "docs/config.md",
	.bad = "rules:\n"
	       "  IMA009: off #!\n",
	.good = "rules:\n"
	        "  IAM009: off\n",
};

static const struct rule config_extends_nothing = {
	.id = "CFG002",
	.name = "config-extends-nothing",
	.severity = SEV_ERROR,
	.summary = "a .orgc.yaml that extends a file that is not to be had",
	.why = "The path counts from the folder of the .orgc.yaml, and leads to a file of the\n"
	       "repository. A file must not extend itself in a circle.",
	.source = "docs/config.md",
	.bad = "extends: missing.orgc.yaml #!\n",
	.good = "extends: ../.orgc.yaml\n",
};

const struct rule *const config_rules[] = {
	&config_unknown_rule, &config_extends_nothing, NULL,
};

void config_extends_wrong(const struct config *c, const char *what, struct diags *diags)
{
	diag_node(diags, &config_extends_nothing, c->doc, node_get(c->doc->root, "extends"),
	          "this extends %s", what);
}

static void check_rules(struct arena *a, const struct doc *doc, const struct node *map,
                        const struct rule *const *all, struct diags *diags)
{
	struct names names = {.arena = a};

	node_each_pair(map, key) {
		bool known = false;
		for (const struct rule *const *r = all; *r && !known; r++)
			known = rule_is_called(*r, node_str(key));
		if (known)
			continue;
		for (const struct rule *const *r = all; *r; r++) {
			names_add(&names, str_of((*r)->id), 0);
			names_add(&names, str_of((*r)->name), 0);
		}
		diag_node(diags, &config_unknown_rule, doc, key, "there is no rule %s",
		          say_text(a, node_str(key)))->hint =
			say_nearest(a, names_nearest(&names, node_str(key)), NULL);
	}
}

struct config *config_read(struct arena *a, struct source *source,
                           const struct rule *const *all, struct str *extends,
                           struct diags *diags)
{
	static const char *const no_tags[] = {"", NULL};
	struct config *c = arena_new(a, struct config);

	c->doc = doc_read(a, source, SYNTAX_YAML, no_tags, diags);
	shape_check(a, c->doc, &config_shape, ".orgc.yaml", diags);
	check_rules(a, c->doc, node_get(c->doc->root, "rules"), all, diags);
	node_each(node_get(c->doc->root, "paths"), item)
		check_rules(a, c->doc, node_get(item, "rules"), all, diags);
	*extends = node_str(node_get(c->doc->root, "extends"));
	return c;
}

// --- answers ---

static enum config_level level_named(const struct node *n)
{
	for (int i = 0; levels[i]; i++)
		if (node_is(n, levels[i]))
			return LEVEL_OFF + i;
	return LEVEL_OF_RULE;
}

// What a map of levels says of a rule: its id or name before its family.
static const struct node *level_in(const struct node *map, const struct rule *rule)
{
	const struct node *of_family = NULL, *of_rule = NULL;

	node_each_pair(map, key) {
		struct str name = node_str(key);
		if (str_eq_nocase(name, str_of(rule->id)) || str_is(name, rule->name))
			of_rule = key->next;
		else if (rule_is_called(rule, name))
			of_family = key->next;
	}
	return of_rule ? of_rule : of_family;
}

static bool patterns_take(const struct node *list, struct str path)
{
	enum glob_verdict verdict = glob_says(node_str(list), path, false), next;

	node_each(list, item) {
		next = glob_says(node_str(item), path, false);
		verdict = next != GLOB_NONE ? next : verdict;
	}
	return verdict == GLOB_TAKES;
}

static const struct node *level_here(const struct config *c, struct str path,
                                     const struct rule *rule)
{
	const struct node *found = NULL, *next;

	node_each(node_get(c->doc->root, "paths"), item) {
		if (!patterns_take(node_get(item, "files"), path))
			continue;
		next = level_in(node_get(item, "rules"), rule);
		found = next ? next : found;
	}
	return found ? found : level_in(node_get(c->doc->root, "rules"), rule);
}

enum config_level config_level(const struct config *c, struct str path,
                               const struct rule *rule, const struct node **where,
                               const struct config **of)
{
	const struct node *found = NULL;

	while (c && !(found = level_here(c, path, rule)))
		c = c->base;
	if (where)
		*where = found;
	if (of)
		*of = c;
	return level_named(found);
}

bool config_excludes(const struct config *c, struct str path)
{
	for (; c; c = c->base)
		if (patterns_take(node_get(c->doc->root, "exclude"), path))
			return true;
	return false;
}

const struct node *config_value(const struct config *c, const char *key)
{
	const struct node *value = NULL;

	while (c && !(value = node_get(c->doc->root, key)))
		c = c->base;
	return value;
}

bool config_fail_on(const struct config *c, enum severity *s)
{
	const struct node *value = config_value(c, "fail-on");

	for (enum severity i = SEV_INFO; i <= SEV_ERROR; i++)
		if (node_is(value, severity_name(i))) {
			*s = i;
			return true;
		}
	return false;
}

bool config_requires_reasons(const struct config *c)
{
	return node_is(config_value(c, "ignore-reasons"), "required");
}
