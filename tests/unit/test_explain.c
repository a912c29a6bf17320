// Messages of AWS, as they come out of consoles, terminals and mails: what each is, which of
// several is the first cause, and that nothing is guessed.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "explain/explain.h"
#include "tests/unit/random_tree.h"

#define SESSION "arn:aws:sts::210987654321:assumed-role/stacksets-exec-ab12cd34/0f1e"
#define CALL "User: " SESSION " is not authorized to perform: kms:CreateKey on resource: *"

static const struct {
	const char *text, *row;
} known[] = {
	{CALL " with an explicit deny in a service control policy", "denied-by-scp"},
	{CALL " with an explicit deny in a service control policy: "
	      "arn:aws:organizations::999988887777:policy/o-abc/service_control_policy/p-1",
	 "denied-by-scp"},
	{CALL " because no service control policy allows the kms:CreateKey action",
	 "not-allowed-by-scp"},
	{CALL " with an explicit deny in a resource control policy", "denied-by-rcp"},
	{CALL " with an explicit deny in an identity-based policy", "denied-by-identity"},
	{CALL " because no identity-based policy allows the kms:CreateKey action",
	 "not-allowed-by-identity"},
	{CALL " with an explicit deny in a resource-based policy", "denied-by-resource"},
	{CALL " because no resource-based policy allows the kms:CreateKey action",
	 "not-allowed-by-resource"},
	{CALL " with an explicit deny in a permissions boundary", "denied-by-boundary"},
	{CALL " because no permissions boundary allows the kms:CreateKey action",
	 "not-allowed-by-boundary"},
	{CALL " with an explicit deny in a session policy", "denied-by-session"},
	{CALL " because no session policy allows the kms:CreateKey action",
	 "not-allowed-by-session"},
	{CALL " with an explicit deny in a VPC endpoint policy", "denied-by-endpoint"},
	{CALL " because no VPC endpoint policy allows the kms:CreateKey action",
	 "not-allowed-by-endpoint"},
	{CALL, "denied"},
	{"User: arn:aws:iam::210987654321:user/kim is not authorized to perform: s3:ListBucket",
	 "denied"},
	{"You are not authorized to perform this operation. Encoded authorization failure "
	 "message: 4GIOHlTkIaWHQD0Q0m6",
	 "encoded-authorization-failure"},
	{"Invalid principal in policy: \"AWS\":\"arn:aws:iam::210987654321:role/Reader\" (Service: "
	 "Iam, Status Code: 400, Request ID: 1)",
	 "invalid-principal"},
	{"Invalid principal in policy: \"SERVICE\":\"lambda\" (Service: AmazonIdentityManagement; "
	 "Status Code: 400; Error Code: MalformedPolicyDocument; Request ID: 1; Proxy: null)",
	 "invalid-service-principal"},
	{"The execution role arn:aws:iam::210987654321:role/Runner in the target location is "
	 "unable to be assumed.",
	 "execution-role-not-assumed"},
	{"Account 210987654321 should have 'AWSCloudFormationStackSetExecutionRole' role with "
	 "trust relationship to Role 'AWSCloudFormationStackSetAdministrationRole'.",
	 "stackset-execution-role"},
	{"Delegated administrator quota exceeded We were unable to register account 210987654321 "
	 "as a delegated administrator account for AWS Resource Explorer, because the quota (1) "
	 "of delegated administrators allowed for the service has been reached.",
	 "delegated-administrator-quota"},
	{"CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR", "delegate-is-management"},
	{"You must be the management account or delegated admin account of an organization "
	 "before operating a SERVICE_MANAGED stack set",
	 "not-management-account"},
	{"User: arn:aws:iam::210987654321:user/kim is not authorized to perform: sts:AssumeRole on "
	 "resource: arn:aws:iam::210987654321:role/Runner",
	 "assume-role-refused"},
	{"No export named network-vpc found.", "export-missing"},
	{"S3 error: Access Denied For more information check the documentation",
	 "template-url-denied"},
	{"StackSet baseline not found", "stackset-not-found"},
	{"AccessDeniedException: Systems Manager's instance management role is not configured for "
	 "account: 210987654321",
	 "default-host-management-off"},
	{"Has prohibited field Resource", "policy-prohibited-field"},
	{"Missing required field Principal", "policy-missing-field"},
	{"The policy failed legacy parsing", "policy-legacy-parsing"},
	{"Policy statement must contain resources.", "policy-missing-field"},
	{"Actions/Condition can contain only one colon.", "policy-colons"},
	{"Resource of type 'Stack set operation [12-34] was unexpectedly stopped or failed. status "
	 "reason(s): [ResourceLogicalId:A]' with identifier 'base:12-34' did not stabilize.",
	 "did-not-stabilize"},
	{"Cancelled since failure tolerance has exceeded", "cancelled-by-tolerance"},
	{"Insufficient permissions to invoke AWSCloudFormationStackSetAccountGate",
	 "account-gate"},
	{"\"DetailedStatus\": \"SKIPPED_SUSPENDED_ACCOUNT\"", "suspended-account"},
	{"\"Status\": \"INOPERABLE\"", "stack-inoperable"},
	{"CloudFormation cannot update a stack when a custom-named resource requires replacing. "
	 "Rename reader-role and update the stack again.",
	 "must-be-replaced"},
	{"Reader already exists in stack arn:aws:cloudformation:eu-west-1:210987654321:stack/x/1",
	 "already-exists"},
	{"Error occurred fetching the seelog config file path: open "
	 "/etc/amazon/ssm/seelog.xml: no such file or directory",
	 "seelog"},
	{"aws: error: argument operation: Invalid choice, valid choices are:", "invalid-choice"},
	{"$ aws ssm start-sesion --target i-1", "mistyped-command"},
	{"Resource handler returned message: \"sorry\" (RequestToken: 1, HandlerErrorCode: "
	 "NotUpdatable)",
	 "code-not-updatable"},
	{"Systems Manager での統合コンソールのセットアップに問題がありました",
	 "unified-console-setup"},
};
enum { KNOWN = sizeof known / sizeof *known };

