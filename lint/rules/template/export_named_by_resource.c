#include "lint/lint.h"

static bool is_resource(const struct template *t, struct str name)
{
	ptrdiff_t dot = str_find_byte(name, 0, '.');

	return entries_find(&t->resources, str_slice(name, 0, dot < 0 ? name.len : (size_t)dot)) &&
	       !entries_find(&t->parameters, name);
}

// The first node that names a resource; NULL where none does.
static const struct node *find(struct lint *l, const struct node *n)
{
	const struct node *argument, *found = NULL;
	enum function f = function_of(n, &argument);
	struct sub_part *parts;
	struct node inner;
	size_t count;

	if (function_inside(n, &inner))
		return find(l, &inner) ? n : NULL;
	if (f == FN_GET_ATT || (f == FN_REF && is_resource(l->template, node_str(argument))))
		return n;
	if (f == FN_SUB && node_is_scalar(argument)) {
		count = sub_parts(l->scratch, node_str(argument), &parts);
		for (size_t i = 0; i < count; i++)
			if (parts[i].is_name && is_resource(l->template, parts[i].text))
				return n;
	}
	node_each(n, item)
		found = found ? found : find(l, item);
	node_each_pair(n, key)
		found = found ? found : find(l, key->next);
	return found;
}

static void check(struct lint *l, const struct node *name, const char *what)
{
	const struct node *at = name && !l->template->is_rewritten ? find(l, name) : NULL;

	if (at)
		lint_report(l, at, "%s cannot depend on a resource", what)->hint =
			"make it of parameters, ${AWS::StackName} and literals";
}

static void in_template(struct lint *l, const struct template *t)
{
	for (size_t i = 0; i < t->outputs.count; i++)
		check(l, node_path(t->outputs.items[i].value, "Export/Name"), "the name of an export");
}

static void in_function(struct lint *l, const struct node *n, enum function f,
                        const struct node *argument)
{
	(void)n;
	if (f == FN_IMPORT_VALUE)
		check(l, argument, "the name of an import");
}

const struct lint_rule rule_export_named_by_resource = {
	.rule = {
		.id = "CFN050",
		.name = "export-named-by-resource",
		.severity = SEV_ERROR,
		.summary = "the name of an export, or of an import, depends on a resource",
		.why =
			"CloudFormation refuses the template: names of exports have to be known before\n"
			"resources are made. Parameters and pseudo parameters can make them.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "intrinsic-function-reference-importvalue.html",
		.bad =
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"Outputs:\n"
			"  Topic:\n"
			"    Value: !Ref Topic\n"
			"    Export:\n"
			"      Name: !Sub news-${Topic.TopicName} #!\n",
		.good =
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"Outputs:\n"
			"  Topic:\n"
			"    Value: !Ref Topic\n"
			"    Export:\n"
			"      Name: !Sub ${AWS::StackName}-news\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  Stage: {Type: String}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !ImportValue\n"
			"        Fn::Sub: ${Stage}-name\n"
			"Outputs:\n"
			"  Topic:\n"
			"    Value: !Ref Topic\n"
			"    Export: {Name: !Join ['-', [!Ref Stage, topic]]}\n",
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"Outputs:\n"
			"  Topic:\n"
			"    Value: !GetAtt Topic.TopicName\n"
			"    Export: {Name: 'news-${!Topic}'}\n",
			NULL,
		},
	},
	.template = in_template,
	.function = in_function,
};
