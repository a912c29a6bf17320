#include "lint/lint.h"
#include "lint/template/look.h"

static const struct fact *group(const char *name)
{
	return fact_get(fact_file("template"), name);
}

static void check(struct lint *l, const struct entry *resource, const char *key,
                  const char *policies)
{
	const struct node *value = node_get(resource->value, key);
	struct str text = node_str(value), type = template_type(resource);

	if (!value || node_is_null(value))
		return;
	if (!look_is_literal(value)) {
		if ((l->template->has_language_extensions || str_is(str_of(key), "UpdateReplacePolicy")) &&
		    function_of(value, NULL) != FN_NONE)
			return;
		lint_report(l, value, "Resources.%.*s.%s must be a literal string",
		            STR(resource->name), key)->hint =
			"a function needs Transform: AWS::LanguageExtensions";
	} else if (!fact_find(group(policies), text)) {
		lint_report(l, value, "%s is not %.*s: it is Delete, Retain%s", key, STR(text),
		            str_is(str_of(key), "DeletionPolicy") ? ", RetainExceptOnCreate or Snapshot"
		                                                  : " or Snapshot");
	} else if (str_is(text, "Snapshot") && type_find(type) &&
	           !fact_find(group("snapshot-types"), type)) {
		lint_report(l, value, "%.*s has no snapshots", STR(type))->hint =
			"write Retain, or Delete";
	}
}

static void deletion_policy_unknown(struct lint *l, const struct entry *resource)
{
	if (l->template->is_rewritten)
		return;
	check(l, resource, "DeletionPolicy", "deletion-policies");
	check(l, resource, "UpdateReplacePolicy", "update-replace-policies");
}

const struct lint_rule rule_deletion_policy_unknown = {
	.rule = {
		.id = "CFN041",
		.name = "deletion-policy-unknown",
		.severity = SEV_ERROR,
		.summary = "DeletionPolicy or UpdateReplacePolicy says what there is not",
		.why =
			"CloudFormation refuses the template. The policies are Delete, Retain and, for\n"
			"types that have snapshots, Snapshot; a DeletionPolicy may be\n"
			"RetainExceptOnCreate. A function can stand there only with\n"
			"AWS::LanguageExtensions.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "aws-attribute-deletionpolicy.html",
		.bad =
			"Resources:\n"
			"  Files:\n"
			"    Type: AWS::S3::Bucket\n"
			"    DeletionPolicy: Snapshot #!\n"
			"    UpdateReplacePolicy: Keep #!\n",
		.good =
			"Resources:\n"
			"  Files:\n"
			"    Type: AWS::S3::Bucket\n"
			"    DeletionPolicy: RetainExceptOnCreate\n"
			"    UpdateReplacePolicy: Retain\n",
		.silent = (const char *const[]){
			"Transform: AWS::LanguageExtensions\n"
			"Conditions:\n"
			"  Safe: !Equals [!Ref AWS::Region, eu-west-1]\n"
			"Resources:\n"
			"  Files:\n"
			"    Type: AWS::S3::Bucket\n"
			"    DeletionPolicy: !If [Safe, Retain, Delete]\n"
			"    UpdateReplacePolicy: Retain\n",
			"Resources:\n"
			"  Disk:\n"
			"    Type: AWS::EC2::Volume\n"
			"    DeletionPolicy: Snapshot\n"
			"    UpdateReplacePolicy: Snapshot\n"
			"    Properties: {AvailabilityZone: eu-west-1a, Size: 8}\n",
			NULL,
		},
	},
	.resource = deletion_policy_unknown,
};
