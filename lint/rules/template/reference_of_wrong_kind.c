#include "lint/template/property.h"

// What a reference gives: the name of an identifier or attribute.
static struct str given(const struct lint *l, const struct hole *hole,
                        const struct fact **type)
{
	ptrdiff_t dot = str_find_byte(hole->name, 0, '.');
	size_t end = dot < 0 ? hole->name.len : (size_t)dot;
	const struct entry *r = entries_find(&l->template->resources,
	                                     str_slice(hole->name, 0, end));
	struct str ref;

	*type = r ? type_find(template_type(r)) : NULL;
	ref = type_ref(*type);
	if (dot >= 0)
		return str_slice(hole->name, end + 1, hole->name.len);
	return str_find_byte(ref, 0, ' ') < 0 ? ref : (struct str){0};
}

static bool is_arn(struct str name)
{
	return str_ends(name, "Arn") || str_ends(name, "ARN");
}

// Whether the pattern takes no value of this kind: then both ends say the same.
static bool refuses(struct lint *l, const struct constraints *c, bool arn)
{
	struct str sample = arn ? S("arn:aws:service:eu-west-1:111122223333:thing/a-1")
	                        : S("thing-1");

	return c->pattern.len > 0 && (str_find(c->pattern, 0, "arn") >= 0) != arn &&
	       lint_search(l, c->pattern, sample) == MATCH_NO;
}

static void reference_of_wrong_kind(struct lint *l, const struct lint_property *p)
{
	const struct fact *type, *wanted;
	struct constraints registry, api;
	struct str name;
	struct diag *d;

	if (p->value->kind != NODE_HOLE || !property_asked(p, &registry, &api) ||
	    l->template->is_rewritten)
		return;
	name = given(l, p->value->hole, &type);
	wanted = type ? fact_find(property_refers(&p->facts), fact_name(type)) : NULL;
	if (!wanted || name.len == 0 || fact_find(wanted, name))
		return;
	fact_each(wanted, row)
		if (is_arn(fact_name(row)) == is_arn(name))
			return;
	if (!refuses(l, &registry, is_arn(name)))
		return;
	d = lint_report(l, p->value, "%s takes the %.*s of the resource, and this is its %.*s",
	                lint_path(l, p), STR(fact_name(fact_at(wanted, 0))), STR(name));
	d->hint = arena_printf(l->arena, "use %s",
	                       fact_find(type_attributes(type), fact_name(fact_at(wanted, 0)))
	                               ? "Fn::GetAtt" : "Ref");
}

static const char *const silent[] = {
	"Resources:\n"
	"  Runner:\n"
	"    Type: AWS::IAM::Role\n"
	"    Properties:\n"
	"      AssumeRolePolicyDocument:\n"
	"        Version: '2012-10-17'\n"
	"        Statement:\n"
	"          - Effect: Allow\n"
	"            Principal:\n"
	"              Service: ecs-tasks.amazonaws.com\n"
	"            Action: sts:AssumeRole\n"
	"  Task:\n"
	"    Type: AWS::ECS::TaskDefinition\n"
	"    Properties:\n"
	"      TaskRoleArn: !Ref Runner\n"
	"      ContainerDefinitions:\n"
	"        - Name: main\n"
	"          Image: busybox\n"
	"          Memory: 128\n",
			"Parameters: {Role: {Type: String}}\n"
			"Resources:\n"
			"  Work:\n"
			"    Type: AWS::Lambda::Function\n"
			"    Properties:\n"
			"      Role: !Ref Role\n"
			"      Runtime: python3.13\n"
			"      Handler: a.b\n"
			"      Code: {ZipFile: 'def b(e, c): pass'}\n",
	NULL,
};

const struct lint_rule rule_reference_of_wrong_kind = {
	.rule = {
		.id = "CFN110",
		.name = "reference-of-wrong-kind",
		.severity = SEV_ERROR,
		.summary = "an id or name stands where an ARN is asked for, or the reverse",
		.why =
			"Ref gives of most resources the id or name, Fn::GetAtt the ARN. The property takes one of\n"
			"them, by its pattern, and the service refuses the other one when the resource is made.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "intrinsic-function-reference-ref.html",
		.bad =
			"Resources:\n"
			"  Runner:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal:\n"
			"              Service: lambda.amazonaws.com\n"
			"            Action: sts:AssumeRole\n"
			"  Handler:\n"
			"    Type: AWS::Lambda::Function\n"
			"    Properties:\n"
			"      Role: !Ref Runner #!\n"
			"      Runtime: python3.13\n"
			"      Handler: index.handler\n"
			"      Code:\n"
			"        ZipFile: 'def handler(event, context): pass'\n",
		.good =
			"Resources:\n"
			"  Runner:\n"
			"    Type: AWS::IAM::Role\n"
			"    Properties:\n"
			"      AssumeRolePolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Principal:\n"
			"              Service: lambda.amazonaws.com\n"
			"            Action: sts:AssumeRole\n"
			"  Handler:\n"
			"    Type: AWS::Lambda::Function\n"
			"    Properties:\n"
			"      Role: !GetAtt Runner.Arn\n"
			"      Runtime: python3.13\n"
			"      Handler: index.handler\n"
			"      Code:\n"
			"        ZipFile: 'def handler(event, context): pass'\n",
		.silent = silent,
	},
	.value = reference_of_wrong_kind,
};
