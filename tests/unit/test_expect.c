// Sentences under `expect`: decided, with a request where they are broken.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "gen/build.h"
#include "gen/policies/policies.h"
#include "model/read/read.h"
#include "policies/arn.h"
#include "preflight/expect/expect.h"
#include "preflight/expect/globs.h"
#include "templates/function.h"

#define ORG(sentence)                                                                      \
	"version: 1\n"                                                                       \
	"organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"                                   \
	"management: {id: \"111111111111\"}\n"                                               \
	"regions: {home: eu-west-1, all: [eu-west-1, sa-east-1]}\n"                          \
	"ous: {Work: {id: ou-ab12-11111111}, Play: {id: ou-ab12-22222222}}\n"                \
	"accounts:\n"                                                                        \
	"  dev: {id: \"444444444444\", ou: Work}\n"                                          \
	"  toy: {id: \"555555555555\", ou: Play}\n"                                          \
	"policies:\n"                                                                        \
	"  guard: {type: scp, file: guard.json, in: Work}\n"                                 \
	"expect:\n"                                                                          \
	"  - " sentence "\n"
#define DENY "\"Effect\":\"Deny\","
#define WHEN(condition) ",\"Resource\":\"*\",\"Condition\":{" condition "}"

static const char *statements;

static int load(void *context, struct arena *a, const char *path, struct str *text)
{
	(void)context;
	(void)path;
	*text = str_of(arena_printf(a, "{\"Version\":\"2012-10-17\",\"Statement\":[%s]}",
	                            statements));
	return 0;
}

struct run {
	struct arena arena;
	struct diags diags;
	struct file_set files;
	struct made_list made;
	struct expected_list expected;
	bool is_built;
};

static void run(struct run *r, const char *org, const char *policy)
{
	struct loader loader = {load, NULL};
	struct doc *doc;

	*r = (struct run){0};
	r->diags.arena = &r->arena;
	r->files.arena = &r->arena;
	statements = policy;
	doc = doc_read(&r->arena, source_new(&r->arena, "org.yaml", str_of(org)), SYNTAX_YAML,
	               template_tags, &r->diags);
	r->is_built = gen_build(org_read(&r->arena, doc, &r->diags), &loader, &r->files,
	                        &r->made);
	if (r->is_built)
		r->expected = expect_all(&r->arena, guardrails_of(&r->arena, r->made.policies),
		                         &r->diags);
}

// --- decided ---

