// What is wrong with ignores themselves.
#include "lint/decide/ignore.h"

static const struct rule ignore_unused = {
	.id = "IGN001",
	.name = "ignore-unused",
	.severity = SEV_WARNING,
	.summary = "an ignore that no finding needs",
	.why = "There is no such finding here any more. An ignore that stays would hide the\n"
	       "next one. --fix removes it.",
	.source = "docs/ignore.md",
	.bad = "Resources:\n"
	       "  Topic:\n"
	       "    Type: AWS::SNS::Topic   # orgc: ignore CFN002 was fixed long ago #!\n",
	.good = "Resources:\n"
	        "  Topic:\n"
	        "    Type: AWS::SNS::Topic\n",
	.fixed = "Resources:\n"
	         "  Topic:\n"
	         "    Type: AWS::SNS::Topic\n",
};

static const struct rule ignore_unknown = {
	.id = "IGN002",
	.name = "ignore-unknown-rule",
	.severity = SEV_WARNING,
	.summary = "an ignore of a rule that does not exist",
	.why = "It hides nothing. orgc show rules lists the ids and names of all rules; a family\n"
	       "is the letters of an id.",
	.source = "docs/ignore.md",
	.bad = "Resources:\n"
	       "  Topic:\n"
	       "    Type: AWS::SNS::Topic   # orgc: ignore CNF002 misspelt #!\n",
	.good = "Resources:\n"
	        "  Topic:\n"
	        "    Type: AWS::SNS::Topic\n",
};

static const struct rule ignore_expired = {
	.id = "IGN003",
	.name = "ignore-expired",
	.severity = SEV_WARNING,
	.summary = "an ignore whose last day has passed",
	.why = "The finding is reported again: the date said until when it could wait.",
	.source = "docs/ignore.md",
	.bad = "Resources:\n"
	       "  Topic:\n"
	       "    Type: AWS::SNS::Topic   # orgc: ignore CFN002 until 2020-01-31 later #!\n",
	.good = "Resources:\n"
	        "  Topic:\n"
	        "    Type: AWS::SNS::Topic\n",
};

static const struct rule ignore_without_reason = {
	.id = "IGN004",
	.name = "ignore-without-reason",
	.severity = SEV_WARNING,
	.summary = "an ignore without a reason, where .orgc.yaml requires one",
	.why = "A later reader cannot tell whether it still holds. Write the reason after the name\n"
	       "of the rule.",
	.source = "docs/ignore.md",
	.bad = "Resources:\n"
	       "  Topic:\n"
	       "    Type: AWS::SNS::Topic   # orgc: ignore CFN002 #!\n",
	.good = "Resources:\n"
	        "  Topic:\n"
	        "    Type: AWS::SNS::Topic   # orgc: ignore CFN002 one partition only\n",
};

const struct rule *const ignore_rules[] = {
	&ignore_unused, &ignore_unknown, &ignore_expired, &ignore_without_reason, NULL,
};

bool is_ignore_rule(const struct rule *rule)
{
	for (const struct rule *const *r = ignore_rules; *r; r++)
		if (*r == rule)
			return true;
	return false;
}

static const struct rule *nearest_rule(const struct rule *const *rules, struct str name)
{
	const struct rule *nearest = NULL;
	int best = 3, distance;

	for (; *rules; rules++) {
		const char *const words[] = {(*rules)->id, (*rules)->name};
		for (size_t i = 0; i < 2; i++) {
			distance = str_distance(str_of(words[i]), name, 2);
			if (distance < best) {
				best = distance;
				nearest = *rules;
			}
		}
	}
	return nearest;
}

static bool names_a_rule(const struct rule *const *rules, struct str name)
{
	for (; *rules; rules++)
		if (rule_is_called(*rules, name))
			return true;
	return false;
}

// The whole comment goes where all its names are unused.
static void fix_unused(const struct ignores *g, const struct ignore *one, struct diags *diags,
                       struct diag *d)
{
	struct edit *edit;
	struct fix *fix;

	for (size_t i = 0; i < g->count; i++)
		if (g->items[i].line_start == one->line_start && g->items[i].used)
			return;
	if (one->line_end <= one->line_start)
		return;
	edit = arena_new(diags->arena, struct edit);
	*edit = (struct edit){one->line_start, one->line_end, S("")};
	fix = arena_new(diags->arena, struct fix);
	*fix = (struct fix){"remove the comment", edit, 1};
	d->fix = fix;
}

static void check_one(struct ignores *g, const struct ignore *one,
                      const struct rule *const *rules, struct diags *diags)
{
	const struct rule *nearest;
	struct diag *d;

	if (!names_a_rule(rules, one->name)) {
		d = diag_at(diags, &ignore_unknown, g->source, one->start, one->end,
		            "there is no rule \"%.*s\" to ignore", STR(one->name));
		nearest = nearest_rule(rules, one->name);
		if (nearest)
			d->hint = arena_printf(diags->arena, "did you mean %s (%s)?", nearest->id,
			                       nearest->name);
	} else if (one->until && one->until < g->today) {
		diag_at(diags, &ignore_expired, g->source, one->start, one->end,
		        "ignored until %04u-%02u-%02u only", one->until / 10000,
		        one->until / 100 % 100, one->until % 100);
	} else if (!one->used) {
		d = diag_at(diags, &ignore_unused, g->source, one->start, one->end,
		            "%.*s finds nothing here", STR(one->name));
		fix_unused(g, one, diags, d);
	}
}

void ignores_check(struct ignores *g, const struct rule *const *rules, bool reasons,
                   struct diags *diags)
{
	for (size_t i = 0; i < g->count; i++) {
		check_one(g, &g->items[i], rules, diags);
		if (reasons && !g->items[i].has_reason) {
			struct diag *d = diag_at(diags, &ignore_without_reason, g->source,
			                         g->items[i].start, g->items[i].end,
			                         "the reason is missing");
			d->hint = "write it after the name of the rule";
		}
	}
}
