// Records of CloudTrail, by hand and made at random, and what the policies of an org.yaml say
// to the calls in them.

#define _DEFAULT_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>
#include <zlib.h>

#include "gen/build.h"
#include "model/read/read.h"
#include "replay/summary.h"
#include "tests/unit/random_tree.h"

static const char org_text[] =
	"version: 1\n"
	"organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"
	"management: {id: \"111111111111\"}\n"
	"regions: {home: eu-west-1, all: [eu-west-1, sa-east-1]}\n"
	"ous: {Work: {id: ou-ab12-11111111}}\n"
	"accounts:\n"
	"  dev: {id: \"444444444444\", ou: Work}\n"
	"  lab: {id: \"555555555555\", ou: /}\n"
	"policies:\n"
	"  guard: {type: scp, file: guard.json, in: [Work]}\n"
	"  fence: {type: rcp, file: fence.json, in: [Work]}\n";

static const char fence[] =
	"{\"Version\": \"2012-10-17\", \"Statement\": ["
	"{\"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\": \"secretsmanager:*\", "
	"\"Resource\": \"*\", \"Condition\": {\"StringNotEquals\": {\"aws:PrincipalAccount\": "
	"\"444444444444\"}, \"ArnNotLike\": {\"aws:PrincipalArn\": [\"arn:aws:iam::*:role/Auditor\", "
	"\"arn:aws:iam::*:role/Backup\"]}}}]}";

static int load(void *context, struct arena *a, const char *path, struct str *text)
{
	(void)context, (void)a;
	*text = S(fence);
	if (strstr(path, "fence"))
		return 0;
	*text = S("{\"Version\": \"2012-10-17\", \"Statement\": ["
	          "{\"Effect\": \"Deny\", \"Action\": \"sqs:*\", \"Resource\": \"*\"},"
	          "{\"Effect\": \"Deny\", \"Action\": [\"sns:*\", \"s3:PutEncryptionConfiguration\", "
	          "\"lambda:CreateFunction\"], \"Resource\": \"*\", \"Condition\": {\"ArnNotLike\": "
	          "{\"aws:PrincipalArn\": \"arn:aws:iam::*:role/ops/*\"}}},"
	          "{\"Effect\": \"Deny\", \"Action\": \"kms:*\", \"Resource\": \"*\", \"Condition\": "
	          "{\"StringEquals\": {\"aws:PrincipalTag/team\": \"guests\"}}},"
	          "{\"Effect\": \"Deny\", \"Action\": \"ec2:*\", \"Resource\": \"*\", \"Condition\": "
	          "{\"NotIpAddress\": {\"aws:SourceIp\": \"192.0.2.0/24\"}}},"
	          "{\"Effect\": \"Deny\", \"Action\": \"dynamodb:*\", \"Resource\": \"*\", "
	          "\"Condition\": {\"StringNotEquals\": {\"aws:RequestedRegion\": \"eu-west-1\"}}},"
	          "{\"Effect\": \"Deny\", \"Action\": \"rds:*\", \"Resource\": \"*\", \"Condition\": "
	          "{\"Bool\": {\"aws:MultiFactorAuthPresent\": \"true\"}}}"
	          "]}");
	return 0;
}

struct run {
	struct arena arena, made;
	struct replay *replay;
	struct trail_losses losses;
};

static void begin(struct run *r)
{
	struct diags *diags;
	struct file_set files = {0};
	struct made_list made = {0};
	struct loader loader = {load, NULL};
	struct doc *doc;
	struct guardrails *g;

	*r = (struct run){0};
	files.arena = &r->made;
	diags = arena_new(&r->made, struct diags);
	diags->arena = &r->made;
	doc = doc_read(&r->made, source_new(&r->made, "org.yaml", S(org_text)), SYNTAX_YAML,
	               template_tags, diags);
	assert_true(gen_build(org_read(&r->made, doc, diags), &loader, &files, &made));
	g = guardrails_of(&r->made, made.policies);
	guardrails_ready(g);
	r->replay = replay_new(&r->arena, g, NULL);
}

static void end(struct run *r)
{
	replay_end(r->replay);
	arena_free(&r->arena);
	arena_free(&r->made);
}

