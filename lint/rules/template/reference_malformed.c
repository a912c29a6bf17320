#include "lint/lint.h"
#include "lint/template/look.h"

static bool get_att_is_sound(const struct template *t, const struct node *argument)
{
	const struct node *id = node_item(argument, 0), *attribute = node_item(argument, 1);

	if (node_is_scalar(argument))
		return argument->tag != FN_GET_ATT && argument->tag != TAG_NONE
		       ? t->has_language_extensions
		       : str_find_byte(node_str(argument), 0, '.') > 0;
	if (!node_is_seq(argument))
		return t->has_language_extensions;
	if (!id || !attribute)
		return false;
	if (t->has_language_extensions)
		return true;
	// !GetAtt [Stack, Outputs.Name] may be split further; the attribute may be a Ref.
	return look_is_literal(id) &&
	       (look_is_literal(attribute) || function_of(attribute, NULL) == FN_REF ||
	        function_of(attribute, NULL) == FN_SUB);
}

static void reference_malformed(struct lint *l, const struct node *n, enum function f,
                                const struct node *argument)
{
	const struct template *t = l->template;

	if (t->is_rewritten || node_is_null(argument) || t->loops)
		return;
	if (f == FN_REF && !t->has_language_extensions &&
	    (!node_is_scalar(argument) ||
	     (argument->tag != TAG_NONE && argument->tag != FN_REF) ||
	     node_str(argument).len == 0))
		lint_report(l, n, "Ref takes the name of a parameter or resource");
	else if (f == FN_GET_ATT && !get_att_is_sound(t, argument))
		lint_report(l, n, "Fn::GetAtt takes the name of a resource and of an attribute")
			->hint = "write !GetAtt Resource.Attribute";
}

const struct lint_rule rule_reference_malformed = {
	.rule = {
		.id = "CFN031",
		.name = "reference-malformed",
		.severity = SEV_ERROR,
		.summary = "Ref or Fn::GetAtt is not given names",
		.why =
			"CloudFormation refuses the template. Ref takes the name itself, and\n"
			"Fn::GetAtt the name of a resource and that of an attribute: Name.Attribute,\n"
			"or a list of the two. Only with AWS::LanguageExtensions may a function make\n"
			"the name.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "intrinsic-function-reference-getatt.html",
		.bad =
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"  Queue:\n"
			"    Type: AWS::SQS::Queue\n"
			"    Properties:\n"
			"      QueueName: !GetAtt Topic #!\n"
			"Outputs:\n"
			"  Queue:\n"
			"    Value: !Ref [Queue] #!\n",
		.good =
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"  Queue:\n"
			"    Type: AWS::SQS::Queue\n"
			"    Properties:\n"
			"      QueueName: !GetAtt Topic.TopicName\n"
			"Outputs:\n"
			"  Queue:\n"
			"    Value: !Ref Queue\n",
		.silent = (const char *const[]){
			"Transform: AWS::LanguageExtensions\n"
			"Parameters:\n"
			"  Which: {Type: String, AllowedValues: [Topic]}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"Outputs:\n"
			"  Name:\n"
			"    Value: !GetAtt [!Ref Which, TopicName]\n",
			"Parameters:\n"
			"  Name: {Type: String}\n"
			"Resources:\n"
			"  Work:\n"
			"    Type: AWS::CloudFormation::Stack\n"
			"    Properties: {TemplateURL: 'https://code.s3.amazonaws.com/work.yaml'}\n"
			"Outputs:\n"
			"  Name:\n"
			"    Value: !GetAtt [Work, Outputs.Name]\n"
			"  Other:\n"
			"    Value: !GetAtt [Work, !Ref Name]\n",
			NULL,
		},
	},
	.function = reference_malformed,
};
