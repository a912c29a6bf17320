#include "lint/lint.h"
#include "lint/template/look.h"
#include "model/text/regex.h"

static void allowed_pattern_malformed(struct lint *l, const struct template *t)
{
	for (size_t i = 0; i < t->parameters.count && !t->is_rewritten; i++) {
		const struct entry *p = &t->parameters.items[i];
		const struct node *pattern = node_get(p->value, "AllowedPattern");

		if (look_is_literal(pattern) && pattern_is_broken(node_str(pattern)))
			lint_report(l, pattern, "the AllowedPattern of the parameter %.*s is no regular "
			                        "expression", STR(p->name))->hint =
				"close every bracket, and put a \\ in front of a sign that stands for itself";
	}
}

const struct lint_rule rule_allowed_pattern_malformed = {
	.rule = {
		.id = "CFN038",
		.name = "allowed-pattern-malformed",
		.severity = SEV_ERROR,
		.summary = "AllowedPattern is no regular expression",
		.why =
			"CloudFormation refuses the template: a bracket or parenthesis is not closed,\n"
			"or a *, + or ? has nothing in front of it.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "parameters-section-structure.html",
		.bad =
			"Parameters:\n"
			"  Name:\n"
			"    Type: String\n"
			"    AllowedPattern: '^([a-z]+$' #!\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Ref Name\n",
		.good =
			"Parameters:\n"
			"  Name:\n"
			"    Type: String\n"
			"    AllowedPattern: '^([a-z]+)$'\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Ref Name\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  Name:\n"
			"    Type: String\n"
			"    AllowedPattern: '[\\w-.~]+|[a-z&&[^q]]'\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Ref Name\n",
			"Parameters:\n"
			"  Name:\n"
			"    Type: String\n"
			"    AllowedPattern: '\\(\\[a]*+'\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Ref Name\n",
			NULL,
		},
	},
	.template = allowed_pattern_malformed,
};
