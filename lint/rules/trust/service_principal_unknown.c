#include "aws/aws.h"
#include "lint/policy/named.h"

// No complete list exists, so only what is one letter away counts: on a name of a few
// letters that may be another service.
static bool is_slip(struct str text, struct str near)
{
	ptrdiff_t dot = str_find_byte(near, 0, '.');

	if (dot < 0 || str_distance(text, near, 1) != 1)
		return false;
	return dot >= 5 || str_eq(str_slice(text, 0, (size_t)dot + 1),
	                          str_slice(near, 0, (size_t)dot + 1));
}

static void service_principal_unknown(struct lint *l, const struct statement *s)
{
	struct named_text *texts;
	size_t count = named_texts(l, s, "Service", &texts);

	for (size_t i = 0; i < count; i++) {
		struct str text = texts[i].text, near;

		if (!text_is_known(text) || str_find_byte(text, 0, '*') >= 0 ||
		    str_find(text, 0, "${") >= 0 || str_find(text, 0, "//") >= 0 ||
		    str_find_byte(text, 0, '.') < 0 || service_known(text))
			continue;
		near = service_nearest(text);
		if (service_plausible(text) || !is_slip(text, near))
			continue;
		lint_report_text(l, texts[i].variant, 0, "no service principal %.*s is known",
		                 STR(text))->hint =
			arena_printf(l->arena, "did you mean %.*s?", STR(near));
	}
}

const struct lint_rule rule_service_principal_unknown = {
	.rule = {
		.id = "TRU014",
		.name = "service-principal-unknown",
		.severity = SEV_WARNING,
		.summary = "a service principal is likely misspelt",
		.why =
			"No service of this name is known, but one is that differs by a letter or\n"
			"two. IAM answers \"Invalid principal in policy\" to names that no service\n"
			"has.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_principal.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      Service: ec2.amazonaw.com #!\n"
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
	.statement = service_principal_unknown,
};