static const struct {
	const char *org, *policy;
	enum outcome outcome;
	const char *request; // of BROKEN: a part of its words
} cases[] = {
	{ORG("never: {do: 'sns:DeleteTopic', in: Work}"),
	 "{" DENY "\"Action\":\"sns:*\",\"Resource\":\"*\"}", EXPECT_HOLDS, NULL},
	{ORG("never: {do: 'sns:DeleteTopic', in: [Work, Play]}"),
	 "{" DENY "\"Action\":\"sns:*\",\"Resource\":\"*\"}", EXPECT_BROKEN, "in toy ("},
	{ORG("never: {do: 'sns:DeleteTopic', in: [Work, Play], except: toy}"),
	 "{" DENY "\"Action\":\"sns:*\",\"Resource\":\"*\"}", EXPECT_HOLDS, NULL},
	{ORG("never: {do: 'sns:*', in: Work}"),
	 "{" DENY "\"Action\":\"sns:Delete*\",\"Resource\":\"*\"}", EXPECT_BROKEN, "sns:"},
	{ORG("never: {do: ['sns:Delete*', 'SNS:deletetopic'], in: Work}"),
	 "{" DENY "\"Action\":\"sns:delete*\",\"Resource\":\"*\"}", EXPECT_HOLDS, NULL},
	// Who.
	{ORG("never: {do: 'sns:DeleteTopic', but: role/Admin, in: Work}"),
	 "{" DENY "\"Action\":\"sns:*\"" WHEN("\"ArnNotLike\":{\"aws:PrincipalArn\":"
	 "\"arn:aws:iam::*:role/Admin\"}") "}", EXPECT_HOLDS, NULL},
	{ORG("never: {do: 'sns:DeleteTopic', but: role/Admin, in: Work}"),
	 "{" DENY "\"Action\":\"sns:*\"" WHEN("\"ArnNotLike\":{\"aws:PrincipalArn\":"
	 "\"arn:aws:iam::*:role/Admin*\"}") "}", EXPECT_BROKEN, "role/Adminany-other in"},
	{ORG("never: {do: 'sns:DeleteTopic', but: [role/Admin, role/*/Admin], in: Work}"),
	 "{" DENY "\"Action\":\"sns:*\"" WHEN("\"ArnNotLike\":{\"aws:PrincipalArn\":"
	 "\"arn:aws:iam::*:*/Admin\"}") "}", EXPECT_BROKEN, ":user/"},
	{ORG("never: {do: 'sns:DeleteTopic', who: root, in: Work}"),
	 "{" DENY "\"Action\":\"sns:*\"" WHEN("\"StringLike\":{\"aws:PrincipalArn\":"
	 "\"arn:*:root\"}") "}", EXPECT_HOLDS, NULL},
	{ORG("always: {do: 'sns:*', who: stacksets, in: Work}"),
	 "{" DENY "\"Action\":\"sns:*\"" WHEN("\"ArnNotLike\":{\"aws:PrincipalArn\":"
	 "\"arn:aws:iam::*:role/stacksets-exec-*\"}") "}", EXPECT_HOLDS, NULL},
	{ORG("always: {do: 'sns:*', who: stacksets, in: Work}"),
	 "{" DENY "\"Action\":\"sns:*\"" WHEN("\"ArnNotLike\":{\"aws:PrincipalArn\":"
	 "\"arn:aws:iam::*:role/stacksets-exec-a*\"}") "}", EXPECT_BROKEN,
	 "role/stacksets-exec-something in dev"},
	{ORG("always: {do: 'sns:*', who: permission-set/Ops, in: Work}"),
	 "{" DENY "\"Action\":\"sns:*\"" WHEN("\"ArnNotLike\":{\"aws:PrincipalArn\":"
	 "\"arn:aws:iam::*:role/aws-reserved/*AWSReservedSSO_*\"}") "}", EXPECT_HOLDS, NULL},
	// What two patterns have in common.
	{ORG("never: {do: 'sns:DeleteTopic', who: role/*, in: Work}"),
	 "{" DENY "\"Action\":\"sns:*\"" WHEN("\"ArnNotLike\":{\"aws:PrincipalArn\":"
	 "\"arn:aws:iam::*:role/a*\"}") "},"
	 "{" DENY "\"Action\":\"sns:*\"" WHEN("\"ArnNotLike\":{\"aws:PrincipalArn\":"
	 "\"arn:aws:iam::*:role/*b\"}") "}", EXPECT_BROKEN, ":role/aany-otherb in"},
	// Where the call is made.
	{ORG("never: {do: 'sns:DeleteTopic', in: Work}"),
	 "{" DENY "\"Action\":\"sns:*\"" WHEN("\"StringNotEquals\":{\"aws:RequestedRegion\":"
	 "\"ap-south-1\"}") "}", EXPECT_BROKEN, "dev (ap-south-1)"},
	{ORG("never: {do: 'sns:DeleteTopic', in: Work, regions: all}"),
	 "{" DENY "\"Action\":\"sns:*\"" WHEN("\"StringNotEquals\":{\"aws:RequestedRegion\":"
	 "\"ap-south-1\"}") "}", EXPECT_HOLDS, NULL},
	{ORG("always: {do: ['sns:*', 'iam:*'], in: Work}"),
	 "{" DENY "\"Action\":\"*\"" WHEN("\"StringNotLike\":{\"aws:RequestedRegion\":"
	 "[\"eu-*\", \"sa-*\", \"us-east-1\"]}") "}", EXPECT_HOLDS, NULL},
	{ORG("always: {do: 'iam:*', in: Work}"),
	 "{" DENY "\"Action\":\"*\"" WHEN("\"StringNotLike\":{\"aws:RequestedRegion\":"
	 "[\"eu-*\", \"sa-*\"]}") "}", EXPECT_BROKEN, "in dev (us-east-1)"},
	// What else a request may say.
	{ORG("never: {do: 'sns:DeleteTopic', in: Work}"),
	 "{" DENY "\"Action\":\"sns:*\"" WHEN("\"BoolIfExists\":{"
	 "\"aws:MultiFactorAuthPresent\":\"false\"}") "}", EXPECT_BROKEN,
	 "aws:MultiFactorAuthPresent = true"},
	{ORG("never: {do: 'sns:DeleteTopic', in: Work}"),
	 "{" DENY "\"Action\":\"sns:*\"" WHEN("\"Bool\":{\"aws:MultiFactorAuthPresent\":"
	 "\"false\"}") "},{" DENY "\"Action\":\"sns:*\"" WHEN("\"Bool\":{"
	 "\"aws:MultiFactorAuthPresent\":\"true\"}") "}", EXPECT_BROKEN,
	 "without aws:MultiFactorAuthPresent"},
	{ORG("never: {do: 'sns:DeleteTopic', in: Work}"),
	 "{" DENY "\"Action\":\"sns:*\"" WHEN("\"BoolIfExists\":{"
	 "\"aws:MultiFactorAuthPresent\":\"false\"}") "},{" DENY "\"Action\":\"sns:*\""
	 WHEN("\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}") "}", EXPECT_HOLDS, NULL},
	{ORG("never: {do: 'sns:DeleteTopic', in: Work}"),
	 "{" DENY "\"Action\":\"sns:*\"" WHEN("\"NotIpAddress\":{\"aws:SourceIp\":"
	 "\"10.1.0.0/16\"}") "}", EXPECT_BROKEN, "aws:SourceIp = 10.1."},
	{ORG("always: {do: 'sns:DeleteTopic', in: Work}"),
	 "{" DENY "\"Action\":\"sns:*\"" WHEN("\"NumericGreaterThan\":{"
	 "\"aws:MultiFactorAuthAge\":\"3600\"}") "}", EXPECT_BROKEN,
	 "aws:MultiFactorAuthAge = 3601"},
	{ORG("always: {do: 'sns:TagResource', in: Work}"),
	 "{" DENY "\"Action\":\"sns:*\"" WHEN("\"ForAnyValue:StringEquals\":{\"aws:TagKeys\":"
	 "[\"owner\"]}") "}", EXPECT_BROKEN, "aws:TagKeys = owner"},
	{ORG("always: {do: 'sns:TagResource', in: Work}"),
	 "{" DENY "\"Action\":\"sns:*\"" WHEN("\"ForAnyValue:StringEquals\":{\"aws:TagKeys\":"
	 "[\"owner\"]},\"ForAllValues:StringNotEquals\":{\"aws:TagKeys\":[\"owner\"]}") "}",
	 EXPECT_HOLDS, NULL},
	// A key of services does not reach a role, nor one that the action does not take.
	{ORG("always: {do: 'sns:DeleteTopic', in: Work}"),
	 "{" DENY "\"Action\":\"sns:*\"" WHEN("\"StringLike\":{\"aws:SourceAccount\":\"*\"}")
	 "}", EXPECT_HOLDS, NULL},
	{ORG("always: {do: 'sns:DeleteTopic', in: Work}"),
	 "{" DENY "\"Action\":\"sns:*\"" WHEN("\"StringLike\":{\"sns:Protocol\":\"*\"}") "}",
	 EXPECT_HOLDS, NULL},
	// What it is done to.
	{ORG("never: {do: 's3:DeleteBucket', in: Work}"),
	 "{" DENY "\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::logs-*\"}", EXPECT_BROKEN,
	 "on arn:aws:s3:::any-other"},
	{ORG("always: {do: 's3:DeleteBucket', in: Work}"),
	 "{" DENY "\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::logs-*\"}", EXPECT_BROKEN,
	 "on arn:aws:s3:::logs-any-other"},
	{ORG("always: {do: 's3:DeleteBucket', in: Work}"),
	 "{" DENY "\"Action\":\"s3:*\",\"Resource\":\"arn:aws:sns:*:*:logs\"}", EXPECT_HOLDS,
	 NULL},
	{ORG("never: {do: 'ec2:RunInstances', in: Work}"), // it needs an image, too
	 "{" DENY "\"Action\":\"ec2:RunInstances\",\"Resource\":\"arn:aws:ec2:*::image/*\"}",
	 EXPECT_HOLDS, NULL},
	// Not decided.
	{ORG("never: {do: 'sns:DeleteTopic', in: Work}"),
	 "{" DENY "\"Action\":\"sns:*\"" WHEN("\"StringEquals\":{\"aws:PrincipalTag/a\":"
	 "\"${aws:PrincipalTag/b}\"}") "},{" DENY "\"Action\":\"sns:*\"" WHEN(
	 "\"StringNotEquals\":{\"aws:PrincipalTag/a\":\"${aws:PrincipalTag/b}\"}") "}",
	 EXPECT_OPEN, NULL},
};

