// A terminal, as the C library knows characters: one line of the same, with '?' or a blank
// for each that is no letter, mark or sign of it.
#include <limits.h>
#include <wctype.h>

#include "tests/fuzz/output.h"

static void check_output(struct arena *a, struct str text)
{
	const char *in = text.at, *out = escaped(a, OUTPUT_TERMINAL, text), *made = out;
	mbstate_t from = {0}, to = {0};
	wchar_t x, y;
	size_t len;

	while ((len = mbrtowc(&x, in, MB_LEN_MAX, &from)) > 0) {
		in += len;
		len = mbrtowc(&y, out, MB_LEN_MAX, &to);
		expect(len > 0 && len <= MB_LEN_MAX, "too short", made);
		out += len;
		expect(x == y || y == L'?' || (y == L' ' && iswspace((wint_t)x)), "another", made);
		expect(!iswcntrl((wint_t)y), "steers a terminal", made);
		expect(x == y || !iswalnum((wint_t)x), "a letter is lost", made);
	}
	expect(*out == '\0', "too long", made);
}
