#include <string.h>

#include "lint/lint.h"

static bool is_hidden(const struct template *t, struct str name)
{
	const struct entry *p = entries_find(&t->parameters, name);

	return p && str_eq_nocase(node_str(node_get(p->value, "NoEcho")), S("true"));
}

static void say(struct lint *l, const struct node *n, struct str name, const char *where)
{
	struct diag *d = lint_report(l, n, "%s shows %.*s, which NoEcho hides elsewhere", where,
	                             STR(name));

	d->hint = "have the reader ask Secrets Manager or Parameter Store for it";
	// What cfn-init writes to a disk has to stand there.
	if (strstr(where, "Init"))
		d->severity = SEV_INFO;
}

static void check_sub(struct lint *l, const struct node *text, const struct node *variables,
                      const char *where)
{
	struct sub_part *parts;
	size_t count = sub_parts(l->scratch, node_str(text), &parts), found = 0;

	for (size_t i = 0; i < count && found < LINT_PER_TEXT; i++) {
		if (!parts[i].is_name || !is_hidden(l->template, parts[i].text) ||
		    doc_get(l->doc, variables, parts[i].text))
			continue;
		found++;
		say(l, text, parts[i].text, where);
	}
}

static void walk(struct lint *l, const struct node *n, const char *where)
{
	const struct node *argument;
	enum function f = function_of(n, &argument);
	struct node inner;

	if (f == FN_REF && is_hidden(l->template, node_str(argument)))
		say(l, n, node_str(argument), where);
	else if (f == FN_SUB)
		check_sub(l, node_is_seq(argument) ? node_item(argument, 0) : argument,
		          node_item(argument, 1), where);
	if (function_inside(n, &inner)) {
		walk(l, &inner, where);
		return;
	}
	node_each(n, item)
		walk(l, item, where);
	node_each_pair(n, key)
		walk(l, key->next, where);
}

static void secret_parameter_shown(struct lint *l, const struct template *t)
{
	for (size_t i = 0; i < t->outputs.count; i++) {
		const struct node *value = node_get(t->outputs.items[i].value, "Value");
		if (value)
			walk(l, value, "the output");
	}
	for (size_t i = 0; i < t->resources.count; i++) {
		const struct node *metadata = node_get(t->resources.items[i].value, "Metadata");
		node_each_pair(metadata, key)
			walk(l, key->next, node_is(key, "AWS::CloudFormation::Init")
			                           ? "Metadata for cfn-init" : "Metadata");
	}
}

const struct lint_rule rule_secret_parameter_shown = {
	.rule = {
		.id = "CFN064",
		.name = "secret-parameter-shown",
		.severity = SEV_WARNING,
		.summary = "a parameter with NoEcho is shown by an output or in Metadata",
		.why =
			"NoEcho hides the value of the parameter alone. Outputs and Metadata are shown\n"
			"to everyone who may describe the stack, with the value in them.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "parameters-section-structure.html",
		.bad =
			"Parameters:\n"
			"  Password: {Type: String, NoEcho: true}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Metadata: {Login: !Ref Password} #!\n"
			"Outputs:\n"
			"  Login:\n"
			"    Value: !Sub admin:${Password} #!\n",
		.good =
			"Parameters:\n"
			"  Name: {Type: String}\n"
			"  Password: {Type: String, NoEcho: true}\n"
			"Resources:\n"
			"  User:\n"
			"    Type: AWS::IAM::User\n"
			"    Properties: {LoginProfile: {Password: !Ref Password}}\n"
			"Outputs:\n"
			"  Login:\n"
			"    Value: !Sub ${Name}\n",
		.silent = (const char *const[]){
			"Parameters:\n"
			"  Password: {Type: String, NoEcho: 'false'}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"Outputs:\n"
			"  Login:\n"
			"    Value: !Ref Password\n",
			"Parameters:\n"
			"  Password: {Type: String, NoEcho: true}\n"
			"Resources:\n"
			"  User:\n"
			"    Type: AWS::IAM::User\n"
			"    Properties: {LoginProfile: {Password: !Sub '${Password}'}}\n"
			"Outputs:\n"
			"  Login:\n"
			"    Value: !Sub ['${Password}', {Password: hidden}]\n",
			NULL,
		},
	},
	.template = secret_parameter_shown,
};
