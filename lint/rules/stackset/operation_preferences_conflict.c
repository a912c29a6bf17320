#include <stdlib.h>

#include "lint/lint.h"
#include "lint/template/deployed.h"
#include "lint/template/look.h"

static void check_pair(struct lint *l, const struct node *preferences, const char *count,
                       const char *percentage)
{
	const struct node *at = node_key(preferences, percentage);

	if (node_get(preferences, count) && at && function_of(at->next, NULL) != FN_IF &&
	    function_of(node_get(preferences, count), NULL) != FN_IF)
		lint_report(l, at, "%s and %s exclude each other", count, percentage)->hint =
			"keep one of them";
}

static long number(struct lint *l, const struct node *preferences, const char *key)
{
	const struct node *value = node_get(preferences, key);

	if (!look_is_literal(value) || !str_all_digits(node_str(value)) ||
	    node_str(value).len > 9)
		return -1;
	return strtol(arena_cstring(l->scratch, node_str(value)), NULL, 10);
}

static void in_resource(struct lint *l, const struct entry *resource)
{
	const struct deployed *d = deployed_by(l, resource);
	const struct node *preferences = d ? node_get(d->properties, "OperationPreferences") : NULL;
	long tolerance, most;

	if (!node_is_map(preferences) || function_of(preferences, NULL) != FN_NONE)
		return;
	check_pair(l, preferences, "FailureToleranceCount", "FailureTolerancePercentage");
	check_pair(l, preferences, "MaxConcurrentCount", "MaxConcurrentPercentage");
	tolerance = number(l, preferences, "FailureToleranceCount");
	most = number(l, preferences, "MaxConcurrentCount");
	if (tolerance >= 0 && most > tolerance + 1 &&
	    !node_get(preferences, "ConcurrencyMode")) {
		struct diag *found = lint_report(l, node_key(preferences, "MaxConcurrentCount"),
		                                 "at most %ld accounts are worked on at once: the "
		                                 "tolerance plus one", tolerance + 1);
		found->severity = SEV_INFO;
		found->hint = "raise FailureToleranceCount, or set ConcurrencyMode: "
		              "SOFT_FAILURE_TOLERANCE";
	}
}

const struct lint_rule rule_operation_preferences_conflict = {
	.rule = {
		.id = "SET022",
		.name = "operation-preferences-conflict",
		.severity = SEV_ERROR,
		.summary = "OperationPreferences say a thing twice, or more than one allows",
		.why =
			"CloudFormation refuses a count together with a percentage. With strict\n"
			"tolerance it deploys to no more accounts at once than may fail, plus one: a\n"
			"higher MaxConcurrentCount has no effect.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/"
		          "API_StackSetOperationPreferences.html",
		.bad =
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      TemplateURL: https://code.s3.amazonaws.com/a.yaml\n"
			"      OperationPreferences:\n"
			"        FailureToleranceCount: 0\n"
			"        FailureTolerancePercentage: 10 #!\n",
		.good =
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      TemplateURL: https://code.s3.amazonaws.com/a.yaml\n"
			"      OperationPreferences:\n"
			"        FailureTolerancePercentage: 10\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      TemplateURL: https://code.s3.amazonaws.com/a.yaml\n"
			"      OperationPreferences:\n"
			"        FailureToleranceCount: 4\n"
			"        MaxConcurrentCount: 5\n"
			"        RegionConcurrencyType: PARALLEL\n",
			"Resources:\n"
			"  Set:\n"
			"    Type: AWS::CloudFormation::StackSet\n"
			"    Properties:\n"
			"      StackSetName: baseline\n"
			"      PermissionModel: SERVICE_MANAGED\n"
			"      AutoDeployment: {Enabled: true, RetainStacksOnAccountRemoval: false}\n"
			"      TemplateURL: https://code.s3.amazonaws.com/a.yaml\n"
			"      OperationPreferences:\n"
			"        FailureToleranceCount: 0\n"
			"        MaxConcurrentPercentage: 100\n"
			"        ConcurrencyMode: SOFT_FAILURE_TOLERANCE\n",
			NULL,
		},
	},
	.resource = in_resource,
};
