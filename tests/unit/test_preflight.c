// What the policies of an org.yaml do to its own deployments.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "gen/build.h"
#include "model/read/read.h"
#include "model/write/write.h"
#include "preflight/findings.h"

struct run {
	struct arena arena;
	struct diags diags;
	struct file_set files;
	struct made_list made;
	const struct preflight *flight;
};

// Templates stand in lines that start with "#| ", policies in lines with "#> ".
static int load_example(void *context, struct arena *a, const char *path, struct str *text)
{
	struct str example = str_of(context);
	const char *mark = strstr(path, "template") || strstr(path, "base") ? "#| " : "#> ";
	struct out o = {.arena = a};

	for (size_t at = 0, end; at < example.len; at = end + 1) {
		ptrdiff_t newline = str_find_byte(example, at, '\n');
		struct str line;
		end = newline < 0 ? example.len : (size_t)newline;
		line = str_slice(example, at, end);
		if (str_starts(line, mark)) {
			out_bytes(&o, str_slice(line, 3, line.len));
			out_byte(&o, '\n');
		}
	}
	*text = out_str(&o);
	return text->len > 0 ? 0 : 2;
}

static void run_for(struct run *r, const char *text, const char *verb)
{
	struct loader loader = {load_example, (void *)(uintptr_t)text};
	struct doc *doc;

	*r = (struct run){0};
	r->diags.arena = &r->arena;
	r->files.arena = &r->arena;
	doc = doc_read(&r->arena, source_new(&r->arena, "org.yaml", str_of(text)), SYNTAX_YAML,
	               template_tags, &r->diags);
	if (!gen_build(org_read(&r->arena, doc, &r->diags), &loader, &r->files, &r->made)) {
		for (size_t i = 0; i < r->diags.count; i++)
			fprintf(stderr, "%s: %s\n", r->diags.items[i].rule->id,
			        r->diags.items[i].message);
		fail_msg("not built: %s", text);
	}
	r->flight = preflight_of(&r->arena, &r->made, verb);
	r->diags.count = 0;
	preflight_find(r->flight, &r->made, &r->diags);
	diags_sort(&r->diags);
}

static void end(struct run *r)
{
	arena_free(&r->arena);
}

// --- the rules' own examples ---

static void check_bad(const struct rule *rule)
{
	struct run r;
	const char *mark = strstr(rule->bad, "#!");
	unsigned line = 1;

	for (const char *at = rule->bad; at < mark; at++)
		line += *at == '\n';
	run_for(&r, rule->bad, "create");
	if (r.diags.count != 1 || r.diags.items[0].rule != rule ||
	    r.diags.items[0].severity != rule->severity ||
	    source_place(&r.arena, r.diags.items[0].source, r.diags.items[0].start).line != line)
		fail_msg("%s: %zu findings, the first %s", rule->id, r.diags.count,
		         r.diags.count ? r.diags.items[0].message : "-");
	end(&r);
}

static void check_good(const struct rule *rule)
{
	struct run r;

	run_for(&r, rule->good, "create");
	if (r.diags.count)
		fail_msg("%s: %s", rule->id, r.diags.items[0].message);
	end(&r);
}

static void test_examples(void **state)
{
	(void)state;
	for (size_t i = 0; preflight_rules[i]; i++) {
		check_bad(preflight_rules[i]);
		check_good(preflight_rules[i]);
	}
}

// --- one policy, one StackSet ---

#define START                                                                              \
	"version: 1\n"                                                                       \
	"organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"                                   \
	"management: {id: \"111111111111\"}\n"                                               \
	"regions: {home: eu-west-1, all: [eu-west-1, sa-east-1]}\n"                          \
	"ous:\n"                                                                             \
	"  Work: {id: ou-ab12-11111111}\n"                                                   \
	"  Work/New: {id: ou-ab12-22222222}\n"                                               \
	"accounts:\n"                                                                        \
	"  dev: {id: \"444444444444\", ou: Work}\n"                                          \
	"  fresh: {id: \"555555555555\", ou: Work/New}\n"                                    \
	"stacksets:\n"                                                                       \
	"  base: {template: base.yaml, in: [Work], regions: all}\n"
#define POLICY(in) "policies:\n  guard: {type: scp, file: guard.json, in: " in "}\n"
#define TOPIC                                                                              \
	"#| Resources:\n"                                                                     \
	"#|   Topic: {Type: AWS::SNS::Topic}\n"
#define ROLE                                                                               \
	"#| Conditions: {Home: {'Fn::Equals': [{Ref: 'AWS::Region'}, eu-west-1]}}\n"          \
	"#| Resources:\n"                                                                     \
	"#|   Reader:\n"                                                                      \
	"#|     Type: AWS::IAM::Role\n"                                                       \
	"#|     Condition: Home\n"                                                            \
	"#|     Properties: {RoleName: reader, AssumeRolePolicyDocument: {}}\n"
