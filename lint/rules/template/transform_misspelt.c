#include "lint/lint.h"

static void check(struct lint *l, const struct node *n)
{
	const struct fact *known = fact_get(fact_file("template"), "transforms");
	const struct node *name = node_is_map(n) ? node_get(n, "Name") : n;
	struct str text = node_str(name), near = fact_nearest(known, text);

	if (text.len == 0 || name->tag != TAG_NONE || fact_find(known, text) || near.len == 0)
		return;
	lint_report(l, name, "there is no transform %.*s", STR(text))->hint =
		arena_printf(l->arena, "did you mean %.*s?", STR(near));
}

static void transform_misspelt(struct lint *l, const struct template *t)
{
	if (!node_is_seq(t->transform)) {
		if (t->transform)
			check(l, t->transform);
		return;
	}
	node_each(t->transform, item)
		check(l, item);
}

const struct lint_rule rule_transform_misspelt = {
	.rule = {
		.id = "CFN043",
		.name = "transform-misspelt",
		.severity = SEV_ERROR,
		.summary = "a transform of AWS is named with a letter wrong",
		.why =
			"CloudFormation looks for a macro of that name in the account and finds none:\n"
			"No transform named … found. Names that begin with AWS:: are AWS's own.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "transform-section-structure.html",
		.bad =
			"Transform: AWS::Serverless-2016-10-13 #!\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n",
		.good =
			"Transform: AWS::Serverless-2016-10-31\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n",
		.silent = (const char *const[]){
			"Transform: [AWS::LanguageExtensions, 'AWS::CodeDeployBlueGreen']\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n",
			"Transform: [OwnMacro, {Name: 'AWS::Include', Parameters: {Location: s3://shared-snippets/a.yaml}}]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n",
			NULL,
		},
	},
	.template = transform_misspelt,
};
