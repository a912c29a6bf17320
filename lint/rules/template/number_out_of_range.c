#include "lint/template/property.h"

#include <math.h>

static void number_out_of_range(struct lint *l, const struct lint_property *p)
{
	struct constraints registry, api;
	struct bounds b;
	struct str text;
	double number;

	if (!property_asked(p, &registry, &api) || type_is_open(p->type) ||
	    !property_text(l, p, &text) || !text_number(text, &number))
		return;
	b = isfinite(registry.range.least) || isfinite(registry.range.most) ? registry.range
	                                                                    : api.range;
	// CloudFormation leaves out many a zero before it calls the API.
	if (number == 0 && b.least == api.range.least)
		return;
	if (number < b.least)
		lint_report(l, p->value, "%s is at least %.15g (as of %.*s)", lint_path(l, p),
		            b.least, STR(types_day()));
	else if (number > b.most)
		lint_report(l, p->value, "%s is at most %.15g (as of %.*s)", lint_path(l, p),
		            b.most, STR(types_day()));
}

static const char *const silent[] = {
	"Parameters:\n"
	"  Size:\n"
	"    Type: Number\n"
	"    Default: 0\n"
	"Resources:\n"
	"  Jobs:\n"
	"    Type: AWS::Lambda::EventSourceMapping\n"
	"    Properties:\n"
	"      FunctionName: jobs\n"
	"      BatchSize: !Ref Size\n",
	"Resources:\n"
	"  Jobs:\n"
	"    Type: AWS::Lambda::EventSourceMapping\n"
	"    Properties:\n"
	"      FunctionName: jobs\n"
	"      BatchSize: '1'\n",
	NULL,
};

const struct lint_rule rule_number_out_of_range = {
	.rule = {
		.id = "CFN105",
		.name = "number-out-of-range",
		.severity = SEV_WARNING,
		.summary = "a number is lower or higher than the property takes",
		.why =
			"The service refuses the value when the resource is made. The bounds are those of\n"
			"CloudFormation's schema, or of the service's API, on the day that is told.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "troubleshooting.html",
		.bad =
			"Resources:\n"
			"  Jobs:\n"
			"    Type: AWS::Lambda::EventSourceMapping\n"
			"    Properties:\n"
			"      FunctionName: jobs\n"
			"      BatchSize: 20000 #!\n",
		.good =
			"Resources:\n"
			"  Jobs:\n"
			"    Type: AWS::Lambda::EventSourceMapping\n"
			"    Properties:\n"
			"      FunctionName: jobs\n"
			"      BatchSize: 10000\n",
		.silent = silent,
	},
	.value = number_out_of_range,
};
