// Texts in outputs, read back by parsers that are not ours: cJSON, libyaml, sh.
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cjson/cJSON.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <yaml.h>

#include "model/text/escape.h"
#include "model/text/utf8.h"
#include "model/write/write.h"

static struct arena arena;

static const char *made(enum output output, const char *text)
{
	return escaped(&arena, output, str_of(text));
}

static void test_each_output(void **state)
{
	(void)state;
	assert_string_equal(made(OUTPUT_TERMINAL, "a\033[31m\x7f\xC2\x85\xE2\x80\xA8\xE2\x80\xAE"
	                                          "\xFFz\t\n\r日"), "a?[31m?????z   日");
	assert_string_equal(made(OUTPUT_YAML_COMMENT, "a\nb: c"), "a b: c");
	assert_string_equal(made(OUTPUT_JSON, "a\"\n"), "\"a\\\"\\n\"");
	assert_string_equal(made(OUTPUT_YAML_SCALAR, "a: b"), "'a: b'");
	assert_string_equal(made(OUTPUT_INI, "a]\n[b] ; c"), "a? ?b? ? c");
	assert_string_equal(made(OUTPUT_SHELL, "it's $(x)\n"), "'it'\\''s $(x)\n'");
	assert_string_equal(made(OUTPUT_MARKDOWN, "<b> *x* _y_ `z` ~~s~~ &lt; [l](u) |"),
	                    "\\<b\\> \\*x\\* \\_y\\_ \\`z\\` \\~\\~s\\~\\~ \\&lt; \\[l\\](u) \\|");
	assert_string_equal(made(OUTPUT_MARKDOWN, "@name a@b.c #1 # 2"),
	                    "@<!-- -->name a@<!-- -->b.c #<!-- -->1 # 2");
	assert_string_equal(made(OUTPUT_MARKDOWN, "a@.b @ c@"), "a@<!-- -->.b @ c@");
	assert_string_equal(made(OUTPUT_MARKDOWN, "http://a.b www.c.d a.b"),
	                    "http\\://a.b www\\.c.d a.b");
	assert_string_equal(made(OUTPUT_MARKDOWN, "# a"), "\\# a");
	assert_string_equal(made(OUTPUT_MARKDOWN, "12. a"), "12\\. a");
	assert_string_equal(made(OUTPUT_MARKDOWN, "- a-b"), "\\- a-b");
	assert_string_equal(made(OUTPUT_GITHUB, "100%\n::error, a"), "100%25 %3A%3Aerror%2C a");
	assert_string_equal(made(OUTPUT_GITHUB_MESSAGE, "100%\n::error, a"), "100%25 ::error, a");
	assert_string_equal(made(OUTPUT_XML, "<a b=\"c\">&'\x01"),
	                    "&#60;a b=&#34;c&#34;&#62;&#38;&#39;?");
	assert_string_equal(made(OUTPUT_HTML, "<a>"), "&#60;a&#62;");
}

// --- at random ---

enum { TEXTS = 20000, COMMANDS = 3000 };

static struct str random_text(void)
{
	static const char *const parts[] = {
		"a", "Z", "0", " ", "'", "\"", "\\", "\n", "\r", "\t", ":", ": ", "#", " #", "-", "- ",
		"?", "&a", "*a", "!", "|", ">", "%", "@", "`", "{", "}", "[", "]", ",", "~", "null",
		"yes", "0x1", "1e3", "<<", "=", "---", "...", "${", "$(", "`x`", "\xC2\x85",
		"\xE2\x80\xA8", "\xE2\x80\xAE", "\xEF\xBB\xBF", "é", "日", "😀", "\x1b", "\x7f", "END",
		"<b>", "&lt;", "http://", "www.", "::", "\\n",
	};
	struct out o = {.arena = &arena};

	for (int i = rand() % 8; i > 0; i--)
		out_text(&o, parts[(size_t)rand() % (sizeof parts / sizeof *parts)]);
	return out_str(&o);
}

static void expect_same(struct str text, const char *got, size_t len)
{
	if (!str_eq(text, (struct str){got, len}))
		fail_msg("\"%.*s\" came back as \"%.*s\"", STR(text), (int)len, got);
}

static void test_json_at_random(void **state)
{
	(void)state;
	for (int i = 0; i < TEXTS; i++, arena_reset(&arena)) {
		struct str text = random_text();
		cJSON *read = cJSON_ParseWithOpts(escape(&arena, OUTPUT_JSON, text).at, NULL, 1);
		assert_true(cJSON_IsString(read));
		expect_same(text, read->valuestring, strlen(read->valuestring));
		cJSON_Delete(read);
	}
}

