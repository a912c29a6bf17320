// Values in texts of org.yaml: what they stand for, where, and that they change nothing but
// texts.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "gen/build.h"
#include "model/read/read.h"
#include "model/write/write.h"

#define HEAD                                                                              \
	"version: 1\n"                                                                        \
	"organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"                                    \
	"management: {id: \"111111111111\"}\n"                                                \
	"regions: {home: eu-west-1, all: [us-east-1, eu-west-1]}\n"                           \
	"ous: {Work: {id: ou-ab12-22222222, tags: {cost: '7'}}}\n"                            \
	"accounts:\n"                                                                         \
	"  ops: {id: \"222222222222\", ou: Work, tags: {owner: it, sly: '${X}'}}\n"           \
	"  dev: {id: \"044444444444\", ou: Work, name: Dev One}\n"                            \
	"  old: {id: \"666666666666\", ou: Work, status: suspended}\n"
#define VALUES "values: {team: platform, quote: 'a\", \"b', long: 'x-{{team}}', sub: '${X}'}\n"

static const char template[] =
	"Parameters:\n"
	"  Text: {Type: String, Default: ''}\n"
	"  List: {Type: CommaDelimitedList, Default: ''}\n"
	"Resources:\n"
	"  T: {Type: AWS::SNS::Topic, Properties: {DisplayName: !Ref Text, Ids: !Ref List}}\n";
static const char policy[] =
	"{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Deny\", \"Action\": "
	"\"s3:*\", \"Resource\": \"arn:aws:s3:::{{team}}-*\", \"Sid\": \"A\", \"Condition\": "
	"{\"StringEquals\": {\"aws:PrincipalTag/t\": \"{{quote}}\", \"aws:PrincipalAccount\": "
	"\"{{accounts.ops.id}}\"}}}]}";

struct run {
	struct arena arena;
	struct diags diags;
	struct file_set files;
	bool built;
};

static int load(void *context, struct arena *a, const char *path, struct str *text)
{
	(void)context;
	(void)a;
	*text = strstr(path, ".json") ? S(policy) : S(template);
	return 0;
}

static void build(struct run *r, const char *text)
{
	struct loader loader = {load, NULL};
	struct doc *doc;

	*r = (struct run){0};
	r->diags.arena = r->files.arena = &r->arena;
	doc = doc_read(&r->arena, source_new(&r->arena, "org.yaml", str_of(text)), SYNTAX_YAML,
	               template_tags, &r->diags);
	r->built = gen_build(org_read(&r->arena, doc, &r->diags), &loader, &r->files, NULL);
	diags_sort(&r->diags);
	for (size_t i = 0; i < r->diags.count; i++)
		print_message("# %s\n", r->diags.items[i].message);
}

static const struct node *parsed(struct run *r, const char *path, enum syntax syntax)
{
	struct diags diags = {.arena = &r->arena};

	for (size_t i = 0; i < r->files.count; i++)
		if (strcmp(r->files.items[i].path, path) == 0)
			return doc_read(&r->arena,
			                source_new(&r->arena, path, r->files.items[i].bytes), syntax,
			                template_tags, &diags)
				->root;
	fail_msg("no file %s", path);
	return NULL;
}

static void expect(struct run *r, const struct node *n, const char *yaml)
{
	struct diags diags = {.arena = &r->arena};
	const struct node *wanted = doc_read(&r->arena, source_new(&r->arena, "w", str_of(yaml)),
	                                     SYNTAX_YAML, template_tags, &diags)
	                                    ->root;
	struct doc doc = {.arena = &r->arena, .root = (struct node *)n, .tags = template_tags};

	if (!n || !node_same(n, wanted))
		fail_msg("expected\n%s\nfound\n%.*s", yaml,
		         STR(n ? write_yaml(&r->arena, &doc) : S("nothing")));
}

