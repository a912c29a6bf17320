// What `orgc explain` prints of messages.
#ifndef REPORT_EXPLAIN_H
#define REPORT_EXPLAIN_H

#include "explain/explain.h"
#include "report/page.h"

// The first cause first, then what follows from it, what is harmless last. `language`: "en"
// or "ja". `places` has for each message what org.yaml says of it, a line each; NULL where
// there is no org.yaml.
struct explain_place {
	const char *label, *text;
};
struct explain_places {
	struct explain_place *items;
	size_t count, room;
};
void print_told(struct page *p, const struct told_list *all, const char *language,
                const struct explain_places *places);

#endif
