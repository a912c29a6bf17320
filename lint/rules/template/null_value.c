#include "lint/lint.h"
#include "lint/template/look.h"

static void null_value(struct lint *l, const struct node *key, const struct node *value)
{
	struct str name = node_str(key);

	// AWS's own samples say "Fn::GetAZs": null, so that one seems to be taken.
	if (!l->template || l->template->is_rewritten || !node_is_null(value) ||
	    str_is(name, "Fn::GetAZs"))
		return;
	if (name.len)
		lint_report(l, value->start == value->end ? key : value,
		            "%.*s is null, which CloudFormation refuses", STR(name))->hint =
			"leave it out, or write !Ref AWS::NoValue or \"\"";
	else
		lint_report(l, value, "a null value, which CloudFormation refuses");
}

const struct lint_rule rule_null_value = {
	.rule = {
		.id = "CFN013",
		.name = "null-value",
		.severity = SEV_ERROR,
		.summary = "a value is null",
		.why =
			"CloudFormation refuses the template: 'null' values are not allowed. A key\n"
			"with nothing after its colon is null, too. For a property that is to have\n"
			"no value write !Ref AWS::NoValue, or leave it out.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "template-formats.html",
		.bad =
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: #!\n"
			"      Tags: [{Key: a, Value: null}] #!\n",
		.good =
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: ''\n"
			"      Tags: [{Key: a, Value: 'null'}]\n",
		.silent = (const char *const[]){
			"Metadata:\n"
			"  Notes: ~\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n",
			"Transform: [FillsIn]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName:\n",
			NULL,
		},
	},
	.scalar = null_value,
};