// The scalars of a YAML text, in turn; NULL after the last, or where it is no YAML.
static bool read_scalar(yaml_parser_t *parser, yaml_event_t *event)
{
	while (yaml_parser_parse(parser, event)) {
		if (event->type == YAML_SCALAR_EVENT)
			return true;
		if (event->type == YAML_STREAM_END_EVENT)
			break;
		yaml_event_delete(event);
	}
	return false;
}

static void test_yaml_at_random(void **state)
{
	(void)state;
	for (int i = 0; i < TEXTS; i++, arena_reset(&arena)) {
		struct str text = random_text();
		const char *yaml = arena_printf(&arena, "# %s\nkey: %s # %s\n",
		                                escaped(&arena, OUTPUT_YAML_COMMENT, text),
		                                escaped(&arena, OUTPUT_YAML_SCALAR, text),
		                                escaped(&arena, OUTPUT_YAML_COMMENT, text));
		yaml_parser_t parser;
		yaml_event_t event;
		assert_true(yaml_parser_initialize(&parser));
		yaml_parser_set_input_string(&parser, (const unsigned char *)yaml, strlen(yaml));
		if (!read_scalar(&parser, &event))
			fail_msg("no key: %s", yaml);
		expect_same(S("key"), (const char *)event.data.scalar.value, event.data.scalar.length);
		yaml_event_delete(&event);
		if (!read_scalar(&parser, &event))
			fail_msg("no value: %s", yaml);
		expect_same(text, (const char *)event.data.scalar.value, event.data.scalar.length);
		yaml_event_delete(&event);
		assert_false(read_scalar(&parser, &event));
		yaml_event_delete(&event);
		yaml_parser_delete(&parser);
	}
}

// Every word as an argument of printf, which ends it by a NUL.
static void test_shell_at_random(void **state)
{
	struct str *texts = arena_array(&arena, struct str, COMMANDS);
	char script[] = "/tmp/test_escape.XXXXXX", command[64], *got;
	FILE *file = fdopen(mkstemp(script), "w"), *pipe;
	size_t size = 1 << 20, at = 0, len;

	(void)state;
	assert_non_null(file);
	for (int i = 0; i < COMMANDS; i++) {
		texts[i] = random_text();
		fprintf(file, "printf '%%s\\000' %s\n", escaped(&arena, OUTPUT_SHELL, texts[i]));
	}
	assert_int_equal(fclose(file), 0);
	snprintf(command, sizeof command, "sh %s", script);
	pipe = popen(command, "r");
	got = arena_alloc(&arena, size);
	len = fread(got, 1, size, pipe);
	assert_int_equal(pclose(pipe), 0);
	unlink(script);
	for (int i = 0; i < COMMANDS; i++) {
		expect_same(texts[i], got + at, strlen(got + at));
		at += texts[i].len + 1;
	}
	assert_int_equal(at, len);
}

// What every output of one line promises.
static void test_lines_at_random(void **state)
{
	static const enum output outputs[] = {OUTPUT_TERMINAL, OUTPUT_YAML_COMMENT, OUTPUT_INI,
	                                      OUTPUT_MARKDOWN, OUTPUT_GITHUB,
	                                      OUTPUT_GITHUB_MESSAGE, OUTPUT_XML, OUTPUT_HTML};
	static const char *const never[] = {"\n", "\r", "\033", "\x7f", "\xC2\x85", "\xE2\x80\xA8",
	                                    "\xE2\x80\xAE", "\xEF\xBB\xBF"};

	(void)state;
	for (int i = 0; i < TEXTS; i++, arena_reset(&arena)) {
		struct str text = random_text();
		for (size_t o = 0; o < sizeof outputs / sizeof *outputs; o++)
			for (size_t n = 0; n < sizeof never / sizeof *never; n++)
				assert_null(strstr(escaped(&arena, outputs[o], text), never[n]));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_output),
		cmocka_unit_test(test_json_at_random),
		cmocka_unit_test(test_yaml_at_random),
		cmocka_unit_test(test_shell_at_random),
		cmocka_unit_test(test_lines_at_random),
	};
	unsigned seed = (unsigned)time(NULL);

	srand(seed);
	printf("note: %d texts in each output from seed %u\n", TEXTS, seed);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
