#include "lint/lint.h"

enum form { FORM_SOUND, FORM_BLANK, FORM_SERVICE, FORM_NAME };

static struct str inside(struct str text, size_t at)
{
	ptrdiff_t end = str_find(text, at, "}}");

	return str_slice(text, at + 2, end < 0 ? text.len : (size_t)end);
}

static bool has_blank(struct str *body)
{
	bool found = false;

	while (body->len && (body->at[0] == ' ' || body->at[0] == '\t')) {
		*body = str_slice(*body, 1, body->len);
		found = true;
	}
	return found;
}

static enum form form_of(struct str body)
{
	static const char *const services[] = {"ssm:", "ssm-secure:", "secretsmanager:"};
	bool blank = has_blank(&body);

	if (!str_starts(body, "resolve:"))
		return FORM_SOUND;
	if (blank)
		return FORM_BLANK;
	body = str_slice(body, strlen("resolve:"), body.len);
	for (size_t i = 0; i < sizeof services / sizeof *services; i++)
		if (str_starts(body, services[i]))
			return body.len > strlen(services[i]) ? FORM_SOUND : FORM_NAME;
	// ${Service}, or put together by Fn::Join: not known.
	if (str_find_byte(body, 0, '$') >= 0 || str_find_byte(body, 0, ':') < 0)
		return FORM_SOUND;
	return FORM_SERVICE;
}

static void dynamic_reference_malformed(struct lint *l, const struct node *key,
                                        const struct node *value)
{
	struct str text = node_str(value);
	size_t found = 0;
	enum { NEAR = 12 };

	(void)key;
	if (!l->template)
		return;
	for (ptrdiff_t at = str_find(text, 0, "{{"); at >= 0 && found < LINT_PER_TEXT;
	     at = str_find(text, (size_t)at + 2, "{{")) {
		struct str body = str_slice(inside(text, (size_t)at), 0, 300);
		enum form form = form_of(body);

		// What is not closed here is put together of several strings.
		if (form == FORM_SOUND || str_find(text, (size_t)at, "}}") < 0)
			continue;
		found++;
		lint_report(l, value,
		            form == FORM_BLANK     ? "a dynamic reference with blanks stays plain text"
		            : form == FORM_SERVICE ? "dynamic references know ssm, ssm-secure and "
		                                     "secretsmanager"
		                                   : "the dynamic reference names nothing")->start =
			node_offset(l->doc, value, (size_t)at);
	}
}

const struct lint_rule rule_dynamic_reference_malformed = {
	.rule = {
		.id = "CFN045",
		.name = "dynamic-reference-malformed",
		.severity = SEV_WARNING,
		.summary = "a dynamic reference has a form that CloudFormation does not fill in",
		.why =
			"With a blank after the braces the text stays as it is, and goes to the\n"
			"service so. Of another service than ssm, ssm-secure and secretsmanager, or\n"
			"without a name, CloudFormation refuses the template. Write\n"
			"{{resolve:ssm:NAME:VERSION}} or {{resolve:secretsmanager:SECRET:SecretString:KEY}}.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "dynamic-references.html",
		.bad =
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: '{{ resolve:ssm:/topic/name }}' #!\n"
			"      TopicName: '{{resolve:parameterstore:/topic/name}}' #!\n",
		.good =
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: '{{resolve:ssm:/topic/name}}'\n"
			"      TopicName: '{{resolve:ssm:/topic/name:3}}'\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Sub '{{resolve:secretsmanager:${AWS::StackName}:SecretString:name}}'\n"
			"      TopicName: '{{ global:ACCOUNT_ID }}'\n",
			"Parameters:\n"
			"  Name: {Type: String}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Join ['', ['{{resolve:ssm:', !Ref Name, '}}']]\n",
			NULL,
		},
	},
	.scalar = dynamic_reference_malformed,
};
