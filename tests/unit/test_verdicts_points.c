// Kinds of mistakes in policies that other tests hold too seldom: of each, three documents
// that are wrong and three that are right. What is just worth knowing is told as info.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/verdict.h"

// A document, and what is to be said of it: `id` at `level`, or nothing of `id`.
struct remark {
	const char *file, *text, *id;
	enum severity level;
	bool is_silent;
};

static struct lint_result read_as(struct arena *a, const struct sample *v,
                                  enum policy_kind told)
{
	struct lint_result result = {.diags = {.arena = a}};
	struct lint_result *results[] = {&result};
	struct source *source = source_new(a, v->file, str_of(v->text));
	struct doc *doc = doc_read(a, source, SYNTAX_GUESS, template_tags, &result.diags);

	lint_document(a, doc, told, &result);
	lint_finish(results, 1, NULL);
	return result;
}

// The remark of this rule that weighs most; `level` is set where there is one.
static bool has_remark(const struct lint_result *r, const char *id, enum severity *level)
{
	bool has = false;

	for (size_t i = 0; i < r->diags.count; i++) {
		const struct diag *d = &r->diags.items[i];

		if (strcmp(d->rule->id, id) != 0)
			continue;
		*level = has && *level > d->severity ? *level : d->severity;
		has = true;
	}
	return has;
}

static void expect(const struct remark *m)
{
	struct arena a = {0};
	struct sample v = {m->file, m->text, m->id};
	struct lint_result result = read_as(&a, &v, POLICY_UNSURE);
	enum severity level = SEV_INFO;
	bool has = has_remark(&result, m->id, &level);
	bool is_right = m->is_silent ? !has : has && level == m->level;

	if (!is_right)
		print_findings(&v, &result);
	assert_true(is_right);
	arena_free(&a);
}

#define EXPECT_ALL(rows)                                                                  \
	for (size_t i_ = 0; i_ < sizeof rows / sizeof *rows; i_++)                            \
	expect(&rows[i_])
#define AS_INFO SEV_INFO, false
#define SILENT SEV_INFO, true

// A policy of which the kind was told is judged as that kind, not as the text looks.
static void test_told_kind(void **state)
{
	static const struct {
		struct sample sample;
		enum policy_kind told;
	} rows[] = {
		{{"limits.json", POLICY(TRUST("\"*\"", "\"sqs:*\"", ",\"Resource\":\"*\"")), "SCP001"},
		 POLICY_SCP},
		{{"limits.json", POLICY(ALLOW("\"sqs:*\"", "\"*\"")), "RCP001"}, POLICY_RCP},
		{{"limits.json", POLICY(DENY_ALL("\"*\"", "")), "RCP005"}, POLICY_RCP},
		{{"limits.json", POLICY(ALLOW("\"*\"", "\"*\"")), NULL}, POLICY_SCP},
		{{"limits.json", POLICY(DENY_IF("\"guardduty:*\"", "\"*\"", "")), NULL}, POLICY_SCP},
		{{"limits.json", POLICY(DENY_ALL("\"sqs:*\"", ",\"Condition\":{\"Bool\":"
		                                 "{\"aws:SecureTransport\":\"false\"}}")), NULL},
		 POLICY_RCP},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena a = {0};
		struct lint_result r = read_as(&a, &rows[i].sample, rows[i].told);
		const char *id = rows[i].sample.id;
		bool is_right = id ? has_finding(&r, id) : !has_finding(&r, NULL);

		if (!is_right)
			print_findings(&rows[i].sample, &r);
		assert_true(is_right);
		arena_free(&a);
	}
}

// Tags of Systems Manager's own resources count under ssm:resourceTag, and under no other
// service's key.
static void test_tags_of_systems_manager(void **state)
{
#define BY_TAG(action, key)                                                               \
	POLICY(ALLOW_IF("\"" action "\"", "\"*\"", "\"StringEquals\":{\"" key "/stage\":"      \
	                "\"beta\"}"))
	static const struct sample rows[] = {
		{"a.json", BY_TAG("ssm:GetOpsItem", "ec2:ResourceTag"), "IAM055"},
		{"a.json", BY_TAG("sqs:SendMessage", "ssm:resourceTag"), "IAM055"},
		{"a.json", BY_TAG("ec2:RebootInstances", "ssm:resourceTag"), "IAM055"},
		{"a.json", BY_TAG("ssm:UpdateOpsItem", "ssm:resourceTag"), NULL},
		{"a.json", BY_TAG("ssm:GetParameter", "ssm:resourceTag"), NULL},
		{"a.json", BY_TAG("ec2:RebootInstances", "ec2:ResourceTag"), NULL},
	};

	(void)state;
	JUDGE_ALL(rows);
}