static bool tells(const struct told_list *all, const char *row)
{
	for (size_t i = 0; i < all->count; i++)
		if (str_is(fact_name(all->items[i].row), row))
			return true;
	return false;
}

static struct told_list explained(struct arena *a, const char *text)
{
	return explain_text(a, str_of(text));
}

static void test_each_message_is_known(void **state)
{
	struct arena a = {0};
	(void)state;

	for (size_t i = 0; i < KNOWN; i++) {
		struct told_list all = explained(&a, known[i].text);
		if (!tells(&all, known[i].row) || all.count != 1)
			fail_msg("%s: %zu messages, wanted %s, got %s", known[i].text, all.count,
			         known[i].row,
			         all.count ? arena_cstring(&a, fact_name(all.items[0].row)) : "-");
	}
	arena_free(&a);
}

static void test_what_a_message_tells(void **state)
{
	struct arena a = {0};
	struct told_list all = explained(
		&a, "ResourceLogicalId:Key, ResourceType:AWS::KMS::Key, ResourceStatusReason:" CALL
		    " with an explicit deny in a service control policy (Service: Kms)");
	const struct told *t = all.first;
	(void)state;

	assert_non_null(t);
	assert_true(str_is(told_value(t, "action"), "kms:CreateKey"));
	assert_true(str_is(told_value(t, "resource"), "*"));
	assert_true(str_is(told_value(t, "caller"), SESSION));
	assert_true(str_is(told_value(t, "account"), "210987654321"));
	assert_true(str_is(told_value(t, "logical-id"), "Key"));
	assert_true(str_is(told_value(t, "type"), "AWS::KMS::Key"));
	assert_true(str_is(told_value(t, "principal"), "role/stacksets-exec-ab12cd34"));
	assert_true(str_is(told_value(t, "exempt"), "arn:aws:iam::*:role/stacksets-exec-*"));
	arena_free(&a);
}

