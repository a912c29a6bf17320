#include "lint/lint.h"

enum type { TYPE_OTHER, TYPE_TEXT, TYPE_NUMBER, TYPE_BOOLEAN };

static enum type type_of(const struct node *n)
{
	struct str text = node_str(n);

	if (!node_is_scalar(n) || !(n->flags & NODE_JSON))
		return TYPE_OTHER;
	if (n->style != STYLE_PLAIN)
		return TYPE_TEXT;
	if (str_is(text, "true") || str_is(text, "false"))
		return TYPE_BOOLEAN;
	return str_is(text, "null") ? TYPE_OTHER : TYPE_NUMBER;
}

static void condition_values_mixed(struct lint *l, const struct statement *s,
                                   const struct lint_condition *c)
{
	static const char *const names[] = {"", "a text", "a number", "a boolean"};
	const struct condition_entry *entry = c->entry;
	enum type first = entry->count > 1 ? type_of(entry->leaves[0].value) : TYPE_OTHER;

	(void)s;
	if (first == TYPE_OTHER)
		return;
	for (size_t i = 1; i < entry->count; i++) {
		enum type type = type_of(entry->leaves[i].value);
		struct diag *d;

		if (type == TYPE_OTHER || type == first)
			continue;
		d = lint_report(l, entry->leaves[i].value,
		                "this value of %.*s is %s, the first is %s", STR(entry->name),
		                names[type], names[first]);
		d->hint = "put all of them in quotes";
		return;
	}
}

const struct lint_rule rule_condition_values_mixed = {
	.rule = {
		.id = "IAM085",
		.name = "condition-values-mixed",
		.severity = SEV_WARNING,
		.summary = "the values of a condition key are of several types of JSON",
		.why =
			"The values of one key have to be of one type. IAM Access Analyzer calls it\n"
			"an error, and AWS does not say what becomes of the others. Texts always do.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "access-analyzer-reference-policy-checks.html",
		.bad =
			"{\n"
			"  \"Version\": \"2012-10-17\",\n"
			"  \"Statement\": [{\n"
			"    \"Effect\": \"Allow\",\n"
			"    \"Action\": \"ec2:CreateVolume\",\n"
			"    \"Resource\": \"*\",\n"
			"    \"Condition\": {\"NumericEquals\": {\"ec2:VolumeSize\": [\n"
			"      \"8\",\n"
			"      16 #!\n"
			"    ]}}\n"
			"  }]\n"
			"}\n",
		.good =
			"{\n"
			"  \"Version\": \"2012-10-17\",\n"
			"  \"Statement\": [{\n"
			"    \"Effect\": \"Allow\",\n"
			"    \"Action\": \"ec2:CreateVolume\",\n"
			"    \"Resource\": \"*\",\n"
			"    \"Condition\": {\"NumericEquals\": {\"ec2:VolumeSize\": [8, 16]}}\n"
			"  }]\n"
			"}\n",
	},
	.policies = POLICIES_ALL,
	.condition = condition_values_mixed,
};
