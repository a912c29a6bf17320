// A string of JSON, for cJSON.
#include <cjson/cJSON.h>

#include "tests/fuzz/output.h"

static void check_output(struct arena *a, struct str text)
{
	const char *made = escaped(a, OUTPUT_JSON, text);
	cJSON *read = cJSON_ParseWithOpts(made, NULL, 1);

	expect(cJSON_IsString(read), "is no string", made);
	expect_text("json", text, str_of(read->valuestring));
	cJSON_Delete(read);
}
