// All rules of the program, by name.
#include "cli/cli.h"

#include <string.h>

#include "org/import/import.h"
#include "org/org.h"
#include "lint/decide/decisions.h"
#include "preflight/findings.h"
#include "model/read/read.h"

const struct rule **all_rules(struct arena *a)
{
	static const struct rule *const *const others[] = {
		read_rules, org_rules, import_rules, preflight_rules, ignore_rules, config_rules,
		baseline_rules,
	};
	size_t count = 0, room = 0;
	const struct rule **rules = NULL;

	for (const struct lint_rule *const *r = lint_rules; *r; r++) {
		rules = arena_grow(a, rules, count, &room, sizeof *rules);
		rules[count++] = &(*r)->rule;
	}
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		for (const struct rule *const *r = others[i]; *r; r++) {
			rules = arena_grow(a, rules, count, &room, sizeof *rules);
			rules[count++] = *r;
		}
	rules = arena_grow(a, rules, count, &room, sizeof *rules);
	rules[count] = NULL;
	return rules;
}

const struct rule **rules_by_id(struct arena *a)
{
	const struct rule **rules = all_rules(a);
	size_t count = 0;

	while (rules[count])
		count++;
	rules_sort(rules, count);
	return rules;
}

const struct rule *rule_named(const struct rule *const *rules, const char *name)
{
	for (; *rules; rules++)
		if (str_eq_nocase(str_of((*rules)->id), str_of(name)) ||
		    strcmp((*rules)->name, name) == 0)
			return *rules;
	return NULL;
}
