#include "lint/policy/named.h"

// More principals than fit into a trust policy; it keeps hostile lists cheap.
enum { PRINCIPALS = 64 };

// arn:…:sts::A:assumed-role/NAME/SESSION and arn:…:iam::A:role/PATH/NAME.
static bool is_session_of(const struct principal *session, const struct principal *role)
{
	const size_t from = sizeof "assumed-role/" - 1;
	ptrdiff_t slash = str_find_byte(session->arn.resource, from, '/');

	return slash > 0 && str_eq(session->arn.account, role->arn.account) &&
	       str_eq(session->arn.partition, role->arn.partition) &&
	       str_eq(str_slice(session->arn.resource, from, (size_t)slash),
	              str_after_last(role->arn.resource, '/'));
}

static void redundant_session(struct lint *l, const struct statement *s)
{
	struct named_text *texts;
	size_t count = statement_is(s, "Allow") ? named_texts(l, s, "AWS", &texts) : 0;

	for (size_t i = 0; i < count && count <= PRINCIPALS; i++) {
		struct principal session = principal_of(texts[i].text);

		for (size_t j = 0; session.form == PRINCIPAL_SESSION && j < count; j++) {
			struct principal role = principal_of(texts[j].text);

			if (role.form != PRINCIPAL_ROLE || texts[j].entry->sometimes ||
			    !text_is_known(texts[i].text) || !text_is_known(texts[j].text) ||
			    !is_session_of(&session, &role))
				continue;
			lint_report_text(l, texts[i].variant, 0,
			                 "this session is trusted already by its role")->hint =
				"take it out";
			break;
		}
	}
}

const struct lint_rule rule_redundant_session = {
	.rule = {
		.id = "TRU018",
		.name = "redundant-session",
		.severity = SEV_INFO,
		.summary = "a session is trusted beside its own role",
		.why =
			"Who trusts a role trusts every session of it. The session beside it adds\n"
			"nothing.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_principal.html#principal-role-session",
		.bad =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      AWS:\n"
			"        - arn:aws:iam::111111111111:role/operator\n"
			"        - arn:aws:sts::111111111111:assumed-role/operator/alice #!\n"
			"    Action: sts:AssumeRole\n",
		.good =
			"Version: '2012-10-17'\n"
			"Statement:\n"
			"  - Effect: Allow\n"
			"    Principal:\n"
			"      AWS:\n"
			"        - arn:aws:iam::111111111111:role/operator\n"
			"    Action: sts:AssumeRole\n",
	},
	.policies = POLICIES_TRUST,
	.statement = redundant_session,
};
