// Any bytes as a record of CloudTrail, and cut anywhere.
#include <assert.h>

#include "replay/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct str text = {size ? (const char *)data : NULL, size};
	struct record r;
	size_t end;
	enum scanned whole = record_scan(&a, text, &r, &end);

	assert(end <= size);
	// What is in front of a record's end does not make one.
	if (whole == SCAN_RECORD && end > 0 && data[0] == '{')
		assert(record_scan(&a, str_slice(text, 0, end - 1), &r, &end) == SCAN_MORE);
	arena_free(&a);
	return 0;
}