static void test_cases(void **state)
{
	static const char *const outcomes[] = {"holds", "broken", "open"};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct run r;
		const struct expected *e;
		const char *words = "";

		run(&r, cases[i].org, cases[i].policy);
		if (!r.is_built || r.expected.count != 1)
			fail_msg("case %zu: %s", i, r.diags.count ? r.diags.items[0].message : "-");
		e = &r.expected.items[0];
		if (e->outcome == EXPECT_BROKEN)
			words = expect_request(&r.arena, &e->example);
		if (e->outcome != cases[i].outcome ||
		    (cases[i].request && !strstr(words, cases[i].request)))
			fail_msg("%s\n%s\n%s: %s", strstr(cases[i].org, "expect"), cases[i].policy,
			         outcomes[e->outcome], words);
		arena_free(&r.arena);
	}
}

// --- what is no sentence ---

static const struct {
	const char *org, *message, *hint;
} wrong[] = {
	{ORG("never: {do: 'sns:DeleteTopics', in: Work}"),
	 "expect names sns:DeleteTopics, and IAM has no such action",
	 "did you mean sns:DeleteTopic?"},
	{ORG("never: {do: 'snss:DeleteTopic', in: Work}"), "IAM has no such action", "sns"},
	{ORG("never: {do: [DeleteTopic], in: Work}"), "IAM has no such action",
	 "SERVICE:ACTION"},
	{ORG("never: {do: 'sns:DeleteTopic', in: Worc}"), "no OU or account is called that",
	 "did you mean Work?"},
	{ORG("never: {do: 'sns:DeleteTopic', in: Work, except: tey}"),
	 "no OU or account is called that", "did you mean toy?"},
	{ORG("never: {do: 'sns:DeleteTopic', who: rolle/x, in: Work}"), "must be anyone, root,",
	 NULL},
	{ORG("never: {do: 'sns:DeleteTopic', in: Work, regions: us-east-1}"),
	 "which is not in regions.all", NULL},
	{ORG("never: {in: Work}"), "has no do", "add do"},
	{ORG("never: {do: 'sns:*'}"), "has no in", "add in"},
	{ORG("never: {do: 'sns:*', in: Work, whom: anyone}"), "has no key whom", "who"},
	{ORG("nevr: {do: 'sns:*', in: Work}"), "has no key nevr", "never"},
	{ORG("{}"), "neither never nor always", NULL},
	{ORG("{never: {do: 'sns:*', in: Work}, always: {do: 'sns:*', in: Work}}"),
	 "has never and always", "two items"},
};