// As a file, gzipped or not.
static void read_text(struct run *r, struct str text, bool zipped)
{
	char path[] = "/tmp/orgc-replay-XXXXXX";
	int fd = mkstemp(path);
	gzFile gz;

	assert_true(fd >= 0);
	if (zipped) {
		gz = gzdopen(fd, "wb");
		assert_int_equal(gzwrite(gz, text.at, (unsigned)text.len), (int)text.len);
		gzclose(gz);
	} else {
		assert_int_equal(write(fd, text.at, text.len), (ssize_t)text.len);
		close(fd);
	}
	assert_int_equal(trail_read(path, replay_record, r->replay, &r->losses), 0);
	unlink(path);
}

// --- identities ---

#define CALL(source, name, identity, rest)                                                 \
	"{\"eventVersion\": \"1.10\", \"userIdentity\": {" identity "}, \"eventTime\": "     \
	"\"2026-11-20T10:00:00Z\", \"eventSource\": \"" source ".amazonaws.com\", "          \
	"\"eventName\": \"" name "\", \"awsRegion\": \"eu-west-1\", \"sourceIPAddress\": "   \
	"\"192.0.2.7\", \"requestParameters\": {\"a\": [{\"b\": \"}]\\\"\"}]}, "             \
	"\"eventType\": \"AwsApiCall\", \"recipientAccountId\": \"444444444444\"" rest "}"
#define ROLE(account, path, name)                                                         \
	"\"type\": \"AssumedRole\", \"arn\": \"arn:aws:sts::" account ":assumed-role/" name "/s\", " \
	"\"accountId\": \"" account "\", \"sessionContext\": {\"sessionIssuer\": {\"type\": "  \
	"\"Role\", \"arn\": \"arn:aws:iam::" account ":role/" path name "\"}, \"attributes\": " \
	"{\"mfaAuthenticated\": \"false\"}}"
#define SECRET(account)                                                                   \
	", \"resources\": [{\"ARN\": \"arn:aws:secretsmanager:eu-west-1:" account ":secret:a-1\", " \
	"\"accountId\": \"" account "\"}]"
#define DENIED(by) ", \"errorCode\": \"AccessDenied\", \"errorMessage\": \"… explicit deny in a " by "\""

