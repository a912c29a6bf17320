#include "lint/policy/acts.h"

// A statement's resources, each known in all its fields.
struct resources {
	struct arn *arns;
	size_t count;
};

// False where one of them could be anything.
static bool read_resources(struct lint *l, const struct statement *s, struct resources *r)
{
	struct lint_value *values;
	size_t count = lint_values(l, s->resource.leaves, s->resource.count, &values);

	r->arns = arena_array(l->scratch, struct arn, count);
	r->count = count;
	for (size_t i = 0; i < count; i++)
		if (!arn_is_clear(values[i].text, &r->arns[i]))
			return false;
	return count > 0;
}

static bool has_resource(const struct resources *r, struct str action)
{
	for (size_t i = 0; i < r->count; i++)
		if (arn_fits_action(&r->arns[i], action) != ARN_OTHER)
			return true;
	return false;
}

// Of objects and their bucket people take the one for the other.
static bool is_of_bucket(struct str action)
{
	struct acted acted = acted_of(action);

	return str_eq_nocase(action_prefix(action), S("s3")) && fact_get(acted.action, "bucket");
}

static void report(struct lint *l, const struct lint_value *action)
{
	struct diag *d = lint_report(l, action->leaf->value,
	                             "%.*s acts on none of the resources of this statement "
	                             "(as of %.*s)", STR(action->text),
	                             STR(lint_facts_day("actions")));

	if (is_of_bucket(action->text))
		d->hint = "name the bucket itself, too: arn:aws:s3:::NAME without /*";
	else
		d->hint = "name what it acts on, or take it out: orgc show action NAME";
	if (!is_of_bucket(action->text))
		d->severity = SEV_INFO;
}

static void action_without_its_resource(struct lint *l, const struct statement *s)
{
	struct lint_value *actions;
	struct resources r;
	size_t count = lint_values(l, s->action.leaves, s->action.count, &actions), without = 0;
	bool *alone;

	if (s->open || !read_resources(l, s, &r) || count * r.count > ACTS_PAIRS_MAX)
		return;
	alone = arena_array(l->scratch, bool, count);
	for (size_t i = 0; i < count; i++) {
		alone[i] = !text_has_wildcard(actions[i].text) && !has_resource(&r, actions[i].text);
		without += alone[i];
	}
	// Where all are without, the resources are what is wrong.
	for (size_t i = 0; i < count && without < count; i++)
		if (alone[i])
			report(l, &actions[i]);
}

const struct lint_rule rule_action_without_its_resource = {
	.rule = {
		.id = "IAM101",
		.name = "action-without-its-resource",
		.severity = SEV_WARNING,
		.summary = "an action acts on none of the resources of its statement",
		.why =
			"The line of the action does nothing. Often a bucket and its objects are mixed\n"
			"up: s3:ListBucket is about the bucket (arn:aws:s3:::reports), s3:GetObject\n"
			"about the objects (arn:aws:s3:::reports/*), and a statement for both must\n"
			"name both. For other services, whose lists AWS sometimes forgets to bring\n"
			"up to date, it is an info.",
		.source = "https://docs.aws.amazon.com/service-authorization/latest/reference/"
		          "list_amazons3.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action:\n"
			"      - s3:GetObject\n"
			"      - s3:ListBucket #!\n"
			"    Resource: arn:aws:s3:::reports/*\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action:\n"
			"      - s3:GetObject\n"
			"      - s3:ListBucket\n"
			"    Resource:\n"
			"      - arn:aws:s3:::reports\n"
			"      - arn:aws:s3:::reports/*\n",
	},
	.policies = POLICIES_ALL,
	.statement = action_without_its_resource,
};
