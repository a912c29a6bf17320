#include "lint/template/property.h"

static bool is_past(struct str day)
{
	return day.len > 0 && str_cmp(day, lambda_day()) <= 0;
}

// Whether a function can be made with none of the values that a parameter allows.
static bool all_gone(const struct node *allowed)
{
	node_each(allowed, item) {
		const struct fact *row = lambda_runtime(node_str(item));
		if (!row || !is_past(lambda_runtime_of(row).create))
			return false;
	}
	return node_is_seq(allowed) && allowed->len > 0;
}

static void lambda_runtime_gone(struct lint *l, const struct lint_property *p)
{
	const struct fact *row;
	struct lambda_runtime r;
	struct str text;
	struct diag *d;

	if (!str_is(p->name, "Runtime") || p->around)
		return;
	if (p->value->kind == NODE_HOLE && all_gone(p->value->hole->allowed)) {
		lint_report(l, p->value, "Lambda makes no function with any value that %.*s allows",
		            STR(p->value->hole->name));
		return;
	}
	if (!property_text(l, p, &text) ||
	    !(row = lambda_runtime(text)))
		return;
	r = lambda_runtime_of(row);
	if (is_past(r.update))
		d = lint_report(l, p->value, "Lambda has made and changed no function with runtime "
		                             "%.*s since %.*s", STR(text), STR(r.update));
	else if (is_past(r.create))
		d = lint_report(l, p->value, "Lambda has made no function with runtime %.*s since "
		                             "%.*s", STR(text), STR(r.create));
	else
		d = lint_report(l, p->value, "runtime %.*s is deprecated since %.*s: Lambda is to "
		                             "make no function with it from %.*s (as of %.*s)",
		                STR(text), STR(r.deprecated), STR(r.create), STR(lambda_day()));
	if (!is_past(r.create))
		d->severity = SEV_INFO;
	d->hint = arena_printf(l->arena, "use %.*s", STR(r.instead));
}

static const char *const silent[] = {
	"Parameters:\n"
	"  Runtime:\n"
	"    Type: String\n"
	"    AllowedValues: [python3.6, python3.13]\n"
	"Resources:\n"
	"  Handler:\n"
	"    Type: AWS::Lambda::Function\n"
	"    Properties:\n"
	"      Role: !ImportValue role\n"
	"      Runtime: !Ref Runtime\n"
	"      Handler: index.handler\n"
	"      Code: {S3Bucket: code, S3Key: handler.zip}\n",
	"Parameters:\n"
	"  Runtime:\n"
	"    Type: String\n"
	"    Default: python3.6\n"
	"Resources:\n"
	"  Handler:\n"
	"    Type: AWS::Lambda::Function\n"
	"    Properties:\n"
	"      Role: !ImportValue role\n"
	"      Runtime: !Ref Runtime\n"
	"      Handler: index.handler\n"
	"      Code:\n"
	"        S3Bucket: code\n"
	"        S3Key: handler.zip\n",
	"Resources:\n"
	"  Layer:\n"
	"    Type: AWS::Lambda::LayerVersion\n"
	"    Properties:\n"
	"      CompatibleRuntimes: [python3.6]\n"
	"      Content:\n"
	"        S3Bucket: code\n"
	"        S3Key: layer.zip\n",
	NULL,
};

static const char *const types[] = {"AWS::Lambda::Function", "AWS::Serverless::Function", NULL};

const struct lint_rule rule_lambda_runtime_gone = {
	.rule = {
		.id = "CFN116",
		.name = "lambda-runtime-gone",
		.severity = SEV_WARNING,
		.summary = "Lambda gives up the runtime of a function",
		.why =
			"From a day on Lambda makes no function with an old runtime, and from a later day on it\n"
			"changes none: the stack fails (\"The runtime parameter of python3.6 is no longer supported\").\n"
			"Days that are still to come are those that AWS has announced; it has moved such days before.",
		.source = "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
		.bad =
			"Resources:\n"
			"  Handler:\n"
			"    Type: AWS::Lambda::Function\n"
			"    Properties:\n"
			"      Role: !ImportValue role\n"
			"      Runtime: python3.6 #!\n"
			"      Handler: index.handler\n"
			"      Code:\n"
			"        S3Bucket: code\n"
			"        S3Key: handler.zip\n",
		.good =
			"Resources:\n"
			"  Handler:\n"
			"    Type: AWS::Lambda::Function\n"
			"    Properties:\n"
			"      Role: !ImportValue role\n"
			"      Runtime: python3.13\n"
			"      Handler: index.handler\n"
			"      Code:\n"
			"        S3Bucket: code\n"
			"        S3Key: handler.zip\n",
		.silent = silent,
	},
	.types = types,
	.value = lambda_runtime_gone,
};
