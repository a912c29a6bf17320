// Walks a scalar's text and the bytes of its file side by side.
// https://yaml.org/spec/1.1/#id898306 (line folding)
#include "model/read/text_map.h"

#include "model/text/utf8.h"

struct pair {
	struct str bytes, text; // of the file, from the node's start on; of the scalar
	size_t b, t;            // next to be looked at
	uint32_t start;         // of the node
	uint32_t *map;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

// The length of the line break at `at`; 0 where there is none.
static size_t break_at(struct str s, size_t at)
{
	if (at >= s.len || (s.at[at] != '\n' && s.at[at] != '\r'))
		return 0;
	return s.at[at] == '\r' && at + 1 < s.len && s.at[at + 1] == '\n' ? 2 : 1;
}

// The text goes on with `c`, which byte `from` stands for.
static bool take_byte(struct pair *p, char c, size_t from)
{
	if (p->t >= p->text.len || p->text.at[p->t] != c)
		return false;
	p->map[p->t++] = p->start + (uint32_t)from;
	return true;
}

static bool take_many(struct pair *p, char c, size_t count, size_t from)
{
	for (size_t i = 0; i < count; i++)
		if (!take_byte(p, c, from))
			return false;
	return true;
}

// --- what stands in one line, or is folded to one ---

// Blanks, line breaks and blanks from `at` on: how many breaks there are, and their end.
static size_t fold_at(struct str s, size_t at, size_t *end)
{
	size_t breaks = 0, len;

	while (at < s.len && is_blank(s.at[at]))
		at++;
	while ((len = break_at(s, at)) > 0) {
		breaks++;
		at += len;
		while (at < s.len && is_blank(s.at[at]))
			at++;
	}
	*end = at;
	return breaks;
}

static bool hex_at(struct str s, size_t at, size_t digits, uint32_t *code)
{
	*code = 0;
	for (size_t i = 0; i < digits; i++) {
		char c = at + i < s.len ? s.at[at + i] : 'x';
		int digit = c >= '0' && c <= '9'   ? c - '0'
		            : c >= 'a' && c <= 'f' ? c - 'a' + 10
		            : c >= 'A' && c <= 'F' ? c - 'A' + 10
		                                   : -1;
		if (digit < 0)
			return false;
		*code = *code << 4 | (uint32_t)digit;
	}
	return true;
}

// A character that is written in numbers; JSON writes a large one as two halves.
static bool take_code(struct pair *p, size_t digits)
{
	size_t from = p->b, end = p->b + 2 + digits, len;
	uint32_t code, low;
	char bytes[4];

	if (!hex_at(p->bytes, from + 2, digits, &code))
		return false;
	if (code >= 0xD800 && code < 0xDC00 && end + 1 < p->bytes.len &&
	    p->bytes.at[end] == '\\' && p->bytes.at[end + 1] == 'u' &&
	    hex_at(p->bytes, end + 2, 4, &low)) {
		code = 0x10000 + ((code & 0x3FF) << 10) + (low & 0x3FF);
		end += 6;
	}
	len = utf8_encode(code, bytes);
	for (size_t i = 0; i < len; i++)
		if (!take_byte(p, bytes[i], from))
			return false;
	p->b = end;
	return true;
}

static bool take_escape(struct pair *p)
{
	static const char names[] = "0abt\tnvfre \"/\\";
	static const char values[] = "\0\a\b\t\t\n\v\f\r\x1b \"/\\";
	size_t from = p->b, end;
	char name = from + 1 < p->bytes.len ? p->bytes.at[from + 1] : '\0';

	if (break_at(p->bytes, from + 1)) {
		size_t breaks = fold_at(p->bytes, from + 1, &end);
		p->b = end;
		return take_many(p, '\n', breaks - 1, from);
	}
	if (name == 'x' || name == 'u' || name == 'U')
		return take_code(p, name == 'x' ? 2 : name == 'u' ? 4 : 8);
	for (size_t i = 0; i + 1 < sizeof names; i++)
		if (names[i] == name) {
			p->b += 2;
			return take_byte(p, values[i], from);
		}
	return false;
}

static bool take_folded_line(struct pair *p, enum node_style style)
{
	size_t end, from = p->b, breaks = fold_at(p->bytes, from, &end);
	char c = p->bytes.at[from];

	if (breaks > 0) {
		p->b = end;
		return breaks == 1 ? take_byte(p, ' ', from)
		                   : take_many(p, '\n', breaks - 1, from);
	}
	if (style == STYLE_DOUBLE && c == '\\')
		return take_escape(p);
	p->b += style == STYLE_SINGLE && c == '\'' ? 2 : 1;
	return take_byte(p, c, from);
}

static bool map_flow(struct pair *p, enum node_style style)
{
	if (style != STYLE_PLAIN)
		p->b++;
	while (p->t < p->text.len && p->b < p->bytes.len)
		if (!take_folded_line(p, style))
			return false;
	return p->t == p->text.len;
}

// --- blocks ---

// The line at `at`, without its break; *next is behind that.
static struct str line_at(struct str s, size_t at, size_t *next)
{
	size_t end = at;

