#include "lint/template/property.h"
#include "model/text/say.h"

static bool is_attribute(const struct lint_property *p)
{
	return p->owner == type_properties(p->type) &&
	       fact_find(type_attributes(p->type), p->name);
}

static void property_unknown(struct lint *l, const struct lint_property *p)
{
	struct str near;
	struct diag *d;

	if (!p->owner || p->facts.row || !p->key || p->name.len == 0 ||
	    type_is_open(p->type) || l->template->is_rewritten || is_attribute(p) ||
	    str_starts(p->name, "Fn::") || text_is_placeholder(p->name))
		return;
	near = fact_nearest(p->owner, p->name);
	d = lint_report(l, p->key, "%s has no property %s",
	                property_owner(l, p->type, p->owner), say_text(l->arena, p->name));
	d->hint = say_nearest(l->arena, near, NULL);
}

static const char *const silent[] = {
	"Resources:\n"
	"  Made:\n"
	"    Type: AWS::CloudFormation::CustomResource\n"
	"    Properties:\n"
	"      ServiceToken: !ImportValue maker\n"
	"      Anything: 1\n"
	"  Bucket:\n"
	"    Type: AWS::S3::Bucket\n"
	"    Properties:\n"
	"      Tags:\n"
	"        - Key: VisibilityTimout\n"
	"          Value: '1'\n",
	"Resources:\n"
	"  Job:\n"
	"    Type: AWS::Glue::Job\n"
	"    Properties:\n"
	"      Role: !ImportValue role\n"
	"      Command:\n"
	"        Name: glueetl\n"
	"      DefaultArguments:\n"
	"        --no-such-property: '1'\n",
	NULL,
};

const struct lint_rule rule_property_unknown = {
	.rule = {
		.id = "CFN101",
		.name = "property-unknown",
		.severity = SEV_ERROR,
		.summary = "the resource type has no such property",
		.why =
			"CloudFormation refuses a property that the type does not have (\"extraneous key\") when the\n"
			"resource is made, and the stack rolls back.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "troubleshooting.html",
		.bad =
			"Resources:\n"
			"  Jobs:\n"
			"    Type: AWS::SQS::Queue\n"
			"    Properties:\n"
			"      VisibilityTimout: 60 #!\n",
		.good =
			"Resources:\n"
			"  Jobs:\n"
			"    Type: AWS::SQS::Queue\n"
			"    Properties:\n"
			"      VisibilityTimeout: 60\n",
		.silent = silent,
	},
	.property = property_unknown,
};
