#include "lint/template/look.h"
#include "lint/template/property.h"

// A number of a resource, or what it is where it is not said.
static bool seconds_of(struct lint *l, const struct entry *r, const char *name,
                       double otherwise, double *seconds)
{
	const struct node *p = node_get(r->value, "Properties"), *value = node_get(p, name);

	struct str text;

	*seconds = otherwise;
	if (!value)
		return !p || !map_is_open(l, p);
	return node_known_text(l, eval_value(l->eval, value), &text) &&
	       text_number(text, seconds);
}

static void visibility_under_timeout(struct lint *l, const struct entry *r)
{
	const struct node *p = node_get(r->value, "Properties");
	const struct node *arn = node_get(p, "EventSourceArn");
	const struct entry *queue = look_resource(l, arn);
	const struct entry *function = look_resource(l, node_get(p, "FunctionName"));
	double hidden, works;

	if (!queue || !function || l->template->is_rewritten ||
	    !str_is(template_type(queue), "AWS::SQS::Queue") ||
	    !str_is(template_type(function), "AWS::Lambda::Function") ||
	    !seconds_of(l, queue, "VisibilityTimeout", 30, &hidden) ||
	    !seconds_of(l, function, "Timeout", 3, &works) || hidden >= works)
		return;
	lint_report(l, arn, "%.*s hides a message for %.15g seconds, and %.*s works up to %.15g",
	            STR(queue->name), hidden, STR(function->name), works)->hint =
		"raise VisibilityTimeout, at best to six times the Timeout";
}

static const char *const silent[] = {
	"Parameters: {Seconds: {Type: Number, Default: 5}}\n"
	"Resources:\n"
	"  Jobs:\n"
	"    Type: AWS::SQS::Queue\n"
	"    Properties: {VisibilityTimeout: !Ref Seconds}\n"
	"  Work:\n"
	"    Type: AWS::Lambda::Function\n"
	"    Properties:\n"
	"      Role: !ImportValue role\n"
	"      Runtime: python3.13\n"
	"      Handler: index.handler\n"
	"      Timeout: 60\n"
	"      Code: {ZipFile: 'def handler(e, c): pass'}\n"
	"  Source:\n"
	"    Type: AWS::Lambda::EventSourceMapping\n"
	"    Properties: {FunctionName: !Ref Work, EventSourceArn: !GetAtt Jobs.Arn}\n",
	"Resources:\n"
	"  Jobs:\n"
	"    Type: AWS::SQS::Queue\n"
	"  Work:\n"
	"    Type: AWS::Lambda::Function\n"
	"    Properties:\n"
	"      Role: !ImportValue role\n"
	"      Runtime: python3.13\n"
	"      Handler: index.handler\n"
	"      Timeout: 30\n"
	"      Code: {ZipFile: 'def handler(e, c): pass'}\n"
	"  Source:\n"
	"    Type: AWS::Lambda::EventSourceMapping\n"
	"    Properties: {FunctionName: !Ref Work, EventSourceArn: !GetAtt Jobs.Arn}\n",
	NULL,
};

static const char *const types[] = {"AWS::Lambda::EventSourceMapping", NULL};

const struct lint_rule rule_visibility_under_timeout = {
	.rule = {
		.id = "CFN122",
		.name = "visibility-under-timeout",
		.severity = SEV_ERROR,
		.summary = "a queue shows a message again while its function still works on it",
		.why =
			"Lambda refuses the mapping: the VisibilityTimeout of the queue (30 seconds where it has\n"
			"none) must be the Timeout of the function or more. AWS advises six times as much.",
		.source = "https://docs.aws.amazon.com/lambda/latest/dg/"
		          "services-sqs-configure.html",
		.bad =
			"Resources:\n"
			"  Jobs:\n"
			"    Type: AWS::SQS::Queue\n"
			"  Work:\n"
			"    Type: AWS::Lambda::Function\n"
			"    Properties:\n"
			"      Role: !ImportValue role\n"
			"      Runtime: python3.13\n"
			"      Handler: index.handler\n"
			"      Timeout: 60\n"
			"      Code: {ZipFile: 'def handler(e, c): pass'}\n"
			"  Source:\n"
			"    Type: AWS::Lambda::EventSourceMapping\n"
			"    Properties:\n"
			"      FunctionName: !Ref Work\n"
			"      EventSourceArn: !GetAtt Jobs.Arn #!\n",
		.good =
			"Resources:\n"
			"  Jobs:\n"
			"    Type: AWS::SQS::Queue\n"
			"    Properties: {VisibilityTimeout: 360}\n"
			"  Work:\n"
			"    Type: AWS::Lambda::Function\n"
			"    Properties:\n"
			"      Role: !ImportValue role\n"
			"      Runtime: python3.13\n"
			"      Handler: index.handler\n"
			"      Timeout: 60\n"
			"      Code: {ZipFile: 'def handler(e, c): pass'}\n"
			"  Source:\n"
			"    Type: AWS::Lambda::EventSourceMapping\n"
			"    Properties:\n"
			"      FunctionName: !Ref Work\n"
			"      EventSourceArn: !GetAtt Jobs.Arn\n",
		.silent = silent,
	},
	.types = types,
	.resource = visibility_under_timeout,
};
