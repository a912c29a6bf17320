// The scalars of a small YAML text, by libyaml.
#ifndef TESTS_FUZZ_OUTPUT_YAML_H
#define TESTS_FUZZ_OUTPUT_YAML_H

#include <yaml.h>

#include "tests/fuzz/output.h"

// Expects one map of these scalars, and gives the line on which the last one begins.
static inline size_t expect_scalars(const char *yaml, const struct str *wanted, size_t count)
{
	yaml_parser_t parser;
	yaml_event_t event;
	size_t found = 0, line = 0;
	bool more = true;

	yaml_parser_initialize(&parser);
	yaml_parser_set_input_string(&parser, (const unsigned char *)yaml, strlen(yaml));
	while (more) {
		expect(yaml_parser_parse(&parser, &event), "is no YAML", yaml);
		if (event.type == YAML_SCALAR_EVENT) {
			expect(found < count, "has more scalars", yaml);
			expect_text("yaml", wanted[found++],
			            (struct str){(const char *)event.data.scalar.value,
			                         event.data.scalar.length});
			line = event.start_mark.line;
		}
		more = event.type != YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	expect(found == count, "has fewer scalars", yaml);
	yaml_parser_delete(&parser);
	return line;
}

#endif
