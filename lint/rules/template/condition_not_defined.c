#include "lint/lint.h"

static void check(struct lint *l, const struct node *n, const char *what)
{
	const struct template *t = l->template;
	struct str name = node_str(n), near;
	struct diag *d;

	if (!node_is_scalar(n) || t->is_rewritten || t->has_modules || t->loops ||
	    (n->tag != TAG_NONE && n->tag != FN_CONDITION) || name.len == 0 ||
	    entries_find(&t->conditions, name))
		return;
	near = entries_nearest(&t->conditions, name);
	d = lint_report(l, n, "%s names the condition %.*s, which is not defined", what,
	                STR(name));
	if (near.len)
		d->hint = arena_printf(l->arena, "did you mean %.*s?", STR(near));
	else
		d->hint = "define it under Conditions";
}

// {Condition: Name} among conditions; elsewhere such a map can be anything.
static void check_inside(struct lint *l, const struct node *n)
{
	const struct node *argument;

	if (function_of(n, &argument) == FN_CONDITION && n->tag == TAG_NONE)
		check(l, argument, "Condition");
	node_each(n, item)
		check_inside(l, item);
	node_each_pair(n, key)
		check_inside(l, key->next);
}

static void condition_not_defined(struct lint *l, const struct template *t)
{
	for (size_t i = 0; i < t->conditions.count; i++)
		check_inside(l, t->conditions.items[i].value);
	for (size_t i = 0; i < t->resources.count; i++)
		check(l, node_get(t->resources.items[i].value, "Condition"), "the resource");
	for (size_t i = 0; i < t->outputs.count; i++)
		check(l, node_get(t->outputs.items[i].value, "Condition"), "the output");
}

static void in_function(struct lint *l, const struct node *n, enum function f,
                        const struct node *argument)
{
	if ((f != FN_IF && f != FN_CONDITION) || lint_position(l).section == SECTION_NONE)
		return;
	if (f == FN_IF)
		check(l, node_item(argument, 0), "Fn::If");
	else if (f == FN_CONDITION && n->tag == FN_CONDITION)
		check(l, argument, "!Condition");
}

const struct lint_rule rule_condition_not_defined = {
	.rule = {
		.id = "CFN018",
		.name = "condition-not-defined",
		.severity = SEV_ERROR,
		.summary = "a condition is named that the template does not define",
		.why =
			"CloudFormation refuses the template: Unresolved condition dependency. The\n"
			"Condition of a resource or output, the first part of Fn::If and a Condition\n"
			"among conditions must name a key of the section Conditions.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "conditions-section-structure.html",
		.bad =
			"Conditions:\n"
			"  InIreland: !Equals [!Ref AWS::Region, eu-west-1]\n"
			"  Elsewhere: !Not [!Condition InIrland] #!\n"
			"Resources:\n"
			"  Queue:\n"
			"    Type: AWS::SQS::Queue\n"
			"    Condition: InFrance #!\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !If [Ireland, Dublin, !Ref AWS::NoValue] #!\n",
		.good =
			"Conditions:\n"
			"  InIreland: !Equals [!Ref AWS::Region, eu-west-1]\n"
			"  Elsewhere: !Not [!Condition InIreland]\n"
			"Resources:\n"
			"  Queue:\n"
			"    Type: AWS::SQS::Queue\n"
			"    Condition: Elsewhere\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !If [InIreland, Dublin, !Ref AWS::NoValue]\n",
		.silent = (const char *const[]){
			"Transform: AWS::LanguageExtensions\n"
			"Conditions:\n"
			"  Fn::ForEach::Ones:\n"
			"    - Name\n"
			"    - [A, B]\n"
			"    - Is${Name}: !Equals [!Ref AWS::Region, !Ref Name]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Condition: IsA\n",
			"Resources:\n"
			"  Acl:\n"
			"    Type: AWS::S3::BucketPolicy\n"
			"    Properties:\n"
			"      Bucket: files\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Deny\n"
			"            Principal: '*'\n"
			"            Action: s3:*\n"
			"            Resource: arn:aws:s3:::files/*\n"
			"            Condition: {Bool: {aws:SecureTransport: 'false'}}\n",
			NULL,
		},
	},
	.template = condition_not_defined,
	.function = in_function,
};
