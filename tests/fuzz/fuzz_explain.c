// Any bytes as what AWS printed.
#include <assert.h>

#include "explain/explain.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct told_list all =
		explain_text(&a, (struct str){size ? (const char *)data : NULL, size});

	for (size_t i = 0; i < all.count; i++) {
		const struct told *t = &all.items[i];
		struct str cause = told_text(&a, t, fact_get(t->row, "cause"), "ja");
		assert(cause.len > 0);
		assert(t->relation == TOLD_HARMLESS || all.first);
	}
	arena_free(&a);
	return 0;
}