static void test_wrong(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct run r;
		bool found = false;

		run(&r, wrong[i].org, "{" DENY "\"Action\":\"sns:*\",\"Resource\":\"*\"}");
		for (size_t j = 0; j < r.diags.count; j++)
			found |= strstr(r.diags.items[j].message, wrong[i].message) &&
			         (!wrong[i].hint || (r.diags.items[j].hint &&
			                             strstr(r.diags.items[j].hint, wrong[i].hint)));
		if (!found || r.is_built)
			fail_msg("%s: %s (%s)", wrong[i].message,
			         r.diags.count ? r.diags.items[0].message : "-",
			         r.diags.count && r.diags.items[0].hint ? r.diags.items[0].hint
			                                                : "-");
		arena_free(&r.arena);
	}
}

// --- patterns ---

// Each text of up to four letters that two patterns take is taken by one of what they have in
// common, and no other is.
static void test_common(void **state)
{
	static const char *const patterns[] = {"*", "a*", "*b", "a*b", "ab", "*a*", "*a*b*", "a?",
	                                       "??", "", "b*b", "a*a*", "?*", "ba"};
	enum { COUNT = sizeof patterns / sizeof *patterns };
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < COUNT * COUNT; i++) {
		struct globs common = globs_new(&a);
		struct str p = glob_of(&a, str_of(patterns[i / COUNT]));
		struct str q = glob_of(&a, str_of(patterns[i % COUNT]));

		globs_add_common(&common, p, q);
		for (unsigned code = 1; code < 32; code++) {
			char text[5];
			size_t len = 0;
			bool both, one = false;

			for (unsigned bits = code; bits > 1; bits >>= 1)
				text[len++] = bits & 1 ? 'b' : 'a';
			both = glob_match_as(p, (struct str){text, len}, GLOB_ANY, GLOB_ONE) &&
			       glob_match_as(q, (struct str){text, len}, GLOB_ANY, GLOB_ONE);
			for (size_t j = 0; j < common.patterns.count; j++)
				one |= glob_match_as(common.patterns.items[j].text,
				                     (struct str){text, len}, GLOB_ANY, GLOB_ONE);
			if (one != both)
				fail_msg("%s and %s: %.*s", patterns[i / COUNT],
				         patterns[i % COUNT], (int)len, text);
		}
	}
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_wrong),
		cmocka_unit_test(test_common),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
