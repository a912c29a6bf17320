#include "lint/lint.h"

// An AMI's id and that of an organization have twelve characters, too.
static bool says_account(struct str text)
{
	for (size_t at = 0; at + 7 <= text.len; at++)
		if (str_eq_nocase(str_slice(text, at, at + 7), S("account")))
			return true;
	return false;
}

static void account_parameter_without_pattern(struct lint *l, const struct template *t)
{
	for (size_t i = 0; i < t->parameters.count; i++) {
		const struct entry *p = &t->parameters.items[i];
		struct diag *d;

		if (!node_is(node_get(p->value, "Type"), "String") ||
		    !node_is(node_get(p->value, "MinLength"), "12") ||
		    !node_is(node_get(p->value, "MaxLength"), "12") ||
		    node_get(p->value, "AllowedPattern") || node_get(p->value, "AllowedValues"))
			continue;
		if (!says_account(p->name) &&
		    !says_account(node_str(node_get(p->value, "Description"))))
			continue;
		d = lint_report(l, p->key, "parameter %.*s asks for 12 characters, which need not "
		                           "be digits", STR(p->name));
		d->hint = "add AllowedPattern: '^[0-9]{12}$'";
	}
}

const struct lint_rule rule_account_parameter_without_pattern = {
	.rule = {
		.id = "CFN005",
		.name = "account-parameter-without-pattern",
		.severity = SEV_WARNING,
		.summary = "a parameter for an account id takes any twelve characters",
		.why =
			"A mistyped id passes the length check and fails late: in IAM as an\n"
			"invalid principal, after the roll-out has begun. A pattern refuses it\n"
			"before anything is made.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "parameters-section-structure.html",
		.bad =
			"Parameters:\n"
			"  AdminAccountId: #!\n"
			"    Type: String\n"
			"    MinLength: 12\n"
			"    MaxLength: 12\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Ref AdminAccountId\n",
		.good =
			"Parameters:\n"
			"  AdminAccountId:\n"
			"    Type: String\n"
			"    AllowedPattern: '^[0-9]{12}$'\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Ref AdminAccountId\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  AccountId: {Type: String, AllowedPattern: '^[0-9]{12}$'}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties: {DisplayName: !Ref AccountId}\n",
			"Parameters:\n"
			"  ImageId: {Type: AWS::EC2::Image::Id, MinLength: 12, MaxLength: 12}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties: {DisplayName: !Ref ImageId}\n",
			NULL,
		},
	},
	.template = account_parameter_without_pattern,
};
