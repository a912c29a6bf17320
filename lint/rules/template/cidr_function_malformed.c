#include <stdlib.h>

#include "lint/lint.h"
#include "lint/template/look.h"
#include "templates/kinds.h"

static void check_number(struct lint *l, const struct node *n, unsigned long most,
                         const char *what)
{
	struct str text = node_str(n);
	unsigned long number;

	if (!look_is_literal(n) || node_is_null(n))
		return;
	number = str_all_digits(text) && text.len < 9
	         ? strtoul(arena_cstring(l->scratch, text), NULL, 10) : 0;
	if (number < 1 || number > most)
		lint_report(l, n, "%s of Fn::Cidr must be 1 to %lu", what, most);
}

static void cidr_function_malformed(struct lint *l, const struct node *n, enum function f,
                                    const struct node *argument)
{
	const struct node *block = node_item(argument, 0);

	if (f != FN_CIDR || l->template->is_rewritten)
		return;
	if (!node_is_seq(argument) || argument->len < 2 || argument->len > 3) {
		lint_report(l, n, "Fn::Cidr takes a block, a count and a number of bits")->hint =
			"write !Cidr [10.0.0.0/16, 4, 8]";
		return;
	}
	if (!(kinds_of(l->template, block) & KIND_STRING) ||
	    (look_is_literal(block) && str_find_byte(node_str(block), 0, '/') < 0 &&
	     !node_is_null(block)))
		lint_report(l, block, "Fn::Cidr takes one block of addresses, such as 10.0.0.0/16");
	check_number(l, node_item(argument, 1), 256, "the count");
	check_number(l, node_item(argument, 2), 128, "the number of bits");
}

const struct lint_rule rule_cidr_function_malformed = {
	.rule = {
		.id = "CFN028",
		.name = "cidr-function-malformed",
		.severity = SEV_ERROR,
		.summary = "Fn::Cidr has a block, a count or a number of bits that it cannot take",
		.why =
			"CloudFormation refuses it: Fn::Cidr takes a block of addresses, how many\n"
			"blocks to make of it (1 to 256), and how many bits of an address each of\n"
			"those leaves open (1 to 128).",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "intrinsic-function-reference-cidr.html",
		.bad =
			"Resources:\n"
			"  Subnet:\n"
			"    Type: AWS::EC2::Subnet\n"
			"    Properties:\n"
			"      VpcId: vpc-0a1b2c3d\n"
			"      CidrBlock: !Select [0, !Cidr [10.0.0.0/16, 0, 8]] #!\n",
		.good =
			"Resources:\n"
			"  Subnet:\n"
			"    Type: AWS::EC2::Subnet\n"
			"    Properties:\n"
			"      VpcId: vpc-0a1b2c3d\n"
			"      CidrBlock: !Select [0, !Cidr [10.0.0.0/16, 4, 8]]\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Vpc:\n"
			"    Type: AWS::EC2::VPC\n"
			"    Properties: {CidrBlock: 10.0.0.0/16}\n"
			"  Subnet:\n"
			"    Type: AWS::EC2::Subnet\n"
			"    Properties:\n"
			"      VpcId: !Ref Vpc\n"
			"      CidrBlock: !Select [0, !Cidr [!GetAtt Vpc.CidrBlock, '4', '8']]\n",
			"Parameters:\n"
			"  Count: {Type: Number}\n"
			"Resources:\n"
			"  Subnet:\n"
			"    Type: AWS::EC2::Subnet\n"
			"    Properties:\n"
			"      VpcId: vpc-0a1b2c3d\n"
			"      CidrBlock: !Select [0, !Cidr [10.0.0.0/16, !Ref Count]]\n",
			NULL,
		},
	},
	.function = cidr_function_malformed,
};
