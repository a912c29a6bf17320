// What is said of Python scripts and selectors without running them, and what the role of a
// runbook needs.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/read/read.h"
#include "runbooks/needs.h"
#include "runbooks/script.h"
#include "runbooks/selector.h"

static void check_of(const char *runtime, const char *script, enum script_fault_kind kind,
                     size_t at)
{
	struct arena a = {0};
	struct script_fault f = ssm_script_of(&a, str_of(runtime), str_of(script))->fault;

	if (f.kind != kind || (kind != SCRIPT_SOUND && f.at != at))
		print_error("%s\n: %d at %zu: %s\n", script, (int)f.kind, f.at, f.what ? f.what : "");
	assert_int_equal(f.kind, kind);
	if (kind != SCRIPT_SOUND)
		assert_int_equal(f.at, at);
	arena_free(&a);
}

static void check(const char *script, enum script_fault_kind kind, size_t at)
{
	check_of("python3.11", script, kind, at);
}

static void test_depths(void **state)
{
	(void)state;
	check("def f():\n    return 1\n", SCRIPT_SOUND, 0);
	check("def f():\nreturn 1\n", SCRIPT_INDENT, 9);
	check("x = 1\n    y = 2\n", SCRIPT_INDENT, 10);
	check("if x:\n    if y:\n        z()\n   w()\n", SCRIPT_INDENT, 31);
	check("if x: y()\nz()\n", SCRIPT_SOUND, 0);
	check("if x:  # why\n\n# odd\n    y()\n", SCRIPT_SOUND, 0);
	check("x = [\n1,\n        2]\ny = x[1:]\nz()\n", SCRIPT_SOUND, 0);
	check("x = 1 + \\\n      2\ny()\n", SCRIPT_SOUND, 0);
	check("if x:\r\n    y()\r\nz()\r\n", SCRIPT_SOUND, 0);
	check("if x:\n\ty()\n", SCRIPT_SOUND, 0); // tabs: not looked into
	check("x = '''\nif y:\n'''\nz()\n", SCRIPT_SOUND, 0);
}

static void test_brackets(void **state)
{
	(void)state;
	check("f(1, [2)", SCRIPT_BRACKET, 7);
	check("f(1", SCRIPT_BRACKET, 1);
	check("f)", SCRIPT_BRACKET, 1);
	check("x = 'a\ny = 1\n", SCRIPT_BRACKET, 4);
	check("x = '''a\ny = 1\n", SCRIPT_BRACKET, 4);
	check("x = 'a\\'b' # ( ' [\n", SCRIPT_SOUND, 0);
	check("x = f\"{y[\"a\"]}\"\n", SCRIPT_SOUND, 0); // as of Python 3.12
	check("x = ${value}(\n", SCRIPT_SOUND, 0);     // of another tool
}

static void check_shell(const char *script, enum script_fault_kind kind, size_t at)
{
	check_of("PowerShell 7.4", script, kind, at);
}

static void test_powershell(void **state)
{
	(void)state;
	check_shell("if ($x) { 'a' }\n", SCRIPT_SOUND, 0);
	check_shell("if ($x) { 'a'\n", SCRIPT_BRACKET, 8);
	check_shell("if ($x { 'a' }\n", SCRIPT_BRACKET, 3);
	check_shell("f ($x }\n", SCRIPT_BRACKET, 6);
	check_shell("f )\n", SCRIPT_BRACKET, 2);
	check_shell("$x = \"a\n", SCRIPT_BRACKET, 5);
	check_shell("$x = 'it''s (' # ( '\n", SCRIPT_SOUND, 0);
	check_shell("$x = \"a`\"(\"\"b\"\n", SCRIPT_SOUND, 0);
	check_shell("$x = \"of $(f \"a)\" ')' $(g)) b\"\n", SCRIPT_SOUND, 0);
	check_shell("$x = \"of $(f \"a)\"\n", SCRIPT_BRACKET, 5);
	check_shell("<# ( ' #>\n$x = a#( b\n", SCRIPT_BRACKET, 17);
	check_shell("$x = @\"\n( \" '\n\"@\n", SCRIPT_SOUND, 0);
	check_shell("$x = @'\r\n( \" '\r\n'@ + (1)\r\n", SCRIPT_SOUND, 0);
	check_shell("$x = @'\n(\n", SCRIPT_BRACKET, 5);
	check_shell("$x -like '*' -and $y -like *[a `( b\n", SCRIPT_SOUND, 0);
	check_shell("cmd --% /c ( \"\n", SCRIPT_SOUND, 0); // for another program
	check_shell("f (\"{{ Name }}\n", SCRIPT_SOUND, 0); // filled in before it runs
	check_of("ruby", "f (", SCRIPT_SOUND, 0);
}

struct keys {
	char text[64];
};

static void note(void *context, struct str key, size_t at)
{
	struct keys *k = context;

	(void)at;
	strncat(k->text, key.at, key.len);
	strcat(k->text, " ");
}

