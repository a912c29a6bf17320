// .orgc.yaml: how the files of a folder, and of those below it, are to be judged.
// docs/config.md describes it for people; the table in config.c says what it may hold, and
// makes its JSON Schema.
#ifndef LINT_DECIDE_CONFIG_H
#define LINT_DECIDE_CONFIG_H

#include "model/diag.h"

extern const struct rule *const config_rules[]; // NULL-ended

struct config {
	struct doc *doc;
	const struct config *base; // what it extends; NULL where nothing
};

// Reads one; *extends is the path of the one that it extends as it says it, seen from its
// folder, empty where it extends none. `all` are the rules that there are; NULL-ended.
struct config *config_read(struct arena *a, struct source *source,
                           const struct rule *const *all, struct str *extends,
                           struct diags *diags);

// Says that what it extends is not to be had: it extends "a file that cannot be read".
void config_extends_wrong(const struct config *c, const char *what, struct diags *diags);

// What is to be done with the findings of a rule.
enum config_level { LEVEL_OF_RULE, LEVEL_OFF, LEVEL_INFO, LEVEL_WARNING, LEVEL_ERROR };

// In the file `path`, seen from the folder of the .orgc.yaml. What `paths` says of it goes
// before `rules`, the id or name of a rule before its family, what extends before what is
// extended, and the last of several. `c` may be NULL: LEVEL_OF_RULE. *where, unless NULL, is
// the node that decides; *of is whose it is.
enum config_level config_level(const struct config *c, struct str path,
                               const struct rule *rule, const struct node **where,
                               const struct config **of);

// Whether `exclude` takes the file: searching folders leaves it out.
bool config_excludes(const struct config *c, struct str path);

// A value by its key: what the configuration itself says, or what it extends; NULL where
// none says anything. Of the keys that hold a text.
const struct node *config_value(const struct config *c, const char *key);

// The severity that fails; false where it does not say.
bool config_fail_on(const struct config *c, enum severity *s);
bool config_requires_reasons(const struct config *c);

// An item of `paths` that turns rules off in some files.
struct config_off {
	const char *const *files; // as config_level has them
	size_t file_count;
	const struct rule *const *rules;
	size_t rule_count;
};
// The text of a .orgc.yaml with these items after those that it has; `old` may be NULL: then
// that of a new one. False where it is laid out too oddly.
bool config_add(struct arena *a, struct source *old, const struct config_off *items,
                size_t count, struct str reason, struct str *text);

struct node *config_schema(struct arena *a);

#endif
