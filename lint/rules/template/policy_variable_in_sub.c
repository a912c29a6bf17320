#include "lint/lint.h"

static bool is_policy_variable(struct str name)
{
	return !str_starts(name, "AWS::") && str_find_byte(name, 0, ':') > 0 &&
	       str_all_of(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	                        "0123456789:/._-");
}

static void policy_variable_in_sub(struct lint *l, const struct node *n, enum function f,
                                   const struct node *argument)
{
	const struct node *text = node_is_seq(argument) ? node_item(argument, 0) : argument;
	const struct node *variables = node_item(argument, 1);
	struct sub_part *parts;
	size_t count, found = 0;

	(void)n;
	if (f != FN_SUB)
		return;
	count = sub_parts(l->scratch, node_str(text), &parts);
	for (size_t i = 0; i < count && found < LINT_PER_TEXT; i++) {
		struct str name = parts[i].text;
		struct edit edit = {0};
		struct diag *d;

		if (!parts[i].is_name || !is_policy_variable(name) ||
		    doc_get(l->doc, variables, name))
			continue;
		found++;
		d = lint_report(l, text, "${%.*s} inside Fn::Sub is taken for a parameter of that "
		                         "name, not for a policy variable", STR(name));
		d->start = node_offset(l->doc, text, parts[i].offset);
		d->hint = arena_printf(l->arena, "write ${!%.*s}", STR(name));
		edit.start = edit.end = d->start + 2;
		edit.text = S("!");
		if (!(text->flags & NODE_SHARED) &&
		    str_is(str_slice(l->doc->sources[text->src]->text, d->start, d->start + 2), "${"))
			lint_fix(l, d, "write ${! so that the variable reaches IAM", &edit, 1);
	}
}

const struct lint_rule rule_policy_variable_in_sub = {
	.rule = {
		.id = "CFN004",
		.name = "policy-variable-in-sub",
		.severity = SEV_ERROR,
		.summary = "Fn::Sub takes a policy variable for one of its own",
		.why =
			"CloudFormation looks for a parameter or resource named aws:userid and\n"
			"refuses the template. ${!aws:userid} comes out as ${aws:userid}, which\n"
			"IAM then fills in.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "intrinsic-function-reference-sub.html",
		.bad =
			"Resources:\n"
			"  Sessions:\n"
			"    Type: AWS::IAM::ManagedPolicy\n"
			"    Properties:\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Action: ssm:TerminateSession\n"
			"            Resource: !Sub arn:${AWS::Partition}:ssm:*:*:session/${aws:userid}-* #!\n",
		.good =
			"Resources:\n"
			"  Sessions:\n"
			"    Type: AWS::IAM::ManagedPolicy\n"
			"    Properties:\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Action: ssm:TerminateSession\n"
			"            Resource: !Sub arn:${AWS::Partition}:ssm:*:*:session/${!aws:userid}-*\n",
		.fixed =
			"Resources:\n"
			"  Sessions:\n"
			"    Type: AWS::IAM::ManagedPolicy\n"
			"    Properties:\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Action: ssm:TerminateSession\n"
			"            Resource: !Sub arn:${AWS::Partition}:ssm:*:*:session/${!aws:userid}-*\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties: {DisplayName: !Sub '${!aws:username} ${AWS::Region}'}\n",
			"Resources:\n"
			"  Policy:\n"
			"    Type: AWS::IAM::ManagedPolicy\n"
			"    Properties:\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement: {Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/${aws:username}/*'}\n",
			NULL,
		},
	},
	.function = policy_variable_in_sub,
};
