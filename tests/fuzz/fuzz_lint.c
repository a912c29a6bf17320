// Any document under every rule, as whatever kind of policy: no crash, and no rule takes
// much longer than the reader. What the fixes make of it is read and judged once more.
#include "lint/lint.h"
#include "model/edit/edit.h"
#include "model/read/read.h"
#include "policies/engine/cover.h"

static struct str fixed(struct arena *a, struct str text, const struct diags *d)
{
	const struct fix **fixes = arena_array(a, const struct fix *, d->count);
	size_t count = 0, applied;

	for (size_t i = 0; i < d->count; i++)
		if (d->items[i].fix)
			fixes[count++] = d->items[i].fix;
	return edits_apply(a, text, fixes, count, &applied);
}

static void compare(struct arena *a, const struct node *root, enum policy_kind kind)
{
	const struct prepared *p = policy_prepare(a, policy_of(a, root, kind));

	policy_allows_all(p, p, a);
	policy_denies_all(p, p, a);
	policy_covered(a, p);
}

static struct str judge(struct arena *a, struct str text, enum policy_kind kind)
{
	struct lint_result result = {.diags = {.arena = a}};
	struct lint_result *results[] = {&result};
	struct doc *doc = doc_read(a, source_new(a, "fuzz", text), SYNTAX_GUESS,
	                           template_tags, &result.diags);

	if (!doc->root)
		return text;
	lint_document(a, doc, kind, &result);
	lint_finish(results, 1, NULL);
	compare(a, doc->root, kind);
	return fixed(a, text, &result.findings);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct str text = {(const char *)data, size};
	enum policy_kind kind = (enum policy_kind)(size % (POLICY_RCP + 1));

	judge(&a, judge(&a, text, kind), kind);
	arena_free(&a);
	return 0;
}
