#include "lint/lint.h"
#include "lint/template/look.h"

static void check_volume(struct lint *l, const struct node *properties)
{
	const struct node *type = node_get(properties, "VolumeType");
	const struct node *iops = node_key(properties, "Iops");
	struct str text = node_str(type);

	if (iops && look_is_literal(type) &&
	    (str_is(text, "gp2") || str_is(text, "st1") || str_is(text, "sc1") ||
	     str_is(text, "standard")))
		lint_report(l, iops, "Iops has no effect on a volume of type %.*s", STR(text));
}

static void check_ports(struct lint *l, const struct node *rule)
{
	const struct node *from = node_key(rule, "FromPort");
	struct str port = node_str(from ? from->next : NULL);

	if (!node_is(node_get(rule, "IpProtocol"), "-1") || port.len == 0 ||
	    str_is(port, "-1") || str_is(port, "0"))
		return;
	lint_report(l, from, "ports have no effect where IpProtocol is -1: all are open")->hint =
		"write the protocol that the ports are of, tcp or udp";
}

static void ignored_property(struct lint *l, const struct entry *resource)
{
	const struct node *properties = node_get(resource->value, "Properties");
	struct str type = template_type(resource);

	if (l->template->is_rewritten)
		return;
	if (str_is(type, "AWS::EC2::Volume")) {
		check_volume(l, properties);
	} else if (str_is(type, "AWS::EC2::SecurityGroupIngress") ||
	           str_is(type, "AWS::EC2::SecurityGroupEgress")) {
		check_ports(l, properties);
	} else if (str_is(type, "AWS::EC2::SecurityGroup")) {
		node_each(node_get(properties, "SecurityGroupIngress"), rule)
			check_ports(l, rule);
		node_each(node_get(properties, "SecurityGroupEgress"), rule)
			check_ports(l, rule);
	}
}

const struct lint_rule rule_ignored_property = {
	.rule = {
		.id = "CFN072",
		.name = "ignored-property",
		.severity = SEV_INFO,
		.summary = "a property has no effect beside another one",
		.why =
			"EC2 takes Iops for io1, io2 and gp3 volumes only, and ports for no rule that\n"
			"is for all protocols: there the rule opens all ports.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
		          "aws-resource-ec2-volume.html",
		.bad =
			"Resources:\n"
			"  Group:\n"
			"    Type: AWS::EC2::SecurityGroup\n"
			"    Properties:\n"
			"      GroupDescription: Web\n"
			"      SecurityGroupIngress:\n"
			"        - {IpProtocol: -1, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8} #!\n"
			"  Disk:\n"
			"    Type: AWS::EC2::Volume\n"
			"    DeletionPolicy: Delete\n"
			"    Properties: {AvailabilityZone: eu-west-1a, Size: 8, VolumeType: gp2, Iops: 3000} #!\n",
		.good =
			"Resources:\n"
			"  Group:\n"
			"    Type: AWS::EC2::SecurityGroup\n"
			"    Properties:\n"
			"      GroupDescription: Web\n"
			"      SecurityGroupIngress:\n"
			"        - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8}\n"
			"  Disk:\n"
			"    Type: AWS::EC2::Volume\n"
			"    DeletionPolicy: Delete\n"
			"    Properties: {AvailabilityZone: eu-west-1a, Size: 8, VolumeType: gp3, Iops: 3000}\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Group:\n"
			"    Type: AWS::EC2::SecurityGroup\n"
			"    Properties:\n"
			"      GroupDescription: Web\n"
			"      SecurityGroupEgress:\n"
			"        - {IpProtocol: -1, FromPort: -1, ToPort: -1, CidrIp: 10.0.0.0/8}\n",
			"Parameters:\n"
			"  Kind: {Type: String, Default: gp2}\n"
			"Resources:\n"
			"  Disk:\n"
			"    Type: AWS::EC2::Volume\n"
			"    DeletionPolicy: Delete\n"
			"    Properties: {AvailabilityZone: eu-west-1a, Size: 8, VolumeType: !Ref Kind, Iops: 3000}\n",
			NULL,
		},
	},
	.resource = ignored_property,
};
