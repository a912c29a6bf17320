#include "lint/template/property.h"
#include "model/text/say.h"

static struct str without_dot(struct str name)
{
	name.len -= str_ends(name, ".");
	return name;
}

static void record_outside_zone(struct lint *l, const struct entry *r)
{
	const struct node *p = lint_evaluate(l, node_get(r->value, "Properties"));
	struct str name, zone, end;

	if (map_is_open(l, p) || !node_get(p, "HostedZoneName") || !node_get(p, "Name") ||
	    !node_known_text(l, node_get(p, "HostedZoneName"), &zone) ||
	    !node_known_text(l, node_get(p, "Name"), &name))
		return;
	name = without_dot(name);
	zone = without_dot(zone);
	end = str_slice(name, name.len > zone.len ? name.len - zone.len : 0, name.len);
	if (zone.len == 0 || (str_eq_nocase(end, zone) &&
	                      (name.len == zone.len ||
	                       name.at[name.len - zone.len - 1] == '.')))
		return;
	lint_report(l, node_get(p, "Name"), "%s is not in the zone %s", say_text(l->arena, name),
	            say_text(l->arena, zone));
}

static const char *const silent[] = {
	"Resources:\n"
	"  Name:\n"
	"    Type: AWS::Route53::RecordSet\n"
	"    Properties:\n"
	"      HostedZoneName: example.com.\n"
	"      Name: EXAMPLE.com.\n"
	"      Type: A\n"
	"      TTL: 60\n"
	"      ResourceRecords: [203.0.113.7]\n",
	"Resources:\n"
	"  Name:\n"
	"    Type: AWS::Route53::RecordSet\n"
	"    Properties:\n"
	"      HostedZoneName: example.com.\n"
	"      Name: !Sub \"${AWS::StackName}.example.org\"\n"
	"      Type: A\n"
	"      TTL: 60\n"
	"      ResourceRecords: [203.0.113.7]\n",
	NULL,
};

static const char *const types[] = {"AWS::Route53::RecordSet", NULL};

const struct lint_rule rule_record_outside_zone = {
	.rule = {
		.id = "CFN138",
		.name = "record-outside-zone",
		.severity = SEV_ERROR,
		.summary = "a record has a name that its hosted zone does not hold",
		.why =
			"Route 53 refuses the record: its name has to be that of the zone or end with it.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
		          "aws-resource-route53-recordset.html",
		.bad =
			"Resources:\n"
			"  Name:\n"
			"    Type: AWS::Route53::RecordSet\n"
			"    Properties:\n"
			"      HostedZoneName: example.com.\n"
			"      Name: www.example.org #!\n"
			"      Type: A\n"
			"      TTL: 60\n"
			"      ResourceRecords: [203.0.113.7]\n",
		.good =
			"Resources:\n"
			"  Name:\n"
			"    Type: AWS::Route53::RecordSet\n"
			"    Properties:\n"
			"      HostedZoneName: example.com.\n"
			"      Name: www.example.com\n"
			"      Type: A\n"
			"      TTL: 60\n"
			"      ResourceRecords: [203.0.113.7]\n",
		.silent = silent,
	},
	.types = types,
	.resource = record_outside_zone,
};