	while (end < s.len && !break_at(s, end))
		end++;
	*next = end + break_at(s, end);
	return str_slice(s, at, end);
}

static size_t blanks_of(struct str line)
{
	size_t count = 0;

	while (count < line.len && line.at[count] == ' ')
		count++;
	return count;
}

// The first line of the file with letters in it has the blanks of its indentation besides
// those of the text.
static size_t indent_of(struct str bytes, size_t at, struct str text)
{
	size_t next, of_text = 0, from = 0;
	struct str line;

	for (; from < text.len; from = next) {
		line = line_at(text, from, &next);
		of_text = blanks_of(line);
		if (of_text < line.len)
			break;
	}
	for (; at < bytes.len; at = next) {
		line = line_at(bytes, at, &next);
		if (blanks_of(line) < line.len)
			return blanks_of(line) >= of_text ? blanks_of(line) - of_text : SIZE_MAX;
	}
	return SIZE_MAX;
}

static bool take_line(struct pair *p, struct str line, size_t from)
{
	for (size_t i = 0; i < line.len; i++)
		if (!take_byte(p, line.at[i], from + i))
			return false;
	return true;
}

// Between lines of a folded block that begin with letters, one break is a blank.
static bool take_breaks(struct pair *p, bool folds, size_t empty_lines, size_t from)
{
	if (!folds)
		return take_many(p, '\n', empty_lines + 1, from);
	return empty_lines ? take_many(p, '\n', empty_lines, from) : take_byte(p, ' ', from);
}

static bool map_block(struct pair *p, enum node_style style)
{
	size_t next, indent, empty = 0, end = 0;
	bool is_first = true, was_more = false, is_more;

	line_at(p->bytes, p->b, &next); // the | or >
	indent = indent_of(p->bytes, next, p->text);
	if (indent == SIZE_MAX)
		return false;
	for (p->b = next; p->b < p->bytes.len && p->t < p->text.len; p->b = next) {
		struct str line = line_at(p->bytes, p->b, &next);
		if (line.len <= indent) {
			empty++;
			continue;
		}
		line = str_slice(line, indent, line.len);
		is_more = is_blank(line.at[0]);
		if (is_first ? !take_many(p, '\n', empty, p->b)
		             : !take_breaks(p, style == STYLE_FOLDED && !was_more && !is_more, empty,
		                            end))
			return false;
		if (!take_line(p, line, p->b + indent))
			return false;
		end = p->b + indent + line.len;
		was_more = is_more;
		is_first = false;
		empty = 0;
	}
	while (p->t < p->text.len)
		if (!take_byte(p, '\n', end))
			return false;
	p->b = end;
	return true;
}

// --- all of them ---

// Behind tag and anchor.
static size_t content_start(struct str bytes)
{
	size_t at = 0;

	while (at < bytes.len && (bytes.at[at] == '!' || bytes.at[at] == '&')) {
		while (at < bytes.len && !is_blank(bytes.at[at]) && !break_at(bytes, at))
			at++;
		while (at < bytes.len && (is_blank(bytes.at[at]) || break_at(bytes, at)))
			at++;
	}
	return at;
}

static bool map_all(struct pair *p, const struct node *n)
{
	enum node_style style = (enum node_style)n->style;

	p->b = content_start(p->bytes);
	if (style == STYLE_LITERAL || style == STYLE_FOLDED)
		return map_block(p, style);
	return map_flow(p, style);
}

// The last one that was made.
struct text_maps {
	struct arena *arena;
	struct node of; // a copy: another node may come to stand where it stood
	bool is_good;
	uint32_t *map;
	size_t room;
};

struct text_maps *text_maps_new(struct arena *a)
{
	struct text_maps *maps = arena_new(a, struct text_maps);

	maps->arena = a;
	return maps;
}

static bool is_same_text(const struct node *a, const struct node *b)
{
	return a->text == b->text && a->len == b->len && a->src == b->src &&
	       a->start == b->start && a->end == b->end && a->style == b->style;
}

// Fills a map that has room for it.
static bool fill(uint32_t *map, const struct doc *d, const struct node *n)
{
	struct pair p = {.start = n->start, .map = map};

	p.bytes = node_source_text(d, n);
	p.text = node_str(n);
	if (!map_all(&p, n))
		return false;
	map[p.text.len] = p.start + (uint32_t)p.b;
	return true;
}

const uint32_t *text_map_of(struct arena *a, const struct doc *d, const struct node *n)
{
	struct text_maps *maps = d->maps;
	uint32_t *map;

	if (!node_is_scalar(n) || n->flags & NODE_SHARED || n->src >= d->source_count)
		return NULL;
	if (!maps) {
		map = arena_array(a, uint32_t, (size_t)n->len + 1);
		return fill(map, d, n) ? map : NULL;
	}
	if (!maps->map || !is_same_text(&maps->of, n)) {
		// At least twice as large each time, so that all of them are small beside the last.
		if (maps->room <= n->len) {
			maps->room = (size_t)n->len + 1 + maps->room;
			maps->map = arena_array(maps->arena, uint32_t, maps->room);
		}
		maps->of = *n;
		maps->is_good = fill(maps->map, d, n);
	}
	return maps->is_good ? maps->map : NULL;
}

size_t text_map_find(const uint32_t *map, size_t len, uint32_t at)
{
	size_t low = 0, high = len + 1;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (map[middle] < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low <= len && map[low] == at ? low : SIZE_MAX;
}

size_t block_indent(const struct doc *d, const struct node *n)
{
	struct str bytes = node_source_text(d, n);
	size_t next, indent;

	line_at(bytes, content_start(bytes), &next);
	indent = indent_of(bytes, next, node_str(n));
	return indent == SIZE_MAX ? 0 : indent;
}
