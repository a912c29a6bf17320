#include "aws/aws.h"
#include "lint/policy/named.h"

// "ssm.ap-northeast-1.amazonaws.com", "states.${AWS::Region}.amazonaws.com": where the
// Region stands. Between Regions that are off at first the Regional name has its use.
static bool find_region(struct str text, size_t *start, size_t *end)
{
	ptrdiff_t first = str_find_byte(text, 0, '.'), second;
	struct str region;

	second = first < 0 ? -1 : str_find_byte(text, (size_t)first + 1, '.');
	if (second < 0)
		return false;
	region = str_slice(text, (size_t)first + 1, (size_t)second);
	*start = (size_t)first;
	*end = (size_t)second;
	return !text_is_known(region) ? region.len == 1 : region_known(region);
}

static struct str without(struct arena *a, struct str text, size_t start, size_t end)
{
	return str_of(arena_printf(a, "%.*s%.*s", STR(str_slice(text, 0, start)),
	                           STR(str_slice(text, end, text.len))));
}

static bool is_opt_in(struct str text, size_t start, size_t end)
{
	return region_opt_in(str_slice(text, start + 1, end));
}

// Some services never come under such a name.
static void report(struct lint *l, const struct named_text *t, struct str name, bool opt_in)
{
	bool is_plain = fact_find(fact_file("plain-services"), name) != NULL;
	struct diag *d;

	if (!is_plain && opt_in)
		return;
	d = lint_report_text(l, t->variant, 0, is_plain
	                     ? "this service never assumes a role under a name with a Region"
	                     : "a trust policy needs no Region in the name of a service");
	if (is_plain)
		d->severity = SEV_WARNING;
	d->hint = arena_printf(l->arena, "write %.*s", STR(name));
}

static void service_principal_regional(struct lint *l, const struct statement *s)
{
	struct named_text *texts;
	size_t count = named_texts(l, s, "Service", &texts), start, end;

	for (size_t i = 0; i < count; i++) {
		struct str name;

		if (!find_region(texts[i].text, &start, &end))
			continue;
		name = without(l->arena, texts[i].text, start, end);
		if (text_is_known(name) && service_known(name))
			report(l, &texts[i], name, is_opt_in(texts[i].text, start, end));
	}
}

const struct lint_rule rule_service_principal_regional = {
	.rule = {
		.id = "TRU015",
		.name = "service-principal-regional",
		.severity = SEV_INFO,
		.summary = "a trust policy names a service together with a Region",
		.why =
			"A role is global. Under the name without a Region the service can take it on\n"
			"in every Region, also where the template is deployed to one more later.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_principal.html#principal-services",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      Service: ec2.ap-northeast-1.amazonaws.com #!\n"
			"    Action: sts:AssumeRole\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      Service: ec2.amazonaws.com\n"
			"    Action: sts:AssumeRole\n",
	},
	.policies = POLICIES_TRUST,
	.statement = service_principal_regional,
};
