// Who calls, from an ARN or the name of a service.
#include "policies/engine/engine.h"

#include "policies/arn.h"

// arn:P:sts::A:assumed-role/NAME/SESSION -> arn:P:iam::A:role/?NAME, where '?' is a hole:
// the role's path, of which a session's ARN says nothing.
static struct str role_of_session(struct arena *a, const struct arn *session)
{
	struct str rest = str_slice(session->resource, sizeof "assumed-role/" - 1,
	                            session->resource.len);
	ptrdiff_t slash = str_find_byte(rest, 0, '/');

	if (slash >= 0)
		rest.len = (size_t)slash;
	return str_of(arena_printf(a, "arn:%.*s:iam::%.*s:role/%c%.*s",
	                           STR(session->partition), STR(session->account),
	                           HOLE_BYTE, STR(rest)));
}

static struct str session_of(struct arena *a, const struct arn *role)
{
	return str_of(arena_printf(a, "arn:%.*s:sts::%.*s:assumed-role/%.*s/%c",
	                           STR(role->partition), STR(role->account),
	                           STR(str_after_last(role->resource, '/')), HOLE_BYTE));
}

static struct caller of_iam(struct arena *a, struct caller caller, const struct arn *arn)
{
	if (str_is(arn->resource, "root")) {
		caller.kind = CALLER_ROOT;
	} else if (str_starts(arn->resource, "user/")) {
		caller.kind = CALLER_USER;
	} else if (str_starts(arn->resource, "role/")) {
		caller.kind = CALLER_ROLE;
		caller.entity = caller.arn;
		caller.arn = session_of(a, arn);
	} else if (str_starts(arn->resource, "oidc-provider/") ||
	           str_starts(arn->resource, "saml-provider/")) {
		return (struct caller){.kind = CALLER_IDENTITY, .name = caller.arn};
	}
	return caller;
}

static struct caller of_sts(struct arena *a, struct caller caller, const struct arn *arn)
{
	if (str_starts(arn->resource, "assumed-role/")) {
		caller.kind = CALLER_ROLE;
		caller.entity = role_of_session(a, arn);
	} else if (str_starts(arn->resource, "federated-user/")) {
		caller.kind = CALLER_FEDERATED_USER;
	}
	return caller;
}

static bool is_provider(struct str text)
{
	return str_is(text, "cognito-identity.amazonaws.com") ||
	       str_is(text, "www.amazon.com") || str_is(text, "graph.facebook.com") ||
	       str_is(text, "accounts.google.com");
}

struct caller caller_of(struct arena *a, struct str text)
{
	struct caller caller = {.arn = text};
	struct arn arn;

	if (is_provider(text))
		return (struct caller){.kind = CALLER_IDENTITY, .name = text};
	if (str_ends(text, ".amazonaws.com") || str_ends(text, ".amazonaws.com.cn"))
		return (struct caller){.kind = CALLER_SERVICE, .name = text};
	if (!arn_split(text, &arn))
		return caller;
	caller.account = arn.account;
	if (str_is(arn.service, "iam"))
		return of_iam(a, caller, &arn);
	if (str_is(arn.service, "sts"))
		return of_sts(a, caller, &arn);
	return (struct caller){.arn = text};
}
