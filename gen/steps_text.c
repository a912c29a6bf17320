// Writes steps.md and steps.sh.
#include "gen/scripts.h"
#include "gen/steps.h"
#include "model/text/escape.h"
#include "model/text/lines.h"
#include "model/write/write.h"

// --- steps.md ---

// A fence that no line of the text ends.
static const char *fence_for(struct arena *a, struct str text)
{
	const char *fence = "```";

	while (str_find(text, 0, fence) >= 0)
		fence = arena_printf(a, "%s`", fence);
	return fence;
}

static void say_block(struct out *o, const char *lead, struct str text)
{
	const char *fence = fence_for(o->arena, text);

	if (text.len > 0)
		out_printf(o, "%s\n\n%s\n%.*s\n%s\n\n", lead, fence, STR(text), fence);
}

static const char *markdown(struct out *o, struct str text)
{
	return escaped(o->arena, OUTPUT_MARKDOWN, text);
}

static void say_step(struct out *o, const struct step *step, size_t number)
{
	out_printf(o, "## %zu. %s\n\n", number, markdown(o, step->title));
	if (step->why.len > 0)
		out_printf(o, "%s\n\n", markdown(o, step->why));
	if (step->account.len > 0)
		out_printf(o, "Account: %s\n\n", markdown(o, step->account));
	say_block(o, "Is it done?", step->check);
	say_block(o, step->is_by_hand ? "Do it by hand:" : "Do it:", step->run);
	say_block(o, "Take it back:", step->undo);
}

static struct str steps_text(const struct steps *s, struct str region)
{
	struct out o = {.arena = s->arena};
	bool is_after = false;

	out_printf(
		&o,
		"# What CloudFormation has no resource for\n\n"
		"Made by orgc. steps.sh does the same: `sh steps.sh before`, deploy, "
		"`sh steps.sh after`.\nThe region is %.*s.\nVersion 2.9 of the AWS CLI, which "
		"Debian 12 has, is too old for some of this.\n\n# Before you deploy\n\n",
		STR(region));
	for (size_t i = 0; i < s->count; i++) {
		if (s->items[i].is_after && !is_after)
			out_text(&o, "# After you deployed\n\n");
		is_after = s->items[i].is_after;
		say_step(&o, &s->items[i], i + 1);
	}
	o.len--;
	return out_str(&o);
}

// --- steps.sh ---

static void say_lines(struct out *o, struct str text)
{
	for (size_t at = 0; at < text.len;) {
		ptrdiff_t end = str_find_byte(text, at, '\n');
		size_t stop = end < 0 ? text.len : (size_t)end;
		out_printf(o, "\t\t%.*s\n", STR(str_slice(text, at, stop)));
		at = stop + 1;
	}
}

static void say_branch(struct out *o, const struct step *step, size_t number,
                       const char *action, struct str text)
{
	if (text.len == 0)
		return;
	out_printf(o, "\t%zu-%s)\n\t\texport AWS_PROFILE=", number, action);
	script_quote(o, step->account);
	out_byte(o, '\n');
	say_lines(o, text);
	out_text(o, "\t\t;;\n");
}

// What a person does is printed, up to a line that the text has not.
static void say_by_hand(struct out *o, size_t number, const char *action, struct str text)
{
	const char *end = "END";

	while (str_find(text, 0, end) >= 0)
		end = arena_printf(o->arena, "%s_", end);
	if (text.len == 0)
		return;
	out_printf(o, "\t%zu-%s)\n\t\tcat <<'%s'\n", number, action, end);
	for (uint32_t at = 0; at < text.len; at = next_line(text, at)) {
		struct str line = str_slice(text, at, line_end(text, at));
		out_printf(o, "%s\n", escaped(o->arena, OUTPUT_TERMINAL, line));
	}
	out_printf(o, "%s\n\t\t;;\n", end);
}

static void say_title(struct out *o, const struct step *step, size_t number)
{
	out_printf(o, "\t%zu-title)\n\t\tprintf '%%s\\n' ", number);
	script_quote(o, escape(o->arena, OUTPUT_TERMINAL, step->title));
	out_text(o, "\n\t\t;;\n");
}

// The numbers of some steps, as a variable of the script.
static void say_numbers(struct out *o, const struct steps *s, const char *name,
                        bool (*holds)(const struct step *step))
{
	const char *gap = "";

	out_printf(o, "%s='", name);
	for (size_t i = 0; i < s->count; i++) {
		if (!holds(&s->items[i]))
			continue;
		out_printf(o, "%s%zu", gap, i + 1);
		gap = " ";
	}
	out_text(o, "'\n");
}

static bool is_before(const struct step *step)
{
	return !step->is_after;
}

static bool is_after(const struct step *step)
{
	return step->is_after;
}

static bool has_check(const struct step *step)
{
	return step->check.len > 0;
}

static bool has_undo(const struct step *step)
{
	return step->undo.len > 0;
}

static bool is_on_request(const struct step *step)
{
	return step->is_on_request;
}

static const char script_head[] =
	"#!/bin/sh\n"
	"# Made by orgc: what CloudFormation has no resource for. steps.md says why.\n"
	"#   sh steps.sh before   does what has to be there before you deploy\n"
	"#   sh steps.sh after    does what can be done only then\n"
	"#   sh steps.sh check    says what is done; changes nothing\n"
	"#   sh steps.sh run N    does step N, also one that waits to be asked for\n"
	"#   sh steps.sh undo N   takes step N back; before or after: all of these\n"
	"# What is done already is left as it is. Each step runs with the profile of the AWS CLI\n"
	"# that has the name of its account in org.yaml.\n"
	"set -eu\n";

static struct str script_text(const struct steps *s, struct str region)
{
	struct out o = {.arena = s->arena};

	out_printf(&o, "%sexport AWS_REGION=%.*s AWS_DEFAULT_REGION=%.*s\n", script_head,
	           STR(region), STR(region));
	say_numbers(&o, s, "before", is_before);
	say_numbers(&o, s, "after", is_after);
	say_numbers(&o, s, "checked", has_check);
	say_numbers(&o, s, "undone", has_undo);
	say_numbers(&o, s, "asked", is_on_request);
	out_text(&o, "\nstep() { # NUMBER ACTION\n\tcase $1-$2 in\n");
	for (size_t i = 0; i < s->count; i++) {
		const struct step *step = &s->items[i];
		say_title(&o, step, i + 1);
		say_branch(&o, step, i + 1, "check", step->check);
		if (step->is_by_hand) {
			say_by_hand(&o, i + 1, "run", step->run);
			say_by_hand(&o, i + 1, "undo", step->undo);
		} else {
			say_branch(&o, step, i + 1, "run", step->run);
			say_branch(&o, step, i + 1, "undo", step->undo);
		}
	}
	out_text(&o, "\t*)\n\t\techo \"there is no step $1, or it has no $2\" >&2\n"
	             "\t\treturn 1\n\t\t;;\n\tesac\n}\n");
	out_bytes(&o, script_named("steps"));
	return out_str(&o);
}

void add_steps(const struct steps *steps, struct file_set *out)
{
	struct str region = node_str(node_path(steps->org->root, "regions/home"));

	if (steps->count == 0)
		return;
	file_set_add(out, "steps.md", steps_text(steps, region));
	file_set_add(out, "steps.sh", script_text(steps, region));
}
