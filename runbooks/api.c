// Inputs of steps, and the operation that a step calls.
#include "runbooks/api.h"

bool ssm_calls_api(const struct ssm_step *s)
{
	return s->facts && fact_has_word(s->facts, "api");
}

static struct str named(const struct ssm_step *s, const char *input)
{
	const struct node *value = ssm_input(s, input);
	struct str text;

	if (!ssm_calls_api(s) || !ssm_text(value, &text) || ssm_has_reference(value))
		return (struct str){0};
	return text;
}

void ssm_find_operation(struct ssm_step *s)
{
	struct str service = named(s, "Service"), name = named(s, "Api");

	s->api = service.len ? api_find(service) : NULL;
	s->operation = s->api && name.len ? operation_find(s->api, name) : NULL;
}

const struct fact *ssm_api(const struct ssm_step *s)
{
	return s->api;
}

const struct fact *ssm_operation(const struct ssm_step *s)
{
	return s->operation;
}

static struct ssm_input_fact fact_of(const struct fact *row, bool of_api)
{
	struct ssm_input_fact f = {.row = row, .of_api = of_api};
	struct str words = fact_value(row), type;

	fact_word(&words, &type);
	f.form = of_api ? ssm_form_of_api(type) : ssm_type_of(type).form;
	f.required = fact_has_word(row, "required");
	return f;
}

bool ssm_input_find(const struct ssm_step *s, struct str name, struct ssm_input_fact *f)
{
	const struct fact *row = fact_find(fact_get(s->facts, "inputs"), name);

	if (row) {
		*f = fact_of(row, false);
		return true;
	}
	row = fact_find(ssm_operation(s), name);
	if (row)
		*f = fact_of(row, true);
	return row != NULL;
}

bool ssm_input_at(const struct ssm_step *s, size_t index, struct ssm_input_fact *f)
{
	const struct fact *inputs = fact_get(s->facts, "inputs"), *row;
	size_t own = fact_count(inputs);

	row = index < own ? fact_at(inputs, index) : fact_at(ssm_operation(s), index - own);
	if (row)
		*f = fact_of(row, index >= own);
	return row != NULL;
}

bool ssm_inputs_known(const struct ssm_step *s)
{
	if (!s->facts || fact_has_word(s->facts, "open"))
		return false;
	return !ssm_calls_api(s) || ssm_operation(s);
}

struct str ssm_input_nearest(const struct ssm_step *s, struct str name)
{
	struct str own = fact_nearest(fact_get(s->facts, "inputs"), name);
	struct str other = fact_nearest(ssm_operation(s), name);

	if (own.len == 0 || other.len == 0)
		return own.len ? own : other;
	return str_distance(name, own, 8) <= str_distance(name, other, 8) ? own : other;
}
