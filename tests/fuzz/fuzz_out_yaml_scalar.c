// A scalar of YAML, for libyaml.
#include "tests/fuzz/output_yaml.h"

static void check_output(struct arena *a, struct str text)
{
	const char *yaml = arena_printf(a, "key: %s # comment\nother: one\n",
	                                escaped(a, OUTPUT_YAML_SCALAR, text));
	const struct str wanted[] = {S("key"), text, S("other"), S("one")};

	expect_scalars(yaml, wanted, 4);
}
