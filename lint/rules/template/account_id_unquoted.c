#include "lint/lint.h"

#include <inttypes.h>

// A number of twelve digits is an account id where a key or a principal says so; with a
// zero in front it can hardly be anything else.
static bool is_account_id(const struct node *key, struct str text)
{
	struct str name = node_str(key);

	if (text.len != 12 || !str_all_digits(text))
		return false;
	return text.at[0] == '0' || str_is(name, "AWS") || str_is(name, "Default") ||
	       str_find(name, 0, "Account") >= 0 || str_find(name, 0, "account") >= 0;
}

static void account_id_unquoted(struct lint *l, const struct node *key,
                                const struct node *value)
{
	struct str text = node_str(value);
	struct edit edit = {value->start, value->end, {0}};
	uint64_t number = 0;
	struct diag *d;

	if (value->style != STYLE_PLAIN || value->flags & NODE_JSON || value->tag != TAG_NONE ||
	    !is_account_id(key, text))
		return;
	if (text.at[0] != '0') {
		d = lint_report(l, value, "account id %.*s stands without quotes", STR(text));
		d->severity = SEV_INFO;
	} else if (str_all_of(text, "01234567")) {
		for (size_t i = 0; i < text.len; i++)
			number = number * 8 + (uint64_t)(text.at[i] - '0');
		d = lint_report(l, value,
		                "account id %.*s stands without quotes: YAML 1.1 reads it as the "
		                "octal number %" PRIu64, STR(text), number);
		d->severity = SEV_ERROR;
	} else {
		d = lint_report(l, value,
		                "account id %.*s stands without quotes: some readers drop the zero "
		                "in front", STR(text));
	}
	d->hint = arena_printf(l->arena, "write \"%.*s\"", STR(text));
	if (value->end - value->start == text.len) {
		edit.text = str_of(arena_printf(l->arena, "\"%.*s\"", STR(text)));
		lint_fix(l, d, "quote it", &edit, 1);
	}
}

const struct lint_rule rule_account_id_unquoted = {
	.rule = {
		.id = "CFN003",
		.name = "account-id-unquoted",
		.severity = SEV_WARNING,
		.summary = "an account id stands without quotes",
		.why =
			"An account id is a text of twelve digits. Without quotes YAML reads a\n"
			"number: a zero in front is lost, and where all digits are below 8 the\n"
			"number is octal, so another account is meant, or none. Quote it.",
		.source = "https://yaml.org/type/int.html",
		.bad =
			"Parameters:\n"
			"  AuditAccount:\n"
			"    Type: String\n"
			"    Default: 012345670123 #!\n"
			"Resources:\n"
			"  Auditor:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      Description: !Ref AuditAccount\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal:\n"
			"              AWS: 098765432109 #!\n"
			"            Action: sts:AssumeRole\n",
		.good =
			"Parameters:\n"
			"  AuditAccount:\n"
			"    Type: String\n"
			"    Default: \"012345670123\"\n"
			"Resources:\n"
			"  Auditor:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      Description: !Ref AuditAccount\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal:\n"
			"              AWS: \"098765432109\"\n"
			"            Action: sts:AssumeRole\n",
		.fixed =
			"Parameters:\n"
			"  AuditAccount:\n"
			"    Type: String\n"
			"    Default: \"012345670123\"\n"
			"Resources:\n"
			"  Auditor:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      Description: !Ref AuditAccount\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal:\n"
			"              AWS: \"098765432109\"\n"
			"            Action: sts:AssumeRole\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Bus:\n"
			"    Type: AWS::Events::EventBus\n"
			"    Properties: {Name: '012345678901'}\n",
			"Resources:\n"
			"  Alarm:\n"
			"    Type: AWS::CloudWatch::Alarm\n"
			"    Properties:\n"
			"      ComparisonOperator: GreaterThanThreshold\n"
			"      EvaluationPeriods: 1\n"
			"      Threshold: 100000000000\n"
			"      MetricName: Bytes\n"
			"      Namespace: Own\n"
			"      Period: 60\n"
			"      Statistic: Sum\n",
			NULL,
		},
	},
	.scalar = account_id_unquoted,
};
