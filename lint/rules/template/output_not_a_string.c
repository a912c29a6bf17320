#include "lint/lint.h"
#include "templates/kinds.h"

enum { DEPTH = 20 }; // of Fn::If in Fn::If

static void check(struct lint *l, const struct entry *output, const struct node *value,
                  const char *what, int depth)
{
	unsigned kinds = kinds_of(l->template, value);
	const struct node *ways;

	if (depth > 0 && function_of(value, &ways) == FN_IF && node_is_seq(ways)) {
		check(l, output, node_item(ways, 1), what, depth - 1);
		check(l, output, node_item(ways, 2), what, depth - 1);
		return;
	}
	if (!value || kinds & KIND_STRING)
		return;
	lint_report(l, value, "%s of Outputs.%.*s must be a string, and this is %s", what,
	            STR(output->name), kinds_name(kinds))->hint =
		kinds & KIND_LIST ? "join the items: !Join [',', ...]" : NULL;
}

static void output_not_a_string(struct lint *l, const struct template *t)
{
	for (size_t i = 0; i < t->outputs.count && !t->is_rewritten; i++) {
		const struct entry *output = &t->outputs.items[i];

		check(l, output, node_get(output->value, "Value"), "Value", DEPTH);
		check(l, output, node_path(output->value, "Export/Name"), "the export name",
		      DEPTH);
	}
}

const struct lint_rule rule_output_not_a_string = {
	.rule = {
		.id = "CFN015",
		.name = "output-not-a-string",
		.severity = SEV_ERROR,
		.summary = "the value of an output is a list or a map",
		.why =
			"CloudFormation refuses it when the stack is made, after all its resources:\n"
			"the value of an output, and the name it is exported by, are strings. Join a\n"
			"list by Fn::Join, and the other stack splits it again.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "outputs-section-structure.html",
		.bad =
			"Conditions:\n"
			"  Few: !Equals [!Ref AWS::Region, eu-west-1]\n"
			"Parameters:\n"
			"  Subnets:\n"
			"    Type: List<AWS::EC2::Subnet::Id>\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"Outputs:\n"
			"  Zones:\n"
			"    Value: !GetAZs '' #!\n"
			"  Subnets:\n"
			"    Value: !Ref Subnets #!\n"
			"  One:\n"
			"    Value: !If\n"
			"      - Few\n"
			"      - !GetAZs '' #!\n"
			"      - none\n",
		.good =
			"Conditions:\n"
			"  Few: !Equals [!Ref AWS::Region, eu-west-1]\n"
			"Parameters:\n"
			"  Subnets:\n"
			"    Type: List<AWS::EC2::Subnet::Id>\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"Outputs:\n"
			"  Zones:\n"
			"    Value: !Join [',', !GetAZs '']\n"
			"  Subnets:\n"
			"    Value: !Join [',', !Ref Subnets]\n"
			"  One:\n"
			"    Value: !If [Few, !Join [',', !GetAZs ''], none]\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Endpoint:\n"
			"    Type: AWS::EC2::VPCEndpoint\n"
			"    Properties: {ServiceName: com.amazonaws.eu-west-1.ssm, VpcId: vpc-0a1b2c3d}\n"
			"Outputs:\n"
			"  Entry:\n"
			"    Value: !GetAtt Endpoint.Id\n",
			"Conditions:\n"
			"  Few: !Equals [!Ref AWS::Region, eu-west-1]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"Outputs:\n"
			"  Zone:\n"
			"    Value: !If [Few, !Select [0, !GetAZs ''], 3]\n",
			NULL,
		},
	},
	.template = output_not_a_string,
};
