// What the policies of an org.yaml say to one request, each of them and all together.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "gen/build.h"
#include "model/read/read.h"
#include "preflight/why.h"

static const char org_text[] =
	"version: 1\n"
	"organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"
	"management: {id: \"111111111111\"}\n"
	"regions: {home: eu-west-1, all: [eu-west-1, sa-east-1]}\n"
	"ous: {Work: {id: ou-ab12-11111111}, Lab: {id: ou-ab12-22222222}}\n"
	"accounts:\n"
	"  dev: {id: \"444444444444\", ou: Work}\n"
	"  lab: {id: \"555555555555\", ou: Lab}\n"
	"policies:\n"
	"  guard: {type: scp, file: guard.json, in: [Work]}\n"
	"  only: {type: scp, file: only.json, in: [Lab], replace-full-access: true}\n";

static int load(void *context, struct arena *a, const char *path, struct str *text)
{
	(void)context, (void)a;
	if (strcmp(path, "guard.json") == 0)
		*text = S("{\"Version\": \"2012-10-17\", \"Statement\": ["
		          "{\"Effect\": \"Deny\", \"Action\": \"sqs:*\", \"Resource\": \"*\"},"
		          "{\"Effect\": \"Deny\", \"Action\": \"sns:*\", \"Resource\": \"*\", "
		          "\"Condition\": {\"ArnNotLike\": {\"aws:PrincipalArn\": "
		          "\"arn:aws:iam::*:role/ops/*\"}, \"StringNotEquals\": "
		          "{\"aws:RequestedRegion\": \"sa-east-1\"}}}]}");
	else
		*text = S("{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", "
		          "\"Action\": \"s3:*\", \"Resource\": \"*\"}]}");
	return 0;
}

struct run {
	struct arena arena;
	struct guardrails *g;
};

static struct run start(void)
{
	struct run r = {0};
	struct diags *diags = arena_new(&r.arena, struct diags);
	struct file_set files = {.arena = &r.arena};
	struct made_list made = {0};
	struct loader loader = {load, NULL};
	struct doc *doc;

	diags->arena = arena_new(&r.arena, struct arena);
	files.arena = diags->arena;
	doc = doc_read(diags->arena, source_new(diags->arena, "org.yaml", S(org_text)),
	               SYNTAX_YAML, template_tags, diags);
	assert_true(gen_build(org_read(diags->arena, doc, diags), &loader, &files, &made));
	r.g = guardrails_of(diags->arena, made.policies);
	return r;
}

static struct why ask(struct run *r, const char *account, const char *role, const char *action,
                      const char *region)
{
	struct why_question q = {
		.account = guardrails_account(r->g, str_of(account)),
		.caller = caller_of(r->g->arena,
		                    str_of(arena_printf(r->g->arena, "arn:aws:iam::%s:role/%s",
	                                                account, role))),
		.action = str_of(action),
		.resource = S("*"),
		.region = str_of(region),
	};

	return why_of(r->g->arena, r->g, &q);
}

static void end(struct run *r)
{
	arena_free(r->g->arena);
	arena_free(&r->arena);
}

static void test_levels_and_statements(void **state)
{
	struct run r = start();
	struct why w = ask(&r, "444444444444", "any", "sns:Publish", "eu-west-1");
	(void)state;

	assert_int_equal(w.answer.verdict, VERDICT_DENIED);
	assert_int_equal(w.count, 3);
	assert_true(str_is(w.levels[1].name, "Work"));
	assert_int_equal(w.levels[1].policies[0].verdict, VERDICT_DENIED);
	assert_int_equal(w.levels[1].policies[0].statement, 1);
	assert_int_equal(w.levels[0].policies[0].verdict, VERDICT_ALLOWED);
	assert_int_equal(ask(&r, "444444444444", "ops/x", "sns:Publish", "eu-west-1").answer.verdict,
	                 VERDICT_ALLOWED);
	assert_int_equal(ask(&r, "444444444444", "any", "sns:Publish", "sa-east-1").answer.verdict,
	                 VERDICT_ALLOWED);
	end(&r);
}

static void test_level_without_allow(void **state)
{
	struct run r = start();
	struct why w = ask(&r, "555555555555", "any", "sns:Publish", "eu-west-1");
	(void)state;

	assert_int_equal(w.answer.verdict, VERDICT_DENIED);
	assert_false(w.answer.is_explicit);
	assert_int_equal(w.levels[1].allows, VERDICT_DENIED);
	assert_int_equal(w.levels[0].allows, VERDICT_ALLOWED);
	assert_int_equal(ask(&r, "555555555555", "any", "s3:GetObject", "eu-west-1").answer.verdict,
	                 VERDICT_ALLOWED);
	end(&r);
}

static void test_management_account(void **state)
{
	struct run r = start();
	(void)state;

	assert_int_equal(ask(&r, "111111111111", "any", "sqs:SendMessage", "eu-west-1").answer.verdict,
	                 VERDICT_ALLOWED);
	end(&r);
}

// Each of the others is told what it would be told if it were asked for.
static void test_others_are_real(void **state)
{
	struct run r = start();
	struct why_question q = {
		.account = guardrails_account(r.g, S("444444444444")),
		.action = S("sns:Publish"),
		.resource = S("*"),
	};
	struct why_others others = why_others_of(r.g->arena, r.g, &q);
	size_t denied = 0, allowed = 0;
	(void)state;

	assert_int_equal(others.count, 4); // two principals in two Regions
	for (size_t i = 0; i < others.count; i++) {
		struct why_question again = q;
		again.region = others.items[i].region;
		again.caller = caller_of(r.g->arena, others.items[i].principal);
		assert_int_equal(why_of(r.g->arena, r.g, &again).answer.verdict,
		                 others.items[i].verdict);
		denied += others.items[i].verdict == VERDICT_DENIED;
		allowed += others.items[i].verdict == VERDICT_ALLOWED;
	}
	assert_int_equal(denied, 1);
	assert_int_equal(allowed, 3);
	end(&r);
}

static void test_keys_that_are_told(void **state)
{
	struct run r = start();
	struct str region = S("sa-east-1");
	struct context_key key = {S("aws:requestedregion"), KEY_PRESENT, &region, 1, false};
	struct why_question q = {
		.account = guardrails_account(r.g, S("444444444444")),
		.caller = caller_of(r.g->arena, S("arn:aws:iam::444444444444:role/any")),
		.action = S("sns:Publish"), .resource = S("*"), .region = S("eu-west-1"),
		.keys = &key, .key_count = 1,
	};
	(void)state;

	assert_int_equal(why_of(r.g->arena, r.g, &q).answer.verdict, VERDICT_ALLOWED);
	end(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_levels_and_statements),
		cmocka_unit_test(test_level_without_allow),
		cmocka_unit_test(test_management_account),
		cmocka_unit_test(test_others_are_real),
		cmocka_unit_test(test_keys_that_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
