// The stages of findings that people decide about: ignore, level, baseline.
#include "lint/decide/decisions.h"

// --- ignore ---

// What the files that findings are about say of them.
struct said {
	const struct lint_decisions *decisions;
	struct names files; // by the name of their source, to items
	struct ignores *items;
	size_t count, room;
};

// `a` is that of the result: what a source knows of its lines lives there.
static void read_said(struct said *s, struct arena *a, struct source *source,
                      const struct doc *doc)
{
	if (names_add(&s->files, str_of(source->name), (uint32_t)s->count) != NAME_NONE)
		return;
	s->items = arena_grow(s->files.arena, s->items, s->count, &s->room, sizeof *s->items);
	s->items[s->count++] = ignores_read(a, source, doc, s->decisions->today);
}

static struct ignores *said_of(struct said *s, struct arena *a, struct source *source)
{
	uint32_t index = names_find(&s->files, str_of(source->name));

	if (index == NAME_NONE) {
		read_said(s, a, source, NULL);
		index = names_find(&s->files, str_of(source->name));
	}
	return index == NAME_NONE ? NULL : &s->items[index];
}

static bool is_ignored(struct said *s, struct arena *a, const struct diag *d)
{
	struct ignores *g = d->source ? said_of(s, a, d->source) : NULL;

	return g && ignores_take(a, g, d);
}

static bool reasons_of(const struct lint_decisions *d, const char *name)
{
	struct str path;

	return config_requires_reasons(d->config ? d->config(d->context, name, &path) : NULL);
}

// Those of which all findings are known: of files that were judged themselves.
static void check_said(struct said *s, struct lint_result *r)
{
	struct source *source = r->said->sources[0];
	struct ignores *g = said_of(s, r->findings.arena, source);

	if (g)
		ignores_check(g, s->decisions->rules, reasons_of(s->decisions, source->name),
		              &r->findings);
}

static void ignore(struct arena *a, struct lint_result *const *results, size_t count,
                   struct lint_decisions *d)
{
	struct said said = {.decisions = d, .files = {.arena = a}};

	for (size_t i = 0; i < count; i++)
		if (results[i]->said)
			read_said(&said, results[i]->findings.arena, results[i]->said->sources[0],
			          results[i]->said);
	for (size_t i = 0; i < count; i++) {
		struct diags *f = &results[i]->findings;
		size_t kept = 0;
		for (size_t j = 0; j < f->count; j++)
			if (!is_ignored(&said, f->arena, &f->items[j]))
				f->items[kept++] = f->items[j];
		d->ignored += f->count - kept;
		f->count = kept;
	}
	for (size_t i = 0; i < count; i++)
		if (results[i]->said)
			check_said(&said, results[i]);
}

// --- level ---

// The configuration of a file. Findings of one come together.
struct settled {
	const struct source *source; // NULL: none was asked for yet
	const struct config *config;
	struct str path;
};

static const struct settled *settle(struct settled *s, const struct lint_decisions *d,
                                    const struct source *source)
{
	if (source != s->source) {
		*s = (struct settled){.source = source};
		if (source && d->config)
			s->config = d->config(d->context, source->name, &s->path);
	}
	return s;
}

static void level(struct diags *f, struct lint_decisions *d)
{
	struct settled settled = {0};
	size_t kept = 0;

	for (size_t i = 0; i < f->count; i++) {
		struct diag *one = &f->items[i];
		const struct settled *s = settle(&settled, d, one->source);
		enum config_level level = config_level(s->config, s->path, one->rule, NULL, NULL);

		if (level > LEVEL_OFF)
			one->severity = SEV_INFO + (level - LEVEL_INFO);
		if (level != LEVEL_OFF)
			f->items[kept++] = *one;
	}
	d->ignored += f->count - kept;
	f->count = kept;
}

// --- baseline ---

const struct diag **lint_findings(struct arena *a, struct lint_result *const *results,
                                  size_t count, size_t *total)
{
	const struct diag **all;
	size_t at = 0;

	*total = 0;
	for (size_t i = 0; i < count; i++)
		*total += results[i]->findings.count;
	all = arena_array(a, const struct diag *, *total);
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < results[i]->findings.count; j++) {
			struct diag *one = &results[i]->findings.items[j];
			// What a source knows of its lines lives as long as it does.
			if (one->source)
				source_place(results[i]->findings.arena, one->source, one->start);
			all[at++] = one;
		}
	return all;
}

static void accept(struct arena *a, struct lint_result *const *results, size_t count,
                   struct lint_decisions *d)
{
	size_t total, at = 0;
	const struct diag **all = lint_findings(a, results, count, &total);
	struct fingerprint *prints = fingerprints(a, &d->base, all, NULL, total);

	for (size_t i = 0; i < count; i++) {
		struct diags *f = &results[i]->findings;
		size_t kept = 0;
		for (size_t j = 0; j < f->count; j++)
			if (!baseline_takes(d->baseline, &prints[at++]))
				f->items[kept++] = f->items[j];
		d->accepted += f->count - kept;
		f->count = kept;
	}
}

void lint_decide(struct arena *a, struct lint_result *const *results, size_t count,
                 struct lint_decisions *d)
{
	d->ignored = d->accepted = 0;
	ignore(a, results, count, d);
	for (size_t i = 0; i < count; i++) {
		level(&results[i]->findings, d);
		diags_sort(&results[i]->findings);
	}
	if (d->baseline)
		accept(a, results, count, d);
}
