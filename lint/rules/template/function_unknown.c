#include "lint/lint.h"
#include "lint/template/look.h"

// A function's name that is near; NULL where none is.
static const char *near_name(struct str name)
{
	for (enum function f = FN_REF; f < FN_COUNT; f++)
		if (f != FN_FOR_EACH && f != FN_CONDITION &&
		    str_distance(name, str_of(function_name(f)), 2) <= 2)
			return function_name(f);
	return NULL;
}

static const char *near_tag(struct str tag)
{
	for (enum function f = FN_REF; f < FN_COUNT; f++)
		if (*function_tag(f) && str_distance(tag, str_of(function_tag(f)), 2) <= 2)
			return function_tag(f);
	return NULL;
}

static void check_tag(struct lint *l, const struct node *n)
{
	struct str tag = node_source_text(l->doc, n);
	const char *near;
	size_t end = 0;

	while (end < tag.len && end < 40 && tag.at[end] != ' ' && tag.at[end] != '\n')
		end++;
	tag = str_slice(tag, 0, end);
	near = str_starts(tag, "!") ? near_tag(tag) : NULL;
	if (near) // other tags are for tools that work before CloudFormation does
		lint_report(l, n, "there is no function %.*s", STR(tag))->hint =
			arena_printf(l->arena, "did you mean %s?", near);
}

static void check_key(struct lint *l, const struct node *map, const struct node *key)
{
	struct str name = node_str(key);
	const struct node alone = {.kind = NODE_MAP, .len = 1, .first = (struct node *)key};
	const char *near;
	enum function f;

	if (!str_starts(name, "Fn::"))
		return;
	f = function_of(&alone, NULL);
	if (f == FN_TRANSFORM || f == FN_FOR_EACH)
		return;
	near = near_name(name);
	if (f == FN_UNKNOWN)
		lint_report(l, key, "there is no function %.*s", STR(name))->hint =
			near ? arena_printf(l->arena, "did you mean %s?", near) : NULL;
	else if (map->len > 1)
		lint_report(l, key, "%.*s stands beside other keys, where it is no function",
		            STR(name))->hint = "let it give the whole map, or the value of one key";
}

static void walk(struct lint *l, const struct node *n)
{
	if (n->flags & NODE_SHARED)
		return;
	if (n->tag == TAG_OTHER)
		check_tag(l, n);
	node_each(n, item)
		walk(l, item);
	node_each_pair(n, key) {
		check_key(l, n, key);
		walk(l, key->next);
	}
}

static void function_unknown(struct lint *l, const struct template *t)
{
	if (t->is_rewritten)
		return;
	node_each_pair(t->doc->root, key)
		if (!node_is(key, "Metadata"))
			walk(l, key->next);
}

const struct lint_rule rule_function_unknown = {
	.rule = {
		.id = "CFN047",
		.name = "function-unknown",
		.severity = SEV_ERROR,
		.summary = "a function does not exist, or stands beside other keys",
		.why =
			"CloudFormation refuses the template: Encountered unsupported function, or a\n"
			"tag that YAML does not know. A function is the only key of its map; beside\n"
			"others it is taken for a property.",
		.source = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
		          "intrinsic-function-reference.html",
		.bad =
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"Outputs:\n"
			"  Arn:\n"
			"    Value: !GettAtt Topic.TopicArn #!\n"
			"  Name:\n"
			"    Value:\n"
			"      Fn::GetAttr: [Topic, TopicName] #!\n",
		.good =
			"Resources:\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"Outputs:\n"
			"  Arn:\n"
			"    Value: !GetAtt Topic.TopicArn\n"
			"  Name:\n"
			"    Value:\n"
			"      Fn::GetAtt: [Topic, TopicName]\n",
		.silent = (const char *const[]){
			"Resources:\n"
			"  Files:\n"
			"    Type: AWS::S3::Bucket\n"
			"    Properties:\n"
			"      Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://shared-snippets/a.yaml}}\n"
			"      BucketName: some-files\n",
			"Resources:\n"
			"  Client:\n"
			"    Type: AWS::Cognito::UserPoolClient\n"
			"    Properties: {UserPoolId: eu-west-1_abcdefghi, RefreshTokenValidity: 30}\n"
			"  Topic:\n"
			"    Type: AWS::SNS::Topic\n"
			"    Properties:\n"
			"      DisplayName: !Included name.txt\n",
			NULL,
		},
	},
	.template = function_unknown,
};