// A placeholder that was left is told of once; a policy variable is none.
static void test_placeholders(void **state)
{
#define READS_OF(place) POLICY(ALLOW("\"s3:GetObject\"", "\"arn:aws:s3:::" place "/*\""))
	static const struct sample rows[] = {
		{"a.json", READS_OF("${TEAM_BUCKET}"), "IAM043"},
		{"a.json", READS_OF("<bucket-of-team>"), "IAM043"},
		{"a.json", READS_OF("YOUR-BUCKET"), "IAM043"},
		{"a.json", READS_OF("team-bucket"), NULL},
		{"a.json", READS_OF("homes/${aws:username}"), NULL},
		{"a.json", READS_OF("${aws:PrincipalTag/bucket}"), NULL},
	};

	(void)state;
	JUDGE_ALL(rows);
}

// That a role of another account must exist first is worth knowing, no more; what exists in
// every account is not even that.
static void test_roles_of_other_accounts(void **state)
{
#define TRUSTS(principal)                                                                 \
	"Resources:\n  Shipper:\n    Type: AWS::IAM::Role\n    Properties:\n"                 \
	"      AssumeRolePolicyDocument: {Version: '2012-10-17', Statement: [{Effect: Allow,"  \
	" Principal: {AWS: " principal "}, Action: 'sts:AssumeRole'}]}\n"
	static const struct remark rows[] = {
		{"t.yaml", TRUSTS("'arn:aws:iam::222222222222:role/packer'"), "TRU004", AS_INFO},
		{"t.yaml", TRUSTS("'arn:aws:iam::222222222222:user/packer'"), "TRU004", AS_INFO},
		{"t.yaml", TRUSTS("['arn:aws:iam::333333333333:role/line/packer']"), "TRU004", AS_INFO},
		{"t.yaml", TRUSTS("'arn:aws:iam::222222222222:root'"), "TRU004", SILENT},
		{"t.yaml", TRUSTS("'222222222222'"), "TRU004", SILENT},
		{"t.yaml", TRUSTS("!Sub 'arn:aws:iam::${AWS::AccountId}:root'"), "TRU004", SILENT},
	};

	(void)state;
	EXPECT_ALL(rows);
}

// The default of a parameter is not its value, least of all where a condition excludes it.
static void test_default_is_no_account(void **state)
{
#define GIVEN "Conditions:\n  IsGiven: !Not [!Equals [!Ref Peer, '']]\n"
#define PEER(parameter, conditions, more, principal)                                      \
	"Parameters:\n  Peer: {" parameter "}\n" conditions                                    \
	"Resources:\n  Shipper:\n    Type: AWS::IAM::Role\n" more "    Properties:\n"          \
	"      AssumeRolePolicyDocument: {Version: '2012-10-17', Statement: [{Effect: Allow,"  \
	" Principal: {AWS: " principal "}, Action: 'sts:AssumeRole'}]}\n"
	static const struct sample rows[] = {
		{"t.yaml", TRUSTS("'arn:aws:iam:::root'"), "IAM005"},
		{"t.yaml", TRUSTS("!Sub 'arn:${AWS::Partition}:iam::22222:root'"), "IAM005"},
		{"t.yaml", TRUSTS("['2222222222222']"), "IAM005"},
		{"t.yaml", PEER("Type: String, Default: ''", GIVEN, "    Condition: IsGiven\n",
		                "!Sub 'arn:aws:iam::${Peer}:root'"), NULL},
		{"t.yaml", PEER("Type: String, Default: ''", "", "",
		                "!Sub 'arn:aws:iam::${Peer}:root'"), NULL},
		{"t.yaml", PEER("Type: String, Default: ''", GIVEN, "",
		                "!If [IsGiven, !Sub 'arn:aws:iam::${Peer}:root', !Ref AWS::AccountId]"),
		 NULL},
	};

	(void)state;
	JUDGE_ALL(rows);
}

