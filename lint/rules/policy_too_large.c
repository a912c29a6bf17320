#include <string.h>

#include "aws/aws.h"
#include "lint/lint.h"
#include "model/utf8.h"

// Where AWS stops, by the type of the resource that holds the policy.
static const struct {
	const char *type;
	const char *limit; // a row of aws/limits.txt
} limits[] = {
	{"AWS::IAM::ManagedPolicy", "policy-managed-characters"},
	{"AWS::IAM::Role", "role-inline-characters"},
	{"AWS::IAM::RolePolicy", "role-inline-characters"},
};

static size_t size_of_text(struct str text)
{
	size_t size = 0;
	uint32_t code;

	for (size_t at = 0, len; (len = utf8_decode(text, at, &code)) > 0; at += len)
		size += !strchr(" \t\r\n", text.at[at]);
	return size;
}

// How many characters of JSON a value takes at least, blanks not counted: what is not
// known counts as nothing, of two branches the shorter one.
static size_t size_of(const struct node *n)
{
	size_t size = 0, other;

	switch (n->kind) {
	case NODE_SCALAR:
		return size_of_text(node_str(n)) + (n->style == STYLE_PLAIN ? 0 : 2);
	case NODE_CHOICE:
		size = size_of(n->first);
		other = size_of(n->first->next);
		return size < other ? size : other;
	case NODE_TEXT:
		for (const struct node *part = n->first; part; part = part->next)
			size += size_of_text(node_str(part));
		return size + 2;
	case NODE_SEQ:
		node_each(n, item)
			size += size_of(item);
		return size + 2;
	case NODE_MAP:
		node_each_pair(n, key)
			if (key->next->kind != NODE_NONE && key->next->kind != NODE_CHOICE)
				size += size_of_text(node_str(key)) + 3 + size_of(key->next);
		return size + 2;
	default:
		return 0;
	}
}

static void check(struct lint *l, const struct policy *p)
{
	struct str type = l->resource ? template_type(l->resource) : (struct str){0};

	for (size_t i = 0; i < sizeof limits / sizeof *limits && p->node; i++) {
		size_t size, most;
		struct diag *d;

		if (!str_is(type, limits[i].type))
			continue;
		size = size_of(p->node);
		most = (size_t)limit(limits[i].limit);
		if (size <= most)
			return;
		d = lint_report(l, p->node, "this policy has at least %zu characters, blanks not "
		                            "counted, and IAM takes %zu", size, most);
		d->hint = "say more with wildcards, or make several policies of it";
	}
}

#define ARN(n) "arn:aws:ssm:*:111111111111:parameter/payments/production/service-" n "/*,"
#define ARNS(n)                                                                           \
	"              " ARN(n "0") " " ARN(n "1") " " ARN(n "2") " " ARN(n "3") " "     \
	ARN(n "4") " " ARN(n "5") " " ARN(n "6") " " ARN(n "7") " " ARN(n "8") " "        \
	ARN(n "9") "\n"

const struct lint_rule rule_policy_too_large = {
	.rule = {
		.id = "IAM041",
		.name = "policy-too-large",
		.severity = SEV_ERROR,
		.summary = "a policy has more characters than IAM takes",
		.why =
			"A managed policy has at most 6,144 characters, all inline policies of a\n"
			"role together 10,240; blanks do not count. IAM refuses more with\n"
			"LimitExceeded, and no quota raises it. Values that only deployment knows\n"
			"are not counted here, so the policy may be larger still.",
		.source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/"
		          "reference_iam-quotas.html",
		.bad =
			"Resources:\n"
			"  Readers:\n"
			"    Type: AWS::IAM::ManagedPolicy\n"
			"    Properties:\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17' #!\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Action: ssm:GetParameter\n"
			"            Resource: [\n"
			ARNS("0") ARNS("1") ARNS("2") ARNS("3") ARNS("4")
			ARNS("5") ARNS("6") ARNS("7") ARNS("8")
			"            ]\n",
		.good =
			"Resources:\n"
			"  Readers:\n"
			"    Type: AWS::IAM::ManagedPolicy\n"
			"    Properties:\n"
			"      PolicyDocument:\n"
			"        Version: '2012-10-17'\n"
			"        Statement:\n"
			"          - Effect: Allow\n"
			"            Action: ssm:GetParameter\n"
			"            Resource: arn:aws:ssm:*:111111111111:parameter/payments/*\n",
	},
	.policies = POLICIES_IDENTITY,
	.policy = check,
};
