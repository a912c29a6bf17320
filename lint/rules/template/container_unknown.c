#include "lint/template/look.h"
#include "lint/template/property.h"
#include "model/text/say.h"

// Whether the task surely has no container of this name.
static bool lacks(const struct node *list, struct str name)
{
	if (!node_is_seq(list) || function_of(list, NULL) != FN_NONE)
		return false;
	node_each(list, item) {
		const struct node *other = node_get(item, "Name");
		if (!other || !look_is_literal(other) || text_is_placeholder(node_str(other)) ||
		    str_eq(node_str(other), name))
			return false;
	}
	return true;
}

static void container_unknown(struct lint *l, const struct entry *r)
{
	const struct node *p = node_get(r->value, "Properties");
	const struct entry *task = look_resource(l, node_get(p, "TaskDefinition"));

	if (map_is_open(l, p) || !task ||
	    !str_is(template_type(task), "AWS::ECS::TaskDefinition"))
		return;
	node_each(node_get(p, "LoadBalancers"), item) {
		const struct node *name = node_get(item, "ContainerName");
		if (look_is_literal(name) && !text_is_placeholder(node_str(name)) &&
		    lacks(node_path(task->value, "Properties/ContainerDefinitions"), node_str(name)))
			lint_report(l, name, "%.*s has no container %s", STR(task->name),
			            say_text(l->arena, node_str(name)));
	}
}

static const char *const silent[] = {
	"Resources:\n"
	"  Task:\n"
	"    Type: AWS::ECS::TaskDefinition\n"
	"    Properties:\n"
	"      ContainerDefinitions:\n"
	"        - {Name: !Ref AWS::StackName, Image: 'nginx:1', Memory: 128}\n"
	"  Service:\n"
	"    Type: AWS::ECS::Service\n"
	"    Properties:\n"
	"      TaskDefinition: !Ref Task\n"
	"      LoadBalancers:\n"
	"        - ContainerName: site\n"
	"          ContainerPort: 80\n"
	"          TargetGroupArn: !ImportValue group\n",
	"Resources:\n"
	"  Task:\n"
	"    Type: AWS::ECS::TaskDefinition\n"
	"    Properties:\n"
	"      ContainerDefinitions:\n"
	"        - {Name: web, Image: 'nginx:1', Memory: 128}\n"
	"  Service:\n"
	"    Type: AWS::ECS::Service\n"
	"    Properties:\n"
	"      TaskDefinition: !Ref Task\n"
	"      LoadBalancers:\n"
	"        - ContainerName: !Ref AWS::StackName\n"
	"          ContainerPort: 80\n"
	"          TargetGroupArn: !ImportValue group\n",
	NULL,
};

static const char *const types[] = {"AWS::ECS::Service", NULL};

const struct lint_rule rule_container_unknown = {
	.rule = {
		.id = "CFN147",
		.name = "container-unknown",
		.severity = SEV_ERROR,
		.summary = "a service sends requests to a container that its task does not have",
		.why =
			"ECS refuses the service: the container must be one of the task definition.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
		          "aws-properties-ecs-service-loadbalancer.html",
		.bad =
			"Resources:\n"
			"  Task:\n"
			"    Type: AWS::ECS::TaskDefinition\n"
			"    Properties:\n"
			"      ContainerDefinitions:\n"
			"        - {Name: web, Image: 'nginx:1', Memory: 128}\n"
			"  Service:\n"
			"    Type: AWS::ECS::Service\n"
			"    Properties:\n"
			"      TaskDefinition: !Ref Task\n"
			"      LoadBalancers:\n"
			"        - ContainerName: site #!\n"
			"          ContainerPort: 80\n"
			"          TargetGroupArn: !ImportValue group\n",
		.good =
			"Resources:\n"
			"  Task:\n"
			"    Type: AWS::ECS::TaskDefinition\n"
			"    Properties:\n"
			"      ContainerDefinitions:\n"
			"        - {Name: web, Image: 'nginx:1', Memory: 128}\n"
			"  Service:\n"
			"    Type: AWS::ECS::Service\n"
			"    Properties:\n"
			"      TaskDefinition: !Ref Task\n"
			"      LoadBalancers:\n"
			"        - ContainerName: web\n"
			"          ContainerPort: 80\n"
			"          TargetGroupArn: !ImportValue group\n",
		.silent = silent,
	},
	.types = types,
	.resource = container_unknown,
};
