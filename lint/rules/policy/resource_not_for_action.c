#include "aws/aws.h"
#include "lint/policy/statement.h"
#include "policies/arn.h"

// "table/${TableName}" -> "table/*"
static struct str glob_of(struct arena *a, struct str pattern)
{
	char *at = arena_alloc(a, pattern.len);
	size_t len = 0, i = 0;

	while (i < pattern.len) {
		ptrdiff_t end = -1;
		if (str_starts(str_slice(pattern, i, pattern.len), "${"))
			end = str_find_byte(pattern, i, '}');
		at[len++] = end < 0 ? pattern.at[i] : '*';
		i = end < 0 ? i + 1 : (size_t)end + 1;
	}
	return (struct str){at, len};
}

static bool open_at(struct str text, size_t i)
{
	return text.at[i] == '*' || text.at[i] == '?' || text.at[i] == HOLE_BYTE ||
	       text.at[i] == '$';
}

// Whether some text may fit both: not where the letters in front of the first wildcards
// differ, or those behind the last.
static bool may_meet(struct str a, struct str b)
{
	for (size_t i = 0; i < a.len && i < b.len; i++) {
		if (open_at(a, i) || open_at(b, i))
			break;
		if (a.at[i] != b.at[i])
			return false;
	}
	for (size_t i = 1; i <= a.len && i <= b.len; i++) {
		if (open_at(a, a.len - i) || open_at(b, b.len - i) ||
		    a.at[a.len - i] == '}')
			break;
		if (a.at[a.len - i] != b.at[b.len - i])
			return false;
	}
	return true;
}

static bool is_plain(struct str text)
{
	return !text_has_wildcard(text) && !text_is_open(text);
}

static bool may_be(struct lint *l, const struct arn *arn, struct str kind)
{
	struct arn pattern;
	struct str glob;

	if (!arn_split(kind, &pattern))
		return true;
	if (!may_meet(arn->service, glob_of(l->scratch, pattern.service)))
		return false;
	glob = glob_of(l->scratch, pattern.resource);
	return is_plain(arn->resource) ? glob_match(glob, arn->resource)
	                               : may_meet(arn->resource, glob);
}

// "function:name" -> "function": the kind of resource, with the mark behind it.
static size_t kind_of(struct str resource)
{
	size_t len = 0;

	while (len < resource.len && resource.at[len] != '/' && resource.at[len] != ':')
		len++;
	return len;
}

// Whether the kinds of two resources are one word, spelled another way.
static bool is_slip(struct str a, struct str b)
{
	struct str x = str_slice(a, 0, kind_of(a)), y = str_slice(b, 0, kind_of(b));

	return x.len >= 5 && is_plain(x) && is_plain(y) && x.len < a.len && y.len < b.len &&
	       str_distance(x, y, 1) <= 1;
}

static bool is_same_kind(struct str a, struct str b)
{
	return str_eq(str_slice(a, 0, kind_of(a) + 1), str_slice(b, 0, kind_of(b) + 1));
}

// The pattern that was likely meant; empty where no kind of the service is near, or where
// the resource is of one.
static struct str nearest_kind(struct str resource, const struct fact *service)
{
	struct str meant = {0};

	fact_each(action_resources(service), kind) {
		struct arn pattern;
		if (!arn_split(fact_value(kind), &pattern))
			continue;
		if (is_same_kind(resource, pattern.resource))
			return (struct str){0};
		if (is_slip(resource, pattern.resource))
			meant = pattern.resource;
	}
	return meant;
}

static bool may_be_some(struct lint *l, const struct arn *arn, const struct fact *service)
{
	fact_each(action_resources(service), kind)
		if (may_be(l, arn, fact_value(kind)))
			return true;
	return false;
}

// Only where every field is what it seems to be: a wildcard may reach over colons.
static bool is_clear(struct str text, struct arn *arn)
{
	return arn_split(text, arn) &&
	       (str_is(arn->account, "*") || !text_has_wildcard(arn->account)) &&
	       (arn->account.len == 0 || str_is(arn->account, "*") ||
	        !text_is_known(arn->account) || str_all_digits(arn->account)) &&
	       arn->resource.len > 0;
}

// The service that every action belongs to; NULL where there is none, or where an action
// is not known.
static const struct fact *common_service(const struct lint_value *actions, size_t count)
{
	const struct fact *common = NULL;

	for (size_t i = 0; i < count; i++) {
		const struct fact *service = action_service(action_prefix(actions[i].text));

		if (!service || !is_plain(actions[i].text) ||
		    !action_find(actions[i].text) || (common && common != service))
			return NULL;
		common = service;
	}
	return common;
}

// Whether all that the actions act on is objects: s3:GetObject and its kin.
static bool are_about_objects(const struct lint_value *actions, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct fact *action = action_find(actions[i].text);
		if (!fact_get(action, "object") || fact_get(action, "bucket"))
			return false;
	}
	return true;
}

// A bucket that stands beside what is in it does no harm.
static bool is_alone(const struct lint_value *resources, size_t count, struct str bucket)
{
	for (size_t i = 0; i < count; i++) {
		struct str text = resources[i].text;
		if (str_eq(str_slice(text, 0, bucket.len), bucket) &&
		    str_starts(str_slice(text, bucket.len, text.len), "/"))
			return false;
	}
	return true;
}

static bool is_bucket(const struct arn *arn)
{
	return is_plain(arn->resource) && kind_of(arn->resource) == arn->resource.len;
}

static void judge_bucket(struct lint *l, const struct lint_value *t)
{
	lint_report(l, t->leaf->value,
	            "this is a bucket, while the action is about the objects in it")
		->hint = arena_printf(l->arena, "write %.*s/*", STR(t->text));
}

static void judge_kind(struct lint *l, const struct lint_value *t, const struct arn *arn,
                       const struct fact *service)
{
	struct str meant = nearest_kind(arn->resource, service);
	struct diag *d;

	if (meant.len == 0 || may_be_some(l, arn, service))
		return;
	d = lint_report(l, t->leaf->value, "no resource of %.*s has such an ARN",
	                STR(arn->service));
	d->hint = arena_printf(l->arena, "did you mean %.*s?",
	                       STR(str_slice(meant, 0, kind_of(meant) + 1)));
}

// A statement with more is not judged: the work grows with their product.
enum { MANY = 64 };

static void resource_not_for_action(struct lint *l, const struct statement *s)
{
	struct lint_value *actions, *resources;
	size_t action_count = lint_values(l, s->action.leaves, s->action.count, &actions);
	size_t count = lint_values(l, s->resource.leaves, s->resource.count, &resources);
	const struct fact *service = common_service(actions, action_count);
	bool about_objects;

	if (s->open || !service || count > MANY)
		return;
	about_objects = str_is(fact_name(service), "s3") &&
	                are_about_objects(actions, action_count);
	for (size_t i = 0; i < count; i++) {
		struct arn arn;

		if (!is_clear(resources[i].text, &arn) ||
		    !str_eq(arn.service, fact_name(service)))
			continue;
		if (!about_objects || !is_bucket(&arn))
			judge_kind(l, &resources[i], &arn, service);
		else if (is_alone(resources, count, resources[i].text))
			judge_bucket(l, &resources[i]);
	}
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
