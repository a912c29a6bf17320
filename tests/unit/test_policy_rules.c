// What the rules on grammar, shapes and values of policies say, and of what they must be
// silent: values that only deployment knows, and letters that other tools fill in.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "lint/lint.h"
#include "model/read/read.h"

// The findings of IAM011 to IAM043 in the order of the file: "IAM014 IAM018".
static const char *ids_of(struct arena *a, const char *text)
{
	struct lint_result result = {.diags = {.arena = a}};
	struct lint_result *results[] = {&result};
	struct source *source = source_new(a, "policy.yaml", str_of(text));
	struct doc *doc = doc_read(a, source, SYNTAX_GUESS, template_tags, &result.diags);
	const char *ids = "";

	lint_document(a, doc, POLICY_UNSURE, &result);
	lint_finish(results, 1, NULL);
	for (size_t i = 0; i < result.findings.count; i++) {
		const char *id = result.findings.items[i].rule->id;
		if (strcmp(id, "IAM011") >= 0 && strcmp(id, "IAM043") <= 0)
			ids = arena_printf(a, "%s%s%s", ids, *ids ? " " : "", id);
	}
	return ids;
}

static void expect(const char *format, const char *middle, const char *ids)
{
	struct arena a = {0};
	size_t len = strlen(format), gap = (size_t)(strchr(format, '@') - format);
	const char *text = arena_printf(&a, "%.*s%s%.*s", (int)gap, format, middle,
	                                (int)(len - gap - 1), format + gap + 1);
	const char *found = ids_of(&a, text);

	if (strcmp(found, ids))
		print_error("%s\n", text);
	assert_string_equal(found, ids);
	arena_free(&a);
}

