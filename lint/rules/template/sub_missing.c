#include "lint/lint.h"
#include "lint/template/look.h"

// Texts in languages that have ${ } of their own, or that people read.
static bool is_foreign(struct str key)
{
	static const char *const parts[] = {
		"Description", "UserData", "ZipFile", "Template", "Sql", "Body", "Definition",
		"InlineCode", "BuildSpec", "Buildspec", "Content", "ommand", "Script", "Comment",
		"Pattern", "Expression", "Document", "Query", "Code", "Input", "Resolver", "Format",
		"Fn::Base64", "Message", "Schema", "Arguments", "cmd", "Run", "EntryPoint", "Value",
		"Dashboard", "Documentation", "content", "Environment",
	};

	if (str_is(key, "ScheduleExpression"))
		return false;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (str_find(key, 0, parts[i]) >= 0)
			return true;
	return false;
}

static void check(struct lint *l, const struct node *key, const struct node *n)
{
	const struct template *t = l->template;
	struct sub_part *parts;
	struct str text = node_str(n);
	size_t count;

	if (str_find(text, 0, "${") < 0 || str_find_byte(text, 0, '\n') >= 0 ||
	    is_foreign(node_str(key)))
		return;
	count = sub_parts(l->scratch, text, &parts);
	for (size_t i = 0; i < count; i++) {
		struct str name = parts[i].text;
		ptrdiff_t dot = str_find_byte(name, 0, '.');

		name = str_slice(name, 0, dot < 0 ? name.len : (size_t)dot);
		if (!parts[i].is_name ||
		    (!pseudo_parameter_is(name) && !entries_find(&t->parameters, name) &&
		     !entries_find(&t->resources, name)))
			continue;
		lint_report(l, n, "${%.*s} stays as it is: the string stands without Fn::Sub",
		            STR(parts[i].text))->hint = "write !Sub in front";
		return;
	}
}

static void walk(struct lint *l, const struct node *key, const struct node *n)
{
	enum function f = function_of(n, NULL);
	struct node inner;

	if (f == FN_SUB || f == FN_TRANSFORM || f == FN_UNKNOWN || n->flags & NODE_SHARED)
		return;
	if (look_is_literal(n) || (node_is_scalar(n) && n->tag == FN_IMPORT_VALUE))
		check(l, key, n);
	if (function_inside(n, &inner)) {
		walk(l, key, &inner);
		return;
	}
	node_each(n, item)
		walk(l, key, item);
	node_each_pair(n, k)
		walk(l, f == FN_NONE ? k : key, k->next);
}

// Of these the strings are for others to fill in, or it is not known for whom.
static bool is_free(struct str type)
{
	return !type_find(type) || str_starts(type, "Custom::") ||
	       str_starts(type, "AWS::CloudFormation::") || str_starts(type, "AWS::Serverless::") ||
	       str_starts(type, "AWS::SSM::") || str_starts(type, "AWS::ApiGateway") ||
	       str_starts(type, "AWS::AppSync::") || str_starts(type, "AWS::IoT") ||
	       str_starts(type, "AWS::StepFunctions::") || str_starts(type, "AWS::ImageBuilder::");
}

static void sub_missing(struct lint *l, const struct entry *resource)
{
	const struct node *properties = node_get(resource->value, "Properties");

	if (l->template->is_rewritten || l->template->loops || !properties ||
	    is_free(template_type(resource)))
		return;
	walk(l, NULL, properties);
}

static void in_outputs(struct lint *l, const struct template *t)
{
	for (size_t i = 0; i < t->outputs.count && !t->is_rewritten && !t->loops; i++) {
		const struct entry *output = &t->outputs.items[i];
		const struct node *export = node_get(output->value, "Export");

		if (node_get(output->value, "Value"))
			walk(l, output->key, node_get(output->value, "Value"));
		if (node_is_map(export))
			walk(l, output->key, export);
	}
}

const struct lint_rule rule_sub_missing = {
	.rule = {
		.id = "CFN060",
		.name = "sub-missing",
		.severity = SEV_WARNING,
		.summary = "${Name} stands in a string without Fn::Sub",
		.why =
			"The string goes to the service as it is, with ${Name} in it: only Fn::Sub\n"
			"puts in what the parameter, resource or pseudo parameter stands for.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "intrinsic-function-reference-sub.html",
		.bad =
			"Parameters:\n"
			"  Stage: {Type: String}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      TopicName: news-${Stage} #!\n",
		.good =
			"Parameters:\n"
			"  Stage: {Type: String}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      TopicName: !Sub news-${Stage}\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  Stage: {Type: String}\n"
			"Resources:\n"
			"  Machine:\n"
			"    Type: AWS::EC2::Instance\n"
			"    Properties:\n"
			"      ImageId: ami-0abcdef1234567890\n"
			"      KeyName: !Sub ['${Key}', {Key: !Ref Stage}]\n"
			"      UserData:\n"
			"        Fn::Base64: |\n"
			"          #!/bin/sh\n"
			"          echo \"${Stage}\"\n",
			"Parameters:\n"
			"  Stage: {Type: String}\n"
			"Resources:\n"
			"  Policy:\n"
			"    Type: AWS::IAM::ManagedPolicy\n"
			"    Properties:\n"
			"      Description: !Sub 'For ${Stage}'\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Action: s3:GetObject\n"
			"            Resource: arn:aws:s3:::files/${aws:username}/*\n",
			NULL,
		},
	},
	.resource = sub_missing,
	.template = in_outputs,
};
