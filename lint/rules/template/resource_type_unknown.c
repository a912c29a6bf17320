#include "lint/template/property.h"
#include "model/text/say.h"

static void resource_type_unknown(struct lint *l, const struct entry *r)
{
	const struct node *node = node_get(r->value, "Type");
	struct str type = template_type(r), near;
	struct diag *d;

	if (!str_starts(type, "AWS::") || str_ends(type, "::MODULE") || type_find(type) ||
	    l->template->is_rewritten || text_is_placeholder(type) || type_ended(type).len > 0)
		return;
	near = type_nearest(type);
	if (near.len > 0 && str_distance(type, near, 2) <= 2) {
		d = lint_report(l, node, "there is no resource type %s", say_text(l->arena, type));
		d->hint = say_nearest(l->arena, near, NULL);
		return;
	}
	d = lint_report(l, node, "resource type %s is not among those known on %.*s",
	                say_text(l->arena, type), STR(types_day()));
	d->severity = SEV_INFO;
}

static const char *const silent[] = {
	"Resources:\n"
	"  Own:\n"
	"    Type: Custom::Queu\n"
	"  Others:\n"
	"    Type: Datadog::Monitors::Monitor\n"
	"  Kept:\n"
	"    Type: Company::Part::Queue::MODULE\n",
	"Resources:\n"
	"  CDKMetadata:\n"
	"    Type: AWS::CDK::Metadata\n"
	"    Properties:\n"
	"      Analytics: v2:deflate64:H4sI\n",
	NULL,
};

const struct lint_rule rule_resource_type_unknown = {
	.rule = {
		.id = "CFN100",
		.name = "resource-type-unknown",
		.severity = SEV_ERROR,
		.summary = "no resource type has this name",
		.why =
			"CloudFormation refuses the template: \"Unrecognized resource types\". A type of AWS that is\n"
			"near to no other may be newer than the lists that orgc has, so of such it only says the\n"
			"day of its list.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
		          "aws-template-resource-type-ref.html",
		.bad =
			"Resources:\n"
			"  Jobs:\n"
			"    Type: AWS::SQS::Queu #!\n",
		.good =
			"Resources:\n"
			"  Jobs:\n"
			"    Type: AWS::SQS::Queue\n",
		.silent = silent,
	},
	.resource = resource_type_unknown,
};