// A condition of a policy on its own.
static void test_conditions(void **state)
{
	static const char frame[] = "{\"Version\": \"2012-10-17\", \"Statement\": {\n"
	                            "\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\",\n"
	                            "\"Resource\": \"*\", \"Condition\": @}}\n";
	static const char *const rows[][2] = {
		{"{\"Bool\": {\"aws:SecureTransport\": true}}", ""},
		{"{\"Bool\": {\"aws:SecureTransport\": \"True\"}}", ""},
		{"{\"Bool\": {\"aws:SecureTransport\": \"yes\"}}", "IAM030"},
		{"{\"Bool\": {\"aws:SecureTransport\": \"${aws:PrincipalTag/tls}\"}}", ""},
		{"{\"Null\": {\"aws:PrincipalTag/team\": \"no\"}}", "IAM030"},
		{"{\"Null\": {\"aws:PrincipalTag/team\": null}}", "IAM024"},
		{"{\"ForAllValues:Null\": {\"aws:TagKeys\": \"true\"}}", "IAM028"},
		{"{\"NumericLessThan\": {\"aws:MultiFactorAuthAge\": 3600}}", ""},
		{"{\"NumericLessThan\": {\"aws:MultiFactorAuthAge\": -1.5}}", ""},
		{"{\"NumericLessThan\": {\"aws:MultiFactorAuthAge\": \"<seconds>\"}}", "IAM043"},
		{"{\"DateLessThan\": {\"aws:CurrentTime\": \"1767225600\"}}", ""},
		{"{\"DateLessThan\": {\"aws:CurrentTime\": \"2026-13-01\"}}", "IAM031"},
		{"{\"DateLessThan\": {\"aws:CurrentTime\": \"${aws:PrincipalTag/end}\"}}", "IAM039"},
		{"{\"DateLessThan\": {\"aws:CurrentTime\": \"${self:end}\"}}", ""},
		{"{\"IpAddress\": {\"aws:SourceIp\": \"2001:db8::/32\"}}", ""},
		{"{\"IpAddress\": {\"aws:SourceIp\": \"fd00::/8\"}}", "IAM035"},
		{"{\"IpAddress\": {\"aws:VpcSourceIp\": \"10.0.0.0/8\"}}", ""},
		{"{\"IpAddress\": {\"aws:SourceIp\": \"{{resolve:ssm:office}}\"}}", ""},
		{"{\"IpAddress\": {\"aws:SourceIp\": \"203.0.113.9/24\"}}", "IAM034"},
		{"{\"StringLike\": {\"s3:prefix\": \"home/${aws:username}/*\"}}", ""},
		{"{\"StringLike\": {\"s3:prefix\": \"home/${aws:username\"}}", "IAM036"},
		{"{\"StringLike\": {\"s3:prefix\": \"${aws:PrincipalTag/team, 'all'}/*\"}}", ""},
		{"{\"StringLike\": {\"s3:prefix\": \"${}\"}}", "IAM037"},
		{"{\"StringLike\": {\"s3:prefix\": \"[A-Z]\"}}", ""},
		{"{\"StringLike\": {\"s3:prefix\": \"${*}\"}}", ""},
		{"{\"StringEquals\": {\"aws:RequestTag/a\": \"x\", \"aws:RequestTag/A\": \"x\"}}", ""},
		{"{\"StringContains\": {\"aws:PrincipalTag/a\": \"x\"}}", "IAM025"},
		{"{\"${operator}\": {\"aws:PrincipalTag/a\": \"x\"}}", ""},
		{"[{\"StringEquals\": {\"aws:PrincipalTag/a\": \"x\"}}]", "IAM024"},
		{"{\"StringEquals\": {}}", "IAM020"},
		{"{\"StringEquals\": {\"aws:PrincipalTag/a\": {\"b\": \"x\"}}}", "IAM024"},
		{"{\"StringEquals\": {\"aws:PrincipalTag/a\": {\"Ref\": \"Team\"}}}", ""},
		{"{\"Fn::If\": [\"A\", {\"StringEquals\": {}}, {}]}", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect(frame, rows[i][0], rows[i][1]);
}

// One statement of a policy on its own.
static void test_statements(void **state)
{
	static const char frame[] = "{\"Version\": \"2012-10-17\", \"Statement\": [@]}\n";
	static const char *const rows[][2] = {
		{"{\"Effect\": \"DENY\", \"Action\": \"*\", \"Resource\": \"*\"}", "IAM014"},
		{"{\"Effect\": \"${effect}\", \"Action\": \"*\", \"Resource\": \"*\"}", ""},
		{"{\"Effect\": null, \"Action\": \"*\", \"Resource\": \"*\"}", "IAM023"},
		{"{\"Effect\": \"Deny\", \"Action\": \"*\"}", "IAM018"},
		{"{\"Effect\": \"Deny\", \"NotAction\": \"iam:*\", \"NotResource\": \"*\"}", ""},
		{"{\"Effect\": \"Deny\", \"Action\": \"*\", \"Resources\": \"*\"}", "IAM018 IAM015"},
		{"{\"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": [], \"Sid\": \"\"}",
		 "IAM020 IAM020"},
		{"{\"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\", \"Sid\": \"a b\"}",
		 "IAM021"},
		{"{\"Effect\": \"Deny\", \"Action\": \"s3:Get*\", \"Resource\": \"*\","
		 " \"Sid\": \"\xe6\x97\xa5\"}", "IAM040"},
		{"{\"Effect\": \"Deny\", \"Action\": \"s3:Get*\", \"Resource\": \"\\u65e5\"}", ""},
		{"{\"Effect\": \"Deny\", \"Action\": \"s3:Get*\", \"Resource\": \"caf\xc3\xa9\"}", ""},
		{"{\"Effect\": \"Deny\", \"Action\": [\"s3:Get*\", \"S3:get*\"],"
		 " \"Resource\": \"*\"}", "IAM042"},
		{"{\"Effect\": \"Deny\", \"Action\": \"s3:${self:verb}\", \"Resource\": \"*\"}", ""},
		{"{\"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\":"
		 " [\"arn:aws:s3:::${Bucket}\", \"arn:aws:s3:::${Bucket}/*\"]}", "IAM043"},
		{"{\"Sid\": \"A\", \"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\"},"
		 "{\"Sid\": \"A\", \"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\"}",
		 "IAM022"},
		{"{\"Sid\": \"A\", \"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\"},"
		 "{\"Sid\": \"a\", \"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": \"*\"}", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect(frame, rows[i][0], rows[i][1]);
}

// A document of a template, where much is known only later.
static void test_templates(void **state)
{
	static const char frame[] = "Parameters:\n"
	                            "  Text: {Type: String, Default: none}\n"
	                            "  List: {Type: CommaDelimitedList, Default: none}\n"
	                            "Conditions:\n"
	                            "  A: !Equals [!Ref Text, a]\n"
	                            "Resources:\n"
	                            "  Extra:\n"
	                            "    Type: AWS::IAM::ManagedPolicy\n"
	                            "    Properties:\n"
	                            "      PolicyDocument: @\n";
#define STATEMENT "Effect: Allow, Action: 's3:GetObject', Resource: '*'"
	static const char *const rows[][2] = {
		{"!Ref Text", ""},
		{"{}", "IAM017"},
		{"{Version: 2012-10-17, Statement: []}", "IAM017"},
		{"{Version: 2012-10-17, Statement: !Ref Text}", ""},
		{"{Version: 2012-10-17, Statement: [!If [A, {" STATEMENT "}, !Ref AWS::NoValue]]}",
		 ""},
		{"{Version: 2012-10-17, Statement: [{Fn::Transform: {Name: x}}]}", ""},
		{"{Statement: [{" STATEMENT "}]}", "IAM011"},
		{"{Version: !Ref Text, Statement: [{" STATEMENT "}]}", ""},
		{"{Version: 2012-10-17, Statement: [{Effect: !Ref Text, Action: !Ref List,"
		 " Resource: !Split [',', !Ref Text]}]}", ""},
		{"{Version: 2012-10-17, Statement: [{Effect: Allow, Action: 's3:GetObject',"
		 " Resource: !If [A, '*', !Ref AWS::NoValue]}]}", ""},
		{"{Version: 2012-10-17, Statement: [{Effect: Allow, Action: 's3:GetObject',"
		 " Resource: !If [A, '*', x], NotResource: !If [A, !Ref AWS::NoValue, x]}]}", ""},
		{"{Version: 2012-10-17, Statement: [!If [A, {Sid: X, " STATEMENT "},"
		 " {Sid: X, " STATEMENT "}]]}", ""},
		{"{Version: 2012-10-17, Statement: [{Sid: !Sub 'Read${Text}', " STATEMENT "}]}", ""},
		{"{Version: 2012-10-17, Statement: [{Sid: !Sub 'Read-${Text}', " STATEMENT "}]}",
		 "IAM021"},
		{"{Version: 2012-10-17, Statement: [{" STATEMENT ", Condition: {"
		 " IpAddress: {'aws:SourceIp': !Ref List}, DateLessThan: {'aws:CurrentTime':"
		 " !Ref Text}}}]}", ""},
		{"{Version: 2012-10-17, Statement: [{" STATEMENT ", Condition: {"
		 " StringLike: {'s3:prefix': !Sub '$\\{${Text}/*'}}}]}", ""},
		{"{Version: 2012-10-17, Statement: [{" STATEMENT ", Condition: !If [A,"
		 " {StringEquals: {'aws:PrincipalTag/a': b}}, !Ref AWS::NoValue]}]}", ""},
		{"{Version: 2012-10-17, Statement: [{" STATEMENT ", Principal: '*'}]}", "IAM019"},
		{"{Version: 2012-10-17, Statement: [{" STATEMENT ", Principal: !Ref AWS::NoValue}]}",
		 ""},
		{"{Version: 2012-10-17, Statment: [{" STATEMENT "}]}", "IAM017 IAM015"},
		{"{Version: 2012-10-17, Note: x, Statement: [{" STATEMENT "}]}", "IAM015"},
		{"{Version: 2008-10-17, Statement: [{Effect: Allow, Action: 's3:GetObject',"
		 " Resource: !Sub 'arn:aws:s3:::x/${Text}/${!aws:username}'}]}", "IAM012 IAM013"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect(frame, rows[i][0], rows[i][1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_conditions),
		cmocka_unit_test(test_statements),
		cmocka_unit_test(test_templates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
