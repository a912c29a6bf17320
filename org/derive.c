#include "org/derive.h"

#include <stdlib.h>

#include "aws/aws.h"
#include "model/write/write.h"
#include "templates/function.h"

// The advanced tier costs 0.00695 USD for a node and hour (Systems Manager pricing page, as
// of 2021), and a month of billing has 730 hours.
enum { TIER_PRICE = 695, HOURS = 730 }; // in USD / 100,000

const struct node *derive_hybrid(struct org *org, const struct node *hybrid)
{
	struct node *out = node_copy(org->arena, hybrid);
	unsigned long long nodes = strtoull(
		arena_cstring(org->arena, node_str(node_get(hybrid, "nodes"))), NULL, 10);
	unsigned long long cents = (nodes * TIER_PRICE * HOURS + 500) / 1000;

	if (node_is(node_get(hybrid, "tier"), "advanced"))
		node_set(org->arena, out, "cost",
		         node_scalar(org->arena,
		                     str_of(arena_printf(org->arena, "%llu.%02llu", cents / 100,
		                                         cents % 100)),
		                     STYLE_PLAIN));
	return out;
}

const struct node *derive_host_management(struct org *org, const struct node *map)
{
	struct node *out = node_copy(org->arena, map);
	bool is_native = node_is(node_get(map, "mode"), "native");

	if (node_is_map(out))
		node_set(org->arena, out, "native",
		         node_scalar(org->arena, is_native ? S("true") : S("false"), STYLE_PLAIN));
	return out;
}

// --- share-ami ---

static struct node *scalar(struct org *org, const char *text)
{
	return node_scalar(org->arena, str_of(text), STYLE_DOUBLE);
}

// One text may stand for a list of it.
static size_t texts_of(const struct node *n, size_t index, struct str *text)
{
	const struct node *item = node_is_scalar(n) ? (index ? NULL : n) : node_item(n, index);

	*text = node_str(item);
	return item != NULL;
}

static struct node *account_ids(struct org *org, const struct node *names)
{
	struct node *list = node_from(node_seq(org->arena), names);
	struct str name;

	for (size_t i = 0; texts_of(names, i, &name); i++) {
		uint32_t account = names_find(&org->account_names, name);
		if (account != NAME_NONE)
			node_append(list, node_scalar(org->arena, org->accounts[account].id,
			                              STYLE_DOUBLE));
	}
	return list;
}

// AWS takes ARNs here, never bare ids. The partition is left to where it is deployed.
static void add_arn(struct org *org, struct node *list, struct str kind, struct str id)
{
	const struct node *root = org->root;
	const char *arn = arena_printf(
		org->arena, "arn:${AWS::Partition}:organizations::%.*s:%.*s/%.*s%s%.*s",
		STR(node_str(node_path(root, "management/id"))), STR(kind),
		STR(node_str(node_path(root, "organization/id"))), id.len > 0 ? "/" : "", STR(id));
	struct node *n = node_scalar(org->arena, str_of(arn), STYLE_PLAIN);

	n->tag = FN_SUB;
	node_append(list, n);
}

static struct node *ou_arns(struct org *org, const struct node *paths)
{
	struct node *list = node_from(node_seq(org->arena), paths);
	struct str path;

	for (size_t i = 0; texts_of(paths, i, &path); i++) {
		uint32_t ou = names_find(&org->ou_paths, path);
		if (ou != NAME_NONE)
			add_arn(org, list, S("ou"), org->ous[ou].id);
	}
	return list;
}

static struct node *organization_arns(struct org *org, const struct node *flag)
{
	struct node *list = node_from(node_seq(org->arena), flag);

	if (node_is(flag, "true"))
		add_arn(org, list, S("organization"), (struct str){0});
	return list;
}

static struct node *actions(struct org *org, const char *const *names)
{
	struct node *list = node_seq(org->arena);

	for (; *names; names++)
		node_append(list, scalar(org, *names));
	return list;
}

// Who may use the key, as its policy wants to hear it: accounts are principals, and whoever
// else is everybody, under a condition.
struct audience {
	struct node *principal;
	const char *operator, *key; // NULL where there is no condition
	struct node *values;
	const char *sid_use, *sid_grant;
};

static struct node *one_pair(struct org *org, const char *key, struct node *value)
{
	struct node *map = node_map(org->arena);

	node_set(org->arena, map, key, value);
	return map;
}

static struct node *key_statement(struct org *org, const struct audience *who,
                                  const char *const *names, bool is_grant)
{
	struct arena *a = org->arena;
	struct node *statement = node_map(a), *condition = node_map(a);

	node_set(a, statement, "Sid", scalar(org, is_grant ? who->sid_grant : who->sid_use));
	node_set(a, statement, "Effect", scalar(org, "Allow"));
	node_set(a, statement, "Principal", one_pair(org, "AWS", node_copy(a, who->principal)));
	node_set(a, statement, "Action", actions(org, names));
	node_set(a, statement, "Resource", scalar(org, "*"));
	if (who->operator)
		node_set(a, condition, who->operator,
		         one_pair(org, who->key, node_copy(a, who->values)));
	if (is_grant)
		node_set(a, condition, "Bool",
		         one_pair(org, "kms:GrantIsForAWSResource", scalar(org, "true")));
	if (condition->len > 0)
		node_set(a, statement, "Condition", condition);
	return statement;
}

