// Binds parameters, folds what is known, and writes the result.
#include "gen/units/unit_compile.h"

#include <assert.h>
#include <string.h>

#include "gen/units/bind.h"
#include "gen/units/own_values.h"
#include "gen/units/unit_checks.h"
#include "model/text/escape.h"
#include "model/text/say.h"
#include "model/write/second_opinion.h"
#include "model/write/write.h"
#include "templates/eval.h"

// The tree as text below a head that says where it comes from. What does not read back as
// it was meant is our mistake, and must never reach a deployment.
struct str yaml_file_text(struct arena *a, const struct doc *doc, const char *head)
{
	struct out o = {.arena = a};
	bool is_meant;

	out_text(&o, head);
	out_bytes(&o, write_yaml(a, doc));
	is_meant = yaml_reads_back(a, out_str(&o), doc);
	assert(is_meant);
	(void)is_meant;
	return out_str(&o);
}

const char *org_file_name(const struct org *org)
{
	return say_text(org->arena, str_after_last(str_of(org->doc->sources[0]->name), '/'));
}

static struct doc *fold_for(const struct org *org, const struct unit *u,
                            struct template *t, const struct node *own)
{
	struct eval *e = eval_new(org->arena, t, unit_bind(org, u, t, own));
	struct doc *folded = fold_template(e, org->doc, true);

	unit_bind_defaults(org, u, folded, own);
	return folded;
}

// For accounts with values of their own as well; NULL where that cannot be.
static struct doc *fold_all(const struct org *org, const struct unit *u,
                            struct template *t)
{
	struct doc *base = fold_for(org, u, t, NULL);
	struct own_values_list own = own_values_of(org, u);
	bool any = false;

	for (size_t i = 0; i < own.count; i++) {
		own.items[i].folded = fold_for(org, u, t, own.items[i].values);
		any |= !node_same(own.items[i].folded->root, base->root);
	}
	return any ? own_values_merge(org, u, base, &own) : base;
}

void unit_compile(const struct units *units, struct unit *u)
{
	const struct org *org = units->org;
	struct arena *a = org->arena;
	struct template *t;
	const char *head;

	if (!u->template)
		return;
	t = template_of(a, u->template);
	unit_check_values(org, u, t);
	u->folded = fold_all(org, u, t);
	if (!u->folded)
		return;
	// What org.yaml calls it is not said: the text of a template is what CloudFormation
	// compares, comments and all.
	head = arena_printf(
		a,
		"# Made by orgc from %s and %s.\n"
		"# Change those and build again: what is changed here is lost.\n",
		org_file_name(org), escaped(a, OUTPUT_YAML_COMMENT, str_of(u->source)));
	u->text = yaml_file_text(a, u->folded, head);
	unit_check(org, u);
}
