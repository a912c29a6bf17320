// Finds the {{ }} of a document and what each stands for.
#include "runbooks/reference.h"

static bool is_name_char(char c)
{
	return char_is_alnum(c) || (c != '\0' && strchr("_.:-/", c));
}

static const struct {
	const char *prefix;
	enum ssm_refers to;
} prefixes[] = {
	{"variable:", SSM_REFERS_VARIABLE},     {"global:", SSM_REFERS_GLOBAL},
	{"automation:", SSM_REFERS_AUTOMATION}, {"ssm:", SSM_REFERS_STORE},
	{"ssm-secure:", SSM_REFERS_STORE},      {"secretsmanager:", SSM_REFERS_STORE},
};

static void classify(struct str name, struct ssm_reference *out)
{
	ptrdiff_t dot;

	out->name = name;
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
		if (!str_starts(name, prefixes[i].prefix))
			continue;
		out->to = prefixes[i].to;
		out->name = str_slice(name, strlen(prefixes[i].prefix), name.len);
		return;
	}
	dot = str_find_byte(name, 0, '.');
	out->to = dot > 0 ? SSM_REFERS_OUTPUT : SSM_REFERS_PARAMETER;
	if (str_find_byte(name, 0, ':') >= 0 || str_find_byte(name, 0, '/') >= 0)
		out->to = SSM_REFERS_OTHER;
	if (dot > 0) {
		out->step = str_slice(name, 0, (size_t)dot);
		out->output = str_slice(name, (size_t)dot + 1, name.len);
	}
}

static size_t skip_spaces(struct str text, size_t at)
{
	while (at < text.len && (text.at[at] == ' ' || text.at[at] == '\t'))
		at++;
	return at;
}

bool ssm_reference_next(struct str text, size_t *at, struct ssm_reference *out)
{
	for (ptrdiff_t open; (open = str_find(text, *at, "{{")) >= 0; *at = (size_t)open + 1) {
		size_t start = skip_spaces(text, (size_t)open + 2), end = start, close;

		while (end < text.len && is_name_char(text.at[end]))
			end++;
		close = skip_spaces(text, end);
		// {{.Names}} is of other tools.
		if (end == start || !(char_is_alnum(text.at[start]) || text.at[start] == '_') ||
		    !str_starts(str_slice(text, close, text.len), "}}"))
			continue;
		*out = (struct ssm_reference){.at = (size_t)open, .end = close + 2};
		classify(str_slice(text, start, end), out);
		*at = out->end;
		return true;
	}
	return false;
}

struct finder {
	struct ssm_document *d;
	size_t room;
	const struct ssm_step *in;
	const char *section;
};

static bool is_whole(struct str text, const struct ssm_reference *r)
{
	for (size_t i = 0; i < text.len; i++)
		if ((i < r->at || i >= r->end) && !strchr(" \t\r\n", text.at[i]))
			return false;
	return true;
}

static void find_in_text(struct finder *f, const struct node *key, const struct node *n,
                         bool is_key)
{
	struct str text = node_str(n);
	struct ssm_document *d = f->d;
	struct ssm_reference r;

	for (size_t at = 0; ssm_reference_next(text, &at, &r);) {
		r.node = n;
		r.whole = is_whole(text, &r);
		r.is_key = is_key;
		r.in = f->in;
		r.section = f->section;
		r.key = key;
		d->references = arena_grow(d->arena, d->references, d->reference_count, &f->room,
		                           sizeof r);
		d->references[d->reference_count++] = r;
	}
}

// A text made of pieces has its references in the pieces; one that a hole cuts is not seen.
static void find(struct finder *f, const struct node *key, const struct node *n)
{
	if (!n)
		return;
	if (n->kind == NODE_SCALAR) {
		find_in_text(f, key, n, false);
	} else if (n->kind == NODE_MAP) {
		node_each_pair(n, k) {
			find_in_text(f, k, k, true);
			find(f, k, k->next);
		}
	} else if (n->kind != NODE_HOLE && n->kind != NODE_NONE) {
		for (const struct node *child = n->first; child; child = child->next)
			find(f, key, child);
	}
}

