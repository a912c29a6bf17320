#include "lint/lint.h"
#include "lint/template/look.h"

static void check_assertions(struct lint *l, struct str rule, const struct node *assertions)
{
	if (!node_is_seq(assertions)) {
		lint_report(l, assertions, "Rules.%.*s.Assertions must be a list", STR(rule));
		return;
	}
	node_each(assertions, item) {
		if (!node_is_map(item) || !node_get(item, "Assert"))
			lint_report(l, item, "an assertion of the rule %.*s has no Assert", STR(rule));
		node_each_pair(item, key)
			if (!node_is(key, "Assert") && !node_is(key, "AssertDescription"))
				lint_report(l, key, "an assertion has no %.*s: it is ignored",
				            STR(node_str(key)))->severity = SEV_INFO;
	}
}

static void rule_malformed(struct lint *l, const struct template *t)
{
	if (t->is_rewritten)
		return;
	node_each_pair(t->rules, rule) {
		const struct node *assertions = node_get(rule->next, "Assertions");

		if (!node_is_map(rule->next))
			continue;
		node_each_pair(rule->next, key)
			if (!node_is(key, "Assertions") && !node_is(key, "RuleCondition"))
				lint_report(l, key, "Rules.%.*s: a rule has no %.*s", STR(node_str(rule)),
				            STR(node_str(key)));
		if (assertions)
			check_assertions(l, node_str(rule), assertions);
		else
			lint_report(l, rule, "the rule %.*s has no Assertions", STR(node_str(rule)));
	}
}

const struct lint_rule rule_rule_malformed = {
	.rule = {
		.id = "CFN040",
		.name = "rule-malformed",
		.severity = SEV_ERROR,
		.summary = "a rule for parameters has no assertions, or a key that it cannot have",
		.why =
			"CloudFormation refuses the template. A rule has Assertions, a list of maps\n"
			"with Assert and maybe AssertDescription, and maybe a RuleCondition.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "rules-section-structure.html",
		.bad =
			"Parameters:\n"
			"  Stage: {Type: String}\n"
			"Rules:\n"
			"  Known: #!\n"
			"    Assertion: #!\n"
			"      - Assert: !Contains [[test, prod], !Ref Stage]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Ref Stage\n",
		.good =
			"Parameters:\n"
			"  Stage: {Type: String}\n"
			"Rules:\n"
			"  Known:\n"
			"    Assertions:\n"
			"      - Assert: !Contains [[test, prod], !Ref Stage]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Ref Stage\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  Stage: {Type: String}\n"
			"Rules:\n"
			"  Known:\n"
			"    RuleCondition: !Equals [!Ref AWS::Region, eu-west-1]\n"
			"    Assertions:\n"
			"      - Assert: !Contains [[test, prod], !Ref Stage]\n"
			"        AssertDescription: test or prod\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Ref Stage\n",
			"Parameters:\n"
			"  Subnets: {Type: 'List<AWS::EC2::Subnet::Id>'}\n"
			"  Vpc: {Type: 'AWS::EC2::VPC::Id'}\n"
			"Rules:\n"
			"  InTheVpc:\n"
			"    Assertions:\n"
			"      - Assert:\n"
			"          Fn::EachMemberEquals: [{Fn::ValueOf: [Subnets, VpcId]}, {Ref: Vpc}]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Select [0, !Ref Subnets]\n",
			NULL,
		},
	},
	.template = rule_malformed,
};
