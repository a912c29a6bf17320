#include "lint/lint.h"
#include "templates/sam.h"

static void report(struct lint *l, const struct node *at, size_t offset, struct str name,
                   const char *what)
{
	struct str nearest = template_nearest(l->template, name);
	struct diag *d = lint_report(l, at, "%s names %.*s, which this template does not have",
	                             what, STR(name));

	d->start = node_offset(l->doc, at, offset);
	if (nearest.len)
		d->hint = arena_printf(l->arena, "did you mean %.*s?", STR(nearest));
	else
		d->hint = "name a parameter, a resource or a pseudo parameter of this template";
}

static bool is_known(const struct template *t, struct str name)
{
	return entries_find(&t->resources, name) || entries_find(&t->parameters, name) ||
	       pseudo_parameter_is(name) || sam_makes(t, name);
}

static void check_sub(struct lint *l, const struct node *argument)
{
	const struct node *text = node_is_seq(argument) ? node_item(argument, 0) : argument;
	const struct node *variables = node_item(argument, 1);
	struct sub_part *parts;
	size_t count = sub_parts(l->scratch, node_str(text), &parts), found = 0;

	for (size_t i = 0; i < count && found < LINT_PER_TEXT; i++) {
		struct str name = parts[i].text;
		ptrdiff_t dot = str_find_byte(name, 0, '.');

		// A policy variable such as aws:userid has a rule of its own.
		if (!parts[i].is_name || doc_get(l->doc, variables, name) ||
		    is_known(l->template, name) ||
		    (str_find_byte(name, 0, ':') >= 0 && !str_starts(name, "AWS::")))
			continue;
		if (dot >= 0 &&
		    entries_find(&l->template->resources, str_slice(name, 0, (size_t)dot)))
			continue;
		found++;
		report(l, text, parts[i].offset, name, "Fn::Sub");
	}
}

static void reference_to_nothing(struct lint *l, const struct node *n, enum function f,
                                 const struct node *argument)
{
	const struct template *t = l->template;
	struct str id, attribute;

	(void)n;
	// Who knows which names those make.
	if (t->is_rewritten || t->has_modules || t->loops)
		return;
	if (f == FN_REF && node_is_scalar(argument) && !is_known(t, node_str(argument))) {
		report(l, argument, 0, node_str(argument), "Ref");
	} else if (f == FN_GET_ATT) {
		get_att_parts(argument, &id, &attribute);
		if (id.len && !entries_find(&t->resources, id) && !sam_makes(t, id))
			report(l, argument, 0, id, "Fn::GetAtt");
	} else if (f == FN_SUB) {
		check_sub(l, argument);
	}
}

const struct lint_rule rule_reference_to_nothing = {
	.rule = {
		.id = "CFN001",
		.name = "reference-to-nothing",
		.severity = SEV_ERROR,
		.summary = "a reference names nothing that the template has",
		.why =
			"CloudFormation refuses the template: every Ref, Fn::GetAtt and ${Name}\n"
			"must name a parameter, a resource or a pseudo parameter of the same\n"
			"template. Mend the name, or declare what is missing.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "intrinsic-function-reference-ref.html",
		.bad =
			"Resources:\n"
			"  Logs:\n"
			"    Type: AWS::S3::Bucket\n"
			"Outputs:\n"
			"  Name:\n"
			"    Value: !Ref Log #!\n"
			"  Arn:\n"
			"    Value: !GetAtt Bucket.Arn #!\n"
			"  Path:\n"
			"    Value: !Sub ${Logz}/today #!\n",
		.good =
			"Resources:\n"
			"  Logs:\n"
			"    Type: AWS::S3::Bucket\n"
			"Outputs:\n"
			"  Name:\n"
			"    Value: !Ref Logs\n"
			"  Arn:\n"
			"    Value: !GetAtt Logs.Arn\n"
			"  Path:\n"
			"    Value: !Sub ${Logs}/today\n",
		.silent = (const char *const[]){
			"Transform: AWS::Serverless-2016-10-31\n"
			"Resources:\n"
			"  Work:\n"
			"    Type: AWS::Serverless::Function\n"
			"    Properties: {Handler: a.b, Runtime: python3.13, CodeUri: s3://code/work.zip}\n"
			"Outputs:\n"
			"  Role: {Value: !GetAtt WorkRole.Arn}\n",
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties: {DisplayName: !Sub ['${Name} ${!Other} ${ AWS::Region }', {Name: a}]}\n",
			NULL,
		},
	},
	.function = reference_to_nothing,
};
