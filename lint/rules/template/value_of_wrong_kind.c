#include "lint/template/property.h"

// What "package" commands put a bucket and key in the place of.
static bool is_packaged(const struct lint_property *p)
{
	fact_each(type_definition(p->type, p->expected), row)
		if (str_is(fact_name(row), "S3Bucket") || str_is(fact_name(row), "Bucket"))
			return true;
	return false;
}

static bool is_boolean(struct str text)
{
	static const char *const texts[] = {"true", "false", "yes", "no", "on", "off", "0", "1",
	                                    "y", "n"};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (str_eq_nocase(text, str_of(texts[i])))
			return true;
	return false;
}

// What is wanted where the text cannot be turned into it; NULL where all is well.
static const char *wanted_of_text(enum value_kind kind, struct str text)
{
	double number;

	if ((kind == VALUE_INTEGER || kind == VALUE_NUMBER) && text.len <= 15 &&
	    !text_number(text, &number))
		return "a number";
	if (kind == VALUE_BOOLEAN && !is_boolean(text))
		return "true or false";
	return NULL;
}

static const char *wanted(struct lint *l, const struct lint_property *p, enum value_kind kind)
{
	const struct node *v = p->value;
	bool single = node_is_scalar(v) || v->kind == NODE_TEXT;
	bool list = node_is_seq(v) || (v->kind == NODE_HOLE && v->hole->is_list);
	struct str text;

	switch (kind) {
	case VALUE_STRING:
	case VALUE_TIMESTAMP:
		return list || node_is_map(v) ? "a string" : NULL;
	case VALUE_INTEGER:
	case VALUE_NUMBER:
	case VALUE_BOOLEAN:
		if (property_text(l, p, &text))
			return wanted_of_text(kind, text);
		return list || node_is_map(v) ? kind == VALUE_BOOLEAN ? "true or false" : "a number"
		                              : NULL;
	case VALUE_LIST:
		return single && property_text(l, p, &text) && text.len > 0 ? "a list" : NULL;
	case VALUE_MAP:
		return node_is_seq(v) ? "a map" : NULL;
	case VALUE_TAG:
	case VALUE_DEFINITION:
		if (node_is_seq(v))
			return "a map";
		return single && property_text(l, p, &text) && !is_packaged(p) ? "a map" : NULL;
	default:
		return NULL;
	}
}

static const char *name_of(const struct node *v)
{
	if (node_is_seq(v))
		return "a list";
	if (node_is_map(v))
		return "a map";
	return v->kind == NODE_HOLE ? "a list" : "a string";
}

static void value_of_wrong_kind(struct lint *l, const struct lint_property *p)
{
	struct str inner, rest;
	const char *want;

	if (p->expected.len == 0 || l->template->is_rewritten || type_is_open(p->type) ||
	    (node_is_map(p->value) && map_is_open(l, p->value)))
		return;
	want = wanted(l, p, value_kind(p->expected, &inner, &rest));
	if (want)
		lint_report(l, p->value, "%s takes %s, not %s", lint_path(l, p), want,
		            name_of(p->value));
}

static const char *const silent[] = {
	"Parameters:\n"
	"  Nets:\n"
	"    Type: List<AWS::EC2::Subnet::Id>\n"
	"Resources:\n"
	"  Balancer:\n"
	"    Type: AWS::ElasticLoadBalancingV2::LoadBalancer\n"
	"    Properties:\n"
	"      Name: 17\n"
	"      Subnets: !Ref Nets\n"
	"  Queue:\n"
	"    Type: AWS::SQS::Queue\n"
	"    Properties:\n"
	"      FifoQueue: 'true'\n"
	"      DelaySeconds: '5'\n",
	"Resources:\n"
	"  Handler:\n"
	"    Type: AWS::Lambda::Function\n"
	"    Properties:\n"
	"      Role: !ImportValue role\n"
	"      Runtime: python3.13\n"
	"      Handler: index.handler\n"
	"      Code: ./src\n",
	NULL,
};

const struct lint_rule rule_value_of_wrong_kind = {
	.rule = {
		.id = "CFN103",
		.name = "value-of-wrong-kind",
		.severity = SEV_ERROR,
		.summary = "a property is given another kind of value than it takes",
		.why =
			"CloudFormation turns numbers, true and false, and strings into each other, and nothing else:\n"
			"\"Value of property X must be of type List of String\". The stack rolls back.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "troubleshooting.html",
		.bad =
			"Resources:\n"
			"  Balancer:\n"
			"    Type: AWS::ElasticLoadBalancingV2::LoadBalancer\n"
			"    Properties:\n"
			"      Name:\n"
			"        - balancer #!\n"
			"      Subnets: subnet-0abc1234 #!\n",
		.good =
			"Resources:\n"
			"  Balancer:\n"
			"    Type: AWS::ElasticLoadBalancingV2::LoadBalancer\n"
			"    Properties:\n"
			"      Name: balancer\n"
			"      Subnets:\n"
			"        - subnet-0abc1234\n"
			"        - subnet-0abc1235\n",
		.silent = silent,
	},
	.value = value_of_wrong_kind,
};
