#include "lint/lint.h"
#include "lint/template/look.h"
#include "templates/sam.h"

static void check(struct lint *l, const struct entry *resource, const struct node *n)
{
	const struct template *t = l->template;
	struct str name = node_str(n), near;
	struct diag *d;

	if (node_is_null(n))
		return;
	if (!node_is_scalar(n) || n->tag != TAG_NONE) {
		lint_report(l, n, "Resources.%.*s.DependsOn takes names of resources, and this is "
		                  "none", STR(resource->name))->hint = "write the name itself";
		return;
	}
	if (entries_find(&t->resources, name) || t->loops || t->has_modules ||
	    sam_makes(t, name))
		return;
	near = entries_nearest(&t->resources, name);
	d = lint_report(l, n, "Resources.%.*s.DependsOn names %.*s, which is no resource of this "
	                      "template", STR(resource->name), STR(name));
	if (near.len)
		d->hint = arena_printf(l->arena, "did you mean %.*s?", STR(near));
	else if (entries_find(&t->parameters, name))
		d->hint = "it is a parameter: nothing has to wait for it";
}

static void depends_on_nothing(struct lint *l, const struct entry *resource)
{
	const struct node *names = node_get(resource->value, "DependsOn");

	if (!names || l->template->is_rewritten)
		return;
	if (!node_is_seq(names)) {
		check(l, resource, names);
		return;
	}
	node_each(names, name)
		check(l, resource, name);
}

const struct lint_rule rule_depends_on_nothing = {
	.rule = {
		.id = "CFN017",
		.name = "depends-on-nothing",
		.severity = SEV_ERROR,
		.summary = "DependsOn names no resource of the template",
		.why =
			"CloudFormation refuses the template: Unresolved resource dependencies.\n"
			"DependsOn takes the name of a resource of the same template, or a list of\n"
			"such names; no function can stand there.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "aws-attribute-dependson.html",
		.bad =
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"  Queue:\n"
			"    Type: AWS::SQS::Queue\n"
			"    DependsOn: Topik #!\n"
			"  Second:\n"
			"    Type: AWS::SQS::Queue\n"
			"    DependsOn: [Queue, !Ref Topic] #!\n",
		.good =
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"  Queue:\n"
			"    Type: AWS::SQS::Queue\n"
			"    DependsOn: Topic\n"
			"  Second:\n"
			"    Type: AWS::SQS::Queue\n"
			"    DependsOn: [Queue, Topic]\n",
		.silent = (const char *const[]){
			"Transform: AWS::LanguageExtensions\n"
			"Resources:\n"
			"  Fn::ForEach::Topics:\n"
			"    - Name\n"
			"    - [A, B]\n"
			"    - Topic${Name}:\n"
			"        Type: AWS::SNS::Topic\n"
			"  Queue:\n"
			"    Type: AWS::SQS::Queue\n"
			"    DependsOn: TopicA\n",
			"Transform: AWS::Serverless-2016-10-31\n"
			"Resources:\n"
			"  Work:\n"
			"    Type: AWS::Serverless::Function\n"
			"    Properties: {Handler: a.b, Runtime: python3.13, CodeUri: s3://code/work.zip}\n"
			"  Queue:\n"
			"    Type: AWS::SQS::Queue\n"
			"    DependsOn: WorkRole\n",
			NULL,
		},
	},
	.resource = depends_on_nothing,
};
