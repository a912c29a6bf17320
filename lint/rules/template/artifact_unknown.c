#include "lint/template/look.h"
#include "lint/template/property.h"
#include "model/text/names.h"
#include "model/text/say.h"

static bool is_list(const struct node *n)
{
	return node_is_seq(n) && function_of(n, NULL) == FN_NONE;
}

// Adds the literal names of a list of artifacts; false where some are not known.
static bool add_names(struct names *made, const struct node *list)
{
	node_each(list, item) {
		const struct node *name = node_get(item, "Name");
		if (!look_is_literal(name))
			return false;
		names_add(made, node_str(name), 0);
	}
	return !list || is_list(list);
}

static void check(struct lint *l, const struct names *made, const struct node *list)
{
	node_each(list, item) {
		const struct node *name = node_get(item, "Name");
		if (look_is_literal(name) && !text_is_placeholder(node_str(name)) &&
		    names_find(made, node_str(name)) == NAME_NONE)
			lint_report(l, name, "no action before this one makes the artifact %s",
			            say_text(l->arena, node_str(name)));
	}
}

static void artifact_unknown(struct lint *l, const struct entry *r)
{
	const struct node *p = node_get(r->value, "Properties");
	const struct node *stages = node_get(p, "Stages");
	struct names made = {.arena = l->scratch};

	if (map_is_open(l, p) || !is_list(stages))
		return;
	// Actions of one stage may run one after the other.
	node_each(stages, stage) {
		const struct node *actions = node_get(stage, "Actions");

		if (!is_list(actions))
			return;
		node_each(actions, action)
			if (!node_is_map(action) || function_of(action, NULL) != FN_NONE ||
			    !add_names(&made, node_get(action, "OutputArtifacts")))
				return;
		node_each(actions, action)
			check(l, &made, node_get(action, "InputArtifacts"));
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
	"              ActionTypeId: {Category: Source, Owner: AWS, Provider: S3, Version: '1'}\n"
	"              Configuration: {S3Bucket: code, S3ObjectKey: a.zip}\n"
	"              OutputArtifacts: [{Name: Code}]\n"
	"        - Name: Build\n"
	"          Actions:\n"
	"            - Name: Compile\n"
	"              ActionTypeId: {Category: Build, Owner: AWS, Provider: CodeBuild, Version: '1'}\n"
	"              Configuration: {ProjectName: !ImportValue project}\n"
	"              InputArtifacts: [{Name: !Ref AWS::StackName}]\n",
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
	"              OutputArtifacts: [{Name: !Ref AWS::StackName}]\n"
	"        - Name: Build\n"
	"          Actions:\n"
	"            - Name: Compile\n"
	"              ActionTypeId: {Category: Build, Owner: AWS, Provider: CodeBuild, Version: '1'}\n"
	"              Configuration: {ProjectName: !ImportValue project}\n"
	"              InputArtifacts: [{Name: Code}]\n",
	NULL,
};

static const char *const types[] = {"AWS::CodePipeline::Pipeline", NULL};

const struct lint_rule rule_artifact_unknown = {
	.rule = {
		.id = "CFN150",
		.name = "artifact-unknown",
		.severity = SEV_ERROR,
		.summary = "an action of a pipeline takes an artifact that no action before it makes",
		.why =
			"CodePipeline refuses the pipeline: each input artifact is an output artifact of an\n"
			"action that runs before.",
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
			"              ActionTypeId: {Category: Source, Owner: AWS, Provider: S3, Version: '1'}\n"
			"              Configuration: {S3Bucket: code, S3ObjectKey: a.zip}\n"
			"              OutputArtifacts: [{Name: Code}]\n"
			"        - Name: Build\n"
			"          Actions:\n"
			"            - Name: Compile\n"
			"              ActionTypeId: {Category: Build, Owner: AWS, Provider: CodeBuild, Version: '1'}\n"
			"              Configuration: {ProjectName: !ImportValue project}\n"
			"              InputArtifacts:\n"
			"                - Name: Cod #!\n",
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
	.resource = artifact_unknown,
};
