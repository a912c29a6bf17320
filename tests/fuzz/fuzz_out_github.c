// A property and the message of a GitHub command, read as the runner reads one:
// https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
#include "tests/fuzz/output.h"

static struct str decoded(struct arena *a, struct str s)
{
	static const char *const codes[] = {"%3A", "%2C", "%0D", "%0A", "%25"};
	struct out o = {.arena = a};

	for (size_t at = 0, i; at < s.len; at++) {
		struct str rest = str_slice(s, at, s.len);
		for (i = 0; i < 5 && !str_starts(rest, codes[i]); i++)
			continue;
		out_byte(&o, i < 5 ? ":,\r\n%"[i] : s.at[at]);
		at += i < 5 ? 2 : 0;
	}
	return out_str(&o);
}

static void check_output(struct arena *a, struct str text)
{
	const char *made = escaped(a, OUTPUT_GITHUB, text);
	struct str line = str_of(arena_printf(a, "::error file=%s,line=1::%s", made, made));
	ptrdiff_t end = str_find(line, 2, "::"), comma = str_find_byte(line, 0, ',');

	expect(!strpbrk(made, "\r\n"), "has a line break", made);
	expect(end > 0 && comma > 0 && comma < end, "ends too early", line.at);
	expect_text("property", shown(a, text),
	            decoded(a, str_slice(line, strlen("::error file="), (size_t)comma)));
	expect(str_starts(str_slice(line, (size_t)comma, line.len), ",line=1::"), "another property",
	       line.at);
	expect_text("message", shown(a, text),
	            decoded(a, str_slice(line, (size_t)end + 2, line.len)));
}