static void check_keys(const char *script, const char *wanted)
{
	struct arena a = {0};
	struct names known = {.arena = &a};
	struct keys k = {{0}};

	names_add(&known, S("known"), 0);
	ssm_script_events(ssm_script_of(&a, S("python3.12"), str_of(script)), S("run"), &known,
	                  note, &k);
	assert_string_equal(k.text, wanted);
	arena_free(&a);
}

static void test_events(void **state)
{
	(void)state;
	check_keys("def run(e, c):\n    return e['a'] + e[\"b\"]\n", "a b ");
	check_keys("def run(e, c):\n    return e['known'] + e['a']\n", "a ");
	check_keys("def run(e, c):\n    e['a'] = 1\n    return e['a']\n", "");
	check_keys("def run(e, c):\n    if 'a' in e:\n        return e['a']\n", "");
	check_keys("def run(e, c):\n    try:\n        x = e['a']\n    except KeyError:\n"
	           "        x = 1\n", "");
	check_keys("def run(e, c):\n    e = {}\n    return e['a']\n", "");
	check_keys("def other(e):\n    return e['a']\ndef run(e, c):\n    return 'e[\"b\"]'\n", "");
	check_keys("def run(e, c):\n    return e[key], e['x' + y], e.get('z')\n", "");
}

static bool binds(const char *script)
{
	const struct ssm_script s = {.text = str_of(script)};

	return ssm_script_binds(&s, S("run"));
}

static void test_names(void **state)
{
	const struct ssm_script near = {.text = S("def handler(e):\n")};

	(void)state;
	assert_true(binds("def run(e):\n  pass\n"));
	assert_true(binds("from x import (run, walk)\n"));
	assert_true(binds("run = other\n"));
	assert_false(binds("def runs(e):\n  run(e)\n"));
	assert_true(str_is(ssm_script_nearest(&near, S("handle")), "handler"));
}

static void test_selectors(void **state)
{
	static const struct {
		const char *text;
		bool is_wrong, is_list;
		const char *first;
	} rows[] = {
		{"$", false, false, ""},
		{"$.A.b", false, false, "A"},
		{"$.A[0].b[-1]", false, false, "A"},
		{"$.A[*].b", false, true, "A"},
		{"$..b", false, true, ""},
		{"$.A[?(@.k == 'x]y')].b", false, true, "A"},
		{"$['A']['b.c']", false, false, ""},
		{"A.b", true, false, ""},
		{"$A", true, false, ""},
		{"$.A.", true, false, "A"},
		{"$.A[0", true, false, "A"},
		{"$.A[]", true, false, "A"},
		{"$.A[?(@.k == 'x' && @.l == 'y')]", true, true, "A"},
		{"$.A[?@.k]", true, true, "A"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct ssm_selector s = ssm_selector_of(str_of(rows[i].text));

		if ((s.wrong != NULL) != rows[i].is_wrong)
			print_error("%s: %s\n", rows[i].text, s.wrong ? s.wrong : "sound");
		assert_int_equal(s.wrong != NULL, rows[i].is_wrong);
		if (!s.wrong) {
			assert_int_equal(s.is_list, rows[i].is_list);
			assert_true(str_is(s.first, rows[i].first));
		}
	}
}

static void test_needs(void **state)
{
	static const char text[] =
		"schemaVersion: '0.3'\n"
		"mainSteps:\n"
		"  - {name: a, action: 'aws:createImage', inputs: {}}\n"
		"  - {name: b, action: 'aws:executeAwsApi',\n"
		"     inputs: {Service: s3, Api: list-objects-v2}}\n"
		"  - {name: c, action: 'aws:executeScript', inputs: {}}\n"
		"  - {name: d, action: 'aws:createImage', inputs: {}}\n";
	static const char *const tags[] = {"", NULL};
	struct arena a = {0};
	struct diags diags = {.arena = &a};
	struct doc *doc = doc_read(&a, source_new(&a, "a.yaml", str_of(text)), SYNTAX_YAML, tags,
	                           &diags);
	struct ssm_document *d = ssm_document_of(&a, doc->root, (struct str){0});
	struct ssm_need *needs;

	(void)state;
	assert_int_equal(ssm_needs(&a, d, &needs), 4);
	assert_true(str_is(needs[0].action, "ec2:CreateImage") && needs[0].sure);
	assert_true(str_is(needs[1].action, "ec2:DescribeImages") && !needs[1].sure);
	assert_true(str_is(needs[2].action, "s3:ListBucket") && needs[2].sure);
	assert_true(needs[3].unknown);
	assert_true(ssm_needs_any(d));
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_depths),    cmocka_unit_test(test_brackets),
		cmocka_unit_test(test_powershell),
		cmocka_unit_test(test_events),    cmocka_unit_test(test_names),
		cmocka_unit_test(test_selectors), cmocka_unit_test(test_needs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
