#include "lint/template/property.h"

static bool number_of(struct lint *l, const struct node *map, const char *name, double *number)
{
	const struct node *value = node_get(map, name);
	struct str text;

	return value && node_known_text(l, value, &text) && text_number(text, number);
}

static bool is_everybody(struct lint *l, const struct node *map)
{
	static const char *const names[] = {"CidrIp", "CidrIpv6"};
	struct str text;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const struct node *value = node_get(map, names[i]);
		if (value && node_known_text(l, value, &text) &&
		    (str_is(text, "0.0.0.0/0") || str_is(text, "::/0")))
			return true;
	}
	return false;
}

// Ports that people administer machines and databases by: a row of template.txt.
static void check(struct lint *l, const struct node *map)
{
	struct str words = fact_value(fact_get(fact_file("template"), "administration-ports"));
	double from, to, port;
	struct str word;

	if (!node_is_map(map) || !is_everybody(l, map) || !number_of(l, map, "FromPort", &from) ||
	    !number_of(l, map, "ToPort", &to))
		return;
	while (fact_word(&words, &word)) {
		if (!text_number(word, &port) || port < from || port > to)
			continue;
		lint_report(l, map, "the whole world reaches port %.*s", STR(word))->hint =
			"allow the addresses that have to reach it";
		return;
	}
}

static void open_to_the_world(struct lint *l, const struct entry *r)
{
	const struct node *p = lint_evaluate(l, node_get(r->value, "Properties"));

	if (map_is_open(l, p))
		return;
	if (str_is(template_type(r), "AWS::EC2::SecurityGroupIngress"))
		check(l, p);
	node_each(node_get(p, "SecurityGroupIngress"), item)
		check(l, item);
}

static const char *const silent[] = {
	"Resources:\n"
	"  Door:\n"
	"    Type: AWS::EC2::SecurityGroup\n"
	"    Properties:\n"
	"      GroupDescription: Web\n"
	"      SecurityGroupIngress:\n"
	"        - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}\n",
	"Parameters: {From: {Type: String, Default: 0.0.0.0/0}}\n"
	"Resources:\n"
	"  Door:\n"
	"    Type: AWS::EC2::SecurityGroup\n"
	"    Properties:\n"
	"      GroupDescription: Administration\n"
	"      SecurityGroupIngress:\n"
	"        - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: !Ref From}\n",
	NULL,
};

static const char *const types[] = {"AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress", NULL};

const struct lint_rule rule_open_to_the_world = {
	.rule = {
		.id = "CFN074",
		.name = "open-to-the-world",
		.severity = SEV_INFO,
		.summary = "a security group lets the whole world reach a port of administration",
		.why =
			"Whoever scans the internet finds such a port within minutes. Allow the addresses that\n"
			"have to reach it, or use Session Manager, which needs no open port.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
		          "aws-properties-ec2-securitygroup-ingress.html",
		.bad =
			"Resources:\n"
			"  Door:\n"
			"    Type: AWS::EC2::SecurityGroup\n"
			"    Properties:\n"
			"      GroupDescription: Administration\n"
			"      SecurityGroupIngress:\n"
			"        - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0} #!\n",
		.good =
			"Resources:\n"
			"  Door:\n"
			"    Type: AWS::EC2::SecurityGroup\n"
			"    Properties:\n"
			"      GroupDescription: Administration\n"
			"      SecurityGroupIngress:\n"
			"        - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 203.0.113.0/24}\n",
		.silent = silent,
	},
	.types = types,
	.resource = open_to_the_world,
};
