// Changes `ou` of accounts in the text of org.yaml, and compiles that.
#include "cli/moved.h"

#include <string.h>

#include "cli/cli.h"
#include "cli/disk.h"
#include "model/die.h"
#include "model/edit/edit.h"
#include "model/read/read.h"
#include "model/text/escape.h"
#include "model/text/say.h"
#include "templates/function.h"

void moves_add(struct arena *a, struct moves *m, const char *command, const char *argument)
{
	const char *equals = strchr(argument, '=');

	if (!equals || equals == argument || !equals[1])
		usage_error(command, "--move takes ACCOUNT=OU, and \"%s\" is none", argument);
	m->items = arena_grow(a, m->items, m->count, &m->room, sizeof *m->items);
	m->items[m->count++] = (struct move){
		{argument, (size_t)(equals - argument)}, str_of(equals + 1)};
}

const char *moves_words(struct arena *a, const struct moves *m)
{
	const char *words = "";

	for (size_t i = 0; i < m->count; i++)
		words = arena_printf(a, "%s%s%s in %s", words, i ? ", " : "",
		                     say_text(a, m->items[i].account),
		                     say_text(a, m->items[i].ou));
	return words;
}

static const struct node *account_named(struct arena *a, const struct node *root,
                                        struct str name)
{
	const struct node *accounts = node_get(root, "accounts");
	struct names all = {.arena = a};
	struct str near;

	node_each_pair(accounts, key) {
		if (str_eq(node_str(key), name) ||
		    str_eq(node_str(node_get(key->next, "id")), name))
			return key->next;
		names_add(&all, node_str(key), 0);
	}
	near = names_nearest(&all, name);
	die("--move: no member account is called %s%s%s", say_text(a, name),
	    near.len > 0 ? ", did you mean " : "",
	    near.len > 0 ? arena_printf(a, "%s?", say_text(a, near)) : "");
}

static struct str moved_text(struct arena *a, const struct doc *doc, const struct moves *m)
{
	const struct fix **fixes = arena_array(a, const struct fix *, m->count);
	struct str text = doc->sources[0]->text;
	size_t applied;

	for (size_t i = 0; i < m->count; i++) {
		const struct node *ou =
			node_get(account_named(a, doc->root, m->items[i].account), "ou");
		struct edit *edit = arena_new(a, struct edit);
		struct fix *fix = arena_new(a, struct fix);

		if (!node_is_scalar(ou) || !edit_scalar(doc, a, ou, m->items[i].ou, edit))
			die("--move: the ou of %s cannot be changed",
			    say_text(a, m->items[i].account));
		*fix = (struct fix){"move", edit, 1};
		fixes[i] = fix;
	}
	text = edits_apply(a, text, fixes, m->count, &applied);
	if (applied < m->count)
		die("--move: an account is moved twice");
	return text;
}

void compile_moved(struct arena *a, const char *path, const struct moves *m, bool anywhere,
                   struct diags *diags, struct compiled *c)
{
	struct disk *disk = arena_new(a, struct disk);
	struct loader loader;
	struct diags unseen = {.arena = a};
	struct str text;
	struct doc *doc;
	int reason;

	if (m->count == 0) {
		compile_path(a, path, anywhere, diags, c);
		return;
	}
	*disk = (struct disk){.beside = path, .anywhere = anywhere, .arena = a};
	loader = disk_loader(disk);
	reason = loader_load(&loader, a, path, &text);
	if (reason)
		die("%s: %s", escaped(a, OUTPUT_TERMINAL, str_of(path)),
		    source_load_reason(reason));
	doc = doc_read(a, source_new(a, path, text), SYNTAX_YAML, template_tags, &unseen);
	text = moved_text(a, doc, m);
	compile_doc(a, doc_read(a, source_new(a, path, text), SYNTAX_YAML, template_tags, diags),
	            &loader, diags, c);
}
