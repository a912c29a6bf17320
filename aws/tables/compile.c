// compile OUT FILE...   turns fact files (aws/facts.h says what they look like) into the
// table that the program carries. A program of the build, not of orgc. The file's base
// name up to the first dot names its rows, so types.hand.txt adds to types.txt.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "aws/facts.h"
#include "model/arena.h"
#include "model/die.h"

enum { DEPTH_MAX = 16 };

struct row {
	struct str name, value;
	struct row *first, *last; // its rows, as read
	struct row *next;         // the one after it
	size_t count;             // of its rows
	const char *file;
	unsigned line;
};

// The texts, each once, found again by an open-addressed hash of offsets + 1.
struct texts {
	char *bytes;
	size_t len, room;
	uint32_t *slots;
	size_t used, slot_count;
};

static struct str load(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "rb");
	char *text = NULL;
	size_t len = 0, room = 0, got;

	if (!f)
		die("%s:", path);
	do {
		room = room ? room * 2 : 1 << 16;
		char *larger = arena_alloc(a, room);
		if (len)
			memcpy(larger, text, len);
		text = larger;
		got = fread(text + len, 1, room - len, f);
		len += got;
	} while (len == room);
	if (ferror(f))
		die("%s:", path);
	fclose(f);
	return (struct str){text, len};
}

// --- reading ---

static void add_row(struct row *owner, struct row *row)
{
	if (owner->last)
		owner->last->next = row;
	else
		owner->first = row;
	owner->last = row;
	owner->count++;
}

static struct row *file_row(struct arena *a, struct row *root, const char *path)
{
	const char *base = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	struct str name = {base, strcspn(base, ".")};
	struct row *file;

	for (file = root->first; file; file = file->next)
		if (str_eq(file->name, name))
			return file;
	file = arena_new(a, struct row);
	*file = (struct row){.name = name, .file = path};
	add_row(root, file);
	return file;
}

static void read_line(struct arena *a, struct row *owners[], size_t *depth,
                      struct str line, const char *path, unsigned number)
{
	struct row *row = arena_new(a, struct row);
	size_t tabs = 0;
	ptrdiff_t tab;

	while (tabs < line.len && line.at[tabs] == '\t')
		tabs++;
	if (tabs > *depth || tabs + 2 > DEPTH_MAX)
		die("%s:%u: indented too far", path, number);
	line = str_slice(line, tabs, line.len);
	tab = str_find_byte(line, 0, '\t');
	*row = (struct row){.name = line, .file = path, .line = number};
	if (tab >= 0) {
		row->name = str_slice(line, 0, (size_t)tab);
		row->value = str_slice(line, (size_t)tab + 1, line.len);
	}
	if (row->name.len == 0 || line.len > UINT32_MAX)
		die("%s:%u: no name, or too long", path, number);

	struct row *last = owners[tabs]->last;
	if (last && last->file == path && fact_cmp(last->name, row->name) >= 0)
		die("%s:%u: %.*s must not stand after %.*s", path, number, STR(row->name),
		    STR(last->name));
	add_row(owners[tabs], row);
	owners[tabs + 1] = row;
	*depth = tabs + 1;
}

static void read_file(struct arena *a, struct row *root, const char *path)
{
	struct str text = load(a, path);
	struct row *owners[DEPTH_MAX] = {file_row(a, root, path)};
	size_t depth = 0;
	unsigned number = 0;

	for (size_t at = 0; at < text.len;) {
		ptrdiff_t end = str_find_byte(text, at, '\n');
		struct str line = str_slice(text, at, end < 0 ? text.len : (size_t)end);
		number++;
		if (line.len > 0 && line.at[0] != '#')
			read_line(a, owners, &depth, line, path, number);
		at += line.len + 1;
	}
}

// --- writing ---

static struct str text_of(const struct texts *t, uint32_t offset)
{
	uint32_t len;

	memcpy(&len, t->bytes + offset, sizeof len);
	return (struct str){t->bytes + offset + sizeof len, len};
}

static uint32_t *find_slot(const struct texts *t, struct str text)
{
	size_t mask = t->slot_count - 1;
	size_t i = (size_t)str_hash(text) & mask;

	while (t->slots[i] && !str_eq(text_of(t, t->slots[i] - 1), text))
		i = (i + 1) & mask;
	return &t->slots[i];
}

static void widen_slots(struct arena *a, struct texts *t)
{
	struct texts wider = *t;

	wider.slot_count = t->slot_count ? t->slot_count * 2 : 1 << 12;
	wider.slots = arena_array(a, uint32_t, wider.slot_count);
	for (size_t i = 0; i < t->slot_count; i++)
		if (t->slots[i])
			*find_slot(&wider, text_of(t, t->slots[i] - 1)) = t->slots[i];
	*t = wider;
}