// A permission set's role has a path that its session does not show.
static void test_exemption_of_a_permission_set(void **state)
{
	struct arena a = {0};
	struct told_list all = explained(
		&a, "User: arn:aws-cn:sts::210987654321:assumed-role/AWSReservedSSO_Ops_0a1b/kim is "
		    "not authorized to perform: kms:CreateKey with an explicit deny in a service "
		    "control policy");
	(void)state;

	assert_true(str_is(told_value(all.first, "exempt"),
	                   "arn:aws-cn:iam::*:role/aws-reserved/sso.amazonaws.com/"
	                   "*AWSReservedSSO_Ops_*"));
	arena_free(&a);
}

static void test_first_cause_in_either_order(void **state)
{
	static const char *const parts[] = {
		CALL " with an explicit deny in a service control policy (Service: Kms)\n",
		"Invalid principal in policy: \"AWS\":\"arn:aws:iam::210987654321:role/Reader\"\n",
		"Cancelled since failure tolerance has exceeded\n",
	};
	struct arena a = {0};
	(void)state;

	for (int turn = 0; turn < 3; turn++) {
		const char *text = arena_printf(&a, "%s%s%s", parts[turn], parts[(turn + 1) % 3],
		                                parts[(turn + 2) % 3]);
		struct told_list all = explained(&a, text);

		assert_int_equal(all.count, 3);
		assert_true(all.has_cause);
		assert_true(str_is(fact_name(all.first->row), "denied-by-scp"));
		for (size_t i = 0; i < all.count; i++)
			assert_int_equal(all.items[i].relation, &all.items[i] == all.first
			                                                ? TOLD_FIRST
			                                                : TOLD_FOLLOWS);
	}
	arena_free(&a);
}

// Of two in one order of causes the earlier event is first, though it stands below.
static void test_first_by_time(void **state)
{
	static const char text[] =
		"{\"LogicalResourceId\": \"B\", \"Timestamp\": \"2026-11-02T10:00:09Z\", \"ResourceStatusReason\": "
		"\"Has prohibited field Resource\"}, {\"LogicalResourceId\": \"A\", \"Timestamp\": "
		"\"2026-11-02T10:00:01Z\", \"ResourceStatusReason\": \"The policy failed legacy parsing\"}";
	struct arena a = {0};
	struct told_list all = explained(&a, text);
	(void)state;

	assert_true(str_is(told_value(all.first, "logical-id"), "A"));
	arena_free(&a);
}

static void test_principal_of_another_account_may_follow(void **state)
{
	struct arena a = {0};
	struct told_list all = explained(
		&a, CALL " with an explicit deny in a service control policy.\n"
		         "Invalid principal in policy: \"AWS\":\"arn:aws:iam::111122223333:role/R\"");
	(void)state;

	assert_int_equal(all.items[1].relation, TOLD_MAY_FOLLOW);
	arena_free(&a);
}

// What IAM's own exceptions put there is no principal.
static void test_principal_has_to_be_one(void **state)
{
	struct arena a = {0};
	struct told_list all = explained(
		&a, "Invalid principal in policy: com.amazon.example.InvalidPolicyException: The "
		    "passed in policy has a statement with invalid principals!");
	(void)state;

	assert_true(tells(&all, "invalid-principal"));
	assert_int_equal(told_value(all.first, "principal-arn").len, 0);
	arena_free(&a);
}

static void test_consequences_alone_are_no_cause(void **state)
{
	struct arena a = {0};
	struct told_list all =
		explained(&a, "Cancelled since failure tolerance has exceeded");
	(void)state;

	assert_non_null(all.first);
	assert_false(all.has_cause);
	arena_free(&a);
}

