#include "lint/lint.h"
#include "templates/kinds.h"

static void find_in_map_malformed(struct lint *l, const struct node *n, enum function f,
                                  const struct node *argument)
{
	const struct template *t = l->template;
	uint32_t most = t->has_language_extensions ? 4 : 3, at = 0;

	if (f != FN_FIND_IN_MAP || t->is_rewritten)
		return;
	if (!node_is_seq(argument) || argument->len < 3 || argument->len > 4) {
		lint_report(l, n, "Fn::FindInMap takes a mapping and two keys")->hint =
			"write !FindInMap [Mapping, first key, second key]";
	} else if (argument->len > most) {
		lint_report(l, node_item(argument, 3), "the default value of Fn::FindInMap needs "
		            "AWS::LanguageExtensions")->hint =
			"add Transform: AWS::LanguageExtensions";
	} else {
		node_each(argument, part)
			if (at++ < 3 && !(kinds_of(t, part) & KIND_STRING))
				lint_report(l, part, "the mapping and the keys of Fn::FindInMap are strings, "
				                     "and this is %s", kinds_name(kinds_of(t, part)));
	}
}

const struct lint_rule rule_find_in_map_malformed = {
	.rule = {
		.id = "CFN029",
		.name = "find-in-map-malformed",
		.severity = SEV_ERROR,
		.summary = "Fn::FindInMap has not three parts",
		.why =
			"CloudFormation refuses it: Fn::FindInMap takes a mapping and two keys, all\n"
			"of them strings. A fourth part, {DefaultValue: ...}, needs Transform:\n"
			"AWS::LanguageExtensions.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "intrinsic-function-reference-findinmap.html",
		.bad =
			"Mappings:\n"
			"  Names:\n"
			"    eu-west-1: {Name: Dublin}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !FindInMap [Names, !Ref AWS::Region] #!\n",
		.good =
			"Mappings:\n"
			"  Names:\n"
			"    eu-west-1: {Name: Dublin}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !FindInMap [Names, !Ref AWS::Region, Name]\n",
		.silent = (const char *const[]){
			"Transform: AWS::LanguageExtensions\n"
			"Mappings:\n"
			"  Names:\n"
			"    eu-west-1: {Name: Dublin}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !FindInMap [Names, !Ref AWS::Region, Name, {DefaultValue: Elsewhere}]\n",
			"Mappings:\n"
			"  Names:\n"
			"    eu-west-1: {Name: Dublin}\n"
			"  Keys:\n"
			"    eu-west-1: {Key: Name}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !FindInMap [Names, eu-west-1, !FindInMap [Keys, !Ref AWS::Region, Key]]\n",
			NULL,
		},
	},
	.function = find_in_map_malformed,
};
