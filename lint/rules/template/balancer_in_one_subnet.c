#include "lint/template/property.h"

static void balancer_in_one_subnet(struct lint *l, const struct entry *r)
{
	const struct node *p = lint_evaluate(l, node_get(r->value, "Properties"));
	const struct node *subnets = node_get(p, "Subnets"), *kind = node_get(p, "Type");
	struct str text;

	if (map_is_open(l, p) || !node_is_seq(subnets) || subnets->len != 1 ||
	    (kind && (!node_known_text(l, kind, &text) || !str_is(text, "application"))))
		return;
	// A list that a function makes, or an import, may hold several.
	if (subnets->first->kind == NODE_HOLE &&
	    (subnets->first->hole->is_list || subnets->first->hole->name.len == 0))
		return;
	if (subnets->first->kind == NODE_CHOICE || subnets->first->kind == NODE_NONE)
		return;
	lint_report(l, subnets, "an application load balancer needs two subnets");
}

static const char *const silent[] = {
	"Resources:\n"
	"  Balancer:\n"
	"    Type: AWS::ElasticLoadBalancingV2::LoadBalancer\n"
	"    Properties:\n"
	"      Type: network\n"
	"      Subnets: [subnet-0123456789abcdef0]\n",
	"Resources:\n"
	"  Balancer:\n"
	"    Type: AWS::ElasticLoadBalancingV2::LoadBalancer\n"
	"    Properties:\n"
	"      Type: application\n"
	"      Subnets: !Split [\",\", !ImportValue subnets]\n",
	NULL,
};

static const char *const types[] = {"AWS::ElasticLoadBalancingV2::LoadBalancer", NULL};

const struct lint_rule rule_balancer_in_one_subnet = {
	.rule = {
		.id = "CFN148",
		.name = "balancer-in-one-subnet",
		.severity = SEV_ERROR,
		.summary = "an application load balancer has one subnet",
		.why =
			"Elastic Load Balancing refuses it: an application load balancer needs subnets of two\n"
			"Availability Zones at least.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
		          "aws-resource-elasticloadbalancingv2-loadbalancer.html",
		.bad =
			"Resources:\n"
			"  Balancer:\n"
			"    Type: AWS::ElasticLoadBalancingV2::LoadBalancer\n"
			"    Properties:\n"
			"      Type: application\n"
			"      Subnets: [subnet-0123456789abcdef0] #!\n",
		.good =
			"Resources:\n"
			"  Balancer:\n"
			"    Type: AWS::ElasticLoadBalancingV2::LoadBalancer\n"
			"    Properties:\n"
			"      Type: application\n"
			"      Subnets: [subnet-0123456789abcdef0, subnet-0123456789abcdef1]\n",
		.silent = silent,
	},
	.types = types,
	.resource = balancer_in_one_subnet,
};
