#include "lint/template/property.h"
#include "model/text/say.h"

static void read_only_property(struct lint *l, const struct lint_property *p)
{
	if (p->owner != type_properties(p->type) || !p->owner || type_is_open(p->type) ||
	    l->template->is_rewritten || !p->key)
		return;
	if (p->facts.row ? p->facts.read_only
	                 : fact_find(type_attributes(p->type), p->name) != NULL)
		lint_report(l, p->key, "%s is an attribute of %s that AWS sets: it is ignored here",
		            say_text(l->arena, p->name), property_owner(l, p->type, p->owner));
}

static const char *const silent[] = {
	"Resources:\n"
	"  Sync:\n"
	"    Type: AWS::SSM::ResourceDataSync\n"
	"    Properties:\n"
	"      SyncName: inventory\n"
	"      S3Destination:\n"
	"        BucketName: inventory-of-all\n"
	"        BucketRegion: eu-west-1\n"
	"        SyncFormat: JsonSerDe\n",
	"Resources:\n"
	"  Packages:\n"
	"    Type: AWS::CodeArtifact::Domain\n"
	"    Properties:\n"
	"      DomainName: packages\n"
	"      EncryptionKey: arn:aws:kms:eu-west-1:111122223333:alias/packages\n",
	NULL,
};

const struct lint_rule rule_read_only_property = {
	.rule = {
		.id = "CFN109",
		.name = "read-only-property",
		.severity = SEV_WARNING,
		.summary = "a property that AWS sets is set by the template",
		.why =
			"This is an attribute, which Fn::GetAtt gives, and no property: CloudFormation ignores it or\n"
			"refuses it, and never sets it.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "troubleshooting.html",
		.bad =
			"Resources:\n"
			"  Handler:\n"
			"    Type: AWS::SNS::Subscription\n"
			"    Properties:\n"
			"      Arn: arn:aws:sns:eu-west-1:111122223333:alarms:1 #!\n"
			"      Protocol: email\n"
			"      TopicArn: !ImportValue alarms\n",
		.good =
			"Resources:\n"
			"  Handler:\n"
			"    Type: AWS::SNS::Subscription\n"
			"    Properties:\n"
			"      Protocol: email\n"
			"      TopicArn: !ImportValue alarms\n",
		.silent = silent,
	},
	.property = read_only_property,
};
