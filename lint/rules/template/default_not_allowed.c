#include "lint/lint.h"
#include "lint/template/look.h"
#include "templates/kinds.h"

static bool is_allowed(const struct node *allowed, const struct node *value)
{
	node_each(allowed, item)
		if (!look_is_literal(item) || node_is_null(item) ||
		    literal_equal(item, value) != TRUTH_NO)
			return true;
	return false;
}

// Of a list, each item has to be allowed; "a,b" may be allowed as a whole, too.
static bool items_are_allowed(struct arena *a, const struct node *allowed,
                              const struct node *value)
{
	struct str rest = node_str(value);
	struct node *one = arena_new(a, struct node);

	while (rest.len > 0) {
		ptrdiff_t comma = str_find_byte(rest, 0, ',');
		struct str item = str_slice(rest, 0, comma < 0 ? rest.len : (size_t)comma);

		*one = *value;
		while (item.len > 0 && item.at[0] == ' ')
			item = str_slice(item, 1, item.len);
		while (item.len > 0 && item.at[item.len - 1] == ' ')
			item.len--;
		one->text = item.at;
		one->len = (uint32_t)item.len;
		if (!is_allowed(allowed, one))
			return false;
		rest = str_slice(rest, comma < 0 ? rest.len : (size_t)comma + 1, rest.len);
	}
	return true;
}

static void default_not_allowed(struct lint *l, const struct template *t)
{
	for (size_t i = 0; i < t->parameters.count && !t->is_rewritten; i++) {
		const struct entry *p = &t->parameters.items[i];
		const struct node *value = node_get(p->value, "Default");
		const struct node *allowed = node_get(p->value, "AllowedValues");

		if (!look_is_literal(value) || node_is_null(value) || !node_is_seq(allowed) ||
		    allowed->len == 0 || allowed->len > 2000 ||
		    is_allowed(allowed, value) ||
		    (parameter_type_is_list(node_str(node_get(p->value, "Type"))) &&
		     items_are_allowed(l->scratch, allowed, value)))
			continue;
		lint_report(l, value, "the default of the parameter %.*s is none of its AllowedValues",
		            STR(p->name))->hint = "name one of them, or add it";
	}
}

const struct lint_rule rule_default_not_allowed = {
	.rule = {
		.id = "CFN036",
		.name = "default-not-allowed",
		.severity = SEV_ERROR,
		.summary = "a parameter's default is none of its AllowedValues",
		.why =
			"CloudFormation refuses the default as it would refuse it from anyone: a stack\n"
			"made without a value for the parameter fails. Values are compared as strings,\n"
			"letter by letter.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "parameters-section-structure.html",
		.bad =
			"Parameters:\n"
			"  Stage:\n"
			"    Type: String\n"
			"    Default: dev #!\n"
			"    AllowedValues: [test, prod]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Ref Stage\n",
		.good =
			"Parameters:\n"
			"  Stage:\n"
			"    Type: String\n"
			"    Default: test\n"
			"    AllowedValues: [test, prod]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Ref Stage\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  Verbose:\n"
			"    Type: String\n"
			"    Default: true\n"
			"    AllowedValues: ['true', 'false']\n"
			"  Size:\n"
			"    Type: Number\n"
			"    Default: '2'\n"
			"    AllowedValues: [1, 2]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Sub ${Verbose} ${Size}\n",
			"Parameters:\n"
			"  Names:\n"
			"    Type: CommaDelimitedList\n"
			"    Default: a,b\n"
			"    AllowedValues: [a, b, c]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Select [0, !Ref Names]\n",
			NULL,
		},
	},
	.template = default_not_allowed,
};
