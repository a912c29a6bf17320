// userIdentity and eventName, in the terms of the policy engine.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
#include "replay/caller.h"

#include "aws/aws.h"

static bool is_call(const struct record *r)
{
	return (r->event_type.len == 0 || str_is(r->event_type, "AwsApiCall")) &&
	       !str_is(r->event_category, "Insight");
}

static bool is_linked(const struct record *r)
{
	return str_find(r->issuer_arn, 0, ":role/aws-service-role/") >= 0;
}

// The path of an account that is not in org.yaml is not known.
static uint32_t account_of(const struct guardrails *g, struct str id)
{
	return names_find(&g->ids, id);
}

static enum replay_count sort_identity(const struct record *r)
{
	struct str type = r->identity_type;

	if (!is_call(r) || str_is(type, "AWSService"))
		return REPLAY_SERVICE;
	if (is_linked(r))
		return REPLAY_LINKED;
	if (str_is(type, "AWSAccount"))
		return REPLAY_CROSS;
	if (str_is(type, "SAMLUser") || str_is(type, "WebIdentityUser") ||
	    str_is(type, "IdentityCenterUser") || str_is(type, "Directory"))
		return REPLAY_IDENTITY;
	return r->account.len == 0 || r->arn.len == 0 ? REPLAY_ACCOUNT_LESS : REPLAY_SAME;
}

enum replay_count record_caller(const struct record *r, const struct guardrails *g,
                                struct arena *scratch, struct caller *caller,
                                uint32_t *account)
{
	enum replay_count where = sort_identity(r);

	if (where != REPLAY_SAME)
		return where;
	*account = account_of(g, r->account);
	if (*account == NAME_NONE)
		return REPLAY_STRANGER;
	if (*account == ACCOUNT_MANAGEMENT)
		return REPLAY_MANAGEMENT;
	*caller = caller_of(scratch, r->arn);
	if (caller->kind == CALLER_UNKNOWN)
		return REPLAY_ACCOUNT_LESS;
	// A session's ARN has no path, its issuer's has.
	if (r->issuer_arn.len > 0 &&
	    (caller->kind == CALLER_ROLE || caller->kind == CALLER_FEDERATED_USER))
		caller->entity = r->issuer_arn;
	return REPLAY_SAME;
}

// Some services put the day of the API's version at the end: CreateFunction20150331,
// CreateDistribution2020_05_31, UpdateFunctionCode20150331v2.
static struct str without_day(struct str name)
{
	ptrdiff_t at = str_find(name, 1, "20");

	while (at > 0 && (size_t)at + 8 <= name.len) {
		struct str rest = str_slice(name, (size_t)at, name.len);
		if (str_all_of(str_slice(rest, 0, 8), "0123456789_") &&
		    str_all_of(rest, "0123456789_v"))
			return str_slice(name, 0, (size_t)at);
		at = str_find(name, (size_t)at + 1, "20");
	}
	return name;
}

enum replay_count record_action(const struct record *r, struct arena *scratch,
                                struct str *action)
{
	ptrdiff_t dot = str_find_byte(r->event_source, 0, '.');
	struct str label = str_slice(r->event_source, 0, dot < 0 ? r->event_source.len : (size_t)dot);
	struct str row = fact_value(fact_find(fact_file("events"), label));
	const struct fact *api = api_find(row.len > 0 ? row : label);
	struct str name = without_day(r->event_name);
	const struct fact *operation = api ? operation_find(api, name) : NULL;
	struct str actions;

	*action = str_of(arena_printf(scratch, "%.*s:%.*s", STR(label), STR(name)));
	if (!operation)
		return action_find(*action) ? REPLAY_SAME : REPLAY_UNKNOWN;
	actions = operation_actions(scratch, api, operation);
	if (str_is(actions, "-"))
		return REPLAY_NO_ACTION;
	// Of several the first is the one that the call is named after.
	return fact_word(&actions, action) ? REPLAY_SAME : REPLAY_UNKNOWN;
}
