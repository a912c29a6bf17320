// A template, or a plan.json, and what is left of it when some bytes go, through everything
// that is said of such a change.
#include <assert.h>
#include <string.h>

#include "gen/compare/compare.h"
#include "gen/plan/plan_read.h"
#include "model/read/read.h"

static const struct doc *read(struct arena *a, struct str text)
{
	struct diags diags = {.arena = a};

	return doc_read(a, source_new(a, "template", text), SYNTAX_GUESS, template_tags, &diags);
}

static struct str without(struct arena *a, struct str text, size_t from, size_t len)
{
	struct str head = str_slice(text, 0, from), tail = str_slice(text, from + len, text.len);
	char *at = arena_alloc(a, text.len);

	if (head.len > 0)
		memcpy(at, head.at, head.len);
	if (tail.len > 0)
		memcpy(at + head.len, tail.at, tail.len);
	return (struct str){at, head.len + tail.len};
}

// What was proven is not in doubt, and the same is the same.
static void check(const struct template_change *c)
{
	for (size_t i = 0; i < c->count; i++)
		for (size_t j = 0; j < c->resources[i].effect_count; j++) {
			const struct reach_change *r = &c->resources[i].effects[j].change;
			assert(r->reach != REACH_NARROWER || !r->wider_by);
			assert(r->reach != REACH_WIDER || !r->narrower_by);
		}
}

static void compare_as_plans(struct arena *a, const struct doc *old, const struct doc *now)
{
	struct build before = {{.arena = a}, plan_read(a, old->root)};
	struct build after = {{.arena = a}, plan_read(a, now->root)};
	struct build_change c = compare_builds(a, &before, &after);

	assert(c.differs || c.added + c.changed + c.removed == 0);
	compare_builds(a, &after, &before);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct str text = {size > 2 ? (const char *)data + 2 : NULL, size > 2 ? size - 2 : 0};
	const struct doc *old, *now;
	struct template_change there, back;

	if (text.len > 0) {
		old = read(&a, text);
		now = read(&a, without(&a, text, data[0] * text.len / 256, data[1] % 64));
		there = template_change_of(&a, old, now, S("aws"));
		back = template_change_of(&a, now, old, S("aws"));
		assert(there.differs == back.differs);
		check(&there);
		check(&back);
		compare_as_plans(&a, old, now);
		assert(!template_change_of(&a, old, old, S("aws")).differs);
	}
	arena_free(&a);
	return 0;
}