static const struct {
	const char *name, *record;
	enum replay_count where;
} records[] = {
	{"a role", CALL("sns", "CreateTopic", ROLE("444444444444", "", "Dev"), ""), REPLAY_DENIED},
	{"a role by its path", CALL("sns", "CreateTopic", ROLE("444444444444", "ops/", "Dev"), ""),
	 REPLAY_SAME},
	{"a role of an account that nothing holds for",
	 CALL("sns", "CreateTopic", ROLE("555555555555", "", "Dev"), ""), REPLAY_SAME},
	{"the root user", CALL("sqs", "CreateQueue", "\"type\": \"Root\", \"arn\": "
	 "\"arn:aws:iam::444444444444:root\", \"accountId\": \"444444444444\"", ""), REPLAY_DENIED},
	{"a user", CALL("sqs", "DeleteQueue", "\"type\": \"IAMUser\", \"arn\": "
	 "\"arn:aws:iam::444444444444:user/kim\", \"accountId\": \"444444444444\", \"userName\": "
	 "\"kim\"", ""), REPLAY_DENIED},
	{"a federated user", CALL("sqs", "DeleteQueue", "\"type\": \"FederatedUser\", \"arn\": "
	 "\"arn:aws:sts::444444444444:federated-user/kim\", \"accountId\": \"444444444444\", "
	 "\"sessionContext\": {\"sessionIssuer\": {\"type\": \"IAMUser\", \"arn\": "
	 "\"arn:aws:iam::444444444444:user/broker\"}}", ""), REPLAY_DENIED},
	{"a permission set", CALL("sns", "Publish",
	 ROLE("444444444444", "aws-reserved/sso.amazonaws.com/eu-west-1/", "AWSReservedSSO_Ops_01"),
	 ""), REPLAY_DENIED},
	{"a service", CALL("sqs", "DeleteQueue", "\"type\": \"AWSService\", \"invokedBy\": "
	 "\"sns.amazonaws.com\"", ""), REPLAY_SERVICE},
	{"a service-linked role", CALL("sqs", "DeleteQueue", ROLE("444444444444",
	 "aws-service-role/ecs.amazonaws.com/", "AWSServiceRoleForECS"), ""), REPLAY_LINKED},
	{"another account", CALL("sqs", "SendMessage", "\"type\": \"AWSAccount\", \"accountId\": "
	 "\"999999999999\", \"principalId\": \"AROA:s\"", ""), REPLAY_CROSS},
	{"an identity provider", CALL("sts", "AssumeRoleWithSAML", "\"type\": \"SAMLUser\", "
	 "\"userName\": \"kim\", \"identityProvider\": \"x\"", ""), REPLAY_IDENTITY},
	{"without an account", CALL("sqs", "SendMessage", "\"type\": \"Unknown\"", ""),
	 REPLAY_ACCOUNT_LESS},
	{"the management account", CALL("sqs", "SendMessage", ROLE("111111111111", "", "x"), ""),
	 REPLAY_MANAGEMENT},
	{"an account of nobody", CALL("sqs", "SendMessage", ROLE("777777777777", "", "x"), ""),
	 REPLAY_STRANGER},
	{"an action of another name than its event", CALL("s3", "PutBucketEncryption",
	 ROLE("444444444444", "", "Dev"), ""), REPLAY_DENIED},
	{"an event with the day of its API", CALL("lambda", "CreateFunction20150331",
	 ROLE("444444444444", "", "Dev"), ""), REPLAY_DENIED},
	{"a service under another name", CALL("monitoring", "PutMetricAlarm",
	 ROLE("444444444444", "", "Dev"), ""), REPLAY_SAME},
	{"an event that is unknown", CALL("sqs", "Frobnicate", ROLE("444444444444", "", "Dev"), ""),
	 REPLAY_UNKNOWN},
	{"tags, of which a record says nothing", CALL("kms", "Encrypt",
	 ROLE("444444444444", "", "Dev"), ""), REPLAY_DEPENDS},
	{"by address", CALL("ec2", "RunInstances", ROLE("444444444444", "", "Dev"), ""),
	 REPLAY_SAME},
	// What the record says counts before what is so for such roles.
	{"a StackSet that had a second factor", CALL("rds", "CreateDBInstance",
	 "\"type\": \"AssumedRole\", \"arn\": \"arn:aws:sts::444444444444:assumed-role/"
	 "stacksets-exec-1/s\", \"accountId\": \"444444444444\", \"sessionContext\": "
	 "{\"sessionIssuer\": {\"type\": \"Role\", \"arn\": \"arn:aws:iam::444444444444:role/"
	 "stacksets-exec-1\"}, \"attributes\": {\"mfaAuthenticated\": \"true\"}}", ""),
	 REPLAY_DENIED},
	{"in a Region", CALL("dynamodb", "PutItem", ROLE("444444444444", "", "Dev"), ""),
	 REPLAY_SAME},
	// A resource control policy holds for what is in the account, whoever calls.
	{"of the account itself, under an RCP", CALL("secretsmanager", "GetSecretValue",
	 ROLE("444444444444", "", "Dev"), SECRET("444444444444")), REPLAY_SAME},
	{"from another account, under an RCP", CALL("secretsmanager", "GetSecretValue",
	 ROLE("555555555555", "", "Dev"), SECRET("444444444444")), REPLAY_DENIED},
	{"of another account, which has none", CALL("secretsmanager", "GetSecretValue",
	 ROLE("444444444444", "", "Dev"), SECRET("555555555555")), REPLAY_SAME},
	{"of an account outside", CALL("secretsmanager", "GetSecretValue",
	 ROLE("555555555555", "", "Dev"), SECRET("999999999999")), REPLAY_SAME},
	{"by a role that an RCP spares", CALL("secretsmanager", "GetSecretValue",
	 ROLE("555555555555", "", "Auditor"), SECRET("444444444444")), REPLAY_SAME},
	{"a service that RCPs do not reach", CALL("sns", "Publish",
	 ROLE("555555555555", "", "Dev"), ", \"resources\": [{\"ARN\": "
	 "\"arn:aws:sns:eu-west-1:444444444444:t\", \"accountId\": \"444444444444\"}]"), REPLAY_SAME},
	{"denied by an RCP that is gone", CALL("secretsmanager", "GetSecretValue",
	 ROLE("444444444444", "", "Dev"), SECRET("444444444444") DENIED("resource control policy")),
	 REPLAY_PASSES},
	{"denied by an SCP that is gone", CALL("dynamodb", "PutItem",
	 ROLE("444444444444", "", "Dev"), DENIED("service control policy")), REPLAY_PASSES},
	{"denied by an SCP as before", CALL("sqs", "SendMessage",
	 ROLE("444444444444", "", "Dev"), DENIED("service control policy")), REPLAY_SAME},
	{"denied by another policy", CALL("sqs", "SendMessage",
	 ROLE("444444444444", "", "Dev"), DENIED("identity-based policy")), REPLAY_OTHERS_DENY},
	{"failed", CALL("sqs", "SendMessage", ROLE("444444444444", "", "Dev"),
	 ", \"errorCode\": \"InvalidParameterValue\""), REPLAY_FAILED},
};
enum { RECORDS = sizeof records / sizeof *records };

