#include "aws/aws.h"
#include "lint/policy/statement.h"
#include "policies/arn.h"

// A condition on a tag of the resource that needs the tag to be there.
static const struct condition_entry *tag_condition(const struct statement *s)
{
	for (size_t i = 0; i < s->condition_count; i++) {
		const struct condition_entry *c = &s->conditions[i];
		ptrdiff_t mark = str_find_byte(c->name, 0, ':');
		struct str name = str_slice(c->name, mark < 0 ? 0 : (size_t)mark + 1, c->name.len);
		struct operator op;

		if (operator_parse(c->operator, &op) && !op.negated && !op.if_exists &&
		    op.family <= OPERATOR_LIKE && op.set == SET_NONE && !c->sometimes &&
		    str_eq_nocase(str_slice(name, 0, 12), S("ResourceTag/")))
			return c;
	}
	return NULL;
}

static void tag_of_untagged(struct lint *l, const struct statement *s)
{
	const struct condition_entry *c = tag_condition(s);
	struct lint_value *resources;
	size_t count = c ? lint_values(l, s->resource.leaves, s->resource.count, &resources) : 0;

	for (size_t i = 0; i < count; i++)
		fact_each(fact_file("untagged"), row)
			if (glob_match(fact_name(row), resources[i].text))
				lint_report(l, resources[i].leaf->value,
				            "what AWS owns has no tags, so %.*s is never there and this "
				            "line does nothing", STR(c->name))
					->hint = "give it a statement of its own, without the condition";
}

const struct lint_rule rule_tag_of_untagged = {
	.rule = {
		.id = "IAM108",
		.name = "tag-of-untagged",
		.severity = SEV_WARNING,
		.summary = "a condition asks for a tag of something that AWS owns",
		.why =
			"Documents whose names begin with AWS- are of AWS: no one can tag them. A statement\n"
			"that allows sessions on tagged instances, and names such a document beside them,\n"
			"does not allow the document. It needs a statement without the condition.",
		.source = "https://docs.aws.amazon.com/systems-manager/latest/userguide/"
		          "getting-started-restrict-access-examples.html",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartSession\n"
			"    Resource:\n"
			"      - arn:aws:ec2:*:111111111111:instance/*\n"
			"      - arn:aws:ssm:*:*:document/AWS-StartPortForwardingSession #!\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        ssm:resourceTag/team: blue\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartSession\n"
			"    Resource: arn:aws:ec2:*:111111111111:instance/*\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        ssm:resourceTag/team: blue\n"
			"  - Effect: Allow\n"
			"    Action: ssm:StartSession\n"
			"    Resource: arn:aws:ssm:*:*:document/AWS-StartPortForwardingSession\n",
	},
	.policies = POLICIES_ALL,
	.statement = tag_of_untagged,
};
