#include "lint/policy/statement.h"
#include "policies/arn.h"

// "*", or any role of any account.
static bool is_any_role(struct str text)
{
	struct arn arn;

	return str_is(text, "*") ||
	       (arn_split(text, &arn) && str_is(arn.service, "iam") &&
	        (str_is(arn.resource, "role/*") || str_is(arn.resource, "*")));
}

static void pass_role_star(struct lint *l, const struct statement *s)
{
	struct lint_value *values;
	size_t count;
	struct diag *d;

	if (!statement_is(s, "Allow") || s->open || s->condition.presence != ABSENT ||
	    statement_names_action(l, s, "iam:passrole") != TRUTH_YES ||
	    statement_has_any_action(s))
		return;
	if (s->not_resource.presence == PRESENT) {
		d = lint_report(l, s->not_resource.key,
		                "this allows passing every role but these to any service");
		d->hint = "name the roles, or add a Condition on iam:PassedToService";
		return;
	}
	count = lint_values(l, s->resource.leaves, s->resource.count, &values);
	for (size_t i = 0; i < count; i++) {
		if (!is_any_role(values[i].text) || values[i].leaf->sometimes)
			continue;
		d = lint_report(l, values[i].leaf->value,
		                "this allows passing every role, an administrator's too, "
		                "to any service");
		d->hint = "name the roles, or add a Condition on iam:PassedToService";
		return;
	}
}

const struct lint_rule rule_pass_role_star = {
	.rule = {
		.id = "IAM074",
		.name = "pass-role-star",
		.severity = SEV_WARNING,
		.summary = "every role may be passed to any service",
		.why =
			"Anyone who may pass a role to a service works with its rights: with a stronger\n"
			"role and a Lambda function or an instance, everything is in reach. Name the\n"
			"roles that are meant, or at least the service that may get them.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "id_roles_use_passrole.html",
		.bad =
			"Resources:\n"
			"  Deployer:\n"
			"    Type: AWS::IAM::ManagedPolicy\n"
			"    Properties:\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Action: iam:PassRole\n"
			"            Resource: '*' #!\n",
		.good =
			"Resources:\n"
			"  Deployer:\n"
			"    Type: AWS::IAM::ManagedPolicy\n"
			"    Properties:\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Action: iam:PassRole\n"
			"            Resource: arn:aws:iam::111111111111:role/app/*\n"
			"            Condition:\n"
			"              StringEquals:\n"
			"                iam:PassedToService: lambda.amazonaws.com\n",
	},
	.policies = POLICIES_IDENTITY | POLICIES_UNSURE,
	.statement = pass_role_star,
};
