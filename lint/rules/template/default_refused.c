#include <stdlib.h>

#include "lint/lint.h"
#include "lint/template/look.h"
#include "model/text/regex.h"
#include "model/text/utf8.h"
#include "templates/kinds.h"

static bool number_of(struct lint *l, const struct node *n, double *number)
{
	struct str text = node_str(n);
	const char *start;
	char *end;

	if (!look_is_literal(n) || text.len == 0 || text.len > 40 ||
	    !str_all_of(text, "0123456789.+-eE"))
		return false;
	start = arena_cstring(l->scratch, text);
	*number = strtod(start, &end);
	return end == start + text.len;
}

static const char *broken_bound(struct lint *l, const struct node *p, double value,
                                const char *least, const char *most)
{
	double bound;

	if (number_of(l, node_get(p, least), &bound) && value < bound)
		return least;
	if (number_of(l, node_get(p, most), &bound) && value > bound)
		return most;
	return NULL;
}

// The key of the parameter that refuses its default; NULL where none surely does.
static const char *refused_by(struct lint *l, const struct node *p, const struct node *value)
{
	struct str type = node_str(node_get(p, "Type")), text = node_str(value);
	struct str pattern = node_str(node_get(p, "AllowedPattern"));
	double number;

	if (str_is(type, "List<Number>"))
		return str_all_of(text, "0123456789.+-eE, ") ? NULL : "Type: List<Number>";
	if (parameter_type_is_list(type) || str_starts(type, "AWS::SSM::"))
		return NULL;
	if (str_is(type, "Number")) {
		if (!number_of(l, value, &number))
			return text.len && text.len <= 40 ? "Type: Number" : NULL;
		return broken_bound(l, p, number, "MinValue", "MaxValue");
	}
	if (pattern.len && pattern_match(pattern, text) == MATCH_NO)
		return "AllowedPattern";
	return broken_bound(l, p, (double)utf8_count(text), "MinLength", "MaxLength");
}

static void default_refused(struct lint *l, const struct template *t)
{
	for (size_t i = 0; i < t->parameters.count && !t->is_rewritten; i++) {
		const struct entry *p = &t->parameters.items[i];
		const struct node *value = node_get(p->value, "Default");
		const char *by;
		struct diag *d;

		if (!look_is_literal(value) || node_is_null(value) ||
		    str_find(node_str(value), 0, "{{") >= 0)
			continue;
		by = refused_by(l, p->value, value);
		if (!by)
			continue;
		d = lint_report(l, value, "the default of the parameter %.*s is refused by its own %s",
		                STR(p->name), by);
		if (node_str(value).len)
			continue;
		d->severity = SEV_INFO;
		d->hint = "leave Default out to have everyone give a value";
	}
}

const struct lint_rule rule_default_refused = {
	.rule = {
		.id = "CFN037",
		.name = "default-refused",
		.severity = SEV_WARNING,
		.summary = "a parameter's default breaks the parameter's own pattern or bounds",
		.why =
			"A stack made without a value for the parameter fails: the default has to pass\n"
			"AllowedPattern, MinLength, MaxLength, MinValue and MaxValue as any other value.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "parameters-section-structure.html",
		.bad =
			"Parameters:\n"
			"  Name:\n"
			"    Type: String\n"
			"    Default: My_Topic #!\n"
			"    AllowedPattern: '^[a-z-]+$'\n"
			"  Days:\n"
			"    Type: Number\n"
			"    Default: 0 #!\n"
			"    MinValue: 1\n"
			"  Ports:\n"
			"    Type: List<Number>\n"
			"    Default: 80,https #!\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Sub ['${Name} ${Days} ${Port}', {Port: !Select [0, !Ref Ports]}]\n",
		.good =
			"Parameters:\n"
			"  Name:\n"
			"    Type: String\n"
			"    Default: my-topic\n"
			"    AllowedPattern: '^[a-z-]+$'\n"
			"  Days:\n"
			"    Type: Number\n"
			"    Default: 1\n"
			"    MinValue: 1\n"
			"  Ports:\n"
			"    Type: List<Number>\n"
			"    Default: 80, 443\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Sub ['${Name} ${Days} ${Port}', {Port: !Select [0, !Ref Ports]}]\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  Image:\n"
			"    Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>\n"
			"    Default: /images/base\n"
			"    AllowedPattern: '^ami-[0-9a-f]+$'\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Ref Image\n",
			"Parameters:\n"
			"  Name:\n"
			"    Type: String\n"
			"    Default: abc\n"
			"    AllowedPattern: '[a-c]{3}'\n"
			"    MinLength: 3\n"
			"    MaxLength: '3'\n"
			"  Share:\n"
			"    Type: Number\n"
			"    Default: '0.5'\n"
			"    MaxValue: 1\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Sub ${Name} ${Share}\n",
			NULL,
		},
	},
	.template = default_refused,
};
