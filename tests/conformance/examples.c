// Prints the templates among the rules' examples and the files that are named, a line of
// JSON each: name, rule, whether it is bad, its lines marked, its text, and the template
// with every function in its long form.
#include <stdio.h>

#include "lint/lint.h"
#include "model/read/read.h"
#include "model/write/write.h"

static void write_value(struct out *o, const struct node *n);

static void write_parts(struct out *o, const struct node *n)
{
	bool is_map = node_is_map(n);

	out_byte(o, is_map ? '{' : '[');
	for (const struct node *item = n->first; item; item = item->next) {
		write_value(o, item);
		if (is_map) {
			out_byte(o, ':');
			item = item->next;
			write_value(o, item);
		}
		if (item->next)
			out_byte(o, ',');
	}
	out_byte(o, is_map ? '}' : ']');
}

static void write_scalar(struct out *o, const struct node *n)
{
	struct str text = node_str(n);
	bool is_word = str_is(text, "true") || str_is(text, "false");

	if (node_is_null(n))
		out_text(o, "null");
	else if (n->style == STYLE_PLAIN && (is_word || json_is_number(text)))
		out_bytes(o, text);
	else
		out_json_string(o, text);
}

// `!GetAtt A.B` becomes {"Fn::GetAtt":["A","B"]}.
static void write_function(struct out *o, enum function f, const struct node *argument)
{
	struct str id, attribute;

	out_printf(o, "{\"%s\":", function_name(f));
	if (f == FN_GET_ATT && node_is_scalar(argument) &&
	    get_att_parts(argument, &id, &attribute)) {
		out_byte(o, '[');
		out_json_string(o, id);
		out_byte(o, ',');
		out_json_string(o, attribute);
		out_byte(o, ']');
	} else {
		write_value(o, argument);
	}
	out_byte(o, '}');
}

static void write_value(struct out *o, const struct node *n)
{
	struct node bare = *n;

	bare.tag = TAG_NONE;
	if (n->tag != TAG_NONE && n->tag != TAG_OTHER)
		write_function(o, n->tag, &bare);
	else if (node_is_scalar(n))
		write_scalar(o, n);
	else
		write_parts(o, n);
}

static bool any_is_merged(const struct node *n)
{
	if (n->flags & NODE_SHARED || n->tag == TAG_OTHER)
		return true;
	if (!node_is_scalar(n))
		for (const struct node *item = n->first; item; item = item->next)
			if (any_is_merged(item))
				return true;
	return false;
}

// Takes the marks out, and lists their lines.
static struct str unmark(struct arena *a, struct str text, struct out *lines)
{
	struct out clean = {.arena = a};
	unsigned line = 1;

	for (size_t i = 0; i < text.len; i++) {
		if (str_starts(str_slice(text, i, text.len), "#!\n")) {
			out_printf(lines, "%s%u", lines->len ? "," : "", line);
			i += 2;
		}
		line += text.at[i] == '\n';
		out_byte(&clean, text.at[i]);
	}
	return out_str(&clean);
}

static void print_template(struct arena *a, const char *name, const char *rule, bool is_bad,
                           struct str marked)
{
	struct diags diags = {.arena = a};
	struct out o = {.arena = a}, lines = {.arena = a};
	struct str text = unmark(a, marked, &lines);
	const struct doc *d = doc_read(a, source_new(a, name, text), SYNTAX_GUESS,
	                               template_tags, &diags);

	if (!d->root || document_kind(d) != DOC_TEMPLATE)
		return;
	out_printf(&o, "{\"name\":\"%s\",\"rule\":\"%s\",\"bad\":%s,\"lines\":[%.*s],\"text\":",
	           name, rule, is_bad ? "true" : "false", STR(out_str(&lines)));
	out_json_string(&o, text);
	if (!is_bad && diags.count == 0 && !any_is_merged(d->root)) {
		out_text(&o, ",\"tree\":");
		write_value(&o, d->root);
	}
	printf("%.*s}\n", STR(out_str(&o)));
}

static void print_rule(const struct rule *rule)
{
	struct arena arena = {0};
	const char *name = arena_printf(&arena, "%s %s", rule->id, rule->name);
	unsigned number = 0;

	print_template(&arena, arena_printf(&arena, "%s bad", name), rule->id, true,
	               str_of(rule->bad));
	print_template(&arena, arena_printf(&arena, "%s good", name), rule->id, false,
	               str_of(rule->good));
	for (const char *const *text = rule->silent; text && *text; text++)
		print_template(&arena, arena_printf(&arena, "%s near %u", name, ++number),
		               "near", false, str_of(*text));
	arena_free(&arena);
}

int main(int argc, char **argv)
{
	struct arena arena = {0};
	struct str text;

	for (const struct lint_rule *const *r = lint_rules; *r; r++)
		print_rule(&(*r)->rule);
	for (int i = 1; i < argc; i++) {
		if (source_load(&arena, argv[i], &text) != 0)
			return 2;
		print_template(&arena, argv[i], "", false, text);
	}
	arena_free(&arena);
	return 0;
}