static void test_each_identity(void **state)
{
	(void)state;
	for (size_t i = 0; i < RECORDS; i++) {
		struct run r;
		begin(&r);
		read_text(&r, str_of(records[i].record), false);
		if (r.replay->records != 1 || r.replay->counts[records[i].where] != 1) {
			for (int j = 0; j < REPLAY_COUNTS; j++)
				if (r.replay->counts[j])
					fprintf(stderr, "%s\n", replay_count_names[j]);
			fail_msg("%s: %zu records, wanted %s", records[i].name, r.replay->records,
			         replay_count_names[records[i].where]);
		}
		end(&r);
	}
}

static void test_group_of_a_call(void **state)
{
	struct run r;
	const struct replay_group *g;
	(void)state;

	begin(&r);
	read_text(&r, str_of(records[0].record), false);
	assert_int_equal(r.replay->group_count, 1);
	g = &r.replay->groups[0];
	assert_true(str_is(g->policy, "guard"));
	assert_int_equal(g->statement, 2);
	assert_true(str_is(g->action, "sns:CreateTopic"));
	assert_true(str_is(g->principal, "arn:aws:iam::444444444444:role/Dev"));
	assert_true(str_is(g->account, "dev"));
	assert_string_equal(g->first, "2026-11-20T10:00:00Z");
	end(&r);
}

// --- exemptions ---

static bool is_used(const struct run *r, const char *principal)
{
	const struct replay_exemptions *all = &r->replay->exemptions;

	for (size_t i = 0; i < all->count; i++)
		if (str_is(all->items[i].principal, principal))
			return all->items[i].is_used;
	fail_msg("no exemption of %s", principal);
	return false;
}

static void test_exemptions_are_used(void **state)
{
	static const struct {
		const char *record;
		bool ops, auditor, backup;
	} uses[] = {
		{CALL("sns", "Publish", ROLE("444444444444", "ops/", "Dev"), ""), true, false, false},
		{CALL("sns", "Publish", ROLE("444444444444", "", "Dev"), ""), false, false, false},
		// Another action, and an account that the policy does not hold for.
		{CALL("rds", "DeleteDBInstance", ROLE("444444444444", "ops/", "Dev"), ""), false,
		 false, false},
		{CALL("sns", "Publish", ROLE("555555555555", "ops/", "Dev"), ""), false, false, false},
		{CALL("secretsmanager", "GetSecretValue", ROLE("555555555555", "", "Auditor"),
		      SECRET("444444444444")), false, true, false},
		// It need not be spared: its own account is.
		{CALL("secretsmanager", "GetSecretValue", ROLE("444444444444", "", "Auditor"),
		      SECRET("444444444444")), false, false, false},
		{CALL("secretsmanager", "GetSecretValue", ROLE("555555555555", "", "Backup"),
		      SECRET("444444444444")), false, false, true},
	};
	(void)state;

	for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
		struct run r;
		begin(&r);
		read_text(&r, str_of(uses[i].record), false);
		assert_int_equal(r.replay->exemptions.count, 3);
		if (is_used(&r, "arn:aws:iam::*:role/ops/*") != uses[i].ops ||
		    is_used(&r, "arn:aws:iam::*:role/Auditor") != uses[i].auditor ||
		    is_used(&r, "arn:aws:iam::*:role/Backup") != uses[i].backup)
			fail_msg("use %zu", i);
		end(&r);
	}
}

// --- forms of files ---

static struct str trail_of(struct arena *a, struct dice *dice, size_t count, bool wrapped)
{
	struct out o = {.arena = a};

