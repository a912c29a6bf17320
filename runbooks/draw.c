// Draws a runbook: text, Mermaid, least policy.
#include "runbooks/draw.h"

#include "model/text/say.h"
#include "runbooks/api.h"
#include "runbooks/graph.h"
#include "runbooks/needs.h"

static const char *name_of(struct out *o, const struct ssm_step *s)
{
	return s->name.len ? say_text(o->arena, s->name) : "(no name)";
}

// --- text ---

static void put_outputs(struct out *o, const struct ssm_step *s)
{
	const char *lead = "  gives ";

	for (size_t i = 0; i < s->output_count; i++) {
		out_printf(o, "%s%s %s", lead, say_text(o->arena, s->outputs[i].name),
		           ssm_form_name(s->outputs[i].type.form));
		lead = ", ";
	}
	fact_each(fact_get(s->facts, "outputs"), row) {
		out_printf(o, "%s%.*s %.*s", lead, STR(fact_name(row)), STR(fact_value(row)));
		lead = ", ";
	}
	if (lead[0] == ',')
		out_byte(o, '\n');
}

static void put_ways(struct out *o, const struct ssm_graph *g, size_t step)
{
	for (size_t i = g->first[step]; i < g->first[step + 1]; i++)
		out_printf(o, "  %s: %s\n", g->edges[i].label ? g->edges[i].label : "next",
		           name_of(o, &g->document->steps[g->edges[i].to]));
	if (g->ends[step])
		out_text(o, "  end\n");
}

static void put_call(struct out *o, const struct ssm_step *s)
{
	const struct fact *operation = ssm_operation(s);

	if (operation)
		out_printf(o, " (%.*s %.*s)", STR(fact_name(ssm_api(s))), STR(fact_name(operation)));
}

void ssm_draw_text(struct out *o, const struct ssm_document *d)
{
	struct ssm_graph *g = ssm_graph_of(o->arena, d);

	for (size_t i = 0; i < d->parameter_count; i++)
		out_printf(o, "parameter %s %s%s\n", say_text(o->arena, d->parameters[i].name),
		           say_text(o->arena, d->parameters[i].type.name),
		           d->parameters[i].fallback ? "" : ", required");
	for (size_t i = 0; i < d->count; i++) {
		const struct ssm_step *s = &d->steps[i];

		out_printf(o, "\n%s  %s", name_of(o, s), say_text(o->arena, s->action));
		put_call(o, s);
		out_printf(o, "%s%s%s\n", s->loop ? ", in the loop " : "",
		           s->loop ? name_of(o, s->loop) : "",
		           s->uncertain ? ", if a condition holds" : "");
		put_outputs(o, s);
		put_ways(o, g, i);
	}
}

// --- Mermaid ---

// A text in quotes; what would end it or begin a tag is left out.
static void put_label(struct out *o, const char *text)
{
	for (; *text; text++)
		if (!strchr("\"<>#;|", *text))
			out_byte(o, *text);
}

static void put_node(struct out *o, const struct ssm_step *s)
{
	bool is_branch = ssm_step_is(s, "aws:branch");

	out_printf(o, "  s%zu%s\"", s->at, is_branch ? "{" : "[");
	put_label(o, name_of(o, s));
	out_text(o, "<br/>");
	put_label(o, say_text(o->arena, s->action));
	for (size_t i = 0; i < s->output_count; i++) {
		out_text(o, "<br/>");
		put_label(o, say_text(o->arena, s->outputs[i].name));
		out_printf(o, " %s", ssm_form_name(s->outputs[i].type.form));
	}
	out_printf(o, "\"%s\n", is_branch ? "}" : "]");
}

void ssm_draw_mermaid(struct out *o, const struct ssm_document *d)
{
	struct ssm_graph *g = ssm_graph_of(o->arena, d);

	out_text(o, "flowchart TD\n");
	for (size_t i = 0; i < d->count; i++)
		put_node(o, &d->steps[i]);
	for (size_t i = 0; i < g->edge_count; i++) {
		const struct ssm_edge *e = &g->edges[i];

		out_printf(o, "  s%zu %s", e->from, e->kind == SSM_ON_SUCCESS ? "-->" : "-.->");
		if (e->label)
			out_printf(o, "|%s|", e->label);
		out_printf(o, " s%zu\n", e->to);
	}
	for (size_t i = 0; i < d->count; i++)
		if (g->ends[i])
			out_printf(o, "  s%zu --> stop((end))\n", i);
}

// --- policy ---

static void put_unknown(struct out *o, const struct ssm_need *needs, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (needs[i].unknown)
			out_printf(o, "Not known: what %s does (%s)\n", name_of(o, needs[i].step),
			           say_text(o->arena, needs[i].step->action));
}

void ssm_draw_policy(struct out *o, const struct ssm_document *d)
{
	struct ssm_need *needs;
	size_t count = ssm_needs(o->arena, d, &needs);
	struct node *policy = node_map(o->arena), *statements = node_seq(o->arena);
	struct node *statement = node_map(o->arena), *actions = node_seq(o->arena);
	struct str text;

	for (size_t i = 0; i < count; i++)
		if (needs[i].action.len)
			node_append(actions, node_scalar(o->arena, needs[i].action, STYLE_DOUBLE));
	if (actions->len) {
		node_set(o->arena, statement, "Effect",
		         node_scalar(o->arena, S("Allow"), STYLE_DOUBLE));
		node_set(o->arena, statement, "Action", actions);
		node_set(o->arena, statement, "Resource",
		         node_scalar(o->arena, S("*"), STYLE_DOUBLE));
		node_append(statements, statement);
	}
	node_set(o->arena, policy, "Version",
	         node_scalar(o->arena, S("2012-10-17"), STYLE_DOUBLE));
	node_set(o->arena, policy, "Statement", statements);
	text = write_json(o->arena, policy);
	out_bytes(o, text);
	put_unknown(o, needs, count);
}
