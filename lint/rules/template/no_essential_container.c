#include "lint/template/property.h"

static void no_essential_container(struct lint *l, const struct entry *r)
{
	const struct node *p = lint_evaluate(l, node_get(r->value, "Properties"));
	const struct node *list = node_get(p, "ContainerDefinitions");
	struct str text;

	if (map_is_open(l, p) || !node_is_seq(list) || list->len == 0)
		return;
	node_each(list, item) {
		const struct node *flag = node_get(item, "Essential");
		if (map_is_open(l, item) || !flag || !node_known_text(l, flag, &text) ||
		    !str_eq_nocase(text, S("false")))
			return;
	}
	lint_report(l, node_key(p, "ContainerDefinitions"), "no container is essential")->hint =
		"leave Essential out of the one that the task is about";
}

static const char *const silent[] = {
	"Resources:\n"
	"  Task:\n"
	"    Type: AWS::ECS::TaskDefinition\n"
	"    Properties:\n"
	"      NetworkMode: bridge\n"
	"      ContainerDefinitions:\n"
	"        - Name: web\n"
	"          Image: nginx:1\n"
	"          Memory: 128\n"
	"          Essential: !ImportValue essential\n"
	"          PortMappings:\n"
	"            - ContainerPort: 80\n"
	"              HostPort: 8080\n",
	"Resources:\n"
	"  Task:\n"
	"    Type: AWS::ECS::TaskDefinition\n"
	"    Properties:\n"
	"      NetworkMode: bridge\n"
	"      ContainerDefinitions:\n"
	"        - Name: web\n"
	"          Image: nginx:1\n"
	"          Memory: 128\n"
	"          Essential: false\n"
	"          PortMappings:\n"
	"            - ContainerPort: 80\n"
	"              HostPort: 8080\n"
	"        - {Name: log, Image: busybox, Memory: 64}\n",
	NULL,
};

static const char *const types[] = {"AWS::ECS::TaskDefinition", NULL};

const struct lint_rule rule_no_essential_container = {
	.rule = {
		.id = "CFN145",
		.name = "no-essential-container",
		.severity = SEV_ERROR,
		.summary = "no container of a task is essential",
		.why =
			"ECS refuses the task definition: the task ends with its essential container, so it needs\n"
			"one.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
		          "aws-properties-ecs-taskdefinition-containerdefinition.html",
		.bad =
			"Resources:\n"
			"  Task:\n"
			"    Type: AWS::ECS::TaskDefinition\n"
			"    Properties:\n"
			"      NetworkMode: bridge\n"
			"      ContainerDefinitions: #!\n"
			"        - Name: web\n"
			"          Image: nginx:1\n"
			"          Memory: 128\n"
			"          Essential: false\n"
			"          PortMappings:\n"
			"            - ContainerPort: 80\n"
			"              HostPort: 8080\n",
		.good =
			"Resources:\n"
			"  Task:\n"
			"    Type: AWS::ECS::TaskDefinition\n"
			"    Properties:\n"
			"      NetworkMode: bridge\n"
			"      ContainerDefinitions:\n"
			"        - Name: web\n"
			"          Image: nginx:1\n"
			"          Memory: 128\n"
			"          Essential: true\n"
			"          PortMappings:\n"
			"            - ContainerPort: 80\n"
			"              HostPort: 8080\n",
		.silent = silent,
	},
	.types = types,
	.resource = no_essential_container,
};
