// Judges a folded template: names, sizes, nesting, transforms.
#include "gen/units/unit_checks.h"

#include "aws/aws.h"
#include "gen/units/settings.h"
#include "model/text/say.h"
#include "org/org_rules.h"
#include "templates/function.h"
#include "templates/stackset.h"

// How long a pseudo parameter is in a region; 0 where that is not known.
static size_t length_of(struct str name, struct str region)
{
	if (str_is(name, "AWS::Region"))
		return region.len;
	if (str_is(name, "AWS::AccountId"))
		return 12;
	return str_is(name, "AWS::Partition") ? region_partition(region).len : 0;
}

// How long a text is in a region, as far as pseudo parameters make it; 0 where it holds
// something else.
static size_t length_in(struct arena *a, const struct node *text, struct str region)
{
	const struct node *argument = NULL;
	enum function f = function_of(text, &argument);
	struct sub_part *parts;
	size_t count, length = 0;

	if (f == FN_NONE)
		return node_str(text).len;
	if (f == FN_REF)
		return length_of(node_str(argument), region);
	if (f != FN_SUB || !node_is_scalar(argument))
		return 0;
	count = sub_parts(a, node_str(argument), &parts);
	for (size_t i = 0; i < count; i++) {
		size_t part = parts[i].is_name
		                            ? length_of(parts[i].text, region)
		                            : parts[i].text.len;
		if (part == 0)
			return 0;
		length += part;
	}
	return length;
}

static void check_name_length(const struct org *org, const struct unit *u,
                              const struct node *resource, const struct node *name)
{
	struct arena *a = org->arena;

	if (!node_is(node_get(resource->next, "Type"), "AWS::IAM::Role"))
		return;
	for (size_t i = 0; i < u->region_count; i++) {
		size_t length = length_in(a, name, str_of(u->regions[i]));
		struct diag *d;
		if (length <= (size_t)limit("role-name"))
			continue;
		d = diag_node(
			org->diags, &org_over_a_limit, org->doc,
			u->regions_named ? u->regions_named : u->key,
			"the name of %s comes to %zu characters in %s, and AWS takes at most %ld",
			say_text(a, node_str(resource)), length, u->regions[i],
			limit("role-name"));
		diag_relate_node(org->arena, d, u->folded, name, "named here");
		return;
	}
}

// The characters of a value as JSON without blanks, as far as they are known.
static size_t json_size(struct arena *a, const struct node *n, struct str region)
{
	size_t size = 2 + (n->len > 0 ? n->len - 1 : 0); // brackets and commas

	if (node_is_scalar(n) || function_of(n, NULL) != FN_NONE)
		return 2 + length_in(a, n, region);
	node_each(n, item)
		size += json_size(a, item, region);
	node_each_pair(n, key)
		size += node_str(key).len + 3 + json_size(a, key->next, region);
	return size;
}

// AWS raises the first limit for those who ask, and no one's beyond the second one.
static void check_trust(const struct org *org, const struct unit *u,
                        const struct node *resource)
{
	const struct node *trust =
		node_path(resource->next, "Properties/AssumeRolePolicyDocument");
	struct str region = str_of(u->region_count > 0 ? u->regions[0] : NULL);
	size_t size = trust ? json_size(org->arena, trust, region) : 0;
	long least = limit("role-trust-characters"),
	     most = limit("role-trust-characters-most");
	struct diag *d;

	if (!trust || size <= (size_t)least)
		return;
	d = diag_node(org->diags, &org_over_a_limit, org->doc, u->named,
	              "the trust policy of %s comes to %zu characters, and IAM takes %ld",
	              say_text(org->arena, node_str(resource)), size,
	              size > (size_t)most ? most : least);
	d->hint = "name fewer principals, or one pattern for several";
	if (size <= (size_t)most) {
		d->severity = SEV_WARNING;
		d->hint = arena_printf(org->arena,
		                       "%s; or have AWS raise the quota, up to %ld",
		                       d->hint, most);
	}
	diag_relate_node(org->arena, d, u->folded, trust, "this policy");
}

static void check_iam(const struct org *org, struct unit *u, const struct node *resource)
{
	struct str type = node_str(node_get(resource->next, "Type")), named_by;
	const struct node *name;
	struct diag *d;

	if (!type_is_iam(type, &named_by))
		return;
	u->needs_iam = true;
	if (str_is(type, "AWS::IAM::Role"))
		check_trust(org, u, resource);
	name = named_by.len > 0
	               ? node_get_str(node_get(resource->next, "Properties"), named_by)
	               : NULL;
	if (!name)
		return;
	u->needs_named_iam = true;
	check_name_length(org, u, resource, name);
	if (u->region_count < 2 || node_get(resource->next, "Condition") ||
	    !stackset_same_in_regions(org->arena, name))
		return;
	d = diag_node(
		org->diags, &org_named_iam_in_regions, org->doc,
		u->regions_named ? u->regions_named : u->key,
		"%s is an %.*s with a fixed %.*s: of %zu regions, all but the first fail",
		say_text(org->arena, node_str(resource)), STR(type), STR(named_by),
		u->region_count);
	d->hint =
		"deploy it to the home region only, or put ${AWS::Region} into the name";
	diag_relate_node(org->arena, d, u->folded, name, "named here");
}

static void refuse(const struct org *org, const struct unit *u, const struct node *place,
                   const char *what, const char *hint)
{
	struct diag *d;

	d = diag_node(org->diags, &org_template_not_for_stacksets, org->doc, u->named,
	              "the %s %s, which StackSets of an organization refuse", u->source,
	              what);
	d->hint = hint;
	diag_relate_node(org->arena, d, u->folded, place, "here");
}

static void check_resource(const struct org *org, struct unit *u,
                           const struct node *resource)
{
	if (u->is_stackset && stackset_nests(stackset_type(resource)))
		refuse(org, u, resource, "nests another stack",
		       "put its resources into this template, or make it a StackSet of org.yaml");
	check_iam(org, u, resource);
}

void unit_check(const struct org *org, struct unit *u)
{
	const struct node *transform = stackset_transform(u->folded->root);

	if (u->is_stackset && transform)
		refuse(org, u, transform, "needs a transform",
		       "expand it first (sam build, cfn-include …) and name the result here");
	node_each_pair(node_get(u->folded->root, "Resources"), resource)
		check_resource(org, u, resource);
	unit_check_settings(org, u);
	if (u->text.len > (size_t)limit("template-url-body"))
		diag_node(
			org->diags, &org_over_a_limit, org->doc, u->named,
			"the %s comes to %zu bytes, and CloudFormation takes at most %ld",
			u->source, u->text.len, limit("template-url-body"));
}