static const struct {
	const char *text, *value; // of a tag of the organization
} text_cases[] = {
	{"{{team}}", "platform"},
	{"a{{ team }}b{{team}}", "aplatformbplatform"},
	{"{{long}}", "x-platform"},
	{"{{organization.id}} {{organization.root}} {{regions.home}}", "o-a1b2c3d4e5 r-ab12 eu-west-1"},
	{"{{accounts.dev.id}} {{accounts.dev.name}} {{accounts.ops.name}} {{accounts.ops.ou}}",
	 "'044444444444 Dev One ops Work'"},
	{"{{accounts.management.id}}{{management.id}}", "'111111111111111111111111'"},
	{"{{accounts.ops.tags.owner}}", "it"},
	{"{{accounts.dev.tags.owner|none}} {{nothing| x y }}", "none x y"},
	{"{{ous.Work.id}} {{ous.Work.tags.cost}}", "ou-ab12-22222222 7"},
	// Not ours, and not meant.
	{"{{resolve:ssm:/x}} {{!team}} {{team {x} }}", "'{{resolve:ssm:/x}} {{team}} {{team {x} }}'"},
	{"{{{team}}}", "'{platform}'"},
	{"{{quote}}", "'a\", \"b'"},
};

static void test_texts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof text_cases / sizeof *text_cases; i++) {
		struct arena a = {0};
		struct run r;
		build(&r, arena_printf(&a, HEAD VALUES "tags: {T: '%s'}\n"
		                                       "stacksets: {s: {template: t.yaml, in: Work}}\n",
		                       text_cases[i].text));
		assert_true(r.built);
		expect(&r,
		       node_path(node_item(node_path(parsed(&r, "stacksets.yaml", SYNTAX_YAML),
		                                     "Resources/S/Properties/Tags"),
		                           0),
		                 "Value"),
		       text_cases[i].value);
		arena_free(&r.arena);
		arena_free(&a);
	}
}

static const struct {
	const char *parameters, *name, *list; // what DisplayName and Ids come to; NULL: not asked
} parameter_cases[] = {
	{"{Text: 'x-{{account.id}}'}", "!Sub 'x-${AWS::AccountId}'", NULL},
	// What looks like a reference in a text is one in no template.
	{"{Text: '${X}-{{account.id}}'}", "!Sub '${!X}-${AWS::AccountId}'", NULL},
	{"{Text: !Sub '{{sub}}-${AWS::Region}'}", "!Sub '${!X}-${AWS::Region}'", NULL},
	{"{Text: {'Fn::Sub': '{{sub}}-${AWS::Region}'}}", "!Sub '${!X}-${AWS::Region}'", NULL},
	{"{Text: '{{sub}}'}", "'${X}'", NULL},
	{"{Text: '{{account.tags.owner|none}}'}", "!If [OnlyOps, it, none]", NULL},
	{"{Text: !Sub '{{account.tags.sly|none}}'}",
	 "!If [OnlyOps, '${X}', none]", NULL},
	{"{Text: '{{account.name|-}}', List: {in: Work}}",
	 "!If [OnlyOps, ops, !If [OnlyDev, Dev One, '-']]", "['222222222222', '044444444444']"},
	{"{List: {in: [all], except: dev}}", NULL, "['111111111111', '222222222222']"},
	{"{List: ['{{accounts.dev.id}}', '{{team}}']}", NULL, "['044444444444', platform]"},
};

static void test_parameters(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof parameter_cases / sizeof *parameter_cases; i++) {
		struct arena a = {0};
		struct run r;
		const struct node *properties;
		build(&r, arena_printf(&a, HEAD VALUES "stacksets: {s: {template: t.yaml, in: Work, "
		                                       "parameters: %s}}\n",
		                       parameter_cases[i].parameters));
		assert_true(r.built);
		properties = node_path(parsed(&r, "templates/s.yaml", SYNTAX_YAML),
		                       "Resources/T/Properties");
		if (parameter_cases[i].name)
			expect(&r, node_get(properties, "DisplayName"), parameter_cases[i].name);
		if (parameter_cases[i].list)
			expect(&r, node_get(properties, "Ids"), parameter_cases[i].list);
		arena_free(&r.arena);
		arena_free(&a);
	}
}

