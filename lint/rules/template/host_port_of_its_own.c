#include "lint/template/property.h"

static bool number_of(struct lint *l, const struct node *map, const char *name, double *number)
{
	const struct node *value = node_get(map, name);
	struct str text;

	return value && node_known_text(l, value, &text) && text_number(text, number);
}

static void host_port_of_its_own(struct lint *l, const struct entry *r)
{
	const struct node *p = lint_evaluate(l, node_get(r->value, "Properties"));
	double host, container;
	struct str mode;

	if (map_is_open(l, p) || !node_get(p, "NetworkMode") ||
	    !node_known_text(l, node_get(p, "NetworkMode"), &mode) || !str_is(mode, "awsvpc"))
		return;
	node_each(node_get(p, "ContainerDefinitions"), item)
		node_each(node_is_map(item) ? node_get(item, "PortMappings") : NULL, mapping)
			if (node_is_map(mapping) && number_of(l, mapping, "HostPort", &host) &&
			    number_of(l, mapping, "ContainerPort", &container) &&
			    host != container && host != 0)
				lint_report(l, node_get(mapping, "HostPort"),
				            "with awsvpc HostPort must be %.15g, as ContainerPort",
				            container)->hint = "leave HostPort out";
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
	"          Essential: true\n"
	"          PortMappings:\n"
	"            - ContainerPort: 80\n"
	"              HostPort: 0\n",
	"Resources:\n"
	"  Task:\n"
	"    Type: AWS::ECS::TaskDefinition\n"
	"    Properties:\n"
	"      NetworkMode: !ImportValue mode\n"
	"      ContainerDefinitions:\n"
	"        - Name: web\n"
	"          Image: nginx:1\n"
	"          Memory: 128\n"
	"          Essential: true\n"
	"          PortMappings:\n"
	"            - ContainerPort: 80\n"
	"              HostPort: 8080\n",
	NULL,
};

static const char *const types[] = {"AWS::ECS::TaskDefinition", NULL};

const struct lint_rule rule_host_port_of_its_own = {
	.rule = {
		.id = "CFN146",
		.name = "host-port-of-its-own",
		.severity = SEV_ERROR,
		.summary = "a container with a network of its own maps a port to another one",
		.why =
			"With NetworkMode awsvpc the task has an interface of its own, and ECS refuses a HostPort\n"
			"that is not the ContainerPort.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
		          "aws-properties-ecs-taskdefinition-portmapping.html",
		.bad =
			"Resources:\n"
			"  Task:\n"
			"    Type: AWS::ECS::TaskDefinition\n"
			"    Properties:\n"
			"      NetworkMode: awsvpc\n"
			"      ContainerDefinitions:\n"
			"        - Name: web\n"
			"          Image: nginx:1\n"
			"          Memory: 128\n"
			"          Essential: true\n"
			"          PortMappings:\n"
			"            - ContainerPort: 80\n"
			"              HostPort: 8080 #!\n",
		.good =
			"Resources:\n"
			"  Task:\n"
			"    Type: AWS::ECS::TaskDefinition\n"
			"    Properties:\n"
			"      NetworkMode: awsvpc\n"
			"      ContainerDefinitions:\n"
			"        - Name: web\n"
			"          Image: nginx:1\n"
			"          Memory: 128\n"
			"          Essential: true\n"
			"          PortMappings:\n"
			"            - ContainerPort: 80\n"
			"              HostPort: 80\n",
		.silent = silent,
	},
	.types = types,
	.resource = host_port_of_its_own,
};
