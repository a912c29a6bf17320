// Any text on its way into an output, read back by a parser that is not ours, which finds
// the same text and nothing else. One target for each output: fuzz_out_NAME.c.
#ifndef TESTS_FUZZ_OUTPUT_H
#define TESTS_FUZZ_OUTPUT_H

#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "model/text/escape.h"
#include "model/write/write.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// What a target does with a text that the C library takes for one.
static void check_output(struct arena *a, struct str text);

static inline void expect_text(const char *what, struct str wanted, struct str got)
{
	if (str_eq(wanted, got))
		return;
	fprintf(stderr, "%s: \"%.*s\" came back as \"%.*s\"\n", what, STR(wanted), STR(got));
	abort();
}

static inline void expect(bool holds, const char *what, const char *made)
{
	if (holds)
		return;
	fprintf(stderr, "%s: %s\n", what, made);
	abort();
}

// As a terminal shows it: what other outputs of one line show as well.
static inline struct str shown(struct arena *a, struct str text)
{
	return escape(a, OUTPUT_TERMINAL, text);
}

// Files are read as UTF-8 without NUL, and nothing else gets to an output. The C library
// takes larger codes than Unicode has.
static inline bool is_text(struct arena *a, const char *text, size_t size)
{
	wchar_t *wide = arena_array(a, wchar_t, size + 1);
	size_t len;

	if (strlen(text) != size || !setlocale(LC_ALL, "C.UTF-8"))
		return false;
	len = mbstowcs(wide, text, size + 1);
	for (size_t i = 0; len != (size_t)-1 && i < len; i++)
		if (wide[i] > 0x10FFFF || (wide[i] >= 0xD800 && wide[i] <= 0xDFFF))
			return false;
	return len != (size_t)-1;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = {0};
	struct str text = {size ? (const char *)data : NULL, size};
	const char *copy = arena_cstring(&a, text);

	if (is_text(&a, copy, size))
		check_output(&a, (struct str){copy, size});
	arena_free(&a);
	return 0;
}

#endif