// A text of a policy stays one text, whatever it holds.
static void test_policies(void **state)
{
	struct run r;

	(void)state;
	build(&r, HEAD VALUES "policies: {p: {type: scp, file: p.json, in: Work}}\n");
	assert_true(r.built);
	expect(&r, parsed(&r, "policies/p.json", SYNTAX_JSON),
	       "{Version: '2012-10-17', Statement: [{Effect: Deny, Action: 's3:*', Resource: "
	       "'arn:aws:s3:::platform-*', Sid: A, Condition: {StringEquals: "
	       "{aws:PrincipalTag/t: 'a\", \"b', aws:PrincipalAccount: '222222222222'}}}]}");
	arena_free(&r.arena);
}

static const struct {
	const char *text, *message, *hint; // hint: a part of it
} wrong_cases[] = {
	{"tags: {T: '{{taem}}'}\n", "no value is called {{taem}}", "did you mean {{team}}? "},
	{"tags: {T: '{{accounts.osp.id}}'}\n", "no value is called {{accounts.osp.id}}",
	 "did you mean {{accounts.ops.id}}? "},
	{"tags: {T: '{{accounts.dev.tags.owner}}'}\n",
	 "no value is called {{accounts.dev.tags.owner}}", NULL},
	{"tags: {T: '{{account.id}}'}\n",
	 "{{account.id}} is another one in each account, and this text is for several",
	 "name the account: {{accounts.NAME.id}}"},
	{"tags: {'{{team}}': x}\n", "a key takes no values", NULL},
	{"stacksets: {s: {template: t.yaml, in: Work, parameters: {Text: '{{account.ou}}'}}}\n",
	 "accounts that join later have no {{account.ou}}", "write {{account.ou|TEXT}}"},
	{"stacksets: {s: {template: t.yaml, in: [ops, dev], parameters: {Text: "
	 "'{{account.tags.owner}}'}}}\n",
	 "the account dev has no {{account.tags.owner}}", "write {{account.tags.owner|TEXT}}"},
	{"stacksets: {s: {template: t.yaml, in: Work, parameters: {List: {in: Wrok}}}}\n",
	 "no OU or account is called Wrok", "did you mean Work?"},
	{"policies: {p: {type: scp, file: p.json, in: '{{tema}}'}}\n",
	 "no value is called {{tema}}", NULL},
};

static void test_wrong(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof wrong_cases / sizeof *wrong_cases; i++) {
		struct arena a = {0};
		struct run r;
		bool found = false;
		build(&r, arena_printf(&a, HEAD VALUES "%s", wrong_cases[i].text));
		assert_false(r.built);
		for (size_t j = 0; j < r.diags.count && !found; j++) {
			const struct diag *d = &r.diags.items[j];
			found = strcmp(d->message, wrong_cases[i].message) == 0;
			if (found && wrong_cases[i].hint)
				assert_non_null(strstr(d->hint, wrong_cases[i].hint));
		}
		if (!found)
			fail_msg("not said: %s", wrong_cases[i].message);
		arena_free(&r.arena);
		arena_free(&a);
	}
}

// Each value holds the one before it twice: what they come to is bounded.
static void test_bounded(void **state)
{
	struct arena a = {0};
	struct out o = {.arena = &a};
	struct run r;

	(void)state;
	out_text(&o, HEAD "values:\n  v0: 0123456789abcdef\n");
	for (int i = 1; i < 60; i++)
		out_printf(&o, "  v%d: \"{{v%d}}{{v%d}}\"\n", i, i - 1, i - 1);
	build(&r, arena_cstring(&a, out_str(&o)));
	assert_false(r.built);
	assert_string_equal(r.diags.items[0].message, "its values make this text too long");
	arena_free(&r.arena);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_texts),    cmocka_unit_test(test_parameters),
		cmocka_unit_test(test_policies), cmocka_unit_test(test_wrong),
		cmocka_unit_test(test_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
