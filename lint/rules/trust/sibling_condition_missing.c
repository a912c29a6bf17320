#include "lint/lint.h"

static bool asks_organization(const struct statement *s)
{
	static const char *const operators[] = {"StringEquals", "StringLike", NULL};

	return statement_condition(s, operators, "aws:PrincipalOrgID") ||
	       statement_condition(s, operators, "aws:PrincipalOrgPaths");
}

// The part that deployment fills in where an account id is to be; NULL where it is known.
static const struct hole *account_hole(const struct lint_principal *p)
{
	size_t at = (size_t)(p->who.arn.account.at - p->text.at);

	if (p->who.arn.account.len != 1 || p->text.at[at] != HOLE_BYTE)
		return NULL;
	return variant_piece(p->variant, at)->hole;
}

static bool same_account(const struct lint_principal *a, const struct lint_principal *b)
{
	struct str x = a->who.has_arn ? a->who.arn.account : a->text;
	struct str y = b->who.has_arn ? b->who.arn.account : b->text;
	const struct hole *p = a->who.has_arn ? account_hole(a) : NULL;
	const struct hole *q = b->who.has_arn ? account_hole(b) : NULL;

	if (p && q)
		return node_same(p->expr, q->expr);
	return x.len > 0 && text_is_known(x) && str_eq(x, y);
}

// Who is let in, and by which statement.
struct guest {
	const struct statement *by;
	struct lint_principal *who;
};

// More than fit into a trust policy are not judged: the work grows with the square.
enum { GUESTS = 128 };

// Those of the statements that ask for the organization, or of those without a Condition.
static size_t find_guests(struct lint *l, const struct policy *p, bool asked,
                          struct guest guests[GUESTS])
{
	size_t count = 0;

	for (size_t i = 0; i < p->count; i++) {
		const struct statement *s = &p->statements[i];

		if (!statement_is(s, "Allow") || s->open || s->sometimes ||
		    (asked ? !asks_organization(s) : s->condition.presence != ABSENT))
			continue;
		for (size_t j = 0; j < s->principal_count && count < GUESTS; j++) {
			struct guest guest = {.by = s};
			if (lint_principals(l, &s->principals[j], &guest.who) == 1)
				guests[count++] = guest;
		}
	}
	return count;
}

static void report(struct lint *l, const struct guest *guest, const struct guest *asked)
{
	struct diag *d = lint_report(l, guest->who->entry->value,
	                             "another statement asks the same account for "
	                             "aws:PrincipalOrgID, this one does not");

	d->hint = "add the condition here, too";
	diag_relate_node(l->arena, d, l->doc, asked->by->node, "this one asks");
}

static void sibling_condition_missing(struct lint *l, const struct policy *p)
{
	struct guest guests[GUESTS], asked[GUESTS];
	size_t asked_count = find_guests(l, p, true, asked);
	size_t count = asked_count ? find_guests(l, p, false, guests) : 0;
	const struct statement *reported = NULL;

	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < asked_count && guests[i].by != reported; j++)
			if (same_account(guests[i].who, asked[j].who)) {
				report(l, &guests[i], &asked[j]);
				reported = guests[i].by;
			}
}

const struct lint_rule rule_sibling_condition_missing = {
	.rule = {
		.id = "TRU017",
		.name = "sibling-condition-missing",
		.severity = SEV_INFO,
		.summary = "one statement asks for the organization, its sibling does not",
		.why =
			"Statements are alternatives: anyone who meets one of them takes on the role.\n"
			"The condition of the one protects nothing where the other lets in the same\n"
			"account without it. Mostly a statement was added later and its condition\n"
			"forgotten.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_condition-keys.html#condition-keys-principalorgid",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      AWS: arn:aws:iam::111111111111:role/automation-admin\n"
			"    Action: sts:AssumeRole\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        aws:PrincipalOrgID: o-a1b2c3d4e5\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      AWS: arn:aws:iam::111111111111:role/operator #!\n"
			"    Action: sts:AssumeRole\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      AWS:\n"
			"        - arn:aws:iam::111111111111:role/automation-admin\n"
			"        - arn:aws:iam::111111111111:role/operator\n"
			"    Action: sts:AssumeRole\n"
			"    Condition:\n"
			"      StringEquals:\n"
			"        aws:PrincipalOrgID: o-a1b2c3d4e5\n",
	},
	.policies = POLICIES_TRUST,
	.policy = sibling_condition_missing,
};
