// API operations, Automation actions, AWS's own documents; and the list of sources.
#include "aws/aws.h"

const struct fact *api_find(struct str name)
{
	return fact_find_nocase(fact_file("api"), name);
}

struct str api_nearest(struct str name)
{
	return fact_nearest(fact_file("api"), name);
}

// Takes - and _ out: then both spellings of an operation differ in case only.
const struct fact *operation_find(const struct fact *api, struct str name)
{
	char plain[128];
	size_t len = 0;

	for (size_t i = 0; i < name.len && len < sizeof plain; i++)
		if (name.at[i] != '-' && name.at[i] != '_')
			plain[len++] = name.at[i];
	return fact_find_nocase(api, (struct str){plain, len});
}

struct str operation_nearest(const struct fact *api, struct str name)
{
	return fact_nearest(api, name);
}

struct str operation_actions(struct arena *a, const struct fact *api,
                             const struct fact *operation)
{
	struct str actions = fact_value(operation);

	if (str_is(actions, "?"))
		return (struct str){0};
	if (actions.len > 0)
		return actions;
	return str_of(arena_printf(a, "%.*s:%.*s", STR(fact_value(api)),
	                           STR(fact_name(operation))));
}

const struct fact *automation_action(struct str name)
{
	return fact_find(fact_file("automation"), name);
}

struct str automation_action_nearest(struct str name)
{
	return fact_nearest(fact_file("automation"), name);
}

const struct fact *automation_runtime(struct str name)
{
	return fact_find(fact_file("runtimes"), name);
}

const struct fact *runbook_find(struct str name)
{
	return fact_find(fact_file("runbooks"), name);
}

bool setting_known(struct str id)
{
	return fact_find(fact_file("settings"), id) != NULL;
}

struct str setting_nearest(struct str id)
{
	return fact_nearest(fact_file("settings"), id);
}

const struct fact *source_at(size_t index)
{
	return fact_at(fact_file("SOURCES"), index);
}
