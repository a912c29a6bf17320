// Finds what the content of a document is, behind functions and inside of texts.
#include "lint/runbook/content.h"

#include "model/read/read.h"
#include "model/variant.h"
#include "model/write/write.h"
#include "templates/function.h"

// Texts of other forms are no JSON or YAML, or are not looked into.
static bool is_read(struct str type, struct str format)
{
	const struct fact *row = fact_find(fact_get(fact_file("documents"), "documents"), type);

	return !str_is(format, "TEXT") && !str_is(fact_value(row), "other");
}

// Where ${ } stands in a text of Fn::Sub, or stood for what a function gives, the value is
// that of an Fn::Sub of its own. False where a key has one.
static bool mark_filled(struct node *n)
{
	bool sound = true;

	if (n->kind == NODE_SCALAR && n->tag == TAG_NONE && str_find(node_str(n), 0, "${") >= 0)
		n->tag = FN_SUB;
	if (n->kind != NODE_MAP && n->kind != NODE_SEQ)
		return true;
	for (struct node *child = n->first; child; child = child->next) {
		sound = sound && mark_filled(child);
		if (n->kind == NODE_MAP) {
			sound = sound && str_find(node_str(child), 0, "${") < 0;
			child = child->next;
			sound = sound && mark_filled(child);
		}
	}
	return sound;
}

// Reads a text. `diags` is NULL where functions fill some of it in. What cannot be read, or
// is no map, gives no root.
static void read_text(struct arena *a, struct str text, const struct node *at,
                      struct diags *diags, struct runbook_content *c)
{
	struct diags unseen = {.arena = a};
	struct source *source = source_new(a, "Content", text);
	struct doc *doc = doc_read(a, source, SYNTAX_GUESS, template_tags,
	                           diags ? diags : &unseen);

	c->inner = doc;
	c->text = at;
	c->root = node_is_map(doc->root) && (diags || mark_filled(doc->root)) ? doc->root : NULL;
}

// A text made of pieces, with ${Name} for what is not known.
static bool text_of(struct arena *a, const struct node *made, struct str *text)
{
	struct out o = {.arena = a};

	for (const struct node *piece = made->first; piece; piece = piece->next) {
		struct str s = node_str(piece);

		if (piece->kind == NODE_HOLE && piece->hole->name.len)
			s = str_of(arena_printf(a, "${%.*s}", STR(piece->hole->name)));
		else if (piece->kind != NODE_SCALAR)
			return false;
		out_bytes(&o, s);
	}
	*text = out_str(&o);
	return true;
}

// Puts a copy of a node behind those of a list; gives where the next one goes.
static struct node **append(struct arena *a, struct node **end, const struct node *n)
{
	struct node *copy = arena_new(a, struct node);

	*copy = *n;
	copy->next = NULL;
	*end = copy;
	return &copy->next;
}

// A text whose pieces are all known, as one.
static struct node *join(struct arena *a, const struct node *made)
{
	struct node *n = arena_new(a, struct node);
	struct str text;

	for (const struct node *piece = made->first; piece; piece = piece->next)
		if (piece->kind != NODE_SCALAR)
			return NULL;
	text_of(a, made, &text);
	*n = *node_scalar(a, text, STYLE_PLAIN);
	n->src = made->src;
	n->start = made->start;
	n->end = made->end;
	return n;
}

// The same tree with such texts joined; itself where there are none.
static const struct node *settle(struct arena *a, const struct node *n)
{
	const struct node *joined = n->kind == NODE_TEXT ? join(a, n) : NULL;
	struct node *copy = NULL, **end = NULL;

	if (joined)
		return joined;
	if (n->kind != NODE_MAP && n->kind != NODE_SEQ)
		return n;
	for (const struct node *child = n->first; child; child = child->next) {
		const struct node *settled = settle(a, child);

		if (!copy && settled == child)
			continue;
		if (!copy) {
			copy = arena_new(a, struct node);
			*copy = *n;
			end = &copy->first;
			for (const struct node *c = n->first; c != child; c = c->next)
				end = append(a, end, c);
		}
		end = append(a, end, settled);
	}
	return copy ? copy : n;
}

// The text of an Fn::Sub as it stands in the file.
static const struct node *sub_text(const struct node *content)
{
	const struct node *argument;

	if (function_of(content, &argument) != FN_SUB)
		return NULL;
	argument = node_is_seq(argument) ? node_item(argument, 0) : argument;
	return node_is_scalar(argument) ? argument : NULL;
}

static void content_of(struct arena *a, const struct node *raw, const struct node *value,
                       bool read, struct diags *diags, struct runbook_content *c)
{
	const struct node *sub = sub_text(raw);
	struct str text;

	if (node_is_map(value))
		c->root = value;
	else if (!read)
		return;
	else if (sub)
		read_text(a, node_str(sub), sub,
		          str_find(node_str(sub), 0, "${") < 0 ? diags : NULL, c);
	else if (node_is_scalar(value))
		read_text(a, node_str(value), value, diags, c);
	else if (value->kind == NODE_TEXT && text_of(a, value, &text))
		read_text(a, text, value, NULL, c);
}

size_t runbook_contents(struct arena *a, struct eval *e, const struct entry *resource,
                        struct diags *diags, struct runbook_content **contents)
{
	const struct node *properties = node_get(resource->value, "Properties");
	const struct node *raw = node_get(properties, "Content");
	struct str type, format;
	struct leaf *leaves;
	size_t count;

	ssm_text(eval_value_in(e, a, resource, node_get(properties, "DocumentType")), &type);
	ssm_text(eval_value_in(e, a, resource, node_get(properties, "DocumentFormat")), &format);
	count = leaves_of(a, eval_value_in(e, a, resource, raw), &leaves);
	*contents = arena_array(a, struct runbook_content, count);
	for (size_t i = 0; i < count; i++) {
		struct runbook_content *c = &(*contents)[i];

		content_of(a, raw, leaves[i].value, is_read(type, format), diags, c);
		c->type = type;
		if (c->inner && c->root)
			c->root = eval_value_in(e, a, resource, c->root);
		if (c->root)
			c->root = settle(a, c->root);
	}
	return count;
}

bool runbook_printed(struct arena *a, const struct node *root, struct diags *diags,
                     struct runbook_content *content)
{
	const struct node *text = ssm_printed(root);

	*content = (struct runbook_content){.type = node_str(node_get(root, "DocumentType"))};
	if (!text || !is_read(content->type, node_str(node_get(root, "DocumentFormat"))))
		return false;
	read_text(a, node_str(text), text, diags, content);
	return true;
}
