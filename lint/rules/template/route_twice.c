#include "lint/template/look.h"

enum { MOST = 300 };

static const struct node *of(const struct entry *r, const char *name)
{
	return node_get(node_get(r->value, "Properties"), name);
}

// Whether both surely stand at the same place of the same thing.
static bool are_same(const struct entry *a, const struct entry *b)
{
	const struct node *x = of(a, "RouteTableId"), *y = of(b, "RouteTableId");

	return x && y && node_same(x, y) && !node_get(a->value, "Condition") &&
	       !node_get(b->value, "Condition") && look_is_literal(of(a, "DestinationCidrBlock")) &&
	       look_is_literal(of(b, "DestinationCidrBlock")) &&
	       str_eq(node_str(of(a, "DestinationCidrBlock")), node_str(of(b, "DestinationCidrBlock")));
}

static void route_twice(struct lint *l, const struct template *t)
{
	const struct entry *found[MOST];
	size_t count = 0;

	for (size_t i = 0; i < t->resources.count && count < MOST && !t->is_rewritten; i++) {
		const struct entry *r = &t->resources.items[i];

		if (!str_is(template_type(r), "AWS::EC2::Route"))
			continue;
		for (size_t j = 0; j < count; j++)
			if (are_same(found[j], r)) {
				lint_report(l, of(r, "DestinationCidrBlock"), "%.*s has this DestinationCidrBlock, too",
				            STR(found[j]->name));
				break;
			}
		found[count++] = r;
	}
}

static const char *const silent[] = {
	"Resources:\n"
	"  One:\n"
	"    Type: AWS::EC2::Route\n"
	"    Properties: {RouteTableId: !ImportValue routes, DestinationCidrBlock: 0.0.0.0/0, GatewayId: igw-01234567}\n"
	"  Two:\n"
	"    Type: AWS::EC2::Route\n"
	"    Properties:\n"
	"      RouteTableId: !ImportValue others\n"
	"      DestinationCidrBlock: 0.0.0.0/0\n"
	"      NatGatewayId: !ImportValue nat\n",
	"Resources:\n"
	"  One:\n"
	"    Type: AWS::EC2::Route\n"
	"    Properties: {RouteTableId: !ImportValue routes, DestinationCidrBlock: 0.0.0.0/0, GatewayId: igw-01234567}\n"
	"  Two:\n"
	"    Type: AWS::EC2::Route\n"
	"    Properties:\n"
	"      RouteTableId: !ImportValue routes\n"
	"      DestinationCidrBlock: !ImportValue block\n"
	"      NatGatewayId: !ImportValue nat\n",
	NULL,
};

const struct lint_rule rule_route_twice = {
	.rule = {
		.id = "CFN136",
		.name = "route-twice",
		.severity = SEV_ERROR,
		.summary = "two routes of a route table have one destination",
		.why =
			"EC2 refuses the second: RouteAlreadyExists. A destination has one target.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
		          "aws-resource-ec2-route.html",
		.bad =
			"Resources:\n"
			"  One:\n"
			"    Type: AWS::EC2::Route\n"
			"    Properties: {RouteTableId: !ImportValue routes, DestinationCidrBlock: 0.0.0.0/0, GatewayId: igw-01234567}\n"
			"  Two:\n"
			"    Type: AWS::EC2::Route\n"
			"    Properties:\n"
			"      RouteTableId: !ImportValue routes\n"
			"      DestinationCidrBlock: 0.0.0.0/0 #!\n"
			"      NatGatewayId: !ImportValue nat\n",
		.good =
			"Resources:\n"
			"  One:\n"
			"    Type: AWS::EC2::Route\n"
			"    Properties: {RouteTableId: !ImportValue routes, DestinationCidrBlock: 0.0.0.0/0, GatewayId: igw-01234567}\n"
			"  Two:\n"
			"    Type: AWS::EC2::Route\n"
			"    Properties:\n"
			"      RouteTableId: !ImportValue routes\n"
			"      DestinationCidrBlock: 10.1.0.0/16\n"
			"      NatGatewayId: !ImportValue nat\n",
		.silent = silent,
	},
	.template = route_twice,
};
