#include "lint/lint.h"
#include "model/edit/edit.h"

// arn:P:sts::ACCOUNT:assumed-role/ROLE[/SESSION]
static bool is_session(struct str text, struct arn *arn)
{
	return arn_split(text, arn) && str_is(arn->service, "sts") &&
	       str_starts(arn->resource, "assumed-role/");
}

// The role's name, which is what stands between the slashes.
static struct str role_name(const struct arn *arn)
{
	struct str rest = str_slice(arn->resource, sizeof "assumed-role/" - 1, arn->resource.len);
	ptrdiff_t slash = str_find_byte(rest, 0, '/');

	return slash < 0 ? rest : str_slice(rest, 0, (size_t)slash);
}

// Roles of Identity Center stand under a path; those that StackSets make under none.
// Of others nothing is known, so any path has to do.
static const char *role_pattern(struct lint *l, struct str name)
{
	if (str_starts(name, "AWSReservedSSO_"))
		return arena_printf(l->arena, "role/aws-reserved/sso.amazonaws.com/*%.*s", STR(name));
	if (str_starts(name, "stacksets-exec-"))
		return arena_printf(l->arena, "role/%.*s", STR(name));
	return NULL;
}

static const char *role_arn(struct lint *l, struct str text, const struct arn *arn,
                            const char *resource)
{
	size_t service = (size_t)(arn->service.at - text.at);
	size_t tail = (size_t)(arn->resource.at - text.at);

	return arena_printf(l->arena, "%.*siam%.*s%s", STR(str_slice(text, 0, service)),
	                    STR(str_slice(text, service + 3, tail)), resource);
}

static struct node *value_of(struct lint *l, const struct node *old, const char *text)
{
	struct node *n = node_scalar(l->arena, str_of(text), old->style);

	n->tag = old->tag;
	n->flags = old->flags & NODE_JSON;
	return n;
}

// Only a text that stands there as it is can be fixed; with wildcards allowed and the
// path not known, the role is named without a path and with any.
static void fix(struct lint *l, struct diag *d, const struct condition_entry *c,
                const struct node *value, const struct arn *arn)
{
	struct str name = role_name(arn), text = node_str(value);
	bool takes_wildcards = !str_starts(condition_operator_base(c->operator), "StringEq") &&
	                       !str_starts(condition_operator_base(c->operator), "StringNotEq");
	const char *pattern = role_pattern(l, name);
	const char *plain = arena_printf(l->arena, "role/%.*s", STR(name));
	const char *with_path = arena_printf(l->arena, "role/*/%.*s", STR(name));
	const struct node *chain[LINT_CHAIN];
	size_t count = lint_chain(l, value, chain);
	struct edit edits[2];

	if (count < 2 || value->tag != TAG_NONE || str_is(name, "*") ||
	    (pattern && !takes_wildcards))
		return;
	if (pattern || !takes_wildcards || str_find_byte(name, 0, '*') == 0) {
		const char *only = pattern ? pattern : plain;
		if (edit_scalar(l->doc, l->arena, value, str_of(role_arn(l, text, arn, only)),
		                &edits[0]))
			lint_fix(l, d, "name the role itself", edits, 1);
	} else if (node_is_seq(chain[count - 2])) {
		if (edit_scalar(l->doc, l->arena, value, str_of(role_arn(l, text, arn, plain)),
		                &edits[0]) &&
		    edit_add_item(l->doc, l->arena, chain[count - 2],
		                  value_of(l, value, role_arn(l, text, arn, with_path)), &edits[1]))
			lint_fix(l, d, "name the role itself, with and without a path", edits, 2);
	} else {
		struct node *both = node_seq(l->arena);
		node_append(both, value_of(l, value, role_arn(l, text, arn, plain)));
		node_append(both, value_of(l, value, role_arn(l, text, arn, with_path)));
		if (edit_value(l->doc, l->arena, value, both, &edits[0]))
			lint_fix(l, d, "name the role itself, with and without a path", edits, 1);
	}
}