#define SCP(statement) "#> {\"Version\": \"2012-10-17\", \"Statement\": [" statement "]}\n"
#define DENY "\"Effect\": \"Deny\", \"Resource\": \"*\", "

static const struct {
	const char *name, *org;
	size_t blocked, maybe; // of four stacks
} cases[] = {
	{"denied to all", START POLICY("[Work]") TOPIC
	 SCP("{" DENY "\"Action\": \"sns:*\"}"), 4, 0},
	{"another service", START POLICY("[Work]") TOPIC
	 SCP("{" DENY "\"Action\": \"sqs:*\"}"), 0, 0},
	// The role of a StackSet never has a second factor, and the key says so.
	{"without a second factor", START POLICY("[Work]") TOPIC
	 SCP("{" DENY "\"Action\": \"sns:*\", \"Condition\": {\"Bool\": "
	     "{\"aws:MultiFactorAuthPresent\": \"false\"}}}"), 4, 0},
	{"with a second factor", START POLICY("[Work]") TOPIC
	 SCP("{" DENY "\"Action\": \"sns:*\", \"Condition\": {\"BoolIfExists\": "
	     "{\"aws:MultiFactorAuthPresent\": \"true\"}}}"), 0, 0},
	// What the resource says of the request.
	{"a role without a boundary", START POLICY("[Work]") ROLE
	 SCP("{" DENY "\"Action\": \"iam:CreateRole\", \"Condition\": {\"StringNotEquals\": "
	     "{\"iam:PermissionsBoundary\": \"arn:aws:iam::444444444444:policy/b\"}}}"), 2, 0},
	{"an instance of a size", START POLICY("[Work]")
	 "#| Resources: {I: {Type: AWS::EC2::Instance, Properties: {InstanceType: p5.48xlarge}}}\n"
	 SCP("{" DENY "\"Action\": \"ec2:RunInstances\", \"Condition\": {\"StringLike\": "
	     "{\"ec2:InstanceType\": \"p5.*\"}}}"), 4, 0},
	{"an instance of another size", START POLICY("[Work]")
	 "#| Resources: {I: {Type: AWS::EC2::Instance, Properties: {InstanceType: t3.micro}}}\n"
	 SCP("{" DENY "\"Action\": \"ec2:RunInstances\", \"Condition\": {\"StringLike\": "
	     "{\"ec2:InstanceType\": \"p5.*\"}}}"), 0, 0},
	{"an instance of the size that the service chooses", START POLICY("[Work]")
	 "#| Resources: {I: {Type: AWS::EC2::Instance}}\n"
	 SCP("{" DENY "\"Action\": \"ec2:RunInstances\", \"Condition\": {\"StringLike\": "
	     "{\"ec2:InstanceType\": \"p5.*\"}}}"), 0, 4},
	// No action is named after the type, and only one makes it.
	{"an OIDC provider", START POLICY("[Work]")
	 "#| Resources: {P: {Type: AWS::IAM::OIDCProvider}}\n"
	 SCP("{" DENY "\"Action\": \"iam:CreateOpenIDConnectProvider\"}"), 4, 0},
	{"Security Hub", START POLICY("[Work]")
	 "#| Resources: {H: {Type: AWS::SecurityHub::Hub}}\n"
	 SCP("{" DENY "\"Action\": \"securityhub:EnableSecurityHub\"}"), 4, 0},
	{"what a flow log may need", START POLICY("[Work]")
	 "#| Resources:\n"
	 "#|   F:\n"
	 "#|     Type: AWS::EC2::FlowLog\n"
	 "#|     Properties: {ResourceId: vpc-0123456789abcdef0, ResourceType: VPC}\n"
	 SCP("{" DENY "\"Action\": \"logs:CreateLogDelivery\"}"), 0, 4},
	{"NotAction", START POLICY("[Work]") TOPIC
	 SCP("{" DENY "\"NotAction\": [\"kms:*\", \"cloudformation:*\"]}"), 4, 0},
	{"NotAction that leaves all of them alone", START POLICY("[Work]") TOPIC
	 SCP("{" DENY "\"NotAction\": [\"iam:*\", \"cloudformation:*\", \"sns:*\"]}"), 0, 0},
	{"exempt by the role", START POLICY("[Work]") TOPIC
	 SCP("{" DENY "\"Action\": \"sns:*\", \"Condition\": {\"ArnNotLike\": "
	     "{\"aws:PrincipalARN\": \"arn:aws:iam::*:role/stacksets-exec-*\"}}}"), 0, 0},
	{"exempt by the session, which never matches", START POLICY("[Work]") TOPIC
	 SCP("{" DENY "\"Action\": \"sns:*\", \"Condition\": {\"ArnNotLike\": "
	     "{\"aws:PrincipalARN\": \"arn:aws:sts::*:assumed-role/stacksets-exec-*/*\"}}}"), 4, 0},
	{"exempt in one account", START POLICY("[Work]") TOPIC
	 SCP("{" DENY "\"Action\": \"sns:*\", \"Condition\": {\"ArnNotLike\": "
	     "{\"aws:PrincipalARN\": \"arn:aws:iam::444444444444:role/stacksets-exec-*\"}}}"), 2, 0},
	{"exempt by the whole name, which may be right", START POLICY("[Work]") TOPIC
	 SCP("{" DENY "\"Action\": \"sns:*\", \"Condition\": {\"ArnNotLike\": "
	     "{\"aws:PrincipalARN\": \"arn:aws:iam::*:role/stacksets-exec-0123abcd\"}}}"), 0, 4},
	{"a tag that the role does not have", START POLICY("[Work]") TOPIC
	 SCP("{" DENY "\"Action\": \"sns:*\", \"Condition\": {\"StringNotEquals\": "
	     "{\"aws:PrincipalTag/team\": \"cloud\"}}}"), 4, 0},
	{"only who has a tag", START POLICY("[Work]") TOPIC
	 SCP("{" DENY "\"Action\": \"sns:*\", \"Condition\": {\"StringEquals\": "
	     "{\"aws:PrincipalTag/team\": \"guests\"}}}"), 0, 0},
	{"by address, which no one can tell", START POLICY("[Work]") TOPIC
	 SCP("{" DENY "\"Action\": \"sns:*\", \"Condition\": {\"NotIpAddress\": "
	     "{\"aws:SourceIp\": \"192.0.2.0/24\"}}}"), 0, 4},
	{"another organization", START POLICY("[Work]") TOPIC
	 SCP("{" DENY "\"Action\": \"sns:*\", \"Condition\": {\"StringNotEquals\": "
	     "{\"aws:PrincipalOrgID\": \"o-a1b2c3d4e5\"}}}"), 0, 0},
	{"one Region", START POLICY("[Work]") TOPIC
	 SCP("{" DENY "\"NotAction\": \"iam:*\", \"Condition\": {\"StringNotEquals\": "
	     "{\"aws:RequestedRegion\": \"eu-west-1\"}}}"), 2, 0},
	{"IAM counts as us-east-1", START POLICY("[Work]") ROLE
	 SCP("{" DENY "\"Action\": \"iam:*\", \"Condition\": {\"StringNotEquals\": "
	     "{\"aws:RequestedRegion\": [\"eu-west-1\", \"sa-east-1\"]}}}"), 2, 0},
	{"us-east-1 let through", START POLICY("[Work]") ROLE
	 SCP("{" DENY "\"Action\": \"iam:*\", \"Condition\": {\"StringNotEquals\": "
	     "{\"aws:RequestedRegion\": [\"us-east-1\", \"sa-east-1\"]}}}"), 0, 0},
	{"new accounts in quarantine", START POLICY("[Work/New]") TOPIC
	 SCP("{" DENY "\"Action\": \"*\"}"), 2, 0},
	{"quarantine that lets StackSets through", START POLICY("[Work/New]") TOPIC
	 SCP("{" DENY "\"Action\": \"*\", \"Condition\": {\"ArnNotLike\": "
	     "{\"aws:PrincipalArn\": [\"arn:aws:iam::*:role/stacksets-exec-*\"]}}}"), 0, 0},
	{"a role of another name", START POLICY("[Work]") ROLE
	 SCP("{\"Effect\": \"Deny\", \"Action\": \"iam:*\", \"Resource\": "
	     "\"arn:aws:iam::*:role/break-glass\"}"), 0, 0},
	{"a role of this name", START POLICY("[Work]") ROLE
	 SCP("{\"Effect\": \"Deny\", \"Action\": \"iam:CreateRole\", \"Resource\": "
	     "\"arn:aws:iam::*:role/read*\"}"), 2, 0},
	{"tags on what is made, which no one can tell", START POLICY("[Work]") TOPIC
	 SCP("{" DENY "\"Action\": \"sns:CreateTopic\", \"Condition\": {\"Null\": "
	     "{\"aws:RequestTag/team\": \"true\"}}}"), 0, 4},
	{"without encryption in transit", START POLICY("[Work]") TOPIC
	 SCP("{" DENY "\"Action\": \"*\", \"Condition\": {\"Bool\": "
	     "{\"aws:SecureTransport\": \"false\"}}}"), 0, 0},
	{"deletions only", START POLICY("[Work]") TOPIC
	 SCP("{" DENY "\"Action\": [\"sns:Delete*\", \"kms:ScheduleKeyDeletion\"]}"), 0, 0},
	{"what the handler may call", START POLICY("[Work]") TOPIC
	 SCP("{" DENY "\"Action\": \"sns:TagResource\"}"), 0, 4},
	{"the management account's own path", START POLICY("all") TOPIC
	 SCP("{" DENY "\"Action\": \"organizations:*\"}"), 0, 0},
};

