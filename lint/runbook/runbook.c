// What rules about documents of Systems Manager share.
#include "lint/runbook/runbook.h"

#include "lint/policy/statement.h"

#include <stdarg.h>
#include <stdio.h>

static const char *format_in(struct lint *l, const char *format, va_list args)
{
	char text[512];

	vsnprintf(text, sizeof text, format, args);
	return arena_cstring(l->arena, str_of(text));
}

struct diag *runbook_report(struct lint *l, const struct node *n, size_t at, size_t end,
                            const char *format, ...)
{
	struct diag *d;
	va_list args;

	va_start(args, format);
	d = lint_report(l, n, "%s", format_in(l, format, args));
	va_end(args);
	d->start = node_offset(l->doc, n, at);
	d->end = node_offset(l->doc, n, end);
	return d;
}

struct diag *runbook_report_reference(struct lint *l, const struct ssm_reference *r,
                                      const char *format, ...)
{
	const char *text;
	va_list args;

	va_start(args, format);
	text = format_in(l, format, args);
	va_end(args);
	return runbook_report(l, r->node, r->at, r->end, "%s", text);
}

void runbook_fix(struct lint *l, struct diag *d, const struct node *n, size_t at,
                 size_t end, struct str by)
{
	struct edit edit = {node_offset(l->doc, n, at), node_offset(l->doc, n, end), by};
	struct str old = str_slice(node_str(n), at, end);
	struct str there = str_slice(l->doc->sources[n->src]->text, edit.start, edit.end);

	if (n->flags & NODE_SHARED || n->src != 0 || !str_eq(old, there))
		return;
	lint_fix(l, d, arena_printf(l->arena, "write %.*s", STR(by)), &edit, 1);
}

void runbook_nearest(struct lint *l, struct diag *d, const struct node *n, size_t at,
                     size_t end, struct str nearest)
{
	if (nearest.len == 0)
		return;
	d->hint = say_nearest(l->arena, nearest, NULL);
	runbook_fix(l, d, n, at, end, nearest);
}

const struct fact *runbook_form(const struct ssm_document *d)
{
	static const char *const names[] = {
		[SSM_AUTOMATION] = "automation",
		[SSM_COMMAND] = "command",
		[SSM_SESSION] = "session",
	};

	if (d->kind == SSM_UNSURE || d->kind == SSM_OTHER)
		return NULL;
	return fact_get(fact_get(fact_file("documents"), "forms"), names[d->kind]);
}

const struct fact *runbook_facts(const char *list)
{
	return fact_get(fact_file("documents"), list);
}

struct str runbook_day(void)
{
	return lint_facts_day("Automation actions");
}

const char *runbook_step(struct lint *l, const struct ssm_step *s)
{
	if (s->name.len == 0)
		return "a step without a name";
	return arena_printf(l->arena, "the step %.*s", STR(s->name));
}
