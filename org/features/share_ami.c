// features.share-ami: images of tagged instances, and who may start from them.
#include "org/features/feature.h"

#include "aws/aws.h"
#include "model/text/say.h"
#include "model/write/write.h"
#include "org/org_rules.h"
#include "templates/function.h"

// --- keys ---

static bool is_schedule(struct str s)
{
	return (str_starts(s, "rate(") || str_starts(s, "cron(")) && s.len > 6 &&
	       s.len <= (size_t)limit("association-schedule") && str_ends(s, ")");
}

static bool is_key_arn(struct str s)
{
	return str_starts(s, "arn:") && str_find(s, 0, ":kms:") > 0 &&
	       str_find(s, 0, ":key/") > 0 &&
	       str_all_of(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-:/");
}

static const struct org_shape tag_key = {.kind = ORG_TEXT, .about = "the key of a tag"};
static const struct org_shape tag_shape = {
	ORG_NAMED, "a map with one key and its value: {MyDocument: Group1}", .name = &tag_key,
	.of = &shape_text};
static const struct org_shape shared_accounts = {ORG_LIST, "a list of account names",
                                                 .of = &shape_account};
static const struct org_shape shared_ous = {ORG_LIST, "a list of OU paths", .of = &shape_ou};
static const struct org_key share_with_keys[] = {
	{"accounts", &shared_accounts, false, "Accounts, by their names here.", "[]"},
	{"ous", &shared_ous, false, "OUs, with all accounts below them.", "[]"},
	{"organization", &shape_flag, false, "Every account of the organization.", "false"},
	{0},
};
static const struct org_shape share_with = {
	ORG_MAP, "a map with accounts, ous or organization", .keys = share_with_keys};
static const char *const image_makers[] = {"action", "runbook", NULL};
static const struct org_shape image_maker = {ORG_TEXT, "action or runbook",
                                             .words = image_makers};
static const struct org_shape schedule = {
	ORG_TEXT, "rate(…) or cron(…)", .is = is_schedule,
	.pattern = "^(rate|cron)\\(.{1,250}\\)$"};
static const struct org_shape key_shape = {
	ORG_TEXT, "the ARN of a KMS key", .is = is_key_arn,
	.pattern = "^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$",
	.ask = "aws kms describe-key --key-id KEY"};
static const struct org_key share_ami_keys[] = {
	{"tag", &tag_shape, true, "The tag of the instances of which images are made.", NULL},
	{"with", &share_with, true, "Whom the images are shared with.", NULL},
	{"in", &shape_targets, true, "The accounts in which the instances are.", NULL},
	{"except", &shape_targets, false, "What to leave out of them.", "[]"},
	{"regions", &shape_regions, false, "The regions in which the instances are.",
	 "\"home\""},
	{"create-with", &image_maker, false,
	 "Make images in a step of the runbook, or with the runbook AWS-CreateImage.",
	 "\"action\""},
	{"schedule", &schedule, false, "When to make images again; else once.", "\"\""},
	{"key", &key_shape, false, "The KMS key of the volumes, where they are encrypted.", "\"\""},
	{"environment", &shape_flag, false, "Make a private network with an instance to try it.",
	 "false"},
	STACK_KEYS
	{0},
};
// --- what blueprints see ---

static struct node *scalar(struct org *org, const char *text)
{
	return node_scalar(org->arena, str_of(text), STYLE_DOUBLE);
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

// Who may use the key, as its policy wants to hear it: accounts are principals, and anyone who
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

static const struct node *derive_share_ami(struct org *org, const struct node *share_ami)
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

// --- what AWS asks ---

// Whether one or a list of regions comes to this one alone.
static bool is_only_region(const struct org *org, const struct node *regions,
                           struct str region)
{
	const struct node *only = node_is_seq(regions) && regions->len == 1 ? regions->first
	                                                                     : regions;

	return str_eq(node_is(only, "home") ? home_region(org) : node_str(only), region);
}

// A key of KMS is of use in its own region only: the fourth part of its ARN.
static void check_key_region(const struct org *org, const struct node *key,
                             const struct node *regions)
{
	struct str rest = node_str(key), region = {0};

	for (int part = 0; part < 4 && rest.len > 0; part++) {
		ptrdiff_t colon = str_find_byte(rest, 0, ':');
		region = str_slice(rest, 0, colon < 0 ? rest.len : (size_t)colon);
		rest = str_slice(rest, region.len + 1, rest.len);
	}
	if (region.len == 0 || (!regions && str_eq(region, home_region(org))) ||
	    (regions && is_only_region(org, regions, region)))
		return;
	diag_node(org->diags, &org_malformed_value, org->doc, key,
	          "features.share-ami.key is of use in %s only, and images are made elsewhere",
	          say_text(org->arena, region))
		->hint = "name that region, and no other, under features.share-ami.regions";
}

static void check_share_ami(const struct org *org)
{
	const struct node *map = node_path(org->root, "features/share-ami");
	const struct node *tag = node_get(map, "tag"), *with = node_get(map, "with");

	if (node_is_map(tag) && tag->len != 1)
		diag_node(org->diags, &org_malformed_value, org->doc, tag,
		          "features.share-ami.tag must be one key and its value, and has %u",
		          tag->len)
			->hint = "an association of orgc's goes by one tag";
	check_key_region(org, node_get(map, "key"), node_get(map, "regions"));
	if (node_is_map(with) && is_off(node_get(with, "accounts")) &&
	    is_off(node_get(with, "ous")) && is_off(node_get(with, "organization")))
		diag_node(org->diags, &org_shared_with_nobody, org->doc, with,
		          "features.share-ami.with names no one")
			->hint = "name accounts, ous, or say organization: true";
}

const struct feature feature_share_ami = {
	.name = "share-ami",
	.shape = {ORG_MAP, "a map with tag, with and in", .keys = share_ami_keys, .derive = derive_share_ami},
	.check = check_share_ami,
	.has_nodes = true,
};