static void test_cases(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct run r;
		run_for(&r, cases[i].org, "create");
		if (r.flight->blocked != cases[i].blocked || r.flight->maybe != cases[i].maybe)
			fail_msg("%s: %zu blocked, %zu may be", cases[i].name, r.flight->blocked,
			         r.flight->maybe);
		if ((r.diags.count > 0) != (cases[i].blocked > 0))
			fail_msg("%s: %zu findings", cases[i].name, r.diags.count);
		end(&r);
	}
}

static void test_statement_of_the_file(void **state)
{
	struct run r;
	const struct diag *d;
	(void)state;

	run_for(&r, START POLICY("[Work]") TOPIC
	        SCP("{" DENY "\"Action\": \"sqs:*\"}, {" DENY "\"Action\": \"sns:CreateTopic\"}"),
	        "create");
	assert_int_equal(r.diags.count, 1);
	d = &r.diags.items[0];
	assert_true(strstr(d->source->name, "guard.json") != NULL);
	assert_true(strncmp(d->source->text.at + d->start, "{\"Effect\": \"Deny\"", 16) == 0);
	assert_non_null(strstr(d->source->text.at + d->start, "sns:CreateTopic"));
	assert_string_equal(d->message,
	                    "guard denies sns:CreateTopic to role/stacksets-exec-*: Topic of base "
	                    "fails in dev (eu-west-1), as do 3 more stacks");
	end(&r);
}