static uint32_t add_text(struct arena *a, struct texts *t, struct str text)
{
	uint32_t len = (uint32_t)text.len;

	if (t->used * 2 >= t->slot_count)
		widen_slots(a, t);
	uint32_t *slot = find_slot(t, text);
	if (*slot)
		return *slot - 1;
	if (t->len + sizeof len + len > t->room) {
		t->room = t->room ? t->room * 2 : 1 << 20;
		t->bytes = realloc(t->bytes, t->room);
		if (!t->bytes)
			die("out of memory");
	}
	memcpy(t->bytes + t->len, &len, sizeof len);
	if (len)
		memcpy(t->bytes + t->len + sizeof len, text.at, len);
	*slot = (uint32_t)t->len + 1;
	t->len += sizeof len + len;
	t->used++;
	return *slot - 1;
}

static int by_name(const void *a, const void *b)
{
	return fact_cmp((*(struct row *const *)a)->name, (*(struct row *const *)b)->name);
}

static size_t count_rows(const struct row *row)
{
	size_t count = 1;

	for (const struct row *r = row->first; r; r = r->next)
		count += count_rows(r);
	return count;
}

// The table as it grows. `sorted` has the rows of the files in the place of their facts.
struct table {
	struct fact *rows;
	struct row **sorted;
	uint32_t *slots;
	size_t end; // of the rows that have a place
	struct texts texts;
};

static void sort(struct row **rows, size_t count)
{
	if (count > 0)
		qsort(rows, count, sizeof *rows, by_name);
	for (size_t i = 1; i < count; i++)
		if (str_eq(rows[i - 1]->name, rows[i]->name))
			die("%s:%u: %.*s stands at %s:%u too", rows[i]->file, rows[i]->line,
			    STR(rows[i]->name), rows[i - 1]->file, rows[i - 1]->line);
}

static void fill_slot(struct table *t, const struct fact *owner, size_t row)
{
	uint64_t hash = fact_hash(t->sorted[row]->name);
	uint32_t *slots = t->slots + 2 * owner->first;
	size_t i = fact_slot(hash, owner->count);

	while (slots[i])
		i = i + 1 < 2 * owner->count ? i + 1 : 0;
	slots[i] = fact_slot_value(hash, (uint32_t)row);
}

// The rows of `owner` in order, then those of each with all that is below it: what belongs
// together stands in few pages, and a run reads few of them. No deeper than DEPTH_MAX.
static void place_rows(struct arena *a, struct table *t, size_t owner)
{
	struct fact *f = &t->rows[owner];
	size_t first = t->end;

	for (struct row *r = t->sorted[owner]->first; r; r = r->next)
		t->sorted[t->end++] = r;
	f->first = (uint32_t)first;
	f->count = (uint32_t)(t->end - first);
	sort(t->sorted + first, f->count);
	for (size_t i = first; i < first + f->count; i++) {
		t->rows[i].name = add_text(a, &t->texts, t->sorted[i]->name);
		t->rows[i].value = add_text(a, &t->texts, t->sorted[i]->value);
		fill_slot(t, f, i);
	}
	for (size_t i = first; i < first + f->count; i++)
		place_rows(a, t, i);
}

static void write_file(const char *path, const struct facts *head,
                       const struct fact *rows, const uint32_t *slots,
                       const struct texts *t)
{
	FILE *f = fopen(path, "wb");

	if (!f)
		die("%s:", path);
	fwrite(head, sizeof *head, 1, f);
	fwrite(rows, sizeof *rows, head->count, f);
	fwrite(slots, sizeof *slots, 2 * (size_t)head->count, f);
	fwrite(t->bytes, 1, t->len, f);
	if (ferror(f) | fclose(f))
		die("%s:", path);
}

int main(int argc, char **argv)
{
	struct arena a = {0};
	struct row root = {0};
	struct table t = {.end = 1};

	if (argc < 3)
		die("usage: compile OUT FILE...");
	for (int i = 2; i < argc; i++)
		read_file(&a, &root, argv[i]);

	size_t count = count_rows(&root);
	if (count >> FACT_ROW_BITS)
		die("%zu rows: more than a slot can name", count);
	t.sorted = arena_array(&a, struct row *, count);
	t.rows = arena_array(&a, struct fact, count);
	t.slots = arena_array(&a, uint32_t, 2 * count);
	t.sorted[0] = &root;
	t.rows[0].name = t.rows[0].value = add_text(&a, &t.texts, (struct str){0});
	place_rows(&a, &t, 0);

	struct facts head = {.count = (uint32_t)count};
	head.slots = (uint32_t)(sizeof head + count * sizeof *t.rows);
	head.texts = head.slots + (uint32_t)(2 * count * sizeof *t.slots);
	write_file(argv[1], &head, t.rows, t.slots, &t.texts);
	free(t.texts.bytes);
	arena_free(&a);
	return 0;
}
