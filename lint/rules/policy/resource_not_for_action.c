#include "aws/aws.h"
#include "lint/policy/acts.h"

// "function:name" -> "function": the kind of resource, with the mark after it.
static size_t kind_of(struct str resource)
{
	size_t len = 0;

	while (len < resource.len && resource.at[len] != '/' && resource.at[len] != ':')
		len++;
	return len;
}

static bool is_plain(struct str text)
{
	return !text_has_wildcard(text) && !text_is_open(text);
}

// Whether the kinds of two resources are one word, spelled another way.
static bool is_slip(struct str a, struct str b)
{
	struct str x = str_slice(a, 0, kind_of(a)), y = str_slice(b, 0, kind_of(b));

	return x.len >= 4 && is_plain(x) && is_plain(y) && x.len < a.len && y.len < b.len &&
	       str_distance(x, y, 1) <= 1;
}

// What the kind was likely meant to be; empty where no kind of the service is near.
static struct str nearest_kind(struct str resource, const struct fact *service)
{
	struct str meant = {0};

	fact_each(action_resources(service), kind) {
		struct arn pattern;

		if (arn_split(fact_value(kind), &pattern) && is_slip(resource, pattern.resource))
			meant = str_slice(pattern.resource, 0, kind_of(pattern.resource) + 1);
	}
	return meant;
}

// A statement's texts, and what is known of them.
struct about {
	struct lint_value *actions, *resources;
	size_t action_count, resource_count;
};

// "s3" with a bucket: the objects in it may stand in the same statement.
static bool has_longer(const struct about *a, struct str start)
{
	for (size_t i = 0; i < a->resource_count; i++) {
		struct str text = a->resources[i].text;

		if (str_eq(str_slice(text, 0, start.len), start) &&
		    str_starts(str_slice(text, start.len, text.len), "/"))
			return true;
	}
	return false;
}

// A kind of resource is one, too, where it is followed by a colon or slash and anything.
static bool fits_some_kind(const struct arn *arn, const struct fact *service)
{
	fact_each(action_resources(service), kind)
		if (arn_fits(arn, fact_value(kind)) != ARN_OTHER)
			return true;
	return false;
}

// What to write instead; NULL where nothing is near.
static const char *hint_for(struct lint *l, const struct about *a, struct str text,
                            const struct arn *arn)
{
	const struct fact *service = action_service(arn->service);
	struct str meant;

	if (str_is(arn->service, "s3") && is_plain(arn->resource) &&
	    kind_of(arn->resource) == arn->resource.len)
		return arena_printf(l->arena, "this is a bucket: write %.*s/* for the objects in it",
		                    STR(text));
	if (str_is(arn->service, "s3") && str_ends(text, "/*") && a->action_count > 0 &&
	    str_find(text, 0, "accesspoint") < 0)
		return arena_printf(l->arena, "these are objects: write %.*s for the bucket",
		                    STR(str_slice(text, 0, text.len - 2)));
	meant = fits_some_kind(arn, service) ? (struct str){0}
	                                     : nearest_kind(arn->resource, service);
	return meant.len ? arena_printf(l->arena, "did you mean %.*s?", STR(meant)) : NULL;
}

// Beside resources that fit, one that does not may be there for its readers.
static void report(struct lint *l, const struct about *a, const struct lint_value *t,
                   const struct arn *arn, bool is_all)
{
	const struct fact *service = action_service(arn->service);
	struct diag *d;

	if (service && fact_count(action_resources(service)) && !fits_some_kind(arn, service))
		d = lint_report(l, t->leaf->value, "no resource of %.*s has such an ARN (as of %.*s)",
		                STR(arn->service), STR(lint_facts_day("actions")));
	else
		d = lint_report(l, t->leaf->value,
		                a->action_count == 1 ? "%.*s does not act on such a resource (as of %.*s)"
		                : "neither %.*s nor the other actions act on such a resource "
		                  "(as of %.*s)",
		                STR(a->actions[0].text), STR(lint_facts_day("actions")));
	if (!is_all)
		d->severity = SEV_INFO;
	d->hint = hint_for(l, a, t->text, arn);
	if (!d->hint)
		d->hint = "orgc show action NAME prints what an action acts on";
}

static bool is_for_none(const struct about *a, const struct lint_value *resource,
                        struct arn *arn)
{
	if (!arn_is_clear(resource->text, arn))
		return false;
	for (size_t i = 0; i < a->action_count; i++)
		if (arn_fits_action(arn, a->actions[i].text) != ARN_OTHER)
			return false;
	// A bucket that stands beside what is in it does no harm.
	return a->action_count > 0 &&
	       !(str_is(arn->service, "s3") && has_longer(a, resource->text));
}

static void resource_not_for_action(struct lint *l, const struct statement *s)
{
	struct about a;
	struct arn arn;
	bool *wrong, is_all = true;

	a.action_count = lint_values(l, s->action.leaves, s->action.count, &a.actions);
	a.resource_count = lint_values(l, s->resource.leaves, s->resource.count, &a.resources);
	if (s->open || s->not_action.presence != ABSENT ||
	    a.action_count * a.resource_count > ACTS_PAIRS_MAX)
		return;
	wrong = arena_array(l->scratch, bool, a.resource_count);
	for (size_t i = 0; i < a.resource_count; i++) {
		wrong[i] = is_for_none(&a, &a.resources[i], &arn);
		is_all &= wrong[i];
	}
	for (size_t i = 0; i < a.resource_count; i++)
		if (wrong[i] && arn_is_clear(a.resources[i].text, &arn))
			report(l, &a, &a.resources[i], &arn, is_all);
}

const struct lint_rule rule_resource_not_for_action = {
	.rule = {
		.id = "IAM068",
		.name = "resource-not-for-action",
		.severity = SEV_WARNING,
		.summary = "a resource is none that the actions act on",
		.why =
			"The line does nothing: an Allow allows nothing and a Deny denies nothing.\n"
			"s3:GetObject is about the objects (bucket/*), not about the bucket; and the\n"
			"kind of a resource must be written as the service does, with its capital\n"
			"letters and its colon or slash (function:NAME, stateMachine:NAME).",
		.source = "https://docs.aws.amazon.com/service-authorization/latest/reference/"
		          "reference_policies_actions-resources-contextkeys.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: s3:GetObject\n"
			"    Resource: arn:aws:s3:::reports #!\n"
			"  - Effect: Deny\n"
			"    Action: lambda:DeleteFunction\n"
			"    Resource: arn:aws:lambda:*:*:function/billing-* #!\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: s3:GetObject\n"
			"    Resource: arn:aws:s3:::reports/*\n"
			"  - Effect: Deny\n"
			"    Action: lambda:DeleteFunction\n"
			"    Resource: arn:aws:lambda:*:*:function:billing-*\n",
	},
	.policies = POLICIES_ALL,
	.statement = resource_not_for_action,
};
