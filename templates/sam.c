// The resources that SAM makes of its own types.
#include "templates/sam.h"

static bool is_own(struct str name)
{
	static const char *const prefixes[] = {
		"ServerlessRestApi", "ServerlessHttpApi", "ServerlessDeploymentApplication",
		"CodeDeployServiceRole",
	};

	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
		if (str_starts(name, prefixes[i]))
			return true;
	return false;
}

// A type of SAM, or one that says Connectors.
static bool makes_others(const struct entry *resource)
{
	return str_starts(template_type(resource), "AWS::Serverless::") ||
	       node_get(resource->value, "Connectors");
}

// What is made is named after the resource, and goes on with a capital letter or a number;
// so a slip at the end of a name is still found.
static bool goes_on(char c)
{
	return c == '.' || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

bool sam_makes(const struct template *t, struct str name)
{
	if (!t->has_sam)
		return false;
	if (is_own(name))
		return true;
	for (size_t len = 1; len < name.len && len <= 255; len++) {
		const struct entry *resource;

		if (!goes_on(name.at[len]))
			continue;
		resource = entries_find(&t->resources, str_slice(name, 0, len));
		if (resource && makes_others(resource))
			return true;
	}
	return false;
}
