// Import: outputs of the AWS CLI in, an org.yaml out, and one that is there kept.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "org/import/import.h"
#include "org/import/import_rules.h"
#include "org/org.h"
#include "model/read/read.h"
#include "model/write/write.h"

static const char *const no_tags[] = {"", NULL};
static struct arena arena;
static struct diags diags;
static struct import import;

static int start(void **state)
{
	(void)state;
	diags = (struct diags){.arena = &arena};
	import_start(&import, &arena, &diags);
	return 0;
}

static int stop(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static struct doc *read_text(const char *name, const char *text)
{
	return doc_read(&arena, source_new(&arena, name, str_of(text)), SYNTAX_GUESS, no_tags,
	                &diags);
}

static bool take_file(const char *name, const char *text)
{
	struct doc *doc = read_text(name, text);

	return doc->root && import_take(&import, doc);
}

static bool take(const char *text)
{
	return take_file("outputs.json", text);
}

// --- findings ---

static const char *line_of(const struct diag *d)
{
	unsigned line = d->source ? source_place(&arena, d->source, d->start).line : 0;

	return arena_printf(&arena, "%s %u %s: %s\n", d->rule->id, line,
	                    severity_name(d->severity), d->message);
}

// "IMP003 0 error: message", a line each.
static const char *findings(void)
{
	struct out o = {.arena = &arena};

	diags_sort(&diags);
	for (size_t i = 0; i < diags.count; i++)
		out_text(&o, line_of(&diags.items[i]));
	return arena_cstring(&arena, out_str(&o));
}

static void assert_findings(const char *expected)
{
	assert_string_equal(findings(), expected);
}

static const char *new_org(void)
{
	assert_true(import_finish(&import, NULL));
	return arena_cstring(&arena, import_org(&import));
}

// The new org.yaml from the line that starts with `from` on.
static const char *new_org_from(const char *from)
{
	const char *at = strstr(new_org(), from);

	assert_non_null(at);
	return at;
}

// --- one organization ---

#define DESCRIBED                                                                         \
	"{\"Organization\": {\"Id\": \"o-a1b2c3d4e5\", \"Arn\": "                             \
	"\"arn:aws:organizations::111111111111:organization/o-a1b2c3d4e5\", "                 \
	"\"MasterAccountId\": \"111111111111\"}}"
#define ROOTS                                                                             \
	"{\"Roots\": [{\"Id\": \"r-ab12\", \"Name\": \"Root\", \"PolicyTypes\": "             \
	"[{\"Type\": \"SERVICE_CONTROL_POLICY\", \"Status\": \"ENABLED\"},"                    \
	"{\"Type\": \"RESOURCE_CONTROL_POLICY\", \"Status\": \"PENDING_ENABLE\"},"            \
	"{\"Type\": \"TAG_POLICY\", \"Status\": \"ENABLED\"}]}]}"

static const char *const acme[][2] = {
	{"organization.json", DESCRIBED},
	{"roots.json", ROOTS},
	{"ous-of-r-ab12.json",
	 "{\"OrganizationalUnits\": [{\"Id\": \"ou-ab12-22222222\", \"Name\": \"Workloads\"},"
	 " {\"Id\": \"ou-ab12-11111111\", \"Name\": \"Infrastructure\"}]}"},
	{"workloads.json",
	 "{\"ParentId\": \"ou-ab12-22222222\", \"OrganizationalUnits\":"
	 " [{\"Id\": \"ou-ab12-33333333\", \"Name\": \"Prod\"}]}"},
	{"ous-of-ou-ab12-11111111.json", "{\"OrganizationalUnits\": []}"},
	{"ous-of-ou-ab12-33333333.json", "{\"OrganizationalUnits\": []}"},
	{"accounts.json",
	 "{\"Accounts\": ["
	 "{\"Id\": \"111111111111\", \"Name\": \"Acme Corp\", \"State\": \"ACTIVE\"},"
	 "{\"Id\": \"055555555555\", \"Name\": \"prod\", \"State\": \"ACTIVE\"},"
	 "{\"Id\": \"222222222222\", \"Name\": \"operations\", \"State\": \"ACTIVE\"},"
	 "{\"Id\": \"333333333333\", \"Name\": \"Old shop\", \"State\": \"SUSPENDED\"},"
	 "{\"Id\": \"444444444444\", \"Name\": \"sandbox\", \"Status\": \"ACTIVE\"}]}"},
	{"accounts-of-r-ab12.json",
	 "{\"Accounts\": [{\"Id\": \"111111111111\", \"Name\": \"Acme Corp\"},"
	 " {\"Id\": \"444444444444\", \"Name\": \"sandbox\"}]}"},
	{"accounts-of-ou-ab12-11111111.json",
	 "{\"Accounts\": [{\"Id\": \"222222222222\", \"Name\": \"operations\"}]}"},
	{"accounts-of-ou-ab12-33333333.json",
	 "{\"Accounts\": [{\"Id\": \"333333333333\", \"Name\": \"Old shop\"},"
	 " {\"Id\": \"055555555555\", \"Name\": \"prod\"}]}"},
	{"policies.json",
	 "{\"Policies\": [{\"Id\": \"p-FullAWSAccess\", \"Name\": \"FullAWSAccess\","
	 " \"Type\": \"SERVICE_CONTROL_POLICY\", \"AwsManaged\": true},"
	 " {\"Id\": \"p-abcd123456\", \"Name\": \"Region deny\","
	 " \"Type\": \"SERVICE_CONTROL_POLICY\", \"AwsManaged\": false}]}"},
	{"policy.json",
	 "{\"Policy\": {\"PolicySummary\": {\"Id\": \"p-abcd123456\", \"Name\": \"Region deny\","
	 " \"Type\": \"SERVICE_CONTROL_POLICY\", \"AwsManaged\": false}, \"Content\":"
	 " \"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[]}\"}}"},
	{"targets-of-p-abcd123456.json",
	 "{\"Targets\": [{\"TargetId\": \"ou-ab12-99999999\", \"Type\": \"ORGANIZATIONAL_UNIT\"},"
	 " {\"TargetId\": \"ou-ab12-33333333\", \"Type\": \"ORGANIZATIONAL_UNIT\"},"
	 " {\"TargetId\": \"444444444444\", \"Type\": \"ACCOUNT\"}]}"},
	{"administrators.json",
	 "{\"ServicePrincipal\": \"ssm.amazonaws.com\", \"DelegatedAdministrators\":"
	 " [{\"Id\": \"999999999999\", \"Name\": \"left\"},"
	 " {\"Id\": \"222222222222\", \"Name\": \"operations\"}]}"},
	{"other-administrators.json",
	 "{\"ServicePrincipal\": \"config.amazonaws.com\", \"DelegatedAdministrators\":"
	 " [{\"Id\": \"222222222222\", \"Name\": \"operations\"}]}"},
};
enum { ACME = sizeof acme / sizeof *acme };

static void take_acme_without(const char *name)
{
	for (size_t i = 0; i < ACME; i++)
		if (!name || strcmp(acme[i][0], name) != 0)
			assert_true(take_file(acme[i][0], acme[i][1]));
}

static const char acme_org[] =
	"# Made by orgc import from what the AWS CLI printed. Importing again puts in\n"
	"# what is new in AWS, and keeps what you write here.\n"
	"version: 1\n"
	"organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"
	"management: {id: \"111111111111\", name: management}  # AWS calls it Acme Corp\n"
	"\n"
	"# Fill in the regions that you use, home first: AWS Organizations does not\n"
	"# know them. Home is where IAM roles and StackSets are deployed from.\n"
	"regions: {home: us-east-1, all: [us-east-1]}\n"
	"\n"
	"ous:\n"
	"  Infrastructure: {id: ou-ab12-11111111}\n"
	"  Workloads: {id: ou-ab12-22222222}\n"
	"  Workloads/Prod: {id: ou-ab12-33333333}\n"
	"\n"
	"accounts:\n"
	"  sandbox: {id: \"444444444444\", ou: /}\n"
	"  operations: {id: \"222222222222\", ou: Infrastructure}\n"
	"  Old-shop: {id: \"333333333333\", ou: Workloads/Prod, name: Old shop, "
	"status: suspended}\n"
	"  prod: {id: \"055555555555\", ou: Workloads/Prod}\n"
	"\n"
	"delegated-administrators:\n"
	"  systems-manager: operations\n"
	"\n"
	"# What CloudFormation has to take over before it can change them: see\n"
	"# docs/import.md. Their ids stand after them.\n"
	"policies:\n"
	"  Region-deny: {type: scp, name: Region deny, file: policies/Region-deny.json, "
	"in: [Workloads/Prod, sandbox]}  # p-abcd123456\n";

static void test_new(void **state)
{
	(void)state;
	take_acme_without(NULL);
	assert_string_equal(new_org(), acme_org);
	assert_findings("");
	assert_int_equal(import.policy_count, 1);
	assert_string_equal(import_policy_path(&import, &import.policies[0]),
	                    "policies/Region-deny.json");
	assert_string_equal(arena_cstring(&arena,
	                                  import_policy_text(&import, &import.policies[0])),
	                    "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": []\n}\n");
}

static void test_any_order(void **state)
{
	(void)state;
	for (size_t i = ACME; i-- > 0;)
		assert_true(take_file(acme[i][0], acme[i][1]));
	assert_string_equal(new_org(), acme_org);
}

static void test_missing(void **state)
{
	static const char *const rows[][2] = {
		{"organization.json",
		 "IMP003 0 error: the output of aws organizations describe-organization is missing\n"},
		{"roots.json", "IMP003 0 error: the output of aws organizations list-roots is "
		               "missing\n"},
		{"ous-of-ou-ab12-11111111.json",
		 "IMP003 1 warning: no output lists the OUs in Infrastructure\n"},
		{"accounts-of-ou-ab12-33333333.json",
		 "IMP005 1 error: no output says in which OU the account 055555555555 is, nor where "
		 "1 more\n"},
		// What is in an account's OU is known, and whether it is suspended, from elsewhere.
		{"accounts.json",
		 "IMP003 1 error: no output lists the accounts in Workloads\n"},
		{"policies.json", ""},
		{"policy.json", "IMP003 1 warning: no output says what is in the policy Region deny\n"},
		{"targets-of-p-abcd123456.json",
		 "IMP003 1 warning: no output says to what the policy Region deny is attached\n"},
		{"administrators.json", ""},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		start(state);
		take_acme_without(rows[i][0]);
		import_finish(&import, NULL);
		assert_findings(rows[i][1]);
	}
}

static void test_missing_hints(void **state)
{
	take_acme_without("ous-of-ou-ab12-11111111.json");
	assert_true(import_finish(&import, NULL));
	assert_int_equal(diags.count, 1);
	assert_string_equal(diags.items[0].hint,
	                    "aws organizations list-organizational-units-for-parent --parent-id "
	                    "ou-ab12-11111111 prints it; orgc import --script prints a script that "
	                    "collects all");

	start(state);
	assert_true(take(DESCRIBED));
	assert_true(take(ROOTS));
	assert_false(import_finish(&import, NULL));
	assert_findings("IMP003 0 error: the output of aws organizations list-accounts is "
	                "missing\n");

	start(state);
	assert_true(take("[" DESCRIBED "," ROOTS ",{\"ParentId\": \"r-ab12\", \"Accounts\": []}]"));
	assert_true(import_finish(&import, NULL));
	assert_findings("IMP003 1 warning: no output lists the OUs in the root\n"
	                "IMP003 1 warning: the root has SERVICE_CONTROL_POLICY switched on, and "
	                "no output lists such policies\n");

	start(state);
	assert_true(take("[" DESCRIBED ",{\"Roots\": [{\"Id\": \"r-ab12\", \"PolicyTypes\": [{\"Type\":"
	                 " \"RESOURCE_CONTROL_POLICY\", \"Status\": \"ENABLED\"}, {\"Type\":"
	                 " \"TAG_POLICY\", \"Status\": \"ENABLED\"}]}]},"
	                 "{\"ParentId\": \"r-ab12\", \"OrganizationalUnits\": []},"
	                 "{\"ParentId\": \"r-ab12\", \"Accounts\": []}]"));
	assert_true(import_finish(&import, NULL));
	assert_findings("IMP003 1 warning: the root has RESOURCE_CONTROL_POLICY switched on, and "
	                "no output lists such policies\n");
}

// --- what outputs say ---

#define PLAIN_ROOTS "{\"Roots\": [{\"Id\": \"r-ab12\"}]}"
#define NO_OUS "{\"ParentId\": \"r-ab12\", \"OrganizationalUnits\": []}"

// An organization with nothing but these accounts under its root.
static void take_accounts(const char *accounts)
{
	assert_true(take(arena_printf(&arena, "[" DESCRIBED "," PLAIN_ROOTS "," NO_OUS ","
	                                      "{\"ParentId\": \"r-ab12\", \"Accounts\": [%s]}]",
	                              accounts)));
}

static void test_paths(void **state)
{
	(void)state;
	assert_true(take(DESCRIBED));
	assert_true(take(PLAIN_ROOTS));
	assert_true(take("{\"OrganizationalUnits\": [{\"Id\": \"ou-ab12-22222222\", \"Name\": "
	                 "\"Dev\", \"Path\": \"o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/"
	                 "ou-ab12-22222222/\"}, {\"Id\": \"ou-ab12-11111111\", \"Name\": "
	                 "\"Workloads\", \"Path\": \"o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/\"}]}"));
	assert_true(take(
		"{\"Accounts\": [{\"Id\": \"222222222222\", \"Name\": \"a\", \"Paths\": "
		"[\"o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/ou-ab12-22222222/222222222222/\"]},"
		"{\"Id\": \"333333333333\", \"Name\": \"b\", \"Paths\": "
		"[\"o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/\"]},"
		"{\"Id\": \"444444444444\", \"Name\": \"c\", \"Paths\": "
		"[\"o-a1b2c3d4e5/r-ab12/444444444444\"]}]}"));
	assert_string_equal(new_org_from("ous:"),
	                    "ous:\n"
	                    "  Workloads: {id: ou-ab12-11111111}\n"
	                    "  Workloads/Dev: {id: ou-ab12-22222222}\n"
	                    "\n"
	                    "accounts:\n"
	                    "  c: {id: \"444444444444\", ou: /}\n"
	                    "  b: {id: \"333333333333\", ou: Workloads}\n"
	                    "  a: {id: \"222222222222\", ou: Workloads/Dev}\n");
	// What is in the innermost OU no one asked.
	assert_findings("IMP003 1 warning: no output lists the OUs in Workloads/Dev\n");
}

// An id at the end of a file's name says whose list it is, and nothing else there does.
static void test_file_names(void **state)
{
	static const struct {
		const char *name;
		bool says;
	} rows[] = {
		{"r-ab12.json", true},          {"accounts-of-r-ab12.json", true},
		{"a/b.c/accounts_r-ab12", true}, {"accounts.r-ab12.json", true},
		{"or-ab12.json", false},        {"r-ab12-accounts.json", false},
		{"r-ab12/accounts.json", false}, {"ou-zz99-1.json", false},
		{"r-ab12.json.old", false},     {"", false},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		start(state);
		assert_true(take("[" DESCRIBED "," PLAIN_ROOTS "," NO_OUS "]"));
		assert_true(take_file(rows[i].name, "{\"Accounts\": [{\"Id\": \"222222222222\","
		                                    " \"Name\": \"a\"}]}"));
		assert_int_equal(import_finish(&import, NULL), rows[i].says);
		if (rows[i].says)
			assert_findings("");
		else
			assert_findings("IMP005 1 error: no output says in which OU the account "
			                "222222222222 is\n");
	}
}

static void test_states(void **state)
{
	static const struct {
		const char *said;
		bool suspended;
	} rows[] = {
		{"\"State\": \"ACTIVE\"", false},
		{"\"State\": \"PENDING_ACTIVATION\"", false},
		{"\"State\": \"SUSPENDED\"", true},
		{"\"State\": \"PENDING_CLOSURE\"", true},
		{"\"State\": \"CLOSED\"", true},
		{"\"Status\": \"SUSPENDED\"", true},
		{"\"State\": \"CLOSED\", \"Status\": \"ACTIVE\"", true},
		{"\"State\": null, \"Status\": \"SUSPENDED\"", true},
		{"\"Email\": \"a@example.com\"", false},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		start(state);
		take_accounts(arena_printf(&arena, "{\"Id\": \"222222222222\", \"Name\": \"a\", %s}",
		                           rows[i].said));
		assert_string_equal(new_org_from("accounts:"),
		                    rows[i].suspended
		                            ? "accounts:\n  a: {id: \"222222222222\", ou: /, "
		                              "status: suspended}\n"
		                            : "accounts:\n  a: {id: \"222222222222\", ou: /}\n");
		assert_findings("");
	}
}

static void test_partitions(void **state)
{
	static const char *const rows[][2] = {
		{"aws-cn", "regions: {home: cn-northwest-1, all: [cn-northwest-1]}\n"},
		{"aws-us-gov", "regions: {home: us-gov-west-1, all: [us-gov-west-1]}\n"},
		{"aws-nowhere", "regions: {home: us-east-1, all: [us-east-1]}\n"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		start(state);
		assert_true(take(arena_printf(
			&arena,
			"[{\"Organization\": {\"Id\": \"o-a1b2c3d4e5\", \"Arn\": \"arn:%s:organizations:"
			":111111111111:organization/o-a1b2c3d4e5\", \"MasterAccountId\": "
			"\"111111111111\"}}," PLAIN_ROOTS "," NO_OUS
			",{\"ParentId\": \"r-ab12\", \"Accounts\": []}]",
			rows[i][0])));
		assert_string_equal(new_org_from("regions:"), rows[i][1]);
	}
}

// --- names ---

static void test_account_names(void **state)
{
	static const char *const rows[][2] = {
		{"dev", "  dev: {id: \"222222222222\", ou: /}\n"},
		{"Dev_2-x", "  Dev_2-x: {id: \"222222222222\", ou: /}\n"},
		{"Acme Prod (EU)", "  Acme-Prod-EU: {id: \"222222222222\", ou: /, "
		                   "name: Acme Prod (EU)}\n"},
		{"a, b: {c}", "  a-b-c: {id: \"222222222222\", ou: /, name: 'a, b: {c}'}\n"},
		{"x, it's", "  x-it-s: {id: \"222222222222\", ou: /, name: 'x, it''s'}\n"},
		{"2024", "  account-2024: {id: \"222222222222\", ou: /, name: '2024'}\n"},
		{"-_-", "  account-_: {id: \"222222222222\", ou: /, name: '-_-'}\n"},
		{"yes", "  'yes': {id: \"222222222222\", ou: /}\n"},
		{"all", "  all-222222222222: {id: \"222222222222\", ou: /, name: all}\n"},
		{"Management", "  Management-222222222222: {id: \"222222222222\", ou: /, "
		               "name: Management}\n"},
		{"\xE6\x9D\xB1\xE4\xBA\xAC", "  account-222222222222: {id: \"222222222222\", ou: /, "
		                             "name: \xE6\x9D\xB1\xE4\xBA\xAC}\n"},
		{"two\\nlines", "  two-lines: {id: \"222222222222\", ou: /, name: \"two\\nlines\"}\n"},
		{"# no comment", "  no-comment: {id: \"222222222222\", ou: /, "
		                 "name: '# no comment'}\n"},
		{"\\u0000\\u2028", "  account-222222222222: {id: \"222222222222\", ou: /, "
		                   "name: \"\\u0000\\u2028\"}\n"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		start(state);
		take_accounts(arena_printf(&arena, "{\"Id\": \"222222222222\", \"Name\": \"%s\"}",
		                           rows[i][0]));
		assert_string_equal(new_org_from("accounts:\n") + strlen("accounts:\n"), rows[i][1]);
		assert_findings("");
	}
}

static void test_same_names(void **state)
{
	(void)state;
	take_accounts("{\"Id\": \"444444444444\", \"Name\": \"dev\"},"
	              "{\"Id\": \"222222222222\", \"Name\": \"Dev\"},"
	              "{\"Id\": \"333333333333\", \"Name\": \"dev!\"},"
	              "{\"Id\": \"555555555555\", \"Name\": \"dev-333333333333\"}");
	assert_string_equal(
		new_org_from("accounts:"),
		"accounts:\n"
		"  Dev-222222222222: {id: \"222222222222\", ou: /, name: Dev}\n"
		"  dev-333333333333: {id: \"333333333333\", ou: /, name: dev!}\n"
		"  dev-333333333333-555555555555: {id: \"555555555555\", ou: /, "
		"name: dev-333333333333}\n"
		"  dev-444444444444: {id: \"444444444444\", ou: /, name: dev}\n");
}

static void test_long_name(void **state)
{
	char name[513];

	memset(name, 'n', 512);
	name[512] = '\0';
	take_accounts(arena_printf(&arena, "{\"Id\": \"222222222222\", \"Name\": \"%s\"}", name));
	assert_true(import_finish(&import, NULL));
	assert_int_equal(import.accounts[0].key.len, 100);

	start(state);
	take_accounts(arena_printf(&arena, "{\"Id\": \"222222222222\", \"Name\": \"%sn\"}", name));
	assert_false(import_finish(&import, NULL));
	assert_findings("IMP004 1 error: no name in AWS has more than 128 characters\n");
}

static void take_ous(const char *ous)
{
	assert_true(take(arena_printf(
		&arena,
		"[" DESCRIBED "," PLAIN_ROOTS ",{\"ParentId\": \"r-ab12\", \"Accounts\": []},"
		"{\"ParentId\": \"r-ab12\", \"OrganizationalUnits\": [%s]},"
		"{\"ParentId\": \"ou-ab12-11111111\", \"OrganizationalUnits\": []},"
		"{\"ParentId\": \"ou-ab12-22222222\", \"OrganizationalUnits\": []},"
		"{\"ParentId\": \"ou-ab12-11111111\", \"Accounts\": []},"
		"{\"ParentId\": \"ou-ab12-22222222\", \"Accounts\": []}]",
		ous)));
}

static void test_ou_names(void **state)
{
	static const char *const rows[][3] = {
		{"Dev and Test", "  Dev and Test: {id: ou-ab12-11111111}\n", ""},
		{"Dev/Test", "  Dev-Test: {id: ou-ab12-11111111}\n",
		 "IMP009 1 info: AWS calls this OU Dev/Test, and org.yaml Dev-Test\n"},
		{" a ", "  a: {id: ou-ab12-11111111}\n",
		 "IMP009 1 info: AWS calls this OU  a , and org.yaml a\n"},
		{"a\\nb", "  a b: {id: ou-ab12-11111111}\n",
		 "IMP009 1 info: AWS calls this OU a b, and org.yaml a b\n"},
		{"/", "  '-': {id: ou-ab12-11111111}\n",
		 "IMP009 1 info: AWS calls this OU /, and org.yaml -\n"},
		{"  ", "  ou-ab12-11111111: {id: ou-ab12-11111111}\n",
		 "IMP009 1 info: AWS calls this OU   , and org.yaml ou-ab12-11111111\n"},
		{"all", "  all-11111111: {id: ou-ab12-11111111}\n",
		 "IMP009 1 info: AWS calls this OU all, and org.yaml all-11111111\n"},
		{"management", "  management-11111111: {id: ou-ab12-11111111}\n",
		 "IMP009 1 info: AWS calls this OU management, and org.yaml "
		 "management-11111111\n"},
		{"a: b", "  'a: b': {id: ou-ab12-11111111}\n", ""},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		start(state);
		take_ous(arena_printf(&arena, "{\"Id\": \"ou-ab12-11111111\", \"Name\": \"%s\"}",
		                      rows[i][0]));
		assert_string_equal(new_org_from("ous:\n") + strlen("ous:\n"), rows[i][1]);
		assert_findings(rows[i][2]);
	}
}

// As people sort: capitals are no other letters, and what is in an OU comes right after it.
static void test_ou_order(void **state)
{
	(void)state;
	take_ous("{\"Id\": \"ou-ab12-11111111\", \"Name\": \"b\"},"
	         "{\"Id\": \"ou-ab12-22222222\", \"Name\": \"A\"},"
	         "{\"Id\": \"ou-ab12-33333333\", \"Name\": \"A 2\"}");
	assert_true(take("{\"ParentId\": \"ou-ab12-22222222\", \"OrganizationalUnits\": "
	                 "[{\"Id\": \"ou-ab12-00000000\", \"Name\": \"C\"}]}"));
	assert_true(take("{\"Accounts\": []}"));
	assert_string_equal(new_org_from("ous:"), "ous:\n"
	                                          "  A: {id: ou-ab12-22222222}\n"
	                                          "  A/C: {id: ou-ab12-00000000}\n"
	                                          "  A 2: {id: ou-ab12-33333333}\n"
	                                          "  b: {id: ou-ab12-11111111}\n");
}

static void test_ou_and_account_names(void **state)
{
	(void)state;
	take_ous("{\"Id\": \"ou-ab12-22222222\", \"Name\": \"A-B\"},"
	         "{\"Id\": \"ou-ab12-11111111\", \"Name\": \"A/B\"}");
	assert_true(take("{\"ParentId\": \"ou-ab12-11111111\", \"Accounts\": "
	                 "[{\"Id\": \"222222222222\", \"Name\": \"a-b\"}]}"));
	// The lower id keeps the plain name; an account must not be named like an OU.
	assert_string_equal(new_org_from("ous:"),
	                    "ous:\n"
	                    "  A-B: {id: ou-ab12-11111111}\n"
	                    "  A-B-22222222: {id: ou-ab12-22222222}\n"
	                    "\n"
	                    "accounts:\n"
	                    "  a-b-222222222222: {id: \"222222222222\", ou: A-B, name: a-b}\n");
}

static void take_policy(const char *id, const char *name, const char *type)
{
	assert_true(take(arena_printf(
		&arena,
		"[{\"Policy\": {\"PolicySummary\": {\"Id\": \"%s\", \"Name\": \"%s\", \"Type\": \"%s\","
		" \"AwsManaged\": false}, \"Content\": \"{}\"}},"
		"{\"PolicyId\": \"%s\", \"Targets\": [{\"TargetId\": \"r-ab12\"}]}]",
		id, name, type, id)));
}

static void test_policies(void **state)
{
	(void)state;
	take_accounts("{\"Id\": \"222222222222\", \"Name\": \"a\"}");
	take_policy("p-cccccccc", "deny-bbbbbbbb", "SERVICE_CONTROL_POLICY");
	take_policy("p-bbbbbbbb", "Deny", "RESOURCE_CONTROL_POLICY");
	take_policy("p-aaaaaaaa", "deny", "SERVICE_CONTROL_POLICY");
	take_policy("p-dddddddd", "tags", "TAG_POLICY");
	take_policy("p-eeeeeeee", "\xE7\xA6\x81\xE6\xAD\xA2", "SERVICE_CONTROL_POLICY");
	// Both would be DenyAll in a template.
	take_policy("p-ffffffff", "deny_all", "SERVICE_CONTROL_POLICY");
	take_policy("p-11111111", "denyAll", "SERVICE_CONTROL_POLICY");
	take_policy("p-2_222222", "DenyAll", "SERVICE_CONTROL_POLICY");
	assert_string_equal(
		new_org_from("policies:\n"),
		"policies:\n"
		"  deny-aaaaaaaa: {type: scp, name: deny, file: policies/deny-aaaaaaaa.json, "
		"in: [all]}  # p-aaaaaaaa\n"
		"  deny-all-ffffffff: {type: scp, name: deny_all, "
		"file: policies/deny-all-ffffffff.json, in: [all]}  # p-ffffffff\n"
		"  Deny-bbbbbbbb: {type: rcp, name: Deny, file: policies/Deny-bbbbbbbb.json, "
		"in: [all]}  # p-bbbbbbbb\n"
		"  deny-bbbbbbbb-cccccccc: {type: scp, name: deny-bbbbbbbb, "
		"file: policies/deny-bbbbbbbb-cccccccc.json, in: [all]}  # p-cccccccc\n"
		"  denyAll-11111111: {type: scp, name: denyAll, "
		"file: policies/denyAll-11111111.json, in: [all]}  # p-11111111\n"
		"  DenyAll-2-222222: {type: scp, name: DenyAll, "
		"file: policies/DenyAll-2-222222.json, in: [all]}  # p-2_222222\n"
		"  policy-eeeeeeee: {type: scp, name: \xE7\xA6\x81\xE6\xAD\xA2, "
		"file: policies/policy-eeeeeeee.json, in: [all]}  # p-eeeeeeee\n");
	assert_findings("");
}

// --- what is wrong ---

static void test_wrong(void **state)
{
	static const char *const rows[][2] = {
		{"{\"Organization\": {\"Id\": \"o-1\", \"MasterAccountId\": \"111111111111\"}}",
		 "IMP004 1 error: Id must be the id of an organization, o- and 10 to 32 of a-z 0-9, "
		 "and is o-1\n"},
		{"{\"Organization\": {\"Id\": \"o-zzzzzzzzzz\", \"MasterAccountId\": "
		 "\"111111111111\"}}",
		 "IMP007 1 error: this is the organization o-zzzzzzzzzz, and other outputs belong to "
		 "o-a1b2c3d4e5\n"},
		{"{\"Roots\": [{\"Id\": \"r-zz99\"}]}",
		 "IMP006 1 error: this is r-zz99 here, and r-ab12 in another output\n"},
		{"{\"Accounts\": [{\"Id\": \"222222222222\", \"Name\": \"ops\"}]}",
		 "IMP006 1 error: this is ops here, and operations in another output\n"},
		{"{\"Accounts\": [{\"Id\": \"222222222222\", \"Name\": \"operations\", \"State\": "
		 "\"CLOSED\"}]}",
		 "IMP006 1 error: the account is suspended here, and it is not in another output\n"},
		{"{\"ParentId\": \"r-ab12\", \"Accounts\": [{\"Id\": \"222222222222\", \"Name\": "
		 "\"operations\"}]}",
		 "IMP006 1 error: this is r-ab12 here, and ou-ab12-11111111 in another output\n"},
		{"{\"Accounts\": [{\"Id\": \"777777777777\", \"Name\": \"x\", \"Arn\": "
		 "\"arn:aws:organizations::888888888888:account/o-zzzzzzzzzz/777777777777\", "
		 "\"Paths\": [\"o-zzzzzzzzzz/r-ab12/\"]}]}",
		 "IMP007 1 error: this belongs to the organization o-zzzzzzzzzz, and other outputs to "
		 "o-a1b2c3d4e5\n"},
		{"{\"ParentId\": \"r-ab12\", \"OrganizationalUnits\": [{\"Id\": "
		 "\"ou-ab12-11111111\", \"Name\": \"Infrastructure\", \"Arn\": "
		 "\"arn:aws:organizations::888888888888:ou/o-zzzzzzzzzz/ou-ab12-11111111\"}]}",
		 "IMP007 1 error: this belongs to the organization o-zzzzzzzzzz, and other outputs to "
		 "o-a1b2c3d4e5\n"},
		{"{\"DelegatedAdministrators\": [{\"Id\": \"222222222222\", \"Arn\": "
		 "\"arn:aws:organizations::888888888888:account/o-zzzzzzzzzz/222222222222\"}]}",
		 "IMP007 1 error: this belongs to the organization o-zzzzzzzzzz, and other outputs to "
		 "o-a1b2c3d4e5\n"},
		{"{\"Accounts\": [{\"Name\": \"x\"}, 7, null, [\"a\"], {\"Id\": {}}]}",
		 "IMP004 1 error: Id must be the id of an account, exactly 12 digits, and is missing\n"
		 "IMP004 1 error: Id must be the id of an account, exactly 12 digits, and is missing\n"
		 "IMP004 1 error: Name is missing\n"
		 "IMP004 1 error: Id must be the id of an account, exactly 12 digits, and is missing\n"
		 "IMP004 1 error: Name is missing\n"
		 "IMP004 1 error: Id must be the id of an account, exactly 12 digits, and is missing\n"
		 "IMP004 1 error: Name is missing\n"
		 "IMP004 1 error: Name is missing\n"
		 "IMP004 1 error: Id must be the id of an account, exactly 12 digits, and is missing\n"},
		{"{\"ParentId\": \"Workloads\", \"Accounts\": []}",
		 "IMP004 1 error: ParentId is no such id: Workloads\n"},
		{"{\"Targets\": []}",
		 "IMP004 1 error: nothing says which policy these are the targets of\n"},
		{"{\"PolicyId\": \"p-abcd123456\", \"Targets\": [{\"TargetId\": \"x\"}]}",
		 "IMP004 1 error: TargetId must be the id of a root, an OU or an account\n"},
		{"{\"Policy\": {\"PolicySummary\": {\"Id\": \"p-abcd123456\", \"Name\": \"Region "
		 "deny\", \"Type\": \"SERVICE_CONTROL_POLICY\"}, \"Content\": \"x\"}}",
		 "IMP004 1 error: Content must be the JSON of a policy: a text must stand in double "
		 "quotes\n"},
		{"{\"Policy\": {\"PolicySummary\": {\"Id\": \"p-abcd123456\", \"Name\": \"Region "
		 "deny\", \"Type\": \"SERVICE_CONTROL_POLICY\"}, \"Content\": \"[]\"}}",
		 "IMP004 1 error: Content must be the JSON of a policy\n"},
		{"{\"Accounts\": [], \"NextToken\": \"abc\"}",
		 "IMP002 1 error: there is more than this list holds\n"},
		{"{\"ParentId\": \"ou-ab12-99999999\", \"OrganizationalUnits\": [{\"Id\": "
		 "\"ou-ab12-88888888\", \"Name\": \"x\"}]}",
		 "IMP005 1 error: ou-ab12-88888888 is in ou-ab12-99999999, which no output lists\n"},
		{"{\"ParentId\": \"r-ab12\", \"OrganizationalUnits\": [{\"Id\": "
		 "\"ou-ab1-88888888\", \"Name\": \"x\"}]}",
		 "IMP004 1 error: Id must be the id of an organizational-unit, ou-, the 4 to 32 letters "
		 "of the root, a hyphen and 8 to 32 of a-z 0-9, and is ou-ab1-88888888\n"},
		{"{\"ParentId\": \"r-ab12\", \"OrganizationalUnits\": [{\"Id\": "
		 "\"ou-ab123-88888888\", \"Name\": \"x\"}]}",
		 "IMP003 1 warning: no output lists the OUs in x\n"
		 "IMP007 1 error: ou-ab123-88888888 is not an OU under the root r-ab12\n"},
		{"{\"OrganizationalUnits\": [{\"Id\": \"ou-ab12-88888888\", \"Name\": \"x\"}]}",
		 "IMP005 1 error: no output says in which OU ou-ab12-88888888 is\n"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		start(state);
		take_acme_without(NULL);
		assert_true(take(rows[i][0]));
		assert_false(import_finish(&import, NULL));
		assert_findings(rows[i][1]);
	}
}

static void test_unknown(void **state)
{
	static const char *const rows[] = {
		"{}", "[]", "7", "null", "[[]]", "{\"Accounts\": {}}", "{\"Accounts\": null}",
		"{\"Organization\": \"o-a1b2c3d4e5\"}", "{\"Version\": \"2012-10-17\"}",
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_false(take(rows[i]));
	assert_findings("");
}

static void test_cycle_and_depth(void **state)
{
	take_acme_without(NULL);
	assert_true(take("[{\"ParentId\": \"ou-ab12-77777777\", \"OrganizationalUnits\": [{\"Id\": "
	                 "\"ou-ab12-88888888\", \"Name\": \"x\"}]}, {\"ParentId\": "
	                 "\"ou-ab12-88888888\", \"OrganizationalUnits\": [{\"Id\": "
	                 "\"ou-ab12-77777777\", \"Name\": \"y\"}]}]"));
	assert_false(import_finish(&import, NULL));
	assert_findings("IMP005 1 error: ou-ab12-88888888 is inside itself\n");

	start(state);
	assert_true(take("[" DESCRIBED "," PLAIN_ROOTS ",{\"Accounts\": []}]"));
	for (int i = 1; i <= 7; i++)
		assert_true(take(arena_printf(
			&arena,
			"{\"ParentId\": \"%s\", \"OrganizationalUnits\": "
			"[{\"Id\": \"ou-ab12-0000000%d\", \"Name\": \"n\"}]}",
			i == 1 ? "r-ab12" : arena_printf(&arena, "ou-ab12-0000000%d", i - 1), i)));
	assert_false(import_finish(&import, NULL));
	assert_findings("IMP005 1 error: OUs nest 5 deep at most, and ou-ab12-00000006 is one too "
	                "many\n");
}

// Whatever bytes a file holds, import answers.
static void test_broken_bytes(void **state)
{
	static const char marks[] = "\"{[]}:,\\x0\n";

	for (size_t file = 0; file < ACME; file++) {
		size_t len = strlen(acme[file][1]);
		for (size_t at = 0; at < len; at++) {
			char *text = (char *)arena_cstring(&arena, str_of(acme[file][1]));
			start(state);
			take_acme_without(acme[file][0]);
			text[at] = marks[at % (sizeof marks - 1)];
			take_file(acme[file][0], text);
			text[at] = '\0';
			take_file(acme[file][0], text);
			if (import_finish(&import, NULL))
				assert_true(import_org(&import).len > 0);
			else
				assert_true(diags_count(&diags, SEV_ERROR) > 0);
			arena_free(&arena);
		}
	}
}

// --- sixty accounts ---

// OUs 00 to 03 stand under the root, each of the others in the one four before it.
static void test_round_trip(void **state)
{
	struct diags wrong = {.arena = &arena};
	struct org *org;
	struct doc *doc;
	const char *text;

	(void)state;
	assert_true(take("[" DESCRIBED "," PLAIN_ROOTS "]"));
	for (int i = -1; i < 12; i++) {
		const char *parent = i < 0 ? "r-ab12" : arena_printf(&arena, "ou-ab12-000000%02d", i);
		struct out ous = {.arena = &arena}, accounts = {.arena = &arena};
		for (int k = i < 0 ? 0 : i + 4; k < (i < 0 ? 4 : i + 5) && k < 12; k++)
			out_printf(&ous, "%s{\"Id\": \"ou-ab12-000000%02d\", \"Name\": \"OU, %d: \xC3\xA4\"}",
			           ous.len ? "," : "", k, k);
		for (int k = i + 1; k < 60; k += 13)
			out_printf(&accounts,
			           "%s{\"Id\": \"0%011d\", \"Name\": \"team %d\\n\xF0\x9F\x9A\x80\", "
			           "\"State\": \"%s\"}",
			           accounts.len ? "," : "", k, k % 30, k % 7 ? "ACTIVE" : "CLOSED");
		out_byte(&ous, ' ');
		assert_true(take(arena_printf(&arena,
		                              "[{\"ParentId\": \"%s\", \"OrganizationalUnits\": "
		                              "[%.*s]}, {\"ParentId\": \"%s\", \"Accounts\": [%.*s]}]",
		                              parent, STR(out_str(&ous)), parent,
		                              STR(out_str(&accounts)))));
	}
	text = new_org();
	assert_findings("");
	doc = doc_read(&arena, source_new(&arena, "org.yaml", str_of(text)), SYNTAX_YAML, no_tags,
	               &wrong);
	org = org_read(&arena, doc, &wrong);
	assert_int_equal(wrong.count, 0);
	assert_int_equal(org->ou_count, 13);
	assert_int_equal(org->account_count, 61);
	for (size_t i = 1; i < org->account_count; i++)
		if (str_is(org->accounts[i].id, "000000000009")) {
			// 9 is 8 + 1, so it is in OU 8, which is in OU 4, which is in OU 0.
			assert_true(str_is(org->ous[org->accounts[i].ou].path,
			                   "OU, 0: \xC3\xA4/OU, 4: \xC3\xA4/OU, 8: \xC3\xA4"));
			// 39 has the same name.
			assert_true(str_is(org->accounts[i].name, "team-9-000000000009"));
			assert_true(node_is(node_get(org->accounts[i].key->next, "name"),
			                    "team 9\n\xF0\x9F\x9A\x80"));
		} else {
			int k = (org->accounts[i].id.at[10] - '0') * 10 +
			        (org->accounts[i].id.at[11] - '0');
			assert_int_equal(org->accounts[i].suspended, k % 7 == 0);
		}
}

// --- an org.yaml that is there ---

static const char *update(const char *old)
{
	struct import_changes changes = {.arena = &arena};
	struct doc *doc = read_text("org.yaml", old);

	assert_true(import_finish(&import, doc));
	return arena_cstring(&arena, import_update(&import, &changes));
}

// What Control Tower attached keeps its places; what it is attached to in AWS, and who is
// registered there, comes into the org.yaml that is there.
static void test_policies_again(void **state)
{
	(void)state;
	take_ous("{\"Id\": \"ou-ab12-11111111\", \"Name\": \"A\"}");
	assert_true(take("[{\"ParentId\": \"ou-ab12-11111111\", \"Accounts\": "
	                 "[{\"Id\": \"222222222222\", \"Name\": \"a\"}]},"
	                 "{\"ServicePrincipal\": \"ssm.amazonaws.com\", "
	                 "\"DelegatedAdministrators\": [{\"Id\": \"222222222222\"}]}]"));
	take_policy("p-aaaaaaaa", "protect-default-host-management", "SERVICE_CONTROL_POLICY");
	take_policy("p-bbbbbbbb", "aws-guardrails-x", "SERVICE_CONTROL_POLICY");
	take_policy("p-cccccccc", "Stay here", "SERVICE_CONTROL_POLICY");
	assert_true(take("{\"PolicyId\": \"p-bbbbbbbb\", \"Targets\": "
	                 "[{\"TargetId\": \"ou-ab12-11111111\"}]}"));
	assert_string_equal(
		update("version: 1\n"
		        "organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"
		        "management: {id: \"111111111111\"}\n"
		        "ous: {A: {id: ou-ab12-11111111}}\n"
		        "accounts: {b: {id: \"222222222222\", ou: A, name: a}}\n"
		        "delegated-administrators: {systems-manager: c}\n"
		        "features: {default-host-management: {in: all, protect: true}}\n"
		        "policies: {stay: {type: scp, name: Stay here, file: f, in: b, exempt: x}}\n"),
		"version: 1\n"
		"organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"
		"management: {id: \"111111111111\"}\n"
		"ous: {A: {id: ou-ab12-11111111, reserve-scps: 1}}\n"
		"accounts: {b: {id: \"222222222222\", ou: A, name: a}}\n"
		"delegated-administrators: {systems-manager: b}\n"
		"features: {default-host-management: {in: all, protect: true}}\n"
		"policies: {stay: {type: scp, name: Stay here, file: f, in: [all], exempt: x}}\n");
	assert_int_equal(import.policy_count, 1);
	assert_null(import_policy_path(&import, &import.policies[0])); // exempt changes it
}

static const char *changes_of(const char *old, const char **new)
{
	struct import_changes changes = {.arena = &arena};
	struct doc *doc = read_text("org.yaml", old);
	struct out o = {.arena = &arena};

	assert_true(import_finish(&import, doc));
	*new = arena_cstring(&arena, import_update(&import, &changes));
	for (size_t i = 0; i < changes.count; i++)
		out_printf(&o, "%s\n", changes.items[i]);
	return arena_cstring(&arena, out_str(&o));
}

static void test_nothing_new(void **state)
{
	const char *new;

	(void)state;
	take_acme_without(NULL);
	assert_string_equal(changes_of(acme_org, &new), "");
	assert_string_equal(new, acme_org);
	assert_findings("");
}

static void test_update(void **state)
{
	static const char old[] =
		"# Ours.\n"
		"version: 1\n"
		"organization: { id: o-a1b2c3d4e5, root: r-ab12 } # the one\n"
		"management: {id: '111111111111', name: boss}\n"
		"regions: {home: eu-west-1, all: [eu-west-1]}\n"
		"ous:\n"
		"  # The first.\n"
		"  Workloads: {id: ou-ab12-22222222}\n"
		"  Infrastructure:\n"
		"    id: ou-ab12-11111111 # plumbing\n"
		"\n"
		"accounts:\n"
		"  ops: {id: \"222222222222\", ou: Infrastructure, name: operations}\n"
		"  # On its way out.\n"
		"  shop:\n"
		"    id: '333333333333'\n"
		"    name: The shop # as we say\n"
		"    ou: Workloads # for now\n"
		"  sandbox: {id: \"444444444444\", ou: /, status: suspended}\n"
		"\n"
		"features:\n"
		"  automation: {admin: boss, in: [Workloads]} # stays\n";
	static const char expected[] =
		"# Ours.\n"
		"version: 1\n"
		"organization: { id: o-a1b2c3d4e5, root: r-ab12 } # the one\n"
		"management: {id: '111111111111', name: boss}\n"
		"regions: {home: eu-west-1, all: [eu-west-1]}\n"
		"ous:\n"
		"  # The first.\n"
		"  Workloads: {id: ou-ab12-22222222}\n"
		"  Infrastructure:\n"
		"    id: ou-ab12-11111111 # plumbing\n"
		"  Workloads/Prod: {id: ou-ab12-33333333}\n"
		"\n"
		"accounts:\n"
		"  ops: {id: \"222222222222\", ou: Infrastructure, name: operations}\n"
		"  # On its way out.\n"
		"  shop:\n"
		"    id: '333333333333'\n"
		"    name: Old shop # as we say\n"
		"    ou: Workloads/Prod # for now\n"
		"    status: suspended\n"
		"  sandbox: {id: \"444444444444\", ou: /, status: active}\n"
		"  prod: {id: '055555555555', ou: Workloads/Prod}\n"
		"\n"
		"features:\n"
		"  automation: {admin: boss, in: [Workloads]} # stays\n"
		"delegated-administrators:\n"
		"  systems-manager: ops\n"
		"policies:\n"
		"  Region-deny: {type: scp, name: Region deny, file: policies/Region-deny.json, "
		"in: [Workloads/Prod, sandbox]}\n";
	const char *new;

	take_acme_without(NULL);
	assert_string_equal(changes_of(old, &new),
	                    "OU Workloads/Prod: new\n"
	                    "account sandbox: active again\n"
	                    "account shop: moved to Workloads/Prod\n"
	                    "account shop: suspended\n"
	                    "account shop: AWS calls it Old shop\n"
	                    "account prod: new, in Workloads/Prod\n"
	                    "delegated-administrators: all of them are new\n"
	                    "delegated administrator of systems-manager: ops\n"
	                    "policies: all of them are new\n"
	                    "policy Region-deny: new (p-abcd123456)\n");
	assert_string_equal(new, expected);
	assert_findings("");

	// And once more.
	start(state);
	take_acme_without(NULL);
	assert_string_equal(changes_of(expected, &new), "");
	assert_string_equal(new, expected);
}

// Names that are there stay, and what is new keeps out of their way.
static void test_old_names(void **state)
{
	const char *new;

	(void)state;
	take_acme_without(NULL);
	assert_string_equal(
		changes_of("version: 1\n"
	                   "organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"
	                   "management: {id: \"111111111111\", name: prod}\n"
	                   "ous:\n"
	                   "  Work: {id: ou-ab12-22222222}\n"
	                   "  Work/Live: {id: ou-ab12-33333333}\n"
	                   "accounts:\n"
	                   "  sandbox: {id: \"222222222222\", ou: Infrastructure, "
	                   "name: operations}\n"
	                   "  operations: {id: \"333333333333\", ou: Work/Live, name: Old shop, "
	                   "status: suspended}\n",
	                   &new),
		"OU Infrastructure: new\n"
		"account sandbox-444444444444: new, in /\n"
		"account prod-055555555555: new, in Work/Live\n"
		"delegated-administrators: all of them are new\n"
		"delegated administrator of systems-manager: sandbox\n"
		"policies: all of them are new\n"
		"policy Region-deny: new (p-abcd123456)\n");
	assert_non_null(strstr(new, "  Infrastructure: {id: ou-ab12-11111111}\n"));
	assert_findings("IMP009 5 info: AWS calls this OU Workloads\n"
	                "IMP009 6 info: AWS calls this OU Prod\n");
}

static void test_gone(void **state)
{
	(void)state;
	take_acme_without(NULL);
	update("version: 1\n"
	       "organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"
	       "management: {id: \"111111111111\"}\n"
	       "ous:\n"
	       "  Workloads: {id: ou-ab12-22222222}\n"
	       "  Infrastructure: {id: ou-ab12-11111111}\n"
	       "  Infrastructure/Prod: {id: ou-ab12-33333333}\n"
	       "  Nowhere: {id: ou-ab12-99999999}\n"
	       "accounts:\n"
	       "  prod: {id: \"999999999999\", ou: Nowhere}\n"
	       "  boss: {id: \"111111111111\", ou: /}\n");
	assert_findings("IMP006 7 warning: ou-ab12-33333333 is in Workloads, and not in "
	                "Infrastructure\n"
	                "IMP008 8 warning: Nowhere is no OU of the organization\n"
	                "IMP008 10 warning: prod is no member account of the organization\n"
	                "IMP008 11 warning: boss is no member account of the organization\n");
}

// A new OU keeps out of the way of one that org.yaml still has.
static void test_ou_made_anew(void **state)
{
	const char *new;

	(void)state;
	take_ous("{\"Id\": \"ou-ab12-11111111\", \"Name\": \"Dev\"}");
	assert_string_equal(changes_of("organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"
	                               "management: {id: \"111111111111\"}\n"
	                               "ous:\n"
	                               "  Dev: {id: ou-ab12-99999999}\n",
	                               &new),
	                    "OU Dev-11111111: new\n");
	assert_findings("IMP008 4 warning: Dev is no OU of the organization\n"
	                "IMP009 1 info: AWS calls this OU Dev, and org.yaml Dev-11111111\n");

	// So it does of accounts.
	start(state);
	take_ous("{\"Id\": \"ou-ab12-11111111\", \"Name\": \"Dev\"},"
	         "{\"Id\": \"ou-ab12-22222222\", \"Name\": \"Boss\"}");
	assert_string_equal(changes_of("organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"
	                               "management: {id: \"111111111111\", name: Boss}\n"
	                               "accounts:\n"
	                               "  Dev: {id: \"999999999999\", ou: /}\n",
	                               &new),
	                    "ous: all of them are new\n"
	                    "OU Boss-22222222: new\n"
	                    "OU Dev-11111111: new\n");
}

// What has no place yet gets one.
static void test_first_sections(void **state)
{
	static const char *const rows[][3] = {
		{"version: 1\n"
		 "organization: {id: \"...\", root: \"...\"}\n"
		 "management: {id: \"...\", name: management}\n"
		 "regions: {home: \"...\", all: [\"...\"]}\n"
		 "# The end.\n",
		 "version: 1\n"
		 "organization: {id: \"o-a1b2c3d4e5\", root: \"r-ab12\"}\n"
		 "management: {id: \"111111111111\", name: management}\n"
		 "regions: {home: \"...\", all: [\"...\"]}\n"
		 "accounts:\n"
		 "  dev: {id: '222222222222', ou: /, status: suspended}\n"
		 "# The end.\n",
		 "organization.id: set to o-a1b2c3d4e5\n"
		 "organization.root: set to r-ab12\n"
		 "management.id: set to 111111111111\n"
		 "accounts: all of them are new\n"
		 "account dev: new, in /\n"},
		{"version: 1\n"
		 "accounts: {} # none\n"
		 "ous:\n",
		 "version: 1\n"
		 "accounts: # none\n"
		 "  dev: {id: '222222222222', ou: /, status: suspended}\n"
		 "ous:\n"
		 "organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"
		 "management: {id: '111111111111'}\n",
		 "organization: set\n"
		 "management: set\n"
		 "accounts: all of them are new\n"
		 "account dev: new, in /\n"},
		{"management: {id: x}\n"
		 "version: 1\n",
		 "management: {id: '111111111111'}\n"
		 "version: 1\n"
		 "organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"
		 "accounts:\n"
		 "  dev: {id: '222222222222', ou: /, status: suspended}\n",
		 "organization: set\n"
		 "management.id: set to 111111111111\n"
		 "accounts: all of them are new\n"
		 "account dev: new, in /\n"},
		{"organization: {} # ours\n"
		 "management: {}\n"
		 "accounts: {}\n",
		 "organization: {id: o-a1b2c3d4e5, root: r-ab12} # ours\n"
		 "management: {id: '111111111111'}\n"
		 "accounts:\n"
		 "  dev: {id: '222222222222', ou: /, status: suspended}\n",
		 "organization: set\n"
		 "management.id: set to 111111111111\n"
		 "accounts: all of them are new\n"
		 "account dev: new, in /\n"},
		// A new section stands after what the last one gets.
		{"management: {id: '111111111111'}\n"
		 "accounts:\n"
		 "  dev:\n"
		 "    id: '222222222222'\n"
		 "    ou: /\n",
		 "management: {id: '111111111111'}\n"
		 "accounts:\n"
		 "  dev:\n"
		 "    id: '222222222222'\n"
		 "    ou: /\n"
		 "    status: suspended\n"
		 "organization: {id: o-a1b2c3d4e5, root: r-ab12}\n",
		 "organization: set\n"
		 "account dev: suspended\n"},
	};
	const char *new;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		start(state);
		take_accounts("{\"Id\": \"222222222222\", \"Name\": \"dev\", \"State\": \"CLOSED\"}");
		assert_string_equal(changes_of(rows[i][0], &new), rows[i][2]);
		assert_string_equal(new, rows[i][1]);
		assert_findings("");
	}
}

static void test_old_in_json(void **state)
{
	(void)state;
	take_accounts("{\"Id\": \"222222222222\", \"Name\": \"dev\"},"
	              "{\"Id\": \"333333333333\", \"Name\": \"test\"}");
	assert_string_equal(
		update("{\"version\": 1,\n"
	               " \"organization\": {\"id\": \"o-a1b2c3d4e5\", \"root\": \"r-ab12\"},\n"
	               " \"management\": {\"id\": \"111111111111\"},\n"
	               " \"accounts\": {\"old\": {\"id\": \"222222222222\", \"ou\": \"/\"}}}"),
		"{\"version\": 1,\n"
		" \"organization\": {\"id\": \"o-a1b2c3d4e5\", \"root\": \"r-ab12\"},\n"
		" \"management\": {\"id\": \"111111111111\"},\n"
		" \"accounts\": {\"old\": {\"id\": \"222222222222\", \"ou\": \"/\", "
		"\"name\": \"dev\"}, \"test\": {\"id\": \"333333333333\", \"ou\": \"/\"}}}");
}

static void test_odd_old(void **state)
{
	static const char *const rows[][2] = {
		{"[]\n", "ORG001 1 error: org.yaml must be a map\n"},
		{"ous: [Workloads]\n", "ORG001 1 error: ous must be a map\n"},
		{"accounts: none\n", "ORG001 1 error: accounts must be a map\n"},
		{"organization: {id: o-zzzzzzzzzz}\n",
		 "IMP007 1 error: org.yaml describes o-zzzzzzzzzz, and the outputs o-a1b2c3d4e5\n"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		start(state);
		take_acme_without(NULL);
		assert_false(import_finish(&import, read_text("org.yaml", rows[i][0])));
		assert_findings(rows[i][1]);
	}
}

// --- the examples of the rules ---

// Takes the marks out; sets bit n of `lines` where line n had one. Lines that start with
// "#| " are the outputs that an org.yaml is brought up to date with.
static void split(const char *example, struct out *text, struct out *outputs, uint64_t *lines)
{
	struct str rest = str_of(example);
	unsigned number = 1;

	*lines = 0;
	for (size_t at = 0; at < rest.len; number++) {
		size_t end = (size_t)str_find_byte(rest, at, '\n');
		struct str line = str_slice(rest, at, end);
		if (str_starts(line, "#| ")) {
			out_bytes(outputs, str_slice(line, 3, line.len));
			out_byte(outputs, '\n');
		}
		if (str_ends(line, "  #!")) {
			*lines |= UINT64_C(1) << number;
			line.len -= strlen("  #!");
		}
		out_bytes(text, line);
		out_byte(text, '\n');
		at = end + 1;
	}
}

static uint64_t judge(const char *example)
{
	struct out text = {.arena = &arena}, outputs = {.arena = &arena};
	struct import_changes changes = {.arena = &arena};
	struct doc *doc, *old = NULL;
	uint64_t lines;

	start(NULL);
	split(example, &text, &outputs, &lines);
	doc = read_text("example.yaml", arena_cstring(&arena, out_str(&text)));
	if (outputs.len) {
		old = doc;
		doc = read_text("outputs.yaml", arena_cstring(&arena, out_str(&outputs)));
	}
	if (!import_take(&import, doc))
		diag_node(&diags, &import_unknown_output, doc, doc->root, "unknown");
	else if (import_finish(&import, old) && old)
		import_update(&import, &changes);
	return lines;
}

static void test_rules(void **state)
{
	(void)state;
	for (const struct rule *const *r = import_rules; *r; r++) {
		uint64_t expected = judge((*r)->bad), found = 0;
		assert_true(expected != 0);
		assert_true(r[1] == NULL || strcmp((*r)->id, r[1]->id) < 0);
		assert_true(str_starts(str_of((*r)->source), "https://"));
		assert_true(strlen((*r)->summary) <= 90);
		assert_true(str_ends(str_of((*r)->why), "\n"));
		for (size_t i = 0; i < diags.count; i++)
			if (diags.items[i].rule == *r)
				found |= UINT64_C(1) << source_place(&arena, diags.items[i].source,
				                                     diags.items[i].start).line;
		if (found != expected)
			print_error("%s: %s", (*r)->id, findings());
		assert_true(found == expected);
		judge((*r)->good);
		assert_findings("");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_new, start, stop),
		cmocka_unit_test_setup_teardown(test_any_order, start, stop),
		cmocka_unit_test_setup_teardown(test_missing, start, stop),
		cmocka_unit_test_setup_teardown(test_missing_hints, start, stop),
		cmocka_unit_test_setup_teardown(test_paths, start, stop),
		cmocka_unit_test_setup_teardown(test_file_names, start, stop),
		cmocka_unit_test_setup_teardown(test_states, start, stop),
		cmocka_unit_test_setup_teardown(test_partitions, start, stop),
		cmocka_unit_test_setup_teardown(test_account_names, start, stop),
		cmocka_unit_test_setup_teardown(test_same_names, start, stop),
		cmocka_unit_test_setup_teardown(test_long_name, start, stop),
		cmocka_unit_test_setup_teardown(test_ou_names, start, stop),
		cmocka_unit_test_setup_teardown(test_ou_order, start, stop),
		cmocka_unit_test_setup_teardown(test_ou_and_account_names, start, stop),
		cmocka_unit_test_setup_teardown(test_policies, start, stop),
		cmocka_unit_test_setup_teardown(test_policies_again, start, stop),
		cmocka_unit_test_setup_teardown(test_wrong, start, stop),
		cmocka_unit_test_setup_teardown(test_unknown, start, stop),
		cmocka_unit_test_setup_teardown(test_cycle_and_depth, start, stop),
		cmocka_unit_test_setup_teardown(test_broken_bytes, start, stop),
		cmocka_unit_test_setup_teardown(test_round_trip, start, stop),
		cmocka_unit_test_setup_teardown(test_nothing_new, start, stop),
		cmocka_unit_test_setup_teardown(test_update, start, stop),
		cmocka_unit_test_setup_teardown(test_old_names, start, stop),
		cmocka_unit_test_setup_teardown(test_gone, start, stop),
		cmocka_unit_test_setup_teardown(test_ou_made_anew, start, stop),
		cmocka_unit_test_setup_teardown(test_first_sections, start, stop),
		cmocka_unit_test_setup_teardown(test_old_in_json, start, stop),
		cmocka_unit_test_setup_teardown(test_odd_old, start, stop),
		cmocka_unit_test_setup_teardown(test_rules, start, stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
