#include "lint/policy/statement.h"

static void check_text(struct lint *l, const struct statement *s,
                       const struct lint_principal *p)
{
	struct diag *d;

	(void)s;
	// A default is often just a placeholder that every deployment fills in.
	if (p->who.form != PRINCIPAL_MALFORMED || p->variant->assumes_parameter)
		return;
	d = lint_report_text(l, p->variant, 0, "principal %s %s", text_readable(l->arena, p->text),
	                     p->who.wrong);
	d->hint = "write an account id, arn:aws:iam::ACCOUNT:root, …:role/NAME or …:user/NAME";
}

static bool is_principal_key(struct str type)
{
	return str_is(type, "AWS") || str_is(type, "Service") || str_is(type, "Federated") ||
	       str_is(type, "CanonicalUser");
}

// An ARN, of which deployment may fill a part in, or any text but "*".
static bool is_bare_text(struct lint *l, const struct node *value)
{
	struct variants v;

	if (node_is_scalar(value))
		return !node_is(value, "*");
	if (!l->template)
		return false;
	v = variants_of(l->scratch, value, false);
	return v.count > 0 && str_starts(variant_pattern(l->scratch, &v.items[0]), "arn:");
}

static void check_shape(struct lint *l, const struct statement *s)
{
	for (size_t i = 0; i < s->principal_count; i++) {
		const struct principal_entry *e = &s->principals[i];
		struct diag *d;

		if (e->type.len == 0 && is_bare_text(l, e->value)) {
			d = lint_report(l, e->value, "Principal is a bare text: only \"*\" may stand so");
			d->hint = node_is_scalar(e->value)
			                  ? arena_printf(l->arena, "write {AWS: \"%.*s\"}",
			                                 STR(node_str(e->value)))
			                  : "put it under AWS";
		} else if (e->type.len && !is_principal_key(e->type)) {
			d = lint_report(l, e->value, "Principal has the key %.*s, which IAM does not know",
			                STR(e->type));
			d->hint = "use AWS, Service, Federated or CanonicalUser";
		}
	}
}

const struct lint_rule rule_principal_malformed = {
	.rule = {
		.id = "IAM004",
		.name = "principal-malformed",
		.severity = SEV_ERROR,
		.summary = "a principal has none of the forms that IAM takes",
		.why =
			"IAM answers \"Invalid principal in policy\" and the role or policy is not\n"
			"made. Under AWS stand account ids and the ARNs of accounts (root), roles,\n"
			"users and sessions; services, identity providers and the bare \"*\" have\n"
			"forms of their own.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_policies_elements_principal.html",
		.bad =
			"{\n"
			"  \"Version\": \"2012-10-17\",\n"
			"  \"Statement\": [\n"
			"    {\n"
			"      \"Effect\": \"Allow\",\n"
			"      \"Principal\": \"111111111111\", #!\n"
			"      \"Action\": \"sts:AssumeRole\"\n"
			"    },\n"
			"    {\n"
			"      \"Effect\": \"Allow\",\n"
			"      \"Principal\": {\n"
			"        \"AWS\": [\n"
			"          \"arn:aws:iam::333333333333:rootfoo\", #!\n"
			"          \"arn:aws:iam::role/ops\" #!\n"
			"        ]\n"
			"      },\n"
			"      \"Action\": \"sts:AssumeRole\"\n"
			"    }\n"
			"  ]\n"
			"}\n",
		.good =
			"{\n"
			"  \"Version\": \"2012-10-17\",\n"
			"  \"Statement\": [\n"
			"    {\n"
			"      \"Effect\": \"Allow\",\n"
			"      \"Principal\": {\"AWS\": \"111111111111\"},\n"
			"      \"Action\": \"sts:AssumeRole\"\n"
			"    },\n"
			"    {\n"
			"      \"Effect\": \"Allow\",\n"
			"      \"Principal\": {\n"
			"        \"AWS\": [\n"
			"          \"arn:aws:iam::333333333333:root\",\n"
			"          \"arn:aws:iam::222222222222:root\"\n"
			"        ]\n"
			"      },\n"
			"      \"Action\": \"sts:AssumeRole\"\n"
			"    }\n"
			"  ]\n"
			"}\n",
	},
	.policies = POLICIES_TRUST | POLICIES_RESOURCE,
	.statement = check_shape,
	.principal = check_text,
};
