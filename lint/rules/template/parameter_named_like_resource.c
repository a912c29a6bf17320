#include "lint/lint.h"

static void parameter_named_like_resource(struct lint *l, const struct template *t)
{
	for (size_t i = 0; i < t->resources.count && !t->is_rewritten; i++) {
		const struct entry *resource = &t->resources.items[i];
		const struct entry *parameter = entries_find(&t->parameters, resource->name);
		struct diag *d;

		if (!parameter)
			continue;
		d = lint_report(l, resource->key, "a parameter is named %.*s, too",
		                STR(resource->name));
		d->hint = "rename one of them";
		diag_relate_node(l->arena, d, l->doc, parameter->key, "the parameter");
	}
}

const struct lint_rule rule_parameter_named_like_resource = {
	.rule = {
		.id = "CFN044",
		.name = "parameter-named-like-resource",
		.severity = SEV_ERROR,
		.summary = "a parameter and a resource have one name",
		.why =
			"CloudFormation refuses the template: a Ref could mean either. Names are\n"
			"unique over parameters and resources.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "resources-section-structure.html",
		.bad =
			"Parameters:\n"
			"  Topic: {Type: String}\n"
			"Resources:\n"
			"  Topic: #!\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Ref Topic\n",
		.good =
			"Parameters:\n"
			"  TopicName: {Type: String}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Ref TopicName\n",
		.silent = (const char *const[]){
			"Conditions:\n"
			"  Topic: !Equals [!Ref AWS::Region, eu-west-1]\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Condition: Topic\n",
			"Parameters:\n"
			"  topic: {Type: String}\n"
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Ref topic\n"
			"Outputs:\n"
			"  Topic:\n"
			"    Value: !Ref Topic\n",
			NULL,
		},
	},
	.template = parameter_named_like_resource,
};
