// Who called, from the ARN that a message shows: of a session to its role.
#include "explain/caller.h"

#include "aws/aws.h"
#include "policies/arn.h"

static void add(struct told *t, const char *name, struct str value)
{
	if (value.len > 0 && told_value(t, name).len == 0 && t->slot_count < TOLD_SLOTS)
		t->slots[t->slot_count++] = (struct slot){str_of(name), value};
}

// What conditions on aws:PrincipalArn see: the role, with its path where that is known.
static struct str exemption(struct arena *a, const struct arn *role, struct str name)
{
	ptrdiff_t end;

	if (str_starts(name, "stacksets-exec-"))
		return str_of(arena_printf(a, "arn:%.*s:iam::*:%.*s", STR(role->partition),
		                           STR(service_role(a, "stacksets", S("")))));
	if (!str_starts(name, "AWSReservedSSO_"))
		return str_of(arena_printf(a, "arn:%.*s:iam::%.*s:role/%.*s",
		                           STR(role->partition), STR(role->account), STR(name)));
	name = str_slice(name, strlen("AWSReservedSSO_"), name.len);
	end = (ptrdiff_t)(name.len - str_after_last(name, '_').len) - 1;
	if (end > 0)
		name = str_slice(name, 0, (size_t)end);
	return str_of(arena_printf(a, "arn:%.*s:iam::*:%.*s", STR(role->partition),
	                           STR(service_role(a, "permission-set", name))));
}

// arn:…:sts::A:assumed-role/NAME/SESSION
static void add_role(struct arena *a, struct told *t, const struct arn *session)
{
	struct str name = str_slice(session->resource, strlen("assumed-role/"),
	                            session->resource.len);
	ptrdiff_t end = str_find_byte(name, 0, '/');

	if (end >= 0)
		name = str_slice(name, 0, (size_t)end);
	add(t, "principal", str_of(arena_printf(a, "role/%.*s", STR(name))));
	add(t, "role-arn-of-caller",
	    str_of(arena_printf(a, "arn:%.*s:iam::%.*s:role/%.*s", STR(session->partition),
	                        STR(session->account), STR(name))));
	add(t, "exempt", exemption(a, session, name));
}

static bool is_account(struct str text)
{
	return text.len == 12 && str_all_digits(text);
}

void caller_derive(struct arena *a, struct told *t)
{
	static const char *const owners[] = {"caller", "role-arn", "principal-arn", "resource"};
	struct arn arn;

	if (arn_split(told_value(t, "caller"), &arn)) {
		if (str_starts(arn.resource, "assumed-role/"))
			add_role(a, t, &arn);
		else
			add(t, "exempt", told_value(t, "caller"));
		add(t, "principal", arn.resource);
		if (is_account(arn.account))
			add(t, "account", arn.account);
	}
	for (size_t i = 0; i < sizeof owners / sizeof *owners; i++)
		if (arn_split(told_value(t, owners[i]), &arn) && is_account(arn.account))
			add(t, "account", arn.account);
}
