#include "lint/template/relations.h"

static void judge(struct lint *l, const struct fact *row, const struct node *map,
                  const struct node *at)
{
	struct str terms = fact_value(fact_get(row, "must")), term, path;
	const struct node *value;
	const char *words;
	struct diag *d;

	while (fact_word(&terms, &term)) {
		path = term;
		for (path.len = 0; path.len < term.len; path.len++)
			if (str_find_byte(S("=<+"), 0, term.at[path.len]) >= 0)
				break;
		if (relation_has(map, path) != TRUTH_YES ||
		    relation_term(l, map, term) != TRUTH_NO)
			continue;
		value = relation_value(map, path);
		words = relation_words(l, term);
		if (str_eq(fact_name(row), path))
			d = lint_report(l, value ? value : at, "it must be %s", words);
		else
			d = lint_report(l, value ? value : at, "with %s it must be %s",
			                relation_words(l, fact_name(row)), words);
		relation_finish(d, l, row);
	}
}

static void check_resource(struct lint *l, const struct entry *r)
{
	relations_of_resource(l, r, judge);
}

static void check_value(struct lint *l, const struct lint_property *p)
{
	relations_of_value(l, p, judge);
}

static const char *const silent[] = {
	"Parameters:\n"
	"  Cpu:\n"
	"    Type: Number\n"
	"    Default: 256\n"
	"Resources:\n"
	"  Task:\n"
	"    Type: AWS::ECS::TaskDefinition\n"
	"    Properties:\n"
	"      RequiresCompatibilities: [FARGATE]\n"
	"      NetworkMode: awsvpc\n"
	"      Cpu: !Ref Cpu\n"
	"      Memory: 4096\n"
	"      ContainerDefinitions:\n"
	"        - Name: main\n"
	"          Image: busybox\n",
	"Resources:\n"
	"  Task:\n"
	"    Type: AWS::ECS::TaskDefinition\n"
	"    Properties:\n"
	"      RequiresCompatibilities: [FARGATE]\n"
	"      NetworkMode: awsvpc\n"
	"      Cpu: 0.25 vCPU\n"
	"      Memory: 0.5 GB\n"
	"      ContainerDefinitions:\n"
	"        - Name: main\n"
	"          Image: busybox\n",
	NULL,
};

const struct lint_rule rule_value_does_not_go_with = {
	.rule = {
		.id = "CFN132",
		.name = "value-does-not-go-with",
		.severity = SEV_ERROR,
		.summary = "the value of a property does not go with that of another",
		.why =
			"The service refuses the two values together when the resource is made, and the stack rolls\n"
			"back. aws/relations.txt has what goes with what.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
		          "aws-template-resource-type-ref.html",
		.bad =
			"Resources:\n"
			"  Task:\n"
			"    Type: AWS::ECS::TaskDefinition\n"
			"    Properties:\n"
			"      RequiresCompatibilities: [FARGATE]\n"
			"      NetworkMode: awsvpc\n"
			"      Cpu: 256\n"
			"      Memory: 4096 #!\n"
			"      ContainerDefinitions:\n"
			"        - Name: main\n"
			"          Image: busybox\n",
		.good =
			"Resources:\n"
			"  Task:\n"
			"    Type: AWS::ECS::TaskDefinition\n"
			"    Properties:\n"
			"      RequiresCompatibilities: [FARGATE]\n"
			"      NetworkMode: awsvpc\n"
			"      Cpu: 256\n"
			"      Memory: 2048\n"
			"      ContainerDefinitions:\n"
			"        - Name: main\n"
			"          Image: busybox\n",
		.silent = silent,
	},
	.resource = check_resource,
	.value = check_value,
};
