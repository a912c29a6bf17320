// Findings in what was made from something else move to where that stands.
#include "lint/engine.h"
#include "model/read/text_map.h"

// --- from one result to another ---

static size_t add_finding(struct lint_result *to, const struct diag *found)
{
	struct diags *all = &to->diags;
	struct diag *d = diag_at(all, found->rule, found->source, found->start, found->end, "%s",
	                         found->message);

	d->severity = found->severity;
	d->hint = found->hint;
	d->related = found->related;
	d->fix = found->fix;
	d->fix_is_guess = found->fix_is_guess;
	return d == &all->unkept ? SIZE_MAX : (size_t)(d - all->items);
}

static void add_created(struct lint_result *to, const struct lint_result *from)
{
	for (size_t i = 0; i < from->created_count; i++) {
		to->created = arena_grow(to->diags.arena, to->created, to->created_count,
		                         &to->created_room, sizeof *to->created);
		to->created[to->created_count++] = arena_copy(to->diags.arena, from->created[i]);
	}
}

void lint_move(struct lint_result *to, struct lint_result *from)
{
	size_t *now = arena_array(to->diags.arena, size_t, from->diags.count);

	for (size_t i = 0; i < from->diags.count; i++)
		now[i] = add_finding(to, &from->diags.items[i]);
	for (struct lint_pending *p = from->pending, *next; p; p = next) {
		next = p->next;
		if (p->index != SIZE_MAX)
			p->index = now[p->index];
		p->next = to->pending;
		to->pending = p;
	}
	add_created(to, from);
	to->diags.dropped += from->diags.dropped;
	from->diags.count = from->diags.dropped = from->created_count = 0;
	from->pending = NULL;
}

// --- from what a build makes to what it is made from ---

// The child of `n` around an offset of its file, and its place among its siblings.
static const struct node *child_at(const struct node *n, uint32_t offset, size_t *index)
{
	*index = 0;
	if (n->kind != NODE_MAP && n->kind != NODE_SEQ)
		return NULL;
	for (const struct node *child = n->first; child; child = child->next, ++*index)
		if (child->start <= offset && offset < child->end)
			return child;
	return NULL;
}

static const struct node *child_number(const struct node *n, size_t index)
{
	const struct node *child = n->kind == NODE_MAP || n->kind == NODE_SEQ ? n->first : NULL;

	while (child && index--)
		child = child->next;
	return child;
}

// Whether a node stands in a file that a person could open.
static bool has_place(const struct doc *made, const struct node *n)
{
	return n->start < n->end && n->src < made->source_count &&
	       !made->sources[n->src]->is_shipped;
}

// The innermost node around the offset that came from a file; NULL where none did.
// Sets *of to the node of `written` that is its counterpart.
static const struct node *came_from(const struct doc *written, const struct doc *made,
                                    uint32_t offset, const struct node **of)
{
	const struct node *at = written->root, *from = made->root, *found = NULL, *child;
	size_t index;

	while (at && from) {
		if (has_place(made, from)) {
			found = from;
			*of = at;
		}
		child = child_at(at, offset, &index);
		at = child;
		from = child ? child_number(from, index) : NULL;
	}
	return found;
}

// The letter of a text that was taken over as it is; where it was not, its beginning.
static uint32_t same_letter(const struct lint_result *r, const struct node *written,
                            const struct node *from, uint32_t at)
{
	struct arena scratch = {0};
	const struct doc *made = r->origin->made;
	const uint32_t *here, *there;
	uint32_t found = from->start;
	size_t letter;

	if (at > written->start && node_is_scalar(written) && node_is_scalar(from) &&
	    str_eq(node_str(written), node_str(from))) {
		here = text_map_of(&scratch, r->doc, written);
		letter = here ? text_map_find(here, written->len, at) : SIZE_MAX;
		there = text_map_of(&scratch, made, from);
		if (there && letter != SIZE_MAX)
			found = there[letter];
	}
	arena_free(&scratch);
	return found;
}

static void find_place(const struct lint_result *r, struct source **source, uint32_t *start,
                       uint32_t *end)
{
	const struct lint_origin *origin = r->origin;
	const struct node *written = r->doc->root;
	const struct node *from = came_from(r->doc, origin->made, *start, &written);
	uint32_t at = 0;

	*source = origin->org->sources[0];
	if (from) {
		*source = origin->made->sources[from->src];
		at = same_letter(r, written, from, *start);
	} else if (origin->asks) {
		from = origin->asks;
		at = from->start;
	}
	*end = from && *start < *end ? from->end : at;
	*start = at;
}

void lint_go_to_origin(const struct lint_result *r, struct diag *d)
{
	struct source *written = r->doc->sources[0];

	if (d->source == written)
		find_place(r, &d->source, &d->start, &d->end);
	for (struct related *p = d->related; p; p = p->next)
		if (p->source == written)
			find_place(r, &p->source, &p->start, &p->end);
	d->fix = NULL; // it is about the bytes that were written
}
