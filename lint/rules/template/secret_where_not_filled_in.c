#include "lint/lint.h"

// The last name above a node that a type has ssm-secure at.
static bool takes_secure(struct str type, const struct node *n)
{
	const struct fact *row =
		fact_find(fact_get(fact_file("template"), "secure-string-properties"), type);

	struct str words = fact_value(row), word;

	while (fact_word(&words, &word))
		if (str_eq(word, node_str(n)))
			return true;
	return false;
}

static void check_secure(struct lint *l, struct str type, const struct node *key,
                         const struct node *n)
{
	if (node_is_scalar(n)) {
		ptrdiff_t at = str_find(node_str(n), 0, "{{resolve:ssm-secure:");

		if (at >= 0 && type_find(type) && !takes_secure(type, key))
			lint_report(l, n, "ssm-secure is not filled in here")->start =
				node_offset(l->doc, n, (size_t)at);
		return;
	}
	node_each(n, item)
		check_secure(l, type, key, item);
	node_each_pair(n, k)
		check_secure(l, type, function_of(n, NULL) == FN_NONE ? k : key, k->next);
}

static void in_resource(struct lint *l, const struct entry *resource)
{
	if (!l->template->is_rewritten)
		check_secure(l, template_type(resource), resource->key,
		             node_get(resource->value, "Properties"));
}

static void find_secret(struct lint *l, const struct node *n)
{
	ptrdiff_t at = str_find(node_str(n), 0, "{{resolve:s");

	if (at >= 0 && !str_starts(str_slice(node_str(n), (size_t)at, node_str(n).len),
	                           "{{resolve:ssm:")) {
		lint_report(l, n, "a secret is not filled in outside of a resource's properties")
			->start = node_offset(l->doc, n, (size_t)at);
		return;
	}
	node_each(n, item)
		find_secret(l, item);
	node_each_pair(n, key)
		find_secret(l, key->next);
}

static void in_template(struct lint *l, const struct template *t)
{
	for (size_t i = 0; i < t->outputs.count; i++)
		find_secret(l, node_get(t->outputs.items[i].value, "Value"));
	for (size_t i = 0; i < t->conditions.count; i++)
		find_secret(l, t->conditions.items[i].value);
}

const struct lint_rule rule_secret_where_not_filled_in = {
	.rule = {
		.id = "CFN046",
		.name = "secret-where-not-filled-in",
		.severity = SEV_ERROR,
		.summary = "a secret is asked for where CloudFormation does not fill it in",
		.why =
			"ssm-secure is filled in for the passwords of a few types, and refused\n"
			"elsewhere; in custom resources it is not, either. secretsmanager works in the\n"
			"properties of resources, and in no other section. Use\n"
			"{{resolve:secretsmanager:...}} in the resource itself.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "dynamic-references-ssm-secure-strings.html",
		.bad =
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: '{{resolve:ssm-secure:/topic/name}}' #!\n"
			"Outputs:\n"
			"  Secret:\n"
			"    Value: '{{resolve:secretsmanager:database:SecretString:password}}' #!\n",
		.good =
			"Resources:\n"
			"  Database:\n"
			"    Type: AWS::RDS::DBInstance\n"
			"    DeletionPolicy: Snapshot\n"
			"    UpdateReplacePolicy: Snapshot\n"
			"    Properties:\n"
			"      DBInstanceClass: db.t4g.micro\n"
			"      AllocatedStorage: '20'\n"
			"      Engine: mysql\n"
			"      MasterUsername: admin\n"
			"      MasterUserPassword: '{{resolve:ssm-secure:/database/password}}'\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Users:\n"
			"    Type: AWS::IAM::User\n"
			"    Properties:\n"
			"      LoginProfile:\n"
			"        Password: !Sub '{{resolve:ssm-secure:/${AWS::StackName}/password:1}}'\n"
			"Outputs:\n"
			"  Name:\n"
			"    Value: '{{resolve:ssm:/topic/name}}'\n",
			"Resources:\n"
			"  Note:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: '{{resolve:secretsmanager:note}}'\n",
			NULL,
		},
	},
	.resource = in_resource,
	.template = in_template,
};
