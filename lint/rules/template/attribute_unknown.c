#include "lint/lint.h"

static void check(struct lint *l, const struct node *at, size_t offset, struct str id,
                  struct str attribute)
{
	const struct entry *resource = entries_find(&l->template->resources, id);
	const struct fact *type = resource ? type_find(template_type(resource)) : NULL;
	struct str near;
	struct diag *d;

	if (!type || attribute.len == 0 || str_find_byte(attribute, 0, '$') >= 0 ||
	    fact_count(type_attributes(type)) == 0 ||
	    type_has_attribute(type, attribute) != TRUTH_NO)
		return;
	near = fact_nearest(type_attributes(type), attribute);
	d = lint_report(l, at, "%.*s has no attribute %.*s", STR(template_type(resource)),
	                STR(attribute));
	if (node_is_scalar(at))
		d->start = node_offset(l->doc, at, offset);
	if (near.len)
		d->hint = arena_printf(l->arena, "did you mean %.*s?", STR(near));
	else
		d->hint = "Ref gives the name or id of a resource";
}

static void check_sub(struct lint *l, const struct node *text, const struct node *variables)
{
	struct sub_part *parts;
	size_t count = sub_parts(l->scratch, node_str(text), &parts);

	for (size_t i = 0; i < count; i++) {
		ptrdiff_t dot = str_find_byte(parts[i].text, 0, '.');

		if (parts[i].is_name && dot > 0 && !doc_get(l->doc, variables, parts[i].text))
			check(l, text, parts[i].offset, str_slice(parts[i].text, 0, (size_t)dot),
			      str_slice(parts[i].text, (size_t)dot + 1, parts[i].text.len));
	}
}

static void attribute_unknown(struct lint *l, const struct node *n, enum function f,
                              const struct node *argument)
{
	struct str id, attribute;

	if (l->template->is_rewritten || l->template->loops)
		return;
	if (f == FN_GET_ATT && get_att_parts(argument, &id, &attribute))
		check(l, node_is_scalar(argument) ? argument : n, 0, id, attribute);
	else if (f == FN_SUB)
		check_sub(l, node_is_seq(argument) ? node_item(argument, 0) : argument,
		          node_item(argument, 1));
}

const struct lint_rule rule_attribute_unknown = {
	.rule = {
		.id = "CFN054",
		.name = "attribute-unknown",
		.severity = SEV_ERROR,
		.summary = "Fn::GetAtt asks for an attribute that the type does not have",
		.why =
			"CloudFormation refuses the template: Requested attribute does not exist in\n"
			"schema. The page of each resource type lists what Fn::GetAtt gives; what Ref\n"
			"gives (often the name) has no attribute of its own.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "intrinsic-function-reference-getatt.html",
		.bad =
			"Resources:\n"
			"  Files:\n"
			"    Type: AWS::S3::Bucket\n"
			"Outputs:\n"
			"  Name:\n"
			"    Value: !GetAtt Files.Name #!\n"
			"  Arn:\n"
			"    Value: !Sub ${Files.ARN} #!\n",
		.good =
			"Resources:\n"
			"  Files:\n"
			"    Type: AWS::S3::Bucket\n"
			"Outputs:\n"
			"  Name:\n"
			"    Value: !Ref Files\n"
			"  Arn:\n"
			"    Value: !Sub ${Files.Arn}\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties: {DisplayName: News}\n"
			"  Stack:\n"
			"    Type: AWS::CloudFormation::Stack\n"
			"    Properties: {TemplateURL: 'https://code.s3.amazonaws.com/a.yaml'}\n"
			"Outputs:\n"
			"  Name:\n"
			"    Value: !GetAtt Topic.DisplayName\n"
			"  Any:\n"
			"    Value: !GetAtt Stack.Outputs.Any\n",
			"Resources:\n"
			"  Thing:\n"
			"    Type: Custom::Thing\n"
			"    Properties: {ServiceToken: !ImportValue things}\n"
			"Outputs:\n"
			"  Any:\n"
			"    Value: !GetAtt Thing.Any.Thing\n"
			"  Other:\n"
			"    Value: !Sub ['${Thing.Name}', {Thing.Name: a}]\n",
			NULL,
		},
	},
	.function = attribute_unknown,
};
