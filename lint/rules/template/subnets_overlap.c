#include "lint/template/look.h"

struct block {
	uint32_t first, last;
};

// "10.0.0.0/16"; false where a text is none.
static bool block_of(const struct node *n, struct block *block)
{
	struct str text = node_str(n);
	unsigned part = 0, parts[5] = {0}, digits = 0;

	if (!look_is_literal(n) || text.len > 18)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] >= '0' && text.at[i] <= '9') {
			parts[part] = parts[part] * 10 + (unsigned)(text.at[i] - '0');
			digits++;
		} else if (digits == 0 || part == 4 || text.at[i] != (part == 3 ? '/' : '.')) {
			return false;
		} else {
			part++;
			digits = 0;
		}
	}
	if (part != 4 || digits == 0 || parts[4] > 32 || (parts[0] | parts[1] | parts[2] | parts[3]) > 255)
		return false;
	block->first = parts[0] << 24 | parts[1] << 16 | parts[2] << 8 | parts[3];
	block->last = block->first;
	if (parts[4] < 32)
		block->last |= UINT32_MAX >> parts[4];
	return true;
}

enum { MOST = 200 };

static void subnets_overlap(struct lint *l, const struct template *t)
{
	const struct entry *found[MOST];
	struct block blocks[MOST];
	size_t count = 0;

	for (size_t i = 0; i < t->resources.count && count < MOST && !t->is_rewritten; i++) {
		const struct entry *r = &t->resources.items[i];
		const struct node *p = node_get(r->value, "Properties"), *at = node_get(p, "CidrBlock");

		if (!str_is(template_type(r), "AWS::EC2::Subnet") || !node_get(p, "VpcId") ||
		    node_get(r->value, "Condition") || !block_of(at, &blocks[count]))
			continue;
		for (size_t j = 0; j < count; j++)
			if (blocks[j].first <= blocks[count].last &&
			    blocks[count].first <= blocks[j].last &&
			    node_same(node_path(found[j]->value, "Properties/VpcId"),
			              node_get(p, "VpcId"))) {
				lint_report(l, at, "%.*s overlaps with the block of %.*s",
				            STR(node_str(at)), STR(found[j]->name));
				break;
			}
		found[count++] = r;
	}
}

static const char *const silent[] = {
	"Resources:\n"
	"  Network:\n"
	"    Type: AWS::EC2::VPC\n"
	"    Properties: {CidrBlock: 10.0.0.0/16}\n"
	"  First:\n"
	"    Type: AWS::EC2::Subnet\n"
	"    Properties: {VpcId: !Ref Network, CidrBlock: 10.0.0.0/24}\n"
	"  Second:\n"
	"    Type: AWS::EC2::Subnet\n"
	"    Properties:\n"
	"      VpcId: !ImportValue other\n"
	"      CidrBlock: 10.0.0.0/24\n",
	"Conditions: {Here: !Equals [!Ref AWS::Region, eu-west-1]}\n"
	"Resources:\n"
	"  Network:\n"
	"    Type: AWS::EC2::VPC\n"
	"    Properties: {CidrBlock: 10.0.0.0/16}\n"
	"  First:\n"
	"    Type: AWS::EC2::Subnet\n"
	"    Properties: {VpcId: !Ref Network, CidrBlock: 10.0.0.0/24}\n"
	"  Second:\n"
	"    Condition: Here\n"
	"    Type: AWS::EC2::Subnet\n"
	"    Properties:\n"
	"      VpcId: !Ref Network\n"
	"      CidrBlock: 10.0.0.0/24\n",
	NULL,
};

const struct lint_rule rule_subnets_overlap = {
	.rule = {
		.id = "CFN154",
		.name = "subnets-overlap",
		.severity = SEV_ERROR,
		.summary = "the blocks of two subnets of a VPC overlap",
		.why =
			"EC2 refuses the second subnet: its block conflicts with another one.",
		.source = "https://docs.aws.amazon.com/vpc/latest/userguide/"
		          "subnet-sizing.html",
		.bad =
			"Resources:\n"
			"  Network:\n"
			"    Type: AWS::EC2::VPC\n"
			"    Properties: {CidrBlock: 10.0.0.0/16}\n"
			"  First:\n"
			"    Type: AWS::EC2::Subnet\n"
			"    Properties: {VpcId: !Ref Network, CidrBlock: 10.0.0.0/24}\n"
			"  Second:\n"
			"    Type: AWS::EC2::Subnet\n"
			"    Properties:\n"
			"      VpcId: !Ref Network\n"
			"      CidrBlock: 10.0.0.128/25 #!\n",
		.good =
			"Resources:\n"
			"  Network:\n"
			"    Type: AWS::EC2::VPC\n"
			"    Properties: {CidrBlock: 10.0.0.0/16}\n"
			"  First:\n"
			"    Type: AWS::EC2::Subnet\n"
			"    Properties: {VpcId: !Ref Network, CidrBlock: 10.0.0.0/24}\n"
			"  Second:\n"
			"    Type: AWS::EC2::Subnet\n"
			"    Properties:\n"
			"      VpcId: !Ref Network\n"
			"      CidrBlock: 10.0.1.0/24\n",
		.silent = silent,
	},
	.template = subnets_overlap,
};
