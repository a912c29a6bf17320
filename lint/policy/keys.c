// Condition keys as rules ask for them.
#include "lint/policy/keys.h"

#include "lint/policy/statement.h"

bool key_of_known_service(struct str name)
{
	struct str service = action_prefix(name);
	struct str rest = str_slice(name, service.len + 1, name.len);

	return rest.len > 0 &&
	       (str_eq_nocase(service, S("aws")) || action_service(service)) &&
	       text_is_word(rest, "-_.");
}

bool key_lacks_tag(struct str name)
{
	struct condition_key key;
	char with_tag[128];
	size_t len = name.len;

	if (len + 2 > sizeof with_tag || str_find_byte(name, 0, ':') < 0)
		return false;
	for (size_t i = 0; i < len; i++)
		with_tag[i] = name.at[i];
	if (with_tag[len - 1] != '/')
		with_tag[len++] = '/';
	with_tag[len++] = 'x';
	return !condition_key_find(name, &key) &&
	       condition_key_find((struct str){with_tag, len}, &key) &&
	       str_find(key.name, 0, "Tag/${") > 0;
}