static void check_variant(struct lint *l, const struct condition_entry *c,
                          const struct node *value, const struct variant *v)
{
	struct str text = variant_pattern(l->scratch, v);
	struct diag *d;
	struct arn arn;

	if (!is_session(text, &arn))
		return;
	d = lint_report_text(l, v, 0,
	                     "aws:PrincipalArn of a role session is the role's ARN, so an "
	                     "assumed-role ARN never matches");
	d->hint = arena_printf(l->arena, "write the role: arn:…:iam::ACCOUNT:role/%s",
	                       text_is_known(role_name(&arn))
	                               ? arena_cstring(l->arena, role_name(&arn)) : "NAME");
	// The parts of the node's own text, which is what will be fixed.
	if (v->count == 1 && v->pieces[0].from == value && is_session(node_str(value), &arn))
		fix(l, d, c, value, &arn);
}

static void principal_arn_of_session(struct lint *l, const struct statement *s,
                                     const struct lint_condition *c)
{
	const struct condition_entry *entry = c->entry;

	(void)s;
	if (!str_eq_nocase(entry->name, S("aws:PrincipalArn")) ||
	    str_is(condition_operator_base(entry->operator), "Null"))
		return;
	for (size_t i = 0; i < entry->count; i++) {
		struct variants variants = variants_of(l->scratch, entry->leaves[i].value, true);
		for (size_t j = 0; j < variants.count; j++)
			check_variant(l, entry, entry->leaves[i].value, &variants.items[j]);
	}
}

const struct lint_rule rule_principal_arn_of_session = {
	.rule = {
		.id = "IAM008",
		.name = "principal-arn-of-session",
		.severity = SEV_ERROR,
		.summary = "aws:PrincipalArn is compared with the ARN of a session",
		.why =
			"Error messages show the caller as arn:aws:sts::…:assumed-role/ROLE/SESSION,\n"
			"but the condition key holds the ARN of the role, with its path:\n"
			"arn:aws:iam::…:role/PATH/ROLE. The value can never match: an exemption\n"
			"exempts no one, and the SCP goes on denying.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_condition-keys.html#condition-keys-principalarn",
		.bad =
			"{\n"
			"  \"Version\": \"2012-10-17\",\n"
			"  \"Statement\": {\n"
			"    \"Effect\": \"Deny\",\n"
			"    \"Action\": \"s3:PutBucketPublicAccessBlock\",\n"
			"    \"Resource\": \"*\",\n"
			"    \"Condition\": {\n"
			"      \"ArnNotLike\": {\n"
			"        \"aws:PrincipalArn\": [\n"
			"          \"arn:aws:iam::*:role/admin\",\n"
			"          \"arn:aws:sts::*:assumed-role/stacksets-exec-*/*\" #!\n"
			"        ]\n"
			"      }\n"
			"    }\n"
			"  }\n"
			"}\n",
		.good =
			"{\n"
			"  \"Version\": \"2012-10-17\",\n"
			"  \"Statement\": {\n"
			"    \"Effect\": \"Deny\",\n"
			"    \"Action\": \"s3:PutBucketPublicAccessBlock\",\n"
			"    \"Resource\": \"*\",\n"
			"    \"Condition\": {\n"
			"      \"ArnNotLike\": {\n"
			"        \"aws:PrincipalArn\": [\n"
			"          \"arn:aws:iam::*:role/admin\",\n"
			"          \"arn:aws:iam::*:role/stacksets-exec-*\"\n"
			"        ]\n"
			"      }\n"
			"    }\n"
			"  }\n"
			"}\n",
		.fixed =
			"{\n"
			"  \"Version\": \"2012-10-17\",\n"
			"  \"Statement\": {\n"
			"    \"Effect\": \"Deny\",\n"
			"    \"Action\": \"s3:PutBucketPublicAccessBlock\",\n"
			"    \"Resource\": \"*\",\n"
			"    \"Condition\": {\n"
			"      \"ArnNotLike\": {\n"
			"        \"aws:PrincipalArn\": [\n"
			"          \"arn:aws:iam::*:role/admin\",\n"
			"          \"arn:aws:iam::*:role/stacksets-exec-*\"\n"
			"        ]\n"
			"      }\n"
			"    }\n"
			"  }\n"
			"}\n",
	},
	.policies = POLICIES_ALL,
	.condition = principal_arn_of_session,
};
