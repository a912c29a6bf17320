// The one registry of kinds of documents: by what a document says, then by the name of its
// file.
#include "lint/lint.h"
#include "lint/sites.h"

static bool is_org_file(const struct doc *d)
{
	struct str name = str_after_last(str_of(d->sources[0]->name), '/');

	return str_is(name, "org.yaml") || str_is(name, "org.yml");
}

// What only we have, or what a file of that name says.
static bool is_org(const struct doc *d)
{
	static const char *const keys[] = {"version", "organization", "management", "regions",
	                                   "ous", "accounts", "features"};
	size_t found = 0;

	node_each_pair(d->root, key)
		if (str_distance(node_str(key), S("organization"), 2) <= 2)
			return node_get(d->root, "version") || node_get(d->root, "accounts") ||
			       node_get(d->root, "ous");
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		found += node_get(d->root, keys[i]) != NULL;
	return found >= (is_org_file(d) ? 2 : 4);
}

static bool is_policy_version(const struct node *n)
{
	return node_is(n, "2012-10-17") || node_is(n, "2008-10-17");
}

static bool is_effect(const struct node *n)
{
	return str_eq_nocase(node_str(n), S("Allow")) || str_eq_nocase(node_str(n), S("Deny"));
}

// A statement whose keys are in lower case, too: IAM knows none of them then.
static bool is_statement_in_any_case(const struct node *n)
{
	static const char *const rest[] = {"action",   "notaction",   "resource",
	                                   "principal", "notprincipal", "notresource"};
	bool effect = false, other = false;

	node_each_pair(n, key) {
		effect |= str_eq_nocase(node_str(key), S("effect")) && is_effect(key->next);
		for (size_t i = 0; i < sizeof rest / sizeof *rest; i++)
			other |= str_eq_nocase(node_str(key), str_of(rest[i]));
	}
	return effect && other;
}

// Under the version that only IAM has, a document without Statement is a policy with a
// mistake in it; so is one that has the right parts under the wrong keys.
static bool is_policy_misspelled(const struct node *root)
{
	bool version = false, statement = false;

	node_each_pair(root, key) {
		const struct node *first = node_is_seq(key->next) ? key->next->first : key->next;
		version |= str_eq_nocase(node_str(key), S("Version")) &&
		           is_policy_version(key->next);
		statement |= str_distance(node_str(key), S("Statement"), 2) <= 2 ||
		             is_statement_in_any_case(first);
	}
	return version && statement;
}

bool document_is_statement(const struct node *root)
{
	const struct node *one = node_is_seq(root) ? root->first : root;

	return node_is_map(one) && is_effect(node_get(one, "Effect")) &&
	       (node_get(one, "Action") || node_get(one, "NotAction")) &&
	       !node_get(one, "Statement");
}

static bool is_policy(const struct doc *d)
{
	enum policy_kind unused;

	return policy_is(d->root) || printed_policy(d->root, &unused) ||
	       is_policy_misspelled(d->root) || document_is_statement(d->root);
}

static bool is_plan(const struct doc *d)
{
	return node_is(node_get(d->root, "made-by"), "orgc");
}

static bool is_ssm_document(const struct doc *d)
{
	return ssm_is(d->root) || ssm_printed(d->root);
}

static const struct {
	enum doc_kind kind;
	bool (*is)(const struct doc *d);
} kinds[] = {
	{DOC_TEMPLATE, template_is},
	{DOC_SSM, is_ssm_document},
	{DOC_POLICY, is_policy},
	{DOC_PLAN, is_plan},
	{DOC_ORG, is_org},
};

enum doc_kind document_kind(const struct doc *d)
{
	for (size_t i = 0; d->root && i < sizeof kinds / sizeof *kinds; i++)
		if (kinds[i].is(d))
			return kinds[i].kind;
	return DOC_OTHER;
}

bool document_may_be_ours(const struct doc *d)
{
	struct str text = d->sources[0]->text;

	return is_org_file(d) || str_find(text, 0, "AWSTemplateFormatVersion") >= 0 ||
	       str_find(text, 0, "AWS::") >= 0 || str_find(text, 0, "Statement") >= 0;
}