// A loop's own steps are looked into on their own.
static void find_in_step(struct finder *f, const struct ssm_step *s)
{
	f->in = s;
	node_each_pair(s->node, key) {
		if (!node_is(key, "inputs") || !ssm_step_is(s, "aws:loop")) {
			find(f, key, key->next);
			continue;
		}
		node_each_pair(key->next, input)
			if (!node_is(input, "Steps"))
				find(f, input, input->next);
	}
	f->in = NULL;
}

void ssm_find_references(struct ssm_document *d)
{
	struct finder f = {.d = d};

	node_each_pair(d->root, key) {
		f.section = node_is(key, "mainSteps") ? "steps" : arena_cstring(d->arena, node_str(key));
		if (!node_is(key, "mainSteps") || d->kind == SSM_OTHER)
			find(&f, key, key->next);
		else
			for (size_t i = 0; i < d->count; i++)
				find_in_step(&f, &d->steps[i]);
	}
}

// --- what they stand for ---

static const struct fact *action_outputs(const struct ssm_step *s)
{
	return fact_get(s->facts, "outputs");
}

// The index of a declared output, or one past them for one of the action.
static struct names *output_names(const struct ssm_step *s)
{
	struct names *names = s->output_names;

	if (names->count > 0)
		return names;
	for (size_t i = 0; i < s->output_count; i++)
		if (s->outputs[i].name.len)
			names_add(names, s->outputs[i].name, (uint32_t)i);
	fact_each(action_outputs(s), row)
		names_add(names, fact_name(row), (uint32_t)s->output_count);
	return names;
}

static enum truth loop_value(const struct ssm_step *s, struct str name,
                             struct ssm_type *type)
{
	const struct node *declared = ssm_input(s, "IteratorDataType");
	struct str text;

	if (!str_is(name, "CurrentIteratorValue"))
		return TRUTH_UNKNOWN;
	if (!declared)
		*type = ssm_type_of(S("String"));
	else if (ssm_text(declared, &text))
		*type = ssm_type_of(text);
	return TRUTH_YES;
}

enum truth ssm_output_exists(const struct ssm_step *s, struct str name,
                             struct ssm_type *type)
{
	const struct fact *row = fact_find(action_outputs(s), name);
	uint32_t at = names_find(output_names(s), name);

	*type = (struct ssm_type){0};
	if (at < s->output_count) {
		*type = s->outputs[at].type;
		return TRUTH_YES;
	}
	if (ssm_step_is(s, "aws:loop") && loop_value(s, name, type) == TRUTH_YES)
		return TRUTH_YES;
	if (row) {
		*type = ssm_type_of(fact_value(row));
		return TRUTH_YES;
	}
	// Outputs that are not known by name: those of whole steps, of loops, of lists that
	// deployment makes.
	if (!s->facts || ssm_step_is(s, "aws:loop") || ssm_is_open(ssm_step_get(s, "outputs")) ||
	    fact_has_word(s->facts, "open"))
		return TRUTH_UNKNOWN;
	return s->outputs_vary ? TRUTH_UNKNOWN : TRUTH_NO;
}

struct ssm_type ssm_reference_type(const struct ssm_document *d,
                                   const struct ssm_reference *r)
{
	const struct ssm_parameter *p = ssm_parameter(d, r->name);
	const struct ssm_variable *v = ssm_variable(d, r->name);
	const struct ssm_step *s = ssm_step(d, r->step);
	struct ssm_type type = {0};

	if (r->to == SSM_REFERS_PARAMETER && p && !p->uncertain)
		return p->type;
	if (r->to == SSM_REFERS_VARIABLE && v)
		return v->type;
	if (r->to == SSM_REFERS_GLOBAL || r->to == SSM_REFERS_AUTOMATION)
		return ssm_type_of(S("String"));
	// Of two steps of one name, in two branches of a condition, it is not known which.
	if (r->to == SSM_REFERS_OUTPUT && s && !s->uncertain)
		ssm_output_exists(s, r->output, &type);
	return type;
}

struct str ssm_output_nearest(const struct ssm_step *s, struct str name)
{
	return names_nearest(output_names(s), name);
}
