// Requests that service and resource control policies do not reach.
#include "aws/aws.h"
#include "policies/engine/asking.h"

// Roles that AWS services made for themselves, under a path and a name of their own.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
static enum truth is_service_linked(const struct caller *caller)
{
	static const char path[] = "role/aws-service-role/";
	struct str arn = caller->entity;
	struct arn of = {0};
	ptrdiff_t hole = str_find_byte(arn, 0, HOLE_BYTE), in_name;

	if (caller->kind != CALLER_ROLE)
		return TRUTH_NO;
	if (arn_split(arn, &of) && str_starts(of.resource, path))
		return TRUTH_YES;
	if (arn.len > 0 && hole < 0)
		return TRUTH_NO;
	// What stands in front of the first hole may tell that the path is another one.
	in_name = str_find_byte(of.resource, 0, HOLE_BYTE);
	if (in_name > 0 && strncmp(of.resource.at, path, (size_t)in_name) != 0)
		return TRUTH_NO;
	while (hole >= 0) {
		arn = str_slice(arn, (size_t)hole + 1, arn.len);
		hole = str_find_byte(arn, 0, HOLE_BYTE);
	}
	if (arn.len == 0 || str_starts(arn, "AWSServiceRoleFor"))
		return TRUTH_UNKNOWN;
	return TRUTH_NO;
}

static enum truth is_management(const struct asking *q, struct str account)
{
	if (q->s->management_account.len == 0)
		return TRUTH_NO;
	if (account.len == 0)
		return TRUTH_UNKNOWN;
	return truth_of(str_eq(q->s->management_account, account));
}

// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
enum truth is_beyond_scps(const struct asking *q)
{
	const struct caller *caller = &q->c.request->caller;

	if (caller->kind == CALLER_UNKNOWN)
		return TRUTH_UNKNOWN;
	if (!is_in_account(caller))
		return TRUTH_YES;
	return truth_or(is_service_linked(caller), is_management(q, caller->account));
}

// They reach the services of a list; of an unknown one the answer is not known.
static enum truth is_beyond_rcps_of(struct str action)
{
	ptrdiff_t colon = str_find_byte(action, 0, ':');
	const struct fact *service =
		action_service(str_slice(action, 0, colon < 0 ? 0 : (size_t)colon));

	if (!service)
		return TRUTH_UNKNOWN;
	return truth_of(!action_service_has_rcp(service) ||
	                str_is(action, "kms:retiregrant"));
}

// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
enum truth is_beyond_rcps(const struct asking *q)
{
	const struct request *r = q->c.request;
	enum truth whose = truth_or(is_service_linked(&r->caller),
	                            is_management(q, r->resource_account));

	return truth_or(whose, is_beyond_rcps_of(q->c.action));
}