// Twelve letters are an account id only where the parameter says so.
static void test_account_parameters(void **state)
{
#define ASKS(name, more)                                                                  \
	"Parameters:\n  " name ": {Type: String, " more "}\nResources:\n  T:\n"               \
	"    Type: AWS::SNS::Topic\n    Properties: {DisplayName: !Ref " name "}\n"
#define TWELVE "MinLength: 12, MaxLength: 12"
	static const struct sample rows[] = {
		{"t.yaml", ASKS("LedgerAccount", TWELVE), "CFN005"},
		{"t.yaml", ASKS("Ledger", TWELVE ", Description: The account of the ledger"), "CFN005"},
		{"t.yaml", ASKS("ACCOUNTNUMBER", TWELVE ", Default: '222222222222'"), "CFN005"},
		{"t.yaml", ASKS("LedgerImage", TWELVE), NULL},
		{"t.yaml", ASKS("Organization", TWELVE ", Description: Id such as o-0123456789"), NULL},
		{"t.yaml", ASKS("LedgerAccount", TWELVE ", AllowedPattern: '^[0-9]{12}$'"), NULL},
	};

	(void)state;
	JUDGE_ALL(rows);
}

// CloudFormation takes blanks inside ${ } away.
static void test_blanks_in_references(void **state)
{
#define SHOWS(value)                                                                      \
	"Resources:\n  Ledger:\n    Type: AWS::SNS::Topic\n  T:\n    Type: AWS::SNS::Topic\n"  \
	"    Properties: {DisplayName: !Sub '" value "'}\n"
	static const struct sample rows[] = {
		{"t.yaml", SHOWS("of ${ Leger }"), "CFN001"},
		{"t.yaml", SHOWS("of ${Leger}"), "CFN001"},
		{"t.yaml", SHOWS("of ${ Leger.TopicName }"), "CFN001"},
		{"t.yaml", SHOWS("of ${ Ledger }"), NULL},
		{"t.yaml", SHOWS("of ${ AWS::Region}"), NULL},
		{"t.yaml", SHOWS("of ${Ledger.TopicName }"), NULL},
	};

	(void)state;
	JUDGE_ALL(rows);
}

// A partition that only a document inside the template leaves open says nothing of the rest.
static void test_partitions(void **state)
{
#define GROUP(more, arns)                                                                 \
	"Resources:\n  G:\n    Type: AWS::IAM::Group\n    Properties:\n"                      \
	"      ManagedPolicyArns: [" arns "]\n" more
#define AUDIT "'arn:aws:iam::aws:policy/SecurityAudit'"
#define OPEN(name) "!Sub 'arn:${AWS::Partition}:iam::aws:policy/" name "'"
#define INNER                                                                             \
	"  S:\n    Type: AWS::CloudFormation::StackSet\n    Properties:\n"                    \
	"      StackSetName: s\n      PermissionModel: SERVICE_MANAGED\n"                     \
	"      Capabilities: [CAPABILITY_IAM]\n"                                             \
	"      TemplateBody: |\n        Resources:\n          G:\n"                           \
	"            Type: AWS::IAM::Group\n            Properties:\n"                        \
	"              ManagedPolicyArns: [" OPEN("ReadOnlyAccess") "]\n"
	static const struct sample rows[] = {
		{"t.yaml", GROUP("", OPEN("ReadOnlyAccess") ", " AUDIT), "CFN002"},
		{"t.yaml", GROUP("", AUDIT ", " OPEN("ViewOnlyAccess")), "CFN002"},
		{"t.yaml", GROUP("", OPEN("ReadOnlyAccess") ", !Sub 'arn:aws:iam::${AWS::AccountId}:"
		                                            "policy/ledger'"), "CFN002"},
		{"t.yaml", GROUP(INNER, AUDIT), NULL},
		{"t.yaml", GROUP("", AUDIT), NULL},
		{"t.yaml", GROUP("", OPEN("ReadOnlyAccess") ", " OPEN("SecurityAudit")), NULL},
	};

	(void)state;
	JUDGE_ALL(rows);
}

// An action that stands twice does no harm.
static void test_twice(void **state)
{
#define DOES(actions) POLICY(ALLOW(actions, "\"*\""))
	static const struct remark rows[] = {
		{"a.json", DOES("[\"sns:Publish\",\"sns:Publish\"]"), "IAM042", AS_INFO},
		{"a.json", DOES("[\"sns:Publish\",\"SNS:publish\"]"), "IAM042", AS_INFO},
		{"a.scp.json", POLICY(DENY_IF("[\"sns:*\",\"sqs:*\",\"sns:*\"]", "\"*\"", "")), "IAM042",
		 AS_INFO},
		{"a.json", DOES("[\"sns:Publish\",\"sns:PublishBatch\"]"), "IAM042", SILENT},
		{"a.json", DOES("[\"sns:Publish\",\"sqs:Publish\"]"), "IAM042", SILENT},
		{"a.json", DOES("\"sns:Publish\""), "IAM042", SILENT},
	};

	(void)state;
	EXPECT_ALL(rows);
}

