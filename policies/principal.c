// What a principal of a policy names: an account, a role, a session, anyone.
#include "policies/principal.h"

static bool is_unique_id(struct str text)
{
	// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
	static const char *const prefixes[] = {"AROA", "AIDA", "AGPA", "AIPA", "ANPA"};

	if (text.len < 16 || text.len > 128)
		return false;
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
		if (str_starts(text, prefixes[i]))
			return str_all_of(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
	return false;
}

static struct principal malformed(struct principal p, const char *wrong)
{
	p.form = PRINCIPAL_MALFORMED;
	p.wrong = wrong;
	return p;
}

// "role/x" names a role; "role" alone and "role/" name nothing.
static bool names(struct str resource, const char *kind)
{
	return str_starts(resource, kind) && resource.len > str_of(kind).len;
}

static struct principal of_iam(struct principal p)
{
	struct str resource = p.arn.resource;

	if (str_is(resource, "root"))
		p.form = PRINCIPAL_ROOT;
	else if (names(resource, "role/"))
		p.form = PRINCIPAL_ROLE;
	else if (names(resource, "user/"))
		p.form = PRINCIPAL_USER;
	else if (names(resource, "group/"))
		p.form = PRINCIPAL_GROUP;
	else if (text_is_known(resource) && !p.has_wildcard)
		return malformed(p, "names neither root nor role/NAME nor user/NAME");
	return p;
}

static struct principal of_sts(struct principal p)
{
	struct str resource = p.arn.resource;

	if (names(resource, "federated-user/")) {
		p.form = PRINCIPAL_FEDERATED_USER;
	} else if (names(resource, "assumed-role/")) {
		p.form = PRINCIPAL_SESSION;
		if (text_is_known(resource) &&
		    str_find_byte(resource, sizeof "assumed-role/" - 1, '/') < 0)
			return malformed(p, "has no session name after the role");
	} else if (text_is_known(resource) && !p.has_wildcard) {
		return malformed(p, "names neither assumed-role/ROLE/SESSION nor "
		                    "federated-user/NAME");
	}
	return p;
}

struct principal principal_of(struct str text)
{
	struct principal p = {0};

	if (str_is(text, "*")) {
		p.form = PRINCIPAL_ANYONE;
		return p;
	}
	if (str_all_digits(text)) {
		p.form = PRINCIPAL_ACCOUNT;
		return p;
	}
	if (is_unique_id(text)) {
		p.form = PRINCIPAL_UNIQUE_ID;
		return p;
	}
	// A placeholder of some other tool is filled in before IAM sees the text.
	if ((text.len > 0 && text.at[0] == HOLE_BYTE) || str_find(text, 0, "${") >= 0)
		return p;
	p.has_arn = arn_split(text, &p.arn);
	if (!p.has_arn && !text_is_known(text))
		return p;
	if (!p.has_arn)
		return malformed(p, str_starts(text, "arn:") ? "has fewer than six fields"
		                                             : "is no ARN, account id or *");
	p.has_wildcard = str_find_byte(text, 0, '*') >= 0 || str_find_byte(text, 0, '?') >= 0;
	if (p.arn.region.len > 0 && text_is_known(p.arn.region) && !p.has_wildcard)
		return malformed(p, "has a Region, which no principal has");
	if (str_is(p.arn.service, "iam"))
		return of_iam(p);
	if (str_is(p.arn.service, "sts"))
		return of_sts(p);
	if (text_is_known(p.arn.service) && !p.has_wildcard)
		return malformed(p, "is of a service other than iam and sts");
	return p;
}
