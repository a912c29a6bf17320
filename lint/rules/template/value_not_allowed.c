#include "lint/template/property.h"
#include "model/text/say.h"

static struct str nearest(const struct fact *values, struct str text)
{
	fact_each(values, row)
		if (str_eq_nocase(fact_name(row), text))
			return fact_name(row);
	return text.len < 4 ? (struct str){0} : fact_nearest(values, text);
}

static const char *listed(struct lint *l, const struct fact *values)
{
	const char *list = "one of";

	if (fact_count(values) > 8)
		return NULL;
	fact_each(values, row)
		list = arena_printf(l->arena, "%s%s %.*s", list,
		                    row == fact_at(values, 0) ? "" : ",", STR(fact_name(row)));
	return list;
}

static void value_not_allowed(struct lint *l, const struct lint_property *p)
{
	struct constraints registry, api;
	struct str text, near;
	struct diag *d;

	if (!property_asked(p, &registry, &api) || (!registry.values && !api.values) ||
	    !property_text(l, p, &text) || type_is_open(p->type) ||
	    fact_find(registry.values, text) || fact_find(api.values, text))
		return;
	near = nearest(registry.values, text);
	if (near.len == 0)
		near = nearest(api.values, text);
	// The letters of an enum are often taken in any case.
	if (str_eq_nocase(near, text) && !registry.values)
		return;
	d = lint_report(l, p->value, "%s is none of the values of %s that were known on %.*s",
	                say_text(l->arena, text), lint_path(l, p), STR(types_day()));
	if (near.len == 0 && (!registry.values || fact_count(registry.values) > 12))
		d->severity = SEV_INFO;
	d->hint = say_nearest(l->arena, near,
	                      listed(l, registry.values ? registry.values : api.values));
}

static const char *const silent[] = {
	"Parameters:\n"
	"  Mode:\n"
	"    Type: String\n"
	"    Default: none\n"
	"Resources:\n"
	"  Table:\n"
	"    Type: AWS::DynamoDB::Table\n"
	"    Properties:\n"
	"      BillingMode: !Ref Mode\n"
	"      AttributeDefinitions:\n"
	"        - AttributeName: id\n"
	"          AttributeType: S\n"
	"      KeySchema:\n"
	"        - AttributeName: id\n"
	"          KeyType: HASH\n",
	"Resources:\n"
	"  Table:\n"
	"    Type: AWS::DynamoDB::Table\n"
	"    Properties:\n"
	"      BillingMode: '%%MODE%%'\n"
	"      AttributeDefinitions:\n"
	"        - AttributeName: id\n"
	"          AttributeType: S\n"
	"      KeySchema:\n"
	"        - AttributeName: id\n"
	"          KeyType: HASH\n",
	NULL,
};

const struct lint_rule rule_value_not_allowed = {
	.rule = {
		.id = "CFN104",
		.name = "value-not-allowed",
		.severity = SEV_WARNING,
		.summary = "a value is none of those that the property takes",
		.why =
			"The service refuses the value when the resource is made. AWS adds values: a value that is\n"
			"near to none of those that are listed is told as not known on the day of the list, and only\n"
			"where both CloudFormation's own schema and the service's API lack it as a mistake.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "troubleshooting.html",
		.bad =
			"Resources:\n"
			"  Table:\n"
			"    Type: AWS::DynamoDB::Table\n"
			"    Properties:\n"
			"      BillingMode: PAY_PER_REQEST #!\n"
			"      AttributeDefinitions:\n"
			"        - AttributeName: id\n"
			"          AttributeType: S\n"
			"      KeySchema:\n"
			"        - AttributeName: id\n"
			"          KeyType: HASH\n",
		.good =
			"Resources:\n"
			"  Table:\n"
			"    Type: AWS::DynamoDB::Table\n"
			"    DeletionPolicy: Retain\n"
			"    UpdateReplacePolicy: Retain\n"
			"    Properties:\n"
			"      BillingMode: PAY_PER_REQUEST\n"
			"      AttributeDefinitions:\n"
			"        - AttributeName: id\n"
			"          AttributeType: S\n"
			"      KeySchema:\n"
			"        - AttributeName: id\n"
			"          KeyType: HASH\n",
		.silent = silent,
	},
	.value = value_not_allowed,
};