static void test_other_text_is_not_guessed_at(void **state)
{
	static const char *const texts[] = {
		"", "\n", "hello", "The build failed because of an explicit problem in a service.",
		"ビルドに失敗しました。アカウント 210987654321 を確認してください。",
		"Terraform: Error: creating IAM Role (x): operation error",
		"npm ERR! code ELIFECYCLE", "Account: 210987654321, Region: eu-west-1",
		"aws ssm start-session --target i-1", "aws s3 cp a b", "aws frobnicate now",
		"policy", "in a se", "with an explicit", "cannot open file: permission denied",
	};
	struct arena a = {0};
	(void)state;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct told_list all = explained(&a, texts[i]);
		if (all.count)
			fail_msg("%s: taken for %s", texts[i],
			         arena_cstring(&a, fact_name(all.items[0].row)));
	}
	arena_free(&a);
}

// What is left may be of several messages; then the one that says less is taken.
static void test_cut_before_it_tells(void **state)
{
	struct arena a = {0};
	struct told_list all = explained(&a, CALL " with an explicit deny in a se");
	(void)state;

	assert_true(tells(&all, "denied-explicitly"));
	assert_int_equal(all.count, 1);
	all = explained(&a, CALL " with an explicit deny in a ser");
	assert_true(tells(&all, "denied-by-scp"));
	assert_true(all.first->is_cut);
	all = explained(&a, "...ized to perform: kms:CreateKey on resource: * with an explicit "
	                    "deny in a resource cont...");
	assert_true(tells(&all, "denied-by-rcp"));
	assert_true(str_is(told_value(all.first, "action"), "kms:CreateKey"));
	arena_free(&a);
}

// --- variations ---

enum { VARIATIONS = 3000 };

struct writer {
	struct arena *a;
	struct dice *dice;
	char *out;
	size_t len;
};

static void put(struct writer *w, const char *bytes)
{
	size_t len = strlen(bytes);

	memcpy(w->out + w->len, bytes, len);
	w->len += len;
}

static bool is_ascii(const char *text)
{
	for (; *text; text++)
		if ((unsigned char)*text >= 0x80)
			return false;
	return true;
}

// Another account, service, quotes; a break every so many columns; full-width colons.
static void put_copied(struct writer *w, const char *text)
{
	static const char *const quotes[] = {"\"", "\\\"", "“", "&quot;", "'", ""};
	static const char *const breaks[] = {"\n", "\r\n", "\n    ", "\n> ", " |\n| "};
	const char *quote = quotes[dice_roll(w->dice, 6)];
	const char *line_break = breaks[dice_roll(w->dice, 5)];
	size_t width = dice_roll(w->dice, 2) ? 20 + dice_roll(w->dice, 100) : 100000, column = 0;
	bool wide = dice_roll(w->dice, 4) == 0 && is_ascii(text);

	for (; *text; text++, column++) {
		char byte[2] = {*text, 0};
		if (column >= width && (unsigned char)*text < 0x80) {
			put(w, line_break);
			column = 0;
		}
		if (strncmp(text, "210987654321", 12) == 0) {
			put(w, arena_printf(w->a, "%012u", (unsigned)dice_roll(w->dice, 1u << 31)));
			text += 11;
		} else {
			put(w, *text == '"' ? quote : *text == ':' && wide ? "：" : byte);
		}
	}
}

static struct str varied(struct arena *a, struct dice *dice, const char *text)
{
	static const char *const around[] = {
		"", "エラーの詳細: ", "以下のメッセージが表示されました。\n\n", "Status reason\n",
		"{\"StatusReason\": \"", "FAILED (失敗)　", "\033[31m",
	};
	static const char *const after[] = {"", "\n\n詳しくはこちら", "\"}", " …以下略", "。", "\033[0m\n"};
	struct writer w = {a, dice, arena_array(a, char, 20000), 0};

	put(&w, around[dice_roll(dice, 7)]);
	put_copied(&w, text);
	put(&w, after[dice_roll(dice, 6)]);
	return (struct str){w.out, w.len};
}

