#include "lint/template/property.h"
#include "model/text/say.h"

enum { MOST = 50 };

static bool seen(const struct str *keys, size_t count, struct str key)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(keys[i], key))
			return true;
	return false;
}

static void check_key(struct lint *l, const struct node *node, struct str key, bool twice)
{
	if (twice)
		lint_report(l, node, "there are two tags %s", say_text(l->arena, key));
	else if (str_starts(key, "aws:"))
		lint_report(l, node, "tag %s: keys that begin with aws: are for AWS alone",
		            say_text(l->arena, key));
}

static void tags_refused(struct lint *l, const struct lint_property *p)
{
	struct str keys[MOST], key, inner, rest;
	size_t count = 0;

	if (!node_is_seq(p->value) || !str_is(p->name, "Tags") || p->expected.len == 0 ||
	    value_kind(p->expected, &inner, &rest) != VALUE_LIST || l->template->is_rewritten ||
	    (!str_is(inner, "tag") &&
	     !fact_get(type_definition(p->type, inner), "Key")))
		return;
	node_each(p->value, tag) {
		const struct node *node = node_get(tag, "Key");
		if (!node || !node_known_text(l, node, &key) || count == MOST)
			continue;
		check_key(l, node, key, seen(keys, count, key));
		keys[count++] = key;
	}
}

static const char *const silent[] = {
	"Conditions:\n"
	"  A: !Equals [!Ref AWS::Region, eu-west-1]\n"
	"Resources:\n"
	"  Jobs:\n"
	"    Type: AWS::SQS::Queue\n"
	"    Properties:\n"
	"      Tags:\n"
	"        - !If [A, {Key: team, Value: a}, !Ref AWS::NoValue]\n"
	"        - !If [A, !Ref AWS::NoValue, {Key: team, Value: b}]\n",
	"Resources:\n"
	"  Jobs:\n"
	"    Type: AWS::SQS::Queue\n"
	"    Properties:\n"
	"      Tags:\n"
	"        - Key: !Sub '${AWS::Region}-team'\n"
	"          Value: a\n"
	"        - Key: '%%KEY%%'\n"
	"          Value: a\n"
	"        - Key: '%%KEY%%'\n"
	"          Value: b\n",
	NULL,
};

const struct lint_rule rule_tags_refused = {
	.rule = {
		.id = "CFN112",
		.name = "tags-refused",
		.severity = SEV_ERROR,
		.summary = "a tag is there twice, or has a key that AWS keeps for itself",
		.why =
			"Services refuse two tags of one key (\"Duplicate tag keys found\"), and keys that begin with\n"
			"\"aws:\". The resource is not made.",
		.source = "https://docs.aws.amazon.com/tag-editor/latest/userguide/"
		          "tagging.html",
		.bad =
			"Resources:\n"
			"  Jobs:\n"
			"    Type: AWS::SQS::Queue\n"
			"    Properties:\n"
			"      Tags:\n"
			"        - Key: team\n"
			"          Value: a\n"
			"        - Key: team #!\n"
			"          Value: b\n"
			"        - Key: aws:owner #!\n"
			"          Value: c\n",
		.good =
			"Resources:\n"
			"  Jobs:\n"
			"    Type: AWS::SQS::Queue\n"
			"    Properties:\n"
			"      Tags:\n"
			"        - Key: team\n"
			"          Value: a\n"
			"        - Key: Team\n"
			"          Value: b\n"
			"        - Key: owner\n"
			"          Value: c\n",
		.silent = silent,
	},
	.value = tags_refused,
};
