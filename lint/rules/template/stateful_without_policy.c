#include "lint/lint.h"

static void stateful_without_policy(struct lint *l, const struct entry *resource)
{
	const struct fact *types = fact_get(fact_file("template"), "stateful-types");
	bool kept = node_get(resource->value, "DeletionPolicy") != NULL;
	bool kept_by_updates = node_get(resource->value, "UpdateReplacePolicy") != NULL;

	if (l->template->is_rewritten || (kept && kept_by_updates))
		return;
	if (kept != kept_by_updates) {
		// Delete says itself that the data may go.
		if (!node_is(node_get(resource->value, "DeletionPolicy"), "Delete") &&
		    fact_find(types, template_type(resource)))
			lint_report(l, resource->key, "%.*s has %s, and no %s", STR(resource->name),
			            kept ? "DeletionPolicy" : "UpdateReplacePolicy",
			            kept ? "UpdateReplacePolicy" : "DeletionPolicy")->hint =
				"say both: one is for deletion, the other for updates that replace";
		return;
	}
	if (fact_find(types, template_type(resource)))
		lint_report(l, resource->key, "the data of %.*s are deleted with it",
		            STR(resource->name))->hint =
			"add DeletionPolicy and UpdateReplacePolicy: Retain, Snapshot or Delete";
}

const struct lint_rule rule_stateful_without_policy = {
	.rule = {
		.id = "CFN066",
		.name = "stateful-without-policy",
		.severity = SEV_INFO,
		.summary = "data go with the resource: no policy keeps them",
		.why =
			"When the stack is deleted, or the resource leaves the template, its data are\n"
			"deleted with it; an update that replaces it does the same. DeletionPolicy and\n"
			"UpdateReplacePolicy say Retain or Snapshot, or Delete where that is meant.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "aws-attribute-deletionpolicy.html",
		.bad =
			"Resources:\n"
			"  Table: #!\n"
			"    Type: AWS::DynamoDB::Table\n"
			"    Properties:\n"
			"      BillingMode: PAY_PER_REQUEST\n"
			"      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]\n"
			"      KeySchema: [{AttributeName: id, KeyType: HASH}]\n",
		.good =
			"Resources:\n"
			"  Table:\n"
			"    Type: AWS::DynamoDB::Table\n"
			"    DeletionPolicy: Retain\n"
			"    UpdateReplacePolicy: Retain\n"
			"    Properties:\n"
			"      BillingMode: PAY_PER_REQUEST\n"
			"      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]\n"
			"      KeySchema: [{AttributeName: id, KeyType: HASH}]\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Files:\n"
			"    Type: AWS::S3::Bucket\n",
			"Resources:\n"
			"  Disk:\n"
			"    Type: AWS::EC2::Volume\n"
			"    DeletionPolicy: Delete\n"
			"    Properties: {AvailabilityZone: eu-west-1a, Size: 8}\n",
			NULL,
		},
	},
	.resource = stateful_without_policy,
};