static void add_statements(struct org *org, struct node *list, const struct audience *who)
{
	static const char *const use[] = {"kms:Decrypt", "kms:DescribeKey",
	                                  "kms:GenerateDataKeyWithoutPlaintext",
	                                  "kms:ReEncryptFrom", "kms:ReEncryptTo", NULL};
	static const char *const grant[] = {"kms:CreateGrant", NULL};

	node_append(list, key_statement(org, who, use, false));
	node_append(list, key_statement(org, who, grant, true));
}

static struct node *account_roots(struct org *org, const struct node *ids)
{
	struct node *list = node_seq(org->arena);
	struct str home = node_str(node_path(org->root, "regions/home"));

	node_each(ids, id)
		node_append(list, scalar(org, arena_printf(org->arena, "arn:%.*s:iam::%.*s:root",
		                                           STR(region_partition(home)),
		                                           STR(node_str(id)))));
	return list;
}

// aws:PrincipalOrgPaths of whatever is in the OU: "o-…/r-…/ou-…/ou-…/*".
static struct node *org_paths(struct org *org, const struct node *names)
{
	struct node *list = node_seq(org->arena);
	struct str name;

	for (size_t i = 0; texts_of(names, i, &name); i++) {
		uint32_t ou = names_find(&org->ou_paths, name);
		const char *path = "*";
		if (ou == NAME_NONE)
			continue;
		for (; ou != OU_ROOT; ou = org->ous[ou].parent)
			path = arena_printf(org->arena, "%.*s/%s", STR(org->ous[ou].id), path);
		node_append(list, scalar(org, arena_printf(
			org->arena, "%.*s/%.*s/%s", STR(node_str(node_path(org->root, "organization/id"))),
			STR(org->ous[OU_ROOT].id), path)));
	}
	return list;
}

// What an instance of another account needs of the key in order to start from the image.
static struct str key_statements(struct org *org, const struct node *map)
{
	const struct node *with = node_get(map, "with");
	struct node *list = node_seq(org->arena);
	const struct audience everybody = {
		scalar(org, "*"), "StringEquals", "aws:PrincipalOrgID",
		node_scalar(org->arena, node_str(node_path(org->root, "organization/id")),
		            STYLE_DOUBLE),
		"StartFromSharedImages", "GrantToVolumes",
	};
	const struct audience accounts = {
		account_roots(org, node_get(map, "account-ids")), NULL, NULL, NULL,
		"StartFromSharedImages", "GrantToVolumes",
	};
	const struct audience ous = {
		scalar(org, "*"), "ForAnyValue:StringLike", "aws:PrincipalOrgPaths",
		org_paths(org, node_get(with, "ous")),
		"StartFromSharedImagesInOUs", "GrantToVolumesInOUs",
	};

	if (node_is(node_get(with, "organization"), "true")) {
		add_statements(org, list, &everybody);
		return write_json(org->arena, list);
	}
	if (accounts.principal->len > 0)
		add_statements(org, list, &accounts);
	if (ous.values->len > 0)
		add_statements(org, list, &ous);
	return write_json(org->arena, list);
}

// The ARN with its partition left to where it is deployed; empty where there is no key.
static struct node *key_arn(struct org *org, const struct node *key)
{
	struct str arn = node_str(key);
	ptrdiff_t service = str_find(arn, 0, ":kms:");
	struct node *n;

	if (service < 0)
		return node_from(node_scalar(org->arena, arn, STYLE_DOUBLE), key);
	n = node_scalar(org->arena,
	                str_of(arena_printf(org->arena, "arn:${AWS::Partition}%.*s",
	                                    STR(str_slice(arn, (size_t)service, arn.len)))),
	                STYLE_PLAIN);
	n->tag = FN_SUB;
	return node_from(n, key);
}

const struct node *derive_share_ami(struct org *org, const struct node *share_ami)
{
	struct arena *a = org->arena;
	const struct node *tag = node_get(share_ami, "tag"), *with = node_get(share_ami, "with");
	struct node *out = node_copy(a, share_ami);

	if (!node_is_map(out) || !node_is_map(tag) || tag->len == 0 || !node_is_map(with))
		return share_ami;
	node_set(a, out, "tag-key", node_copy(a, tag->first));
	node_set(a, out, "tag-value", node_copy(a, tag->first->next));
	node_set(a, out, "account-ids", account_ids(org, node_get(with, "accounts")));
	node_set(a, out, "ou-arns", ou_arns(org, node_get(with, "ous")));
	node_set(a, out, "organization-arns",
	         organization_arns(org, node_get(with, "organization")));
	node_set(a, out, "key-arn", key_arn(org, node_get(share_ami, "key")));
	node_set(a, out, "key-statements", node_scalar(a, key_statements(org, out), STYLE_DOUBLE));
	return out;
}

// --- unified-console ---

static void add_region(struct org *org, struct names *names, struct str word)
{
	const struct node *all = node_path(org->root, "regions/all");
	struct str region;

	if (!str_is(word, "all"))
		names_add(names, str_is(word, "home") ? node_str(node_path(org->root, "regions/home"))
		                                      : word, 0);
	else
		for (size_t i = 0; texts_of(all, i, &region); i++)
			names_add(names, region, 0);
}

const struct node *derive_unified_console(struct org *org, const struct node *console)
{
	struct node *out = node_copy(org->arena, console), *list = node_seq(org->arena);
	struct names names = {.arena = org->arena};
	struct str word;

	if (!node_is_map(out))
		return console;
	for (size_t i = 0; texts_of(node_get(console, "regions"), i, &word); i++)
		add_region(org, &names, word);
	for (size_t i = 0; i < names.count; i++)
		node_append(list, node_scalar(org->arena, names.items[i].text, STYLE_PLAIN));
	node_set(org->arena, out, "region-names", list);
	return out;
}
