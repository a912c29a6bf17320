// Puts included files into org.yaml. What is included includes nothing itself, so there are no
// circles.
#include "org/fill/include.h"

#include <string.h>

#include "model/read/read.h"
#include "model/text/say.h"
#include "org/org_rules.h"
#include "templates/function.h"

// A document of ours has room for a few more sources, which templates and policies need.
enum { FILES_MOST = 4 };

const char *path_beside(struct arena *a, const char *name, struct str path)
{
	const char *slash = strrchr(name, '/');

	if (!slash || str_starts(path, "/"))
		return arena_cstring(a, path);
	return arena_printf(a, "%.*s/%.*s", (int)(slash - name), name, STR(path));
}

// Long lists; what makes templates stands in org.yaml itself.
static bool takes_files(const struct node *key)
{
	return node_is(key, "accounts") || node_is(key, "ous") || node_is(key, "values");
}

static bool is_include(const struct doc *doc, const struct node *n)
{
	return node_is_scalar(n) && n->tag == TAG_OTHER &&
	       str_starts(node_source_text(doc, n), "!include");
}

struct including {
	struct arena *arena;
	struct doc *out;
	const struct loader *loader;
	struct diags *diags;
};

static const struct node *wrong(const struct including *in, const struct node *n,
                                const char *message, const char *hint)
{
	diag_node(in->diags, &org_unusable_include, in->out, n, "%s", message)->hint = hint;
	return NULL;
}

// A copy whose places are in another source of the document.
static struct node *moved(struct arena *a, const struct node *n, unsigned src)
{
	struct node *out = node_copy(a, n);
	struct node_list list;

	out->src = src & 0xff;
	out->flags |= NODE_SHARED; // fixes are made in org.yaml only
	if (node_is_scalar(n))
		return out;
	out->first = NULL;
	out->len = 0;
	list = node_list_of(out);
	node_each(n, item)
		node_list_add(&list, moved(a, item, src));
	node_each_pair(n, key)
		node_list_pair(&list, moved(a, key, src), moved(a, key->next, src));
	return out;
}

// What a file holds, as a part of the document; NULL where a finding says why not.
static const struct node *included(const struct including *in, const struct node *n)
{
	struct arena *a = in->arena;
	const char *path = path_beside(a, in->out->sources[0]->name, node_str(n));
	struct str text = {0};
	const struct doc *file;
	int reason;

	if (in->out->source_count > FILES_MOST)
		return wrong(in, n, arena_printf(a, "org.yaml includes more than %d files",
		                                 FILES_MOST),
		             "put several into one");
	if (node_str(n).len == 0 || str_find_byte(node_str(n), 0, '\0') >= 0)
		return wrong(in, n, "!include names no file", "write !include accounts.yaml");
	reason = loader_load(in->loader, a, path, &text);
	if (reason)
		return wrong(in, n,
		             arena_printf(a, "%s: %s", say_text(a, str_of(path)),
		                          source_load_reason(reason)),
		             "the path starts in the folder of org.yaml");
	file = doc_read(a, source_new(a, path, text), SYNTAX_GUESS, template_tags, in->diags);
	if (!file->root)
		return wrong(in, n, arena_printf(a, "%s holds nothing", say_text(a, str_of(path))),
		             "it holds what would stand here");
	in->out->sources[in->out->source_count++] = file->sources[0];
	return moved(a, file->root, in->out->source_count - 1);
}

static bool includes(const struct doc *doc)
{
	node_each_pair(doc->root, key)
		if (takes_files(key) && is_include(doc, key->next))
			return true;
	return false;
}

const struct doc *org_include(struct arena *a, const struct doc *doc,
                              const struct loader *loader, struct diags *diags)
{
	struct doc *out = arena_new(a, struct doc);
	struct including in = {a, out, loader, diags};
	struct node_list list;

	if (!includes(doc))
		return doc;
	*out = *doc;
	out->root = node_copy(a, doc->root);
	out->root->first = NULL;
	out->root->len = 0;
	list = node_list_of(out->root);
	node_each_pair(doc->root, key) {
		const struct node *value = key->next;
		if (takes_files(key) && is_include(doc, value))
			value = included(&in, value);
		if (value)
			node_list_pair(&list, node_copy(a, key), node_copy(a, value));
	}
	return out;
}
