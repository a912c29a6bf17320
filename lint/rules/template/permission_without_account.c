#include "lint/template/property.h"

static void permission_without_account(struct lint *l, const struct entry *r)
{
	const struct node *p = lint_evaluate(l, node_get(r->value, "Properties"));
	struct str principal;

	if (map_is_open(l, p) || map_has(p, S("SourceAccount")) != TRUTH_NO ||
	    map_has(p, S("PrincipalOrgID")) != TRUTH_NO || !node_get(p, "Principal") ||
	    !node_known_text(l, node_get(p, "Principal"), &principal) ||
	    !str_is(principal, "s3.amazonaws.com"))
		return;
	lint_report(l, node_get(p, "Principal"), "a bucket of any account may call the function")
		->hint = "add SourceAccount: !Ref AWS::AccountId";
}

static const char *const silent[] = {
	"Resources:\n"
	"  MayCall:\n"
	"    Type: AWS::Lambda::Permission\n"
	"    Properties:\n"
	"      FunctionName: !ImportValue function\n"
	"      Action: lambda:InvokeFunction\n"
	"      Principal: events.amazonaws.com\n"
	"      SourceArn: !ImportValue rule\n",
	"Conditions: {Here: !Equals [!Ref AWS::Region, eu-west-1]}\n"
	"Resources:\n"
	"  MayCall:\n"
	"    Type: AWS::Lambda::Permission\n"
	"    Properties:\n"
	"      FunctionName: !ImportValue function\n"
	"      Action: lambda:InvokeFunction\n"
	"      Principal: s3.amazonaws.com\n"
	"      SourceAccount: !If [Here, !Ref AWS::AccountId, !ImportValue account]\n",
	NULL,
};

static const char *const types[] = {"AWS::Lambda::Permission", NULL};

const struct lint_rule rule_permission_without_account = {
	.rule = {
		.id = "CFN139",
		.name = "permission-without-account",
		.severity = SEV_INFO,
		.summary = "S3 may call a function, whoever the bucket belongs to",
		.why =
			"The ARN of a bucket has no account id: should the bucket be deleted, another account can\n"
			"make one of its name, and call the function. Add SourceAccount.",
		.source = "https://docs.aws.amazon.com/lambda/latest/dg/"
		          "with-s3.html",
		.bad =
			"Resources:\n"
			"  MayCall:\n"
			"    Type: AWS::Lambda::Permission\n"
			"    Properties:\n"
			"      FunctionName: !ImportValue function\n"
			"      Action: lambda:InvokeFunction\n"
			"      Principal: s3.amazonaws.com #!\n"
			"      SourceArn: arn:aws:s3:::incoming\n",
		.good =
			"Resources:\n"
			"  MayCall:\n"
			"    Type: AWS::Lambda::Permission\n"
			"    Properties:\n"
			"      FunctionName: !ImportValue function\n"
			"      Action: lambda:InvokeFunction\n"
			"      Principal: s3.amazonaws.com\n"
			"      SourceArn: arn:aws:s3:::incoming\n"
			"      SourceAccount: !Ref AWS::AccountId\n",
		.silent = silent,
	},
	.types = types,
	.resource = permission_without_account,
};
