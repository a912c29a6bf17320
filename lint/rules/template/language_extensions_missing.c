#include "lint/lint.h"

static void check_loops(struct lint *l, const struct node *n, int depth)
{
	if (depth == 0)
		return;
	node_each(n, item)
		check_loops(l, item, depth - 1);
	node_each_pair(n, key) {
		if (str_starts(node_str(key), "Fn::ForEach::"))
			lint_report(l, key, "Fn::ForEach needs AWS::LanguageExtensions")->hint =
				"add Transform: AWS::LanguageExtensions";
		else
			check_loops(l, key->next, depth - 1);
	}
}

static bool is_extended(const struct template *t)
{
	return t->has_language_extensions || t->is_rewritten;
}

static void in_template(struct lint *l, const struct template *t)
{
	enum { DEPTH = 100 };

	if (is_extended(t) || str_find(t->doc->sources[0]->text, 0, "Fn::ForEach::") < 0)
		return;
	node_each_pair(t->doc->root, key)
		if (!node_is(key, "Metadata"))
			check_loops(l, key->next, DEPTH);
}

static void in_function(struct lint *l, const struct node *n, enum function f,
                        const struct node *argument)
{
	(void)argument;
	if ((f != FN_LENGTH && f != FN_TO_JSON_STRING) || is_extended(l->template))
		return;
	lint_report(l, n, "%s needs AWS::LanguageExtensions", function_name(f))->hint =
		"add Transform: AWS::LanguageExtensions";
}

const struct lint_rule rule_language_extensions_missing = {
	.rule = {
		.id = "CFN032",
		.name = "language-extensions-missing",
		.severity = SEV_ERROR,
		.summary = "a function needs a transform that the template does not name",
		.why =
			"CloudFormation refuses the template. Fn::Length, Fn::ToJsonString and\n"
			"Fn::ForEach are understood only with Transform: AWS::LanguageExtensions.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "transform-aws-languageextensions.html",
		.bad =
			"Resources:\n"
			"  Fn::ForEach::Topics: #!\n"
			"    - Name\n"
			"    - [A, B]\n"
			"    - Topic${Name}:\n"
			"        Type: AWS::SNS::Topic\n"
			"        Properties:\n"
			"          DisplayName: !ToJsonString {Name: !Ref Name} #!\n",
		.good =
			"Transform: AWS::LanguageExtensions\n"
			"Resources:\n"
			"  Fn::ForEach::Topics:\n"
			"    - Name\n"
			"    - [A, B]\n"
			"    - Topic${Name}:\n"
			"        Type: AWS::SNS::Topic\n"
			"        Properties:\n"
			"          DisplayName: !ToJsonString {Name: !Ref Name}\n",
		.silent = (const char *const[]){
			"Transform: [AWS::Serverless-2016-10-31, AWS::LanguageExtensions]\n"
			"Parameters:\n"
			"  Names: {Type: CommaDelimitedList}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Length {Ref: Names}\n",
			"Metadata:\n"
			"  Example:\n"
			"    Fn::ForEach::Topics: not read\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n",
			NULL,
		},
	},
	.template = in_template,
	.function = in_function,
};
