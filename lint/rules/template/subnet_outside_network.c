#include "lint/template/look.h"
#include "lint/template/property.h"

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

static bool has_more_blocks(const struct template *t)
{
	for (size_t i = 0; i < t->resources.count; i++)
		if (str_is(template_type(&t->resources.items[i]), "AWS::EC2::VPCCidrBlock"))
			return true;
	return false;
}

static void subnet_outside_network(struct lint *l, const struct entry *r)
{
	const struct node *p = node_get(r->value, "Properties"), *at = node_get(p, "CidrBlock");
	const struct entry *network = look_resource(l, node_get(p, "VpcId"));
	struct block inner, outer;

	if (map_is_open(l, p) || !network ||
	    !str_is(template_type(network), "AWS::EC2::VPC") || !block_of(at, &inner) ||
	    !block_of(node_path(network->value, "Properties/CidrBlock"), &outer) ||
	    (outer.first <= inner.first && inner.last <= outer.last) ||
	    has_more_blocks(l->template))
		return;
	lint_report(l, at, "%.*s is not in the block of %.*s", STR(node_str(at)),
	            STR(network->name));
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
	"      VpcId: !Ref Network\n"
	"      CidrBlock: 10.1.0.0/24\n"
	"  More:\n"
	"    Type: AWS::EC2::VPCCidrBlock\n"
	"    Properties: {VpcId: !Ref Network, CidrBlock: 10.1.0.0/16}\n",
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
	"      CidrBlock: !Select [1, !Cidr [10.1.0.0/16, 2, 8]]\n",
	NULL,
};

static const char *const types[] = {"AWS::EC2::Subnet", NULL};

const struct lint_rule rule_subnet_outside_network = {
	.rule = {
		.id = "CFN153",
		.name = "subnet-outside-network",
		.severity = SEV_ERROR,
		.summary = "the block of a subnet is not in that of its VPC",
		.why =
			"EC2 refuses the subnet: its block has to be a part of the block of the VPC.",
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
			"      CidrBlock: 10.1.0.0/24 #!\n",
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
	.types = types,
	.resource = subnet_outside_network,
};
