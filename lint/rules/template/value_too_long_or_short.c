#include "lint/template/property.h"

#include <math.h>

static bool is_bounded(struct bounds b)
{
	return isfinite(b.least) || isfinite(b.most);
}

static void judge(struct lint *l, const struct lint_property *p, struct bounds b,
                  size_t least, size_t most, const char *what)
{
	if ((double)least > b.most)
		lint_report(l, p->value, "%s has at most %.15g %s (as of %.*s), here %zu",
		            lint_path(l, p), b.most, what, STR(types_day()), least);
	else if ((double)most < b.least)
		lint_report(l, p->value, "%s has at least %.15g %s (as of %.*s), here %zu",
		            lint_path(l, p), b.least, what, STR(types_day()), most);
}

// How many items a list surely has, and can have.
static void count_items(const struct node *list, size_t *least, size_t *most)
{
	*least = *most = 0;
	node_each(list, item) {
		*least += item->kind != NODE_NONE && item->kind != NODE_CHOICE;
		*most += item->kind != NODE_NONE;
	}
}

static size_t characters(struct str text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.len; i++)
		count += (text.at[i] & 0xc0) != 0x80;
	return count;
}

static void value_too_long_or_short(struct lint *l, const struct lint_property *p)
{
	struct constraints registry, api;
	struct str text;
	size_t least, most;

	if (!property_asked(p, &registry, &api) || type_is_open(p->type) ||
	    l->template->is_rewritten)
		return;
	if (node_is_seq(p->value) && !p->is_item && !p->is_entry) {
		count_items(p->value, &least, &most);
		judge(l, p, is_bounded(registry.items) ? registry.items : api.items, least, most,
		      "items");
	} else if (property_text(l, p, &text)) {
		least = characters(text);
		judge(l, p, is_bounded(registry.length) ? registry.length : api.length, least,
		      least, "characters");
	}
}

static const char *const silent[] = {
	"Resources:\n"
	"  Sync:\n"
	"    Type: AWS::SSM::Association\n"
	"    Properties:\n"
	"      Name: AWS-GatherSoftwareInventory\n"
	"      ScheduleExpression: '{{resolve:ssm:/schedule}}'\n",
	"Conditions:\n"
	"  Small: !Equals [!Ref AWS::Region, eu-west-1]\n"
	"Resources:\n"
	"  Sync:\n"
	"    Type: AWS::SSM::Association\n"
	"    Properties:\n"
	"      Name: AWS-GatherSoftwareInventory\n"
	"      ScheduleExpression: !If [Small, rate(1 day), !Ref AWS::NoValue]\n",
	NULL,
};

const struct lint_rule rule_value_too_long_or_short = {
	.rule = {
		.id = "CFN106",
		.name = "value-too-long-or-short",
		.severity = SEV_WARNING,
		.summary = "a string or list is longer or shorter than the property takes",
		.why =
			"The service refuses the value when the resource is made. The bounds are those of\n"
			"CloudFormation's schema, or of the service's API, on the day that is told.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "troubleshooting.html",
		.bad =
			"Resources:\n"
			"  Sync:\n"
			"    Type: AWS::SSM::Association\n"
			"    Properties:\n"
			"      Name: AWS-GatherSoftwareInventory\n"
			"      ScheduleExpression: '' #!\n",
		.good =
			"Resources:\n"
			"  Sync:\n"
			"    Type: AWS::SSM::Association\n"
			"    Properties:\n"
			"      Name: AWS-GatherSoftwareInventory\n"
			"      ScheduleExpression: rate(30 minutes)\n",
		.silent = silent,
	},
	.value = value_too_long_or_short,
};