// A new action may be one letter away from an old one: the list of actions has a date, so what
// it suggests is a guess, and a name far from all that are known gets no suggestion to apply.
static void test_guessed_actions(void **state)
{
	static const struct {
		const char *action;
		bool has_fix;
	} rows[] = {
		{"sns:Publis", true},
		{"dynamodb:GetItems", true},
		{"kms:Decript", true},
		{"sns:PublishEverything", false},
		{"kms:Decipher", false},
		{"sns:Publish", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena a = {0};
		const char *text = arena_printf(&a, POLICY(ALLOW("\"%s\"", "\"*\"")), rows[i].action);
		struct lint_result r = read_as(&a, &(struct sample){"a.json", text, "IAM052"},
		                               POLICY_UNSURE);
		bool has_fix = false;

		for (size_t j = 0; j < r.diags.count; j++) {
			const struct diag *d = &r.diags.items[j];

			if (strcmp(d->rule->id, "IAM052") != 0 || !d->fix)
				continue;
			has_fix = true;
			assert_true(d->fix_is_guess);
		}
		assert_int_equal(has_fix, rows[i].has_fix);
		arena_free(&a);
	}
}

// All the actions of a statement must have the key that it asks about.
static void test_key_of_some_actions(void **state)
{
#define ASKING(actions, condition) POLICY(ALLOW_IF(actions, "\"*\"", condition))
	static const struct sample rows[] = {
		{"a.json", ASKING("[\"s3:ListBucketVersions\",\"s3:GetObjectVersion\"]",
		                  "\"StringLike\":{\"s3:prefix\":\"ledger/*\"}"), "IAM055"},
		{"a.json", ASKING("[\"ec2:TerminateInstances\",\"ec2:DescribeVpcs\"]", "\"StringEquals\":"
		                  "{\"ec2:ResourceTag/stage\":\"beta\"}"), "IAM055"},
		{"a.json", ASKING("[\"s3:ListBucket\",\"s3:DeleteObject\"]",
		                  "\"NumericLessThanEquals\":{\"s3:max-keys\":\"50\"}"), "IAM055"},
		{"a.json", ASKING("\"s3:ListBucket\"", "\"StringLike\":{\"s3:prefix\":\"ledger/*\"}"),
		 NULL},
		{"a.json", ASKING("\"kms:CreateGrant\"", "\"Bool\":{\"kms:GrantIsForAWSResource\":"
		                  "\"true\"}"), NULL},
		{"a.json", ASKING("[\"sqs:SendMessage\",\"sns:Publish\"]", "\"StringEquals\":"
		                  "{\"aws:PrincipalOrgID\":\"o-q1w2e3r4t5\"}"), NULL},
	};

	(void)state;
	JUDGE_ALL(rows);
}

// EKS and Roles Anywhere tag the session, and the latter names the identity of its source.
static void test_sessions_of_services(void **state)
{
#define SERVED(service, actions) POLICY(TRUST("{\"Service\":\"" service "\"}", actions, ""))
	static const struct sample rows[] = {
		{"a.json", SERVED("pods.eks.amazonaws.com", "[\"sts:AssumeRole\"]"), "TRU025"},
		{"a.json", SERVED("rolesanywhere.amazonaws.com",
		                  "[\"sts:AssumeRole\",\"sts:SetSourceIdentity\"]"), "TRU025"},
		{"a.json", POLICY(TRUST("{\"Service\":[\"pods.eks.amazonaws.com\"]}",
		                        "\"sts:AssumeRole\"", "")), "TRU025"},
		{"a.json", SERVED("rolesanywhere.amazonaws.com", "[\"sts:AssumeRole\","
		                  "\"sts:TagSession\",\"sts:SetSourceIdentity\"]"), NULL},
		{"a.json", SERVED("pods.eks.amazonaws.com",
		                  "[\"sts:TagSession\",\"sts:AssumeRole\"]"), NULL},
		{"a.json", SERVED("ecs-tasks.amazonaws.com", "\"sts:AssumeRole\""), NULL},
	};

	(void)state;
	JUDGE_ALL(rows);
}

// A service that uses a resource for any of its customers should be asked for whom.
static void test_services_without_source(void **state)
{
#define USES(service, action, resource, more)                                             \
	POLICY(TRUST("{\"Service\":\"" service "\"}", "\"" action "\"",                       \
	             ",\"Resource\":\"" resource "\"" more))
#define QUEUE "arn:aws:sqs:eu-north-1:222222222222:ledger"
#define TOPIC "arn:aws:sns:eu-north-1:222222222222:ledger"
	static const struct remark rows[] = {
		{"a.json", USES("s3.amazonaws.com", "sns:Publish", TOPIC, ""), "IAM111", AS_INFO},
		{"a.json", USES("events.amazonaws.com", "sqs:SendMessage", QUEUE, ""), "IAM111", AS_INFO},
		{"a.json", USES("logging.s3.amazonaws.com", "s3:PutObject", "arn:aws:s3:::ledger/*",
		                ",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"true\"}}"),
		 "IAM111", AS_INFO},
		{"a.json", USES("s3.amazonaws.com", "sns:Publish", TOPIC, ",\"Condition\":"
		                "{\"StringEquals\":{\"aws:SourceAccount\":\"222222222222\"}}"),
		 "IAM111", SILENT},
		{"a.json", USES("events.amazonaws.com", "sqs:SendMessage", QUEUE, ",\"Condition\":"
		                "{\"ArnLike\":{\"AWS:sourcearn\":"
		                "\"arn:aws:events:*:222222222222:rule/*\"}}"), "IAM111", SILENT},
		{"a.json", USES("mgn.amazonaws.com", "sqs:SendMessage", QUEUE, ""), "IAM111", SILENT},
	};

	(void)state;
	EXPECT_ALL(rows);
}

// A key of many values needs to say whether all or any of them is meant.
static void test_many_values(void **state)
{
	static const struct sample rows[] = {
		{"a.json", ASKING("\"dynamodb:GetItem\"", "\"StringLike\":{\"dynamodb:LeadingKeys\":"
		                  "\"${aws:userid}*\"}"), "IAM060"},
		{"a.json", ASKING("\"dynamodb:PutItem\"", "\"StringEquals\":{\"dynamodb:Attributes\":"
		                  "\"amount\"}"), "IAM060"},
		{"a.json", ASKING("\"sqs:CreateQueue\"", "\"StringEquals\":{\"aws:TagKeys\":"
		                  "\"stage\"}"), "IAM060"},
		{"a.json", ASKING("\"sqs:CreateQueue\"", "\"ForAnyValue:StringEquals\":{\"aws:TagKeys\":"
		                  "\"stage\"}"), NULL},
		{"a.json", ASKING("\"dynamodb:GetItem\"", "\"ForAnyValue:StringLike\":"
		                  "{\"dynamodb:LeadingKeys\":\"${aws:userid}*\"}"), NULL},
		{"a.json", ASKING("\"dynamodb:Query\"", "\"StringEquals\":{\"dynamodb:Select\":"
		                  "\"SPECIFIC_ATTRIBUTES\"}"), NULL},
	};

	(void)state;
	JUDGE_ALL(rows);
}

// A Deny of all Regions but some stops services that are called in one Region only.
static void test_global_services(void **state)
{
#define ELSEWHERE(exempt, region)                                                         \
	POLICY("{\"Effect\":\"Deny\",\"NotAction\":[" exempt "],\"Resource\":\"*\","           \
	       "\"Condition\":{\"StringNotEquals\":{\"aws:RequestedRegion\":\"" region "\"}}}")
#define ALL_GLOBAL                                                                        \
	"\"iam:*\",\"sts:*\",\"budgets:*\",\"ce:*\",\"cloudfront:*\",\"health:*\","            \
	"\"organizations:*\",\"route53:*\",\"route53domains:*\",\"shield:*\",\"support:*\","   \
	"\"supportplans:*\",\"trustedadvisor:*\",\"waf:*\""
	static const struct remark rows[] = {
		{"a.scp.json", ELSEWHERE("\"iam:*\"", "eu-north-1"), "SCP012", AS_INFO},
		{"a.scp.json", ELSEWHERE("\"iam:*\",\"organizations:*\",\"route53:*\"", "ca-central-1"),
		 "SCP012", AS_INFO},
		{"a.scp.json", ELSEWHERE("\"iam:*\",\"cloudfront:*\",\"waf:*\",\"support:*\"",
		                         "ap-south-1"), "SCP012", AS_INFO},
		{"a.scp.json", ELSEWHERE(ALL_GLOBAL, "eu-north-1"), "SCP012", SILENT},
		{"a.scp.json", ELSEWHERE("\"iam:*\"", "us-east-1"), "SCP012", SILENT},
		{"a.scp.json", POLICY(DENY_IF("\"rds:*\"", "\"*\"", "\"StringNotEquals\":"
		                              "{\"aws:RequestedRegion\":\"eu-north-1\"}")), "SCP012",
		 SILENT},
	};

	(void)state;
	EXPECT_ALL(rows);
}

// A wildcard in front of the last field of an ARN is for operators that know fields.
static void test_arns_as_texts(void **state)
{
#define UNLESS(operator, arn)                                                             \
	POLICY(DENY_IF("\"sns:DeleteTopic\"", "\"*\"", "\"" operator "\":{\"aws:PrincipalArn\":" \
	               "\"" arn "\"}"))
	static const struct remark rows[] = {
		{"a.scp.json", UNLESS("StringNotLike", "arn:aws:iam::*:role/keeper"), "IAM110", AS_INFO},
		{"a.scp.json", UNLESS("StringNotLike", "arn:*:iam::*:role/keeper"), "IAM110", AS_INFO},
		{"a.json", ASKING("\"sns:Publish\"", "\"StringLike\":{\"aws:SourceArn\":"
		                  "\"arn:aws:s3:*:*:ledger\"}"), "IAM110", AS_INFO},
		{"a.scp.json", UNLESS("ArnNotLike", "arn:aws:iam::*:role/keeper"), "IAM110", SILENT},
		{"a.scp.json", UNLESS("StringNotLike", "arn:aws:iam::222222222222:role/keeper*"),
		 "IAM110", SILENT},
		{"a.scp.json", UNLESS("StringNotEquals", "arn:aws:iam::222222222222:role/keeper"),
		 "IAM110", SILENT},
	};

	(void)state;
	EXPECT_ALL(rows);
}

// A condition that takes any value asks no more than whether the key is there.
static void test_any_value(void **state)
{
	static const struct remark rows[] = {
		{"a.json", ASKING("\"sqs:CreateQueue\"", "\"StringLike\":{\"aws:RequestTag/stage\":"
		                  "\"*\"}"), "IAM109", AS_INFO},
		{"a.json", ASKING("\"sns:Publish\"", "\"ArnLike\":{\"aws:SourceArn\":\"*\"}"), "IAM109",
		 AS_INFO},
		{"a.json", ASKING("\"sqs:TagQueue\"", "\"StringLike\":{\"aws:ResourceTag/stage\":"
		                  "[\"*\"]}"), "IAM109", AS_INFO},
		{"a.json", ASKING("\"sqs:CreateQueue\"", "\"Null\":{\"aws:RequestTag/stage\":"
		                  "\"false\"}"), "IAM109", SILENT},
		{"a.json", ASKING("\"sqs:CreateQueue\"", "\"StringLike\":{\"aws:RequestTag/stage\":"
		                  "\"b*\"}"), "IAM109", SILENT},
		{"a.json", ASKING("\"sqs:CreateQueue\"", "\"StringLikeIfExists\":"
		                  "{\"aws:RequestTag/stage\":\"*\"}"), "IAM109", SILENT},
	};

	(void)state;
	EXPECT_ALL(rows);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_told_kind),
		cmocka_unit_test(test_tags_of_systems_manager),
		cmocka_unit_test(test_placeholders),
		cmocka_unit_test(test_roles_of_other_accounts),
		cmocka_unit_test(test_default_is_no_account),
		cmocka_unit_test(test_account_parameters),
		cmocka_unit_test(test_blanks_in_references),
		cmocka_unit_test(test_partitions),
		cmocka_unit_test(test_twice),
		cmocka_unit_test(test_guessed_actions),
		cmocka_unit_test(test_key_of_some_actions),
		cmocka_unit_test(test_sessions_of_services),
		cmocka_unit_test(test_services_without_source),
		cmocka_unit_test(test_many_values),
		cmocka_unit_test(test_global_services),
		cmocka_unit_test(test_arns_as_texts),
		cmocka_unit_test(test_any_value),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
