#include "lint/lint.h"
#include "lint/template/look.h"

static bool is_password(struct str type, struct str key)
{
	const struct fact *row =
		fact_find(fact_get(fact_file("template"), "secure-string-properties"), type);
	struct str words = fact_value(row), word;

	while (fact_word(&words, &word))
		if (str_eq(word, key))
			return true;
	return false;
}

static void check_parameter(struct lint *l, const struct entry *p)
{
	struct str hidden = node_str(node_get(p->value, "NoEcho"));

	if (str_eq_nocase(hidden, S("true")) ||
	    str_starts(node_str(node_get(p->value, "Type")), "AWS::SSM::"))
		return;
	if (str_starts(node_str(node_get(p->value, "Default")), "{{resolve:"))
		return;
	lint_report(l, p->key, "the parameter %.*s is a password, and has no NoEcho",
	            STR(p->name))->hint = "add NoEcho: true";
}

static void check(struct lint *l, const struct node *n)
{
	const struct node *argument;
	enum function f = function_of(n, &argument);
	const struct entry *p;

	if (f == FN_IF && node_is_seq(argument) && argument->len == 3) {
		check(l, node_item(argument, 1));
		check(l, node_item(argument, 2));
	} else if (look_is_literal(n) && node_str(n).len && !node_is_null(n) &&
	    str_find(node_str(n), 0, "{{") < 0 && str_find(node_str(n), 0, "${") < 0) {
		lint_report(l, n, "a password stands here in clear")->hint =
			"write {{resolve:secretsmanager:SECRET:SecretString:KEY}}";
	} else if (f == FN_REF) {
		p = entries_find(&l->template->parameters, node_str(argument));
		if (p)
			check_parameter(l, p);
	}
}

static void walk(struct lint *l, struct str type, const struct node *n)
{
	node_each(n, item)
		walk(l, type, item);
	node_each_pair(n, key) {
		if (is_password(type, node_str(key)))
			check(l, key->next);
		else
			walk(l, type, key->next);
	}
}

static void password_in_clear(struct lint *l, const struct entry *resource)
{
	const struct node *properties = node_get(resource->value, "Properties");

	if (properties && !l->template->is_rewritten)
		walk(l, template_type(resource), properties);
}

const struct lint_rule rule_password_in_clear = {
	.rule = {
		.id = "CFN065",
		.name = "password-in-clear",
		.severity = SEV_WARNING,
		.summary = "a password stands in the template, or in a parameter without NoEcho",
		.why =
			"Everyone who may read the template, or describe the stack, reads the password.\n"
			"Let Secrets Manager make it, or ask for it by {{resolve:secretsmanager:...}} or\n"
			"by a parameter with NoEcho: true.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "security-best-practices.html",
		.bad =
			"Parameters:\n"
			"  Password: {Type: String} #!\n"
			"Resources:\n"
			"  First:\n"
			"    Type: AWS::IAM::User\n"
			"    Properties: {LoginProfile: {Password: !Ref Password}}\n"
			"  Second:\n"
			"    Type: AWS::IAM::User\n"
			"    Properties: {LoginProfile: {Password: S3cret-word}} #!\n",
		.good =
			"Parameters:\n"
			"  Password: {Type: String, NoEcho: true}\n"
			"Resources:\n"
			"  First:\n"
			"    Type: AWS::IAM::User\n"
			"    Properties: {LoginProfile: {Password: !Ref Password}}\n"
			"  Second:\n"
			"    Type: AWS::IAM::User\n"
			"    Properties: {LoginProfile: {Password: '{{resolve:secretsmanager:second}}'}}\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  Password: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /users/first}\n"
			"Resources:\n"
			"  First:\n"
			"    Type: AWS::IAM::User\n"
			"    Properties: {LoginProfile: {Password: !Ref Password}}\n",
			"Resources:\n"
			"  First:\n"
			"    Type: AWS::IAM::User\n"
			"    Properties:\n"
			"      LoginProfile: {Password: !Sub '{{resolve:secretsmanager:${AWS::StackName}}}'}\n",
			NULL,
		},
	},
	.resource = password_in_clear,
};
