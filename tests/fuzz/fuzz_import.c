// Import from any bytes gives an org.yaml without a mistake that orgc knows of, or a
// finding; and any org.yaml that could be brought up to date is up to date.
#include <stdlib.h>
#include <string.h>

#include "org/import/import.h"
#include "org/import/import_rules.h"
#include "org/org.h"
#include "model/read/read.h"

static const char *const no_tags[] = {"", NULL};

static const char known[] =
	"[{\"Organization\": {\"Id\": \"o-a1b2c3d4e5\", \"MasterAccountId\": \"111111111111\"}},"
	"{\"Roots\": [{\"Id\": \"r-ab12\"}]}, {\"ParentId\": \"r-ab12\", \"Accounts\":"
	" [{\"Id\": \"222222222222\", \"Name\": \"a\"}]},"
	"{\"ParentId\": \"r-ab12\", \"OrganizationalUnits\":"
	" [{\"Id\": \"ou-ab12-11111111\", \"Name\": \"A\"}]}]";

static struct doc *read_text(struct arena *a, struct diags *diags, const char *name,
                             struct str text)
{
	return doc_read(a, source_new(a, name, text), SYNTAX_GUESS, no_tags, diags);
}

static void take(struct import *in, struct arena *a, struct diags *diags)
{
	import_start(in, a, diags);
	import_take(in, read_text(a, diags, "known.json", str_of(known)));
}

static bool has(const struct diags *diags, const struct rule *rule)
{
	for (size_t i = 0; i < diags->count; i++)
		if (diags->items[i].rule == rule)
			return true;
	return false;
}

static void make_new(struct arena *a, struct str outputs)
{
	struct diags diags = {.arena = a}, wrong = {.arena = a};
	struct import in;

	take(&in, a, &diags);
	import_take(&in, read_text(a, &diags, "outputs.json", outputs));
	if (!import_finish(&in, NULL))
		return;
	org_read(a, read_text(a, &wrong, "org.yaml", import_org(&in)), &wrong);
	if (wrong.count)
		abort();
}

// Gives whether the org.yaml could be brought up to date, and then its text.
static bool update(struct arena *a, struct str *org)
{
	struct diags diags = {.arena = a};
	struct import_changes changes = {.arena = a};
	struct import in;
	struct doc *old;

	take(&in, a, &diags);
	old = read_text(a, &diags, "org.yaml", *org);
	if (!old->root || !import_finish(&in, old))
		return false;
	*org = import_update(&in, &changes);
	return !has(&diags, &import_by_hand);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = {(const char *)data, size}, once;
	struct arena arena = {0};

	make_new(&arena, text);
	if (update(&arena, &text)) {
		once = text;
		if (!update(&arena, &text) || !str_eq(once, text))
			abort();
	}
	arena_free(&arena);
	return 0;
}