	out_text(&o, wrapped ? "{ \"Records\" : [\n" : "");
	for (size_t i = 0; i < count; i++) {
		out_text(&o, i == 0 ? "" : wrapped ? "," : "\n");
		out_text(&o, records[dice_roll(dice, RECORDS)].record);
	}
	out_text(&o, wrapped ? "]}\n" : "\n");
	return out_str(&o);
}

static struct str summary_of(struct arena *a, struct str text, bool zipped)
{
	struct run r;
	struct str summary;

	begin(&r);
	read_text(&r, text, zipped);
	replay_sort(r.replay);
	summary = summary_write(a, r.replay, &r.losses);
	end(&r);
	return summary;
}

static void test_forms_are_the_same(void **state)
{
	struct dice dice = {7}, again = {7};
	struct arena a = {0};
	struct str lines = trail_of(&a, &dice, 5000, false);
	struct str wrapped = trail_of(&a, &again, 5000, true);
	struct str plain = summary_of(&a, lines, false);
	(void)state;

	assert_true(str_eq(plain, summary_of(&a, wrapped, false)));
	assert_true(str_eq(plain, summary_of(&a, wrapped, true)));
	assert_true(str_eq(plain, summary_of(&a, lines, true)));
	assert_true(str_find(plain, 0, "\"records\": 5000") >= 0);
	arena_free(&a);
}

// Parts, each summed up by itself, come to the bytes of the whole.
static void test_parts_merge_to_the_whole(void **state)
{
	struct dice dice = dice_from_environment("trails");
	struct arena a = {0};
	struct run r;
	const char *whole = "";
	(void)state;

	begin(&r);
	for (int i = 0; i < 7; i++) {
		struct str part = trail_of(&a, &dice, 1 + dice_roll(&dice, 300), false);
		whole = arena_printf(&a, "%s%.*s", whole, STR(part));
		assert_true(summary_add(&a, summary_of(&a, part, i % 2), r.replay, &r.losses));
	}
	replay_sort(r.replay);
	assert_true(str_eq(summary_write(&a, r.replay, &r.losses),
	                   summary_of(&a, str_of(whole), false)));
	end(&r);
	arena_free(&a);
}

static void test_bad_input_is_counted(void **state)
{
	struct arena a = {0};
	struct dice dice = {3};
	struct str good = trail_of(&a, &dice, 50, true);
	struct run r;
	(void)state;

	begin(&r);
	read_text(&r, str_slice(good, 0, good.len - 200), false);
	assert_int_equal(r.losses.cut, 1);
	assert_int_equal(r.replay->records, 49);
	read_text(&r, S("this is no trail\n{\"eventVersion\": 1}\n{broken}\n[1, 2]\n"), false);
	assert_true(r.losses.wrong >= 3);
	assert_int_equal(r.replay->records, 49);
	read_text(&r, S(""), false);
	end(&r);
	assert_false(summary_add(&a, S("{}"), r.replay, &r.losses));
	arena_free(&a);
}

// A cut archive gives what is in front of the cut.
static void test_cut_archive(void **state)
{
	char path[] = "/tmp/orgc-replay-XXXXXX";
	struct arena a = {0};
	struct dice dice = {5};
	struct str text = trail_of(&a, &dice, 3000, true);
	int fd = mkstemp(path);
	gzFile gz = gzdopen(dup(fd), "wb");
	struct run r;
	(void)state;

	gzwrite(gz, text.at, (unsigned)text.len);
	gzclose(gz);
	assert_int_equal(ftruncate(fd, lseek(fd, 0, SEEK_END) - 100), 0);
	close(fd);
	begin(&r);
	assert_int_equal(trail_read(path, replay_record, r.replay, &r.losses), 0);
	assert_int_equal(r.losses.cut, 1);
	assert_true(r.replay->records > 0 && r.replay->records < 3000);
	unlink(path);
	end(&r);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_identity),
		cmocka_unit_test(test_group_of_a_call),
		cmocka_unit_test(test_exemptions_are_used),
		cmocka_unit_test(test_forms_are_the_same),
		cmocka_unit_test(test_parts_merge_to_the_whole),
		cmocka_unit_test(test_bad_input_is_counted),
		cmocka_unit_test(test_cut_archive),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
