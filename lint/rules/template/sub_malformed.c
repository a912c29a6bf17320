#include "lint/lint.h"
#include "lint/template/look.h"
#include "templates/kinds.h"

static void check_variables(struct lint *l, const struct node *variables)
{
	node_each_pair(variables, key) {
		unsigned kinds = kinds_of(l->template, key->next);

		if (!(kinds & KIND_STRING))
			lint_report(l, key->next, "the variable %.*s of Fn::Sub must be a string, and "
			                          "this is %s", STR(node_str(key)), kinds_name(kinds))
				->hint = kinds & KIND_LIST ? "join it: !Join [',', ...]" : NULL;
	}
}

static void check_names(struct lint *l, const struct node *text,
                        const struct node *variables)
{
	struct sub_part *parts;
	size_t count = sub_parts(l->scratch, node_str(text), &parts), found = 0;

	for (size_t i = 0; i < count && found < LINT_PER_TEXT; i++) {
		const struct entry *parameter =
			entries_find(&l->template->parameters, parts[i].text);
		struct diag *d;

		if (!parts[i].is_name || !parameter || doc_get(l->doc, variables, parts[i].text) ||
		    !parameter_type_is_list(node_str(node_get(parameter->value, "Type"))))
			continue;
		found++;
		d = lint_report(l, text, "Fn::Sub puts the list %.*s into a string",
		                STR(parts[i].text));
		d->start = node_offset(l->doc, text, parts[i].offset);
		d->hint = arena_printf(l->arena, "give it as a variable: !Sub [..., {%.*s: !Join "
		                                 "[',', !Ref %.*s]}]",
		                       STR(parts[i].text), STR(parts[i].text));
	}
}

static void sub_malformed(struct lint *l, const struct node *n, enum function f,
                          const struct node *argument)
{
	const struct node *text = argument, *variables = NULL;

	if (f != FN_SUB || l->template->is_rewritten || node_is_null(argument))
		return;
	if (node_is_seq(argument)) {
		text = node_item(argument, 0);
		variables = node_item(argument, 1);
	}
	if (function_of(text, NULL) == FN_TRANSFORM) {
		return; // a macro puts the text there
	} else if (!node_is_scalar(text) || (text->tag != TAG_NONE && text->tag != FN_SUB)) {
		lint_report(l, text ? text : n, "Fn::Sub takes a literal string");
	} else if (node_is_seq(argument) &&
	           (argument->len != 2 || !node_is_map(variables) ||
	            (function_of(variables, NULL) != FN_NONE &&
	             function_of(variables, NULL) != FN_TRANSFORM))) {
		lint_report(l, n, "Fn::Sub takes a string, or a list of a string and a map of "
		                  "variables");
	} else {
		check_variables(l, variables);
		check_names(l, text, variables);
	}
}

const struct lint_rule rule_sub_malformed = {
	.rule = {
		.id = "CFN026",
		.name = "sub-malformed",
		.severity = SEV_ERROR,
		.summary = "Fn::Sub has no literal string, or puts a list into it",
		.why =
			"CloudFormation refuses it: Fn::Sub takes a literal string, or a list of one\n"
			"and a map of variables, and each ${Name} must come to a string. A list has to\n"
			"be joined: give it as a variable of the map.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "intrinsic-function-reference-sub.html",
		.bad =
			"Parameters:\n"
			"  Names: {Type: CommaDelimitedList}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Sub 'For ${Names}' #!\n"
			"      TopicName: !Sub #!\n"
			"        - ${Name}-topic\n",
		.good =
			"Parameters:\n"
			"  Names: {Type: CommaDelimitedList}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Sub ['For ${Names}', {Names: !Join [' ', !Ref Names]}]\n"
			"      TopicName: !Sub\n"
			"        - ${Name}-topic\n"
			"        - Name: news\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Sub ['${ Count } of ${AWS::Region}', {Count: 3}]\n",
			"Parameters:\n"
			"  Names: {Type: CommaDelimitedList}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Sub ['${!Names} and ${Names}', {Names: !Select [0, !Ref Names]}]\n",
			NULL,
		},
	},
	.function = sub_malformed,
};
