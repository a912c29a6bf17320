// Policy variables such as ${aws:username}.
#include "policies/variable.h"

#include "aws/aws.h"

bool variable_next(struct str text, size_t from, struct variable *v)
{
	ptrdiff_t start = str_find(text, from, "${"), end, comma;

	if (start < 0)
		return false;
	end = str_find_byte(text, (size_t)start, '}');
	v->start = (size_t)start;
	v->is_closed = end >= 0;
	v->end = v->is_closed ? (size_t)end + 1 : text.len;
	v->inside = str_slice(text, v->start + 2, v->is_closed ? (size_t)end : text.len);
	comma = str_find_byte(v->inside, 0, ',');
	v->name = str_slice(v->inside, 0, comma < 0 ? v->inside.len : (size_t)comma);
	return true;
}

bool variable_names_key(const struct variable *v)
{
	struct condition_key unused;

	if (!v->is_closed)
		return false;
	return str_is(v->name, "*") || str_is(v->name, "?") || str_is(v->name, "$") ||
	       condition_key_find(v->name, &unused);
}
