// What AWS printed, read from a file or standard input and explained.
#include "cli/explain/message.h"

#include "cli/cli.h"
#include "model/die.h"
#include "model/text/escape.h"
#include "report/explain.h"

enum { TEXT_MOST = 4 << 20 }; // who pastes more is looking for something else

int explain_message(struct arena *a, const char *path, const struct explaining *how)
{
	struct page page = page_new(a, stdout, false);
	struct told_list all;
	struct str text;
	int reason = source_load(a, path, &text);

	if (reason)
		die("%s: %s", escaped(a, OUTPUT_TERMINAL, str_of(path)),
		    source_load_reason(reason));
	if (text.len > TEXT_MOST)
		die("%s: has more than %d MiB: cut out the messages",
		    escaped(a, OUTPUT_TERMINAL, str_of(path)), TEXT_MOST >> 20);
	all = explain_text(a, text);
	if (all.count == 0) {
		fprintf(stderr, "orgc explain: %s\n",
		        arena_cstring(a, explain_word("=unknown", how->language)));
		return EXIT_FINDINGS;
	}
	print_told(&page, &all, how->language, NULL);
	page_end(&page);
	return EXIT_CLEAN;
}
