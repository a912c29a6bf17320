#include "lint/template/look.h"
#include "lint/template/property.h"

static bool is_list(const struct node *n)
{
	return node_is_seq(n) && function_of(n, NULL) == FN_NONE;
}

static void pipeline_without_source(struct lint *l, const struct entry *r)
{
	const struct node *p = node_get(r->value, "Properties");
	const struct node *stages = node_get(p, "Stages");

	if (map_is_open(l, p) || !is_list(stages))
		return;
	node_each(stages, stage) {
		const struct node *actions = node_get(stage, "Actions");
		if (stage != stages->first && !node_is_map(stages->first))
			return;
		node_each(is_list(actions) ? actions : NULL, action) {
			const struct node *category = node_path(action, "ActionTypeId/Category");
			if (look_is_literal(category) &&
			    node_is(category, "Source") != (stage == stages->first))
				lint_report(l, category, stage == stages->first
				            ? "the first stage takes Source actions only"
				            : "only the first stage takes Source actions");
		}
	}
}

static const char *const silent[] = {
	"Resources:\n"
	"  Pipeline:\n"
	"    Type: AWS::CodePipeline::Pipeline\n"
	"    Properties:\n"
	"      RoleArn: !ImportValue role\n"
	"      ArtifactStore: {Type: S3, Location: !ImportValue bucket}\n"
	"      Stages:\n"
	"        - Name: Source\n"
	"          Actions:\n"
	"            - Name: Fetch\n"
	"              ActionTypeId: {Category: !ImportValue category, Owner: AWS, Provider: S3, Version: '1'}\n"
	"              Configuration: {S3Bucket: code, S3ObjectKey: a.zip}\n"
	"              OutputArtifacts: [{Name: Code}]\n"
	"        - Name: Build\n"
	"          Actions:\n"
	"            - Name: Compile\n"
	"              ActionTypeId: {Category: Build, Owner: AWS, Provider: CodeBuild, Version: '1'}\n"
	"              Configuration: {ProjectName: !ImportValue project}\n"
	"              InputArtifacts: [{Name: Code}]\n",
	"Transform: OwnMacro\n"
	"Resources:\n"
	"  Pipeline:\n"
	"    Type: AWS::CodePipeline::Pipeline\n"
	"    Properties:\n"
	"      RoleArn: !ImportValue role\n"
	"      ArtifactStore: {Type: S3, Location: !ImportValue bucket}\n"
	"      Stages:\n"
	"        - Name: Source\n"
	"          Actions:\n"
	"            - Name: Fetch\n"
	"              ActionTypeId: {Category: Build, Owner: AWS, Provider: S3, Version: '1'}\n"
	"              Configuration: {S3Bucket: code, S3ObjectKey: a.zip}\n"
	"              OutputArtifacts: [{Name: Code}]\n"
	"        - Name: Build\n"
	"          Actions:\n"
	"            - Name: Compile\n"
	"              ActionTypeId: {Category: Build, Owner: AWS, Provider: CodeBuild, Version: '1'}\n"
	"              Configuration: {ProjectName: !ImportValue project}\n"
	"              InputArtifacts: [{Name: Code}]\n",
	NULL,
};

static const char *const types[] = {"AWS::CodePipeline::Pipeline", NULL};

const struct lint_rule rule_pipeline_without_source = {
	.rule = {
		.id = "CFN149",
		.name = "pipeline-without-source",
		.severity = SEV_ERROR,
		.summary = "the first stage of a pipeline has another action than Source, or a later one has Source",
		.why =
			"CodePipeline refuses the pipeline: the first stage holds source actions only, and no\n"
			"other stage does.",
		.source = "https://docs.aws.amazon.com/codepipeline/latest/userguide/"
		          "reference-pipeline-structure.html",
		.bad =
			"Resources:\n"
			"  Pipeline:\n"
			"    Type: AWS::CodePipeline::Pipeline\n"
			"    Properties:\n"
			"      RoleArn: !ImportValue role\n"
			"      ArtifactStore: {Type: S3, Location: !ImportValue bucket}\n"
			"      Stages:\n"
			"        - Name: Source\n"
			"          Actions:\n"
			"            - Name: Fetch\n"
			"              ActionTypeId: {Category: Build, Owner: AWS, Provider: S3, Version: '1'} #!\n"
			"              Configuration: {S3Bucket: code, S3ObjectKey: a.zip}\n"
			"              OutputArtifacts: [{Name: Code}]\n"
			"        - Name: Build\n"
			"          Actions:\n"
			"            - Name: Compile\n"
			"              ActionTypeId: {Category: Build, Owner: AWS, Provider: CodeBuild, Version: '1'}\n"
			"              Configuration: {ProjectName: !ImportValue project}\n"
			"              InputArtifacts: [{Name: Code}]\n",
		.good =
			"Resources:\n"
			"  Pipeline:\n"
			"    Type: AWS::CodePipeline::Pipeline\n"
			"    Properties:\n"
			"      RoleArn: !ImportValue role\n"
			"      ArtifactStore: {Type: S3, Location: !ImportValue bucket}\n"
			"      Stages:\n"
			"        - Name: Source\n"
			"          Actions:\n"
			"            - Name: Fetch\n"
			"              ActionTypeId: {Category: Source, Owner: AWS, Provider: S3, Version: '1'}\n"
			"              Configuration: {S3Bucket: code, S3ObjectKey: a.zip}\n"
			"              OutputArtifacts: [{Name: Code}]\n"
			"        - Name: Build\n"
			"          Actions:\n"
			"            - Name: Compile\n"
			"              ActionTypeId: {Category: Build, Owner: AWS, Provider: CodeBuild, Version: '1'}\n"
			"              Configuration: {ProjectName: !ImportValue project}\n"
			"              InputArtifacts: [{Name: Code}]\n",
		.silent = silent,
	},
	.types = types,
	.resource = pipeline_without_source,
};