static void test_variations(void **state)
{
	struct dice dice = dice_from_environment("variations of messages");
	struct arena a = {0};
	(void)state;

	for (size_t i = 0; i < VARIATIONS; i++) {
		const char *row = known[i % KNOWN].row;
		struct str text;
		struct told_list all;

		// A command has to stand in one line.
		if (strcmp(row, "mistyped-command") == 0)
			continue;
		text = varied(&a, &dice, known[i % KNOWN].text);
		all = explain_text(&a, text);
		if (!tells(&all, row) || all.count != 1)
			fail_msg("%.*s\nwanted %s, got %zu, first %s", STR(text), row, all.count,
			         all.count ? arena_cstring(&a, fact_name(all.items[0].row)) : "-");
		arena_reset(&a);
	}
	arena_free(&a);
	printf("note: %d variations\n", VARIATIONS);
}

// Wherever a message is cut, it is never taken for another one.
static void test_cut_anywhere(void **state)
{
	struct arena a = {0};
	(void)state;

	for (size_t i = 0; i < 14; i++) {
		size_t len = strlen(known[i].text), said = 0;

		for (size_t end = 1; end < len; end++) {
			struct told_list all =
				explain_text(&a, (struct str){known[i].text, end});
			said += tells(&all, known[i].row);
			if (all.count > 1 ||
			    (all.count && !tells(&all, known[i].row) && !tells(&all, "denied") &&
			     !tells(&all, "denied-explicitly")))
				fail_msg("%.*s: taken for %s", (int)end, known[i].text,
				         arena_cstring(&a, fact_name(all.items[0].row)));
			arena_reset(&a);
		}
		if (said == 0)
			fail_msg("%s: never told", known[i].text);
	}
	arena_free(&a);
}

// --- the catalogue ---

static void assert_languages(const struct fact *text, struct str row)
{
	if (fact_value(fact_get(text, "en")).len == 0 || fact_value(fact_get(text, "ja")).len == 0)
		fail_msg("%.*s: a text lacks a language", STR(row));
}

static void test_catalogue_is_whole(void **state)
{
	(void)state;
	fact_each(fact_file("messages"), row) {
		if (str_is(fact_value(row), "0"))
			continue;
		assert_languages(fact_get(row, "cause"), fact_name(row));
		assert_true(fact_count(fact_get(row, "do")) > 0);
		fact_each(fact_get(row, "do"), text)
			assert_languages(text, fact_name(row));
	}
	fact_each(fact_file("words"), text)
		assert_languages(text, fact_name(text));
}

// Words that are too few would be found in any text.
static void test_shapes_are_long_enough(void **state)
{
	struct arena a = {0};
	struct shapes shapes = shapes_of(&a);
	(void)state;

	for (size_t i = 0; i < shapes.count; i++) {
		size_t letters = 0;
		for (size_t j = 0; j < shapes.items[i].count; j++)
			letters += shapes.items[i].parts[j].words.len;
		if (letters < 7 || shapes.items[i].parts[0].words.len == 0)
			fail_msg("%.*s: %zu letters", STR(fact_name(shapes.items[i].row)), letters);
	}
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_message_is_known),
		cmocka_unit_test(test_what_a_message_tells),
		cmocka_unit_test(test_exemption_of_a_permission_set),
		cmocka_unit_test(test_first_cause_in_either_order),
		cmocka_unit_test(test_first_by_time),
		cmocka_unit_test(test_principal_of_another_account_may_follow),
		cmocka_unit_test(test_principal_has_to_be_one),
		cmocka_unit_test(test_consequences_alone_are_no_cause),
		cmocka_unit_test(test_other_text_is_not_guessed_at),
		cmocka_unit_test(test_cut_before_it_tells),
		cmocka_unit_test(test_variations),
		cmocka_unit_test(test_cut_anywhere),
		cmocka_unit_test(test_catalogue_is_whole),
		cmocka_unit_test(test_shapes_are_long_enough),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