static void test_session_form_is_explained(void **state)
{
	struct run r;
	(void)state;

	run_for(&r, START POLICY("[Work]") TOPIC
	        SCP("{" DENY "\"Action\": \"sns:*\", \"Condition\": {\"ArnNotLike\": "
	            "{\"aws:PrincipalARN\": "
	            "[\"arn:aws:sts::444444444444:assumed-role/stacksets-exec-*\"]}}}"),
	        "create");
	assert_non_null(strstr(r.diags.items[0].hint, "never matches"));
	assert_non_null(strstr(r.diags.items[0].hint, "arn:aws:iam::*:role/stacksets-exec-*"));
	end(&r);
}

static void test_deletion(void **state)
{
	struct run r;
	(void)state;

	run_for(&r, START POLICY("[Work]") ROLE SCP("{" DENY "\"Action\": \"iam:DeleteRole\"}"),
	        "delete");
	assert_int_equal(r.flight->blocked, 2);
	end(&r);
}

// Ten thousand accounts under one policy are asked about as one.
static void test_equal_accounts_are_asked_once(void **state)
{
	struct arena a = {0};
	struct out o = {.arena = &a};
	struct run r;
	(void)state;

	out_text(&o, "version: 1\n"
	             "organization: {id: o-a1b2c3d4e5, root: r-ab12}\n"
	             "management: {id: \"111111111111\"}\n"
	             "regions: {home: eu-west-1, all: [eu-west-1, sa-east-1]}\n"
	             "ous:\n  Work: {id: ou-ab12-11111111}\naccounts:\n");
	for (int i = 0; i < 10000; i++)
		out_printf(&o, "  a%d: {id: \"2222%08d\", ou: Work}\n", i, i);
	out_text(&o, "stacksets:\n  base: {template: base.yaml, in: [Work], regions: all}\n"
	         POLICY("[Work]") TOPIC
	         SCP("{" DENY "\"Action\": \"sns:*\", \"Condition\": {\"StringEquals\": "
	             "{\"aws:PrincipalAccount\": [\"222200000007\", \"222200000008\"]}}}"));
	run_for(&r, arena_cstring(&a, out_str(&o)), "create");
	assert_int_equal(r.flight->instances, 20000 + 1); // and the stack of the policies
	assert_int_equal(r.flight->blocked, 4);
	assert_true(r.flight->evaluated < 200);
	end(&r);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_examples),
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_statement_of_the_file),
		cmocka_unit_test(test_session_form_is_explained),
		cmocka_unit_test(test_deletion),
		cmocka_unit_test(test_equal_accounts_are_asked_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
