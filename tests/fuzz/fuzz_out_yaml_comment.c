// A comment of YAML, for libyaml, which finds what stands around it, where it stands.
#include "tests/fuzz/output_yaml.h"

static void check_output(struct arena *a, struct str text)
{
	const char *comment = escaped(a, OUTPUT_YAML_COMMENT, text);
	const char *yaml = arena_printf(a, "# %s\nkey: value # %s\nother: one\n", comment, comment);
	const struct str wanted[] = {S("key"), S("value"), S("other"), S("one")};

	expect(expect_scalars(yaml, wanted, 4) == 2, "breaks a line", yaml);
	expect_text("comment", shown(a, text), str_of(comment));
}
