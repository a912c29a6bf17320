#include "lint/template/look.h"

enum { MOST = 300 };

static const struct node *of(const struct entry *r, const char *name)
{
	return node_get(node_get(r->value, "Properties"), name);
}

// Whether both surely stand at the same place of the same thing.
static bool are_same(const struct entry *a, const struct entry *b)
{
	const struct node *x = of(a, "ListenerArn"), *y = of(b, "ListenerArn");

	return x && y && node_same(x, y) && !node_get(a->value, "Condition") &&
	       !node_get(b->value, "Condition") && look_is_literal(of(a, "Priority")) &&
	       look_is_literal(of(b, "Priority")) &&
	       str_eq(node_str(of(a, "Priority")), node_str(of(b, "Priority")));
}

static void listener_priority_twice(struct lint *l, const struct template *t)
{
	const struct entry *found[MOST];
	size_t count = 0;

	for (size_t i = 0; i < t->resources.count && count < MOST && !t->is_rewritten; i++) {
		const struct entry *r = &t->resources.items[i];

		if (!str_is(template_type(r), "AWS::ElasticLoadBalancingV2::ListenerRule"))
			continue;
		for (size_t j = 0; j < count; j++)
			if (are_same(found[j], r)) {
				lint_report(l, of(r, "Priority"), "%.*s has this Priority, too",
				            STR(found[j]->name));
				break;
			}
		found[count++] = r;
	}
}

static const char *const silent[] = {
	"Resources:\n"
	"  One:\n"
	"    Type: AWS::ElasticLoadBalancingV2::ListenerRule\n"
	"    Properties:\n"
	"      ListenerArn: !ImportValue listener\n"
	"      Priority: 1\n"
	"      Conditions: [{Field: path-pattern, Values: [/a/*]}]\n"
	"      Actions: [{Type: forward, TargetGroupArn: !ImportValue a}]\n"
	"  Two:\n"
	"    Type: AWS::ElasticLoadBalancingV2::ListenerRule\n"
	"    Properties:\n"
	"      ListenerArn: !ImportValue other\n"
	"      Priority: 1\n"
	"      Conditions: [{Field: path-pattern, Values: [/b/*]}]\n"
	"      Actions: [{Type: forward, TargetGroupArn: !ImportValue b}]\n",
	"Resources:\n"
	"  One:\n"
	"    Type: AWS::ElasticLoadBalancingV2::ListenerRule\n"
	"    Properties:\n"
	"      ListenerArn: !ImportValue listener\n"
	"      Priority: 1\n"
	"      Conditions: [{Field: path-pattern, Values: [/a/*]}]\n"
	"      Actions: [{Type: forward, TargetGroupArn: !ImportValue a}]\n"
	"  Two:\n"
	"    Type: AWS::ElasticLoadBalancingV2::ListenerRule\n"
	"    Properties:\n"
	"      ListenerArn: !ImportValue listener\n"
	"      Priority: !ImportValue priority\n"
	"      Conditions: [{Field: path-pattern, Values: [/b/*]}]\n"
	"      Actions: [{Type: forward, TargetGroupArn: !ImportValue b}]\n",
	NULL,
};

const struct lint_rule rule_listener_priority_twice = {
	.rule = {
		.id = "CFN135",
		.name = "listener-priority-twice",
		.severity = SEV_ERROR,
		.summary = "two rules of a listener have one priority",
		.why =
			"The load balancer refuses the second rule: a priority is in use once for each listener.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
		          "aws-resource-elasticloadbalancingv2-listenerrule.html",
		.bad =
			"Resources:\n"
			"  One:\n"
			"    Type: AWS::ElasticLoadBalancingV2::ListenerRule\n"
			"    Properties:\n"
			"      ListenerArn: !ImportValue listener\n"
			"      Priority: 1\n"
			"      Conditions: [{Field: path-pattern, Values: [/a/*]}]\n"
			"      Actions: [{Type: forward, TargetGroupArn: !ImportValue a}]\n"
			"  Two:\n"
			"    Type: AWS::ElasticLoadBalancingV2::ListenerRule\n"
			"    Properties:\n"
			"      ListenerArn: !ImportValue listener\n"
			"      Priority: 1 #!\n"
			"      Conditions: [{Field: path-pattern, Values: [/b/*]}]\n"
			"      Actions: [{Type: forward, TargetGroupArn: !ImportValue b}]\n",
		.good =
			"Resources:\n"
			"  One:\n"
			"    Type: AWS::ElasticLoadBalancingV2::ListenerRule\n"
			"    Properties:\n"
			"      ListenerArn: !ImportValue listener\n"
			"      Priority: 1\n"
			"      Conditions: [{Field: path-pattern, Values: [/a/*]}]\n"
			"      Actions: [{Type: forward, TargetGroupArn: !ImportValue a}]\n"
			"  Two:\n"
			"    Type: AWS::ElasticLoadBalancingV2::ListenerRule\n"
			"    Properties:\n"
			"      ListenerArn: !ImportValue listener\n"
			"      Priority: 2\n"
			"      Conditions: [{Field: path-pattern, Values: [/b/*]}]\n"
			"      Actions: [{Type: forward, TargetGroupArn: !ImportValue b}]\n",
		.silent = silent,
	},
	.template = listener_priority_twice,
};
