// Types of values: their names, which fits where, and what a value in the file can be.
#include "runbooks/type.h"

#include "aws/aws.h"
#include "runbooks/document.h"

static const char *const names[] = {
	[SSM_ANY] = "",
	[SSM_STRING] = "String",
	[SSM_INTEGER] = "Integer",
	[SSM_BOOLEAN] = "Boolean",
	[SSM_STRING_LIST] = "StringList",
	[SSM_STRING_MAP] = "StringMap",
	[SSM_MAP_LIST] = "MapList",
};
enum { FORMS = sizeof names / sizeof *names };

const char *ssm_form_name(enum ssm_form form)
{
	return names[form];
}

static const struct fact *known_types(void)
{
	const struct fact *form = fact_get(fact_get(fact_file("documents"), "forms"),
	                                   "automation");

	return fact_get(form, "parameter types");
}

struct ssm_type ssm_type_of(struct str name)
{
	struct ssm_type type = {.name = name};

	for (int form = SSM_STRING; form < FORMS; form++)
		if (str_is(name, names[form]))
			type.form = (enum ssm_form)form;
	if (str_starts(name, "AWS::"))
		type.form = SSM_STRING;
	else if (str_starts(name, "List<") && str_ends(name, ">"))
		type.form = SSM_STRING_LIST;
	return type;
}

struct str ssm_type_nearest(struct str name)
{
	return fact_nearest(known_types(), name);
}

// Rows: what is wanted; columns: what is given. y: it fits, n: it does not, -: not known.
static const char fits[FORMS][FORMS + 1] = {
	//                    ASIBLMm  (any String Integer Boolean List StringMap MapList)
	[SSM_ANY] = "-------",
	[SSM_STRING] = "-yyyn-n",
	[SSM_INTEGER] = "--ynnnn",
	[SSM_BOOLEAN] = "--nynnn",
	[SSM_STRING_LIST] = "-yyyy--",
	[SSM_STRING_MAP] = "--nnnyn",
	[SSM_MAP_LIST] = "--nn--y",
};

enum truth ssm_type_fits(enum ssm_form wanted, enum ssm_form given)
{
	char answer = fits[wanted][given];

	return answer == '-' ? TRUTH_UNKNOWN : truth_of(answer == 'y');
}

static bool is_switch_word(struct str text) // what YAML 1.1 reads as a boolean
{
	return str_eq_nocase(text, S("yes")) || str_eq_nocase(text, S("no")) ||
	       str_eq_nocase(text, S("on")) || str_eq_nocase(text, S("off"));
}

static enum truth scalar_fits(enum ssm_form wanted, const struct node *value)
{
	struct str text = node_str(value);
	long number;

	if (str_find(text, 0, "{{") >= 0 || text.len == 0)
		return TRUTH_UNKNOWN;
	switch (wanted) {
	case SSM_STRING:
		return TRUTH_YES;
	case SSM_INTEGER:
		return truth_of(ssm_is_number(value, &number));
	case SSM_BOOLEAN:
		if (value->style == STYLE_PLAIN && is_switch_word(text))
			return TRUTH_UNKNOWN;
		return truth_of(str_eq_nocase(text, S("true")) || str_eq_nocase(text, S("false")));
	default:
		return TRUTH_UNKNOWN;
	}
}

enum truth ssm_value_fits(enum ssm_form wanted, const struct node *value)
{
	bool is_list = wanted == SSM_STRING_LIST || wanted == SSM_MAP_LIST;

	if (wanted == SSM_ANY || !value || ssm_is_open(value))
		return TRUTH_UNKNOWN;
	if (value->kind == NODE_SCALAR)
		return scalar_fits(wanted, value);
	if (value->kind == NODE_SEQ)
		return truth_of(is_list);
	if (value->kind != NODE_MAP || wanted == SSM_STRING || wanted == SSM_MAP_LIST)
		return TRUTH_UNKNOWN;
	return truth_of(wanted == SSM_STRING_MAP);
}

enum ssm_form ssm_form_of_api(struct str type)
{
	static const struct {
		const char *api;
		enum ssm_form form;
	} rows[] = {
		{"boolean", SSM_BOOLEAN},      {"integer", SSM_INTEGER}, {"list", SSM_STRING_LIST},
		{"long", SSM_INTEGER},         {"map", SSM_STRING_MAP},  {"string", SSM_STRING},
		{"structure", SSM_STRING_MAP},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (str_is(type, rows[i].api))
			return rows[i].form;
	return SSM_ANY;
}
